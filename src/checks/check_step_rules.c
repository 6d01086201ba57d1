/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * step.*, the rules' half, which needs no tree: git's counts against one another, and syzkaller's
 * verdict of its runs.
 */
#include "check_private.h"
#include "log/step_list.h"
#include "log/syzbot/verdict_rule.h"
#include "replay/pick.h"

#include "base/banned.h"

/*
 * step.arithmetic: candidates left by the log's own account, without a tree
 */

/* Today's N = all - reaches - 1, since git 1.6.4: what is left when the commit is good, less one.
 */
static struct bv_count left_today(struct bv_count before, const struct bv_offer *offer,
				  enum bv_verdict mark)
{
	size_t behind = offer->revisions_left.value + 1;

	if (mark == BV_VERDICT_GOOD)
		return BV_COUNT(behind);
	if (!before.is_known || before.value < behind)
		return (struct bv_count){0};
	return BV_COUNT(before.value - behind);
}

static bool is_possible_today(const struct bv_offer *offer, size_t candidates)
{
	/* N = all - reaches - 1 with 1 <= reaches <= all. */
	if (offer->revisions_left.value + 1 >= candidates && candidates > 1)
		return false;
	return offer->steps_left.value == bv_steps_left(candidates);
}

/* N = reaches, until git 1.5.1: what is left when the commit is bad. */
static struct bv_count left_2005(struct bv_count before, const struct bv_offer *offer,
				 enum bv_verdict mark)
{
	size_t reaches = offer->revisions_left.value;

	if (mark == BV_VERDICT_BAD)
		return BV_COUNT(reaches);
	if (!before.is_known || before.value < reaches)
		return (struct bv_count){0};
	return BV_COUNT(before.value - reaches);
}

static bool is_possible_2005(const struct bv_offer *offer, size_t candidates)
{
	return offer->revisions_left.value >= 1 && offer->revisions_left.value < candidates;
}

/* How a git counts. */
struct formula {
	struct bv_count (*left)(struct bv_count before, const struct bv_offer *offer,
				enum bv_verdict mark);
	bool (*is_possible)(const struct bv_offer *offer, size_t candidates);
	bool has_steps; /* it prints "(roughly K steps)" */
};
static const struct formula today = {left_today, is_possible_today, true};
static const struct formula of_2005 = {left_2005, is_possible_2005, false};

/* A verdict that was pretended git takes as any other. */
static bool is_halving(const struct bv_step *step)
{
	return step->phase == BV_PHASE_BISECT || step->phase == BV_PHASE_PRETENDED;
}

static bool is_counted(const struct bv_step *step)
{
	return is_halving(step) && step->offer.revisions_left.is_known &&
	       !step->offer.is_merge_base;
}

/*
 * The formula of the log's git; NULL, and not run, where the log does not show it. Steps are
 * printed since 1.6.3. The titles of what is offered are since 2005-10: a log without any is older.
 * Between the two lies a third formula, and nothing in the log tells when it came.
 */
static const struct formula *find_formula(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	size_t counted = 0, titled = 0;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];
		const struct bv_revision *offered =
			bv_bisection_revision(log, step->offer.revision);

		if (!is_counted(step))
			continue;
		if (step->offer.steps_left.is_known)
			return &today;
		counted++;
		/* The blamed commit's title is that of the printed commit. */
		titled += offered && !bv_text_is_empty(offered->subject) &&
			  !bv_revision_ref_equal(step->offer.revision, log->claim.first_bad);
	}
	if (counted > 1 && titled == 0)
		return &of_2005;
	if (counted)
		bv_check_not_run(run, "the log does not show how its git counted");
	else
		bv_check_not_run(run, "git's counts are not in the log");
	return NULL;
}

static void report_offer(struct bv_check_run *run, const struct bv_offer *offer, size_t candidates)
{
	const char *plural = candidates == 1 ? " is" : "s are";

	if (offer->steps_left.is_known)
		(void)bv_finding_add(run, offer->line,
				     "by the counts above %zu commit%s left here, but git prints "
				     "%zu revisions and %zu steps: a step may be missing",
				     candidates, plural, offer->revisions_left.value,
				     offer->steps_left.value);
	else
		(void)bv_finding_add(run, offer->line,
				     "by the counts above %zu commit%s left here, but git prints "
				     "%zu revisions: a step may be missing",
				     candidates, plural, offer->revisions_left.value);
}

/* git counts more than the candidates where commits are dated before their parents: it stops its
 * walk by date. What it prints in this very tree is no contradiction. */
static bool is_as_in_tree(const struct bv_step_facts *facts, const struct bv_offer *offer)
{
	return facts && facts->revisions_left.is_known &&
	       facts->revisions_left.value == offer->revisions_left.value &&
	       facts->steps_left.is_known && offer->steps_left.is_known &&
	       facts->steps_left.value == offer->steps_left.value;
}

