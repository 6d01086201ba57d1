/* The patch of a printed commit, line by line: whose files, and is it whole? */
#ifndef BV_LOG_PATCH_PRINT_H
#define BV_LOG_PATCH_PRINT_H

#include <stdbool.h>

#include "base/arena.h"
#include "bisection.h"
#include "source/line.h"

/** Initialise with {0}. */
struct bv_patch_print {
	bool is_begun;
	bool is_broken;              /* a hunk has not the lines that it announces */
	uint64_t old_left, new_left; /* of the hunk in hand. Units: lines */
};

/**
 * Take the next line of the patch; true when it belongs to it.
 *
 * Meaning: "diff --git a/OLD b/NEW" adds a file to @out. A line of dashes ends a patch, and
 *          shows that all of it was there when no hunk lacks lines: out->is_patch_whole. Without
 *          it files may have been cut off behind the last one.
 * Owner:   kept in @keep, or borrowed from the line.
 * Source:  git's diff.c, builtin_diff(); the dashes are those of kernelci-core's report template.
 */
bool bv_patch_print_line(struct bv_patch_print *state, struct bv_commit_print *out,
			 const struct bv_line *line, struct bv_arena *keep);

/** "diff --git a/OLD b/NEW": a patch begins here. */
bool bv_is_patch_start(struct bv_text line);

#endif
