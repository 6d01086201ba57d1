/* SPDX-License-Identifier: GPL-2.0-only */
/* The one way to print: escapes what a terminal must not see, colours when allowed, collects
 * errors. */
#ifndef BISECT_VERIFY_OUT_H
#define BISECT_VERIFY_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "text.h"

enum bv_style {
	BV_STYLE_PLAIN = 0,
	BV_STYLE_STRONG,
	BV_STYLE_GOOD,
	BV_STYLE_WARNING,
	BV_STYLE_ERROR,
	BV_STYLE_FAINT
};

/** Takes @size bytes; false on a write error. */
typedef bool bv_sink(void *context, const char *bytes, size_t size);

struct bv_out {
	bv_sink *sink;
	void *context;
	size_t width;    /* columns to fold at; 0: do not fold */
	bool has_colour; /* styles become SGR sequences */
	bool is_failed;  /* a write failed; later ones are dropped */
	int problem;     /* the errno of that, 0 when there is none */
};

/**
 * Print as printf. Everything is made safe on the way: control characters other than LF and TAB,
 * bytes that are no UTF-8, C1 controls and bidirectional overrides come out as \xHH.
 */
__attribute__((format(printf, 2, 3))) void bv_out_print(struct bv_out *out, const char *format,
							...);
/** Print a text, made safe the same way; LF is escaped too: it is one line's content. */
void bv_out_text(struct bv_out *out, struct bv_text text);
/** Bytes as they are: for output that a library has already escaped (JSON). */
void bv_out_bytes(struct bv_out *out, const char *bytes, size_t size);
/** Switch style; nothing without colour. */
void bv_out_style(struct bv_out *out, enum bv_style style);
/**
 * Print @text folded at blanks to @out->width, later lines indented by @indent columns; the first
 * line is taken to start at column @column. Ends with LF.
 */
void bv_out_folded(struct bv_out *out, struct bv_text text, size_t column, size_t indent);

/** Columns that @text takes when printed by bv_out_text(), one per code point. */
size_t bv_text_columns(struct bv_text text);
/** Bytes of the code point at the start of @text, 0 when there is none that is valid. */
size_t bv_utf8_decode(struct bv_text text, uint32_t *code_point);
/** @text as valid UTF-8: each byte that is none becomes U+FFFD. Owner: kept in @keep. */
struct bv_text bv_text_to_utf8(struct bv_text text, struct bv_arena *keep);

/** A sink that appends to a list of bytes in an arena: for tests and for reports kept in memory. */
struct bv_out_buffer {
	struct bv_arena *keep;
	char *items;
	size_t count;
	size_t capacity;
};
bool bv_sink_buffer(void *context, const char *bytes, size_t size);
/** A sink on a stdio stream; @context is the FILE. */
bool bv_sink_file(void *context, const char *bytes, size_t size);

#endif