static bool is_verdict(enum bv_verdict mark)
{
	return mark == BV_VERDICT_GOOD || mark == BV_VERDICT_BAD;
}

static void check_arithmetic(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct formula *formula = find_formula(run);
	struct bv_count left = {0};

	for (size_t i = 0; i < log->steps.count && formula; i++) {
		const struct bv_step *step = &log->steps.items[i];
		const struct bv_offer *offer = &step->offer;
		const struct bv_step_facts *facts = bv_case_step_facts(run->c, i);

		if (step->phase == BV_PHASE_MERGE_BASE && bv_step_is_gits(step))
			left = (struct bv_count){0};
		if (!is_halving(step))
			continue;
		if (!is_counted(step) || offer->steps_left.is_known != formula->has_steps) {
			left = (struct bv_count){0};
			continue;
		}
		if (left.is_known && !formula->is_possible(offer, left.value) &&
		    !is_as_in_tree(facts, offer)) {
			report_offer(run, offer, left.value);
			return;
		}
		if (step->mark == BV_VERDICT_SKIP)
			return;
		if (!is_verdict(step->mark))
			left = (struct bv_count){0};
		else if (is_as_in_tree(facts, offer))
			left = facts->candidates;
		else
			left = formula->left(left, offer, step->mark);
	}
	if (log->claim.ending == BV_ENDING_FIRST_BAD && left.is_known && left.value != 1)
		(void)bv_finding_add(run, log->claim.line,
				     "by the counts above %zu commits are left, not one",
				     left.value);
}

/*
 * step.repeated, step.verdict-missing: what the text has twice, or not at all
 */

static bool is_read(const struct bv_step *step)
{
	return bv_step_is_gits(step) && step->verdict_line && step->verdict != BV_VERDICT_UNKNOWN &&
	       !bv_revision_ref_is_none(step->revision);
}

/*
 * A person may say a verdict twice; so does kci-dev when it goes on after a stop, for it marks the
 * branch's end first. KernelCI says each once, of what git checked out.
 *
 * Source: kernelci-core, jenkins/bisect.jpl; kernelci/kci-dev, kcidev/subcommands/bisect.py.
 */
static void report_repeated(struct bv_check_run *run, const struct bv_step *first,
			    const struct bv_step *again)
{
	enum bv_kind kind = run->c->bisection->kind;
	const struct bv_offer *offer = &again->offer;
	struct bv_text name = bv_case_name(run->c, again->revision);
	struct bv_finding *finding;

	if (offer->line > first->verdict_line &&
	    (offer->revisions_left.is_known || offer->is_merge_base))
		finding = bv_finding_add(run, offer->line,
					 "git offers %.*s here, which was judged in line %zu: it "
					 "never offers a commit again",
					 BV_TEXT_ARG(name), first->verdict_line);
	else if (bv_kind_is_gits(kind))
		finding = bv_finding_add_at(
			run, kind == BV_KIND_KERNELCI ? BV_LEVEL_WARNING : BV_LEVEL_NOTE,
			again->line, "%.*s is judged %s twice, here and in line %zu",
			BV_TEXT_ARG(name), bv_verdict_name(again->verdict), first->verdict_line);
	else
		return;
	bv_finding_commit(run, finding, again->revision);
}

static void check_repeated(struct bv_check_run *run)
{
	struct bv_step_list list =
		bv_steps_sorted(&run->c->bisection->steps, is_read, bv_step_by_revision, run->keep);

	for (size_t i = 1; i < list.count; i++) {
		const struct bv_step *first = list.items[i - 1], *again = list.items[i];

		if (bv_revision_ref_equal(first->revision, again->revision) &&
		    first->verdict == again->verdict)
			report_repeated(run, first, again);
	}
}

/* git's log has a comment and a command for each verdict. */
static bool has_both_lines(const struct bv_step *step)
{
	return step->verdict_line > step->line;
}

static void check_verdict_missing(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	size_t all = 0, read = 0, both = 0, silent = 0;
	const struct bv_step *first_silent = NULL, *first_half = NULL;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (step->phase != BV_PHASE_BISECT || step->is_by_bisect_run)
			continue;
		all++;
		read += is_read(step);
		both += is_read(step) && has_both_lines(step);
		silent += !is_read(step);
		if (!is_read(step) && !first_silent)
			first_silent = step;
		if (is_read(step) && !has_both_lines(step) && !first_half)
			first_half = step;
	}
	if (silent && read)
		(void)bv_finding_add(run, first_silent->line,
				     "how %zu of %zu tests went is not in the text, the first "
				     "begins here",
				     silent, all);
	else if (first_half && both && both >= all - both &&
		 (log->kind == BV_KIND_GIT_LOG || log->kind == BV_KIND_KERNELCI))
		(void)bv_finding_add(run, first_half->line,
				     "of the two lines that git writes for a verdict only this one "
				     "is here");
}

