/* SPDX-License-Identifier: GPL-2.0-only */
/* The bugs that a log may be about, and what follows for each: its first wrong verdict, and what is
 * left. */
#include <math.h>

#include "answer_private.h"
#include "replay/log_facts.h"

#include "base/banned.h"

/* Nobody runs each commit more often. */
#define RUNS_HOPELESS 500
/* Below this a verdict is called wrong, without more words. */
#define LN_SURELY_WRONG (-4.605170185988091) /* one in a hundred */

/*
 * The first verdict that does not hold
 */

static const struct bv_tested *tested_of(const struct bv_answering *work,
					 const struct bv_wrong *wrong)
{
	return &work->result->odds.tested[wrong->verdict.tested];
}

/* "none of its 10 runs showed this bug" */
static struct bv_text why_never_seen(struct bv_answering *work, const struct bv_wrong *wrong,
				     const struct bv_tally *tally)
{
	const struct bv_tested *tested = tested_of(work, wrong);
	size_t others = tally->rival + tally->noise, runs = tally->on + others + tally->ok;
	struct bv_text newer = {0}, otherwise = {0};

	if (tested->phase == BV_PHASE_WALK)
		newer = bv_arena_print(work->keep, ", so it may be newer than %.*s",
				       BV_TEXT_ARG(bv_case_name(work->c, tested->revision)));
	if (others)
		otherwise = bv_arena_print(work->keep, " (%zu crashed otherwise)", others);
	return bv_arena_print(work->keep, "none of its %zu runs showed this bug%.*s%.*s", runs,
			      BV_TEXT_ARG(otherwise), BV_TEXT_ARG(newer));
}

static struct bv_text why_wrong(struct bv_answering *work, const struct bv_wrong *wrong,
				const struct bv_reading *reading)
{
	const struct bv_tally *tally = &reading->tallies[wrong->verdict.tested];
	size_t runs = tally->on + tally->ok + tally->rival;

	switch (wrong->verdict.reason) {
	case BV_WRONG_NEVER_SEEN:
		return why_never_seen(work, wrong, tally);
	case BV_WRONG_FEW_CRASHES:
		return bv_arena_print(
			work->keep, "%zu of %zu runs showed this bug, %s", tally->on, runs,
			2 * tally->on > runs ? "which does not fit the verdicts that are believed"
					     : "too few for how often it shows elsewhere");
	case BV_WRONG_FEW_RUNS:
		if (tally->on)
			return bv_arena_print(work->keep, "%zu of %zu runs showed this bug",
					      tally->on, runs);
		return bv_arena_print(work->keep,
				      "%zu run%s without a crash %s too few for a bug that shows "
				      "in %.0f of 100",
				      tally->ok, bv_plural(tally->ok),
				      tally->ok == 1 ? "is" : "are",
				      100 * bv_probability_two_digits(log(reading->rate)));
	case BV_WRONG_BLIND:
		return bv_arena_print(work->keep,
				      "the reproducer may do nothing on a kernel as old as that; "
				      "only %.0f of 100 such verdicts hold",
				      100 * exp(wrong->verdict.ln_holds));
	case BV_WRONG_NONE:
		break;
	}
	return (struct bv_text){0};
}

static const char *how_wrong(const struct bv_wrong *wrong)
{
	if (wrong->verdict.reason == BV_WRONG_BLIND)
		return "is probably wrong";
	return wrong->verdict.ln_holds < LN_SURELY_WRONG ? "is very likely wrong"
							 : "is probably wrong";
}

static struct bv_text wrong_words(struct bv_answering *work, const struct bv_wrong *wrong,
				  const struct bv_reading *reading)
{
	const struct bv_tested *tested = tested_of(work, wrong);

	return bv_arena_print(work->keep, "%.*s \"%s\" (line %zu) %s: %.*s",
			      BV_TEXT_ARG(bv_case_name(work->c, tested->revision)),
			      bv_verdict_name(tested->verdict), tested->line, how_wrong(wrong),
			      BV_TEXT_ARG(why_wrong(work, wrong, reading)));
}

/*
 * What no run can show goes for every bug; else by the runs of this one. Nothing is said of a
 * result that nothing else is against.
 */
static const struct bv_wrong *find_wrong(struct bv_answering *work,
					 const struct bv_reading *reading)
{
	const struct bv_wrongs *wrongs = &work->result->odds.wrongs;
	struct bv_wrong *own;

	if (work->out->verdict == BV_JUDGEMENT_CONSISTENT)
		return NULL;
	if (wrongs->count && wrongs->items[0].reading == SIZE_MAX)
		return &wrongs->items[0];
	if (reading->first_wrong.tested == SIZE_MAX)
		return NULL;
	own = bv_arena_alloc(work->keep, 1, sizeof(*own));
	own->verdict = reading->first_wrong;
	own->reading = (size_t)(reading - work->result->odds.readings.items);
	return own;
}

