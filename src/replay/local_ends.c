/* SPDX-License-Identifier: GPL-2.0-only */
/* Ends of the range that are HEAD or a branch: git's first offer tells where they stood. */
#include "replay.h"

#include "base/banned.h"

/* The range as it is when HEAD and the branches stood where they stand here. */
struct trial {
	const struct bv_replayer *replayer;
	struct bv_names names; /* with @facts */
	struct bv_facts facts; /* with revisions of its own, where all local ends are believed */
	struct bv_replay replay;
	struct bv_contradictions contradictions;
	struct bv_arena scratch;
};

/* git's first offer with a count, and how the test of it went. */
struct first_offer {
	const struct bv_offer *offer; /* NULL: not shown */
	enum bv_verdict word;
};

static bool is_local(const struct bv_replayer *replayer, struct bv_revision_ref ref)
{
	const struct bv_revision_facts *facts = bv_facts_revision(replayer->facts, ref);

	return facts && facts->local;
}

/* Later on HEAD is what git checked out. */
static bool is_marked_later(const struct bv_replayer *replayer, struct bv_revision_ref ref)
{
	const struct bv_steps *steps = &replayer->names.bisection->steps;

	for (size_t i = 0; i < steps->count; i++)
		if (bv_step_is_gits(&steps->items[i]) &&
		    (bv_revision_ref_equal(steps->items[i].revision, ref) ||
		     bv_revision_ref_equal(steps->items[i].marked, ref)))
			return true;
	return false;
}

/* False where no end is local, or one of them can be several commits. */
static bool has_local_ends(const struct bv_replayer *replayer)
{
	const struct bv_git_start *git = &replayer->names.bisection->git;
	bool is_any = is_local(replayer, git->bad);

	if (is_any && is_marked_later(replayer, git->bad))
		return false;
	for (size_t i = 0; i < git->good.count; i++) {
		struct bv_revision_ref good = git->good.items[i];

		if (bv_revision_ref_equal(good, git->bad) ||
		    (is_local(replayer, good) && is_marked_later(replayer, good)))
			return false;
		is_any = is_any || is_local(replayer, good);
	}
	return is_any && git->path_count == 0 && !replayer->is_start_missing;
}

static void believe(struct bv_facts *facts, struct bv_revision_ref ref)
{
	struct bv_revision_facts *revision = &facts->revisions[ref.number - 1];

	if (!revision->local)
		return;
	*revision = *revision->local;
	revision->local_witness = BV_LOCAL_WITNESS_OFFER;
}

static void believe_ends(struct bv_facts *facts, const struct bv_git_start *git)
{
	if (!bv_revision_ref_is_none(git->bad))
		believe(facts, git->bad);
	for (size_t i = 0; i < git->good.count; i++)
		if (!bv_revision_ref_is_none(git->good.items[i]))
			believe(facts, git->good.items[i]);
}

static void begin(struct trial *trial, const struct bv_replayer *replayer)
{
	size_t count = replayer->names.bisection->revisions.count;

	*trial = (struct trial){.replayer = replayer, .names = replayer->names};
	trial->facts.revisions =
		bv_arena_alloc(&trial->scratch, count, sizeof(*trial->facts.revisions));
	for (size_t i = 0; i < count; i++)
		trial->facts.revisions[i] = replayer->facts->revisions[i];
	trial->names.facts = &trial->facts;
	believe_ends(&trial->facts, &replayer->names.bisection->git);
	bv_replay_init(&trial->replay, replayer->names.history, &trial->contradictions,
		       &trial->scratch);
}

static bool mark(struct trial *trial, enum bv_verdict word, struct bv_revision_ref ref)
{
	struct bv_given_mark mark = {.step = SIZE_MAX};

	if (!bv_names_find(&trial->names, ref, &mark.commit))
		return false;
	bv_replay_mark(&trial->replay, word, mark);
	return true;
}

static bool mark_ends(struct trial *trial)
{
	const struct bv_git_start *git = &trial->names.bisection->git;

	trial->replay.is_first_parent = git->is_first_parent;
	if (!mark(trial, BV_VERDICT_BAD, git->bad))
		return false;
	for (size_t i = 0; i < git->good.count; i++)
		if (!mark(trial, BV_VERDICT_GOOD, git->good.items[i]))
			return false;
	return git->good.count > 0;
}

/* Does git ask for @base before it offers any candidate? */
static bool is_asked_for(struct trial *trial, struct bv_revision_ref base)
{
	struct bv_commits untested = {0};
	struct bv_commit commit;

	if (!bv_replay_candidates(&trial->replay) || !bv_names_find(&trial->names, base, &commit))
		return false;
	bv_replay_untested_bases(&untested, &trial->replay, &trial->scratch);
	for (size_t i = 0; i < untested.count; i++)
		if (untested.items[i].index == commit.index)
			return true;
	return false;
}

