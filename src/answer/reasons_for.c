/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reasons for the result. A row of the table asks one question; a finding that says otherwise
 * silences it, so that no two sentences of one answer contradict each other.
 */
#include "answer_private.h"
#include "log/bisection.h"

#include "base/banned.h"

/* Fewer tests all of one kind say little. */
#define TESTS_MIN     3
#define SILENCERS_MAX 8

static bool is_verdict(enum bv_verdict verdict)
{
	return verdict == BV_VERDICT_GOOD || verdict == BV_VERDICT_BAD;
}

/* Runs of @step that showed the bug. */
static size_t count_shown(const struct bv_case *c, const struct bv_step *step)
{
	size_t count = 0;

	for (size_t i = 0; i < step->runs.count; i++)
		count += step->runs.items[i].outcome == BV_OUTCOME_CRASHED &&
			 bv_title_family_has(&c->family, step->runs.items[i].title);
	return count;
}

/* "in each of its 15 tests every run showed the bug, or none crashed" */
static struct bv_text clear_runs(struct bv_answering *work)
{
	const struct bv_steps *steps = &work->c->bisection->steps;
	size_t tests = 0;

	if (work->out->bugs.items[0].crashed != work->out->bugs.items[0].runs)
		return (struct bv_text){0};
	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		size_t passed = bv_step_count(step, BV_OUTCOME_OK);

		if (!bv_step_is_judged(step))
			continue;
		if (!is_verdict(bv_case_verdict(work->c, i)) ||
		    (count_shown(work->c, step) != step->runs.count && passed != step->runs.count))
			return (struct bv_text){0};
		tests++;
	}
	if (tests < TESTS_MIN)
		return (struct bv_text){0};
	return bv_arena_print(work->keep,
			      "in each of its %zu tests every run showed the bug, or none "
			      "crashed",
			      tests);
}

/* Whether all crashes of bad tests, more than one of them, can be the start's one bug. */
static struct bv_text one_title(struct bv_answering *work)
{
	const struct bv_steps *steps = &work->c->bisection->steps;
	const struct bv_seen_titles *start = &work->c->start.titles;
	size_t tests = 0;

	if (start->count != 1)
		return (struct bv_text){0};
	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];

		if (!bv_step_is_judged(step))
			continue;
		for (size_t k = 0; k < step->runs.count; k++)
			if (step->runs.items[k].outcome == BV_OUTCOME_CRASHED &&
			    !bv_title_family_has(&work->c->family, step->runs.items[k].title))
				return (struct bv_text){0};
		tests += bv_step_count(step, BV_OUTCOME_CRASHED) > 0;
	}
	if (tests < TESTS_MIN)
		return (struct bv_text){0};
	return bv_arena_print(work->keep, "all crashes are of one bug, \"%.*s\"",
			      BV_TEXT_ARG(start->items[0].title));
}

static struct bv_text short_walk(struct bv_answering *work)
{
	const struct bv_steps *steps = &work->c->bisection->steps;

	/* Where that release is in doubt it is no reason. */
	if (bv_case_walked(work->c) != 1 || bv_answer_is_doubted(work->out))
		return (struct bv_text){0};
	for (size_t i = 0; i < steps->count; i++)
		if (steps->items[i].phase == BV_PHASE_WALK &&
		    steps->items[i].verdict == BV_VERDICT_GOOD)
			return bv_arena_print(
				work->keep, "one release back was enough: %.*s is good",
				BV_TEXT_ARG(bv_case_name(work->c, steps->items[i].revision)));
	return (struct bv_text){0};
}

static struct bv_text other_kernel(struct bv_answering *work)
{
	const struct bv_claim *claim = &work->c->bisection->claim;

	if (bv_text_is_empty(claim->culprit_signature) ||
	    bv_text_is_empty(claim->parent_signature) ||
	    bv_text_equal_nocase(claim->culprit_signature, claim->parent_signature))
		return (struct bv_text){0};
	return BV_TEXT("the blamed commit and its parent build different kernels");
}

static struct bv_text verified(struct bv_answering *work)
{
	if (bv_case_is_retested(work->c))
		return BV_TEXT("it was tested again, and is bad");
	return work->c->bisection->claim.is_reverified
		       ? BV_TEXT("it was tested again after the bisection, says the report")
		       : (struct bv_text){0};
}

