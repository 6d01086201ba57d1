/* SPDX-License-Identifier: GPL-2.0-only */
/* Who says it: the lines of a mail by how deep they are quoted. */
#include "line.h"

#include "base/banned.h"

#define LINES_JOINED 4

size_t bv_quote_depth(struct bv_text line)
{
	struct bv_text rest = bv_unquote(line);
	struct bv_text marks = bv_text_slice(line, 0, line.size - rest.size);
	size_t depth = 0;

	for (size_t i = 0; i < marks.size && depth < BV_QUOTE_DEPTH_MAX; i++)
		depth += marks.data[i] == '>';
	return depth;
}

void bv_view(struct bv_lines *out, const struct bv_lines *lines, size_t depth,
	     struct bv_arena *keep)
{
	*out = *lines;
	out->items = bv_arena_alloc(keep, lines->count, sizeof(*out->items));
	out->capacity = lines->count;
	for (size_t i = 0; i < lines->count; i++) {
		struct bv_text text = lines->items[i].text;
		bool is_seen = depth == BV_QUOTE_DEPTH_ANY || bv_quote_depth(text) == depth;

		out->items[i].number = lines->items[i].number;
		out->items[i].text = is_seen ? bv_unquote(text) : (struct bv_text){0};
	}
}

struct bv_text bv_view_join(const struct bv_lines *view, size_t index, size_t offset,
			    struct bv_text end, struct bv_arena *keep)
{
	struct bv_text whole = bv_text_trim(bv_text_from_offset(view->items[index].text, offset));

	for (size_t i = 1; i < LINES_JOINED && index + i < view->count; i++) {
		struct bv_text line = bv_text_trim(view->items[index + i].text);

		if (bv_text_is_empty(line) || bv_text_contains(whole, end))
			break;
		whole = bv_text_is_empty(whole)
				? line
				: bv_arena_print(keep, "%.*s %.*s", BV_TEXT_ARG(whole),
						 BV_TEXT_ARG(line));
	}
	return whole;
}
