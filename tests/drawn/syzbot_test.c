/* SPDX-License-Identifier: GPL-2.0-only */
/* One test of syzkaller: the runs are drawn so that they tell the truth. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "syzbot.h"

#define RUNS_MAX 20

enum run {
	RUN_OK,
	RUN_CRASHED,
	RUN_BOOT,
	RUN_BASIC,
	RUN_INFRA
};

const struct story_title story_titles[STORY_TITLES] = {
	{"KASAN: slab-use-after-free Read in %s", "KASAN-USE-AFTER-FREE-READ"},
	{"WARNING in %s", "WARNING"},
	{"possible deadlock in %s", "LOCKDEP"},
	{"general protection fault in %s", "NULL-POINTER-DEREFERENCE"},
};

const char *story_title(const struct story *story, struct bv_arena *keep)
{
	const struct bisect_plan *plan = &story->record.plan;
	const struct tree_commit *at = &plan->tree->commits[plan->cause];
	const char *function =
		pairs_print(keep, "%s_%s", tree_files[at->file].name, tree_functions[at->slot]);
	struct bv_text format = bv_text_from(story_titles[story->robot.title].format);

	return pairs_print(keep, "%.*s%s", (int)format.size - 2, format.data, function);
}

bool syzbot_has_bug(const struct syzbot *syzbot, size_t commit)
{
	const struct bisect_plan *plan = &syzbot->story->record.plan;

	if (!syzbot->story->robot.is_fix)
		return tree_has(plan->tree, commit, plan->cause);
	return tree_has(plan->tree, commit, syzbot->story->robot.origin) &&
	       !tree_has(plan->tree, commit, plan->cause);
}

/* Every second commit that cannot be tested does not build, the others do not boot. */
static bool builds(const struct syzbot *syzbot, size_t commit)
{
	return !syzbot->story->record.plan.untestable[commit] || commit % 2 == 0;
}

static void print_build_failure(struct syzbot *syzbot, const char *hex)
{
	const char *error = "drivers/net/demo_ring.c:41:2: error: implicit declaration of function "
			    "'demo_ring_peek' [-Werror=implicit-function-declaration]";

	if (syzbot->story->robot.is_modern)
		fprintf(syzbot->out, "failed building %s: %s\n", hex, error);
	else
		fprintf(syzbot->out, "%s\n", error);
}

bool syzbot_print_build(struct syzbot *syzbot, size_t commit)
{
	const struct tree *tree = syzbot->story->record.plan.tree;
	const char *hex = tree->commits[commit].hex;

	syzbot->builds++;
	if (syzbot->story->robot.is_modern)
		fprintf(syzbot->out,
			"testing commit %s gcc\ncompiler: Debian clang version 15.0.6, "
			"GNU ld (GNU Binutils for Debian) 2.40\n",
			hex);
	else
		fprintf(syzbot->out,
			"testing commit %s\ncompiler: gcc (GCC) 10.2.1 20210217, "
			"GNU ld (GNU Binutils for Debian) 2.35.2\n",
			hex);
	if (!builds(syzbot, commit)) {
		print_build_failure(syzbot, hex);
		return false;
	}
	fprintf(syzbot->out, "kernel signature: %s\n", tree_signature(tree, commit, &syzbot->keep));
	return true;
}

static size_t count_of(const enum run *runs, size_t count, enum run wanted)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += runs[i] == wanted;
	return found;
}

static enum run draw_run(struct syzbot *syzbot, size_t commit)
{
	struct dice *dice = &syzbot->dice;

	if (syzbot->story->record.plan.untestable[commit])
		return RUN_BOOT;
	/* A machine fails now and then. */
	if (dice_chance(dice, 2))
		return syzbot->story->robot.is_modern && dice_chance(dice, 40) ? RUN_INFRA
		       : dice_chance(dice, 50)                                 ? RUN_BOOT
									       : RUN_BASIC;
	if (!syzbot_has_bug(syzbot, commit))
		return RUN_OK;
	return dice_chance(dice, syzbot->story->robot.crash_percent) ? RUN_CRASHED : RUN_OK;
}