/*
 * What is left
 */

void bv_answer_left(struct bv_left *out, struct bv_answering *work,
		    const struct bv_salvage *salvage)
{
	size_t count = work->c->bisection->steps.count;
	enum bv_verdict *words = bv_arena_alloc(work->keep, count + 1, sizeof(*words));
	struct bv_left_question question = {
		.bisection = work->c->bisection,
		.facts = &work->c->facts,
		.bad = salvage->bad,
		.good = salvage->good,
		.words = words,
		.most = BV_SUSPECTS_COMMITS_MAX,
	};

	for (size_t i = 0; i < count; i++)
		words[i] = bv_case_git_word(work->c, salvage->kept[i].verdict);
	bv_tree_left(out, work->c->tree, &question, work->keep);
}

/* By the runs, or by what the user says. */
static bool is_changed(const struct bv_answering *work, const struct bv_salvage *salvage)
{
	for (size_t i = 0; i < work->c->bisection->steps.count; i++)
		if (bv_case_is_assumed(work->c, i) &&
		    work->c->log->steps.items[i].verdict !=
			    work->c->bisection->steps.items[i].verdict)
			return true;
	return salvage->turned + salvage->left_out > 0 || !salvage->is_range_same;
}

/* With a tree by the history; else by what git printed, where the range is the log's. */
static struct bv_count count_left(struct bv_answering *work, struct bv_bug *bug)
{
	struct bv_left left;

	if (!is_changed(work, &bug->salvage))
		return work->c->facts.range.candidates_left;
	if (!bv_salvage_has_ends(&bug->salvage, work->c))
		return (struct bv_count){0};
	if (work->c->tree) {
		bv_answer_left(&left, work, &bug->salvage);
		if (left.commits.count == 1)
			bug->only = left.commits;
		return left.count;
	}
	return bug->reading && bug->salvage.is_range_same ? bug->reading->candidates
							  : (struct bv_count){0};
}

static bool is_blind(const struct bv_bug *bug)
{
	return bug->wrong && bug->wrong->verdict.reason == BV_WRONG_BLIND;
}

/* syzkaller's own log, which git cannot replay, of a bisection that stopped on its way. */
static bool is_stopped(const struct bv_bisection *log)
{
	return bv_kind_is_syzbot(log->kind) && log->git.line &&
	       (log->claim.ending == BV_ENDING_NONE || log->claim.ending == BV_ENDING_TIMEOUT ||
		log->claim.ending == BV_ENDING_ERROR);
}

/* Is one commit left, and another than the log blames? Without a tree: has it lost the blame? */
static bool is_another_left(struct bv_answering *work, const struct bv_bug *bug)
{
	struct bv_revision_ref blamed = work->c->bisection->claim.first_bad;
	size_t step = work->c->culprit_step;
	struct bv_oid id;

	if (bug->left.value != 1)
		return false;
	if (bug->only.count == 0)
		return step != SIZE_MAX && bug->salvage.kept[step].reason == BV_KEPT_TURNED;
	return !bv_oid_parse(&id, bv_case_full_name(work->c, blamed, work->keep)) ||
	       !bv_oid_equal(&id, &bug->only.items[0]);
}

static bool does_lead(struct bv_answering *work, const struct bv_bug *bug)
{
	return !is_blind(bug) && !work->c->facts.range.are_contradictions_cut &&
	       !bug->is_rate_hopeless &&
	       (is_changed(work, &bug->salvage) || is_stopped(work->c->bisection)) &&
	       bv_revision_ref_is_none(bug->salvage.contested) &&
	       bv_salvage_has_ends(&bug->salvage, work->c) &&
	       (!bug->left.is_known || bug->left.value > 1 || is_another_left(work, bug));
}

static size_t tests_to_find(size_t count)
{
	return (size_t)ceil(log2((double)count));
}

/* A range that git bisect was not given, of which nobody has counted the commits. */
static struct bv_text range_words(struct bv_answering *work, const struct bv_salvage *salvage)
{
	if (salvage->is_range_same || salvage->good.count == 0)
		return (struct bv_text){0};
	return bv_arena_print(work->keep, "to bisect: %.*s..%.*s",
			      BV_TEXT_ARG(bv_case_name(work->c, salvage->good.items[0])),
			      BV_TEXT_ARG(bv_case_name(work->c, salvage->bad)));
}

static struct bv_text left_words(struct bv_answering *work, const struct bv_bug *bug)
{
	size_t tests;

