/* SPDX-License-Identifier: GPL-2.0-only */
/* flaky.*: how much does each verdict rest on? */
#include "check_private.h"
#include "log/syzbot/verdict_rule.h"

#include "base/banned.h"

/* A good verdict is called unproven above this chance that the runs missed the bug. */
#define FALSE_GOOD_LIMIT .05

static struct bv_text times(const struct bv_check_run *run, size_t count, const char *one,
			    const char *many)
{
	return bv_arena_print(run->keep, "%zu %s", count, count == 1 ? one : many);
}

/* An ignored crash is no verdict, but the reproducer did run. */
static size_t count_untested(const struct bv_step *step)
{
	return bv_step_count_other(step) - bv_step_count(step, BV_OUTCOME_IGNORED);
}

static bool is_all_dirty(const struct bv_step *step)
{
	size_t ok = bv_step_count(step, BV_OUTCOME_OK);

	return ok && step->dirty.is_known && step->dirty.value >= ok;
}

/* In 10 of 10 runs the kernel was broken in another way: would the bug have shown itself? */
static void check_dirty_good(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	const struct bv_step *first = NULL;
	size_t good = 0, dirty = 0, ok;
	struct bv_finding *finding;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];

		if (!bv_step_is_judged(step) || step->verdict != BV_VERDICT_GOOD)
			continue;
		good++;
		if (!is_all_dirty(step))
			continue;
		dirty++;
		first = first ? first : step;
	}
	if (!first)
		return;
	ok = bv_step_count(first, BV_OUTCOME_OK);
	finding = bv_finding_add(run, first->runs_line,
				 "%zu of %zu good verdicts rest on kernels that failed otherwise "
				 "in every run, here %zu of %zu",
				 dirty, good, ok, ok);
	bv_finding_commit(run, finding, first->revision);
}

static void check_no_test(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	size_t lost = 0, all = 0, worst_lost = 0;
	const struct bv_step *worst = NULL;
	struct bv_finding *finding;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		size_t other = count_untested(step);

		if (!bv_step_is_judged(step))
			continue;
		lost += other;
		all += step->runs.count;
		if (other > worst_lost) {
			worst = step;
			worst_lost = other;
		}
	}
	if (!worst)
		return;
	finding = bv_finding_add(run, worst->runs_line,
				 "%zu of %zu runs never reached the reproducer (boot, machine or "
				 "network), here %zu of %zu",
				 lost, all, worst_lost, worst->runs.count);
	bv_finding_commit(run, finding, worst->revision);
}

static void check_skips(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	size_t skips = 0, tests = 0, line = 0;

	for (size_t i = 0; i < steps->count; i++) {
		if (steps->items[i].phase != BV_PHASE_BISECT)
			continue;
		tests++;
		if (bv_case_verdict(run->c, i) == BV_VERDICT_SKIP) {
			line = line ? line : steps->items[i].line;
			skips++;
		}
	}
	if (skips) {
		struct bv_text words = times(run, skips, "commit was skipped",
					     "commits were "
					     "skipped");

		(void)bv_finding_add(run, line, "%.*s in %zu tests", BV_TEXT_ARG(words), tests);
	}
}

/*
 * The chance that a kernel with the bug passes @ok runs, where the start test showed the bug in
 * @bad of @bad + @good runs: E[(1-p)^ok] for p ~ Beta(1/2 + bad, 1/2 + good), a product of ok
 * factors.
 */
static double false_good_chance(size_t bad, size_t good, size_t ok)
{
	double alpha = .5 + (double)bad, beta = .5 + (double)good, chance = 1;

	for (size_t i = 0; i < ok; i++)
		chance *= (beta + (double)i) / (alpha + beta + (double)i);
	return chance;
}

/* "all runs:" without a count, in a log whose age does not tell it either. */
static bool is_count_known(struct bv_check_run *run, const struct bv_step *step)
{
	if (!step->is_runs_inferred || run->c->bisection->era.is_known)
		return true;
	bv_check_not_run(run, "the log does not tell how many \"all runs\" were");
	return false;
}

