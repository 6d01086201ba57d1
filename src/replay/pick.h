/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git's choice of the commit to test next, and the two numbers that it prints with it; with the
 * weights and the order that it rests on.
 */
#ifndef BV_REPLAY_PICK_H
#define BV_REPLAY_PICK_H

#include "facts.h"
#include "repo/candidates.h"

/*
 * How many candidates a candidate reaches: its weight, counted when it is asked for
 *
 * git counts for every merge. For its choice only those near half of all matter, and bounds that
 * cost nothing tell most of the others apart.
 */

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

/*
 * The order in which git lists the candidates, on which its choice depends
 */

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

/*
 * The choice
 */

/** When git calls a split even enough to look no further. */
enum bv_halfway {
	BV_HALFWAY_TODAY, /* within 0.1 % of half, since git 2.30 */
	BV_HALFWAY_EXACT,
	BV_HALFWAY_COUNT
};

/** What a choice is made from; made once for a set, as the marks leave it. */
struct bv_choice {
	const struct bv_candidates *set;
	struct bv_weights weights;
	uint32_t *by_distance; /* most even split first, then by id; made when a skip needs it */
	uint32_t picked[BV_HALFWAY_COUNT]; /* BV_LOCAL_NONE: not yet */
	struct bv_arena *keep;
};

/** Owner: @set is borrowed and must not change; the rest is kept in @keep. */
void bv_choice_init(struct bv_choice *choice, const struct bv_candidates *set,
		    struct bv_arena *keep);

/**
 * git's choice when nothing is skipped: a local number.
 *
 * Source: git's bisect.c, do_find_bisection(), approx_halfway(), best_bisection().
 */
uint32_t bv_choice_pick(struct bv_choice *choice, enum bv_halfway halfway);

/**
 * git's choice when some commit is skipped, be it a candidate or not: a local number, or
 * BV_LOCAL_NONE when only skipped ones are left.
 *
 * Meaning: @is_skipped is parallel to the candidates.
 * Source:  git's bisect.c, best_bisection_sorted(), managed_skipped(), skip_away(): since 1.6.4.
 */
uint32_t bv_choice_pick_skipping(struct bv_choice *choice, const bool *is_skipped);

/** The most even split among those not skipped: git's choice until 1.6.3. BV_LOCAL_NONE as above.
 */
uint32_t bv_choice_best_unskipped(struct bv_choice *choice, const bool *is_skipped);

/** The commit whose weight git's "revisions left" comes from while it skips. */
uint32_t bv_choice_best(struct bv_choice *choice);

/** min(weight, count - weight): how evenly a test of @local splits. Units: commits. */
uint32_t bv_choice_distance(struct bv_choice *choice, uint32_t local);

/** git's "N revisions left to test after this", under @rule; unknown for a rule that is none. */
struct bv_count bv_revisions_left(uint32_t all, uint32_t weight, enum bv_left_rule rule);

/** git's "roughly K steps". Source: bisect.c, estimate_bisect_steps(). */
size_t bv_steps_left(size_t all);

#endif
