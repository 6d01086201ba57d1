/* Does each tested commit contain the one that the producer started from? */
#ifndef BV_TREE_CONTAINS_START_H
#define BV_TREE_CONTAINS_START_H

#include "tree_private.h"

/**
 * Fill steps[].contains_start of a fix bisection: what lacks the start commit may be older than the
 * bug.
 *
 * Unknown: where either commit is not here, or history is cut.
 */
void bv_contains_start_find(struct bv_facts *facts, struct bv_tree *tree,
			    const struct bv_bisection *bisection);

#endif
