/* Does each tested commit contain one that had the bug? */
#ifndef BV_TREE_CONTAINS_BUG_H
#define BV_TREE_CONTAINS_BUG_H

#include "facts.h"

/**
 * Fill steps[].contains_bug of a fix bisection: what contains neither the start commit nor another
 * one that crashed may be older than the bug.
 *
 * Unknown: where a commit is not here, or history is cut.
 */
void bv_contains_bug_find(struct bv_facts *facts, struct bv_tree *tree,
			  const struct bv_bisection *bisection);

#endif
