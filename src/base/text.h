/* SPDX-License-Identifier: GPL-2.0-only */
/* Counted text: a slice of somebody else's bytes, and cursors that move only when they match. */
#ifndef BISECT_VERIFY_TEXT_H
#define BISECT_VERIFY_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A slice. @data is borrowed and need not end in NUL; an absent text is {NULL, 0}. */
struct bv_text {
	const char *data;
	size_t size; /* bytes */
};

/* Two spellings, because ISO C takes no compound literal in a static initialiser. */
#define BV_TEXT(literal) ((struct bv_text){(literal), sizeof(literal) - 1})
#define BV_TEXT_INIT(literal)                                                                      \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	}

/** A list of them, for BV_APPEND(). */
struct bv_texts {
	struct bv_text *items;
	size_t count, capacity;
};

/** For printf's "%.*s": the two arguments. Texts longer than INT_MAX are cut. */
#define BV_TEXT_ARG(text) bv_text_int_size(text), ((text).data ? (text).data : "")
int bv_text_int_size(struct bv_text text);

/** The slice of a NUL-terminated string; NULL gives the empty text. Owner: borrowed. */
struct bv_text bv_text_from(const char *string);

bool bv_text_is_empty(struct bv_text text);
/** The same bytes; an absent text equals an empty one. */
bool bv_text_equal(struct bv_text a, struct bv_text b);
/** ASCII letters compare without case, other bytes exactly. */
bool bv_text_equal_nocase(struct bv_text a, struct bv_text b);
/** Bytewise; every text starts and ends with the empty one. */
bool bv_text_starts_with(struct bv_text text, struct bv_text prefix);
bool bv_text_ends_with(struct bv_text text, struct bv_text suffix);
/** The same for texts that are equal without case. Source: FNV-1a, 64 bits. */
uint64_t bv_text_hash_nocase(struct bv_text text);
/** Bytewise order, as memcmp; a prefix sorts first. Below, at or above zero. */
int bv_text_compare(struct bv_text a, struct bv_text b);

/** The offset of the first @needle in @text at or after @from, or SIZE_MAX. */
size_t bv_text_find(struct bv_text text, struct bv_text needle, size_t from);
bool bv_text_contains(struct bv_text text, struct bv_text needle);
/** ASCII letters compare without case. */
bool bv_text_contains_nocase(struct bv_text text, struct bv_text needle);
/** The offset of the first @byte, or SIZE_MAX. */
size_t bv_text_find_byte(struct bv_text text, char byte);

/** A part of @text, clipped to it. */
struct bv_text bv_text_slice(struct bv_text text, size_t from, size_t size);
struct bv_text bv_text_from_offset(struct bv_text text, size_t from);
/** Without blanks, tabs, CR and LF at either end. */
struct bv_text bv_text_trim(struct bv_text text);
/** Without them at the end. */
struct bv_text bv_text_trim_end(struct bv_text text);

/** All of @text is hex digits (either case), @least to @most of them. */
bool bv_text_is_hex(struct bv_text text, size_t least, size_t most);

/*
 * Cursors. Each returns true and moves *rest, or returns false and touches nothing.
 */

/** The next line without its LF or CRLF. False at the end of the text. */
bool bv_take_line(struct bv_text *rest, struct bv_text *out);
bool bv_take_prefix(struct bv_text *rest, struct bv_text prefix);
/** A run of hex digits, as many as there are, when they number @least to @most. */
bool bv_take_hex(struct bv_text *rest, size_t least, size_t most, struct bv_text *out);
/** A decimal number that fits @out. */
bool bv_take_uint(struct bv_text *rest, uint64_t *out);
/** Everything before @mark; *rest goes behind the mark. */
bool bv_take_until(struct bv_text *rest, struct bv_text mark, struct bv_text *out);
/** A run of non-blank bytes. */
bool bv_take_word(struct bv_text *rest, struct bv_text *out);
/** Any blanks and tabs; always true. */
bool bv_take_blanks(struct bv_text *rest);

/*
 * A set of texts: sorted once, asked often
 */

/** Sort @texts without regard to ASCII case, and drop all but one of those that are equal so. */
void bv_text_set_make(struct bv_texts *texts);
/** Whether @texts, made by bv_text_set_make(), holds @text. */
bool bv_text_set_has(const struct bv_texts *texts, struct bv_text text);

#endif
