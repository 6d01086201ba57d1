/* SPDX-License-Identifier: GPL-2.0-only */
/* syzkaller's logs: what only the whole log tells, namely its era, numbers of runs, verdicts. */
#include "log/builder.h"
#include "syzbot_private.h"
#include "verdict_rule.h"

#include "base/banned.h"

static bool is_tested(const struct bv_step *step)
{
	return step->runs.count > 0;
}

/* From 2019-11 on each kernel that was run has a signature, and before none has. */
static void date_by_signatures(struct bv_syzbot *state)
{
	const struct bv_steps *steps = &state->out->steps;
	size_t tested = 0;

	for (size_t i = 0; i < steps->count; i++) {
		tested += is_tested(&steps->items[i]);
		if (!bv_text_is_empty(steps->items[i].signature))
			return;
	}
	if (tested)
		bv_era_prefer(&state->era,
			      (struct bv_era_span){BV_ERA_FIRST, BV_ERA_2019_11_HASHES});
}

/* Of a piece of a log the first test that is shown need not be the log's first. */
static bool has_first_test(const struct bv_syzbot *state)
{
	const struct bv_steps *steps = &state->out->steps;

	return steps->count > 0 && bv_bisection_is_start_test(state->out, &steps->items[0]);
}

/* The first test has 20 runs since 2021-02; more than ten lines prove it. */
static void date_by_runs(struct bv_syzbot *state)
{
	const struct bv_steps *steps = &state->out->steps;
	const struct bv_step *first = NULL;

	for (size_t i = 0; i < steps->count && !first; i++)
		if (is_tested(&steps->items[i]))
			first = &steps->items[i];
	if (!first || first->is_runs_inferred)
		return;
	if (first->runs.count > 10 || has_first_test(state))
		bv_era_prefer(
			&state->era,
			first->runs.count > 10
				? (struct bv_era_span){BV_ERA_2021_02_TWENTY_RUNS, BV_ERA_LAST}
				: (struct bv_era_span){BV_ERA_FIRST, BV_ERA_2020_11_FLAKY});
}

/*
 * Since 2020-12-10, early in the flaky era, an empty line follows what git prints. Where that
 * varies, lines were lost or put in, and it says nothing.
 */
static void date_by_gaps(struct bv_syzbot *state)
{
	if (state->empty_below && !state->joined_below)
		bv_era_prefer(&state->era, (struct bv_era_span){BV_ERA_2020_11_FLAKY, BV_ERA_LAST});
	if (state->joined_below && !state->empty_below)
		bv_era_prefer(&state->era,
			      (struct bv_era_span){BV_ERA_FIRST, BV_ERA_2020_11_FLAKY});
}

/* "v5.11", as against the "v5.4.101" of a stable tree. */
static bool is_mainline(struct bv_text release)
{
	struct bv_text rest = release;
	uint64_t number;

	return bv_take_prefix(&rest, BV_TEXT("v")) && bv_take_uint(&rest, &number) &&
	       bv_take_prefix(&rest, BV_TEXT(".")) && bv_take_uint(&rest, &number) &&
	       bv_text_is_empty(rest);
}

/*
 * Since 2021-02-17, three days before the 20 runs, gcc 10.2.1 builds v5.9 and later. What syzbot
 * starts from in mainline is always fresh, so there gcc 8.1.0 is from before.
 */
static void date_by_compiler(struct bv_syzbot *state)
{
	const struct bv_steps *steps = &state->out->steps;
	bool is_fresh = false;

	for (size_t i = 0; i < steps->count && !is_fresh; i++)
		is_fresh = is_mainline(steps->items[i].release);
	if (!has_first_test(state))
		return;
	if (bv_text_starts_with(steps->items[0].compiler, BV_TEXT("gcc (GCC) 10.")))
		bv_era_prefer(&state->era,
			      (struct bv_era_span){BV_ERA_2021_02_TWENTY_RUNS, BV_ERA_LAST});
	if (is_fresh && bv_text_starts_with(steps->items[0].compiler, BV_TEXT("gcc (GCC) 8.")))
		bv_era_prefer(&state->era,
			      (struct bv_era_span){BV_ERA_FIRST, BV_ERA_2020_11_FLAKY});
}

