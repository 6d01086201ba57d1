/* What to do next: what is left, how many runs a verdict needs, how many runs to the end. */
#ifndef BV_ODDS_PLAN_H
#define BV_ODDS_PLAN_H

#include "odds.h"

/** The chance of a false good that is small enough. */
#define BV_FALSE_GOOD_WANTED 1e-3

/** Fill @reading's plan from what it supports. */
void bv_plan_make(struct bv_reading *reading, const struct bv_odds *odds);

#endif
