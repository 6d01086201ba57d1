/* SPDX-License-Identifier: GPL-2.0-only */
/* syzkaller's bisection, with the runs drawn and its log printed. */
#define _GNU_SOURCE
#include "robot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUNS_MAX 20

/*
 * git's state
 */

void search_open(struct search *out, const struct world *world, struct bv_arena *keep)
{
	*out = (struct search){.world = world};
	bv_replay_init(&out->replay, world->history, &out->contradictions, keep);
}

void search_close(struct search *search)
{
	bv_replay_release(&search->replay);
}

void search_mark(struct search *search, enum bv_verdict verdict, size_t commit)
{
	struct bv_given_mark mark = {.step = SIZE_MAX};

	if (bv_history_find(search->world->history, &search->world->commits[commit].id,
			    &mark.commit) != BV_YES)
		pairs_die("a commit is gone");
	bv_replay_mark(&search->replay, verdict, mark);
}

size_t search_next(struct search *search)
{
	struct bv_oid id;

	return bv_replay_next(&id, &search->replay) == BV_YES ? world_find(search->world, &id)
							      : WORLD_NONE;
}

size_t search_left(struct search *search)
{
	const struct bv_candidates *set = bv_replay_candidates(&search->replay);

	return set ? set->count : SIZE_MAX;
}

size_t search_found(struct search *search)
{
	const struct bv_candidates *set = bv_replay_candidates(&search->replay);
	struct bv_oid id;

	if (!set || set->count != 1)
		return WORLD_NONE;
	id = bv_candidates_oid(set, 0);
	return world_find(search->world, &id);
}

/*
 * The log
 */

struct robot {
	struct world_bug *bug;
	FILE *out;
	struct bv_arena *keep;
	bool is_flaky;
	size_t tests;
};

static const char *name_run(struct robot *robot, enum world_run run)
{
	if (run == WORLD_OK)
		return "OK";
	return pairs_print(robot->keep, "crashed: %s",
			   run == WORLD_BUG ? WORLD_TITLE : world_other_title(robot->bug));
}

/* A signature that no other commit has. */
static void print_signature(struct robot *robot, const char *what, size_t commit)
{
	struct dice mixer = {commit};

	fprintf(robot->out, "%s signature: %s\n", what, dice_hex(&mixer, 64, robot->keep));
}

static void print_build(struct robot *robot, size_t commit)
{
	fprintf(robot->out,
		"testing commit %s\ncompiler: gcc (GCC) 10.2.1 20210217, GNU ld (GNU Binutils for "
		"Debian) 2.35.2\n",
		world_hex(robot->bug->world, commit, robot->keep));
	print_signature(robot, "kernel", commit);
}

/* Bad after any crash. */
static bool test_is_bad(struct robot *robot, size_t commit, size_t *shown)
{
	size_t count = robot->is_flaky || robot->tests == 0 ? RUNS_MAX : RUNS_MAX / 2, bad = 0;
	const char *lines[RUNS_MAX];
	bool are_same = true;

	robot->tests++;
	print_build(robot, commit);
	*shown = 0;
	for (size_t i = 0; i < count; i++) {
		enum world_run run = world_run(robot->bug, commit);

		lines[i] = name_run(robot, run);
		bad += run != WORLD_OK;
		*shown += run == WORLD_BUG;
		are_same = are_same && strcmp(lines[i], lines[0]) == 0;
	}
	if (are_same)
		fprintf(robot->out, "all runs: %s\n", lines[0]);
	for (size_t i = 0; i < count && !are_same; i++)
		fprintf(robot->out, "run #%zu: %s\n", i, lines[i]);
	if (bad > 0 && bad < count - bad && !robot->is_flaky) {
		fprintf(robot->out, "reproducer seems to be flaky\n");
		robot->is_flaky = true;
	}
	return bad > 0;
}

/* The newest release that passes; @bad becomes the oldest kernel that crashed. */
static size_t walk(struct robot *robot, size_t *bad)
{
	const struct world *world = robot->bug->world;
	const bool *in_start = world_ancestors(world, robot->bug->start, robot->keep);
	size_t shown;

	for (size_t i = 0; i < world->release_count; i++) {
		size_t release = world->releases[i].commit;

		if (!in_start[release] || release == robot->bug->start)
			continue;
		fprintf(robot->out, "testing release %s\n", world->releases[i].name);
		if (!test_is_bad(robot, release, &shown))
			return release;
		*bad = release;
	}
	return WORLD_NONE;
}