/* One more good end, told when git had offered a commit already. */
static bool is_further_good(const struct bv_step *step, enum bv_verdict word)
{
	return !step->offer.line && word == BV_VERDICT_GOOD;
}

/* A merge base that git goes on behind is not bad, and a good end contains it anyway. */
static struct first_offer find_first_offer(struct trial *trial)
{
	const struct bv_bisection *bisection = trial->names.bisection;

	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];
		enum bv_verdict word = bv_step_word(step, bisection);

		if (!bv_step_is_gits(step))
			continue;
		if (is_further_good(step, word)) {
			if (!mark(trial, word, bv_step_marked(step)))
				return (struct first_offer){0};
			continue;
		}
		if (!bv_revision_ref_equal(bv_step_marked(step), step->offer.revision))
			return (struct first_offer){0};
		if (!step->offer.is_merge_base)
			return (struct first_offer){&step->offer, word};
		if (word == BV_VERDICT_BAD || !is_asked_for(trial, step->offer.revision) ||
		    !mark(trial, BV_VERDICT_GOOD, step->offer.revision))
			return (struct first_offer){0};
	}
	return (struct first_offer){&bisection->pending, BV_VERDICT_UNKNOWN};
}

/* Is it git's choice here, and are as many left? So many bad ends that went on do not leave. */
static bool is_gits(struct trial *trial, struct bv_step_facts *facts, const struct bv_offer *offer)
{
	struct bv_commits untested = {0};
	struct bv_commit offered;

	if (!offer->revisions_left.is_known ||
	    !bv_names_find(&trial->names, offer->revision, &offered) ||
	    !bv_replay_candidates(&trial->replay))
		return false;
	bv_replay_untested_bases(&untested, &trial->replay, &trial->scratch);
	if (untested.count)
		return false;
	bv_offer_facts(facts, &trial->replay, offered, offer);
	return facts->is_candidate == BV_YES && facts->left_rule == BV_LEFT_TODAY &&
	       (facts->pick == BV_PICK_SAME || facts->pick == BV_PICK_SAME_OLD);
}

/*
 * A branch that went on inside of what the offered commit contains leaves as many revisions; when
 * that is good, the candidates are the same. Of one outside of bad's history git asks for the
 * merge base: all of them were.
 */
static bool is_good_end_settled(struct trial *trial, struct bv_revision_ref good,
				const struct first_offer *first, const struct bv_step_facts *facts)
{
	const struct bv_count *steps_left = &first->offer->steps_left;
	struct bv_commit commit;

	if (!is_local(trial->replayer, good))
		return true;
	if (!bv_names_find(&trial->names, good, &commit))
		return false;
	switch (bv_replay_is_in_bad(&trial->replay, commit)) {
	case BV_NO:
		return true;
	case BV_YES:
		return first->word == BV_VERDICT_GOOD && steps_left->is_known &&
		       steps_left->value == facts->steps_left.value;
	case BV_UNKNOWN:
		break;
	}
	return false;
}

/* It is here, and in the bad end's history: else that end was rewritten since. */
static bool is_in_bad(struct trial *trial, struct bv_revision_ref ref)
{
	struct bv_commit commit;

	return bv_revision_ref_is_none(ref) ||
	       (bv_names_find(&trial->names, ref, &commit) &&
		bv_replay_is_in_bad(&trial->replay, commit) == BV_YES);
}

static bool are_offers_in_bad(struct trial *trial)
{
	const struct bv_bisection *bisection = trial->names.bisection;

	for (size_t i = 0; i < bisection->steps.count; i++)
		if (!is_in_bad(trial, bisection->steps.items[i].offer.revision))
			return false;
	return is_in_bad(trial, bisection->pending.revision) &&
	       is_in_bad(trial, bisection->claim.first_bad);
}

static bool is_confirmed(struct trial *trial)
{
	const struct bv_git_start *git = &trial->names.bisection->git;
	struct bv_step_facts facts = {0};
	struct first_offer first;

	if (!mark_ends(trial))
		return false;
	first = find_first_offer(trial);
	if (!first.offer || !is_gits(trial, &facts, first.offer))
		return false;
	for (size_t i = 0; i < git->good.count; i++)
		if (!is_good_end_settled(trial, git->good.items[i], &first, &facts))
			return false;
	return are_offers_in_bad(trial);
}

void bv_replayer_believe_local_ends(struct bv_replayer *replayer)
{
	struct trial trial;

	if (!has_local_ends(replayer))
		return;
	begin(&trial, replayer);
	if (is_confirmed(&trial))
		believe_ends(replayer->facts, &replayer->names.bisection->git);
	bv_replay_release(&trial.replay);
	bv_arena_release(&trial.scratch);
}
