/* SPDX-License-Identifier: GPL-2.0-only */
/* Whose words the lines of a mail are: patches are nobody's, and an indented log may be a quote. */
#include "own_words.h"

#include "commit_print.h"
#include "json.h"
#include "log/git/git_private.h"
#include "producer.h"

#include "base/banned.h"

/* What stands this far in is set apart; " file | 2 +-" is not. */
#define INDENTATION_LEAST 2

struct span {
	size_t from, to;
};
struct spans {
	struct span *items;
	size_t count, capacity;
};

static bool is_blank(const struct bv_lines *lines, size_t index)
{
	return bv_text_is_empty(bv_text_trim(lines->items[index].text));
}

/*
 * Patches
 */

/* A hunk that a mail program wrapped has other lines than it announces. */
static bool is_of_hunk(struct bv_text line)
{
	return line.size && bv_text_find_byte(BV_TEXT("+-@\\ "), line.data[0]) != SIZE_MAX;
}

/* Empty the patch that begins at @index, but for the lines that show that it is one; behind it. */
static size_t drop_patch(struct bv_lines *lines, size_t index)
{
	struct bv_arena scratch = {0};
	struct bv_commit_print print = {0};
	struct bv_patch_print state = {0};

	for (; index < lines->count; index++) {
		struct bv_line *line = &lines->items[index];

		if (!bv_patch_print_line(&state, &print, line, &scratch) &&
		    !(state.is_broken && is_of_hunk(line->text)))
			break;
		if (!bv_is_patch_start(line->text))
			line->text = (struct bv_text){0};
	}
	bv_arena_release(&scratch);
	return index;
}

/* The mail's own patches: those of printed commits say what was blamed. */
static void drop_own_patches(struct bv_lines *lines)
{
	bool is_printed = false;

	for (size_t i = 0; i < lines->count;) {
		struct bv_text text = lines->items[i].text;

		if (bv_text_starts_with(text, BV_TEXT("commit ")))
			is_printed = is_printed || bv_git_is_header_of_print(lines, i);
		else if (bv_text_equal(bv_text_trim_end(text), BV_TEXT("---")))
			is_printed = false;
		if (bv_is_patch_start(text) && !is_printed) {
			size_t behind = drop_patch(lines, i);

			i = behind > i ? behind : i + 1;
			continue;
		}
		i++;
	}
}

/*
 * Indented logs
 */

static bool is_log(const struct bv_lines *lines)
{
	struct bv_arena scratch = {0};
	struct bv_nodes_found state;
	bool is_sure = bv_producer_choose(&state, lines, true, &scratch) != NULL;

	bv_arena_release(&scratch);
	return is_sure;
}

/* The message of a printed commit is indented as well. */
static bool is_below_print(const struct bv_lines *lines, size_t index)
{
	static const struct bv_text beginnings[] = {
		BV_TEXT_INIT("commit "), BV_TEXT_INIT("Author:"),     BV_TEXT_INIT("Date:"),
		BV_TEXT_INIT("Merge:"),  BV_TEXT_INIT("CommitDate:"), BV_TEXT_INIT("AuthorDate:"),
	};

	while (index > 0 && is_blank(lines, index - 1))
		index--;
	for (size_t i = 0; index > 0 && i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (bv_text_starts_with(lines->items[index - 1].text, beginnings[i]))
			return true;
	return false;
}

static bool is_set_in(const struct bv_lines *lines, size_t index)
{
	struct bv_text text = lines->items[index].text;

	return !is_blank(lines, index) && bv_indentation(text) >= INDENTATION_LEAST &&
	       bv_quote_depth(text) == 0;
}

/* The lines from @index on that are set in, blank ones between them too. */
static struct span span_at(const struct bv_lines *lines, size_t index)
{
	struct span span = {index, index};

	for (size_t i = index; i < lines->count; i++) {
		if (is_set_in(lines, i))
			span.to = i + 1;
		else if (!is_blank(lines, i))
			break;
	}
	return span;
}

static bool is_indented_log(const struct bv_lines *lines, struct span span)
{
	struct bv_lines block = *lines;

	block.items += span.from;
	block.count = span.to - span.from;
	return !is_below_print(lines, span.from) && is_log(&block);
}

static void find_indented_logs(struct spans *out, const struct bv_lines *lines, bool is_reply,
			       struct bv_arena *keep)
{
	for (size_t i = 0; i < lines->count;) {
		struct span span = span_at(lines, i);

		is_reply |= bv_is_attribution(lines->items[i].text);
		if (is_reply && span.to > span.from && is_indented_log(lines, span))
			*BV_APPEND(out, keep) = span;
		i = span.to > span.from ? span.to : i + 1;
	}
}

static bool is_quoting(const struct bv_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (bv_quote_depth(lines->items[i].text) > 0)
			return true;
	return false;
}

/* Is there a log outside of @spans, at the margin? */
static bool has_log_at_margin(const struct bv_lines *lines, const struct spans *spans)
{
	struct bv_arena scratch = {0};
	struct bv_lines rest;
	bool is_found;

	bv_view(&rest, lines, 0, &scratch);
	for (size_t i = 0; i < spans->count; i++)
		for (size_t k = spans->items[i].from; k < spans->items[i].to; k++)
			rest.items[k].text = (struct bv_text){0};
	is_found = is_log(&rest);
	bv_arena_release(&scratch);
	return is_found;
}

static void quote(struct bv_lines *lines, struct span span, struct bv_arena *keep)
{
	size_t indentation = bv_indentation(lines->items[span.from].text);

	for (size_t i = span.from; i < span.to; i++) {
		struct bv_text text = bv_dedent(lines->items[i].text, indentation);

		lines->items[i].text = bv_arena_print(keep, "> %.*s", BV_TEXT_ARG(text));
	}
}

void bv_words_settle(struct bv_lines *lines, bool is_reply, struct bv_arena *keep)
{
	struct spans logs = {0};

	drop_own_patches(lines);
	if (is_quoting(lines))
		return;
	find_indented_logs(&logs, lines, is_reply, keep);
	if (logs.count == 0 || has_log_at_margin(lines, &logs))
		return;
	for (size_t i = 0; i < logs.count; i++)
		quote(lines, logs.items[i], keep);
}

void bv_words_keep_own(struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_lines own;

	bv_view(&own, lines, 0, keep);
	*lines = own;
}
