/*
 * A range found in the commit-graph alone: by its records, or by all of it loaded.
 *
 * The fast twin of the walk over the history's nodes in range.c, for questions whose commits the
 * commit-graph covers. Generations prove the answer, so clocks play no part.
 */
#ifndef BV_TREE_GRAPH_RANGE_H
#define BV_TREE_GRAPH_RANGE_H

#include "graph_paint.h"
#include "range.h"

/** What a range is asked of. */
struct bv_graph_view {
	const struct bv_commit_graph *graph;
	const struct bv_graph_order *order; /* NULL: go by the records */
	uint32_t *states;                   /* with an order: a zero for each commit, left so */
	size_t visits_most;                 /* without one */
};

/** Does the commit-graph hold all that @question names, and can it be answered from there? */
bool bv_graph_range_is_covered(const struct bv_history *history,
			       const struct bv_range_question *question);

/**
 * Fill @out for a question that is covered; *visits is added to. Units: commits.
 *
 * Owner:  kept in @keep.
 * Source: git's commit-reach.c, paint_down_to_common(), with its queue by generation.
 */
enum bv_graph_walk bv_graph_range_find(struct bv_range *out, const struct bv_graph_view *view,
				       struct bv_history *history,
				       const struct bv_range_question *question, size_t *visits,
				       struct bv_arena *keep);

#endif
