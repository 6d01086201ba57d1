/* From lines to events: each line on its own, printed commits passed over. */
#include "commit_print.h"
#include "git_event.h"
#include "unwrap.h"

#include "base/banned.h"

bool bv_git_classify(struct bv_git_event *out, struct bv_text line)
{
	struct bv_text text = bv_text_trim(bv_unquote(line));

	*out = (struct bv_git_event){0};
	if (bv_text_is_empty(text))
		return false;
	if (!bv_git_classify_comment(out, text) && !bv_git_classify_screen(out, text) &&
	    !bv_git_classify_command(out, text))
		return false;
	out->text = text;
	return true;
}

/* "commit H" is a word of prose too; a printed commit goes on with its merge or author line. */
static bool is_header_of_print(const struct bv_lines *lines, size_t index)
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

/* The second id of "Merge:" or of "diff-tree H (from P)", wrapped onto a line of its own. */
static bool is_wrapped_id(struct bv_text line, struct bv_text next)
{
	struct bv_text hex;

	if (!bv_text_starts_with(line, BV_TEXT("Merge:")) &&
	    !bv_text_starts_with(line, BV_TEXT("diff-tree ")))
		return false;
	next = bv_text_trim(next);
	return bv_take_hex(&next, 7, 64, &hex) &&
	       (bv_text_is_empty(next) || bv_text_equal(next, BV_TEXT(")")));
}

size_t bv_git_print(struct bv_bisection *out, const struct bv_lines *lines, size_t index,
		    struct bv_arena *keep)
{
	struct bv_commit_print_state state = {.bisection = out};
	size_t indentation = bv_indentation(bv_unquote(lines->items[index].text));
	size_t at = index;

	for (; at < lines->count; at++) {
		struct bv_line line = lines->items[at];
		struct bv_text next = {0};

		line.text = bv_dedent(bv_unquote(line.text), indentation);
		if (at + 1 < lines->count)
			next = bv_unquote(lines->items[at + 1].text);
		if (is_wrapped_id(line.text, next)) {
			line.text = bv_arena_print(keep, "%.*s %.*s", BV_TEXT_ARG(line.text),
						   BV_TEXT_ARG(bv_text_trim(next)));
			at++;
		}
		if (!bv_commit_print_line(&state, &line, keep))
			break;
	}
	return at > index ? at : index + 1;
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

static void add_event(struct bv_git_events *events, const struct bv_git_event *event,
		      const struct bv_lines *lines, size_t index, struct bv_arena *keep)
{
	struct bv_git_event *added = BV_APPEND(events, keep);

	*added = *event;
	added->index = index;
	added->number = lines->items[index].number;
}

void bv_git_scan(struct bv_git_events *out, const struct bv_lines *lines, struct bv_arena *keep)
{
	*out = (struct bv_git_events){0};
	for (size_t i = 0; i < lines->count;) {
		struct bv_git_event event;
		size_t next = i + 1;

		if (!bv_git_classify(&event, lines->items[i].text)) {
			i = next;
			continue;
		}
		if (event.kind == BV_GIT_HEADER) {
			if (!is_below_conclusion(out, i) && !is_header_of_print(lines, i)) {
				i = next;
				continue;
			}
			next = skip_print(lines, i, keep);
		}
		add_event(out, &event, lines, i, keep);
		if (event.kind == BV_GIT_RUN_END && bv_git_classify(&event, glued_rest(event.text)))
			add_event(out, &event, lines, i, keep);
		i = next;
	}
	bv_git_join(out, lines, keep);
}
