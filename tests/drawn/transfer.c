/* SPDX-License-Identifier: GPL-2.0-only */
/* What mail programs do to a text on its way: encodings, broken lines. */
#include <string.h>

#include "story.h"

#define QUOTED_COLUMNS 75
#define BASE64_GROUPS  18 /* 72 columns a line */

/* The text that @print makes. */
static struct bv_text text_of(const struct story *story, struct dice *dice,
			      story_text_printer *print, struct bv_arena *keep)
{
	struct memory text;

	memory_open(&text);
	print(story, dice, text.out);
	return memory_close(&text, keep);
}

static bool is_plain(struct bv_text line, size_t at)
{
	unsigned char c = (unsigned char)line.data[at];

	if (c == ' ' || c == '\t')
		return at + 1 < line.size; /* not at the line's end */
	return c > ' ' && c < 0x7f && c != '=';
}

static void print_quoted_line(struct bv_text line, FILE *out)
{
	size_t column = 0;

	for (size_t i = 0; i < line.size; i++) {
		size_t width = is_plain(line, i) ? 1 : 3;

		/* The last piece of a line needs no room for a "=" behind it. */
		if (column + width > QUOTED_COLUMNS) {
			fprintf(out, "=\n");
			column = 0;
		}
		if (width == 1)
			fputc(line.data[i], out);
		else
			fprintf(out, "=%02X", (unsigned char)line.data[i]);
		column += width;
	}
	fputc('\n', out);
}

void story_print_quoted(const struct story *story, struct dice *dice, story_text_printer *print,
			FILE *out)
{
	struct bv_arena keep = {0};
	struct bv_text rest = text_of(story, dice, print, &keep), line;

	while (bv_take_line(&rest, &line))
		print_quoted_line(line, out);
	bv_arena_release(&keep);
}

void story_print_base64(const struct story *story, struct dice *dice, story_text_printer *print,
			FILE *out)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct bv_arena keep = {0};
	struct bv_text text = text_of(story, dice, print, &keep);

	for (size_t i = 0, groups = 0; i < text.size; i += 3) {
		size_t left = text.size - i;
		uint32_t bits = 0;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (k < left ? (unsigned char)text.data[i + k] : 0U);
		for (size_t k = 0; k < 4; k++)
			fputc(k <= left ? digits[bits >> (18 - 6 * k) & 63] : '=', out);
		if (++groups % BASE64_GROUPS == 0 || left <= 3)
			fputc('\n', out);
	}
	bv_arena_release(&keep);
}

/* Where a line of more than @columns is broken: at its last blank before, else at its first. */
static size_t break_of(struct bv_text line, size_t columns)
{
	size_t at = columns;

	while (at > 0 && line.data[at] != ' ')
		at--;
	if (at == 0)
		at = bv_text_find(line, BV_TEXT(" "), columns);
	return at;
}

void story_print_wrapped(const struct story *story, struct dice *dice, story_text_printer *print,
			 size_t columns, FILE *out)
{
	struct bv_arena keep = {0};
	struct bv_text rest = text_of(story, dice, print, &keep), line;

	while (bv_take_line(&rest, &line)) {
		while (line.size > columns) {
			size_t at = break_of(line, columns);

			if (at == SIZE_MAX)
				break;
			fprintf(out, "%.*s\n", (int)at, line.data);
			line = bv_text_from_offset(line, at + 1);
		}
		fprintf(out, "%.*s\n", BV_TEXT_ARG(line));
	}
	bv_arena_release(&keep);
}
