/* SPDX-License-Identifier: GPL-2.0-only */
/* What a log's marks come to: the range at its start, and what is left at its end. */
#include "replay.h"

#include "base/banned.h"

void bv_replayer_note_start(struct bv_replayer *replayer)
{
	struct bv_range_facts *facts = &replayer->facts->range;
	const struct bv_git_start *git = &replayer->names.bisection->git;
	const struct bv_candidates *set =
		bv_replay_candidates(bv_branches_first(&replayer->branches));
	const struct bv_range *range = &bv_branches_first(&replayer->branches)->range;

	if (replayer->is_start_noted)
		return;
	facts->why_unknown =
		replayer->is_start_missing
			? BV_WHY_START_MISSING
			: bv_replay_why_unknown(bv_branches_first(&replayer->branches));
	if (!set || replayer->is_start_missing)
		return;
	replayer->is_start_noted = true;
	/* A bad end that is not here: these are a later bad commit's, which may lack a good end. */
	if (!bv_revision_ref_is_none(git->bad) && facts->is_bad_known != BV_YES) {
		facts->why_unknown = bv_names_why_not(&replayer->names, git->bad, replayer->keep);
		return;
	}
	facts->candidates_start = BV_COUNT((size_t)set->count);
	facts->is_good_ancestor = range->are_all_good_in_bad;
	if (facts->is_good_ancestor == BV_YES)
		return;
	for (size_t i = 0; i < range->merge_bases.count; i++)
		*BV_APPEND(&facts->merge_bases, replayer->keep) =
			bv_history_oid(replayer->names.history, range->merge_bases.items[i]);
}

/* What the log tells of a merge base's test, and of those of commits that contain it. */
struct base_tests {
	enum bv_truth is_judged; /* unknown where how its test went is not known */
	bool is_skipped, is_in_good;
};

static void read_base_test(struct base_tests *out, const struct bv_replayer *replayer, size_t index,
			   const struct bv_oid *base)
{
	const struct bv_step *step = &replayer->names.bisection->steps.items[index];
	const struct bv_revision_facts *marked =
		bv_facts_revision(replayer->facts, bv_step_marked(step));
	enum bv_verdict told = bv_step_word(step, replayer->names.bisection),
			word = told == BV_VERDICT_UNKNOWN ? replayer->facts->steps[index].verdict
							  : told;
	struct bv_history *history = replayer->names.history;
	struct bv_commit old, young;

	if (!bv_step_is_gits(step) || !marked || marked->resolution == BV_RESOLUTION_NONE)
		return;
	if (!bv_oid_equal(&marked->id, base)) {
		/* One on the good one's own branch contains it too, and tells nothing of bad's. */
		out->is_in_good |= told == BV_VERDICT_GOOD && !out->is_in_good &&
				   replayer->facts->steps[index].is_in_bad == BV_YES &&
				   bv_history_find(history, base, &old) == BV_YES &&
				   bv_history_find(history, &marked->id, &young) == BV_YES &&
				   bv_history_is_ancestor(history, old, young) == BV_YES;
		return;
	}
	out->is_skipped |= word == BV_VERDICT_SKIP;
	if (word == BV_VERDICT_GOOD || word == BV_VERDICT_BAD)
		out->is_judged = BV_YES;
	else if (!bv_verdict_is_mark(told) && out->is_judged == BV_NO)
		out->is_judged = BV_UNKNOWN;
}

static struct base_tests read_base_tests(const struct bv_replayer *replayer,
					 const struct bv_oid *base)
{
	const struct bv_range_facts *range = &replayer->facts->range;
	struct base_tests tests = {bv_oid_equal(base, &range->bad) ? BV_YES : BV_NO, false, false};

	for (size_t i = 0; i < range->good.count; i++)
		if (bv_oid_equal(base, &range->good.items[i]))
			tests.is_judged = BV_YES;
	for (size_t i = 0; i < replayer->names.bisection->steps.count; i++)
		if (tests.is_judged != BV_YES)
			read_base_test(&tests, replayer, i, base);
	return tests;
}

