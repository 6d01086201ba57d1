/* SPDX-License-Identifier: GPL-2.0-only */
/* Counted text and the cursors of the parsers. */
#include "text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "banned.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_space(char c)
{
	return is_blank(c) || c == '\r' || c == '\n';
}

static bool is_hex_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int bv_text_int_size(struct bv_text text)
{
	return text.size > INT_MAX ? INT_MAX : (int)text.size;
}

struct bv_text bv_text_from(const char *string)
{
	return (struct bv_text){string, string ? strlen(string) : 0};
}

bool bv_text_is_empty(struct bv_text text)
{
	return text.size == 0;
}

bool bv_text_equal(struct bv_text a, struct bv_text b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

bool bv_text_equal_nocase(struct bv_text a, struct bv_text b)
{
	if (a.size != b.size)
		return false;
	for (size_t i = 0; i < a.size; i++)
		if (lower(a.data[i]) != lower(b.data[i]))
			return false;
	return true;
}

bool bv_text_starts_with(struct bv_text text, struct bv_text prefix)
{
	return bv_text_equal(bv_text_slice(text, 0, prefix.size), prefix);
}

bool bv_text_ends_with(struct bv_text text, struct bv_text suffix)
{
	return text.size >= suffix.size &&
	       bv_text_equal(bv_text_from_offset(text, text.size - suffix.size), suffix);
}

uint64_t bv_text_hash_nocase(struct bv_text text)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < text.size; i++)
		hash = (hash ^ (unsigned char)lower(text.data[i])) * UINT64_C(0x100000001b3);
	return hash;
}

int bv_text_compare(struct bv_text a, struct bv_text b)
{
	size_t shared = a.size < b.size ? a.size : b.size;
	int order = shared ? memcmp(a.data, b.data, shared) : 0;

	if (order)
		return order;
	return (a.size > b.size) - (a.size < b.size);
}

size_t bv_text_find_byte(struct bv_text text, char byte)
{
	const char *found = text.size ? memchr(text.data, byte, text.size) : NULL;

	return found ? (size_t)(found - text.data) : SIZE_MAX;
}

size_t bv_text_find(struct bv_text text, struct bv_text needle, size_t from)
{
	if (needle.size == 0)
		return from <= text.size ? from : SIZE_MAX;
	while (from < text.size && text.size - from >= needle.size) {
		size_t step = bv_text_find_byte(bv_text_from_offset(text, from), needle.data[0]);

		if (step == SIZE_MAX || text.size - from - step < needle.size)
			return SIZE_MAX;
		from += step;
		if (memcmp(text.data + from, needle.data, needle.size) == 0)
			return from;
		from++;
	}
	return SIZE_MAX;
}

bool bv_text_contains(struct bv_text text, struct bv_text needle)
{
	return bv_text_find(text, needle, 0) != SIZE_MAX;
}

bool bv_text_contains_nocase(struct bv_text text, struct bv_text needle)
{
	for (size_t i = 0; i + needle.size <= text.size; i++)
		if (bv_text_equal_nocase(bv_text_slice(text, i, needle.size), needle))
			return true;
	return false;
}

struct bv_text bv_text_slice(struct bv_text text, size_t from, size_t size)
{
	struct bv_text part = bv_text_from_offset(text, from);

	if (size < part.size)
		part.size = size;
	return part;
}

struct bv_text bv_text_from_offset(struct bv_text text, size_t from)
{
	if (from == 0)
		return text;
	if (from >= text.size)
		return (struct bv_text){text.data ? text.data + text.size : NULL, 0};
	return (struct bv_text){text.data + from, text.size - from};
}

struct bv_text bv_text_trim_end(struct bv_text text)
{
	while (text.size && is_space(text.data[text.size - 1]))
		text.size--;
	return text;
}

struct bv_text bv_text_trim(struct bv_text text)
{
	size_t from = 0;

	while (from < text.size && is_space(text.data[from]))
		from++;
	return bv_text_trim_end(bv_text_from_offset(text, from));
}

