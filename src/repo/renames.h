/* Which added file is a deleted one under a new name. */
#ifndef BV_TREE_RENAMES_H
#define BV_TREE_RENAMES_H

#include "base/arena.h"
#include "base/error.h"
#include "tree_diff.h"

struct bv_tree;

/**
 * For each change, the index of the deletion it was renamed from, or SIZE_MAX.
 *
 * Meaning: @source_of is parallel to @changes. Exact renames first, then unique file names that
 *          are three quarters alike, then any pair that is at least half alike, best first.
 * Unknown: a file that would have to be compared is not here (BV_NO) or cannot be read; the exact
 *          renames are in @source_of then.
 * Owner:   @scratch is rewound.
 * Source:  git's diffcore-rename.c as of git 2.31, at its defaults (-M50%, limit 1000).
 */
enum bv_answer bv_renames_find(size_t *source_of, const struct bv_tree_changes *changes,
			       struct bv_tree *tree, struct bv_arena *scratch);

#endif
