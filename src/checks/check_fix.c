/* SPDX-License-Identifier: GPL-2.0-only */
/* fix.*: a fix bisection looks for the commit that removed the bug. */
#include "check_private.h"

#include "base/banned.h"

static void check_inversion(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		size_t crashed = bv_step_count(step, BV_OUTCOME_CRASHED);
		size_t ok = bv_step_count(step, BV_OUTCOME_OK);
		struct bv_text name = bv_case_name(run->c, step->revision);
		enum bv_verdict ran = crashed > ok ? BV_VERDICT_BAD : BV_VERDICT_GOOD;
		struct bv_finding *finding;

		/* Only where the runs are all of one kind can the mark be the wrong way round. */
		if ((crashed > 0) == (ok > 0) || step->mark != ran ||
		    (step->phase != BV_PHASE_BISECT && step->phase != BV_PHASE_MERGE_BASE))
			continue;
		finding = bv_finding_add(
			run, step->verdict_line, "%.*s %s, so a fix bisection marks it %s, not %s",
			BV_TEXT_ARG(name), crashed ? "crashed" : "did not crash",
			bv_verdict_name(bv_verdict_opposite(ran)), bv_verdict_name(step->mark));
		bv_finding_commit(run, finding, step->revision);
	}
}

/* A commit that contains no commit that crashed may be older than the bug: its silence says
 * nothing.
 */
static void check_origin(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		const struct bv_step_facts *facts = bv_case_step_facts(run->c, i);
		struct bv_text name = bv_case_name(run->c, step->revision);
		struct bv_finding *finding;

		if (!bv_step_is_judged(step) || step->verdict != BV_VERDICT_GOOD ||
		    step->phase != BV_PHASE_BISECT)
			continue;
		if (facts->contains_bug == BV_UNKNOWN)
			bv_check_not_run(run,
					 "line %zu: whether %.*s contains a commit that crashed "
					 "is not known",
					 step->line, BV_TEXT_ARG(name));
		if (facts->contains_bug != BV_NO)
			continue;
		finding = bv_finding_add(run, step->line,
					 "%.*s contains no commit that crashed: it may be without "
					 "the crash because the bug was not there yet",
					 BV_TEXT_ARG(name));
		bv_finding_commit(run, finding, step->revision);
	}
}

/* Whether a test above @line, of which it says that it crashed, can have been one that did. */
static enum bv_truth has_crashed_above(const struct bv_check_run *run,
				       const struct bv_mention *mention)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	enum bv_truth answer = BV_NO;

	for (size_t i = 0; i < steps->count && steps->items[i].line < mention->line; i++) {
		const struct bv_step *step = &steps->items[i];
		enum bv_truth is_same = bv_case_same(run->c, step->revision, mention->revision);

		if (is_same == BV_YES && step->verdict != BV_VERDICT_GOOD)
			return BV_YES;
		if (is_same == BV_UNKNOWN)
			answer = BV_UNKNOWN;
	}
	return answer;
}

/*
 * syzkaller, pkg/bisect, revisionHadBug(): it looks among its results for one with a report, which
 * a test has that it skipped, too.
 */
static void check_not_crashed(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;

	if (bv_revision_ref_is_none(log->start)) {
		bv_check_not_run(run, "the log's beginning is missing");
		return;
	}
	for (size_t i = 0; i < log->crashed.count; i++) {
		const struct bv_mention *mention = &log->crashed.items[i];
		struct bv_text name = bv_case_name(run->c, mention->revision);
		struct bv_finding *finding;

		if (has_crashed_above(run, mention) != BV_NO)
			continue;
		finding = bv_finding_add(run, mention->line,
					 "%.*s is said to have crashed, but no test above shows it",
					 BV_TEXT_ARG(name));
		bv_finding_commit(run, finding, mention->revision);
		return;
	}
}

static const struct bv_check checks[] = {
	{"fix.inversion", BV_LEVEL_ERROR, BV_NEED_FIX | BV_NEED_RUNS, check_inversion},
	{"fix.not-crashed", BV_LEVEL_WARNING, BV_NEED_FIX | BV_NEED_RUNS, check_not_crashed},
	{"fix.origin", BV_LEVEL_NOTE, BV_NEED_FIX | BV_NEED_RUNS | BV_NEED_TREE, check_origin},
};

const struct bv_check_family bv_family_fix = BV_CHECK_FAMILY(checks);
