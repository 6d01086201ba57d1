/* SPDX-License-Identifier: GPL-2.0-only */
/* step.*: is each step one that git and the producer would have taken? */
#include "check_private.h"
#include "log/step_list.h"

#include "base/banned.h"

static struct bv_finding *step_finding(struct bv_check_run *run, struct bv_finding *finding,
				       const struct bv_step *step)
{
	bv_finding_commit(run, finding, step->revision);
	return finding;
}

static bool is_decided(const struct bv_step *step)
{
	return step->phase != BV_PHASE_CONFIG && !bv_revision_ref_is_none(step->revision) &&
	       (step->verdict == BV_VERDICT_GOOD || step->verdict == BV_VERDICT_BAD);
}

static void check_both_good_and_bad(struct bv_check_run *run)
{
	struct bv_step_list list = bv_steps_sorted(&run->c->bisection->steps, is_decided,
						   bv_step_by_revision, run->keep);
	const struct bv_step *first = NULL;

	for (size_t i = 0; i < list.count; i++) {
		const struct bv_step *step = list.items[i];
		struct bv_text name = bv_case_name(run->c, step->revision);

		/* Between two commands anything may have been checked out. */
		if (bv_text_starts_with(name, BV_TEXT("HEAD")))
			continue;
		if (!first || !bv_revision_ref_equal(first->revision, step->revision))
			first = step;
		else if (step->verdict != first->verdict)
			(void)step_finding(
				run,
				bv_finding_add(run, step->line,
					       "%.*s was judged %s here and %s in line %zu",
					       BV_TEXT_ARG(name), bv_verdict_name(step->verdict),
					       bv_verdict_name(first->verdict), first->line),
				step);
	}
}

/* git 2.16 to 2.33 could log an annotated tag's own id (fixed by git 7730f85594). */
static bool can_be_tag_of(const struct bv_check_run *run, struct bv_revision_ref marked,
			  struct bv_revision_ref tested)
{
	const struct bv_revision_facts *facts = bv_facts_revision(&run->c->facts, marked);
	bool is_resolved = facts && facts->resolution != BV_RESOLUTION_NONE;

	return !is_resolved && !bv_kind_is_syzbot(run->c->bisection->kind) &&
	       !bv_revision_ref_is_none(tested);
}

static void check_marked_other(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		struct bv_text tested = bv_case_name(run->c, step->revision);
		struct bv_text marked = bv_case_name(run->c, step->marked);

		if (bv_case_same(run->c, step->revision, step->marked) != BV_NO)
			continue;
		if (can_be_tag_of(run, step->marked, step->revision)) {
			bv_check_not_run(
				run, "line %zu: whether %.*s is a tag of %.*s is not known",
				step->verdict_line, BV_TEXT_ARG(marked), BV_TEXT_ARG(tested));
			continue;
		}
		(void)step_finding(run,
				   bv_finding_add(run, step->verdict_line,
						  "%.*s was tested, but %.*s was marked",
						  BV_TEXT_ARG(tested), BV_TEXT_ARG(marked)),
				   step);
	}
}

/* A person may test what they like; syzkaller tests what git offers. */
static void check_offered_other(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		struct bv_text tested = bv_case_name(run->c, step->revision);
		struct bv_text offered = bv_case_name(run->c, step->offer.revision);

		if (!step->offer.line ||
		    bv_case_same(run->c, step->revision, step->offer.revision) != BV_NO)
			continue;
		(void)step_finding(
			run,
			bv_finding_add(run, step->line,
				       "git offered %.*s (line %zu), but %.*s was tested",
				       BV_TEXT_ARG(offered), step->offer.line, BV_TEXT_ARG(tested)),
			step);
	}
}

static bool is_offered(const struct bv_step *step)
{
	return step->phase == BV_PHASE_BISECT || step->phase == BV_PHASE_MERGE_BASE;
}

static bool is_gits_test(const struct bv_step *step)
{
	return is_offered(step) && !bv_revision_ref_is_none(step->revision);
}

static bool has_twice(struct bv_check_run *run)
{
	struct bv_step_list list = bv_steps_sorted(&run->c->bisection->steps, is_gits_test,
						   bv_step_by_revision, run->keep);

	for (size_t i = 1; i < list.count; i++)
		if (bv_revision_ref_equal(list.items[i - 1]->revision, list.items[i]->revision))
			return true;
	return false;
}

