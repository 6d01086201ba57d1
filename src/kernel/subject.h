/* SPDX-License-Identifier: GPL-2.0-only */
/* The titles of commits: when two are one, although mails and encodings changed them. */
#ifndef BV_KERNEL_SUBJECT_H
#define BV_KERNEL_SUBJECT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

/** How the printed title compares with the commit's. */
enum bv_subject_match {
	BV_SUBJECT_UNKNOWN = 0,
	BV_SUBJECT_EQUAL,
	BV_SUBJECT_PATCH_PREFIX, /* equal but for a leading "[PATCH] ", which git dropped until 2.33
				  */
	BV_SUBJECT_BEGINNING,    /* the log wrapped or cut it, as far as it goes it is equal */
	BV_SUBJECT_DIFFERS
};

/**
 * A title without what mails and encodings change: runs of blanks are one blank, runs of bytes
 * that are not ASCII (and of '?', which they become) are one '?'.
 *
 * Owner: kept in @keep.
 */
struct bv_text bv_subject_canonical(struct bv_text subject, struct bv_arena *keep);

/**
 * Compare two canonical titles.
 *
 * Meaning: a proper beginning of @actual is BV_SUBJECT_BEGINNING, also with "..." at its end, or
 *          with a "*" expanded to names of files, as git's old shell script could do. One too
 *          short to tell is BV_SUBJECT_UNKNOWN.
 * Source:  git's builtin/show-branch.c dropped "[PATCH] " in what bisect printed until 2.33.
 */
enum bv_subject_match bv_subject_compare(struct bv_text printed, struct bv_text actual);

/**
 * @title begins as @beginning does, but for blanks, which mail programs take away where they wrap
 * and put in elsewhere, and for the dots of one that was cut.
 */
bool bv_subject_begins(struct bv_text title, struct bv_text beginning);

/**
 * Can two printed titles be of one commit?
 *
 * Meaning: one is the other, or its beginning: mails and pastes cut titles at their end, by a
 *          letter or by words. Blanks, a full stop at the end and a leading "[PATCH] " make no
 *          other title.
 */
bool bv_subject_is_same(struct bv_text a, struct bv_text b);

#endif