static void check_unproven_good(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	const struct bv_step *worst = NULL;
	size_t bad = run->c->start.crashed, good = run->c->start.passed, unproven = 0, ok;
	double highest = 0;
	struct bv_finding *finding;
	struct bv_text name;

	if (bad == 0) {
		bv_check_not_run(run, "the start test shows no crash to take a rate from");
		return;
	}
	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		double chance;

		if (!bv_step_is_judged(step) || step->verdict != BV_VERDICT_GOOD ||
		    !is_count_known(run, step))
			continue;
		chance = false_good_chance(bad, good, bv_step_count(step, BV_OUTCOME_OK));
		unproven += chance > FALSE_GOOD_LIMIT;
		if (chance > highest) {
			highest = chance;
			worst = step;
		}
	}
	if (!unproven)
		return;
	ok = bv_step_count(worst, BV_OUTCOME_OK);
	name = bv_case_name(run->c, worst->revision);
	finding =
		bv_finding_add(run, worst->runs_line,
			       "%zu good verdict%s on too few runs: the bug hit %zu of %zu at the "
			       "start, so %zu OK of %.*s miss it with probability %.2f (from a "
			       "Beta(1/2, 1/2) prior)",
			       unproven, unproven == 1 ? " rests" : "s rest", bad, bad + good, ok,
			       BV_TEXT_ARG(name), highest);
	bv_finding_commit(run, finding, worst->revision);
}

/* ", 9 of which never reached the reproducer": they say neither good nor bad. */
static struct bv_text untested_words(const struct bv_check_run *run, const struct bv_step *step)
{
	size_t untested = count_untested(step);

	if (untested == 0)
		return (struct bv_text){0};
	return bv_arena_print(run->keep, ", %zu of which never reached the reproducer", untested);
}

static void check_weak_bad(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		size_t crashed = bv_step_count(step, BV_OUTCOME_CRASHED);
		struct bv_text name = bv_case_name(run->c, step->revision);
		struct bv_text words, runs;
		struct bv_finding *finding;

		if (!bv_step_is_judged(step) || step->verdict != BV_VERDICT_BAD || crashed == 0 ||
		    crashed >= bv_crashes_wanted_today(step) || !is_count_known(run, step))
			continue;
		words = times(run, crashed, "crash", "crashes");
		runs = times(run, step->runs.count, "run", "runs");
		finding = bv_finding_add(run,
					 step->verdict_line ? step->verdict_line : step->runs_line,
					 "%.*s was called bad for %.*s in %.*s%.*s",
					 BV_TEXT_ARG(name), BV_TEXT_ARG(words), BV_TEXT_ARG(runs),
					 BV_TEXT_ARG(untested_words(run, step)));
		bv_finding_commit(run, finding, step->revision);
	}
}

/* "weak" is a word of those that test a commit, and tell that this is not enough. */
static void check_uncertain(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	size_t weak = 0, tests = 0, line = 0;

	for (size_t i = 0; i < steps->count; i++) {
		if (steps->items[i].phase != BV_PHASE_BISECT)
			continue;
		tests++;
		if (bv_case_verdict(run->c, i) == BV_VERDICT_WEAK) {
			line = line ? line : steps->items[i].line;
			weak++;
		}
	}
	if (weak)
		(void)bv_finding_add(run, line,
				     "%zu of %zu tests %s weak: neither good nor bad for certain",
				     weak, tests, weak == 1 ? "was" : "were");
}

/* syzkaller numbers the runs of a test from 0 on, without a hole. */
static void check_runs_missing(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		struct bv_text name = bv_case_name(run->c, step->revision);

		if (step->missing_run.is_known)
			bv_finding_commit(run,
					  bv_finding_add(run, step->missing_run_line,
							 "run #%zu of the test of %.*s is missing",
							 step->missing_run.value,
							 BV_TEXT_ARG(name)),
					  step->revision);
	}
}

static const struct bv_check checks[] = {
	{"flaky.dirty-good", BV_LEVEL_WARNING, BV_NEED_RUNS | BV_NEED_DIRTY, check_dirty_good},
	{"flaky.no-test", BV_LEVEL_NOTE, BV_NEED_RUNS, check_no_test},
	{"flaky.runs-missing", BV_LEVEL_NOTE, BV_NEED_RUNS | BV_NEED_SYZBOT, check_runs_missing},
	{"flaky.skips", BV_LEVEL_NOTE, BV_NEED_BISECTION, check_skips},
	{"flaky.uncertain", BV_LEVEL_NOTE, BV_NEED_BISECTION, check_uncertain},
	{"flaky.unproven-good", BV_LEVEL_NOTE, BV_NEED_RUNS, check_unproven_good},
	{"flaky.weak-bad", BV_LEVEL_WARNING, BV_NEED_RUNS | BV_NEED_SYZBOT, check_weak_bad},
};

const struct bv_check_family bv_family_flaky = BV_CHECK_FAMILY(checks);