static struct bv_text revert_helps(struct bv_answering *work)
{
	return work->c->bisection->claim.is_reverted
		       ? BV_TEXT("with it reverted the bug is gone, says the report")
		       : (struct bv_text){0};
}

/* Replayed by git's rules, and not by inference. */
static struct bv_text only_one(struct bv_answering *work)
{
	const struct bv_range_facts *range = &work->c->facts.range;
	const struct bv_culprit_facts *culprit = &work->c->facts.culprit;

	if (!range->candidates_left.is_known || range->candidates_left.value != 1 ||
	    range->is_left_inferred || range->left.count != 1 || culprit->is_read != BV_YES ||
	    !bv_oid_equal(&range->left.items[0], &culprit->id))
		return (struct bv_text){0};
	return BV_TEXT("replayed in this tree, the verdicts leave only this commit");
}

static struct bv_text text_of(struct bv_answering *work, const char *id)
{
	const struct bv_finding *finding = bv_answer_finding(work->out, id);

	return finding ? finding->text : (struct bv_text){0};
}

static struct bv_text adds_function(struct bv_answering *work)
{
	return text_of(work, "culprit.adds-function");
}

static struct bv_text reverted_later(struct bv_answering *work)
{
	return text_of(work, "culprit.reverted");
}

static struct bv_text fixed_later(struct bv_answering *work)
{
	return text_of(work, "culprit.fixed-later");
}

static const struct row {
	const char *name;
	struct bv_text (*ask)(struct bv_answering *work);
	/* Findings that say otherwise, at whatever level. */
	const char *unless[SILENCERS_MAX];
	/* Up to which verdict it is told: what somebody tested also where it cannot be the cause.
	 */
	enum bv_judgement most;
} rows[] = {
	{"revert-helps", revert_helps, {NULL}, BV_JUDGEMENT_REFUTED},
	{"verified", verified, {NULL}, BV_JUDGEMENT_REFUTED},
	{"reverted-later", reverted_later, {NULL}, BV_JUDGEMENT_DOUBTFUL},
	{"fixed-later", fixed_later, {"culprit.crash-fixed"}, BV_JUDGEMENT_DOUBTFUL},
	{"adds-function", adds_function, {NULL}, BV_JUDGEMENT_DOUBTFUL},
	{"clear-runs",
	 clear_runs,
	 {"flaky.weak-bad", "flaky.skips", "flaky.no-test", "flaky.unproven-good",
	  "flaky.dirty-good", "flaky.error-probability", "flaky.flagged", "step.verdict-rule"},
	 BV_JUDGEMENT_DOUBTFUL},
	{"one-title",
	 one_title,
	 {"crash.end-unseen", "crash.other-bug", "crash.report-differs", "crash.several-bugs",
	  "crash.title-never-seen"},
	 BV_JUDGEMENT_DOUBTFUL},
	{"short-walk",
	 short_walk,
	 {"walk.long", "walk.order", "walk.range", "walk.compiler-changed"},
	 BV_JUDGEMENT_DOUBTFUL},
	{"other-kernel",
	 other_kernel,
	 {"kernel.end-differs", "kernel.same-as-parent", "kernel.same-yet-differs"},
	 BV_JUDGEMENT_CONSISTENT},
	{"only-one",
	 only_one,
	 {"culprit.others-left", "culprit.excluded", "range.good-contains-bad", "range.empty"},
	 BV_JUDGEMENT_CONSISTENT},
};

static bool is_silenced(struct bv_answering *work, const struct row *row)
{
	if (work->out->verdict > row->most)
		return true;
	for (size_t i = 0; i < SILENCERS_MAX && row->unless[i]; i++)
		if (bv_answer_finding(work->out, row->unless[i]))
			return true;
	return false;
}

void bv_answer_for(struct bv_answering *work)
{
	if (work->c->bisection->claim.ending != BV_ENDING_FIRST_BAD)
		return;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_text text =
			is_silenced(work, &rows[i]) ? (struct bv_text){0} : rows[i].ask(work);
		struct bv_reason *reason;

		if (bv_text_is_empty(text))
			continue;
		reason = BV_APPEND(&work->out->for_it, work->keep);
		*reason = (struct bv_reason){
			.name = rows[i].name, .level = BV_LEVEL_OFF, .text = text};
	}
}
