/* SPDX-License-Identifier: GPL-2.0-only */
/* syzkaller's logs: git's commands and what it answered. */
#include "log/builder.h"
#include "syzbot_private.h"

#include "base/banned.h"

/*
 * Until 2019-11 the arguments are tags, but the walk has tested them under their hash, and only a
 * hash names a commit for sure: the range refers to that.
 */
static struct bv_revision_ref revision_of_argument(struct bv_syzbot *state, struct bv_text written,
						   size_t line)
{
	const struct bv_steps *steps = &state->out->steps;

	for (size_t i = steps->count; i-- > 0;)
		if (bv_text_equal(steps->items[i].release, written))
			return steps->items[i].revision;
	return bv_build_revision(state->out, written, line, state->keep);
}

static void date_arguments(struct bv_syzbot *state, struct bv_text good)
{
	if (!bv_text_is_hex(good, 40, 64))
		bv_era_narrow(&state->era, (struct bv_era_span){BV_ERA_FIRST, BV_ERA_2019_03_SKIP});
	else if (!state->is_fix)
		bv_era_narrow(&state->era,
			      (struct bv_era_span){BV_ERA_2019_11_HASHES, BV_ERA_LAST});
}

bool bv_syzbot_take_git_start(struct bv_syzbot *state, const struct bv_line *line,
			      struct bv_text rest)
{
	struct bv_git_start *git = &state->out->git;
	struct bv_text arguments = bv_text_trim(rest);
	struct bv_text bad, good;

	if (git->line || !bv_take_word(&rest, &bad) || !bv_take_blanks(&rest) ||
	    !bv_take_word(&rest, &good))
		return false;
	git->line = git->bad_line = git->good_line = line->number;
	git->arguments = arguments;
	git->good_term = BV_TEXT("good");
	git->bad_term = BV_TEXT("bad");
	git->bad = revision_of_argument(state, bad, line->number);
	*BV_APPEND(&git->good, state->keep) = revision_of_argument(state, good, line->number);
	date_arguments(state, good);
	state->is_bisecting = true;
	state->phase = BV_PHASE_BISECT;
	state->step = BV_SYZBOT_NO_STEP;
	state->text = BV_SYZBOT_TEXT_GIT;
	return true;
}

/* A test that nothing said the purpose of, right above a mark of the same commit: git's. */
static struct bv_step *test_above(struct bv_syzbot *state, struct bv_revision_ref marked)
{
	struct bv_step *step = bv_syzbot_step(state);

	if (!step || step->phase != BV_PHASE_UNKNOWN || state->is_pretended ||
	    !bv_revision_ref_equal(step->revision, marked))
		return NULL;
	step->phase = BV_PHASE_BISECT;
	return step;
}

/* The step that a mark is about; where the log has none for it, a step that was never tested. */
static struct bv_step *step_to_mark(struct bv_syzbot *state, const struct bv_line *line,
				    struct bv_revision_ref marked)
{
	struct bv_bisection *out = state->out;
	struct bv_step *step;

	if (state->markable != BV_SYZBOT_NO_STEP)
		return &out->steps.items[state->markable];
	step = test_above(state, marked);
	if (step)
		return step;
	step = bv_build_step(out, state->keep);
	if (!step)
		return NULL;
	step->phase = state->is_pretended ? BV_PHASE_PRETENDED : BV_PHASE_BISECT;
	step->line = state->is_pretended ? state->pretended_line : line->number;
	step->offer = out->pending;
	step->revision = out->pending.revision;
	out->pending = (struct bv_offer){0};
	return step;
}

static bool take_mark(struct bv_text *rest, enum bv_verdict *out)
{
	if (bv_take_prefix(rest, BV_TEXT("good ")))
		*out = BV_VERDICT_GOOD;
	else if (bv_take_prefix(rest, BV_TEXT("bad ")))
		*out = BV_VERDICT_BAD;
	else if (bv_take_prefix(rest, BV_TEXT("skip ")))
		*out = BV_VERDICT_SKIP;
	else
		return false;
	return true;
}

/* "# git bisect bad H"; what it means for the bug is known when the log's kind is. */
bool bv_syzbot_take_git_mark(struct bv_syzbot *state, const struct bv_line *line,
			     struct bv_text rest)
{
	enum bv_verdict mark;
	struct bv_revision_ref marked;
	struct bv_text hash;
	struct bv_step *step;

	if (!take_mark(&rest, &mark) || !bv_take_hex(&rest, 7, 64, &hash))
		return false;
	marked = bv_build_revision(state->out, hash, line->number, state->keep);
	step = step_to_mark(state, line, marked);
	if (step) {
		step->mark = mark;
		step->verdict_line = line->number;
		step->marked = marked;
		if (bv_revision_ref_is_none(step->revision))
			step->revision = step->marked;
	}
	state->is_bisecting = true;
	state->phase = BV_PHASE_BISECT;
	state->markable = BV_SYZBOT_NO_STEP;
	state->step = BV_SYZBOT_NO_STEP;
	state->is_pretended = false;
	state->text = BV_SYZBOT_TEXT_GIT;
	return true;
}