/* In the first days one passed run was enough for good; a skip in spite of one came later. */
static void date_by_skips(struct bv_syzbot *state)
{
	const struct bv_steps *steps = &state->out->steps;

	for (size_t i = 0; i < steps->count; i++)
		if (steps->items[i].mark == BV_VERDICT_SKIP &&
		    bv_step_count(&steps->items[i], BV_OUTCOME_OK))
			bv_era_prefer(&state->era,
				      (struct bv_era_span){BV_ERA_2019_03_SKIP, BV_ERA_LAST});
}

/* What an old log does not have yet. A log without its head proves nothing by that. */
static void date_by_absence(struct bv_syzbot *state)
{
	const struct bv_bisection *out = state->out;
	bool has_crash = false;
	bool has_representative = false;

	for (size_t i = 0; i < out->steps.count; i++) {
		const struct bv_step *step = &out->steps.items[i];

		has_crash |= bv_step_count(step, BV_OUTCOME_CRASHED) > 0;
		has_representative |= !bv_text_is_empty(step->representative_crash);
	}
	if (has_crash && !has_representative)
		bv_era_prefer(&state->era,
			      (struct bv_era_span){BV_ERA_FIRST, BV_ERA_2023_06_ENOUGH_RUNS});
	if (!bv_revision_ref_is_none(out->start) && bv_text_is_empty(out->host))
		bv_era_prefer(&state->era,
			      (struct bv_era_span){BV_ERA_FIRST, BV_ERA_2021_07_COMPILER});
}

static void repeat_run(struct bv_step *step, size_t count, struct bv_arena *keep)
{
	while (step->runs.count < count) {
		struct bv_run run = step->runs.items[0];

		*BV_APPEND(&step->runs, keep) = run;
	}
}

/* A crash, and behind it the same one as it was counted. */
static bool is_pair(const struct bv_run *first, const struct bv_run *second)
{
	return first->outcome == BV_OUTCOME_CRASHED &&
	       (second->outcome == BV_OUTCOME_CRASHED || second->outcome == BV_OUTCOME_IGNORED) &&
	       bv_text_equal(first->title, second->title);
}

/*
 * From 2023-07-06 to 2023-08-08 syzkaller logged each crash twice. Where every crash has its
 * double and there are more lines than runs, one of each two goes.
 */
static void drop_doubles(struct bv_step *step, struct bv_era era, size_t planned)
{
	struct bv_run *runs = step->runs.items;
	size_t kept = 0;

	if (!era.is_known || era.oldest > BV_ERA_2023_07_REPRESENTATIVE ||
	    era.newest < BV_ERA_2023_07_REPRESENTATIVE || step->runs.count <= planned)
		return;
	for (size_t i = 0; i < step->runs.count; i++) {
		if (runs[i].outcome != BV_OUTCOME_CRASHED)
			continue;
		if (i + 1 == step->runs.count || !is_pair(&runs[i], &runs[i + 1]))
			return;
		i++;
	}
	for (size_t i = 0; i < step->runs.count; i++) {
		i += runs[i].outcome == BV_OUTCOME_CRASHED;
		runs[kept++] = runs[i];
	}
	step->runs.count = kept;
}

/* Not good, whichever of the two others the rule would have said. */
static enum bv_verdict not_good(const struct bv_step *step, enum bv_verdict by_rule)
{
	if (by_rule == BV_VERDICT_BAD || by_rule == BV_VERDICT_SKIP)
		return by_rule;
	return bv_step_count(step, BV_OUTCOME_CRASHED) ? BV_VERDICT_BAD : BV_VERDICT_SKIP;
}

static bool is_given_as_good(const struct bv_syzbot *state, const struct bv_step *step)
{
	const struct bv_revision_refs *good = &state->out->git.good;

	return good->count && bv_revision_ref_equal(good->items[0], step->revision);
}

/*
 * What the producer concluded of a test without a mark, seen by what it did next: it goes on only
 * from a bad start, and walks on only from a release that is not good. Else, and where the log
 * ends, its rule decides.
 */
static enum bv_verdict concluded(const struct bv_syzbot *state, size_t index,
				 enum bv_verdict by_rule)
{
	const struct bv_bisection *out = state->out;
	const struct bv_step *step = &out->steps.items[index];
	bool has_range = out->git.line != 0;
	bool went_on = state->is_bisecting || index + 1 < out->steps.count;
	bool walked_on = has_range || (index + 1 < out->steps.count &&
				       out->steps.items[index + 1].phase == BV_PHASE_WALK);

