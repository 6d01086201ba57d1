/* SPDX-License-Identifier: GPL-2.0-only */
/* Judging a log, doing what the plan says, and judging again with what came out. */
#include "follow.h"

#include <math.h>

#include "checks/check.h"
#include "log/log.h"
#include "odds/odds_private.h"

/* Where the answer knows no number. */
#define RUNS_TO_BE_SURE 20
/* With "learn": when, and how often at most, the bad end is run before anything else. */
#define LEARN_FACTOR   1.4
#define LEARN_RUNS_MAX 60

struct follower {
	struct follow_result *out;
	struct world_bug *bug;
	FILE *tell;
	struct bv_arena *keep;
	struct bv_source source;
	struct bv_bisections logs;
	struct bv_told told;
	struct bv_case c;
	struct bv_check_result checks;
	struct bv_answer answer;
	struct bv_beta rate; /* by the runs of kernels that are bad, the log's and later ones */
	size_t found;        /* what is taken for the cause; WORLD_NONE */
};

static void tell_bug(struct follower *follower, const struct bv_bug *bug)
{
	const struct bv_salvage *salvage = &bug->salvage;

	fprintf(follower->tell, "bug  %.*s\n", BV_TEXT_ARG(bug->wrong_text));
	fprintf(follower->tell,
		"  %zu verdicts hold, %zu turned, %zu left out; bad end %.*s, %zu good ones, %zu "
		"commits left%s\n",
		salvage->held, salvage->turned, salvage->left_out,
		BV_TEXT_ARG(bv_case_name(&follower->c, salvage->bad)), salvage->good.count,
		bug->left.value, bug->left.is_known ? "" : " (not known)");
	for (size_t i = 0; i < follower->c.bisection->steps.count; i++)
		if (salvage->kept[i].reason > BV_KEPT_HOLDS)
			fprintf(follower->tell, "  line %zu %s, reason %d, %g\n",
				follower->c.bisection->steps.items[i].line,
				bv_verdict_name(salvage->kept[i].verdict), salvage->kept[i].reason,
				exp(salvage->kept[i].ln_holds));
	if (bug->reading)
		fprintf(follower->tell, "  rate %.2f, %zu runs to believe\n", bug->reading->rate,
			bug->reading->runs_to_believe);
}

static void judge(struct follower *follower)
{
	struct bv_place place = {.log = BV_TEXT("drawn.log")};

	bv_case_open(&follower->c, &follower->logs.items[0], &follower->told,
		     follower->bug->world->tree, follower->keep);
	bv_checks_run(&follower->checks, &follower->c, follower->keep);
	bv_answer_make(&follower->answer, &follower->c, &follower->checks, &place, follower->keep);
	if (!follower->tell)
		return;
	fprintf(follower->tell, "%.*s %.*s\n", BV_TEXT_ARG(follower->answer.verdict_text),
		BV_TEXT_ARG(follower->answer.headline));
	for (size_t i = 0; i < follower->answer.bugs.count; i++)
		tell_bug(follower, &follower->answer.bugs.items[i]);
	fprintf(follower->tell, "%s  %.*s\n",
		follower->answer.plan.kind ? bv_plan_kind_name(follower->answer.plan.kind) : "none",
		BV_TEXT_ARG(follower->answer.plan.text));
}

/*
 * Testing
 */

/* Bad after a crash with the title; good after so many clean runs; others do not count. */
static bool test_is_bad(struct follower *follower, size_t commit, size_t runs)
{
	size_t wanted = runs ? runs : RUNS_TO_BE_SURE, clean = 0, made = follower->bug->runs;
	bool is_bad = false;

	while (!is_bad && clean < wanted) {
		enum world_run run = world_run(follower->bug, commit);

		is_bad = run == WORLD_BUG;
		clean += run == WORLD_OK;
	}
	follower->out->tests++;
	if (is_bad)
		follower->rate = bv_beta_after(follower->rate, 1, clean);
	if (follower->tell)
		fprintf(follower->tell, "  %s is %s after %zu runs%s\n",
			world_hex(follower->bug->world, commit, follower->keep),
			is_bad ? "bad" : "good", follower->bug->runs - made,
			is_bad == follower->bug->has_bug[commit] ? "" : " (it is not)");
	return is_bad;
}

