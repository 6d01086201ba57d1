/* git's own listing of a range, with its known error. */
#ifndef BV_TREE_GIT_WALK_H
#define BV_TREE_GIT_WALK_H

#include "repo/range.h"

/**
 * The candidates that git itself would list for @question.
 *
 * Meaning: git stops five commits after all in its date queue is reachable from a good one. Where
 *          clocks were wrong it so keeps commits that a good one reaches; the set is then larger
 *          than that of bv_range_find(). Only to explain a log that does not fit the exact set.
 *          @is_first: for the first offer of a bisection, not for a plain `git rev-list`.
 * Errors:  false when the walk met a commit that cannot be read.
 * Owner:   kept in @keep.
 * Source:  git's revision.c, limit_list(), process_parents(), mark_parents_uninteresting(),
 *          still_interesting() with its SLOP; bisect.c, check_ancestors().
 */
bool bv_git_walk(struct bv_candidates *out, struct bv_history *history,
		 const struct bv_range_question *question, bool is_first, struct bv_arena *keep);

#endif
