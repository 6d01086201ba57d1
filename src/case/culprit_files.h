/* The files of the blamed commit, and whether a merge carries changes of its own. */
#ifndef BV_TREE_CULPRIT_FILES_H
#define BV_TREE_CULPRIT_FILES_H

#include "base/arena.h"
#include "replay/facts.h"
#include "repo/object.h"

struct bv_tree;

/**
 * Fill files, is_diff_complete, are_renames_known and is_evil_merge of @culprit.
 *
 * Unknown: counts and contents of files that are not here, or too large (BV_CULPRIT_BYTES_MAX in
 *          all, BV_CULPRIT_FILES_MAX files), with the reason in why_unknown.
 * Owner:   kept in @keep.
 * Source:  checked against `git show --raw --numstat`.
 */
void bv_culprit_files(struct bv_culprit_facts *culprit, struct bv_tree *tree,
		      const struct bv_commit_object *commit, struct bv_arena *keep);
#define BV_CULPRIT_BYTES_MAX ((size_t)256 << 20)
#define BV_CULPRIT_FILES_MAX ((size_t)10000)

#endif
