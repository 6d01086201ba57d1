/* step.arithmetic: candidates left by the log's own account. */
#include "step_arithmetic.h"

#include "base/banned.h"

size_t bv_estimate_steps(size_t candidates)
{
	size_t steps = 0, power = 1;

	if (candidates < 3)
		return 0;
	while (power <= candidates / 2) {
		power *= 2;
		steps++;
	}
	return power < 3 * (candidates - power) ? steps : steps - 1;
}

/* What the verdict on the commit offered by @offer leaves of @before. */
static struct bv_count left_after(struct bv_count before, const struct bv_offer *offer,
				  enum bv_verdict mark)
{
	size_t behind = offer->revisions_left.value + 1;

	if (!offer->revisions_left.is_known || mark == BV_VERDICT_SKIP ||
	    mark == BV_VERDICT_UNKNOWN)
		return (struct bv_count){0};
	if (mark == BV_VERDICT_GOOD)
		return BV_COUNT(behind);
	if (!before.is_known || before.value < behind)
		return (struct bv_count){0};
	return BV_COUNT(before.value - behind);
}

static bool is_offer_possible(const struct bv_offer *offer, size_t candidates)
{
	/* N = all - reaches - 1 with 1 <= reaches <= all. */
	if (offer->revisions_left.is_known && offer->revisions_left.value + 1 >= candidates &&
	    candidates > 1)
		return false;
	return !offer->steps_left.is_known ||
	       offer->steps_left.value == bv_estimate_steps(candidates);
}

static void report_offer(struct bv_check_run *run, const struct bv_offer *offer, size_t candidates)
{
	(void)bv_finding_add(run, offer->line,
			     "by the counts above %zu commit%s left here, but git prints %zu "
			     "revisions and %zu steps: a step may be missing",
			     candidates, candidates == 1 ? " is" : "s are",
			     offer->revisions_left.value, offer->steps_left.value);
}

void bv_check_step_arithmetic(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->bisection;
	struct bv_count left = {0};

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];
		const struct bv_offer *offer = &step->offer;

		if (step->phase == BV_PHASE_MERGE_BASE)
			left = (struct bv_count){0};
		if (step->phase != BV_PHASE_BISECT)
			continue;
		/* git before 1.6.3 printed no steps, and its N followed another formula. */
		if (!offer->steps_left.is_known || offer->is_merge_base) {
			left = (struct bv_count){0};
			continue;
		}
		if (left.is_known && !is_offer_possible(offer, left.value)) {
			report_offer(run, offer, left.value);
			return;
		}
		if (step->mark == BV_VERDICT_SKIP)
			return;
		left = left_after(left, offer, step->mark);
	}
	if (log->claim.ending == BV_ENDING_FIRST_BAD && left.is_known && left.value != 1)
		(void)bv_finding_add(run, log->claim.line,
				     "by the counts above %zu commits are left, not one",
				     left.value);
}