/*
 * A person may test another commit. So may a robot that was stopped: kci-dev then marks the
 * branch's end where it means the tested commit, and git offers that one again.
 */
static enum bv_level level_of_pick(struct bv_check_run *run)
{
	return bv_kind_tests_offers(run->c->bisection->kind) && !has_twice(run) ? BV_LEVEL_WARNING
										: run->check->level;
}

static void check_not_gits_pick(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	size_t others = 0;
	const struct bv_step *first = NULL;
	struct bv_text name, wanted = {0};

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step_facts *facts = bv_case_step_facts(run->c, i);

		if (!is_offered(&steps->items[i]))
			continue;
		if (facts->pick == BV_PICK_UNKNOWN && !bv_text_is_empty(facts->why_unknown))
			bv_check_not_run(run, "line %zu: %.*s", steps->items[i].line,
					 BV_TEXT_ARG(facts->why_unknown));
		if (facts->pick != BV_PICK_OTHER)
			continue;
		others++;
		if (first)
			continue;
		first = &steps->items[i];
		wanted = bv_oid_name(run, &facts->git_pick);
	}
	if (!first)
		return;
	name = bv_case_name(run->c, first->revision);
	(void)step_finding(run,
			   bv_finding_add_at(run, level_of_pick(run), first->line,
					     "%zu step%s not the commit git would offer, the first "
					     "is %.*s, where git's choice is %.*s",
					     others, others == 1 ? " is" : "s are",
					     BV_TEXT_ARG(name), BV_TEXT_ARG(wanted)),
			   first);
}

/* What git offered rests on the tests before; how they went, the log says, or it is a guess. */
static bool is_state_read(struct bv_check_run *run, const struct bv_step *step,
			  const struct bv_step_facts *facts)
{
	if (facts->is_state_inferred)
		bv_check_not_run(run, "line %zu: the log does not say how all tests before it went",
				 step->line);
	return !facts->is_state_inferred;
}

static bool is_asked_for(const struct bv_step_facts *facts)
{
	return facts->pick == BV_PICK_SAME || facts->pick == BV_PICK_SAME_OLD ||
	       facts->pick == BV_PICK_TIE;
}

/* Between the ends, but not what git was told to look at: by --first-parent, or by paths. */
static bool is_left_out(const struct bv_step_facts *facts)
{
	return facts->is_in_good == BV_NO && facts->is_in_bad == BV_YES;
}

/*
 * A test outside of the candidates changes nothing when it repeats what is known: bad on a commit
 * that contains the bad one, good on an ancestor of a good one. Before the first commit that git
 * asks for a good one of another branch is one more end, and so are those that are candidates.
 */
static void check_outside_range(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	bool has_begun = false;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];
		const struct bv_step_facts *facts = bv_case_step_facts(run->c, i);
		struct bv_text name = bv_case_name(run->c, step->revision);
		enum bv_verdict verdict = bv_case_verdict(run->c, i);
		enum bv_level level = run->check->level;
		const char *where;

		if (step->phase != BV_PHASE_BISECT)
			continue;
		if (facts->is_candidate == BV_UNKNOWN)
			bv_check_not_run(run, "line %zu: %.*s", step->line,
					 BV_TEXT_ARG(facts->why_unknown));
		has_begun |= is_asked_for(facts);
		if (facts->is_candidate != BV_NO || !is_state_read(run, step, facts))
			continue;
		if (bv_kind_tests_offers(log->kind) && !step->offer.line)
			level = BV_LEVEL_WARNING;
		else if (facts->is_in_good == BV_YES && verdict != BV_VERDICT_BAD)
			level = BV_LEVEL_NOTE;
		else if (!has_begun && !step->offer.line && verdict == BV_VERDICT_GOOD)
			level = BV_LEVEL_NOTE;
		else if (!step->offer.line && (verdict == BV_VERDICT_SKIP || is_left_out(facts)))
			level = BV_LEVEL_NOTE;
		else if (!step->offer.line && log->kind != BV_KIND_SYZBOT_CAUSE)
			level = BV_LEVEL_WARNING;
		where = facts->is_in_good == BV_YES ? ": an ancestor of a good commit"
			: facts->is_in_bad == BV_NO ? ": no ancestor of the bad commit"
						    : "";
		(void)step_finding(run,
				   bv_finding_add_at(run, level, step->line,
						     "%.*s was tested although it is no "
						     "candidate%s",
						     BV_TEXT_ARG(name), where),
				   step);
	}
}

