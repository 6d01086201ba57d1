/* SPDX-License-Identifier: GPL-2.0-only */
/* Replaying a log's marks on the history, and noting what holds at each step. */
#include <string.h>

#include "log_facts.h"
#include "replay.h"

#include "base/banned.h"

static void apply(struct bv_replayer *replayer, enum bv_verdict verdict, struct bv_revision_ref ref,
		  size_t step, size_t line)
{
	struct bv_given_mark mark = {.step = step, .line = line};
	bool is_here = bv_names_find(&replayer->names, ref, &mark.commit);

	if (bv_revision_ref_is_none(ref))
		return;
	for (size_t i = 0; i < replayer->branches.count; i++) {
		struct bv_replay *replay = &replayer->branches.items[i]->replay;

		if (is_here)
			bv_replay_mark(replay, verdict, mark);
		else
			bv_replay_mark_lost(
				replay, verdict,
				bv_names_why_not(&replayer->names, ref, replayer->keep));
	}
}

static enum bv_truth is_here(struct bv_replayer *replayer, struct bv_revision_ref ref,
			     struct bv_oid *id)
{
	const struct bv_revision_facts *found = bv_facts_revision(replayer->facts, ref);
	struct bv_commit commit;

	if (!found)
		return BV_UNKNOWN;
	if (!bv_names_find(&replayer->names, ref, &commit))
		return found->exists == BV_NO ? BV_NO : BV_UNKNOWN;
	*id = bv_history_oid(replayer->names.history, commit);
	return BV_YES;
}

static void apply_start(struct bv_replayer *replayer)
{
	const struct bv_git_start *git = &replayer->names.bisection->git;
	struct bv_range_facts *range = &replayer->facts->range;

	if (git->path_count > 0)
		bv_branches_first(&replayer->branches)->why_never =
			BV_TEXT("the log restricts the bisection to paths");
	bv_branches_first(&replayer->branches)->is_first_parent = git->is_first_parent;
	range->is_bad_known = is_here(replayer, git->bad, &range->bad);
	range->is_good_known = git->good.count > 0 ? BV_YES : BV_UNKNOWN;
	apply(replayer, BV_VERDICT_BAD, git->bad, SIZE_MAX, git->bad_line);
	for (size_t i = 0; i < git->good.count; i++) {
		struct bv_oid *id = BV_APPEND(&range->good, replayer->keep);
		enum bv_truth answer = is_here(replayer, git->good.items[i], id);

		if (answer != BV_YES)
			range->is_good_known = answer;
		apply(replayer, BV_VERDICT_GOOD, git->good.items[i], SIZE_MAX, git->good_line);
	}
}

/* Is there anything that git did after step @index? Else its test may not be made yet. */
static bool has_sequel(const struct bv_replayer *replayer, size_t index)
{
	const struct bv_bisection *bisection = replayer->names.bisection;

	for (size_t i = index + 1; i < bisection->steps.count; i++)
		if (bv_step_is_gits(&bisection->steps.items[i]))
			return true;
	return !bv_revision_ref_is_none(bisection->pending.revision) ||
	       bisection->claim.ending != BV_ENDING_NONE;
}

/* How the tested commit lies, where the candidates do not say it. */
static void note_place(struct bv_step_facts *facts, struct bv_replay *replay,
		       struct bv_commit tested)
{
	if (facts->is_candidate == BV_YES) {
		facts->is_in_bad = BV_YES;
		facts->is_in_good = BV_NO;
		return;
	}
	facts->is_in_bad = bv_replay_is_in_bad(replay, tested);
	facts->is_in_good = bv_replay_is_in_good(replay, tested);
	if (!bv_replay_candidates(replay) &&
	    (facts->is_in_bad == BV_NO || facts->is_in_good == BV_YES))
		facts->is_candidate = BV_NO;
}

static void note_test(struct bv_replayer *replayer, const struct bv_step *step,
		      struct bv_commit tested)
{
	struct bv_commit offered = tested;

