/* SPDX-License-Identifier: GPL-2.0-only */
/* From lines to events: each line on its own, printed commits passed over. */
#include "base/oid.h"
#include "git_private.h"
#include "log/commit_print.h"

#include "base/banned.h"

/* ":MODE MODE ID ID STATUS<TAB>PATH", at least. */
#define RAW_WORDS 6

bool bv_git_classify(struct bv_git_event *out, struct bv_text line)
{
	struct bv_text text = bv_text_trim(bv_unquote(line));

	*out = (struct bv_git_event){0};
	/* A markdown fence with the first line behind it. */
	(void)bv_take_prefix(&text, BV_TEXT("```"));
	if (bv_text_is_empty(text))
		return false;
	if (!bv_git_classify_comment(out, text) && !bv_git_classify_screen(out, text) &&
	    !bv_git_classify_command(out, text))
		return false;
	out->text = text;
	return true;
}

bool bv_git_is_header_of_print(const struct bv_lines *lines, size_t index)
{
	static const struct bv_text beginnings[] = {
		BV_TEXT_INIT("Author:"),
		BV_TEXT_INIT("Merge:"),
	};

	/* A wrapped "(from P)" may stand between. */
	for (size_t i = index + 1; i < lines->count && i <= index + 2; i++) {
		struct bv_text text = bv_text_trim(bv_unquote(lines->items[i].text));

		for (size_t k = 0; k < sizeof(beginnings) / sizeof(beginnings[0]); k++)
			if (bv_text_starts_with(text, beginnings[k]))
				return true;
	}
	return false;
}

/* ... or stands right below git's conclusion, where a text may be cut. */
static bool is_below_conclusion(const struct bv_git_events *events, size_t index)
{
	const struct bv_git_event *last = events->count ? &events->items[events->count - 1] : NULL;

	return last && last->kind == BV_GIT_FIRST_BAD && last->index + 1 == index;
}

/* The index behind the commit printed at @index. What its message says is not for us. */
static size_t skip_print(const struct bv_lines *lines, size_t index, struct bv_arena *keep)
{
	struct bv_arena_mark mark = bv_arena_mark(keep);
	struct bv_bisection scratch = {0};

	index = bv_git_print(&scratch, lines, index, keep);
	bv_arena_rewind(keep, mark);
	return index;
}

/* @text with the id at its start whole again, where a blank stands inside it. */
static struct bv_text heal_id(struct bv_text text, struct bv_arena *keep)
{
	struct bv_text rest = text, head, tail;

	if (!bv_take_hex(&rest, 1, BV_OID_HEX - 1, &head) || !bv_take_prefix(&rest, BV_TEXT(" ")) ||
	    !bv_take_hex(&rest, 1, BV_OID_HEX - 1, &tail) || head.size + tail.size != BV_OID_HEX)
		return text;
	return bv_arena_print(keep, "%.*s%.*s%.*s", BV_TEXT_ARG(head), BV_TEXT_ARG(tail),
			      BV_TEXT_ARG(rest));
}

static size_t count_words(struct bv_text text)
{
	struct bv_text word;
	size_t count = 0;

	while (bv_take_blanks(&text) && bv_take_word(&text, &word))
		count++;
	return count;
}

/* The second id of "Merge:", of "diff-tree H (from P)" or of a raw line, on a line of its own. */
static bool is_wrapped_id(struct bv_text line, struct bv_text next)
{
	bool is_raw = bv_text_starts_with(line, BV_TEXT(":")) && count_words(line) < RAW_WORDS;
	struct bv_text hex;

	if (!is_raw && !bv_text_starts_with(line, BV_TEXT("Merge:")) &&
	    !bv_text_starts_with(line, BV_TEXT("diff-tree ")))
		return false;
	if (!bv_take_hex(&next, 7, 64, &hex))
		return false;
	return is_raw || bv_text_is_empty(next) || bv_text_equal(next, BV_TEXT(")"));
}

/* A line of the message whose end a mail program put to the margin; ":" and "[...]" are none. */
static bool is_wrapped_message(struct bv_text line, struct bv_text next)
{
	return bv_indentation(line) >= 2 && bv_indentation(next) == 0 && next.size &&
	       bv_text_find_byte(BV_TEXT(":[-#`"), next.data[0]) == SIZE_MAX &&
	       bv_could_continue(line, next);
}

