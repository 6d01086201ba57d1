/* git's choice of the commit to test next, and the two numbers that it prints with it. */
#ifndef BV_TREE_PICK_H
#define BV_TREE_PICK_H

#include "facts.h"
#include "repo/candidates.h"
#include "weights.h"

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
