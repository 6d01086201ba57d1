/* SPDX-License-Identifier: GPL-2.0-only */
/* Comparing a printed title with a commit's. */
#ifndef BV_REPO_SUBJECT_H
#define BV_REPO_SUBJECT_H

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

#endif
