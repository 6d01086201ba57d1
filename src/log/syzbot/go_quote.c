/* SPDX-License-Identifier: GPL-2.0-only */
/* What Go prints: lists of strings with %q, and durations. */
#include <string.h>

#include "syzbot_private.h"

#include "base/banned.h"

static bool take_byte(struct bv_text *rest, char *out)
{
	if (rest->size == 0)
		return false;
	*out = rest->data[0];
	*rest = bv_text_from_offset(*rest, 1);
	return true;
}

static bool take_hex_number(struct bv_text *rest, size_t digits, uint32_t *out)
{
	uint32_t value = 0;

	for (size_t i = 0; i < digits; i++) {
		static const char hex[] = "0123456789abcdef";
		const char *digit;
		char byte;

		if (!take_byte(rest, &byte) || byte == '\0')
			return false;
		digit = strchr(hex, byte >= 'A' && byte <= 'F' ? byte - 'A' + 'a' : byte);
		if (!digit)
			return false;
		value = value * 16 + (uint32_t)(digit - hex);
	}
	*out = value;
	return true;
}

/* UTF-8 of @code_point at @out, which has room for four bytes; how many were written. */
static size_t put_utf8(char *out, uint32_t code_point)
{
	static const unsigned char first[] = {0, 0, 0xc0, 0xe0, 0xf0};
	size_t size = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;

	for (size_t i = size; i-- > 1; code_point >>= 6)
		out[i] = (char)(0x80 | (code_point & 0x3f));
	out[0] = (char)(first[size] | code_point);
	if (size == 1)
		out[0] = (char)code_point;
	return size;
}

/* What follows a backslash. At most as many bytes are written as were read. */
static bool take_escape(struct bv_text *rest, char *out, size_t *written)
{
	static const char letters[] = "abfnrtv\\\"'";
	static const char meanings[] = "\a\b\f\n\r\t\v\\\"'";
	const char *letter;
	uint32_t number;
	char byte;

	if (!take_byte(rest, &byte) || byte == '\0')
		return false;
	letter = strchr(letters, byte);
	if (letter) {
		*out = meanings[letter - letters];
		*written = 1;
		return true;
	}
	if (byte == 'x' && take_hex_number(rest, 2, &number)) {
		*out = (char)number;
		*written = 1;
		return true;
	}
	if ((byte == 'u' && take_hex_number(rest, 4, &number)) ||
	    (byte == 'U' && take_hex_number(rest, 8, &number))) {
		*written = put_utf8(out, number > 0x10ffff ? 0xfffd : number);
		return true;
	}
	return false;
}

static bool take_quoted(struct bv_text *rest, struct bv_text *out, struct bv_arena *keep)
{
	size_t end = 0;
	size_t used = 0;
	char *copy;
	char byte;

	if (!bv_take_prefix(rest, BV_TEXT("\"")))
		return false;
	while (end < rest->size && rest->data[end] != '"')
		end += rest->data[end] == '\\' ? 2 : 1;
	if (end >= rest->size)
		return false;
	copy = bv_arena_alloc(keep, end + 1, 1);
	while (take_byte(rest, &byte) && byte != '"') {
		size_t written = 1;

		if (byte != '\\')
			copy[used] = byte;
		else if (!take_escape(rest, copy + used, &written))
			return false;
		used += written;
	}
	*out = (struct bv_text){copy, used};
	return true;
}

bool bv_go_quoted_list(struct bv_texts *out, struct bv_text text, struct bv_arena *keep)
{
	struct bv_texts list = {0};
	struct bv_text rest = bv_text_trim(text);
	struct bv_text item;

	if (!bv_take_prefix(&rest, BV_TEXT("[")))
		return false;
	while (!bv_take_prefix(&rest, BV_TEXT("]"))) {
		if (list.count && !bv_take_prefix(&rest, BV_TEXT(" ")))
			return false;
		if (!take_quoted(&rest, &item, keep))
			return false;
		*BV_APPEND(&list, keep) = item;
	}
	if (!bv_text_is_empty(rest))
		return false;
	*out = list;
	return true;
}

static bool take_unit(struct bv_text *rest, double *seconds)
{
	static const struct {
		struct bv_text name;
		double seconds;
	} units[] = {
		{BV_TEXT_INIT("h"), 3600}, {BV_TEXT_INIT("ms"), 1e-3}, {BV_TEXT_INIT("m"), 60},
		{BV_TEXT_INIT("s"), 1},    {BV_TEXT_INIT("µs"), 1e-6}, {BV_TEXT_INIT("ns"), 1e-9},
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (bv_take_prefix(rest, units[i].name)) {
			*seconds = units[i].seconds;
			return true;
		}
	return false;
}

bool bv_go_duration(double *seconds, struct bv_text text)
{
	*seconds = 0;
	while (text.size > 0) {
		uint64_t whole, part = 0;
		double scale = 1, unit;
		size_t before;

		if (!bv_take_uint(&text, &whole))
			return false;
		if (bv_take_prefix(&text, BV_TEXT("."))) {
			before = text.size;
			if (!bv_take_uint(&text, &part))
				return false;
			for (size_t i = text.size; i < before; i++)
				scale *= 10;
		}
		if (!take_unit(&text, &unit))
			return false;
		*seconds += ((double)whole + (double)part / scale) * unit;
	}
	return true;
}
