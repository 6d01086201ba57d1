/*
 * Painting the commit-graph from some tips down: what its two ways have in common.
 *
 * Each commit is visited after all its children, by generation. So its marks are final then, and
 * the walk is over when all that waits lies below a common ancestor.
 */
#ifndef BV_TREE_GRAPH_PAINT_H
#define BV_TREE_GRAPH_PAINT_H

#include "candidates.h"
#include "commit_graph.h"
#include "graph_order.h"

/** How it went. */
enum bv_graph_walk {
	BV_GRAPH_WALK_DONE = 0,
	BV_GRAPH_WALK_DAMAGED, /* the commit-graph is not to be used */
	BV_GRAPH_WALK_FAR      /* more visits than were allowed */
};

/** A painting; set are the tips, positions in the commit-graph. */
struct bv_graph_painting {
	uint32_t bad;
	struct bv_positions good;
	/* What is found: */
	struct bv_candidates candidates;
	struct bv_positions merge_bases; /* positions */
	unsigned bad_marks;
	unsigned *good_marks; /* parallel to @good */
	size_t visits;        /* commits */
};

/* The state of a commit: its marks, and above them its place among the candidates, from 1. */
#define BV_PAINT_PLACE_SHIFT  4
#define BV_PAINT_PLACE_MOST   (UINT32_MAX >> BV_PAINT_PLACE_SHIFT)
#define BV_PAINT_BAD_AND_GOOD ((unsigned)BV_MARK_BAD | BV_MARK_GOOD)

/** What a visited commit hands down to its parents. */
static inline unsigned bv_paint_handed_down(unsigned marks)
{
	bool is_common = (marks & BV_PAINT_BAD_AND_GOOD) == BV_PAINT_BAD_AND_GOOD;

	return is_common ? marks | BV_MARK_BELOW : marks;
}

/**
 * Give a commit that waits @marks.
 *
 * Meaning: *fresh counts the commits that wait and do not lie below a common ancestor.
 */
static inline void bv_paint_mark(uint32_t *state, unsigned marks, size_t *fresh)
{
	uint32_t before = *state;

	*state = before | marks;
	*fresh -= before != 0 && !(before & BV_MARK_BELOW);
	*fresh += !(*state & BV_MARK_BELOW);
}

/**
 * Paint by the file's records, each found where its id puts it.
 *
 * Meaning: costs what it visits, and so is for one walk; BV_GRAPH_WALK_FAR after @visits_most.
 * Owner:   kept in @keep.
 */
enum bv_graph_walk bv_graph_paint_records(struct bv_graph_painting *painting,
					  const struct bv_commit_graph *graph, size_t visits_most,
					  struct bv_arena *keep);

/**
 * Paint straight down @order, which was checked when it was made.
 *
 * Meaning: @states has a zero for each commit, and gets them back.
 * Owner:   kept in @keep.
 */
void bv_graph_paint_order(struct bv_graph_painting *painting, const struct bv_graph_order *order,
			  uint32_t *states, struct bv_arena *keep);

/** Room for @count candidates with @edges parents at most. Owner: kept in @keep. */
void bv_graph_candidates_make(struct bv_candidates *out, size_t count, size_t edges,
			      struct bv_arena *keep);

#endif
