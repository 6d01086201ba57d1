/* SPDX-License-Identifier: GPL-2.0-only */
/* Following git bisect's state, mark by mark. */
#include "replay.h"

#include "base/banned.h"

/* The most that one log may cost; an honest one stays far below the number of commits. */
#define VISITS_MAX ((uint64_t)1 << 28)
#define MARKS_MAX  20000

void bv_replay_init(struct bv_replay *replay, struct bv_history *history,
		    struct bv_contradictions *contradictions, struct bv_arena *keep)
{
	*replay = (struct bv_replay){
		.history = history,
		.keep = keep,
		.contradictions = contradictions,
		.is_one_line = true,
		.visits_at_start = bv_history_visits(history),
	};
}

static void forget_choice(struct bv_replay *replay)
{
	bv_arena_release(&replay->choice_keep);
	replay->choice = NULL;
}

void bv_replay_release(struct bv_replay *replay)
{
	bv_arena_release(&replay->range_keep);
	bv_arena_release(&replay->choice_keep);
}

/* So much was searched already that no more is to be: a log of nonsense marks. */
static bool is_spent(const struct bv_replay *replay)
{
	return bv_history_visits(replay->history) - replay->visits_at_start > VISITS_MAX ||
	       replay->good.count + replay->bad_marks.count + replay->skipped.count > MARKS_MAX;
}

static bool is_listed(const struct bv_commits *commits, struct bv_commit commit)
{
	for (size_t i = 0; i < commits->count; i++)
		if (commits->items[i].index == commit.index)
			return true;
	return false;
}

bool bv_replay_has_mark(const struct bv_replay *replay, enum bv_verdict verdict,
			struct bv_commit commit)
{
	switch (verdict) {
	case BV_VERDICT_GOOD:
		return is_listed(&replay->good, commit);
	case BV_VERDICT_BAD:
		return replay->has_bad && replay->bad.index == commit.index;
	case BV_VERDICT_SKIP:
		return is_listed(&replay->skipped, commit);
	case BV_VERDICT_WEAK:
	case BV_VERDICT_UNKNOWN:
		break;
	}
	return false;
}

struct bv_range_question bv_replay_question(const struct bv_replay *replay)
{
	return (struct bv_range_question){
		.bad = replay->bad,
		.good = replay->good,
		.is_first_parent = replay->is_first_parent,
	};
}

struct bv_text bv_replay_why_unknown(const struct bv_replay *replay)
{
	if (!bv_text_is_empty(replay->why_never))
		return replay->why_never;
	if (!bv_text_is_empty(replay->why_bad_lost))
		return replay->why_bad_lost;
	if (!bv_text_is_empty(replay->why_good_lost))
		return replay->why_good_lost;
	if (!replay->has_bad)
		return BV_TEXT("no commit is marked bad");
	if (replay->good.count == 0)
		return BV_TEXT("no commit is marked good");
	if (is_spent(replay))
		return BV_TEXT("the log has too many marks to follow");
	return replay->range.why_unknown;
}

static bool is_askable(const struct bv_replay *replay)
{
	return bv_text_is_empty(replay->why_never) && bv_text_is_empty(replay->why_bad_lost) &&
	       bv_text_is_empty(replay->why_good_lost) && replay->has_bad &&
	       replay->good.count > 0 && !is_spent(replay);
}

static void copy_commits(struct bv_commits *out, const struct bv_commits *from,
			 struct bv_arena *keep)
{
	*out = (struct bv_commits){0};
	for (size_t i = 0; i < from->count; i++)
		*BV_APPEND(out, keep) = from->items[i];
}

static void copy_marks(struct bv_given_marks *out, const struct bv_given_marks *from,
		       struct bv_arena *keep)
{
	*out = (struct bv_given_marks){0};
	for (size_t i = 0; i < from->count; i++)
		*BV_APPEND(out, keep) = from->items[i];
}

/* What the cache lends is gone with the next question, which another fork may ask. */
static void own_candidates(struct bv_replay *replay)
{
	if (!replay->found)
		return;
	forget_choice(replay);
	bv_candidates_copy(&replay->range.candidates, &replay->found->range.candidates,
			   &replay->range_keep);
	replay->found = NULL;
}

void bv_replay_fork(struct bv_replay *out, struct bv_replay *from,
		    struct bv_contradictions *contradictions)
{
	from->is_forked = true;
	own_candidates(from);
	*out = *from;
	out->contradictions = contradictions;
	copy_commits(&out->good, &from->good, from->keep);
	copy_commits(&out->skipped, &from->skipped, from->keep);
	copy_marks(&out->good_marks, &from->good_marks, from->keep);
	copy_marks(&out->bad_marks, &from->bad_marks, from->keep);
	out->choice = NULL;
	out->is_skipped = NULL;
	out->range_keep = out->choice_keep = (struct bv_arena){0};
	copy_commits(&out->range.merge_bases, &from->range.merge_bases, &out->range_keep);
	if (from->range.candidates.count > 0)
		bv_candidates_copy(&out->range.candidates, &from->range.candidates,
				   &out->range_keep);
}

