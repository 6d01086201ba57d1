/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel.*: equal signatures are equal kernels, and one kernel has one verdict. */
#include "check_private.h"
#include "log/step_list.h"

#include "base/banned.h"

static struct bv_text short_signature(struct bv_text signature)
{
	return bv_text_slice(signature, 0, 12);
}

static void check_same_as_parent(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	struct bv_text name = bv_case_name(run->c, claim->first_bad);
	struct bv_text signature = short_signature(claim->culprit_signature);
	struct bv_finding *finding;

	if (bv_text_is_empty(claim->culprit_signature) ||
	    bv_text_is_empty(claim->parent_signature)) {
		bv_check_not_run(run, "the log does not compare the commit's kernel with its "
				      "parent's");
		return;
	}
	if (!bv_text_equal_nocase(claim->culprit_signature, claim->parent_signature))
		return;
	finding = bv_finding_add(run, claim->signatures_line,
				 "%.*s builds the same kernel as its parent (signature %.*s)",
				 BV_TEXT_ARG(name), BV_TEXT_ARG(signature));
	bv_finding_commit(run, finding, claim->first_bad);
}

static bool is_comparable(const struct bv_step *step)
{
	return bv_step_is_judged(step) && !bv_text_is_empty(step->signature) &&
	       (step->verdict == BV_VERDICT_GOOD || step->verdict == BV_VERDICT_BAD);
}

static void report_same_yet_differs(struct bv_check_run *run, const struct bv_step *first,
				    const struct bv_step *other)
{
	struct bv_text first_name = bv_case_name(run->c, first->revision);
	struct bv_text other_name = bv_case_name(run->c, other->revision);
	struct bv_finding *finding = bv_finding_add(
		run, other->signature_line,
		"one kernel was judged %s as %.*s (line %zu) and %s as %.*s (line %zu)",
		bv_verdict_name(first->verdict), BV_TEXT_ARG(first_name), first->line,
		bv_verdict_name(other->verdict), BV_TEXT_ARG(other_name), other->line);

	bv_finding_commit(run, finding, first->revision);
	bv_finding_commit(run, finding, other->revision);
}

/* One finding a kernel: its first test, and the first that came out otherwise. */
static void check_same_yet_differs(struct bv_check_run *run)
{
	struct bv_step_list list = bv_steps_sorted(&run->c->bisection->steps, is_comparable,
						   bv_step_by_signature, run->keep);
	const struct bv_step *first = NULL;
	bool is_told = false;

	for (size_t i = 0; i < list.count; i++) {
		const struct bv_step *step = list.items[i];

		if (!first || !bv_text_equal_nocase(first->signature, step->signature)) {
			first = step;
			is_told = false;
		} else if (!is_told && step->verdict != first->verdict) {
			report_same_yet_differs(run, first, step);
			is_told = true;
		}
	}
}

static void check_two_signatures(struct bv_check_run *run)
{
	struct bv_step_list list = bv_steps_sorted(&run->c->bisection->steps, is_comparable,
						   bv_step_by_revision, run->keep);
	const struct bv_step *first = NULL;

	for (size_t i = 0; i < list.count; i++) {
		const struct bv_step *step = list.items[i];
		struct bv_text name = bv_case_name(run->c, step->revision);
		struct bv_finding *finding;

		if (!first || !bv_revision_ref_equal(first->revision, step->revision)) {
			first = step;
			continue;
		}
		if (bv_text_equal_nocase(step->signature, first->signature))
			continue;
		finding = bv_finding_add(run, step->signature_line,
					 "%.*s built another kernel here than in line %zu",
					 BV_TEXT_ARG(name), first->signature_line);
		bv_finding_commit(run, finding, step->revision);
	}
}

static const struct bv_check checks[] = {
	{"kernel.same-as-parent", BV_LEVEL_ERROR, BV_NEED_CLAIM | BV_NEED_SYZBOT,
	 check_same_as_parent},
	{"kernel.same-yet-differs", BV_LEVEL_ERROR, BV_NEED_SIGNATURES | BV_NEED_RUNS,
	 check_same_yet_differs},
	{"kernel.two-signatures", BV_LEVEL_NOTE, BV_NEED_SIGNATURES | BV_NEED_RUNS,
	 check_two_signatures},
};

const struct bv_check_family bv_family_kernel = BV_CHECK_FAMILY(checks);
