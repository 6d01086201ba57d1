/* The order in which git lists the candidates, on which its choice depends. */
#ifndef BV_TREE_LIST_ORDER_H
#define BV_TREE_LIST_ORDER_H

#include "repo/candidates.h"

/**
 * The local numbers of @set in the order of bisect.c's list: git's listing reversed.
 *
 * Meaning: git lists from the bad tip by falling committer date, commits of equal date in the order
 *          in which they came up. The good commits have no part in it.
 * Owner:   kept in @keep.
 * Source:  git's revision.c, limit_list(); commit.c, commit_list_insert_by_date(); bisect.c,
 *          find_bisection().
 */
uint32_t *bv_list_order(const struct bv_candidates *set, struct bv_arena *keep);

/**
 * Which of @items, @count distinct local numbers of @set, at least one, stands first in that order.
 *
 * Meaning: the one that git lists last; the rest of the listing is not needed.
 */
uint32_t bv_list_first(const struct bv_candidates *set, const uint32_t *items, size_t count);

#endif