size_t bv_git_print(struct bv_bisection *out, const struct bv_lines *lines, size_t index,
		    struct bv_arena *keep)
{
	struct bv_commit_print_state state = {.bisection = out};
	size_t indentation = bv_indentation(bv_unquote(lines->items[index].text));
	size_t depth = bv_quote_depth(lines->items[index].text);
	size_t at = index;

	for (; at < lines->count; at++) {
		struct bv_line line = lines->items[at];
		struct bv_text next = {0};
		struct bv_text id;

		line.text = bv_dedent(bv_unquote(line.text), indentation);
		/* Somebody's own patch, below the commit that they quote. */
		if (bv_is_patch_start(line.text) && bv_quote_depth(lines->items[at].text) != depth)
			break;
		if (at + 1 < lines->count)
			next = bv_dedent(bv_unquote(lines->items[at + 1].text), indentation);
		id = heal_id(bv_text_trim(next), keep);
		if (is_wrapped_id(line.text, id) || is_wrapped_message(line.text, next)) {
			line.text = bv_arena_print(keep, "%.*s %.*s",
						   BV_TEXT_ARG(bv_text_trim_end(line.text)),
						   BV_TEXT_ARG(id));
			at++;
		}
		if (!bv_commit_print_line(&state, &line, keep))
			break;
	}
	return at > index ? at : index + 1;
}

/*
 * "commit H" and its print, then "is the first bad commit": a person who tells what git said. True
 * with the conclusion, which stands at *at.
 */
bool bv_git_conclusion_below(struct bv_git_event *out, size_t *at, const struct bv_lines *lines,
			     size_t header, struct bv_arena *keep)
{
	struct bv_git_event event;
	struct bv_text text = {0};

	if (!bv_git_classify(&event, lines->items[header].text) || event.kind != BV_GIT_HEADER)
		return false;
	*at = skip_print(lines, header, keep);
	for (; *at < lines->count; ++*at) {
		text = bv_text_trim(bv_unquote(lines->items[*at].text));
		if (!bv_text_is_empty(text))
			break;
	}
	*out = (struct bv_git_event){
		.kind = BV_GIT_FIRST_BAD, .text = text, .revision = event.revision};
	return bv_git_take_conclusion(&text, &out->word);
}