/*
 * git goes on without a merge base that was skipped, with a warning, and does not ask for one that
 * a good commit contains, which may have been marked after the start.
 */
static void note_merge_bases(struct bv_replayer *replayer)
{
	struct bv_range_facts *facts = &replayer->facts->range;

	if (facts->is_good_ancestor == BV_UNKNOWN)
		return;
	facts->are_merge_bases_tested = BV_YES;
	for (size_t i = 0; i < facts->merge_bases.count; i++) {
		struct base_tests tests = read_base_tests(replayer, &facts->merge_bases.items[i]);

		if (tests.is_judged == BV_NO && tests.is_skipped)
			facts->is_merge_base_skipped = true;
		else if (tests.is_judged == BV_NO && tests.is_in_good)
			facts->is_merge_base_in_good = true;
		else if (tests.is_judged != BV_YES && facts->are_merge_bases_tested != BV_NO)
			facts->are_merge_bases_tested = tests.is_judged;
	}
}

/* The newest first, in git's order. */
static void list_left(struct bv_oids *out, const struct bv_candidates *set, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	const uint32_t *order = bv_list_order(set, &scratch);

	for (uint32_t i = set->count; i-- > 0 && out->count < BV_LEFT_LISTED_MAX;)
		*BV_APPEND(out, keep) = bv_candidates_oid(set, order[i]);
	bv_arena_release(&scratch);
}

/* git names one when no other candidate is left; the skipped ones when all that are left are so. */
static bool is_concluded(const struct bv_replayer *replayer, const struct bv_candidates *set)
{
	const struct bv_claim *claim = &replayer->names.bisection->claim;
	struct bv_commit commit;

	if (claim->ending == BV_ENDING_FIRST_BAD)
		return set->count == 1 &&
		       bv_names_find(&replayer->names, claim->first_bad, &commit) &&
		       bv_candidates_find(set, commit) != BV_LOCAL_NONE;
	for (size_t i = 0; i < claim->could_be.count; i++)
		if (!bv_names_find(&replayer->names, claim->could_be.items[i], &commit) ||
		    bv_candidates_find(set, commit) == BV_LOCAL_NONE)
			return false;
	return set->count == claim->could_be.count;
}

static bool is_conclusion_here(const struct bv_replayer *replayer)
{
	const struct bv_claim *claim = &replayer->names.bisection->claim;
	struct bv_commit commit;

	return (claim->ending == BV_ENDING_FIRST_BAD &&
		bv_names_find(&replayer->names, claim->first_bad, &commit)) ||
	       (claim->ending == BV_ENDING_ONLY_SKIPPED && claim->could_be.count > 0);
}

/* What git did after the last test: its next offer, or its conclusion. */
static void judge_sequel(struct bv_replayer *replayer)
{
	const struct bv_offer *pending = &replayer->names.bisection->pending;
	struct bv_branches *branches = &replayer->branches;
	struct bv_commit offered;

	if (branches->count == 1)
		return;
	if (!bv_revision_ref_is_none(pending->revision)) {
		bv_branches_begin(branches, &(struct bv_step_facts){0}, BV_TRAIL_ASIDE);
		if (bv_names_find(&replayer->names, pending->revision, &offered))
			bv_branches_judge_offer(branches, offered, pending,
						replayer->why_none_fits);
	} else if (is_conclusion_here(replayer)) {
		for (size_t i = 0; i < branches->count; i++) {
			const struct bv_candidates *set =
				bv_replay_candidates(&branches->items[i]->replay);

			branches->items[i]->fit =
				set && is_concluded(replayer, set) ? BV_FIT_TODAY : BV_FIT_NONE;
		}
		if (!bv_branches_keep_fitting(branches, BV_FIT_TODAY, BV_FIT_TODAY))
			bv_branches_keep_lost(branches, replayer->why_none_fits);
	}
	bv_branches_drop_lost(branches);
}

static bool is_silent(const struct bv_replayer *replayer, const struct bv_step *step)
{
	return bv_step_is_gits(step) &&
	       bv_step_word(step, replayer->names.bisection) == BV_VERDICT_UNKNOWN;
}

