/* Names and expressions: tags, branches, and steps back from them. */
#ifndef BV_TREE_REVISION_NAME_H
#define BV_TREE_REVISION_NAME_H

#include "base/arena.h"
#include "base/error.h"
#include "base/oid.h"
#include "base/text.h"

struct bv_tree;

/** Where a name leads. */
struct bv_named {
	enum bv_answer answer; /* NO: there is no such name, or no such parent */
	struct bv_oid id;      /* of the commit, for YES */
	bool is_local;         /* HEAD or a branch: means another commit in each tree */
	bool is_release;       /* "v2.6.36-rc1~3": means the same in every Linux tree */
};

/**
 * Follow a tag, branch, id or HEAD, with "~3", "^2", "^{}", "^{commit}" behind it.
 *
 * Unknown: other expressions, ambiguous ids, more than BV_NAME_GENERATIONS_MAX steps.
 * Owner:   @scratch is used up a little.
 * Source:  gitrevisions(7).
 */
struct bv_named bv_name_follow(struct bv_tree *tree, struct bv_text written,
			       struct bv_arena *scratch);
#define BV_NAME_GENERATIONS_MAX 1000

/** The commit that the tag @name stands for. BV_NO: there is no such tag here. */
enum bv_answer bv_tag_find(struct bv_oid *out, struct bv_tree *tree, struct bv_text name);

#endif
