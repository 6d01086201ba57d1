/* SPDX-License-Identifier: GPL-2.0-only */
/* Words by how many letters they differ in. */
#include "nearest.h"

#include <string.h>

#include "banned.h"

#define LETTERS_MAX 40

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * How many letters are to be added, taken away, changed, or swapped with their neighbour; both
 * words have LETTERS_MAX letters at most.
 *
 * Source: optimal string alignment, three rows of its table.
 */
static size_t distance(struct bv_text a, struct bv_text b)
{
	size_t rows[3][LETTERS_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b.size; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.size; i++) {
		size_t *free_row = before;

		before = last;
		last = row;
		row = free_row;
		row[0] = i;
		for (size_t j = 1; j <= b.size; j++) {
			bool is_same = a.data[i - 1] == b.data[j - 1];

			row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + !is_same);
			if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] &&
			    a.data[i - 2] == b.data[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return row[b.size];
}

static const char *only_beginning(struct bv_text typed, bv_word_at *word_at)
{
	const char *found = NULL, *word;

	for (size_t i = 0; (word = word_at(i)) != NULL; i++) {
		if (!bv_text_starts_with(bv_text_from(word), typed))
			continue;
		if (found)
			return NULL;
		found = word;
	}
	return found;
}

const char *bv_nearest_word(struct bv_text typed, bv_word_at *word_at)
{
	const char *nearest = NULL, *word;
	size_t most = typed.size / 3;

	if (typed.size == 0 || typed.size > LETTERS_MAX)
		return NULL;
	for (size_t i = 0; (word = word_at(i)) != NULL; i++) {
		struct bv_text text = bv_text_from(word);
		size_t letters = text.size > LETTERS_MAX ? SIZE_MAX : distance(typed, text);

		if (letters <= most && (!nearest || letters < most)) {
			nearest = word;
			most = letters;
		}
	}
	return nearest ? nearest : only_beginning(typed, word_at);
}
