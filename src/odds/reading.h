/* Who was tested, and how the runs went under each reading of the titles. */
#ifndef BV_ODDS_READING_H
#define BV_ODDS_READING_H

#include "case/case.h"
#include "odds.h"

/** Revisions that are weighed: the work grows with their square. */
#define BV_TESTED_MAX 256
/** Runs that are weighed: each title is compared with those of the start test. */
#define BV_WEIGHED_RUNS_MAX 8192

/**
 * List the revisions whose runs the log prints, in its order, repeats taken together.
 *
 * Errors: false when there are more than BV_TESTED_MAX, or their runs than BV_WEIGHED_RUNS_MAX.
 * Owner:  kept in @keep.
 */
bool bv_tested_list(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep);

/** The entry for the commit of step @step, or SIZE_MAX. */
size_t bv_tested_find(const struct bv_odds *odds, const struct bv_case *c, size_t step);

/**
 * Make the readings and count the runs under each; one under which the bug never shows is left out.
 *
 * Owner: kept in @keep.
 */
void bv_readings_make(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep);

#endif