	if (bv_revision_ref_is_none(step->offer.revision) ||
	    bv_names_find(&replayer->names, step->offer.revision, &offered))
		bv_branches_judge_offer(&replayer->branches, offered, &step->offer,
					replayer->why_none_fits);
	for (size_t i = 0; i < replayer->branches.count; i++) {
		struct bv_branch *branch = replayer->branches.items[i];
		const struct bv_candidates *set = bv_replay_candidates(&branch->replay);

		if (set && offered.index != tested.index)
			branch->trail->facts.is_candidate =
				bv_candidates_find(set, tested) == BV_LOCAL_NONE ? BV_NO : BV_YES;
		/* Else git's bad commit and good ones are not known. */
		if (!branch->is_lost)
			note_place(&branch->trail->facts, &branch->replay, tested);
	}
}

static void begin_step(struct bv_replayer *replayer, size_t index)
{
	bv_branches_begin(&replayer->branches, &replayer->facts->steps[index], index);
	for (size_t i = 0; i < replayer->branches.count; i++) {
		struct bv_branch *branch = replayer->branches.items[i];
		const struct bv_candidates *set = bv_replay_candidates(&branch->replay);

		if (set)
			branch->trail->facts.candidates_before = BV_COUNT((size_t)set->count);
		else
			branch->trail->facts.why_unknown = bv_replay_why_unknown(&branch->replay);
	}
}

static void note_why(struct bv_replayer *replayer, struct bv_text why)
{
	for (size_t i = 0; i < replayer->branches.count; i++)
		replayer->branches.items[i]->trail->facts.why_unknown = why;
}

static bool is_repeated(const struct bv_replayer *replayer, enum bv_verdict mark,
			struct bv_commit tested)
{
	for (size_t i = 0; i < replayer->branches.count; i++)
		if (!bv_replay_has_mark(&replayer->branches.items[i]->replay, mark, tested))
			return false;
	return true;
}

static void apply_step(struct bv_replayer *replayer, size_t index, bool is_here,
		       struct bv_commit tested)
{
	const struct bv_step *step = &replayer->names.bisection->steps.items[index];
	struct bv_given_mark mark = {.commit = tested, .step = index, .line = step->line};
	enum bv_verdict word = bv_step_word(step, replayer->names.bisection);

	if (word != BV_VERDICT_UNKNOWN)
		apply(replayer, word, bv_step_marked(step), index,
		      step->verdict_line ? step->verdict_line : step->line);
	else if (has_sequel(replayer, index) && (!is_here || replayer->is_start_missing))
		bv_branches_lose(&replayer->branches, bv_step_why_silent(step, replayer->keep));
	else if (has_sequel(replayer, index)) {
		replayer->why_none_fits = bv_arena_print(
			replayer->keep,
			"neither good, bad nor skip of the test at line %zu makes git go on so",
			step->line);
		bv_branches_try(&replayer->branches, mark,
				bv_step_why_silent(step, replayer->keep));
	}
}

static void replay_step(struct bv_replayer *replayer, size_t index)
{
	const struct bv_step *step = &replayer->names.bisection->steps.items[index];
	struct bv_commit tested = {0};
	bool is_here = bv_names_find(&replayer->names, step->revision, &tested);

	bv_replayer_note_start(replayer);
	begin_step(replayer, index);
	if (!is_here)
		note_why(replayer,
			 bv_names_why_not(&replayer->names, step->revision, replayer->keep));
	else if (is_repeated(replayer, bv_step_word(step, replayer->names.bisection), tested))
		note_why(replayer, BV_TEXT("it was marked so before"));
	else
		note_test(replayer, step, tested);
	apply_step(replayer, index, is_here, tested);
	for (size_t i = 0; i < replayer->branches.count; i++) {
		struct bv_branch *branch = replayer->branches.items[i];
		const struct bv_candidates *set = bv_replay_candidates(&branch->replay);

		if (set)
			branch->trail->facts.candidates = BV_COUNT((size_t)set->count);
	}
}