/* The candidates are those of the cache until a mark narrows them. */
static void find_range(struct bv_replay *replay)
{
	struct bv_range_question question = bv_replay_question(replay);
	struct bv_commits untested = {0};

	forget_choice(replay);
	bv_arena_release(&replay->range_keep);
	replay->found = bv_range_find_item(replay->history, &question);
	replay->range = replay->found->range;
	copy_commits(&replay->range.merge_bases, &replay->found->range.merge_bases,
		     &replay->range_keep);
	if (replay->is_forked)
		own_candidates(replay);
	replay->is_fresh = true;
	if (replay->range.is_known && !replay->range.is_proven)
		replay->rests_on_clocks = true;
	if (!bv_text_is_empty(replay->range.why_unknown))
		replay->range.why_unknown = bv_arena_copy(replay->keep, replay->range.why_unknown);
	if (!replay->range.is_known || replay->are_ancestors_ok)
		return;
	bv_replay_untested_bases(&untested, replay, &replay->range_keep);
	if (replay->range.are_all_good_in_bad == BV_YES || untested.count == 0)
		replay->are_ancestors_ok = true;
}

const struct bv_candidates *bv_replay_candidates(struct bv_replay *replay)
{
	if (!is_askable(replay))
		return NULL;
	if (!replay->is_fresh)
		find_range(replay);
	return replay->range.is_known ? &replay->range.candidates : NULL;
}

/* Among all of @found's candidates, which must not be none; made once for all who borrow it. */
static struct bv_choice *choice_of_range(struct bv_cached_range *found)
{
	if (!found->choice) {
		found->choice = bv_arena_alloc(found->keep, 1, sizeof(*found->choice));
		bv_choice_init(found->choice, &found->range.candidates, found->keep);
	}
	return found->choice;
}

struct bv_choice *bv_replay_choice(struct bv_replay *replay)
{
	const struct bv_candidates *set = bv_replay_candidates(replay);

	BV_ASSERT(set && set->count > 0);
	if (replay->choice)
		return replay->choice;
	replay->is_skipped = bv_replay_skipped(replay, set, &replay->choice_keep);
	if (replay->found) {
		replay->choice = choice_of_range(replay->found);
		return replay->choice;
	}
	replay->choice = bv_arena_alloc(&replay->choice_keep, 1, sizeof(*replay->choice));
	bv_choice_init(replay->choice, set, &replay->choice_keep);
	return replay->choice;
}

bool *bv_replay_skipped(const struct bv_replay *replay, const struct bv_candidates *set,
			struct bv_arena *keep)
{
	bool *is_skipped = bv_arena_alloc(keep, set->count, sizeof(*is_skipped));

	for (size_t i = 0; i < replay->skipped.count; i++) {
		uint32_t local = bv_candidates_find(set, replay->skipped.items[i]);

		if (local != BV_LOCAL_NONE)
			is_skipped[local] = true;
	}
	return is_skipped;
}

void bv_replay_untested_bases(struct bv_commits *out, struct bv_replay *replay,
			      struct bv_arena *keep)
{
	if (replay->are_ancestors_ok || replay->range.are_all_good_in_bad == BV_YES)
		return;
	for (size_t i = 0; i < replay->range.merge_bases.count; i++) {
		struct bv_commit base = replay->range.merge_bases.items[i];

		if (!is_listed(&replay->good, base) && !is_listed(&replay->skipped, base) &&
		    base.index != replay->bad.index)
			*BV_APPEND(out, keep) = base;
	}
}

enum bv_truth bv_replay_is_in_bad(struct bv_replay *replay, struct bv_commit commit)
{
	if (!replay->has_bad || !bv_text_is_empty(replay->why_bad_lost) || is_spent(replay))
		return BV_UNKNOWN;
	return bv_history_is_ancestor(replay->history, commit, replay->bad);
}

enum bv_truth bv_replay_is_in_good(struct bv_replay *replay, struct bv_commit commit)
{
	enum bv_truth answer;

	if (replay->good.count == 0 || is_spent(replay))
		return BV_UNKNOWN;
	answer = bv_history_is_ancestor_of_any(replay->history, commit, &replay->good);
	/* A good commit that is not here could contain it. */
	if (answer == BV_NO && !bv_text_is_empty(replay->why_good_lost))
		return BV_UNKNOWN;
	return answer;
}

