/* SPDX-License-Identifier: GPL-2.0-only */
/* step.goes-on-otherwise: do the tests that follow show that git was told something else? */
#include "check_private.h"

#include "base/banned.h"

/* Five ways are tried: a right log of commits chosen by hand fits one of them once in 400. */
#define BITS_SURE 11

/* Somebody judged it, and the line that says how is not here. */
static bool is_verdict_lost(const struct bv_step *step)
{
	return bv_step_is_gits(step) && !step->verdict_line && !step->is_by_bisect_run;
}

/* The step as the log has it is not the one that git went on from. */
static void check_otherwise(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct bv_otherwise_facts *otherwise = &run->c->facts.otherwise;
	const struct bv_step *step = &log->steps.items[otherwise->step];
	struct bv_text name = bv_case_name(run->c, step->revision);
	struct bv_text other = bv_oid_name(run, &otherwise->commit);
	enum bv_level level = otherwise->bits < BITS_SURE ? BV_LEVEL_NOTE : BV_LEVEL_WARNING;
	struct bv_finding *finding;

	if (otherwise->kind == BV_OTHERWISE_VERDICT)
		finding = bv_finding_add_at(
			run, level, step->verdict_line ? step->verdict_line : step->line,
			"%.*s is %s here, but what was tested next is what git offers when it is "
			"%s",
			BV_TEXT_ARG(name), bv_verdict_name(step->verdict),
			bv_verdict_name(bv_verdict_of_git(log->kind, otherwise->verdict)));
	else if (otherwise->kind == BV_OTHERWISE_COMMIT)
		finding = bv_finding_add_at(
			run, level, step->line,
			"%.*s was tested here, but what was tested next is what git offers when it "
			"was %.*s",
			BV_TEXT_ARG(name), BV_TEXT_ARG(other));
	else
		finding = bv_finding_add_at(
			run, level, step->line,
			"%.*s was tested here, but git offers it after %.*s, which stands below",
			BV_TEXT_ARG(name), BV_TEXT_ARG(other));
	bv_finding_commit(run, finding, step->revision);
}

static void check_goes_on_otherwise(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	enum bv_level level = BV_LEVEL_WARNING;

	if (run->c->facts.otherwise.kind != BV_OTHERWISE_UNKNOWN)
		check_otherwise(run);
	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		struct bv_text name = bv_case_name(run->c, step->offer.revision);
		struct bv_finding *finding;

		if (is_verdict_lost(step))
			level = BV_LEVEL_NOTE;
		if (!bv_case_step_facts(run->c, i)->fits_no_verdict ||
		    !step->offer.revisions_left.is_known)
			continue;
		finding = bv_finding_add_at(
			run, level, step->offer.line,
			"neither good, bad nor skip before this makes git go on with %.*s and "
			"these counts",
			BV_TEXT_ARG(name));
		bv_finding_commit(run, finding, step->revision);
		return;
	}
}

static const struct bv_check checks[] = {
	{"step.goes-on-otherwise", BV_LEVEL_WARNING, BV_NEED_TREE | BV_NEED_BISECTION,
	 check_goes_on_otherwise},
};

const struct bv_check_family bv_family_step_otherwise = BV_CHECK_FAMILY(checks);
