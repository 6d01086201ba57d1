/* SPDX-License-Identifier: GPL-2.0-only */
/* How syzkaller makes a verdict from the runs of a commit, then and now. Never looks at titles. */
#ifndef BV_LOG_VERDICT_RULE_H
#define BV_LOG_VERDICT_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "log/bisection.h"

/**
 * The verdict that @step's runs give under the rule of @era, in the terms of cause bisection.
 *
 * Meaning: a failed build is a skip. @is_flaky: the reproducer had been called flaky before.
 * Unknown: without runs; an unknown era, or one whose rules disagree here; where the rule of the
 *          time ended the whole bisection for machine failures.
 * Source:  syzkaller's pkg/bisect/bisect.go, test() and bisectionDecision(): 4e1c0dbae, 028c09511,
 *          bd2a760b6, 90c93c406, 4c2028c3d, 01fe85726, e8709b21d.
 */
enum bv_verdict bv_verdict_rule(const struct bv_step *step, struct bv_era era, bool is_flaky);

/** The same under the newest rule: at least two crashes of ten for bad, half of the runs for good.
 */
enum bv_verdict bv_verdict_rule_today(const struct bv_step *step, bool is_flaky);

/**
 * How many crashes the newest rule wants for a bad verdict on @step: two of ten, three of twenty.
 *
 * Source: syzkaller's pkg/bisect/bisect.go, bisectionDecision() since e8709b21d (2024-07-15).
 */
size_t bv_crashes_wanted_today(const struct bv_step *step);

/**
 * Whether the reproducer counts as flaky after @step, once flaky always so.
 *
 * Source: syzkaller's pkg/bisect/bisect.go, updateFlaky(), and test() of bd2a760b6.
 */
bool bv_flaky_after(const struct bv_step *step, struct bv_era era, bool was_flaky);

/**
 * How many runs a commit gets.
 *
 * Meaning: of the newest rule that @era allows. @is_first: nothing was tested before.
 * Unknown: 0 without an era.
 * Source:  the numbers given to Test() in pkg/bisect/bisect.go; 3e5ed8b45 is the last change.
 */
size_t bv_planned_runs(struct bv_era era, bool is_first, bool is_flaky);

#endif
