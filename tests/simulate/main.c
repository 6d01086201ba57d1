/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The simulation: bugs that show in some of the runs only are drawn in a history, bisected as a
 * robot does that takes any crash for the bug, and the answer to its log is followed to the end.
 * How often is the cause found, and in how many runs, beside what the best plan could come near to?
 *
 * The columns: how the followed plans ended; how often the log was judged; the runs that were made;
 * of those in which a search went on: commits tested over log2 of the commits that were left when
 * it did, runs over bv_odds_runs_expected(), its median, and runs over bv_odds_runs_planned().
 *
 * simulate [--OPTION VALUE]...
 *   tree DIR       a bare repository with release tags; without it small trees are drawn
 *   draws N        for each rate (40)
 *   seed N         another number gives other draws (1)
 *   rate PERCENT   only this rate; else 30, 50, 70, 90 and 100
 *   noise PERCENT  of all runs crash with another title (10)
 *   blind PERCENT  of the draws have a reproducer that does nothing on old kernels (0)
 *   learn 1        what was run meanwhile counts for how often to run, which no answer says
 *   uneven 1       no halves: bad commits take fewer runs, so that more of them are tested
 *   line N         no logs and plans, but git_bayesect's setting: see line.c; N runs at most
 *   least PERCENT  that must be found of all, else the exit status is 1 (0)
 *   most RATIO     of all runs over the bound, else the exit status is 1 (none)
 *   only N         tell all of one draw: its log on stdout, what was done on stderr
 *   failures 1     name on stderr each draw in which the cause was not found
 */
#include <stdlib.h>
#include <string.h>

#include "drawn/tree.h"
#include "line.h"
#include "table.h"

#define DRAWS_PER_TREE 10
#define ATTEMPTS       50

struct options {
	const char *tree;
	size_t draws, seed, only, line, rate; /* 0 of the last two: none, all */
	struct world_setting setting;
	double least, most;
	bool are_failures_told;
};

static double number(const char *text)
{
	char *end;
	double value = strtod(text, &end);

	if (*end || end == text || value < 0)
		pairs_die("'%s' is no number", text);
	return value;
}

static void take_option(struct options *out, const char *name, const char *value)
{
	if (strcmp(name, "--tree") == 0)
		out->tree = value;
	else if (strcmp(name, "--draws") == 0)
		out->draws = (size_t)number(value);
	else if (strcmp(name, "--seed") == 0)
		out->seed = (size_t)number(value);
	else if (strcmp(name, "--rate") == 0)
		out->rate = (size_t)number(value);
	else if (strcmp(name, "--noise") == 0)
		out->setting.noise = number(value) / 100;
	else if (strcmp(name, "--blind") == 0)
		out->setting.blind = number(value) / 100;
	else if (strcmp(name, "--learn") == 0)
		out->setting.does_learn = number(value) > 0;
	else if (strcmp(name, "--uneven") == 0)
		out->setting.is_uneven = number(value) > 0;
	else if (strcmp(name, "--line") == 0)
		out->line = (size_t)number(value);
	else if (strcmp(name, "--least") == 0)
		out->least = number(value);
	else if (strcmp(name, "--most") == 0)
		out->most = number(value);
	else if (strcmp(name, "--only") == 0)
		out->only = (size_t)number(value);
	else if (strcmp(name, "--failures") == 0)
		out->are_failures_told = number(value) > 0;
	else
		pairs_die("there is no option %s", name);
}

/* Where histories come from. */
struct trees {
	const char *folder;
	struct world *world;
	struct tree *drawn;
	size_t used;
};

static void drop_tree(struct trees *trees)
{
	if (trees->world)
		world_close(trees->world);
	if (trees->drawn)
		tree_close(trees->drawn);
	trees->world = NULL;
	trees->drawn = NULL;
}

