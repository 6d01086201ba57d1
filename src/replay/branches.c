/* SPDX-License-Identifier: GPL-2.0-only */
/* Forking, pruning and agreeing. */
#include "replay.h"

#include "base/banned.h"

/* An honest run tests fewer; each that is tried costs copies of all marks so far. */
#define TRIED_MAX 256
#define MARKS_MAX 1000

static const enum bv_verdict words[] = {BV_VERDICT_GOOD, BV_VERDICT_BAD, BV_VERDICT_SKIP};
#define WORDS (sizeof(words) / sizeof(words[0]))

void bv_branches_init(struct bv_branches *branches, struct bv_history *history,
		      struct bv_arena *keep)
{
	struct bv_branch *first;

	*branches = (struct bv_branches){.count = 1, .keep = keep};
	first = bv_arena_alloc(&branches->scratch, 1, sizeof(*first));
	bv_replay_init(&first->replay, history, &first->contradictions, keep);
	branches->items[0] = first;
}

void bv_branches_release(struct bv_branches *branches)
{
	for (size_t i = 0; i < branches->count; i++)
		bv_replay_release(&branches->items[i]->replay);
	branches->count = 0;
	bv_arena_release(&branches->scratch);
}

struct bv_replay *bv_branches_first(struct bv_branches *branches)
{
	return &branches->items[0]->replay;
}

static struct bv_trail *add_trail(struct bv_branches *branches, const struct bv_trail *before,
				  const struct bv_step_facts *facts, size_t step)
{
	struct bv_trail *trail = bv_arena_alloc(&branches->scratch, 1, sizeof(*trail));

	*trail = (struct bv_trail){before, step, *facts};
	return trail;
}

void bv_branches_begin(struct bv_branches *branches, const struct bv_step_facts *facts, size_t step)
{
	for (size_t i = 0; i < branches->count; i++) {
		struct bv_branch *branch = branches->items[i];

		branch->trail = add_trail(branches, branch->trail, facts, step);
		branch->trail->facts.is_state_inferred = branch->is_tried;
		branch->fit = BV_FIT_TODAY;
	}
}

static struct bv_branch *fork_branch(struct bv_branches *branches, struct bv_branch *from)
{
	struct bv_branch *branch = bv_arena_alloc(&branches->scratch, 1, sizeof(*branch));
	const struct bv_trail *trail = from->trail;

	*branch = *from;
	branch->contradictions = (struct bv_contradictions){0};
	for (size_t i = 0; i < from->contradictions.count; i++)
		*BV_APPEND(&branch->contradictions, branches->keep) = from->contradictions.items[i];
	bv_replay_fork(&branch->replay, &from->replay, &branch->contradictions);
	branch->trail = add_trail(branches, trail->before, &trail->facts, trail->step);
	return branch;
}

static size_t count_marks(const struct bv_replay *replay)
{
	return replay->good.count + replay->bad_marks.count + replay->skipped.count;
}

/* git offers candidates and untested merge bases; of anything else it is not known what it did. */
static bool is_offerable(struct bv_branches *branches, struct bv_replay *replay,
			 struct bv_commit commit)
{
	const struct bv_candidates *set = bv_replay_candidates(replay);
	struct bv_commits bases = {0};
	bool is_base = false;

	if (!set)
		return false;
	bv_replay_untested_bases(&bases, replay, &branches->scratch);
	for (size_t i = 0; i < bases.count; i++)
		is_base = is_base || bases.items[i].index == commit.index;
	return is_base || bv_candidates_find(set, commit) != BV_LOCAL_NONE;
}

static bool can_try(struct bv_branches *branches, struct bv_commit commit)
{
	if (branches->tried >= TRIED_MAX || branches->count * (WORDS + 1) > BV_BRANCHES_MAX ||
	    count_marks(&branches->items[0]->replay) > MARKS_MAX)
		return false;
	for (size_t i = 0; i < branches->count; i++)
		if (!is_offerable(branches, &branches->items[i]->replay, commit))
			return false;
	return true;
}

static void try_words(struct bv_branches *branches, struct bv_branch *from,
		      struct bv_given_mark mark)
{
	mark.is_inferred = true;
	for (size_t w = 0; w < WORDS; w++) {
		struct bv_branch *branch = fork_branch(branches, from);

		branch->is_tried = true;
		branch->trail->facts.verdict = words[w];
		bv_replay_mark(&branch->replay, words[w], mark);
		branches->items[branches->count++] = branch;
	}
}

static void lose(struct bv_branch *branch, struct bv_text why)
{
	if (!branch->is_lost)
		branch->replay.why_never = bv_replay_candidates(&branch->replay)
						   ? why
						   : bv_replay_why_unknown(&branch->replay);
	branch->is_lost = branch->is_tried = true;
}

void bv_branches_lose(struct bv_branches *branches, struct bv_text why)
{
	for (size_t i = 0; i < branches->count; i++)
		lose(branches->items[i], why);
}

void bv_branches_try(struct bv_branches *branches, struct bv_given_mark mark, struct bv_text why)
{
	size_t count = branches->count;
	bool can = can_try(branches, mark.commit);

	for (size_t i = 0; i < count; i++) {
		if (can)
			try_words(branches, branches->items[i], mark);
		lose(branches->items[i], why);
	}
	branches->tried++;
}

