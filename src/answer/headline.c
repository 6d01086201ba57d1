/* SPDX-License-Identifier: GPL-2.0-only */
/* The first row: the verdict, who is blamed, and what holds; and how far such results are right. */
#include "answer_private.h"

#include "base/banned.h"

/* No capitals for it: a "CONSISTENT" was read as "correct", which is never said. */
static struct bv_text verdict_word(const struct bv_answering *work)
{
	static const struct bv_text words[] = {
		[BV_JUDGEMENT_UNDECIDED] = BV_TEXT_INIT("undecided"),
		[BV_JUDGEMENT_CONSISTENT] = BV_TEXT_INIT("consistent"),
		[BV_JUDGEMENT_DOUBTFUL] = BV_TEXT_INIT("DOUBTFUL"),
		[BV_JUDGEMENT_REFUTED] = BV_TEXT_INIT("REFUTED"),
	};

	return work->out->progress.is_in_progress ? BV_TEXT("in progress")
						  : words[work->out->verdict];
}

/* A title of a merge names whole trees. Units: bytes. */
#define SUBJECT_SHOWN_MAX 90

/* Not cut within a character. */
static struct bv_text cut_subject(struct bv_text subject)
{
	size_t size = SUBJECT_SHOWN_MAX;

	if (subject.size <= SUBJECT_SHOWN_MAX)
		return subject;
	while (size > 0 && ((unsigned char)subject.data[size] & 0xc0) == 0x80)
		size--;
	return bv_text_slice(subject, 0, size);
}

/* "ceeb7218c6b3 "MAINTAINERS: ..."" */
static struct bv_text blamed_words(struct bv_answering *work)
{
	struct bv_revision_ref blamed = work->c->bisection->claim.first_bad;
	struct bv_text name = bv_case_name(work->c, blamed);
	struct bv_text whole = bv_case_subject(work->c, blamed), subject = cut_subject(whole);
	bool is_cut = subject.size < whole.size || bv_case_is_subject_cut(work->c, blamed);

	if (bv_text_is_empty(subject))
		return name;
	return bv_arena_print(work->keep, "%.*s \"%.*s%s\"", BV_TEXT_ARG(name),
			      BV_TEXT_ARG(subject), is_cut ? " ..." : "");
}

/*
 * How a bisection ended that blames no commit
 */

/* Some runs of the merge base that git was told is bad. */
static bool has_bad_merge_base_crashed(const struct bv_bisection *bisection)
{
	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (step->phase == BV_PHASE_MERGE_BASE && step->mark == BV_VERDICT_BAD &&
		    bv_step_count(step, BV_OUTCOME_CRASHED))
			return true;
	}
	return false;
}

/* A fix bisection calls bad what does not crash; a person's own words may mean either. */
static struct bv_text merge_base_words(struct bv_answering *work)
{
	const struct bv_bisection *bisection = work->c->bisection;
	bool is_fix = bv_case_is_fix(work->c);
	struct bv_text term = bisection->git.bad_term;

	if (is_fix && !has_bad_merge_base_crashed(bisection))
		return BV_TEXT("at a merge base without the crash: the bug is younger than it, so "
			       "no fix can be found on this branch");
	if (is_fix)
		return BV_TEXT("at a merge base that was marked bad");
	if (!bv_text_is_empty(term) && !bv_text_equal(term, BV_TEXT("bad")))
		return bv_arena_print(work->keep, "at a merge base that is %.*s already",
				      BV_TEXT_ARG(term));
	return BV_TEXT("at a merge base that has the bug already");
}

struct bv_text bv_answer_ending(struct bv_answering *work)
{
	const struct bv_claim *claim = &work->c->bisection->claim;
	static const char *const words[] = {
		[BV_ENDING_NONE] = "without a conclusion",
		[BV_ENDING_FIRST_BAD] = "with a commit that cannot be read",
		[BV_ENDING_ONLY_SKIPPED] = "with only skipped commits left",
		[BV_ENDING_OLDEST_RELEASE] = "at the oldest release, without a good one",
		[BV_ENDING_STILL_ON_HEAD] = "at HEAD, which still has the bug",
		[BV_ENDING_NOT_REPRODUCED] = "because the bug could not be reproduced",
		[BV_ENDING_TIMEOUT] = "because its producer ran out of time",
		[BV_ENDING_ERROR] = "with an error of its producer",
		[BV_ENDING_RANGE] = "with a range, any commit of it possible",
		[BV_ENDING_UNRESOLVED] = "without a result of its producer",
	};
	struct bv_text error = claim->text;