/* Today's number is unknown where git would test no commit, or not this one: the range's end. */
static void report_revisions_left(struct bv_check_run *run, const struct bv_step *step,
				  const struct bv_step_facts *facts)
{
	const struct bv_offer *offer = &step->offer;
	struct bv_finding *finding;

	if (facts->left_rules)
		finding = bv_finding_add_at(
			run, BV_LEVEL_WARNING, offer->line,
			"%zu revisions left is by another formula than the log's other numbers",
			offer->revisions_left.value);
	else if (facts->revisions_left.is_known)
		finding = bv_finding_add(run, offer->line,
					 "git would print %zu revisions left here, not %zu",
					 facts->revisions_left.value, offer->revisions_left.value);
	else
		finding = bv_finding_add(
			run, offer->line,
			"git would not test this commit, nor print %zu revisions left",
			offer->revisions_left.value);
	(void)step_finding(run, finding, step);
}

/* One git made the log, with one formula: the one that gives most of its numbers. */
static enum bv_left_rule find_formula(struct bv_check_run *run)
{
	static const enum bv_left_rule rules[] = {BV_LEFT_TODAY, BV_LEFT_OLD, BV_LEFT_2005};
	const struct bv_steps *steps = &run->c->bisection->steps;
	enum bv_left_rule best = BV_LEFT_UNKNOWN;
	size_t most = 0;

	for (size_t r = 0; r < sizeof(rules) / sizeof(rules[0]); r++) {
		size_t fitting = 0;

		for (size_t i = 0; i < steps->count; i++)
			fitting += (bv_case_step_facts(run->c, i)->left_rules >> rules[r]) & 1;
		if (fitting > most)
			best = rules[r];
		most = fitting > most ? fitting : most;
	}
	return best;
}

static void check_revisions_left(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	enum bv_left_rule formula = find_formula(run);

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_offer *offer = &steps->items[i].offer;
		const struct bv_step_facts *facts = bv_case_step_facts(run->c, i);

		if (!offer->revisions_left.is_known)
			continue;
		if (facts->left_rule == BV_LEFT_UNKNOWN)
			bv_check_not_run(run, "line %zu: %.*s", offer->line,
					 BV_TEXT_ARG(facts->why_unknown));
		else if (!((facts->left_rules >> formula) & 1) &&
			 is_state_read(run, &steps->items[i], facts))
			report_revisions_left(run, &steps->items[i], facts);
	}
}

static void check_steps_left(struct bv_check_run *run)
{
	const struct bv_steps *steps = &run->c->bisection->steps;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_offer *offer = &steps->items[i].offer;
		const struct bv_step_facts *facts = bv_case_step_facts(run->c, i);

		if (!offer->steps_left.is_known)
			continue;
		if (!facts->steps_left.is_known)
			bv_check_not_run(run, "line %zu: %.*s", offer->line,
					 BV_TEXT_ARG(facts->why_unknown));
		else if (facts->steps_left.value != offer->steps_left.value &&
			 is_state_read(run, &steps->items[i], facts))
			(void)step_finding(
				run,
				bv_finding_add(run, offer->line,
					       "git would print roughly %zu steps here, not %zu",
					       facts->steps_left.value, offer->steps_left.value),
				&steps->items[i]);
	}
}

static const struct bv_check checks[] = {
	{"step.both-good-and-bad", BV_LEVEL_ERROR, 0, check_both_good_and_bad},
	{"step.marked-other", BV_LEVEL_ERROR, 0, check_marked_other},
	{"step.not-gits-pick", BV_LEVEL_NOTE, BV_NEED_TREE | BV_NEED_BISECTION | BV_NEED_GITS_PICKS,
	 check_not_gits_pick},
	{"step.offered-other", BV_LEVEL_WARNING, BV_NEED_BISECTION, check_offered_other},
	{"step.outside-range", BV_LEVEL_ERROR, BV_NEED_TREE | BV_NEED_BISECTION,
	 check_outside_range},
	{"step.revisions-left", BV_LEVEL_ERROR, BV_NEED_TREE | BV_NEED_BISECTION,
	 check_revisions_left},
	{"step.steps-left", BV_LEVEL_ERROR, BV_NEED_TREE | BV_NEED_BISECTION, check_steps_left},
};

const struct bv_check_family bv_family_step = BV_CHECK_FAMILY(checks);
