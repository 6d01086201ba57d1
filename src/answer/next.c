/* SPDX-License-Identifier: GPL-2.0-only */
/* The commit to test next, when a bisection goes on from the verdicts that hold. */
#include "plan.h"
#include "replay/log_facts.h"

#include "base/banned.h"

/* The bisection that is left: its range and verdicts, and no result. */
static struct bv_bisection rest_of(struct bv_answering *work, const struct bv_salvage *salvage)
{
	struct bv_bisection rest = *work->c->bisection;

	rest.claim = (struct bv_claim){0};
	rest.pending = (struct bv_offer){0};
	rest.git.bad = salvage->bad;
	rest.git.good = salvage->good;
	rest.steps = (struct bv_steps){0};
	for (size_t i = 0; i < work->c->bisection->steps.count; i++) {
		struct bv_step *step;

		if (salvage->kept[i].verdict == BV_VERDICT_UNKNOWN)
			continue;
		step = BV_APPEND(&rest.steps, work->keep);
		*step = work->c->bisection->steps.items[i];
		step->verdict = salvage->kept[i].verdict;
		step->mark = bv_case_git_word(work->c, step->verdict);
		step->marked = step->revision;
		step->offer = (struct bv_offer){0};
	}
	return rest;
}

/*
 * By what the runs say; where they say nothing of the range to go on with, each commit that is left
 * counts alike.
 */
bool bv_plan_next_commit(struct bv_next_commit *out, struct bv_answering *work,
			 const struct bv_salvage *salvage)
{
	const struct bv_reading *reading = salvage->reading;
	struct bv_bisection rest;
	struct bv_case again = *work->c;
	struct bv_next_question question = {
		.bisection = work->c->bisection,
		.facts = &work->c->facts,
		.mass_wanted =
			reading ? bv_odds_mass_wanted(reading->rate, reading->runs_to_believe) : .5,
	};

	if (!work->c->tree)
		return false;
	question.masses = bv_salvage_cell_masses(salvage, &work->result->odds, work->c, work->keep);
	if (!question.masses) {
		rest = rest_of(work, salvage);
		again.bisection = &rest;
		again.facts.steps = bv_arena_alloc(work->keep, rest.steps.count + 1,
						   sizeof(*again.facts.steps));
		again.facts.range = (struct bv_range_facts){0};
		again.facts.cells = (struct bv_cells){0};
		bv_tree_step_facts(&again.facts, work->c->tree, &rest, work->keep);
		bv_tree_cells(&again.facts, work->c->tree, &rest, work->keep);
		question.bisection = &rest;
		question.facts = &again.facts;
		question.masses = bv_odds_cell_masses(&again, work->keep);
	}
	return bv_tree_next_commit(out, work->c->tree, &question, work->keep);
}