/* A bad kernel shows it in more runs than any rule asks for: the tester tells the truth. */
static void draw_runs(struct syzbot *syzbot, size_t commit, enum run *runs, size_t count)
{
	bool shows;

	do {
		for (size_t i = 0; i < count; i++)
			runs[i] = draw_run(syzbot, commit);
		shows = count_of(runs, count, RUN_CRASHED) > count / 5 ||
			!syzbot_has_bug(syzbot, commit) ||
			syzbot->story->record.plan.untestable[commit];
	} while (!shows);
}

static void print_run(struct syzbot *syzbot, enum run run)
{
	static const char *const texts[] = {
		[RUN_OK] = "OK",
		[RUN_BOOT] = "boot failed: WARNING in demo_boot_probe",
		[RUN_BASIC] = "basic kernel testing failed: timed out",
		[RUN_INFRA] = "infra problem: failed to create instance",
	};

	if (run == RUN_CRASHED)
		fprintf(syzbot->out, "crashed: %s\n", story_title(syzbot->story, &syzbot->keep));
	else
		fprintf(syzbot->out, "%s\n", texts[run]);
}

static void print_runs(struct syzbot *syzbot, const enum run *runs, size_t count)
{
	if (count_of(runs, count, runs[0]) == count) {
		fprintf(syzbot->out, "all runs: ");
		print_run(syzbot, runs[0]);
	}
	for (size_t i = 0; i < count && count_of(runs, count, runs[0]) != count; i++) {
		fprintf(syzbot->out, "run #%zu: ", i);
		print_run(syzbot, runs[i]);
	}
	if (syzbot->story->robot.is_modern && count_of(runs, count, RUN_CRASHED) > 0)
		fprintf(syzbot->out, "representative crash: %s, types: [%s]\n",
			story_title(syzbot->story, &syzbot->keep),
			story_titles[syzbot->story->robot.title].type);
}

static void judge_modern(struct syzbot *syzbot, size_t good, size_t bad, size_t count,
			 struct syzbot_result *result)
{
	size_t wanted = syzbot->is_flaky ? count * 3 / 4 : count / 2;

	if (bad > 0)
		result->verdict = VERDICT_BAD;
	else if (good >= wanted)
		result->verdict = VERDICT_GOOD;
	else
		fprintf(syzbot->out,
			"unable to determine the verdict: %zu good runs (wanted %zu), for bad "
			"wanted %zu in total, got %zu\n",
			good, wanted, count / 2, good + bad);
	if (result->verdict == VERDICT_GOOD) {
		result->confidence = 1.0 - pow(1.0 - syzbot->chance, (double)good);
		fprintf(syzbot->out, "false negative chance: %.3f\n", 1.0 - result->confidence);
	}
	if (result->verdict == VERDICT_BAD && result->bad_ratio < 0.5)
		syzbot->is_flaky = true;
}

static void judge_of_2021(struct syzbot *syzbot, size_t good, size_t bad, size_t count,
			  struct syzbot_result *result)
{
	if (bad > 0)
		result->verdict = VERDICT_BAD;
	else if (count - good <= count / 3 * 2 && good > 0)
		result->verdict = VERDICT_GOOD;
	if (result->verdict == VERDICT_BAD && bad < good && !syzbot->is_flaky) {
		fprintf(syzbot->out, "reproducer seems to be flaky\n");
		syzbot->is_flaky = true;
	}
}

struct syzbot_result syzbot_test(struct syzbot *syzbot, size_t commit)
{
	struct syzbot_result result = {.verdict = VERDICT_SKIP, .confidence = 1.0};
	size_t count = syzbot->is_flaky || syzbot->tests == 0 ? RUNS_MAX : RUNS_MAX / 2, good, bad;
	enum run runs[RUNS_MAX];

	if (!syzbot->was_tested[commit])
		syzbot->tested[syzbot->tested_count++] = commit;
	syzbot->was_tested[commit] = true;
	if (!syzbot_print_build(syzbot, commit))
		return result;
	syzbot->tests++;
	syzbot->runs += count;
	draw_runs(syzbot, commit, runs, count);
	print_runs(syzbot, runs, count);
	good = count_of(runs, count, RUN_OK);
	bad = count_of(runs, count, RUN_CRASHED);
	if (good + bad > 0)
		result.bad_ratio = (double)bad / (double)(good + bad);
	if (syzbot->story->robot.is_modern)
		judge_modern(syzbot, good, bad, count, &result);
	else
		judge_of_2021(syzbot, good, bad, count, &result);
	syzbot->crashed[commit] = result.verdict == VERDICT_BAD;
	return result;
}
