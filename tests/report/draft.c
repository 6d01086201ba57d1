/* SPDX-License-Identifier: GPL-2.0-only */
/* Writing a report by hand. */
#include "report/draft.h"

#include "case/case_private.h"

#include "base/banned.h"

struct draft *draft_new(const char *log, enum bv_kind kind, struct bv_arena *keep)
{
	struct draft *draft = bv_arena_alloc(keep, 1, sizeof(*draft));

	draft->report.log = bv_text_from(log);
	draft->report.c = &draft->c;
	draft->c.log = draft->c.bisection = &draft->bisection;
	draft->c.told = &draft->told;
	draft->report.result = &draft->result;
	draft->bisection.kind = kind;
	draft->bisection.part = 1;
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
	bv_start_test_read(&draft->c.start, &draft->bisection, draft->keep);
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

void draft_not_run(struct draft *draft, const char *id, const char *why)
{
	struct bv_not_run *not_run = BV_APPEND(&draft->result.not_run, draft->keep);

	not_run->id = id;
	not_run->why = bv_text_from(why);
}

void draft_tree(struct draft *draft, const char *path)
{
	struct bv_facts *facts = &draft->c.facts;

	facts->tree.is_open = true;
	facts->tree.path = bv_text_from(path);
	facts->revisions = bv_arena_alloc(draft->keep, draft->bisection.revisions.count,
					  sizeof(*facts->revisions));
	facts->steps =
		bv_arena_alloc(draft->keep, draft->bisection.steps.count, sizeof(*facts->steps));
}

void draft_assume(struct draft *draft, const struct bv_step *step, enum bv_verdict in_log)
{
	const struct bv_steps *steps = &draft->bisection.steps;
	struct bv_bisection *log = bv_arena_alloc(draft->keep, 1, sizeof(*log));
	struct bv_assumption *assumption = BV_APPEND(&draft->told.assumptions, draft->keep);

	*log = draft->bisection;
	log->steps.items = bv_arena_alloc(draft->keep, steps->count, sizeof(*steps->items));
	for (size_t i = 0; i < steps->count; i++) {
		log->steps.items[i] = steps->items[i];
		if (&steps->items[i] == step)
			log->steps.items[i].verdict = in_log;
	}
	assumption->revision = bv_bisection_revision(log, step->revision)->written;
	assumption->verdict = step->verdict;
	draft->c.log = log;
}
