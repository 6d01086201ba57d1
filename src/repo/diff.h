/* SPDX-License-Identifier: GPL-2.0-only */
/* What a commit changes: the files that differ, those that were renamed, and lines. */
#ifndef BV_REPO_DIFF_H
#define BV_REPO_DIFF_H

#include "base/arena.h"
#include "base/error.h"
#include "base/oid.h"
#include "base/text.h"

struct bv_tree;

/** One side of a change; mode 0: the file is not there. */
struct bv_tree_side {
	unsigned mode; /* as git canonicalises it: 0100644, 0100755, 0120000, 0160000 */
	struct bv_oid id;
};
struct bv_tree_change {
	struct bv_text path;
	struct bv_tree_side old, new;
};
struct bv_tree_changes {
	struct bv_tree_change *items;
	size_t count, capacity;
};

#define BV_MODE_TYPE    UINT32_C(0170000)
#define BV_MODE_TREE    UINT32_C(0040000)
#define BV_MODE_FILE    UINT32_C(0100000)
#define BV_MODE_GITLINK UINT32_C(0160000)

/** More changed files than this are more than a commit changes. */
#define BV_TREE_CHANGES_MAX ((size_t)500000)

/**
 * List the files that differ, in git's order, without renames.
 *
 * Meaning: @old_tree NULL is the empty tree.
 * Unknown: a tree cannot be read (BV_NO: is not here), with the reason in @why; @out is then
 *          not to be used.
 * Owner:   kept in @keep.
 * Source:  git's tree-diff.c; checked against `git diff-tree -r --raw --no-renames`.
 */
enum bv_truth bv_tree_diff(struct bv_tree_changes *out, struct bv_tree *tree,
			   const struct bv_oid *old_tree, const struct bv_oid *new_tree,
			   struct bv_arena *keep, struct bv_text *why);

/**
 * Find the file @name in the root of the tree @root.
 *
 * Meaning: BV_NO: there is none of that name.
 * Unknown: the tree is not here, or cannot be read.
 */
enum bv_truth bv_tree_root_file(struct bv_oid *out, struct bv_tree *tree, const struct bv_oid *root,
				struct bv_text name);

/**
 * List the folders in the root of the tree @root.
 *
 * Unknown: the tree is not here (BV_NO), or cannot be read; @out is then not to be used.
 * Owner:   kept in @keep.
 */
enum bv_truth bv_tree_root_folders(struct bv_texts *out, struct bv_tree *tree,
				   const struct bv_oid *root, struct bv_arena *keep);

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
enum bv_truth bv_renames_find(size_t *source_of, const struct bv_tree_changes *changes,
			      struct bv_tree *tree, struct bv_arena *scratch);

/** How many lines a change adds and removes. */
struct bv_line_counts {
	enum bv_truth is_binary;
	struct bv_count added, deleted; /* unknown for binary */
};

/**
 * Count as `git show --stat` does.
 *
 * Meaning: a file that is not there is the empty text.
 * Source:  git's diff.c, builtin_diffstat(); checked against `git show --numstat`.
 */
struct bv_line_counts bv_line_count(struct bv_text old, struct bv_text new);

#endif