/* What git bisect run printed last until git 2.39 had no line end: the next line is glued to it. */
static struct bv_text glued_rest(struct bv_text text)
{
	static const struct bv_text ends[] = {
		BV_TEXT_INIT("bisect found first bad commit"),
		BV_TEXT_INIT("bisect run success"),
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (bv_take_prefix(&text, ends[i]))
			return text;
	return (struct bv_text){0};
}

bool bv_git_classify_glued(struct bv_git_event *event)
{
	return event->kind == BV_GIT_RUN_END && bv_git_classify(event, glued_rest(event->text));
}

static void add_event(struct bv_git_events *events, const struct bv_git_event *event,
		      const struct bv_lines *lines, size_t index, struct bv_arena *keep)
{
	struct bv_git_event *added = BV_APPEND(events, keep);

	*added = *event;
	added->index = index;
	added->number = lines->items[index].number;
}

static bool may_more_follow(const struct bv_git_event *event)
{
	return (event->kind == BV_GIT_COMMAND && !event->is_typed) ||
	       event->kind == BV_GIT_STATUS || event->kind == BV_GIT_UNKNOWN;
}

/*
 * "# WORD: ..." right below a command: git itself says something there (since 2.37 its status), and
 * a later git may say more.
 */
static bool is_unknown_comment(struct bv_git_event *out, const struct bv_git_events *events,
			       const struct bv_lines *lines, size_t index)
{
	const struct bv_git_event *last = events->count ? &events->items[events->count - 1] : NULL;
	struct bv_text text = bv_text_trim(bv_unquote(lines->items[index].text));
	struct bv_text rest = text;
	struct bv_text word;

	if (!last || last->index + 1 != index || !may_more_follow(last) ||
	    !bv_take_prefix(&rest, BV_TEXT("# ")) || !bv_git_take_term(&rest, &word) ||
	    !bv_take_prefix(&rest, BV_TEXT(": ")))
		return false;
	*out = (struct bv_git_event){.kind = BV_GIT_UNKNOWN, .text = text};
	return true;
}

/* A robot says here that it made the log. */
static bool is_signature(struct bv_git_event *out, struct bv_text line,
			 const struct bv_producer *const *all)
{
	struct bv_text text = bv_text_trim(bv_unquote(line));

	for (; *all; all++) {
		if (bv_text_is_empty((*all)->signature) ||
		    !bv_text_starts_with(text, (*all)->signature))
			continue;
		*out = (struct bv_git_event){.kind = BV_GIT_ROBOT, .text = text, .robot = *all};
		return true;
	}
	return false;
}

/* Git has two terms; a text with more words than this has none of git's own. */
#define WORDS_MOST 16

/* The words of git's comments and conclusions, each once. */
struct word_list {
	struct bv_text items[WORDS_MOST];
	size_t count;
	bool has_comments; /* git's comments on states, which name each state that it records */
	bool is_full;
};

static bool has_word(const struct word_list *list, struct bv_text word)
{
	for (size_t i = 0; i < list->count; i++)
		if (bv_text_equal(list->items[i], word))
			return true;
	return false;
}

static void list_words(struct word_list *out, const struct bv_git_events *events)
{
	*out = (struct word_list){0};
	for (size_t i = 0; i < events->count; i++) {
		const struct bv_git_event *event = &events->items[i];

		out->has_comments |= event->kind == BV_GIT_STATE;
		if (event->kind == BV_GIT_COMMAND || has_word(out, event->word))
			continue;
		out->is_full = out->count == WORDS_MOST;
		if (out->is_full)
			return;
		out->items[out->count++] = event->word;
	}
}

/* Somebody's own word, in place of the state that the comment above has for the commit. */
static bool is_below_its_comment(const struct bv_git_events *events, size_t index)
{
	const struct bv_git_event *above = index ? &events->items[index - 1] : NULL;

	return above && above->kind == BV_GIT_STATE &&
	       bv_text_equal_nocase(above->revision, events->items[index].arguments);
}

/*
 * "git bisect WORD H" where the comments know no such state: a command that git has got since, and
 * no verdict. Where the comments were taken out nothing tells the two apart.
 */
static void set_unknown_words_aside(struct bv_git_events *events)
{
	struct word_list words;

	list_words(&words, events);
	if (!words.has_comments || words.is_full)
		return;
	for (size_t i = 0; i < events->count; i++) {
		struct bv_git_event *event = &events->items[i];

		if (event->kind == BV_GIT_COMMAND && !bv_git_is_known_word(event->word) &&
		    !bv_text_is_empty(event->arguments) && !has_word(&words, event->word) &&
		    !is_below_its_comment(events, i))
			event->kind = BV_GIT_UNKNOWN;
	}
}

void bv_git_scan(struct bv_git_events *out, const struct bv_lines *lines,
		 const struct bv_producer *const *all, struct bv_arena *keep)
{
	*out = (struct bv_git_events){0};
	for (size_t i = 0; i < lines->count;) {
		struct bv_git_event event;
		size_t next = i + 1;

		if (!bv_git_classify(&event, lines->items[i].text) &&
		    !is_signature(&event, lines->items[i].text, all) &&
		    !is_unknown_comment(&event, out, lines, i)) {
			i = next;
			continue;
		}
		if (event.kind == BV_GIT_HEADER) {
			if (!is_below_conclusion(out, i) && !bv_git_is_header_of_print(lines, i)) {
				i = next;
				continue;
			}
			next = skip_print(lines, i, keep);
		}
		add_event(out, &event, lines, i, keep);
		if (event.kind == BV_GIT_HEADER &&
		    bv_git_conclusion_below(&event, &next, lines, i, keep)) {
			add_event(out, &event, lines, next, keep);
			i = next + 1;
			continue;
		}
		if (bv_git_classify_glued(&event))
			add_event(out, &event, lines, i, keep);
		i = next;
	}
	set_unknown_words_aside(out);
	bv_git_join(out, lines, keep);
}
