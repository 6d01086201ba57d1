/*
 * One walk over the commit-graph's records, from some tips down.
 *
 * The fast twin of the walk over the history's nodes in range.c, for questions whose commits the
 * commit-graph covers. Each commit is visited after all its children, by generation. So its marks
 * are final then, and the walk is over when all that waits lies below a common ancestor; clocks
 * play no part.
 */
#ifndef BV_TREE_GRAPH_WALK_H
#define BV_TREE_GRAPH_WALK_H

#include "commit_graph.h"
#include "range.h"

/** A walk's tips, and what it finds; all commits are positions in the commit-graph. */
struct bv_graph_walk {
	uint32_t bad;
	struct bv_positions good;
	/* What is found: */
	struct bv_candidates candidates; /* but for its history */
	struct bv_positions merge_bases;
	bool are_all_good_in_bad;
};

/**
 * Walk until all is found.
 *
 * Errors: false when the commit-graph is damaged; nothing is found then.
 * Owner:  kept in @keep.
 * Source: git's commit-reach.c, paint_down_to_common(), with its queue by generation.
 */
BV_MUST_CHECK bool bv_graph_walk(struct bv_graph_walk *walk, const struct bv_commit_graph *graph,
				 struct bv_arena *keep);

/**
 * Answer @question by such a walk.
 *
 * Errors: false when the commit-graph does not cover it, or turns out to be damaged.
 * Owner:  kept in @keep.
 */
BV_MUST_CHECK bool bv_graph_walk_range(struct bv_range *out, struct bv_history *history,
				       const struct bv_range_question *question,
				       struct bv_arena *keep);

#endif
