/* The first verdict that does not hold, by each reading, and which verdicts do. */
#ifndef BV_ODDS_WRONG_H
#define BV_ODDS_WRONG_H

#include "odds.h"

/** Find @reading's first wrong verdict and what it supports. Owner: kept in @keep. */
void bv_first_wrong_find(struct bv_reading *reading, const struct bv_odds *odds,
			 struct bv_arena *keep);

/**
 * List the first wrong verdicts of all readings.
 *
 * Meaning: after a long release walk the good release is the likeliest: see BV_WRONG_BLIND.
 * Owner:   kept in @keep.
 */
void bv_wrongs_list(struct bv_odds *odds, const struct bv_bisection *bisection,
		    struct bv_arena *keep);

#endif