static size_t commit_of(struct follower *follower, struct bv_text hex)
{
	struct bv_oid id;

	return bv_oid_parse(&id, hex) ? world_find(follower->bug->world, &id) : WORLD_NONE;
}

static size_t commit_of_ref(struct follower *follower, struct bv_revision_ref ref)
{
	return commit_of(follower, bv_case_full_name(&follower->c, ref, follower->keep));
}

static void assume(struct follower *follower, size_t commit, bool is_bad)
{
	struct bv_assumption *assumption;

	/* As the program does: what git offered and printed follows from the verdicts given. */
	if (follower->told.assumptions.count == 0)
		*BV_APPEND(&follower->told.levels, follower->keep) =
			(struct bv_check_level){BV_TEXT("step.*"), BV_LEVEL_OFF};
	assumption = BV_APPEND(&follower->told.assumptions, follower->keep);
	assumption->revision =
		bv_text_from(world_hex(follower->bug->world, commit, follower->keep));
	assumption->verdict = is_bad ? BV_VERDICT_BAD : BV_VERDICT_GOOD;
	assumption->is_result = true;
}

/*
 * Going on
 */

/* Twice the runs that a rate which is known would take: then it pays to know it better. */
static bool is_rate_vague(struct bv_beta rate)
{
	double known = log(BV_FALSE_GOOD_WANTED) / log1p(-bv_beta_mean(rate));

	return (double)bv_beta_runs_needed(rate, BV_FALSE_GOOD_WANTED) > LEARN_FACTOR * known + 1;
}

/* The rate by the log; where that says little, by runs of the bad end first. */
static void take_rate(struct follower *follower)
{
	const struct bv_reading *reading = follower->answer.bugs.items[0].reading;
	size_t extra = 0;

	follower->rate = BV_BETA_RATE;
	for (size_t i = 0; reading && i < follower->checks.odds.tested_count; i++)
		if (reading->supported[i] == BV_VERDICT_BAD)
			follower->rate = bv_beta_after(follower->rate, reading->tallies[i].on,
						       reading->tallies[i].ok);
	for (; follower->bug->setting->does_learn && extra < LEARN_RUNS_MAX &&
	       is_rate_vague(follower->rate);
	     extra++) {
		enum world_run run = world_run(follower->bug, follower->bug->start);

		follower->rate = bv_beta_after(follower->rate, run == WORLD_BUG, run == WORLD_OK);
	}
	if (follower->tell && extra)
		fprintf(follower->tell, "  %zu runs of the bad end first, to know the rate\n",
			extra);
}

static size_t runs_wanted(const struct follower *follower, size_t planned)
{
	return follower->bug->setting->does_learn
		       ? bv_beta_runs_needed(follower->rate, BV_FALSE_GOOD_WANTED)
		       : planned;
}

/* The candidate that contains the share of them that is nearest to the wanted one. */
static size_t pick_unevenly(struct search *search, double share, struct bv_arena *keep)
{
	const struct bv_candidates *set = bv_replay_candidates(&search->replay);
	struct bv_weights weights;
	size_t picked = search_next(search);
	struct bv_oid id;
	double least = 2;

	if (picked == WORLD_NONE)
		return picked;
	bv_weights_init(&weights, set, keep);
	for (uint32_t i = 0; i + 1 < set->count; i++) {
		double off = fabs((double)bv_weight(&weights, i) / set->count - share);

		if (off >= least)
			continue;
		least = off;
		id = bv_candidates_oid(set, i);
		picked = world_find(search->world, &id);
	}
	return picked;
}

static size_t pick_next(struct follower *follower, struct search *search, size_t runs)
{
	if (!follower->bug->setting->is_uneven)
		return search_next(search);
	return pick_unevenly(search, bv_odds_mass_wanted(bv_beta_mean(follower->rate), runs),
			     follower->keep);
}