/* Draw @number has the same tree, however many were drawn before. */
static const struct world *world_for(struct trees *trees, const struct options *options,
				     size_t number)
{
	size_t wanted = number / DRAWS_PER_TREE + 1;
	struct dice dice = {options->seed * 1000003 + wanted};
	struct bv_arena keep = {0};

	if (options->tree && !trees->world)
		trees->world = world_open(options->tree);
	if (options->tree || trees->used == wanted)
		return trees->world;
	drop_tree(trees);
	trees->used = wanted;
	trees->drawn = tree_open(&dice, pairs_print(&keep, "%s/tree", trees->folder));
	trees->world = world_open(trees->drawn->folder);
	bv_arena_release(&keep);
	return trees->world;
}

/* One draw; what a robot would not bisect, or cannot, is drawn anew. */
static void simulate(struct table *table, const struct world *world, const struct options *options,
		     size_t number, struct bv_arena *sums)
{
	struct bv_arena keep = {0};
	bool is_told = options->only == number;
	struct robot_log log = {.end = ROBOT_NOT_REPRODUCED};
	struct world_bug bug;
	struct follow_result result;

	for (uint64_t attempt = 0;
	     log.end != ROBOT_BLAMED && log.end != ROBOT_OLDEST && attempt < ATTEMPTS; attempt++) {
		uint64_t seed = ((uint64_t)options->seed << 40) + (number << 16) + (attempt << 8) +
				(uint64_t)(100 * options->setting.rate);

		bv_arena_release(&keep);
		world_draw_bug(&bug, world, &options->setting, seed, &keep);
		robot_bisect(&log, &bug, &keep);
	}
	if (is_told)
		printf("%.*s", BV_TEXT_ARG(log.text));
	follow(&result, &bug, &log, is_told ? stderr : NULL, &keep);
	table_count(table, &result, &options->setting, sums);
	if (result.end != FOLLOW_FOUND && options->are_failures_told)
		fprintf(stderr, "--rate %.0f --only %zu: %s\n", 100 * options->setting.rate, number,
			follow_end_name(result.end));
	bv_arena_release(&keep);
}

static void simulate_rate(struct table *all, struct trees *trees, struct options *options,
			  size_t rate, struct bv_arena *sums)
{
	const char *name = rate == 100 ? "1" : pairs_print(sums, ".%02zu", rate);
	struct table table = {0};

	options->setting.rate = (double)rate / 100;
	for (size_t i = 0; i < options->draws; i++)
		if (options->only == SIZE_MAX || options->only == i)
			simulate(&table, world_for(trees, options, i), options, i, sums);
	table_print(stdout, name, &table, sums);
	table_add(all, &table, sums);
	fflush(stdout);
}

static bool simulate_all(struct options *options)
{
	static const size_t rates[] = {30, 50, 70, 90, 100};
	struct bv_arena keep = {0};
	struct table all = {0};
	struct table_cell sum;
	struct trees trees = {.folder = pairs_open_folder(&keep)};

	table_print_head(stdout);
	for (size_t i = 0; i < PAIRS_COUNT(rates); i++)
		if (options->rate == 0 || options->rate == rates[i])
			simulate_rate(&all, &trees, options, rates[i], &keep);
	table_print(stdout, "all", &all, &keep);
	sum = table_sum(&all, &keep);
	drop_tree(&trees);
	pairs_remove_folder(trees.folder);
	bv_arena_release(&keep);
	return 100 * (double)sum.ends[FOLLOW_FOUND] >= options->least * (double)sum.count &&
	       (options->most <= 0 || sum.runs <= options->most * sum.bound);
}

int main(int argument_count, char **arguments)
{
	struct options options = {.draws = 40, .seed = 1, .only = SIZE_MAX, .setting.noise = .1};

	for (int i = 1; i < argument_count; i += 2) {
		if (i + 1 == argument_count)
			pairs_die("%s needs a value", arguments[i]);
		take_option(&options, arguments[i], arguments[i + 1]);
	}
	if (options.line)
		return line_simulate(options.draws, options.seed, options.line) ? 0 : 1;
	return simulate_all(&options) ? 0 : 1;
}
