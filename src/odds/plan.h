/* What to do next: what is left, how many runs a verdict needs, how many runs to the end. */
#ifndef BV_ODDS_PLAN_H
#define BV_ODDS_PLAN_H

#include "case/case.h"
#include "odds.h"

/** The chance of a false good that is small enough. */
#define BV_FALSE_GOOD_WANTED 1e-3

/** Can the commit that is looked for be one that a commit judged @verdict contains (@is_inside) or
 * not? */
bool bv_odds_fits(const struct bv_case *c, enum bv_verdict verdict, bool is_inside);

/** Fill @reading's plan from what it supports. */
void bv_plan_make(struct bv_reading *reading, const struct bv_odds *odds);

#endif
