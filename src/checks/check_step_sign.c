/* SPDX-License-Identifier: GPL-2.0-only */
/* step.sign-differs: does a robot's word for a verdict go with its own letter or sign? */
#include "check_private.h"

#include "base/banned.h"

static void check_signs(struct bv_check_run *run, const struct bv_steps *tests)
{
	for (size_t i = 0; i < tests->count; i++) {
		const struct bv_step *test = &tests->items[i];
		struct bv_text name = bv_case_name(run->c, test->revision);
		struct bv_finding *finding;

		if (test->sign == BV_VERDICT_UNKNOWN || test->mark == BV_VERDICT_UNKNOWN ||
		    test->sign == test->mark)
			continue;
		finding = bv_finding_add(run, test->verdict_line,
					 "%.*s is called %s, but the robot's letter or sign behind "
					 "it says %s",
					 BV_TEXT_ARG(name), bv_verdict_name(test->mark),
					 bv_verdict_name(test->sign));
		bv_finding_commit(run, finding, test->revision);
	}
}

static void check_sign_differs(struct bv_check_run *run)
{
	check_signs(run, &run->c->bisection->steps);
	check_signs(run, &run->c->bisection->retests);
}

static const struct bv_check checks[] = {
	{"step.sign-differs", BV_LEVEL_WARNING, 0, check_sign_differs},
};

const struct bv_check_family bv_family_step_sign = BV_CHECK_FAMILY(checks);
