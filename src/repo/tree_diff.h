/* Which files differ between two trees: a walk into the differing folders only. */
#ifndef BV_TREE_TREE_DIFF_H
#define BV_TREE_TREE_DIFF_H

#include "base/arena.h"
#include "base/error.h"
#include "base/oid.h"

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
enum bv_answer bv_tree_diff(struct bv_tree_changes *out, struct bv_tree *tree,
			    const struct bv_oid *old_tree, const struct bv_oid *new_tree,
			    struct bv_arena *keep, struct bv_text *why);

#endif
