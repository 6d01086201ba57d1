/* SPDX-License-Identifier: GPL-2.0-only */
/* walk.*: back through the releases to a good one. */
#include "check_private.h"
#include "kernel/commit_title.h"
#include "log/syzbot/verdict_rule.h"

#include "base/banned.h"

static void check_compiler_changed(struct bv_check_run *run)
{
	const struct bv_step *good = NULL, *bad = NULL;
	const struct bv_bisection *log = run->c->bisection;
	struct bv_finding *finding;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (step->phase == BV_PHASE_WALK && step->verdict == BV_VERDICT_GOOD)
			good = step;
		else if ((step->phase == BV_PHASE_WALK || step->phase == BV_PHASE_START) &&
			 step->verdict == BV_VERDICT_BAD)
			bad = step;
	}
	if (!good || !bad || bv_text_is_empty(good->compiler) || bv_text_is_empty(bad->compiler)) {
		bv_check_not_run(run, "the log does not name the compilers of both ends");
		return;
	}
	if (bv_text_equal(bv_step_compiler(good), bv_step_compiler(bad)))
		return;
	finding = bv_finding_add(run, good->line,
				 "the good end was built by another compiler: %.*s, not %.*s",
				 BV_TEXT_ARG(good->compiler), BV_TEXT_ARG(bad->compiler));
	bv_finding_commit(run, finding, good->revision);
}

static void check_long(struct bv_check_run *run)
{
	const struct bv_step *last = NULL;
	struct bv_finding *finding;

	for (size_t i = 0; i < run->c->bisection->steps.count; i++)
		if (run->c->bisection->steps.items[i].phase == BV_PHASE_WALK)
			last = &run->c->bisection->steps.items[i];
	if (!last || !bv_case_is_walk_long(run->c))
		return;
	finding = bv_finding_add(run, last->line,
				 "it went back %zu releases to find a good one, which may be good "
				 "for other reasons",
				 bv_case_walked(run->c));
	bv_finding_commit(run, finding, last->revision);
}

static void check_order(struct bv_check_run *run)
{
	const struct bv_step *previous = NULL;

	for (size_t i = 0; i < run->c->bisection->steps.count; i++) {
		const struct bv_step *step = &run->c->bisection->steps.items[i];

		if (step->phase != BV_PHASE_WALK || bv_text_is_empty(step->release))
			continue;
		if (previous && !bv_release_is_older(step->release, previous->release))
			(void)bv_finding_add(
				run, step->line, "%.*s was tested after %.*s, which is not newer",
				BV_TEXT_ARG(step->release), BV_TEXT_ARG(previous->release));
		previous = step;
	}
}

/* Releases of two numbers before whose eldest no others come: older ones have three. */
#define ELDEST_OF_TWO BV_TEXT("v3.0")

struct span {
	size_t least, most;
};

/* All of the first three, then each second, then each third. */
static bool is_picked_by_number(size_t i)
{
	return i < 3 || i % (i < 11 ? 2 : 3) == 0;
}

/* Of how many releases "v5.13" syzkaller picks so many; most is 0 where there is none. */
static struct span releases_for(size_t picked)
{
	struct span span = {0};
	size_t regular = 0;

	for (size_t i = 0; regular <= picked; regular += is_picked_by_number(i), i++) {
		/* The last one is picked whatever its number. */
		size_t all = regular + (i > 0 && !is_picked_by_number(i - 1));

		if (all == picked && !span.most)
			span.least = i;
		if (all == picked)
			span.most = i;
	}
	return span;
}

/* Of how many stable releases "v4.19.3": the newest two, of more than five the middle one, too. */
static struct span stable_for(size_t picked)
{
	static const struct span spans[] = {{0, 0}, {1, 1}, {2, 5}, {6, SIZE_MAX / 2}};

	return picked < 4 ? spans[picked] : (struct span){SIZE_MAX / 2, 0};
}

/* syzkaller, pkg/bisect, pickReleaseTags(): the number of tags says how many are picked. */
static void check_picked_count(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct bv_texts *picked = &log->picked;
	size_t stable_count = 0;
	struct span stable, others;

	while (stable_count < picked->count && bv_release_depth(picked->items[stable_count]) == 3)
		stable_count++;
	for (size_t i = stable_count; i < picked->count; i++)
		if (bv_release_depth(picked->items[i]) != 2)
			return;
	stable = stable_for(stable_count);
	others = releases_for(picked->count - stable_count);
	/* Behind "v3.0" there are tags that are counted and never picked. */
	if (picked->count > stable_count &&
	    !bv_release_is_older(ELDEST_OF_TWO, picked->items[picked->count - 1]))
		stable.most = SIZE_MAX / 2;
	if (log->release_tags.value < stable.least + others.least ||
	    log->release_tags.value > stable.most + others.most)
		(void)bv_finding_add(run, log->picked_line,
				     "of %zu release tags syzkaller would not have picked %zu to "
				     "test",
				     log->release_tags.value, picked->count);
}

static void check_picked_tested(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	size_t next = 0;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (step->phase != BV_PHASE_WALK)
			continue;
		if (bv_text_is_empty(step->release)) {
			bv_check_not_run(run, "the log does not name each release that was tested");
			return;
		}
		if (next < log->picked.count &&
		    bv_text_equal(step->release, log->picked.items[next++]))
			continue;
		(void)bv_finding_add(run, step->line,
				     "the log tests %.*s, which is not the next of the releases "
				     "that it picked (line %zu)",
				     BV_TEXT_ARG(step->release), log->picked_line);
		return;
	}
}

