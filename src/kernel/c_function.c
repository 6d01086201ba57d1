/* SPDX-License-Identifier: GPL-2.0-only */
/* Functions in C as the kernel's style has it: a head that begins a line, a brace that ends it. */
#include "content.h"

#include "base/banned.h"

/* A longer head is none. Units: bytes. */
#define HEAD_BYTES_MAX ((size_t)2000)

static size_t line_begin(struct bv_text text, size_t at)
{
	while (at > 0 && text.data[at - 1] != '\n')
		at--;
	return at;
}

/* Where the line's LF is, or the text ends. */
static size_t line_end(struct bv_text text, size_t at)
{
	size_t size = bv_text_find_byte(bv_text_from_offset(text, at), '\n');

	return size == SIZE_MAX ? text.size : at + size;
}

/* "static int " before the name at @at, in the line that begins at @begin: no call, no comment. */
static bool is_head_begun(struct bv_text text, size_t begin, size_t at)
{
	if (at - begin > HEAD_BYTES_MAX || !bv_c_is_name_byte(text.data[begin]))
		return false;
	for (size_t i = begin; i < at; i++)
		if (text.data[i] == '=' || text.data[i] == ';' || text.data[i] == '"')
			return false;
	return true;
}

/*
 * The brace that opens the body behind the head that goes on at @at; SIZE_MAX: it is none. Only
 * the brace stands at the beginning of a line, so that no line is read for many heads.
 */
static size_t find_body(struct bv_text text, size_t at)
{
	size_t last = at + HEAD_BYTES_MAX < text.size ? at + HEAD_BYTES_MAX : text.size;
	size_t depth = 0;

	for (; at < last; at++) {
		char c = text.data[at];
		bool is_line = at > 0 && text.data[at - 1] == '\n';

		if (c == '{' && depth == 0)
			return at;
		if ((c == ')' && depth == 0) || c == ';' || c == '=' || c == '{' || c == '}' ||
		    (is_line && bv_c_is_name_byte(c)))
			return SIZE_MAX;
		depth += c == '(';
		depth -= c == ')';
	}
	return SIZE_MAX;
}

/* Behind the brace that begins a line, or that closes the one at @open in its own line. */
static size_t find_end(struct bv_text text, size_t open)
{
	size_t end = line_end(text, open), depth = 0;

	for (size_t i = open; i < end; i++) {
		depth += text.data[i] == '{';
		if (text.data[i] == '}' && --depth == 0)
			return end;
	}
	end = bv_text_find(text, BV_TEXT("\n}"), open);
	return end == SIZE_MAX ? text.size : end + 2;
}

struct bv_text bv_c_function_find(struct bv_text text, struct bv_text name)
{
	size_t at = 0;

	while (!bv_text_is_empty(name) && (at = bv_text_find(text, name, at)) != SIZE_MAX) {
		size_t behind = at + name.size, begin = line_begin(text, at), open;
		bool is_whole = (at == 0 || !bv_c_is_name_byte(text.data[at - 1])) &&
				behind < text.size && text.data[behind] == '(';

		if (is_whole && is_head_begun(text, begin, at)) {
			open = find_body(text, behind);
			if (open != SIZE_MAX)
				return bv_text_slice(text, begin, find_end(text, open) - begin);
		}
		/* One head a line: what follows in it would be read again for each name. */
		at = line_end(text, behind);
	}
	return (struct bv_text){0};
}
