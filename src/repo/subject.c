/* SPDX-License-Identifier: GPL-2.0-only */
/* Titles in their canonical form. */
#include "subject.h"

#include "base/banned.h"

/** Shorter beginnings fit too many titles to say anything. */
#define BEGINNING_LEAST 8

static char canonical_byte(char c)
{
	if (c == '\t' || c == '\n' || c == '\r')
		return ' ';
	return (c & 0x80) ? '?' : c;
}

struct bv_text bv_subject_canonical(struct bv_text subject, struct bv_arena *keep)
{
	struct bv_text trimmed = bv_text_trim(subject);
	char *out = bv_arena_alloc(keep, trimmed.size + 1, 1);
	size_t size = 0;

	for (size_t i = 0; i < trimmed.size; i++) {
		char c = canonical_byte(trimmed.data[i]);

		if (size > 0 && (c == ' ' || c == '?') && out[size - 1] == c)
			continue;
		out[size++] = c;
	}
	return (struct bv_text){out, size};
}

static bool is_beginning(struct bv_text printed, struct bv_text actual)
{
	if (bv_text_ends_with(printed, BV_TEXT("...")))
		printed = bv_text_trim_end(bv_text_slice(printed, 0, printed.size - 3));
	return bv_text_starts_with(actual, printed);
}

/* Git's bisect was a shell script that printed titles unquoted: a "*" became files' names. */
static bool is_expanded(struct bv_text printed, struct bv_text actual)
{
	struct bv_text rest = actual, before, glob;

	if (!bv_take_until(&rest, BV_TEXT("*"), &before))
		return false;
	(void)bv_take_word(&rest, &glob);
	return printed.size > actual.size && bv_text_starts_with(printed, before) &&
	       bv_text_ends_with(printed, rest);
}

enum bv_subject_match bv_subject_compare(struct bv_text printed, struct bv_text actual)
{
	struct bv_text rest = actual;

	if (bv_text_equal(printed, actual))
		return BV_SUBJECT_EQUAL;
	if (bv_take_prefix(&rest, BV_TEXT("[PATCH] ")) && bv_text_equal(printed, rest))
		return BV_SUBJECT_PATCH_PREFIX;
	if (is_expanded(printed, actual) || is_expanded(printed, rest))
		return BV_SUBJECT_BEGINNING;
	if (!is_beginning(printed, actual) && !is_beginning(printed, rest))
		return BV_SUBJECT_DIFFERS;
	return printed.size < BEGINNING_LEAST ? BV_SUBJECT_UNKNOWN : BV_SUBJECT_BEGINNING;
}