static void check_picked(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct bv_texts *picked = &log->picked;

	/* Logs before 2023-08-22 have no such line, nor have those that begin below it. */
	if (!log->picked_line)
		return;
	for (size_t i = 1; i < picked->count; i++)
		if (!bv_release_is_older(picked->items[i], picked->items[i - 1]))
			(void)bv_finding_add(run, log->picked_line,
					     "%.*s was picked after %.*s, which is not newer",
					     BV_TEXT_ARG(picked->items[i]),
					     BV_TEXT_ARG(picked->items[i - 1]));
	check_picked_count(run);
	check_picked_tested(run);
}

static void range_end_differs(struct bv_check_run *run, const char *end, size_t line,
			      struct bv_revision_ref given, const struct bv_step *expected)
{
	struct bv_text name = bv_case_name(run->c, given);
	struct bv_text wanted = bv_case_name(run->c, expected->revision);
	struct bv_finding *finding;

	if (bv_case_same(run->c, given, expected->revision) != BV_NO)
		return;
	finding = bv_finding_add(run, line,
				 "git bisect was given %.*s as %s, but the walk's last %s test is "
				 "%.*s (line %zu)",
				 BV_TEXT_ARG(name), end, end, BV_TEXT_ARG(wanted), expected->line);
	bv_finding_commit(run, finding, given);
}

/* What the runs say; the step's own verdict is read off from what was done next, so it always fits.
 */
static enum bv_verdict verdict_of_runs(const struct bv_bisection *log, const struct bv_step *step,
				       bool is_flaky)
{
	enum bv_verdict verdict = bv_verdict_rule(step, log->era, is_flaky);

	return verdict == BV_VERDICT_UNKNOWN ? step->verdict : verdict;
}

/* syzkaller, pkg/bisect: GOOD is the first good release, BAD the last test before it that was bad.
 */
static void check_range(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct bv_step *good = NULL, *bad = NULL;
	bool is_flaky = false;

	if (!log->git.line) {
		bv_check_not_run(run, log->is_cut
					      ? "the log does not show how git bisect was started"
					      : "no git bisect start was read");
		return;
	}
	for (size_t i = 0; i < log->steps.count && !good; i++) {
		const struct bv_step *step = &log->steps.items[i];
		enum bv_verdict verdict = verdict_of_runs(log, step, is_flaky);

		is_flaky = bv_flaky_after(step, log->era, is_flaky);
		if (step->line > log->git.line)
			break;
		if (step->phase != BV_PHASE_WALK && step->phase != BV_PHASE_START)
			continue;
		if (step->phase == BV_PHASE_START || verdict == BV_VERDICT_BAD)
			bad = step;
		else if (verdict == BV_VERDICT_GOOD)
			good = step;
	}
	if (bad)
		range_end_differs(run, "bad", log->git.line, log->git.bad, bad);
	if (good && log->git.good.count == 1)
		range_end_differs(run, "good", log->git.line, log->git.good.items[0], good);
}

static void check_tag_moved(struct bv_check_run *run)
{
	const struct bv_facts *facts = &run->c->facts;

	if (!facts->walk_tags || !facts->are_walk_tags_known) {
		bv_check_not_run(run, "the tree's tags could not be read");
		return;
	}
	for (size_t i = 0; i < run->c->bisection->steps.count; i++) {
		const struct bv_step *step = &run->c->bisection->steps.items[i];
		struct bv_oid tested;
		const struct bv_revision *revision =
			bv_bisection_revision(run->c->bisection, step->revision);
		struct bv_text here, there;
		struct bv_finding *finding;

		if (step->phase != BV_PHASE_WALK || bv_text_is_empty(step->release))
			continue;
		if (facts->are_walk_tags_known[i] != BV_YES) {
			bv_check_not_run(run, "the tree has no tag %.*s",
					 BV_TEXT_ARG(step->release));
			continue;
		}
		if (!revision || !bv_oid_parse(&tested, revision->written) ||
		    bv_oid_equal(&tested, &facts->walk_tags[i]))
			continue;
		here = bv_oid_name(run, &facts->walk_tags[i]);
		there = bv_case_name(run->c, step->revision);
		finding = bv_finding_add(run, step->line, "%.*s is %.*s in this tree, not %.*s",
					 BV_TEXT_ARG(step->release), BV_TEXT_ARG(here),
					 BV_TEXT_ARG(there));
		bv_finding_commit(run, finding, step->revision);
		bv_finding_oid(run, finding, &facts->walk_tags[i]);
	}
}

static const struct bv_check checks[] = {
	{"walk.compiler-changed", BV_LEVEL_WARNING, BV_NEED_WALK | BV_NEED_SYZBOT,
	 check_compiler_changed},
	{"walk.long", BV_LEVEL_WARNING, BV_NEED_WALK | BV_NEED_SYZBOT | BV_NEED_CLAIM, check_long},
	{"walk.order", BV_LEVEL_WARNING, BV_NEED_WALK, check_order},
	{"walk.picked", BV_LEVEL_WARNING, BV_NEED_WALK | BV_NEED_SYZBOT, check_picked},
	{"walk.range", BV_LEVEL_ERROR, BV_NEED_WALK | BV_NEED_SYZBOT, check_range},
	{"walk.tag-moved", BV_LEVEL_ERROR, BV_NEED_WALK | BV_NEED_TREE, check_tag_moved},
};

const struct bv_check_family bv_family_walk = BV_CHECK_FAMILY(checks);
