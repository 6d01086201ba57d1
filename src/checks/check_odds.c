/* SPDX-License-Identifier: GPL-2.0-only */
/* odds.*: what the runs say of the blamed commit and of each verdict. */
#include <math.h>

#include "check_private.h"

#include "base/banned.h"

/*
 * Of labelled syzbot results whose group was left out of the fit, this and the other warnings catch
 * 82 % of the wrong ones and 12 % of the right ones; at 50 they would be 86 and 15 %.
 */
#define TRUST_LOW 30 /* percent */
/* The blamed commit is called unlikely below one in ten. */
#define LN_UNLIKELY (-2.302585092994046)

static void check_low_trust(struct bv_check_run *run)
{
	const struct bv_trust *trust = &run->result->trust;
	const struct bv_trust_piece *against = bv_trust_loudest(trust, false);
	struct bv_finding *finding;

	if (!trust->is_known) {
		bv_check_not_run(run, "%.*s", BV_TEXT_ARG(trust->why_unknown));
		return;
	}
	if (bv_trust_percent(trust) >= TRUST_LOW)
		return;
	finding = bv_finding_add(run, run->c->bisection->claim.line,
				 "few results like this one are right%s%s", against ? ": " : "",
				 against ? against->words : "");
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static void check_unlikely(struct bv_check_run *run)
{
	const struct bv_odds *odds = &run->result->odds;
	struct bv_text chance;
	struct bv_finding *finding;

	if (odds->blamed == SIZE_MAX) {
		bv_check_not_run(run, "the blamed commit is none of the candidates");
		return;
	}
	if (odds->ln_blamed_most >= LN_UNLIKELY)
		return;
	chance = bv_probability_words(odds->ln_blamed_most, run->keep);
	finding = bv_finding_add(
		run, run->c->bisection->claim.line,
		"by the run counts alone, read as kindly as can be, the blamed commit is the cause "
		"with probability %.*s",
		BV_TEXT_ARG(chance));
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static const char *wrong_words(enum bv_wrong_reason reason)
{
	static const char *const words[] = {
		[BV_WRONG_NONE] = "",
		[BV_WRONG_NEVER_SEEN] = "only other crashes were seen there",
		[BV_WRONG_FEW_CRASHES] = "it crashed too rarely for that bug",
		[BV_WRONG_FEW_RUNS] = "it rests on too few runs",
		[BV_WRONG_BLIND] = "the reproducer need not work on a kernel that old",
	};

	return words[reason];
}

static void check_first_wrong(struct bv_check_run *run)
{
	const struct bv_odds *odds = &run->result->odds;

	for (size_t i = 0; i < odds->wrongs.count; i++) {
		const struct bv_wrong *wrong = &odds->wrongs.items[i];
		const struct bv_tested *tested = &odds->tested[wrong->verdict.tested];
		struct bv_text name = bv_case_name(run->c, tested->revision);
		struct bv_text chance = bv_probability_words(wrong->verdict.ln_holds, run->keep);
		struct bv_finding *finding;

		finding = bv_finding_add(run, tested->line,
					 "the first wrong verdict seems to be \"%s\" of %.*s: %s "
					 "(it holds with probability %.*s)",
					 bv_verdict_name(tested->verdict), BV_TEXT_ARG(name),
					 wrong_words(wrong->verdict.reason), BV_TEXT_ARG(chance));
		bv_finding_commit(run, finding, tested->revision);
	}
}

static void check_other_candidates(struct bv_check_run *run)
{
	const struct bv_reading *reading = bv_odds_likeliest(&run->result->odds);
	const struct bv_claim *claim = &run->c->bisection->claim;

	if (reading->is_lost_in_walk)
		(void)bv_finding_add(run, claim->line,
				     "the verdicts that hold lead out of the range that was "
				     "bisected");
	else if (!reading->candidates.is_known)
		bv_check_not_run(run, "how many are left cannot be told behind a skip without a "
				      "tree");
	else if (reading->candidates.value > 1 && claim->ending == BV_ENDING_FIRST_BAD)
		(void)bv_finding_add(run, claim->line,
				     "the verdicts that hold leave %zu commits, not one",
				     (size_t)reading->candidates.value);
}

/*
 * odds.long-tail: one wrong verdict makes all later ones equal
 */

/* Equal verdicts at the end, from which on it is said: by halving 1 of 32 bisections has so many.
 */
#define TAIL_LONG 6
/* Beyond this the chance is only called less. */
#define TAIL_CHANCE_MOST 20

/* The last tests of git's bisection, as far back as they are equal. */
struct tail {
	size_t length; /* tests */
	enum bv_verdict verdict;
	size_t before; /* the last test that went the other way; SIZE_MAX: none did */
	size_t unread; /* a test before that, of which nobody says how it went; SIZE_MAX: none */
	bool is_overruled; /* one of them went the other way, says the user */
	bool has_skips;    /* git then tests beside the middle, and no longer halves */
};

static struct tail find_tail(const struct bv_case *c)
{
	/* As they were when git searched, whatever the user assumes now. */
	const struct bv_steps *steps = &c->log->steps;
	struct tail tail = {.before = SIZE_MAX, .unread = SIZE_MAX};
	struct bv_revision_ref last = {0};

	for (size_t i = steps->count; i-- > 0;) {
		const struct bv_step *step = &steps->items[i];

		/* Pretended tests say nothing, nor do merge bases halve. */
		if (step->phase == BV_PHASE_PRETENDED || step->phase == BV_PHASE_MERGE_BASE ||
		    !bv_step_is_gits(step))
			continue;
		if (step->verdict == BV_VERDICT_SKIP || step->verdict == BV_VERDICT_WEAK) {
			tail.has_skips = true;
			continue;
		}
		if (step->verdict == BV_VERDICT_UNKNOWN) {
			tail.unread = i;
			return tail;
		}
		if (tail.length && step->verdict != tail.verdict) {
			tail.before = i;
			return tail;
		}
		tail.is_overruled =
			tail.is_overruled || c->bisection->steps.items[i].verdict != step->verdict;
		tail.verdict = step->verdict;
		/* One test that is told twice is one. */
		tail.length += bv_case_same(c, step->revision, last) != BV_YES;
		last = step->revision;
	}
	return tail;
}

/* " (halving does so once in 32)": each of git's tests goes either way. */
static struct bv_text tail_chance(const struct tail *tail, struct bv_arena *keep)
{
	size_t doublings = tail->length - 1;
	bool is_less = doublings > TAIL_CHANCE_MOST;

	if (tail->has_skips || tail->before == SIZE_MAX)
		return (struct bv_text){0};
	return bv_arena_print(keep, " (halving does so %sonce in %zu)", is_less ? "less than " : "",
			      (size_t)1 << (is_less ? TAIL_CHANCE_MOST : doublings));
}

/* What all of the tail hangs on: a test, or the end that git was started with; none: not shown. */
static struct bv_revision_ref find_hinge(const struct bv_case *c, const struct tail *tail,
					 size_t *line)
{
	const struct bv_git_start *git = &c->log->git;
	const struct bv_step *before;

	if (tail->before != SIZE_MAX) {
		before = &c->log->steps.items[tail->before];
		*line = before->verdict_line ? before->verdict_line : before->line;
		return before->revision;
	}
	if (bv_case_git_word(c, tail->verdict) == BV_VERDICT_GOOD) {
		*line = git->bad_line ? git->bad_line : git->line;
		return git->bad;
	}
	*line = git->good_line ? git->good_line : git->line;
	return git->good.count == 1 ? git->good.items[0] : (struct bv_revision_ref){0};
}

/* The user knows better: it was tested again, or is not to be doubted. */
static bool is_told(const struct bv_case *c, struct bv_revision_ref hinge)
{
	for (size_t i = 0; i < c->log->steps.count; i++)
		if (bv_case_is_assumed(c, i) &&
		    bv_case_same(c, c->log->steps.items[i].revision, hinge) == BV_YES)
			return true;
	return false;
}

/*
 * Only syzbot's results are labelled, and those that hang on an end of the range are right too
 * often: what was tested was the newest commit, and it was the cause.
 */
static enum bv_level tail_level(const struct bv_bisection *log, const struct tail *tail)
{
	bool is_measured = log->kind == BV_KIND_SYZBOT_CAUSE &&
			   log->claim.ending == BV_ENDING_FIRST_BAD && tail->before != SIZE_MAX;

	return is_measured ? BV_LEVEL_WARNING : BV_LEVEL_NOTE;
}

/* "if the good of X (line N) is wrong, so is all after it: test it again" */
static struct bv_text tail_advice(const struct bv_check_run *run, const struct tail *tail,
				  struct bv_revision_ref hinge, size_t line)
{
	bool is_bad = tail->verdict == BV_VERDICT_BAD;
	struct bv_text name = bv_case_name(run->c, hinge);

	if (tail->before == SIZE_MAX && !is_bad)
		return bv_arena_print(run->keep,
				      "so the cause is %.*s itself, if its one bad test (line "
				      "%zu) is right: test it again",
				      BV_TEXT_ARG(name), line);
	return bv_arena_print(run->keep,
			      "if the %s of %.*s%s (line %zu) is wrong, so is all after it: test "
			      "it again%s",
			      bv_verdict_name(bv_verdict_opposite(tail->verdict)),
			      BV_TEXT_ARG(name),
			      tail->before == SIZE_MAX ? " that it began with" : "", line,
			      is_bad ? ", and see whether all these show the same bug" : "");
}

static void report_tail(struct bv_check_run *run, const struct tail *tail,
			struct bv_revision_ref hinge, size_t line)
{
	const struct bv_bisection *log = run->c->bisection;
	struct bv_text chance = tail_chance(tail, run->keep);
	struct bv_text advice = tail_advice(run, tail, hinge, line);
	enum bv_level level = tail_level(log, tail);
	struct bv_finding *finding;

	finding = bv_finding_add_at(
		run, level, line, "the last %zu tests%s were all %s%.*s%s%.*s", tail->length,
		log->claim.ending == BV_ENDING_NONE ? " so far" : "",
		bv_verdict_name(tail->verdict), BV_TEXT_ARG(chance),
		bv_text_starts_with(advice, BV_TEXT("so ")) ? ", " : ": ", BV_TEXT_ARG(advice));
	bv_finding_commit(run, finding, hinge);
	/* Where trust speaks, a note stays one. */
	finding->is_urgent = level == BV_LEVEL_WARNING || log->kind != BV_KIND_SYZBOT_CAUSE;
}

static void check_long_tail(struct bv_check_run *run)
{
	struct tail tail = find_tail(run->c);
	size_t line = 0;
	struct bv_revision_ref hinge;

	if (tail.unread != SIZE_MAX) {
		bv_check_not_run(run, "line %zu: the log does not say how this test went",
				 run->c->log->steps.items[tail.unread].line);
		return;
	}
	if (tail.length < TAIL_LONG || tail.is_overruled)
		return;
	hinge = find_hinge(run->c, &tail, &line);
	if (bv_revision_ref_is_none(hinge))
		bv_check_not_run(run,
				 "the log does not show the one %s that its last %zu tests "
				 "hang on",
				 bv_verdict_name(bv_verdict_opposite(tail.verdict)), tail.length);
	else if (!is_told(run->c, hinge))
		report_tail(run, &tail, hinge, line);
}

static const struct bv_check checks[] = {
	{"odds.first-wrong", BV_LEVEL_NOTE, BV_NEED_ODDS, check_first_wrong},
	{"odds.long-tail", BV_LEVEL_WARNING, BV_NEED_BISECTION, check_long_tail},
	{"odds.low-trust", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_SYZBOT, check_low_trust},
	{"odds.other-candidates", BV_LEVEL_NOTE, BV_NEED_ODDS, check_other_candidates},
	{"odds.unlikely", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_ODDS, check_unlikely},
};

const struct bv_check_family bv_family_odds = BV_CHECK_FAMILY(checks);