typedef bool is_wanted(const struct bv_branch *branch, enum bv_fit least);

/* Never all of them. */
static void keep_wanted(struct bv_branches *branches, is_wanted *is_kept, enum bv_fit least)
{
	size_t kept = 0;

	for (size_t i = 0; i < branches->count; i++)
		kept += is_kept(branches->items[i], least);
	if (kept == 0)
		return;
	kept = 0;
	for (size_t i = 0; i < branches->count; i++) {
		if (is_kept(branches->items[i], least))
			branches->items[kept++] = branches->items[i];
		else
			bv_replay_release(&branches->items[i]->replay);
	}
	branches->count = kept;
}

static bool is_fitting(const struct bv_branch *branch, enum bv_fit least)
{
	return !branch->is_lost && branch->fit >= least;
}

bool bv_branches_keep_fitting(struct bv_branches *branches, enum bv_fit wanted, enum bv_fit least)
{
	for (size_t i = 0; i < branches->count; i++)
		if (is_fitting(branches->items[i], wanted)) {
			keep_wanted(branches, is_fitting, least);
			return true;
		}
	return false;
}

static bool is_lost(const struct bv_branch *branch, enum bv_fit least)
{
	(void)least;
	return branch->is_lost;
}

void bv_branches_keep_lost(struct bv_branches *branches, struct bv_text why)
{
	size_t count = branches->count;

	keep_wanted(branches, is_lost, BV_FIT_NONE);
	if (branches->count == count)
		return;
	for (size_t i = 0; i < branches->count; i++) {
		branches->items[i]->replay.why_never = why;
		branches->items[i]->trail->facts.why_unknown = why;
	}
}

void bv_branches_drop_lost(struct bv_branches *branches)
{
	keep_wanted(branches, is_fitting, BV_FIT_NONE);
}

void bv_branches_judge_offer(struct bv_branches *branches, struct bv_commit offered,
			     const struct bv_offer *offer, struct bv_text why_none_fits)
{
	for (size_t i = 0; i < branches->count; i++) {
		struct bv_branch *branch = branches->items[i];

		bv_offer_facts(&branch->trail->facts, &branch->replay, offered, offer);
		branch->fit = bv_offer_fit(&branch->trail->facts, offer);
	}
	/* git's own walk need not be tried for what is wrong anyway. */
	(void)bv_branches_keep_fitting(branches, BV_FIT_TODAY, BV_FIT_OLD);
	for (size_t i = 0; i < branches->count; i++) {
		struct bv_branch *branch = branches->items[i];

		bv_offer_facts_by_git_walk(&branch->trail->facts, &branch->replay, offered, offer);
		branch->fit = bv_offer_fit(&branch->trail->facts, offer);
	}
	if (!bv_branches_keep_fitting(branches, BV_FIT_OLD, BV_FIT_OLD) &&
	    !bv_branches_keep_fitting(branches, BV_FIT_TIE, BV_FIT_TIE)) {
		size_t count = branches->count;

		bv_branches_keep_lost(branches, why_none_fits);
		/* All that could be tried was, and is gone. */
		for (size_t i = 0; i < branches->count && branches->count < count; i++)
			branches->items[i]->trail->facts.fits_no_verdict =
				!branches->items[i]->replay.has_lost_skip;
	}
}

/*
 * Agreeing
 */

static void agree_count(struct bv_count *count, struct bv_count other)
{
	if (!other.is_known || other.value != count->value)
		*count = (struct bv_count){0};
}

static void agree_answer(enum bv_truth *answer, enum bv_truth other)
{
	if (*answer != other)
		*answer = BV_UNKNOWN;
}

static void agree(struct bv_step_facts *facts, const struct bv_step_facts *other)
{
	agree_count(&facts->candidates_before, other->candidates_before);
	agree_count(&facts->candidates, other->candidates);
	agree_count(&facts->revisions_left, other->revisions_left);
	agree_count(&facts->steps_left, other->steps_left);
	agree_answer(&facts->is_candidate, other->is_candidate);
	agree_answer(&facts->is_in_bad, other->is_in_bad);
	agree_answer(&facts->is_in_good, other->is_in_good);
	facts->left_rules |= other->left_rules;
	if (facts->left_rule != other->left_rule || !facts->revisions_left.is_known)
		facts->left_rule = BV_LEFT_UNKNOWN;
	if (facts->pick != other->pick || !bv_oid_equal(&facts->git_pick, &other->git_pick))
		facts->pick = BV_PICK_UNKNOWN;
	if (facts->verdict != other->verdict)
		facts->verdict = BV_VERDICT_UNKNOWN;
	if (bv_text_is_empty(facts->why_unknown))
		facts->why_unknown = other->why_unknown;
}

void bv_branches_agree(const struct bv_branches *branches, struct bv_step_facts *steps)
{
	for (size_t i = 0; i < branches->count; i++)
		for (const struct bv_trail *trail = branches->items[i]->trail; trail;
		     trail = trail->before) {
			if (trail->step == BV_TRAIL_ASIDE)
				continue;
			if (i == 0)
				steps[trail->step] = trail->facts;
			else
				agree(&steps[trail->step], &trail->facts);
		}
}
