/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The beginning of a BISECT_LOG that a mail program filled as a paragraph:
 *
 *	# bad: [H] TITLE # good:
 *	[H] TITLE git bisect
 *	start 'H' 'H'
 *
 * Comments of steps begin lines even so, and their commands are cut off by join.c; here a
 * comment and the start command stand inside of lines.
 */
#include "git_private.h"

#include "base/banned.h"

/* Two titles and two ids in lines of mail. */
#define RUN_LINES_MAX 8

/* Lines that belong together, as one text. */
struct run {
	struct bv_text text;
	size_t begin[RUN_LINES_MAX]; /* of each line in @text */
	size_t line_count;
};
struct piece {
	size_t from, to; /* bytes of the run's text */
};

static bool is_commit_comment(struct bv_text text)
{
	struct bv_git_event event;

	return bv_git_classify_comment(&event, text) && event.kind == BV_GIT_STATE &&
	       !bv_text_is_empty(event.revision);
}

static bool is_start_command(struct bv_text text)
{
	struct bv_git_event event;

	return bv_git_classify_command(&event, text) && bv_git_is_start(&event) &&
	       !bv_text_is_empty(event.arguments);
}

/* A blank, and behind it something that stands on a line of its own in a log. */
static bool is_joint(struct bv_text text, size_t at)
{
	struct bv_text rest = bv_text_from_offset(text, at + 1);

	if (text.data[at] != ' ')
		return false;
	return bv_text_starts_with(rest, BV_TEXT("# "))
		       ? is_commit_comment(rest)
		       : bv_text_starts_with(rest, BV_TEXT("git bisect start ")) &&
				 is_start_command(rest);
}

static bool has_start_inside(struct bv_text text)
{
	for (size_t at = 0; at < text.size; at++)
		if (is_joint(text, at) && text.data[at + 1] == 'g')
			return true;
	return false;
}

static bool ends_run(struct bv_text text)
{
	return bv_text_is_empty(text) || text.data[0] == '#' ||
	       bv_text_starts_with(text, BV_TEXT("git bisect "));
}

/* The lines from @index on, when they are a comment and a start command inside of them. */
static bool find_run(struct run *out, const struct bv_lines *lines, size_t index,
		     struct bv_arena *keep)
{
	size_t depth = bv_quote_depth(lines->items[index].text);

	*out = (struct run){.text = bv_text_trim(bv_unquote(lines->items[index].text)),
			    .line_count = 1};
	if (!is_commit_comment(out->text))
		return false;
	while (out->line_count < RUN_LINES_MAX && index + out->line_count < lines->count) {
		struct bv_text line = lines->items[index + out->line_count].text;
		struct bv_text text = bv_text_trim(bv_unquote(line));

		if (ends_run(text) || bv_quote_depth(line) != depth)
			break;
		out->begin[out->line_count++] = out->text.size + 1;
		out->text = bv_arena_print(keep, "%.*s %.*s", BV_TEXT_ARG(out->text),
					   BV_TEXT_ARG(text));
	}
	return out->line_count > 1 && has_start_inside(out->text);
}

/* The bytes @from to @to of the run as a line of its own, quoted as @first, the run's first, is. */
static void add_piece(struct bv_lines *out, const struct run *run, const struct bv_line *first,
		      struct piece piece, struct bv_arena *keep)
{
	struct bv_text bare = bv_unquote(first->text);
	struct bv_text quoting =
		bv_text_slice(first->text, 0, (size_t)(bare.data - first->text.data));
	struct bv_text text = bv_text_slice(run->text, piece.from, piece.to - piece.from);
	struct bv_line *added = BV_APPEND(out, keep);
	size_t line = 0;

	while (line + 1 < run->line_count && run->begin[line + 1] <= piece.from)
		line++;
	added->text = bv_arena_print(keep, "%.*s%.*s", BV_TEXT_ARG(quoting), BV_TEXT_ARG(text));
	added->number = first[line].number;
}

static void split_run(struct bv_lines *out, const struct run *run, const struct bv_line *first,
		      struct bv_arena *keep)
{
	struct piece piece = {0, 0};

	for (; piece.to < run->text.size; piece.to++) {
		if (!is_joint(run->text, piece.to))
			continue;
		add_piece(out, run, first, piece, keep);
		piece.from = piece.to + 1;
	}
	add_piece(out, run, first, piece, keep);
}

void bv_git_unfill(struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_lines out = *lines;
	bool is_changed = false;
	struct run run;

	out.items = NULL;
	out.count = out.capacity = 0;
	for (size_t i = 0; i < lines->count;) {
		struct bv_arena_mark mark = bv_arena_mark(keep);
		bool is_run = find_run(&run, lines, i, keep);

		if (is_run && !is_changed)
			for (size_t k = 0; k < i; k++)
				*BV_APPEND(&out, keep) = lines->items[k];
		is_changed |= is_run;
		if (is_run) {
			split_run(&out, &run, &lines->items[i], keep);
			i += run.line_count;
			continue;
		}
		if (!is_changed)
			bv_arena_rewind(keep, mark);
		else
			*BV_APPEND(&out, keep) = lines->items[i];
		i++;
	}
	if (is_changed)
		*lines = out;
}
