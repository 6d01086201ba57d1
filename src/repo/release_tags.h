/* The release tags that point at a commit. */
#ifndef BV_TREE_RELEASE_TAGS_H
#define BV_TREE_RELEASE_TAGS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/oid.h"
#include "base/text.h"

struct bv_tree;

/**
 * List the tags "v<digit>..." of the commit @id, signed or not.
 *
 * Unknown: the refs cannot be listed.
 * Owner:   kept in @keep.
 */
enum bv_answer bv_release_tags(struct bv_texts *out, struct bv_tree *tree, const struct bv_oid *id,
			       struct bv_arena *keep);

#endif
