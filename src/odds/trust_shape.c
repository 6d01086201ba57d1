/* The walk, compilers, skipped verdicts, contradicting ones. */
#include "trust_shape.h"

#include "checks/step_list.h"

#include "base/banned.h"

size_t bv_trust_walked(const struct bv_check_run *run)
{
	size_t count = 0;

	for (size_t i = 0; i < run->bisection->steps.count; i++)
		count += run->bisection->steps.items[i].phase == BV_PHASE_WALK;
	return count;
}

/* The line names the linker too since 2021-09: ", GNU ld (...)". */
static struct bv_text without_linker(struct bv_text compiler)
{
	return bv_text_slice(compiler, 0, bv_text_find(compiler, BV_TEXT(", "), 0));
}

bool bv_trust_changes_compiler(const struct bv_check_run *run)
{
	struct bv_text first = {0};

	for (size_t i = 0; i < run->bisection->steps.count; i++) {
		struct bv_text compiler = without_linker(run->bisection->steps.items[i].compiler);

		if (bv_text_is_empty(compiler))
			continue;
		if (!bv_text_is_empty(first) && !bv_text_equal(first, compiler))
			return true;
		first = compiler;
	}
	return false;
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
