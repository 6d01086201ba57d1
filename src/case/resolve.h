/* Finding the commits that a log names. */
#ifndef BV_TREE_RESOLVE_H
#define BV_TREE_RESOLVE_H

#include "base/arena.h"
#include "log/bisection.h"
#include "replay/facts.h"

struct bv_tree;

/**
 * Fill facts->revisions, and facts->walk_tags for the releases that the log tested.
 *
 * Meaning: ids and abbreviations are looked up as git does; of names only tags count, for HEAD and
 *          branches stand elsewhere in the author's tree: they are believed only when the title
 *          printed with them is the commit's.
 * Unknown: with the reason in why_unknown.
 * Owner:   kept in @keep.
 * Source:  git's object-name.c, get_short_oid() with GET_OID_COMMITTISH.
 */
void bv_resolve_revisions(struct bv_facts *facts, struct bv_tree *tree,
			  const struct bv_bisection *bisection, struct bv_arena *keep);

#endif