bool bv_text_is_hex(struct bv_text text, size_t least, size_t most)
{
	if (text.size < least || text.size > most)
		return false;
	for (size_t i = 0; i < text.size; i++)
		if (!is_hex_digit(text.data[i]))
			return false;
	return true;
}

bool bv_take_line(struct bv_text *rest, struct bv_text *out)
{
	size_t end;

	if (rest->size == 0)
		return false;
	end = bv_text_find_byte(*rest, '\n');
	if (end == SIZE_MAX) {
		*out = *rest;
		*rest = bv_text_from_offset(*rest, rest->size);
	} else {
		*out = bv_text_slice(*rest, 0, end);
		*rest = bv_text_from_offset(*rest, end + 1);
	}
	if (out->size && out->data[out->size - 1] == '\r')
		out->size--;
	return true;
}

bool bv_take_prefix(struct bv_text *rest, struct bv_text prefix)
{
	if (!bv_text_starts_with(*rest, prefix))
		return false;
	*rest = bv_text_from_offset(*rest, prefix.size);
	return true;
}

bool bv_take_hex(struct bv_text *rest, size_t least, size_t most, struct bv_text *out)
{
	size_t size = 0;

	while (size < rest->size && is_hex_digit(rest->data[size]))
		size++;
	if (size < least || size > most)
		return false;
	*out = bv_text_slice(*rest, 0, size);
	*rest = bv_text_from_offset(*rest, size);
	return true;
}

bool bv_take_uint(struct bv_text *rest, uint64_t *out)
{
	uint64_t value = 0;
	size_t size = 0;

	for (; size < rest->size && rest->data[size] >= '0' && rest->data[size] <= '9'; size++) {
		uint64_t digit = (uint64_t)(rest->data[size] - '0');

		if (value > (UINT64_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	if (size == 0)
		return false;
	*out = value;
	*rest = bv_text_from_offset(*rest, size);
	return true;
}

bool bv_take_until(struct bv_text *rest, struct bv_text mark, struct bv_text *out)
{
	size_t at = bv_text_find(*rest, mark, 0);

	if (at == SIZE_MAX)
		return false;
	*out = bv_text_slice(*rest, 0, at);
	*rest = bv_text_from_offset(*rest, at + mark.size);
	return true;
}

bool bv_take_word(struct bv_text *rest, struct bv_text *out)
{
	size_t size = 0;

	while (size < rest->size && !is_space(rest->data[size]))
		size++;
	if (size == 0)
		return false;
	*out = bv_text_slice(*rest, 0, size);
	*rest = bv_text_from_offset(*rest, size);
	return true;
}

bool bv_take_blanks(struct bv_text *rest)
{
	size_t size = 0;

	while (size < rest->size && is_blank(rest->data[size]))
		size++;
	*rest = bv_text_from_offset(*rest, size);
	return true;
}

/*
 * Sorted texts and binary search: logs can name hundreds of thousands of people or files
 */

static int compare(const void *left, const void *right)
{
	const struct bv_text *a = left, *b = right;

	for (size_t i = 0; i < a->size && i < b->size; i++) {
		int order = (unsigned char)lower(a->data[i]) - (unsigned char)lower(b->data[i]);

		if (order)
			return order;
	}
	return (a->size > b->size) - (a->size < b->size);
}

void bv_text_set_make(struct bv_texts *texts)
{
	size_t kept = 0;

	if (texts->count)
		qsort(texts->items, texts->count, sizeof(*texts->items), compare);
	for (size_t i = 0; i < texts->count; i++)
		if (kept == 0 || compare(&texts->items[kept - 1], &texts->items[i]) != 0)
			texts->items[kept++] = texts->items[i];
	texts->count = kept;
}

bool bv_text_set_has(const struct bv_texts *texts, struct bv_text text)
{
	return texts->count &&
	       bsearch(&text, texts->items, texts->count, sizeof(*texts->items), compare) != NULL;
}