	if (claim->ending == BV_ENDING_MERGE_BASE_BAD)
		return merge_base_words(work);
	if (claim->ending == BV_ENDING_ONLY_SKIPPED && claim->could_be.count)
		return bv_arena_print(work->keep, "with %zu commit%s, any of them possible",
				      claim->could_be.count, bv_plural(claim->could_be.count));
	if (claim->ending == BV_ENDING_RANGE && !bv_revision_ref_is_none(claim->last_good) &&
	    !bv_revision_ref_is_none(claim->last_bad))
		return bv_arena_print(work->keep,
				      "with the range %.*s..%.*s, any commit of it possible",
				      BV_TEXT_ARG(bv_case_name(work->c, claim->last_good)),
				      BV_TEXT_ARG(bv_case_name(work->c, claim->last_bad)));
	(void)bv_take_prefix(&error, BV_TEXT("error: "));
	if ((claim->ending == BV_ENDING_ERROR || claim->ending == BV_ENDING_UNRESOLVED) &&
	    !bv_text_is_empty(error))
		return bv_arena_print(work->keep, "%s: %.*s", words[claim->ending],
				      BV_TEXT_ARG(error));
	return bv_text_from(words[claim->ending]);
}

/*
 * What holds
 */

static bool has_contradiction(const struct bv_answering *work)
{
	for (size_t i = 0; i < work->out->against.count; i++)
		if (work->out->against.items[i].level >= BV_LEVEL_WARNING)
			return true;
	return false;
}

/* "no contradiction so far; 4925 commits left, about 12 tests" */
static struct bv_text progress_words(struct bv_answering *work)
{
	const struct bv_progress_facts *progress = &work->out->progress;
	const char *state = has_contradiction(work) ? "something does not fit"
						    : "nothing contradicts it so far";
	struct bv_text left = {0}, tests = {0};

	if (progress->left.is_known && progress->left.value)
		left = bv_arena_print(work->keep, "; %zu commit%s left", progress->left.value,
				      bv_plural(progress->left.value));
	if (progress->tests_left)
		tests = bv_arena_print(work->keep, "%s about %zu test%s", left.size ? "," : ";",
				       progress->tests_left, bv_plural(progress->tests_left));
	return bv_arena_print(work->keep, "%s%.*s%.*s", state, BV_TEXT_ARG(left),
			      BV_TEXT_ARG(tests));
}

static struct bv_text undecided_words(struct bv_answering *work)
{
	const struct bv_bisection *bisection = work->c->bisection;

	if (work->out->progress.is_in_progress)
		return progress_words(work);
	if (!bv_revision_ref_is_none(bisection->claim.first_bad))
		return bv_arena_print(work->keep, "%.*s: %.*s", BV_TEXT_ARG(blamed_words(work)),
				      BV_TEXT_ARG(work->result->reason));
	if (bisection->kind == BV_KIND_UNKNOWN || bv_bisection_is_range(bisection) ||
	    bisection->claim.ending == BV_ENDING_NONE)
		return work->result->reason;
	return bv_arena_print(work->keep, "%.*s; it ended %.*s", BV_TEXT_ARG(work->result->reason),
			      BV_TEXT_ARG(bv_answer_ending(work)));
}

static struct bv_text trust_words(struct bv_answering *work)
{
	const struct bv_trust *trust = &work->result->trust;
	unsigned percent = bv_trust_percent(trust);

	if (!trust->is_known)
		return (struct bv_text){0};
	return bv_arena_print(work->keep, "about %u of 100 results like this one %s right", percent,
			      percent == 1 ? "is" : "are");
}

/* "; about 57 of 100 results like this one are right" */
static struct bv_text with_trust(struct bv_answering *work, struct bv_text headline)
{
	struct bv_text trust = work->out->trust_text;

	return bv_arena_print(work->keep, "%.*s%s%.*s", BV_TEXT_ARG(headline),
			      trust.size ? "; " : "", BV_TEXT_ARG(trust));
}

static struct bv_text what_holds(struct bv_answering *work)
{
	const char *role = bv_case_is_fix(work->c) ? "the fix" : "the cause";
	struct bv_text blamed = blamed_words(work);

	switch (work->out->verdict) {
	case BV_JUDGEMENT_REFUTED:
		if (work->result->is_innocence_proven)
			return bv_arena_print(work->keep, "%.*s cannot be %s", BV_TEXT_ARG(blamed),
					      role);
		return bv_arena_print(work->keep, "%.*s: %.*s", BV_TEXT_ARG(blamed),
				      BV_TEXT_ARG(work->result->reason));
	case BV_JUDGEMENT_DOUBTFUL:
	case BV_JUDGEMENT_CONSISTENT:
		return with_trust(work,
				  bv_arena_print(work->keep, "%.*s: %.*s", BV_TEXT_ARG(blamed),
						 BV_TEXT_ARG(work->result->reason)));
	case BV_JUDGEMENT_UNDECIDED:
		break;
	}
	return undecided_words(work);
}

void bv_answer_headline(struct bv_answering *work)
{
	work->out->verdict_text = verdict_word(work);
	work->out->trust_text = trust_words(work);
	work->out->headline = what_holds(work);
}