	if (!bug->does_salvage_lead)
		return (struct bv_text){0};
	if (!bug->left.is_known)
		return range_words(work, &bug->salvage);
	if (bug->left.value == 1)
		return BV_TEXT("1 commit left");
	tests = tests_to_find(bug->left.value);
	if (!bug->reading)
		return bv_arena_print(work->keep, "%zu commits left, about %zu test%s",
				      bug->left.value, tests, bv_plural(tests));
	return bv_arena_print(work->keep, "%zu commits left, about %zu test%s of %zu run%s",
			      bug->left.value, tests, bv_plural(tests),
			      bug->reading->runs_to_believe,
			      bv_plural(bug->reading->runs_to_believe));
}

/*
 * The bugs
 */

/* How often the start test showed it. */
static void count_start(struct bv_answering *work, struct bv_bug *bug)
{
	const struct bv_start_test *start = &work->c->start;
	struct bv_title_family like = {0};

	bug->runs = start->runs;
	bv_title_family_add(&like, bug->title, work->keep);
	for (size_t i = 0; i < start->titles.count; i++)
		if (bv_title_family_has(&like, start->titles.items[i].title))
			bug->crashed += start->titles.items[i].runs;
	bug->crashed_otherwise = start->crashed - bug->crashed;
}

static void add_bug(struct bv_answering *work, const struct bv_reading *reading)
{
	struct bv_bug *bug = BV_APPEND(&work->out->bugs, work->keep);
	struct bv_salvage_question question = {work->c, &work->result->odds, reading};

	bug->reading = reading;
	if (reading) {
		bug->title = reading->title;
		bug->is_reported = reading->kind == BV_READING_REPORTED;
		bug->wrong = find_wrong(work, reading);
		bug->is_rate_hopeless = reading->runs_to_believe > RUNS_HOPELESS;
	}
	if (bug->wrong)
		bug->wrong_text = wrong_words(work, bug->wrong, reading);
	if (!bv_text_is_empty(bug->title))
		count_start(work, bug);
	bv_salvage_make(&bug->salvage, &question, work->keep);
	bug->left = count_left(work, bug);
	bug->does_salvage_lead = does_lead(work, bug);
	bug->left_text = left_words(work, bug);
}

/* All readings of the first of these kinds that there is. */
static void list_bugs(struct bv_answering *work)
{
	static const enum bv_reading_kind order[] = {BV_READING_REPORTED, BV_READING_TITLE,
						     BV_READING_FAMILY, BV_READING_ANY};
	const struct bv_readings *readings = &work->result->odds.readings;

	for (size_t k = 0; k < sizeof(order) / sizeof(order[0]) && !work->out->bugs.count; k++)
		for (size_t i = 0; i < readings->count; i++)
			if (readings->items[i].kind == order[k])
				add_bug(work, &readings->items[i]);
}

/* Do they lead to different logs? Then it matters which was reported. */
static bool do_bugs_differ(const struct bv_answering *work)
{
	const struct bv_bugs *bugs = &work->out->bugs;

	/* First of all it is the reproducer that is in doubt, whichever it is. */
	if (is_blind(&bugs->items[0]))
		return false;
	for (size_t i = 1; i < bugs->count; i++) {
		const struct bv_salvage *one = &bugs->items[0].salvage;
		const struct bv_salvage *other = &bugs->items[i].salvage;

		if (!bv_revision_ref_equal(one->bad, other->bad) ||
		    bugs->items[0].does_salvage_lead != bugs->items[i].does_salvage_lead)
			return true;
		for (size_t k = 0; k < work->c->bisection->steps.count; k++)
			if (one->kept[k].verdict != other->kept[k].verdict)
				return true;
	}
	return false;
}

/*
 * None stands out: the likeliest, should the result be wrong. A long tail names another verdict.
 */
static struct bv_text if_wrong_words(struct bv_answering *work)
{
	const struct bv_wrong *wrong = work->result->odds.if_wrong;
	const struct bv_tested *tested;

	if (!wrong || !bv_answer_is_doubted(work->out) ||
	    bv_answer_finding(work->out, "odds.long-tail"))
		return (struct bv_text){0};
	tested = tested_of(work, wrong);
	return bv_arena_print(
		work->keep,
		"most likely by %.*s \"%s\" (line %zu), as in about %.0f of 100 wrong "
		"results like it: the reproducer may do nothing there",
		BV_TEXT_ARG(bv_case_name(work->c, tested->revision)),
		bv_verdict_name(tested->verdict), tested->line,
		100 * -expm1(wrong->verdict.ln_holds));
}

void bv_answer_bugs(struct bv_answering *work)
{
	if (work->result->odds.is_known)
		list_bugs(work);
	if (work->out->bugs.count == 0)
		add_bug(work, NULL);
	work->out->is_bug_open = work->out->bugs.count > 1 && do_bugs_differ(work);
	work->out->if_wrong_text = if_wrong_words(work);
}
