/* How many candidates each candidate reaches. */
#ifndef BV_TREE_WEIGHTS_H
#define BV_TREE_WEIGHTS_H

#include "candidates.h"

/**
 * The weight of every candidate: how many are reachable from it, itself included.
 *
 * Meaning: a commit with one parent has one more than that; a merge is counted by a walk over what
 *          it has beside the longest line of descent. Linear for real histories; merges times
 *          candidates at worst, as in git.
 * Owner:   kept in @keep.
 * Source:  git's bisect.c, do_find_bisection() and count_distance().
 */
uint32_t *bv_weights(const struct bv_candidates *set, struct bv_arena *keep);

#endif