/* "Bisecting: N revisions left", or the merge base that must be tested. */
static void print_offer(struct robot *robot, struct search *search, size_t next)
{
	const struct bv_candidates *set = bv_replay_candidates(&search->replay);
	struct bv_commit commit;
	uint32_t local = BV_LOCAL_NONE;

	if (bv_history_find(search->world->history, &search->world->commits[next].id, &commit) ==
	    BV_YES)
		local = bv_candidates_find(set, commit);
	if (local == BV_LOCAL_NONE) {
		fprintf(robot->out, "Bisecting: a merge base must be tested\n");
	} else {
		size_t left = set->count - bv_candidates_reach(set, local, BV_LOCAL_NONE) - 1;
		size_t steps = bv_steps_left(set->count);

		fprintf(robot->out,
			"Bisecting: %zu revision%s left to test after this (roughly %zu step%s)\n",
			left, left == 1 ? "" : "s", steps, steps == 1 ? "" : "s");
	}
	fprintf(robot->out, "[%s] %.*s\n\n", world_hex(search->world, next, robot->keep),
		BV_TEXT_ARG(search->world->commits[next].subject));
}

static void print_blamed(struct robot *robot, size_t blamed)
{
	const struct world *world = robot->bug->world;
	const char *hex = world_hex(world, blamed, robot->keep);
	int status;
	const char *command = pairs_print(robot->keep, "git log -1%s %s",
					  world->has_files ? " --stat --summary" : "", hex);
	struct bv_text text = pairs_shell(world->folder, command, &status, robot->keep);

	fprintf(robot->out, "%s is the first bad commit\n%.*s\n", hex, BV_TEXT_ARG(text));
	if (world->commits[blamed].parent_count > 0) {
		print_signature(robot, "culprit", blamed);
		print_signature(robot, "parent ", world->commits[blamed].parents[0]);
	}
}

static void print_totals(struct robot *robot)
{
	if (robot->is_flaky)
		fprintf(robot->out, "Reproducer flagged being flaky\n");
	fprintf(robot->out,
		"revisions tested: %zu, total time: 2h33m50.991105239s (build: "
		"1h1m41.863841013s, test: 1h30m4.57639302s)\n",
		robot->tests);
}

static enum robot_end bisect(struct robot *robot, size_t bad, size_t good, size_t *blamed)
{
	const struct world *world = robot->bug->world;
	enum robot_end end = ROBOT_BLAMED;
	struct search search;
	size_t next, shown;

	search_open(&search, world, robot->keep);
	search_mark(&search, BV_VERDICT_BAD, bad);
	search_mark(&search, BV_VERDICT_GOOD, good);
	fprintf(robot->out, "# git bisect start %s %s\n", world_hex(world, bad, robot->keep),
		world_hex(world, good, robot->keep));
	while ((next = search_next(&search)) != WORLD_NONE) {
		bool is_bad;

		print_offer(robot, &search, next);
		is_bad = test_is_bad(robot, next, &shown);
		search_mark(&search, is_bad ? BV_VERDICT_BAD : BV_VERDICT_GOOD, next);
		fprintf(robot->out, "# git bisect %s %s\n", is_bad ? "bad" : "good",
			world_hex(world, next, robot->keep));
	}
	*blamed = search_found(&search);
	if (*blamed == WORLD_NONE)
		end = ROBOT_OBSTACLE;
	else
		print_blamed(robot, *blamed);
	search_close(&search);
	return end;
}

static void print_end(struct robot *robot, struct robot_log *log)
{
	const struct world *world = robot->bug->world;

	print_totals(robot);
	if (log->end == ROBOT_OLDEST) {
		fprintf(robot->out, "the crash already happened on the oldest tested release\n");
	} else {
		fprintf(robot->out, "first bad commit: %s %.*s\n",
			world_hex(world, log->blamed, robot->keep),
			BV_TEXT_ARG(world->commits[log->blamed].subject));
		fprintf(robot->out,
			"recipients (to): [\"ada@example.org\"]\nrecipients (cc): []\n");
	}
	fprintf(robot->out, "crash: %s\n", WORLD_TITLE);
}

void robot_bisect(struct robot_log *out, struct world_bug *bug, struct bv_arena *keep)
{
	char *bytes = NULL;
	size_t size = 0, shown, bad = bug->start, good;
	struct robot robot = {.bug = bug, .keep = keep, .out = open_memstream(&bytes, &size)};

	*out = (struct robot_log){.end = ROBOT_NOT_REPRODUCED, .blamed = WORLD_NONE};
	if (!robot.out)
		pairs_die("out of memory");
	fprintf(robot.out,
		"bisecting cause commit starting from %s\nbuilding syzkaller on "
		"9999999999999999999999999999999999999999\n",
		world_hex(bug->world, bug->start, keep));
	(void)test_is_bad(&robot, bug->start, &shown);
	if (shown > 0) {
		good = walk(&robot, &bad);
		out->end =
			good == WORLD_NONE ? ROBOT_OLDEST : bisect(&robot, bad, good, &out->blamed);
		if (out->end != ROBOT_OBSTACLE)
			print_end(&robot, out);
	}
	fclose(robot.out);
	out->text = bv_arena_copy(keep, (struct bv_text){bytes, size});
	out->runs = bug->runs;
	free(bytes);
}
