/*
 * How many candidates a candidate reaches: its weight, counted when it is asked for.
 *
 * git counts for every merge. For its choice only those near half of all matter, and bounds that
 * cost nothing tell most of the others apart.
 */
#ifndef BV_TREE_WEIGHTS_H
#define BV_TREE_WEIGHTS_H

#include "repo/candidates.h"

struct bv_weights {
	const struct bv_candidates *set;
	/* A longest line of descent from the last candidate; its links count from 1, oldest first.
	 */
	uint32_t *sizes;      /* how many each link reaches */
	uint32_t *first_link; /* of each commit: the oldest link that reaches it */
	uint32_t *last_link;  /* of each commit: the newest link that it reaches; 0: none */
	uint32_t *beside;     /* how many each has beside what that link reaches, at most */
	uint32_t *known;      /* weights that were counted; 0: not yet */
	uint32_t *counted_in; /* the number, plus one, of the set that this one is in; 0: none */
	uint32_t *stack;
	uint32_t link_count;
	/* What merges reach beside their link: a later one up the same line adds to an earlier
	 * one's. */
	struct {
		struct bv_counted_set {
			uint32_t tip, link, count;
			bool is_broken; /* another set has taken some of it */
		} * items;
		size_t count, capacity;
	} sets;
	struct bv_arena *keep;
};

/** Owner: @set is borrowed and must not change; the rest is kept in @keep. */
void bv_weights_init(struct bv_weights *out, const struct bv_candidates *set,
		     struct bv_arena *keep);

/**
 * The weight of @local: how many are reachable from it, itself included.
 *
 * Meaning: a commit with one parent has one more than that; a merge is counted by a walk over what
 *          it has beside the longest line of descent. Linear for real histories when asked of all;
 *          merges times candidates at worst, as in git.
 * Source:  git's bisect.c, do_find_bisection() and count_distance().
 */
uint32_t bv_weight(struct bv_weights *weights, uint32_t local);

/** What the weight of @local lies between, both included, without counting. */
struct bv_weight_bounds {
	uint32_t least, most;
};
struct bv_weight_bounds bv_weight_bounds(const struct bv_weights *weights, uint32_t local);

#endif
