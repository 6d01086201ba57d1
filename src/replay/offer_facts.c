/* SPDX-License-Identifier: GPL-2.0-only */
/* Judging an offer: would git test this commit next, and print these two counts? */
#include "replay.h"

#include "base/banned.h"

/* One set of candidates that git could have had in mind. */
struct view {
	const struct bv_candidates *set;
	struct bv_choice *choice;
	const bool *is_skipped;
	bool is_skipping;
};

static uint32_t git_choice(struct bv_choice *choice, bool is_skipping, const bool *is_skipped)
{
	return is_skipping ? bv_choice_pick_skipping(choice, is_skipped)
			   : bv_choice_pick(choice, BV_HALFWAY_TODAY);
}

static enum bv_pick compare_pick(struct view *view, uint32_t local, uint32_t *git_pick)
{
	struct bv_choice *choice = view->choice;
	uint32_t older;

	*git_pick = git_choice(choice, view->is_skipping, view->is_skipped);
	if (local == BV_LOCAL_NONE)
		return BV_PICK_OUTSIDE;
	if (local == *git_pick)
		return BV_PICK_SAME;
	older = view->is_skipping ? bv_choice_best_unskipped(choice, view->is_skipped)
				  : bv_choice_pick(choice, BV_HALFWAY_EXACT);
	if (local == older)
		return BV_PICK_SAME_OLD;
	if (*git_pick != BV_LOCAL_NONE &&
	    bv_choice_distance(choice, local) == bv_choice_distance(choice, *git_pick))
		return BV_PICK_TIE;
	return BV_PICK_OTHER;
}

static const enum bv_left_rule rules[] = {BV_LEFT_TODAY, BV_LEFT_OLD, BV_LEFT_2005};
#define RULES (sizeof(rules) / sizeof(*rules))

/* Steps are printed since 1.6.3, long after the oldest rule for N was given up. */
static bool is_of_its_time(enum bv_left_rule rule, const struct bv_offer *offer)
{
	return rule != BV_LEFT_2005 || !offer->steps_left.is_known;
}

static unsigned find_rules(uint32_t all, uint32_t weight, const struct bv_offer *offer)
{
	unsigned found = 0;

	for (size_t i = 0; i < RULES; i++) {
		struct bv_count left = bv_revisions_left(all, weight, rules[i]);

		if (left.is_known && left.value == offer->revisions_left.value &&
		    is_of_its_time(rules[i], offer))
			found |= 1U << rules[i];
	}
	return found;
}

static enum bv_left_rule first_rule(unsigned found)
{
	for (size_t i = 0; i < RULES; i++)
		if (found & 1U << rules[i])
			return rules[i];
	return BV_LEFT_NONE;
}

/* While git skips, N comes from the most even split, which need not be the commit it offers. */
static void judge_numbers(struct bv_step_facts *out, struct view *view, uint32_t local,
			  const struct bv_offer *offer)
{
	uint32_t all = view->set->count;
	uint32_t counted = view->is_skipping ? bv_choice_best(view->choice) : local;

	out->steps_left = BV_COUNT(bv_steps_left(all));
	if (counted == BV_LOCAL_NONE)
		return;
	out->revisions_left =
		bv_revisions_left(all, bv_weight(&view->choice->weights, counted), BV_LEFT_TODAY);
	if (!offer->revisions_left.is_known)
		return;
	out->left_rules = find_rules(all, bv_weight(&view->choice->weights, counted), offer);
	if (!out->left_rules && local != BV_LOCAL_NONE)
		out->left_rules = find_rules(all, bv_weight(&view->choice->weights, local), offer);
	out->left_rule = first_rule(out->left_rules);
}

static void judge(struct bv_step_facts *out, struct view *view, struct bv_commit commit,
		  const struct bv_offer *offer)
{
	uint32_t local = bv_candidates_find(view->set, commit), git_pick;

	out->pick = compare_pick(view, local, &git_pick);
	if (git_pick != BV_LOCAL_NONE)
		out->git_pick = bv_candidates_oid(view->set, git_pick);
	judge_numbers(out, view, local, offer);
}

/*
 * While git skips, N by the offered commit's own weight is let pass in what the log shows; no git
 * prints it.
 */
static bool are_numbers_fitting(const struct bv_step_facts *facts, const struct bv_offer *offer)
{
	if (facts->left_rule == BV_LEFT_NONE ||
	    (facts->left_rule == BV_LEFT_TODAY &&
	     facts->revisions_left.value != offer->revisions_left.value))
		return false;
	return !offer->steps_left.is_known || offer->steps_left.value == facts->steps_left.value;
}

enum bv_fit bv_offer_fit(const struct bv_step_facts *facts, const struct bv_offer *offer)
{
	if (!are_numbers_fitting(facts, offer))
		return BV_FIT_NONE;
	if (facts->pick == BV_PICK_TIE)
		return BV_FIT_TIE;
	if (facts->pick == BV_PICK_SAME &&
	    (facts->left_rule == BV_LEFT_TODAY || facts->left_rule == BV_LEFT_UNKNOWN))
		return BV_FIT_TODAY;
	return facts->pick == BV_PICK_SAME || facts->pick == BV_PICK_SAME_OLD ? BV_FIT_OLD
									      : BV_FIT_NONE;
}

