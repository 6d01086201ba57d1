/* SPDX-License-Identifier: GPL-2.0-only */
/* Lines of a source, numbered, with the limits that keep any input bounded. */
#include "line.h"

#include "base/banned.h"

/* U+00A0: mailers and web pages indent with it what somebody indented with blanks. */
static const struct bv_text no_break_space = BV_TEXT_INIT("\xc2\xa0");

/* @text with plain blanks only. Owner: borrowed, or kept in @keep. */
static struct bv_text with_plain_blanks(struct bv_text text, struct bv_arena *keep)
{
	size_t size = 0;
	char *bytes;

	if (!bv_text_contains(text, no_break_space))
		return text;
	bytes = bv_arena_alloc(keep, text.size, 1);
	while (text.size) {
		bool is_blank = bv_take_prefix(&text, no_break_space);

		bytes[size++] = is_blank ? ' ' : text.data[0];
		if (!is_blank)
			text = bv_text_from_offset(text, 1);
	}
	return (struct bv_text){bytes, size};
}

/* Where the line of @index stands in the file; decoded text knows. */
static size_t number_of(const struct bv_source *source, size_t index)
{
	if (source->line_number_count == 0)
		return index + 1;
	return source
		->line_numbers[index < source->line_number_count ? index
								 : source->line_number_count - 1];
}

void bv_lines_split(struct bv_lines *out, const struct bv_source *source, struct bv_arena *keep)
{
	struct bv_text rest = source->text;
	struct bv_text text;
	bool has_no_break_spaces = bv_text_contains(rest, no_break_space);

	*out = (struct bv_lines){0};
	out->is_truncated = source->is_truncated;
	out->is_cut = rest.size > 0 && rest.data[rest.size - 1] != '\n';
	while (bv_take_line(&rest, &text)) {
		struct bv_line *line;

		if (out->count == BV_LOG_LINES_MAX) {
			out->is_truncated = true;
			return;
		}
		line = BV_APPEND(out, keep);
		line->text = has_no_break_spaces ? with_plain_blanks(text, keep) : text;
		line->number = number_of(source, out->count - 1);
	}
}

/* A line of a bisection names a commit; prose around it hardly does so in full. */
static bool has_full_hash(struct bv_text text)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.size && digits < 40; i++)
		digits = bv_text_is_hex(bv_text_slice(text, i, 1), 1, 1) ? digits + 1 : 0;
	return digits == 40;
}

bool bv_lines_unquote(struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_line *unquoted;
	size_t quoted = 0, others = 0;
	size_t plain = 0;

	for (size_t i = 0; i < lines->count; i++) {
		struct bv_text text = lines->items[i].text;
		bool is_quoted = bv_unquote(text).size < text.size;

		if (!has_full_hash(text))
			continue;
		quoted += is_quoted;
		others += bv_quote_depth(text) > 0;
		plain += !is_quoted;
	}
	if (quoted <= plain)
		return false;
	unquoted = bv_arena_alloc(keep, lines->count, sizeof(*unquoted));
	for (size_t i = 0; i < lines->count; i++) {
		unquoted[i].text = bv_unquote(lines->items[i].text);
		unquoted[i].number = lines->items[i].number;
	}
	lines->items = unquoted;
	lines->capacity = lines->count;
	return others > plain;
}