/* @first is tested before git is asked; WORLD_NONE: git is asked. False: it ended, with a result or
 * none. */
static void search_on(struct follower *follower, struct search *search, size_t first, size_t runs)
{
	size_t next = first;

	if (follower->out->searches++ == 0)
		follower->out->first_left = search_left(search);
	if (next == WORLD_NONE)
		next = pick_next(follower, search, runs);
	while (next != WORLD_NONE) {
		bool is_bad = test_is_bad(follower, next, runs_wanted(follower, runs));

		search_mark(search, is_bad ? BV_VERDICT_BAD : BV_VERDICT_GOOD, next);
		next = pick_next(follower, search, runs_wanted(follower, runs));
	}
	follower->found = search_found(search);
	if (follower->found == WORLD_NONE)
		follower->out->end = FOLLOW_CONTRARY;
}

static bool is_left(struct search *search, size_t commit)
{
	const struct bv_candidates *set = bv_replay_candidates(&search->replay);
	struct bv_commit one;

	return set &&
	       bv_history_find(search->world->history, &search->world->commits[commit].id, &one) ==
		       BV_YES &&
	       bv_candidates_find(set, one) != BV_LOCAL_NONE;
}

/* `git bisect replay` of the salvaged log. */
static bool go_on(struct follower *follower)
{
	const struct bv_plan *plan = &follower->answer.plan;
	const struct bv_salvage *salvage = &follower->answer.bugs.items[plan->bug].salvage;
	const struct bv_reading *reading = follower->answer.bugs.items[plan->bug].reading;
	const struct bv_steps *steps = &follower->c.bisection->steps;
	size_t first =
		plan->tests.count ? commit_of(follower, plan->tests.items[0].commit) : WORLD_NONE;
	struct search search;

	take_rate(follower);
	search_open(&search, follower->bug->world, follower->keep);
	if (!bv_revision_ref_is_none(salvage->bad))
		search_mark(&search, BV_VERDICT_BAD, commit_of_ref(follower, salvage->bad));
	for (size_t i = 0; i < salvage->good.count; i++)
		search_mark(&search, BV_VERDICT_GOOD,
			    commit_of_ref(follower, salvage->good.items[i]));
	for (size_t i = 0; i < steps->count; i++)
		if (salvage->kept[i].verdict != BV_VERDICT_UNKNOWN)
			search_mark(&search, salvage->kept[i].verdict,
				    commit_of_ref(follower, steps->items[i].revision));
	follower->out->was_culprit_left = is_left(&search, follower->bug->culprit);
	if (follower->tell)
		fprintf(follower->tell, "  %zu commits left, %zu by the answer, the culprit %s\n",
			search_left(&search), follower->answer.bugs.items[plan->bug].left.value,
			follower->out->was_culprit_left ? "among them" : "is NOT among them");
	if (search_found(&search) == WORLD_NONE)
		search_on(follower, &search, first, reading ? reading->runs_to_believe : 0);
	else if (test_is_bad(follower, search_found(&search), plan->tests.items[0].runs))
		follower->found = search_found(&search);
	search_close(&search);
	return false;
}

/* A plain bisection between two commits that were tested by the right rule. */
static void bisect_plainly(struct follower *follower, size_t bad, size_t good, size_t runs)
{
	struct search search;

	search_open(&search, follower->bug->world, follower->keep);
	search_mark(&search, BV_VERDICT_BAD, bad);
	search_mark(&search, BV_VERDICT_GOOD, good);
	search_on(follower, &search, WORLD_NONE, runs);
	search_close(&search);
}

/* From the newest release that passes by the right rule; an older one than @bad. */
static bool bisect_older(struct follower *follower, size_t bad, size_t runs)
{
	const struct world *world = follower->bug->world;
	const bool *in_bad = world_ancestors(world, bad, follower->keep);

	for (size_t i = 0; i < world->release_count; i++) {
		size_t release = world->releases[i].commit;

		if (!in_bad[release] || release == bad)
			continue;
		if (!test_is_bad(follower, release, runs)) {
			bisect_plainly(follower, bad, release, runs);
			return false;
		}
		bad = release;
	}
	follower->out->end = FOLLOW_NOWHERE;
	return false;
}

