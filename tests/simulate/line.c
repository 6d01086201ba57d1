/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git_bayesect's setting: 1,024 commits in a line; a test fails in 80 of 100 runs with the bug and
 * in 20 without it; 300 runs. Published for it: 85 % found in a discussion of 2026, and close to
 * all by git_bayesect's own scripts/calibration.py; plain git bisect 10 %.
 *
 * Our model holds otherwise: a kernel without the bug shows its title in about 1 run of 100, and a
 * test ends at the first crash. Three ways to search:
 *
 * - the answer to a robot's log is followed, as in main.c;
 * - our posterior chooses a commit for each run, where it is nearest to one half, until one commit
 *   has 95 %;
 * - the same with a rate without the bug of which nothing is known: git_bayesect's model.
 */
#include "line.h"

#include <math.h>
#include <stdio.h>

#include "follow.h"
#include "odds/odds_private.h"

#define COMMITS   1024
#define ENDS_RUNS 20
#define SURE      .95

static const struct world_setting setting = {.rate = .8, .false_alarm = .2};

/*
 * By the posterior: commits from @culprit on have the bug
 */

struct line {
	/* The last is the bad end; what is older than the first is the good one. */
	size_t on[COMMITS], ok[COMMITS], on_good_end, ok_good_end;
	double mass[COMMITS]; /* of each to be the first with the bug */
};

static void weigh(struct line *line, struct bv_beta error)
{
	struct bv_beta rate = BV_BETA_RATE;
	double all, on = (double)line->on_good_end, ok = (double)line->ok_good_end, on_bad = 0,
		    ok_bad = 0;

	for (size_t c = 0; c < COMMITS; c++) {
		on_bad += (double)line->on[c];
		ok_bad += (double)line->ok[c];
	}
	for (size_t c = 0; c < COMMITS; c++) {
		line->mass[c] =
			bv_beta_ln_runs(rate, on_bad, ok_bad) + bv_beta_ln_runs(error, on, ok);
		on += (double)line->on[c];
		ok += (double)line->ok[c];
		on_bad -= (double)line->on[c];
		ok_bad -= (double)line->ok[c];
	}
	all = bv_ln_sum(line->mass, COMMITS);
	for (size_t c = 0; c < COMMITS; c++)
		line->mass[c] = exp(line->mass[c] - all);
}

static size_t likeliest(const struct line *line)
{
	size_t best = 0;

	for (size_t c = 1; c < COMMITS; c++)
		if (line->mass[c] > line->mass[best])
			best = c;
	return best;
}

/* The commit that has the bug with a chance nearest to one half. */
static size_t pick(const struct line *line)
{
	size_t best = 0;
	double sum = 0, least = 2;

	for (size_t c = 0; c < COMMITS; c++) {
		sum += line->mass[c];
		if (fabs(sum - .5) >= least)
			continue;
		least = fabs(sum - .5);
		best = c;
	}
	return best;
}

struct line_result {
	size_t draws, sure, found, runs;
};

static void run(size_t *on, size_t *ok, double rate, struct dice *dice)
{
	if ((double)dice_below(dice, 1000000) < rate * 1e6)
		++*on;
	else
		++*ok;
}

static void search(struct line_result *result, struct bv_beta error, struct dice dice,
		   size_t runs_most)
{
	struct line line = {0};
	size_t culprit = dice_below(&dice, COMMITS), runs = 0;

	/* Both ends first: without them a crash could as well be what is usual. */
	for (; runs < ENDS_RUNS; runs += 2) {
		run(&line.on[COMMITS - 1], &line.ok[COMMITS - 1], setting.rate, &dice);
		run(&line.on_good_end, &line.ok_good_end, setting.false_alarm, &dice);
	}
	weigh(&line, error);
	for (; runs < runs_most && line.mass[likeliest(&line)] < SURE; runs++) {
		size_t at = pick(&line);

		run(&line.on[at], &line.ok[at], at >= culprit ? setting.rate : setting.false_alarm,
		    &dice);
		weigh(&line, error);
	}
	result->draws++;
	result->runs += runs;
	result->sure += runs < runs_most;
	result->found += likeliest(&line) == culprit;
}

static void print(const char *name, const struct line_result *result)
{
	double n = (double)result->draws;

	printf("%-38s %5zu %7.1f %7.1f %7.1f\n", name, result->draws,
	       100 * (double)result->found / n, 100 * (double)result->sure / n,
	       (double)result->runs / n);
}

/*
 * By the answers
 */

static struct world *open_line(const char *folder, struct bv_arena *keep)
{
	const char *repository = pairs_print(keep, "%s/line", folder);
	int status;

	(void)pairs_shell(
		folder,
		pairs_print(
			keep,
			"git init -q --bare --template= -b master line && cd line && seq %d | awk '"
			"{ printf \"commit refs/heads/master\\ncommitter Ben <ben@example.org> %%d "
			"+0000\\ndata 9\\ndemo %%04d\\nM 100644 inline demo.c\\ndata "
			"5\\n%%04d\\n\\n"
			"\", 1600000000 + 3600 * $1, $1, $1 }"
			" END { print \"done\" }' | git fast-import --quiet --done && git tag v5.1 "
			"master~%d",
			COMMITS + 1, COMMITS),
		&status, keep);
	if (status != 0)
		pairs_die("no line of commits");
	return world_open(repository);
}

static void follow_answers(struct line_result *result, const struct world *world, uint64_t seed,
			   size_t runs_most)
{
	struct bv_arena keep = {0};
	struct robot_log log;
	struct world_bug bug;
	struct follow_result followed;

	world_draw_bug(&bug, world, &setting, seed, &keep);
	robot_bisect(&log, &bug, &keep);
	follow(&followed, &bug, &log, NULL, &keep);
	result->draws++;
	result->runs += followed.runs;
	result->sure += followed.runs < runs_most && followed.end <= FOLLOW_WRONG;
	result->found += followed.end == FOLLOW_FOUND;
	bv_arena_release(&keep);
}

bool line_simulate(size_t draws, size_t seed, size_t runs_most)
{
	struct bv_arena keep = {0};
	const char *folder = pairs_open_folder(&keep);
	struct world *world = open_line(folder, &keep);
	struct line_result answers = {0}, ours = {0}, free_error = {0};

	for (size_t i = 0; i < draws; i++) {
		uint64_t one = ((uint64_t)seed << 32) + i;

		follow_answers(&answers, world, one << 8, runs_most);
		search(&ours, BV_BETA_ERROR, (struct dice){one}, runs_most);
		search(&free_error, BV_BETA_RATE, (struct dice){one}, runs_most);
	}
	printf("%-38s %5s %7s %7s %7s\n", "80/20, 1,024 commits", "n", "found %", "ended %",
	       "runs");
	print("answers, followed", &answers);
	print("posterior, 1 of 100 without the bug", &ours);
	print("posterior, any rate without the bug", &free_error);
	world_close(world);
	pairs_remove_folder(folder);
	bv_arena_release(&keep);
	return draws > 0;
}
