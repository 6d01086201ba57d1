/* Functions of the crash that the blamed commit brings into the files it changes. */
#ifndef BV_TREE_ADDED_FUNCTIONS_H
#define BV_TREE_ADDED_FUNCTIONS_H

#include "base/arena.h"
#include "replay/facts.h"

struct bv_tree;

/**
 * Fill added_functions and are_functions_read of @culprit, whose diff must be complete.
 *
 * Meaning: listed are those that some changed file names now, and none named before.
 * Unknown: are_functions_read, when a file cannot be read, or there are too many or too large ones.
 * Owner:   kept in @keep; texts borrow from @crash.
 */
void bv_added_functions_find(struct bv_culprit_facts *culprit, struct bv_tree *tree,
			     const struct bv_crash_words *crash, struct bv_arena *keep);

#endif