/*
 * The kinds of plans. True: judge again.
 */

static bool repeat(struct follower *follower)
{
	const struct bv_plan_test *test = &follower->answer.plan.tests.items[0];
	size_t commit = commit_of(follower, test->commit);

	if (commit == WORLD_NONE)
		return false;
	take_rate(follower);
	assume(follower, commit, test_is_bad(follower, commit, runs_wanted(follower, test->runs)));
	return true;
}

static bool show_old(struct follower *follower)
{
	const struct bv_plan_test *test = &follower->answer.plan.tests.items[0];
	size_t commit = commit_of(follower, test->commit);

	follower->bug->is_adapted = true;
	if (test_is_bad(follower, commit, test->runs))
		return bisect_older(follower, commit, test->runs);
	assume(follower, commit, false);
	return true;
}

static bool confirm(struct follower *follower)
{
	const struct bv_plan *plan = &follower->answer.plan;
	const struct world *world = follower->bug->world;
	size_t blamed = commit_of(follower, plan->tests.items[0].commit), parent;
	size_t runs = plan->tests.items[0].runs;

	if (blamed == WORLD_NONE || world->commits[blamed].parent_count == 0)
		return false;
	parent = world->commits[blamed].parents[0];
	if (test_is_bad(follower, blamed, runs)) {
		if (!test_is_bad(follower, parent, runs)) {
			follower->found = blamed;
			return false;
		}
		assume(follower, parent, true);
	} else {
		assume(follower, blamed, false);
	}
	return true;
}

static bool take_step(struct follower *follower)
{
	switch (follower->answer.plan.kind) {
	case BV_PLAN_GO_ON:
		return go_on(follower);
	case BV_PLAN_REPEAT:
		return repeat(follower);
	case BV_PLAN_SHOW_OLD:
		return show_old(follower);
	case BV_PLAN_CONFIRM:
		return confirm(follower);
	case BV_PLAN_NONE:
	case BV_PLAN_WHICH_BUG:
	case BV_PLAN_FINISH:
	case BV_PLAN_OLDER:
	case BV_PLAN_ANEW:
	case BV_PLAN_ASK:
	case BV_PLAN_FETCH:
		break;
	}
	return false;
}

const char *follow_end_name(enum follow_end end)
{
	static const char *const names[] = {"found", "wrong", "nowhere", "circle", "contrary"};

	return names[end];
}

void follow(struct follow_result *out, struct world_bug *bug, const struct robot_log *log,
	    FILE *tell, struct bv_arena *keep)
{
	struct follower follower = {
		.out = out,
		.bug = bug,
		.tell = tell,
		.keep = keep,
		.source = {.name = "drawn.log", .text = log->text},
		.told.title = BV_TEXT(WORLD_TITLE),
		.found = WORLD_NONE,
	};
	size_t before = bug->runs;
	bool is_open = true;

	*out = (struct follow_result){.end = FOLLOW_NOWHERE};
	bv_log_read(&follower.logs, &follower.source, keep);
	while (is_open && out->rounds < FOLLOW_ROUNDS_MAX) {
		judge(&follower);
		out->kinds[out->rounds++] = follower.answer.plan.kind;
		is_open = take_step(&follower);
	}
	out->runs = bug->runs - before;
	if (is_open)
		out->end = FOLLOW_CIRCLE;
	else if (follower.found != WORLD_NONE)
		out->end = follower.found == bug->culprit ? FOLLOW_FOUND : FOLLOW_WRONG;
	if (tell)
		fprintf(tell, "%s: the cause is %s\n",
			out->end == FOLLOW_FOUND ? "found" : "NOT FOUND",
			world_hex(bug->world, bug->culprit, keep));
}
