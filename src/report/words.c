/* SPDX-License-Identifier: GPL-2.0-only */
/* The words and rows that the renderers share. */
#include <stdio.h>
#include <string.h>

#include "report_private.h"

#include "base/banned.h"

/*
 * Rows of the first screen
 */

/* A title of a megabyte must not push the answer off the screen. Units: bytes. */
#define SCREEN_TEXT_MAX 800

/* As much of @text as fits, not cut within a character. */
static struct bv_text readable_part(struct bv_text text)
{
	size_t used = 0;

	if (text.size <= SCREEN_TEXT_MAX)
		return text;
	while (used < SCREEN_TEXT_MAX) {
		uint32_t code_point;
		size_t size = bv_utf8_decode(bv_text_from_offset(text, used), &code_point);

		used += size ? size : 1;
	}
	return bv_text_slice(text, 0, used);
}

struct bv_text bv_screen_text(struct bv_text text, struct bv_arena *keep)
{
	static const char cut_mark[] = " [cut]";
	struct bv_text part = readable_part(text);
	char *copy = bv_arena_alloc(keep, 4 * part.size + sizeof(cut_mark), 1);
	size_t used = 0;

	for (size_t i = 0; i < part.size; i++) {
		char c = part.data[i];

		if (c == '\n' || c == '\r' || c == '\0')
			used += (size_t)snprintf(copy + used, 5, "\\x%02x", (unsigned)c);
		else
			copy[used++] = c;
	}
	if (part.size < text.size) {
		memcpy(copy + used, cut_mark, sizeof(cut_mark) - 1);
		used += sizeof(cut_mark) - 1;
	}
	return (struct bv_text){copy, used};
}

bool bv_screen_names_line(struct bv_text text, size_t line)
{
	struct bv_arena scratch = {0};
	struct bv_text word = bv_arena_print(&scratch, "line %zu", line);
	bool is_named = false;

	/* "line 4" is not in "line 42". */
	for (size_t at = bv_text_find(text, word, 0); at != SIZE_MAX && !is_named;
	     at = bv_text_find(text, word, at + 1)) {
		struct bv_text rest = bv_text_from_offset(text, at + word.size);
		uint64_t digits;

		is_named = !bv_take_uint(&rest, &digits);
	}
	bv_arena_release(&scratch);
	return is_named;
}

struct bv_text bv_screen_with_line(struct bv_text text, size_t line, struct bv_arena *keep)
{
	if (line == 0 || bv_screen_names_line(text, line))
		return text;
	return bv_arena_print(keep, "%.*s [line %zu]", BV_TEXT_ARG(text), line);
}

void bv_screen_label(struct bv_out *out, const char *label)
{
	bv_out_print(out, "%-*s", BV_LABEL_COLUMNS, label);
}

void bv_screen_row(struct bv_out *out, const char *label, struct bv_text text)
{
	struct bv_arena scratch = {0};

	bv_screen_label(out, label);
	bv_out_folded(out, bv_screen_text(text, &scratch), BV_LABEL_COLUMNS, BV_LABEL_COLUMNS);
	bv_arena_release(&scratch);
}

void bv_screen_row_if_any(struct bv_out *out, const char *label, struct bv_text text)
{
	if (!bv_text_is_empty(text))
		bv_screen_row(out, label, text);
}

#define LINES_NAMED_MAX 4

/* " (lines 92, 177)", unless the sentence names lines itself. */
static struct bv_text lines_words(const struct bv_reason *reason, struct bv_arena *keep)
{
	struct bv_text list = {0};
	size_t count = reason->lines.count;

	if (bv_text_contains(reason->text, BV_TEXT("(line ")))
		return list;
	for (size_t i = 0; i < count && i < LINES_NAMED_MAX; i++)
		list = bv_arena_print(keep, "%.*s%s%zu", BV_TEXT_ARG(list), i ? ", " : "",
				      reason->lines.items[i]);
	if (count == 0)
		return list;
	return bv_arena_print(keep, " (line%s %.*s%s)", bv_screen_plural(count), BV_TEXT_ARG(list),
			      count > LINES_NAMED_MAX ? ", ..." : "");
}

struct bv_text bv_screen_reason(const struct bv_reason *reason, struct bv_arena *keep)
{
	return bv_arena_print(keep, "%.*s%.*s", BV_TEXT_ARG(bv_screen_text(reason->text, keep)),
			      BV_TEXT_ARG(lines_words(reason, keep)));
}

/*
 * Rows that are counted before they are printed
 */

void bv_rows_begin(struct bv_rows *rows, const struct bv_out *out, struct bv_arena *keep)
{
	*rows = (struct bv_rows){.buffer = {.keep = keep}, .out = *out};
	rows->out.sink = bv_sink_buffer;
	rows->out.context = &rows->buffer;
}

size_t bv_rows_count(const struct bv_rows *rows)
{
	size_t count = rows->wrapped;

	for (size_t i = 0; i < rows->buffer.count; i++)
		count += rows->buffer.items[i] == '\n';
	return count;
}

void bv_rows_print(const struct bv_rows *rows, struct bv_out *out)
{
	bv_out_bytes(out, rows->buffer.items, rows->buffer.count);
}

void bv_rows_cut(struct bv_rows *rows, size_t most)
{
	size_t at = 0;

	for (size_t count = 0; at < rows->buffer.count && count < most; at++)
		count += rows->buffer.items[at] == '\n';
	rows->buffer.count = at;
}

const char *bv_screen_plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/*
 * Words
 */

bool bv_words_has_runs(const struct bv_bisection *bisection, const struct bv_step *step)
{
	if (step->runs.count)
		return true;
	/* A log can stop before the runs of its last step. */
	return bv_kind_is_syzbot(bisection->kind) &&
	       (step->verdict != BV_VERDICT_UNKNOWN || step->is_build_failed ||
		step->phase == BV_PHASE_BUILD);
}

struct bv_text bv_words_list(const struct bv_texts *names, struct bv_arena *keep)
{
	struct bv_text row = {0};

	for (size_t i = 0; i < names->count; i++)
		row = bv_arena_print(keep, "%.*s%s%.*s", BV_TEXT_ARG(row), i ? ", " : "",
				     BV_TEXT_ARG(names->items[i]));
	return row;
}

const char *bv_words_ending(enum bv_ending ending)
{
	static const char *const names[] = {
		[BV_ENDING_NONE] = "none",
		[BV_ENDING_FIRST_BAD] = "first-bad",
		[BV_ENDING_ONLY_SKIPPED] = "only-skipped",
		[BV_ENDING_OLDEST_RELEASE] = "oldest-release",
		[BV_ENDING_STILL_ON_HEAD] = "still-on-head",
		[BV_ENDING_NOT_REPRODUCED] = "not-reproduced",
		[BV_ENDING_MERGE_BASE_BAD] = "merge-base-bad",
		[BV_ENDING_TIMEOUT] = "timeout",
		[BV_ENDING_ERROR] = "error",
		[BV_ENDING_RANGE] = "range",
		[BV_ENDING_UNRESOLVED] = "unresolved",
	};

	return names[ending];
}