/*
 * step.verdict-*: from runs to a verdict, by the rule of the log's time and of today
 */

/* What a rule can be asked of: runs, or a failed build that a line names. */
static bool is_ruled(const struct bv_step *step)
{
	return step->runs.count > 0 || step->is_failure_named;
}

static bool is_marked_test(const struct bv_step *step)
{
	return is_ruled(step) && step->mark != BV_VERDICT_UNKNOWN &&
	       (step->phase == BV_PHASE_BISECT || step->phase == BV_PHASE_MERGE_BASE);
}

/* syzkaller, pkg/bisect, bisect(): it goes on only from a bad start, and a good HEAD. */
static bool is_gone_on_from(const struct bv_step *step)
{
	return is_ruled(step) && step->phase == BV_PHASE_START &&
	       step->verdict != BV_VERDICT_UNKNOWN;
}

/* What the log has made of the test; unknown where nothing shows it. */
static enum bv_verdict told_verdict(const struct bv_step *step)
{
	if (is_ruled(step) && step->reproduces_line)
		return BV_VERDICT_BAD;
	return is_marked_test(step) || is_gone_on_from(step) ? step->verdict : BV_VERDICT_UNKNOWN;
}

static void report_verdict(struct bv_check_run *run, const struct bv_step *step,
			   enum bv_verdict expected)
{
	struct bv_text name = bv_case_name(run->c, step->revision);
	const char *word = bv_verdict_name(told_verdict(step)), *wanted = bv_verdict_name(expected);
	const char *what = step->runs.count ? "its runs make" : "its failed build makes";
	size_t line = step->verdict_line ? step->verdict_line : step->line;
	struct bv_finding *finding;

	if (!is_marked_test(step))
		finding = bv_finding_add(run, line,
					 "it goes on as if %.*s were %s; %s it %s by the rule of "
					 "that time",
					 BV_TEXT_ARG(name), word, what, wanted);
	else
		finding = bv_finding_add(run, line,
					 "%.*s was called %s; %s it %s by the rule of that time",
					 BV_TEXT_ARG(name), word, what, wanted);
	bv_finding_commit(run, finding, step->revision);
}

static void check_verdict_rule(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	bool is_flaky = false;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];
		enum bv_verdict told = told_verdict(step), expected = BV_VERDICT_UNKNOWN;

		if (told != BV_VERDICT_UNKNOWN)
			expected = bv_verdict_rule(step, log->era, is_flaky);
		if (told != BV_VERDICT_UNKNOWN && expected == BV_VERDICT_UNKNOWN)
			bv_check_not_run(run,
					 "line %zu: the log's lines do not tell which rule it was "
					 "made by",
					 step->line);
		else if (expected != told)
			report_verdict(run, step, expected);
		is_flaky = bv_flaky_after(step, log->era, is_flaky);
	}
}

static void check_verdict_today(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	size_t other = 0, all = 0;
	const struct bv_step *first = NULL;
	bool is_flaky = false;
	struct bv_text name;
	struct bv_finding *finding;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (bv_step_is_judged(step) && step->verdict != BV_VERDICT_UNKNOWN) {
			enum bv_verdict now = bv_verdict_rule_today(step, is_flaky);

			all++;
			if (now != BV_VERDICT_UNKNOWN && now != step->verdict) {
				first = first ? first : step;
				other++;
			}
		}
		is_flaky = bv_flaky_after(step, log->era, is_flaky);
	}
	if (!first)
		return;
	name = bv_case_name(run->c, first->revision);
	finding =
		bv_finding_add(run, first->verdict_line ? first->verdict_line : first->line,
			       "today's syzkaller would judge %zu of these %zu tests differently, "
			       "the first is %.*s",
			       other, all, BV_TEXT_ARG(name));
	bv_finding_commit(run, finding, first->revision);
}

static const struct bv_check checks[] = {
	{"step.arithmetic", BV_LEVEL_WARNING, BV_NEED_BISECTION, check_arithmetic},
	{"step.repeated", BV_LEVEL_WARNING, BV_NEED_BISECTION, check_repeated},
	{"step.verdict-missing", BV_LEVEL_NOTE, BV_NEED_BISECTION, check_verdict_missing},
	{"step.verdict-rule", BV_LEVEL_ERROR, BV_NEED_SYZBOT | BV_NEED_RUNS, check_verdict_rule},
	{"step.verdict-today", BV_LEVEL_NOTE, BV_NEED_SYZBOT | BV_NEED_RUNS, check_verdict_today},
};

const struct bv_check_family bv_family_step_rules = BV_CHECK_FAMILY(checks);
