/* SPDX-License-Identifier: GPL-2.0-only */
/* Writing a report by hand. */
#include "report/draft.h"

#include <criterion/criterion.h>

#include "base/banned.h"

struct draft *draft_new(const char *log, enum bv_kind kind, struct bv_arena *keep)
{
	struct draft *draft = bv_arena_alloc(keep, 1, sizeof(*draft));

	draft->place.log = draft->place.file = bv_text_from(log);
	draft->bisection.kind = kind;
	draft->bisection.part = 1;
	draft->report.answer = &draft->answer;
	draft->keep = keep;
	return draft;
}

static struct bv_revision_ref find_revision(struct draft *draft, struct bv_text written)
{
	struct bv_revisions *revisions = &draft->bisection.revisions;

	for (uint32_t i = 0; i < revisions->count; i++)
		if (bv_text_equal(revisions->items[i].written, written))
			return (struct bv_revision_ref){i + 1};
	BV_APPEND(revisions, draft->keep)->written = written;
	return (struct bv_revision_ref){(uint32_t)revisions->count};
}

struct bv_revision_ref draft_revision(struct draft *draft, const char *written, const char *subject)
{
	struct bv_revision_ref ref = find_revision(draft, bv_text_from(written));

	if (subject[0])
		draft->bisection.revisions.items[ref.number - 1].subject = bv_text_from(subject);
	return ref;
}

struct bv_step *draft_step(struct draft *draft, enum bv_phase phase, const char *written,
			   enum bv_verdict verdict)
{
	struct bv_step *step = BV_APPEND(&draft->bisection.steps, draft->keep);

	step->revision = draft_revision(draft, written, "");
	step->phase = phase;
	step->verdict = verdict;
	step->line = 10 * draft->bisection.steps.count;
	return step;
}

void draft_runs(struct draft *draft, struct bv_step *step, size_t count, enum bv_outcome outcome,
		const char *title)
{
	for (size_t i = 0; i < count; i++) {
		struct bv_run *run = BV_APPEND(&step->runs, draft->keep);

		run->outcome = outcome;
		run->title = bv_text_from(title);
	}
}

void draft_blame(struct draft *draft, const char *written, const char *subject)
{
	draft->bisection.claim.ending = BV_ENDING_FIRST_BAD;
	draft->bisection.claim.first_bad = draft_revision(draft, written, subject);
}

void draft_finding(struct draft *draft, const char *id, enum bv_level level, size_t line,
		   const char *text)
{
	struct bv_finding *finding = BV_APPEND(&draft->result.findings, draft->keep);

	finding->id = id;
	finding->level = level;
	finding->line = line;
	finding->text = bv_text_from(text);
}

void draft_finding_names(struct draft *draft, const char *written)
{
	struct bv_findings *findings = &draft->result.findings;
	struct bv_finding *last = &findings->items[findings->count - 1];

	*BV_APPEND(&last->commits, draft->keep) = bv_text_from(written);
	*BV_APPEND(&last->revisions, draft->keep) = draft_revision(draft, written, "");
}

void draft_not_run(struct draft *draft, const char *id, const char *why, bool does_not_apply)
{
	struct bv_not_run *not_run = BV_APPEND(&draft->result.not_run, draft->keep);

	not_run->id = id;
	not_run->why = bv_text_from(why);
	not_run->does_not_apply = does_not_apply;
}

void draft_assume(struct draft *draft, const struct bv_step *step, enum bv_verdict verdict)
{
	struct bv_assumption *added = BV_APPEND(&draft->told.assumptions, draft->keep);

	added->revision = bv_bisection_revision(&draft->bisection, step->revision)->written;
	added->verdict = verdict;
}

void draft_tree(struct draft *draft, const char *path)
{
	struct bv_facts *facts = &draft->facts;

	facts->tree.is_open = true;
	facts->tree.path = bv_text_from(path);
	facts->revisions = bv_arena_alloc(draft->keep, draft->bisection.revisions.count + 1,
					  sizeof(*facts->revisions));
	facts->steps = bv_arena_alloc(draft->keep, draft->bisection.steps.count + 1,
				      sizeof(*facts->steps));
}

/*
 * Odds
 */

void draft_odds(struct draft *draft)
{
	struct bv_odds *odds = &draft->result.odds;
	const struct bv_steps *steps = &draft->bisection.steps;

	odds->is_known = true;
	odds->tested = bv_arena_alloc(draft->keep, steps->count + 1, sizeof(*odds->tested));
	odds->tested_count = steps->count;
	for (size_t i = 0; i < steps->count; i++)
		odds->tested[i] = (struct bv_tested){.revision = steps->items[i].revision,
						     .step = i,
						     .phase = steps->items[i].phase,
						     .verdict = steps->items[i].verdict,
						     .verdict_then = steps->items[i].verdict,
						     .line = steps->items[i].line,
						     .is_placed = true};
}

