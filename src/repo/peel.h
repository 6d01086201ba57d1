/* From whatever a name stands for to a commit. */
#ifndef BV_TREE_PEEL_H
#define BV_TREE_PEEL_H

#include "base/arena.h"
#include "base/error.h"
#include "base/oid.h"

struct bv_tree;

struct bv_peeled {
	enum bv_answer exists;
	enum bv_answer is_commit; /* or a tag of one */
	struct bv_oid id;         /* the commit's, when it is one */
};

/** Follow the tags from @id to a commit. */
struct bv_peeled bv_peel(struct bv_tree *tree, const struct bv_oid *id);

/**
 * The objects whose ids begin with the hex digits @prefix (4 to 40).
 *
 * Unknown: there are too many, or the object database fails.
 * Owner:   kept in @keep.
 */
enum bv_answer bv_prefix_find(struct bv_oids *out, struct bv_tree *tree, struct bv_text prefix,
			      struct bv_arena *keep);
#define BV_PREFIX_LEAST 4

/**
 * Keep the commits, and tags of commits, among @objects: git prefers them, too.
 *
 * Unknown: one of them cannot be read.
 * Source:  git's object-name.c, disambiguate_committish_only().
 */
enum bv_answer bv_prefix_keep_commits(struct bv_oids *objects, struct bv_tree *tree);

#endif
