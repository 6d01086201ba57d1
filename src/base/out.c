/* SPDX-License-Identifier: GPL-2.0-only */
/* Printing: what comes from a log is made safe here, and only here. */
#include "out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "error.h"

#include "banned.h"

/*
 * UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF
 */

size_t bv_utf8_decode(struct bv_text text, uint32_t *code_point)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first;
	uint32_t value;
	size_t size;

	if (text.size == 0)
		return 0;
	first = (unsigned char)text.data[0];
	if (first < 0x80) {
		*code_point = first;
		return 1;
	}
	if (first >= 0xc2 && first <= 0xdf)
		size = 2;
	else if (first >= 0xe0 && first <= 0xef)
		size = 3;
	else if (first >= 0xf0 && first <= 0xf4)
		size = 4;
	else
		return 0;
	if (text.size < size)
		return 0;
	value = first & (0xffu >> (size + 1));
	for (size_t i = 1; i < size; i++) {
		unsigned char next = (unsigned char)text.data[i];

		if ((next & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (next & 0x3f);
	}
	if (value < least[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*code_point = value;
	return size;
}

struct bv_text bv_text_to_utf8(struct bv_text text, struct bv_arena *keep)
{
	static const char replacement[] = "\xef\xbf\xbd";
	uint32_t code_point;
	size_t used = 0;
	char *valid;

	/* The replacement takes three bytes for one. */
	valid = bv_arena_alloc(keep, text.size + 1, 3);
	while (text.size) {
		size_t size = bv_utf8_decode(text, &code_point);

		if (size) {
			memcpy(valid + used, text.data, size);
			used += size;
		} else {
			memcpy(valid + used, replacement, 3);
			used += 3;
		}
		text = bv_text_from_offset(text, size ? size : 1);
	}
	return (struct bv_text){valid, used};
}

/*
 * Printing
 */

/* Code points that change what a terminal or a reader sees around them (Trojan Source,
 * CVE-2021-42574). */
static const struct {
	uint32_t first, last;
} unsafe_ranges[] = {
	{0x00, 0x1f},     /* C0 controls */
	{0x7f, 0x9f},     /* DEL and C1 controls */
	{0x61c, 0x61c},   /* Arabic letter mark */
	{0x180e, 0x180e}, /* Mongolian vowel separator: no width */
	{0x200b, 0x200f}, /* no width, and direction marks */
	{0x2028, 0x202e}, /* line and paragraph separators, embeddings and overrides */
	{0x2060, 0x206f}, /* invisible operators, isolates */
	{0xfeff, 0xfeff}, {0xe0000, 0xe007f}, /* tags: an invisible copy of ASCII */
};

static bool is_unsafe(uint32_t code_point)
{
	for (size_t i = 0; i < sizeof(unsafe_ranges) / sizeof(unsafe_ranges[0]); i++)
		if (code_point >= unsafe_ranges[i].first && code_point <= unsafe_ranges[i].last)
			return true;
	return false;
}

void bv_out_bytes(struct bv_out *out, const char *bytes, size_t size)
{
	if (size == 0 || out->is_failed)
		return;
	errno = 0;
	if (!out->sink(out->context, bytes, size)) {
		out->is_failed = true;
		out->problem = errno;
	}
}

static void print_escaped(struct bv_out *out, struct bv_text bytes)
{
	for (size_t i = 0; i < bytes.size; i++) {
		char escape[5];

		(void)snprintf(escape, sizeof(escape), "\\x%02x", (unsigned char)bytes.data[i]);
		bv_out_bytes(out, escape, 4);
	}
}

static void print_safe(struct bv_out *out, struct bv_text text, const char *allowed)
{
	struct bv_text plain = {text.data, 0}; /* what is safe and not yet printed */

	while (text.size) {
		uint32_t code_point = 0;
		size_t size = bv_utf8_decode(text, &code_point);
		bool is_allowed = code_point && code_point < 0x80 &&
				  strchr(allowed, (char)code_point) != NULL;

		if (size && (is_allowed || !is_unsafe(code_point))) {
			plain.size += size;
		} else {
			size = size ? size : 1;
			bv_out_bytes(out, plain.data, plain.size);
			print_escaped(out, bv_text_slice(text, 0, size));
			plain = (struct bv_text){text.data + size, 0};
		}
		text = bv_text_from_offset(text, size);
	}
	bv_out_bytes(out, plain.data, plain.size);
}

void bv_out_text(struct bv_out *out, struct bv_text text)
{
	print_safe(out, text, "\t");
}

void bv_out_print(struct bv_out *out, const char *format, ...)
{
	struct bv_arena scratch = {0};
	va_list arguments, again;
	char *text;
	int size;

	va_start(arguments, format);
	va_copy(again, arguments);
	size = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	BV_ASSERT(size >= 0);
	text = bv_arena_alloc(&scratch, (size_t)size + 1, 1);
	(void)vsnprintf(text, (size_t)size + 1, format, again);
	va_end(again);
	print_safe(out, (struct bv_text){text, (size_t)size}, "\t\n");
	bv_arena_release(&scratch);
}

void bv_out_style(struct bv_out *out, enum bv_style style)
{
	static const char *const sequences[] = {
		[BV_STYLE_PLAIN] = "\033[m",     [BV_STYLE_STRONG] = "\033[1m",
		[BV_STYLE_GOOD] = "\033[32m",    [BV_STYLE_WARNING] = "\033[33m",
		[BV_STYLE_ERROR] = "\033[1;31m", [BV_STYLE_FAINT] = "\033[2m",
	};

	if (out->has_colour)
		bv_out_bytes(out, sequences[style], strlen(sequences[style]));
}

size_t bv_text_columns(struct bv_text text)
{
	size_t columns = 0;

	while (text.size) {
		uint32_t code_point = 0;
		size_t size = bv_utf8_decode(text, &code_point);
		bool is_plain = size && (code_point == '\t' || !is_unsafe(code_point));

		columns += is_plain ? 1 : 4 * (size ? size : 1);
		text = bv_text_from_offset(text, size ? size : 1);
	}
	return columns;
}

void bv_out_folded(struct bv_out *out, struct bv_text text, size_t column, size_t indent)
{
	struct bv_text word;
	bool is_first = true;

	if (out->width == 0) {
		bv_out_text(out, text);
		bv_out_bytes(out, "\n", 1);
		return;
	}
	for (text = bv_text_trim(text); bv_take_word(&text, &word); text = bv_text_trim(text)) {
		size_t columns = bv_text_columns(word);

		if (!is_first && column + 1 + columns > out->width) {
			bv_out_print(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!is_first) {
			bv_out_bytes(out, " ", 1);
			column++;
		}
		bv_out_text(out, word);
		column += columns;
		is_first = false;
	}
	bv_out_bytes(out, "\n", 1);
}

bool bv_sink_buffer(void *context, const char *bytes, size_t size)
{
	struct bv_out_buffer *buffer = context;

	while (buffer->capacity - buffer->count < size) {
		size_t capacity = buffer->capacity ? buffer->capacity * 2 : 4096;
		char *grown = bv_arena_alloc(buffer->keep, capacity, 1);

		if (buffer->count)
			memcpy(grown, buffer->items, buffer->count);
		buffer->items = grown;
		buffer->capacity = capacity;
	}
	if (size)
		memcpy(buffer->items + buffer->count, bytes, size);
	buffer->count += size;
	return true;
}

bool bv_sink_file(void *context, const char *bytes, size_t size)
{
	return fwrite(bytes, 1, size, context) == size;
}