static bool is_decided(enum bv_verdict verdict)
{
	return verdict == BV_VERDICT_GOOD || verdict == BV_VERDICT_BAD;
}

/* A title of its own counts alone, without one each crash. */
static struct bv_tally tally_of(const struct bv_step *step, struct bv_text title)
{
	struct bv_tally tally = {0};

	for (size_t i = 0; i < step->runs.count; i++) {
		const struct bv_run *run = &step->runs.items[i];
		bool is_on = bv_text_is_empty(title) || bv_text_equal(run->title, title);

		tally.ok += run->outcome == BV_OUTCOME_OK;
		tally.on += run->outcome == BV_OUTCOME_CRASHED && is_on;
		tally.rival += run->outcome == BV_OUTCOME_CRASHED && !is_on;
	}
	tally.unfit = step->runs.count - tally.ok - tally.on - tally.rival;
	return tally;
}

struct bv_reading *draft_reading(struct draft *draft, enum bv_reading_kind kind, const char *title)
{
	struct bv_odds *odds = &draft->result.odds;
	struct bv_reading *reading = BV_APPEND(&odds->readings, draft->keep);
	size_t count = odds->tested_count;

	reading->kind = kind;
	reading->title = bv_text_from(title);
	reading->first_wrong.tested = SIZE_MAX;
	reading->rate = .5;
	reading->runs_to_believe = 10;
	reading->ln_blamed_most = -1;
	reading->tallies = bv_arena_alloc(draft->keep, count + 1, sizeof(*reading->tallies));
	reading->supported = bv_arena_alloc(draft->keep, count + 1, sizeof(*reading->supported));
	for (size_t k = 0; k < BV_MODEL_COUNT; k++) {
		struct bv_posterior *posterior = &reading->posteriors[k];

		posterior->ln_right = bv_arena_alloc(draft->keep, count + 1, sizeof(double));
		posterior->ln_wrong = bv_arena_alloc(draft->keep, count + 1, sizeof(double));
		for (size_t i = 0; i < count; i++)
			posterior->ln_wrong[i] = -50;
	}
	for (size_t i = 0; i < count; i++) {
		reading->tallies[i] =
			tally_of(&draft->bisection.steps.items[i], bv_text_from(title));
		if (is_decided(odds->tested[i].verdict))
			reading->supported[i] = odds->tested[i].verdict;
	}
	return reading;
}

/* Below it the opposite is as good as said. */
#define LN_OPPOSITE (-4.6)

static void turn(struct bv_reading *reading, enum bv_verdict verdict,
		 const struct bv_first_wrong *wrong)
{
	enum bv_verdict opposite = verdict == BV_VERDICT_BAD ? BV_VERDICT_GOOD : BV_VERDICT_BAD;

	reading->first_wrong = *wrong;
	reading->supported[wrong->tested] =
		wrong->ln_holds < LN_OPPOSITE ? opposite : BV_VERDICT_UNKNOWN;
	for (size_t k = 0; k < BV_MODEL_COUNT; k++)
		reading->posteriors[k].ln_right[wrong->tested] = wrong->ln_holds;
}

void draft_wrong(struct draft *draft, size_t reading, size_t tested, enum bv_wrong_reason reason,
		 double ln_holds)
{
	struct bv_odds *odds = &draft->result.odds;
	struct bv_first_wrong verdict = {tested, reason, ln_holds};

	*BV_APPEND(&odds->wrongs, draft->keep) = (struct bv_wrong){verdict, reading};
	if (reading != SIZE_MAX)
		turn(&odds->readings.items[reading], odds->tested[tested].verdict, &verdict);
}

/*
 * The report
 */

const struct bv_report *draft_finish(struct draft *draft)
{
	bv_case_open_with(&draft->c, &draft->bisection, &draft->told, &draft->facts, draft->keep);
	bv_answer_make(&draft->answer, &draft->c, &draft->result, &draft->place, draft->keep);
	/* Without a real tree nobody looks for them. */
	draft->answer.suspects = draft->suspects;
	return &draft->report;
}

struct bv_text draft_print(const struct draft *draft, const char *format, size_t width)
{
	struct bv_out_buffer buffer = {.keep = draft->keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer, .width = width};

	bv_report_render(&draft->report, bv_format_find(bv_text_from(format)), &out);
	cr_assert(!out.is_failed);
	return (struct bv_text){buffer.items, buffer.count};
}