/* Tests outside git's bisection: only what needs no search. */
static void note_other_step(struct bv_replayer *replayer, size_t index)
{
	const struct bv_range_facts *range = &replayer->facts->range;
	struct bv_step_facts *facts = &replayer->facts->steps[index];
	struct bv_revision_ref ref = replayer->names.bisection->steps.items[index].revision;
	struct bv_commit tested;
	struct bv_oid id;

	if (!bv_names_find(&replayer->names, ref, &tested)) {
		facts->why_unknown = bv_names_why_not(&replayer->names, ref, replayer->keep);
		return;
	}
	id = bv_history_oid(replayer->names.history, tested);
	if (range->is_bad_known == BV_YES && bv_oid_equal(&id, &range->bad))
		facts->is_in_bad = BV_YES;
	for (size_t i = 0; i < range->good.count; i++)
		if (bv_oid_equal(&id, &range->good.items[i]))
			facts->is_in_good = BV_YES;
}

static bool are_clocks_doubted(struct bv_replayer *replayer)
{
	bool is_good_outside = replayer->facts->range.is_good_ancestor == BV_NO;

	for (size_t i = 0; i < replayer->branches.count; i++) {
		const struct bv_replay *replay = &replayer->branches.items[i]->replay;

		if (replay->are_clocks_doubted || (replay->rests_on_clocks && is_good_outside))
			return true;
	}
	return false;
}

/* One replay from the start. True when it is worth doing again without resting on clocks. */
static bool replay(struct bv_replayer *replayer)
{
	const struct bv_bisection *bisection = replayer->names.bisection;
	struct bv_facts *facts = replayer->facts;
	bool is_doubted;

	memset(facts->steps, 0, bisection->steps.count * sizeof(*facts->steps));
	facts->range = (struct bv_range_facts){0};
	replayer->is_start_noted = false;
	bv_branches_init(&replayer->branches, replayer->names.history, replayer->keep);
	apply_start(replayer);
	for (size_t i = 0; i < bisection->steps.count; i++) {
		facts->steps[i].verdict = bisection->steps.items[i].verdict;
		if (bv_step_is_gits(&bisection->steps.items[i]))
			replay_step(replayer, i);
		else
			note_other_step(replayer, i);
	}
	bv_replayer_note_end(replayer);
	is_doubted = are_clocks_doubted(replayer);
	bv_branches_release(&replayer->branches);
	return is_doubted;
}

void bv_tree_step_facts(struct bv_facts *facts, struct bv_tree *tree,
			const struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct bv_replayer replayer = {
		.facts = facts,
		.names = {.bisection = bisection, .facts = facts},
		.keep = keep,
		.is_start_missing = bv_bisection_is_start_missing(bisection),
	};
	struct bv_error err = {0};

	/* One more, so that there is a list even when there are no steps. */
	facts->steps = bv_arena_alloc(keep, bisection->steps.count + 1, sizeof(*facts->steps));
	replayer.names.history = bv_tree_history(tree, &err);
	if (!replayer.names.history) {
		facts->range.why_unknown = bv_arena_copy(keep, bv_text_from(err.text));
		for (size_t i = 0; i < bisection->steps.count; i++) {
			facts->steps[i].verdict = bisection->steps.items[i].verdict;
			facts->steps[i].why_unknown = facts->range.why_unknown;
		}
		return;
	}
	bv_history_rest_on_clocks(replayer.names.history, true);
	bv_replayer_believe_local_ends(&replayer);
	if (replay(&replayer)) {
		bv_history_rest_on_clocks(replayer.names.history, false);
		(void)replay(&replayer);
	}
	bv_replayer_find_otherwise(&replayer);
	bv_history_rest_on_clocks(replayer.names.history, true);
}