/* The offer as git's own listing explains it, when that differs from the exact candidates. */
static void judge_by_git_walk(struct bv_step_facts *out, struct bv_replay *replay,
			      struct bv_commit commit, const struct bv_offer *offer)
{
	struct bv_range_question question = bv_replay_question(replay);
	struct bv_arena scratch = {0};
	struct bv_candidates listed;
	struct bv_choice choice;
	struct bv_step_facts facts = *out;
	struct view view = {&listed, &choice, NULL, replay->is_skipping};
	bool is_other;

	if (!bv_git_walk(&listed, replay->history, &question, !replay->has_offered, &scratch) ||
	    listed.count == 0)
		goto out;
	/* It holds all that is exact, so as many are the same ones. */
	is_other = listed.count != replay->range.candidates.count;
	if (!is_other && replay->range.is_proven)
		goto out;
	if (is_other && !replay->range.is_proven)
		replay->are_clocks_doubted = true;
	bv_choice_init(&choice, &listed, &scratch);
	view.is_skipped = bv_replay_skipped(replay, &listed, &scratch);
	judge(&facts, &view, commit, offer);
	if (bv_offer_fit(&facts, offer) < BV_FIT_OLD ||
	    bv_offer_fit(&facts, offer) <= bv_offer_fit(out, offer))
		goto out;
	*out = facts;
	if (!replay->range.is_proven)
		replay->are_clocks_doubted = true;
	if (out->is_candidate == BV_NO) {
		out->is_candidate = BV_UNKNOWN;
		out->why_unknown = BV_TEXT("git's own listing has it, misled by wrong clocks");
	}
out:
	bv_arena_release(&scratch);
}

/*
 * While merge bases are untested git offers those; an old git, or a person, can go on without. It
 * takes the newest first; of several of the same date it depends on git's way through the history.
 */
static bool judge_merge_base(struct bv_step_facts *out, struct bv_replay *replay,
			     struct bv_commit commit)
{
	struct bv_arena scratch = {0};
	struct bv_commits untested = {0};
	struct bv_commit first;
	bool is_one = false, is_newest;

	bv_replay_untested_bases(&untested, replay, &scratch);
	for (size_t i = 0; i < untested.count; i++)
		is_one = is_one || untested.items[i].index == commit.index;
	if (is_one) {
		first = untested.items[0];
		is_newest = bv_history_date(replay->history, first) ==
			    bv_history_date(replay->history, commit);
		out->pick = is_newest ? BV_PICK_SAME : BV_PICK_TIE;
		out->git_pick = bv_history_oid(replay->history, is_newest ? commit : first);
	}
	bv_arena_release(&scratch);
	return is_one;
}

void bv_offer_facts(struct bv_step_facts *out, struct bv_replay *replay, struct bv_commit commit,
		    const struct bv_offer *offer)
{
	const struct bv_candidates *set = bv_replay_candidates(replay);
	struct view view = {.set = set, .is_skipping = replay->is_skipping};

	if (!set || judge_merge_base(out, replay, commit))
		return;
	out->is_candidate = bv_candidates_find(set, commit) == BV_LOCAL_NONE ? BV_NO : BV_YES;
	out->pick = BV_PICK_OUTSIDE;
	if (set->count > 0) {
		view.choice = bv_replay_choice(replay);
		view.is_skipped = replay->is_skipped;
		judge(out, &view, commit, offer);
	}
}

enum bv_truth bv_replay_next(struct bv_oid *out, struct bv_replay *replay)
{
	const struct bv_candidates *set = bv_replay_candidates(replay);
	struct bv_commits untested = {0};
	struct bv_arena scratch = {0};
	struct bv_choice *choice;
	uint32_t local;

	if (!set)
		return BV_UNKNOWN;
	bv_replay_untested_bases(&untested, replay, &scratch);
	if (untested.count)
		*out = bv_history_oid(replay->history, untested.items[0]);
	bv_arena_release(&scratch);
	if (untested.count)
		return BV_YES;
	if (set->count < 2)
		return BV_NO;
	choice = bv_replay_choice(replay);
	local = git_choice(choice, replay->is_skipping, replay->is_skipped);
	if (local == BV_LOCAL_NONE)
		return BV_NO;
	*out = bv_candidates_oid(set, local);
	return BV_YES;
}

void bv_offer_facts_by_git_walk(struct bv_step_facts *out, struct bv_replay *replay,
				struct bv_commit commit, const struct bv_offer *offer)
{
	/* A merge base, or nothing known. */
	if (out->is_candidate == BV_UNKNOWN)
		return;
	if (bv_offer_fit(out, offer) < BV_FIT_TODAY)
		judge_by_git_walk(out, replay, commit, offer);
	replay->has_offered = true;
}
