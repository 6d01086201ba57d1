/* SPDX-License-Identifier: GPL-2.0-only */
/* "Did you mean": the word of a list that was mistyped. */
#ifndef BISECT_VERIFY_NEAREST_H
#define BISECT_VERIFY_NEAREST_H

#include <stddef.h>

#include "text.h"

/** The words of a list one after the other; NULL behind the last. */
typedef const char *bv_word_at(size_t index);

/**
 * The word that @typed was most likely meant to be; NULL: none is near.
 *
 * Meaning: it differs by few letters missing, added, wrong or swapped, at most one in three; or
 *          @typed is the beginning of that word and of no other.
 */
const char *bv_nearest_word(struct bv_text typed, bv_word_at *word_at);

#endif