/* Of more commits than git's candidates follows only what is none of them. */
static void keep_exclusions(struct bv_step_facts *facts)
{
	*facts = (struct bv_step_facts){
		.is_candidate = facts->is_candidate == BV_NO ? BV_NO : BV_UNKNOWN,
		.is_in_bad = facts->is_in_bad,
		.is_in_good = facts->is_in_good == BV_YES ? BV_YES : BV_UNKNOWN,
		.verdict = facts->verdict,
		.why_unknown = BV_WHY_START_MISSING,
	};
}

/* What all branches that are left say of the steps. Why they do not say all is returned. */
static struct bv_text agree_on_steps(struct bv_replayer *replayer)
{
	const struct bv_steps *steps = &replayer->names.bisection->steps;
	struct bv_text why = {0};

	bv_branches_agree(&replayer->branches, replayer->facts->steps);
	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		struct bv_step_facts *facts = &replayer->facts->steps[i];

		if (replayer->is_start_missing && bv_step_is_gits(step))
			keep_exclusions(facts);
		if (bv_text_is_empty(facts->why_unknown))
			facts->why_unknown = why;
		if (!is_silent(replayer, step))
			continue;
		facts->is_verdict_inferred = facts->verdict != BV_VERDICT_UNKNOWN;
		facts->verdict = bv_verdict_of_git(replayer->names.bisection->kind, facts->verdict);
		if (!facts->is_verdict_inferred && bv_text_is_empty(why))
			why = bv_step_why_silent(step, replayer->keep);
	}
	return why;
}

static bool has_left(struct bv_branch *branch, const struct bv_range_facts *facts,
		     struct bv_history *history)
{
	const struct bv_candidates *set = bv_replay_candidates(&branch->replay);
	struct bv_commit commit;

	if (!set || set->count != facts->candidates_left.value)
		return false;
	for (size_t i = 0; i < facts->left.count; i++)
		if (bv_history_find(history, &facts->left.items[i], &commit) != BV_YES ||
		    bv_candidates_find(set, commit) == BV_LOCAL_NONE)
			return false;
	return true;
}

static void note_left(struct bv_replayer *replayer, struct bv_text why)
{
	struct bv_range_facts *facts = &replayer->facts->range;
	const struct bv_candidates *set =
		bv_replay_candidates(bv_branches_first(&replayer->branches));

	/* If the verdicts hold, one is left; of one that can only be this. */
	if (replayer->is_start_missing && (!set || set->count > 1))
		return;
	facts->is_left_inferred = replayer->branches.items[0]->is_tried;
	if (!set) {
		facts->why_unknown = bv_replay_why_unknown(bv_branches_first(&replayer->branches));
		return;
	}
	facts->candidates_left = BV_COUNT((size_t)set->count);
	list_left(&facts->left, set, replayer->keep);
	for (size_t i = 1; i < replayer->branches.count; i++) {
		if (has_left(replayer->branches.items[i], facts, replayer->names.history))
			continue;
		facts->candidates_left = (struct bv_count){0};
		facts->left = (struct bv_oids){0};
		facts->why_unknown = why;
		return;
	}
}

/* Where branches differ nothing is left to be known. */
static void note_next(struct bv_replayer *replayer)
{
	struct bv_range_facts *facts = &replayer->facts->range;

	if (replayer->names.bisection->claim.ending == BV_ENDING_NONE &&
	    facts->candidates_left.is_known && !replayer->is_start_missing)
		facts->has_next =
			bv_replay_next(&facts->next, bv_branches_first(&replayer->branches));
}

void bv_replayer_note_end(struct bv_replayer *replayer)
{
	struct bv_text why;

	bv_replayer_note_start(replayer);
	judge_sequel(replayer);
	why = agree_on_steps(replayer);
	note_merge_bases(replayer);
	note_left(replayer, why);
	note_next(replayer);
	/* Those of marks that the log has: the same on all branches. */
	replayer->facts->range.contradictions = replayer->branches.items[0]->contradictions;
	replayer->facts->range.are_contradictions_cut =
		replayer->facts->range.contradictions.count >= BV_CONTRADICTIONS_MAX;
}