/* "Bisecting: 63 revisions left to test after this (roughly 6 steps)" */
bool bv_syzbot_take_bisecting(struct bv_syzbot *state, const struct bv_line *line,
			      struct bv_text rest)
{
	struct bv_offer *offer = &state->out->pending;
	struct bv_text skipped;
	uint64_t number;

	if (!bv_take_uint(&rest, &number) || !bv_take_prefix(&rest, BV_TEXT(" revision")))
		return false;
	*offer = (struct bv_offer){.line = line->number};
	offer->revisions_left = BV_COUNT((size_t)number);
	if (bv_take_until(&rest, BV_TEXT("(roughly "), &skipped) && bv_take_uint(&rest, &number))
		offer->steps_left = BV_COUNT((size_t)number);
	return true;
}

bool bv_syzbot_take_merge_base_test(struct bv_syzbot *state, const struct bv_line *line,
				    struct bv_text rest)
{
	(void)rest;
	state->out->pending = (struct bv_offer){.is_merge_base = true, .line = line->number};
	return true;
}

/* "[H] SUBJECT": the commit that git offers. */
bool bv_syzbot_take_subject(struct bv_syzbot *state, const struct bv_line *line,
			    struct bv_text rest)
{
	struct bv_offer *offer = &state->out->pending;
	struct bv_text hash;

	if (!bv_take_hex(&rest, 7, 64, &hash) || !bv_take_prefix(&rest, BV_TEXT("]")))
		return false;
	if (!offer->line)
		offer->line = line->number;
	offer->revision = bv_build_revision(state->out, hash, line->number, state->keep);
	bv_build_subject(state->out, offer->revision, bv_text_trim(rest), false, line->number);
	state->is_below_offer = true;
	return true;
}

/* "H is the first bad commit", and below it the commit. */
bool bv_syzbot_take_first_bad(struct bv_syzbot *state, const struct bv_line *line,
			      struct bv_text rest)
{
	struct bv_claim *claim = &state->out->claim;
	struct bv_text hash;

	if (!bv_take_hex(&rest, 40, 64, &hash) ||
	    (!bv_take_prefix(&rest, BV_TEXT(" is the first bad commit")) &&
	     !bv_take_prefix(&rest, BV_TEXT(" is the first 'bad' commit"))))
		return false;
	claim->ending = BV_ENDING_FIRST_BAD;
	claim->line = line->number;
	claim->text = line->text;
	claim->first_bad = bv_build_revision(state->out, hash, line->number, state->keep);
	bv_build_statement(state->out, BV_STATEMENT_GIT, claim->first_bad, (struct bv_text){0},
			   line->number, state->keep);
	state->print = (struct bv_commit_print_state){.bisection = state->out};
	state->is_printing = true;
	return true;
}

bool bv_syzbot_take_only_skipped(struct bv_syzbot *state, const struct bv_line *line,
				 struct bv_text rest)
{
	struct bv_claim *claim = &state->out->claim;

	(void)rest;
	claim->ending = BV_ENDING_ONLY_SKIPPED;
	claim->line = line->number;
	claim->text = line->text;
	return true;
}

bool bv_syzbot_take_git_list(struct bv_syzbot *state, const struct bv_line *line,
			     struct bv_text rest)
{
	(void)line;
	(void)rest;
	state->list = BV_SYZBOT_LIST_GIT;
	return true;
}

/* "The merge base H is bad.": the bug was fixed before the good commit, and git gives up. */
bool bv_syzbot_take_bad_merge_base(struct bv_syzbot *state, const struct bv_line *line,
				   struct bv_text rest)
{
	struct bv_claim *claim = &state->out->claim;
	struct bv_text hash;

	if (!bv_take_hex(&rest, 40, 64, &hash) || !bv_text_starts_with(rest, BV_TEXT(" is bad")))
		return false;
	(void)bv_build_revision(state->out, hash, line->number, state->keep);
	claim->ending = BV_ENDING_MERGE_BASE_BAD;
	claim->line = line->number;
	claim->text = line->text;
	return true;
}

bool bv_syzbot_is_git_chatter(struct bv_text text)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("warning: "),
		BV_TEXT_INIT("Warning: "),
		BV_TEXT_INIT("error: "),
		BV_TEXT_INIT("fatal: "),
		BV_TEXT_INIT("hint: "),
		BV_TEXT_INIT("status: "),
		BV_TEXT_INIT("Previous HEAD position was "),
		BV_TEXT_INIT("HEAD is now at "),
		BV_TEXT_INIT("Switched to "),
		BV_TEXT_INIT("Updating files: "),
		BV_TEXT_INIT("Checking out files: "),
		BV_TEXT_INIT("This means the bug has been fixed between "),
		BV_TEXT_INIT("Some good revs are not ancestor"),
		BV_TEXT_INIT("Some 'good' revs are not ancestor"),
		BV_TEXT_INIT("git bisect cannot work properly in this case."),
		BV_TEXT_INIT("Maybe you mist"),
		BV_TEXT_INIT("So we cannot be sure the first bad commit is between "),
		BV_TEXT_INIT("So we cannot be sure the first 'bad' commit is between "),
		BV_TEXT_INIT("We continue anyway."),
		BV_TEXT_INIT("bisect found first bad commit"),
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_text_starts_with(text, words[i]))
			return true;
	return false;
}
