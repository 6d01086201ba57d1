/* SPDX-License-Identifier: GPL-2.0-only */
/* Later tests, whose verdicts are believed instead of the log's. */
#ifndef BV_CLI_RESULTS_H
#define BV_CLI_RESULTS_H

#include "case/case.h"

/**
 * Add the verdicts of the tests in the file told->results to the assumptions; "-" is standard
 * input.
 *
 * Meaning: a log in any form that is read, be it only a line "git bisect good COMMIT" for each
 *          test. Tests of commits that a judged log does not test change nothing in it, but for the
 *          blamed commit's parents.
 * Errors:  it cannot be read, or holds no test with a verdict.
 * Owner:   kept in @keep.
 */
BV_MUST_CHECK bool bv_results_read(struct bv_told *told, struct bv_arena *keep,
				   struct bv_error *err);

#endif
