/* SPDX-License-Identifier: GPL-2.0-only */
/* The titles of commits: in their canonical form, and compared. */
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

/* The dots of a title that was cut, or the full stop that it got in a sentence. */
static struct bv_text without_dots(struct bv_text title)
{
	while (bv_text_ends_with(title, BV_TEXT(".")))
		title.size--;
	return title;
}

bool bv_subject_begins(struct bv_text title, struct bv_text beginning)
{
	beginning = without_dots(beginning);
	for (bv_take_blanks(&beginning); beginning.size; bv_take_blanks(&beginning)) {
		bv_take_blanks(&title);
		if (!title.size || title.data[0] != beginning.data[0])
			return false;
		title = bv_text_from_offset(title, 1);
		beginning = bv_text_from_offset(beginning, 1);
	}
	return true;
}

bool bv_subject_is_same(struct bv_text a, struct bv_text b)
{
	(void)bv_take_prefix(&a, BV_TEXT("[PATCH] "));
	(void)bv_take_prefix(&b, BV_TEXT("[PATCH] "));
	return bv_subject_begins(a, b) || bv_subject_begins(b, a);
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
	if (!bv_subject_begins(actual, printed) && !bv_subject_begins(rest, printed))
		return BV_SUBJECT_DIFFERS;
	return printed.size < BEGINNING_LEAST ? BV_SUBJECT_UNKNOWN : BV_SUBJECT_BEGINNING;
}
