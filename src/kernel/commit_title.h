/* SPDX-License-Identifier: GPL-2.0-only */
/* What the title of a commit says that it is. */
#ifndef BV_KERNEL_COMMIT_TITLE_H
#define BV_KERNEL_COMMIT_TITLE_H

#include <stdbool.h>

#include "base/error.h"
#include "base/text.h"

/** One that git gives to a merge: "Merge branch 'x'". Others can be merges too. */
bool bv_title_is_merge(struct bv_text subject);
/** The title of a release's commit: "Linux 5.13", "Linux v2.6.13-rc1", linux-next's of a day. */
bool bv_title_is_release(struct bv_text subject);
/**
 * Is @subject, "Linux 5.15", that of the release that the tag @name, "v5.15", names? UNKNOWN where
 * one of them is no release's.
 */
enum bv_truth bv_title_is_of_release(struct bv_text subject, struct bv_text name);
/**
 * One that names a detector, changes to which make old bugs visible: "kasan: ...", "lockdep: ...",
 * "... WARN_ON ...".
 */
bool bv_title_names_detector(struct bv_text subject);

/**
 * Is the release @name ("v4.19.3", "v5.13") older than @than?
 *
 * Unknown: of other names ("v5.13-rc1") nothing is known, and nothing is to be said against them:
 *          true.
 */
bool bv_release_is_older(struct bv_text name, struct bv_text than);
/** Of how many numbers is the release's name: "v5.13" two, "v4.19.3" three; 0: of another form. */
size_t bv_release_depth(struct bv_text name);

#endif
