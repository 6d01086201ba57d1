/* The walk, weak and skipped verdicts, contradicting ones. */
#include "trust_shape.h"

#include "log/verdict_rule.h"
#include "step_list.h"

#include "base/banned.h"

size_t bv_trust_walked(const struct bv_check_run *run)
{
	size_t count = 0;

	for (size_t i = 0; i < run->bisection->steps.count; i++)
		count += run->bisection->steps.items[i].phase == BV_PHASE_WALK;
	return count;
}

size_t bv_trust_weak_bad(const struct bv_check_run *run)
{
	size_t weak = 0;

	for (size_t i = 0; i < run->bisection->steps.count; i++) {
		const struct bv_step *step = &run->bisection->steps.items[i];
		size_t crashed = bv_step_count(step, BV_OUTCOME_CRASHED);

		weak += bv_step_is_judged(step) && step->verdict == BV_VERDICT_BAD && crashed > 0 &&
			crashed < bv_crashes_wanted_today(step);
	}
	return weak;
}

bool bv_trust_has_skips(const struct bv_check_run *run)
{
	for (size_t i = 0; i < run->bisection->steps.count; i++)
		if (run->bisection->steps.items[i].phase == BV_PHASE_BISECT &&
		    run->bisection->steps.items[i].verdict == BV_VERDICT_SKIP)
			return true;
	return false;
}

static bool has_verdict_and_signature(const struct bv_step *step)
{
	return bv_step_is_judged(step) && !bv_text_is_empty(step->signature) &&
	       (step->verdict == BV_VERDICT_GOOD || step->verdict == BV_VERDICT_BAD);
}

bool bv_trust_kernel_contradicts(struct bv_check_run *run)
{
	struct bv_step_list list =
		bv_steps_sorted(run, has_verdict_and_signature, bv_step_by_signature);

	for (size_t i = 1; i < list.count; i++)
		if (bv_text_equal_nocase(list.items[i - 1]->signature, list.items[i]->signature) &&
		    list.items[i - 1]->verdict != list.items[i]->verdict)
			return true;
	return false;
}