	if (step->phase == BV_PHASE_START && !bv_revision_ref_is_none(out->head) &&
	    bv_revision_ref_equal(step->revision, out->head))
		return state->is_bisecting ? BV_VERDICT_GOOD : by_rule;
	if (step->phase == BV_PHASE_START && went_on)
		return BV_VERDICT_BAD;
	if (step->phase == BV_PHASE_WALK && has_range && is_given_as_good(state, step))
		return BV_VERDICT_GOOD;
	if (step->phase == BV_PHASE_WALK && walked_on)
		return not_good(step, by_rule);
	return by_rule;
}

/*
 * How many runs the tests have that list them, when all agree; else 0. In 2019 some machines were
 * missing at times: whole bisections went with 5, 7 or 8 runs.
 */
static size_t listed_runs(const struct bv_steps *steps)
{
	size_t listed = 0;

	for (size_t i = 0; i < steps->count; i++) {
		size_t count = steps->items[i].runs.count;

		if (count == 0 || steps->items[i].is_runs_inferred)
			continue;
		if (listed && count != listed)
			return 0;
		listed = count;
	}
	return listed;
}

static void settle_runs(struct bv_syzbot *state, struct bv_step *step, bool *is_first,
			bool is_flaky)
{
	struct bv_era era = state->out->era;
	size_t planned = bv_planned_runs(era, *is_first, is_flaky);

	if (era.is_known && era.newest < BV_ERA_2020_11_FLAKY && state->listed_runs &&
	    state->listed_runs < planned)
		planned = state->listed_runs;

	if (step->is_runs_inferred)
		repeat_run(step, planned, state->keep);
	else
		drop_doubles(step, era, planned);
	/* Failed builds use up the first turn only before the flaky era. */
	if (is_tested(step) || !step->is_build_failed)
		*is_first = false;
}

static void settle_verdict(struct bv_syzbot *state, size_t index, bool is_flaky)
{
	struct bv_step *step = &state->out->steps.items[index];
	enum bv_verdict by_rule = bv_verdict_rule(step, state->out->era, is_flaky);

	if (step->phase == BV_PHASE_BUILD)
		return;
	if (step->mark != BV_VERDICT_UNKNOWN) {
		step->verdict = state->is_fix ? bv_verdict_opposite(step->mark) : step->mark;
		return;
	}
	if (step->runs_line)
		step->verdict_line = step->runs_line;
	else if (!step->verdict_line)
		step->verdict_line = step->line;
	/* A step of git's without its mark: the log stops there. */
	if (step->phase == BV_PHASE_BISECT)
		return;
	step->verdict = concluded(state, index, by_rule);
}

/* "commit msg:" is the title of what the ending is about. */
static void name_ending(struct bv_syzbot *state)
{
	struct bv_bisection *out = state->out;
	struct bv_revision_ref ref = out->head;

	if (out->claim.ending == BV_ENDING_OLDEST_RELEASE)
		for (size_t i = 0; i < out->steps.count; i++)
			if (out->steps.items[i].verdict == BV_VERDICT_BAD)
				ref = out->steps.items[i].revision;
	if (state->message_line)
		bv_build_subject(out, ref, state->message, false, state->message_line);
}

void bv_syzbot_finish(struct bv_syzbot *state)
{
	struct bv_bisection *out = state->out;
	bool is_first;
	bool is_flaky = false;

	out->kind = state->is_fix ? BV_KIND_SYZBOT_FIX : BV_KIND_SYZBOT_CAUSE;
	is_first = has_first_test(state);
	date_by_runs(state);
	date_by_gaps(state);
	date_by_signatures(state);
	date_by_absence(state);
	date_by_compiler(state);
	date_by_skips(state);
	out->era = bv_era_of_guess(&state->era);
	state->listed_runs = listed_runs(&out->steps);
	for (size_t i = 0; i < out->steps.count; i++) {
		struct bv_step *step = &out->steps.items[i];

		settle_runs(state, step, &is_first, is_flaky);
		settle_verdict(state, i, is_flaky);
		is_flaky = bv_flaky_after(step, out->era, is_flaky);
	}
	name_ending(state);
	/* syzkaller always says how it ended, if only by an error that was stored alone. */
	out->is_cut = out->claim.ending == BV_ENDING_NONE || !(state->has_totals || state->is_bare);
}