/* The local number of @commit in candidates that fit the marks; else BV_LOCAL_NONE. */
static uint32_t find_fresh(struct bv_replay *replay, struct bv_commit commit)
{
	if (!replay->is_fresh || !bv_replay_candidates(replay))
		return BV_LOCAL_NONE;
	return bv_candidates_find(&replay->range.candidates, commit);
}

typedef void narrower(struct bv_candidates *out, const struct bv_candidates *from, uint32_t tip,
		      struct bv_arena *keep);

static void narrow(struct bv_replay *replay, narrower *narrow_to, uint32_t tip)
{
	struct bv_candidates *set = &replay->range.candidates;

	forget_choice(replay);
	narrow_to(set, replay->found ? &replay->found->range.candidates : set, tip,
		  &replay->range_keep);
	replay->found = NULL;
}

/*
 * A good commit inside the candidates, below the newest bad one, cannot contain it, nor any older
 * bad one as long as each was an ancestor of the one before.
 */
static void mark_good(struct bv_replay *replay, struct bv_given_mark mark)
{
	uint32_t local = find_fresh(replay, mark.commit);
	bool is_below_bad = local != BV_LOCAL_NONE && local != replay->range.candidates.count - 1;
	bool is_older_good = !is_below_bad && replay->are_ancestors_ok &&
			     bv_replay_is_in_good(replay, mark.commit) == BV_YES;

	if (!is_below_bad || !replay->is_one_line)
		bv_contradictions_of_good(replay->contradictions, replay->history, mark,
					  &replay->bad_marks, replay->keep);
	*BV_APPEND(&replay->good_marks, replay->keep) = mark;
	*BV_APPEND(&replay->good, replay->keep) = mark.commit;
	if (is_older_good)
		return;
	if (local == BV_LOCAL_NONE || !replay->are_ancestors_ok) {
		replay->is_fresh = false;
		return;
	}
	narrow(replay, bv_candidates_drop_ancestors, local);
}

static void mark_bad(struct bv_replay *replay, struct bv_given_mark mark)
{
	uint32_t local = find_fresh(replay, mark.commit);

	if (local == BV_LOCAL_NONE) {
		bv_contradictions_of_bad(replay->contradictions, replay->history, mark,
					 &replay->good_marks, replay->keep);
		if (replay->bad_marks.count > 0 &&
		    bv_replay_is_in_bad(replay, mark.commit) != BV_YES)
			replay->is_one_line = false;
	}
	*BV_APPEND(&replay->bad_marks, replay->keep) = mark;
	replay->bad = mark.commit;
	replay->has_bad = true;
	replay->why_bad_lost = (struct bv_text){0};
	if (local == BV_LOCAL_NONE || !replay->are_ancestors_ok) {
		replay->is_fresh = false;
		return;
	}
	narrow(replay, bv_candidates_keep_ancestors, local);
}

static void mark_skip(struct bv_replay *replay, struct bv_given_mark mark)
{
	uint32_t local = replay->choice ? find_fresh(replay, mark.commit) : BV_LOCAL_NONE;

	*BV_APPEND(&replay->skipped, replay->keep) = mark.commit;
	replay->is_skipping = true;
	if (local != BV_LOCAL_NONE)
		replay->is_skipped[local] = true;
	if (!replay->are_ancestors_ok)
		replay->is_fresh = false;
}

void bv_replay_mark(struct bv_replay *replay, enum bv_verdict verdict, struct bv_given_mark mark)
{
	if (is_spent(replay) || bv_replay_has_mark(replay, verdict, mark.commit))
		return;
	switch (verdict) {
	case BV_VERDICT_GOOD:
		mark_good(replay, mark);
		break;
	case BV_VERDICT_BAD:
		mark_bad(replay, mark);
		break;
	case BV_VERDICT_SKIP:
		mark_skip(replay, mark);
		break;
	case BV_VERDICT_WEAK:
	case BV_VERDICT_UNKNOWN:
		break;
	}
}

void bv_replay_mark_lost(struct bv_replay *replay, enum bv_verdict verdict, struct bv_text why)
{
	switch (verdict) {
	case BV_VERDICT_GOOD:
		replay->why_good_lost = why;
		break;
	case BV_VERDICT_BAD:
		replay->why_bad_lost = why;
		replay->is_one_line = false;
		break;
	case BV_VERDICT_SKIP: /* no candidate: those are all here */
		replay->is_skipping = replay->has_lost_skip = true;
		break;
	case BV_VERDICT_WEAK:
	case BV_VERDICT_UNKNOWN:
		break;
	}
}
