/* Missing commits found again by their titles: a rewritten tree. */
#ifndef BV_TREE_FIND_BY_SUBJECT_H
#define BV_TREE_FIND_BY_SUBJECT_H

#include "base/arena.h"
#include "log/bisection.h"
#include "replay/facts.h"

struct bv_tree;

/**
 * Look for the revisions that are not here, but were printed with a title, by that title.
 *
 * Meaning: one search for all of them, among the commits from the oldest revision that is here to
 *          a year after the youngest; a title must fit exactly one commit.
 * Unknown: when there are more than BV_FIND_BY_SUBJECT_MAX such commits; the reason is added to
 *          why_unknown.
 * Owner:   kept in @keep.
 */
void bv_tree_find_by_subject(struct bv_facts *facts, struct bv_tree *tree,
			     const struct bv_bisection *bisection, struct bv_arena *keep);
#define BV_FIND_BY_SUBJECT_MAX ((size_t)50000)

#endif
