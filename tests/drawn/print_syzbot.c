/* SPDX-License-Identifier: GPL-2.0-only */
/* syzkaller's log, as its sources of 2021-07 and of 2023-08 and later print it. */
#include <stdlib.h>
#include <string.h>

#include "syzbot.h"

static void print_head(struct syzbot *syzbot)
{
	const struct story *story = syzbot->story;
	const char *start = story->record.plan.tree->commits[story->robot.start].hex;

	if (story->robot.is_modern)
		fprintf(syzbot->out, "ci-demo starts bisection 2025-01-09 13:22:22.584101229 "
				     "+0000 UTC m=+182.384419232\n");
	fprintf(syzbot->out, "bisecting %s %s\nbuilding syzkaller on %s\n",
		story->robot.is_fix ? "fixing commit since" : "cause commit starting from", start,
		dice_hex(&syzbot->dice, 40, &syzbot->keep));
	if (story->robot.is_modern)
		fprintf(syzbot->out, "ensuring issue is reproducible on original commit %s\n\n",
			start);
}

static void print_start_test(struct syzbot *syzbot)
{
	size_t start = syzbot->story->robot.start;

	syzbot->chance = syzbot_test(syzbot, start).bad_ratio;
	if (!syzbot->story->robot.is_modern || !syzbot->story->robot.drops_instrumentation)
		return;
	fprintf(syzbot->out, "check whether we can drop unnecessary instrumentation\n"
			     "disabling configs for [MEMLEAK UBSAN], they are not needed\n");
	syzbot->chance = syzbot_test(syzbot, start).bad_ratio;
	fprintf(syzbot->out, "the bug reproduces without the instrumentation\n");
}

/* The releases, newest first, down to a good one; or the tree's tip. */
static void print_range(struct syzbot *syzbot)
{
	const struct bisect_plan *plan = &syzbot->story->record.plan;
	const struct story_robot *robot = &syzbot->story->robot;

	if (robot->is_fix) {
		fprintf(syzbot->out, "testing current HEAD %s\n",
			plan->tree->commits[plan->bad].hex);
		(void)syzbot_test(syzbot, plan->bad);
		return;
	}
	if (robot->is_modern) {
		fprintf(syzbot->out, "picked [");
		for (size_t t = 0; t < robot->picked_count; t++)
			fprintf(syzbot->out, "%s%s", t > 0 ? " " : "",
				plan->tree->commits[robot->tags[t]].tag);
		fprintf(syzbot->out, "] out of %zu release tags\n", robot->all_tags);
	}
	for (size_t t = 0; t < robot->tag_count; t++) {
		fprintf(syzbot->out, "testing release %s\n",
			plan->tree->commits[robot->tags[t]].tag);
		(void)syzbot_test(syzbot, robot->tags[t]);
	}
}

static bool is_merge_base(const struct tree *tree, size_t base, size_t a, size_t b)
{
	if (!tree_has(tree, a, base) || !tree_has(tree, b, base))
		return false;
	for (size_t c = 0; c < tree->count; c++)
		if (c != base && tree_has(tree, c, base) && tree_has(tree, a, c) &&
		    tree_has(tree, b, c))
			return false;
	return true;
}

/* revisionHadBug() of syzkaller: may ask for further tests. */
static bool print_presence(struct syzbot *syzbot, size_t commit)
{
	const struct tree *tree = syzbot->story->record.plan.tree;
	bool has_bug = false;

	fprintf(syzbot->out, "determine whether the revision contains the guilty commit\n");
	for (size_t t = 0; t < syzbot->tested_count; t++) {
		size_t tested = syzbot->tested[t];

		if (syzbot->crashed[tested] && tree_has(tree, commit, tested)) {
			fprintf(syzbot->out, "revision %s crashed and is reachable\n",
				tree->commits[tested].hex);
			return true;
		}
	}
	for (size_t c = tree->count; c-- > 0 && !has_bug;) {
		if (!is_merge_base(tree, c, commit, syzbot->story->robot.start))
			continue;
		fprintf(syzbot->out, "checking the merge base %s\n", tree->commits[c].hex);
		if (!syzbot->was_tested[c]) {
			fprintf(syzbot->out, "no existing result, test the revision\n");
			(void)syzbot_test(syzbot, c);
		}
		/* One that could not be tested has the bug: see the drawing of fixes. */
		has_bug = syzbot->crashed[c] || syzbot->story->record.plan.untestable[c];
	}
	return has_bug;
}

static void print_step(struct syzbot *syzbot, size_t number)
{
	static const char *const words[] = {"good", "bad", "skip"};
	const struct story *story = syzbot->story;
	const struct bisect_step *step = &story->record.steps[number];
	struct syzbot_result result;

	if (story->robot.is_fix && story->robot.is_modern && !print_presence(syzbot, step->commit))
		fprintf(syzbot->out,
			"the bug was not introduced yet; pretend that kernel crashed\n");
	else {
		result = syzbot_test(syzbot, step->commit);
		syzbot->confidence *= result.confidence;
		if (result.verdict == VERDICT_BAD && result.bad_ratio < syzbot->chance)
			syzbot->chance = (syzbot->chance + result.bad_ratio) / 2;
	}
	fprintf(syzbot->out, "# git bisect %s %s\n", words[story_verdict(story, number)],
		story->record.plan.tree->commits[step->commit].hex);
	story_print_text(syzbot->out, step->said);
}

/* "# git bisect start" and all that follows from it. */
static void print_bisection(struct syzbot *syzbot)
{
	const struct story *story = syzbot->story;
	const struct bisect_record *record = &story->record;

	fprintf(syzbot->out, "# git bisect start %s %s\n", record->plan.bad_name,
		record->plan.good_name);
	story_print_text(syzbot->out, record->starts[0].said);
	fprintf(syzbot->out, "\n");
	for (size_t s = 0; s < record->step_count; s++) {
		print_step(syzbot, s);
		if (s + 1 < record->step_count)
			fprintf(syzbot->out, "\n");
	}
	story_print_conclusion(story, syzbot->out);
	fprintf(syzbot->out, "\n");
	if (story->robot.is_modern)
		fprintf(syzbot->out, "accumulated error probability: %.2f\n",
			1.0 - syzbot->confidence);
}

static void print_signatures(struct syzbot *syzbot)
{
	const struct bisect_record *record = &syzbot->story->record;
	const struct tree *tree = record->plan.tree;
	size_t parent;

	if (record->culprit == TREE_NONE || tree->commits[record->culprit].parent_count != 1)
		return;
	parent = tree->commits[record->culprit].parents[0];
	if (!syzbot->was_tested[parent]) {
		fprintf(syzbot->out, "parent commit %s wasn't tested\n", tree->commits[parent].hex);
		if (!syzbot_print_build(syzbot, parent))
			return;
	}
	fprintf(syzbot->out, "culprit signature: %s\n",
		tree_signature(tree, record->culprit, &syzbot->keep));
	fprintf(syzbot->out, "parent  signature: %s\n",
		tree_signature(tree, parent, &syzbot->keep));
}

/* As Go prints a duration. */
static void print_duration(FILE *out, double seconds)
{
	unsigned long hours = (unsigned long)(seconds / 3600);
	unsigned long minutes = (unsigned long)(seconds / 60) % 60;

	if (hours > 0)
		fprintf(out, "%luh", hours);
	if (hours + minutes > 0)
		fprintf(out, "%lum", minutes);
	/* Never a zero at the end, which Go would leave out. */
	fprintf(out, "%.7f1s", seconds - 3600.0 * (double)hours - 60.0 * (double)minutes);
}

static void print_totals(struct syzbot *syzbot)
{
	double build = 201.318204557 * (double)syzbot->builds;
	double test = 18.604117093 * (double)syzbot->runs;

	if (syzbot->is_flaky && syzbot->story->robot.is_modern)
		fprintf(syzbot->out, "reproducer is flaky (%.2f repro chance estimate)\n",
			syzbot->chance);
	else if (syzbot->is_flaky)
		fprintf(syzbot->out, "Reproducer flagged being flaky\n");
	fprintf(syzbot->out, "revisions tested: %zu, total time: ", syzbot->tests);
	print_duration(syzbot->out, build + test + 124.550871206);
	fprintf(syzbot->out, " (build: ");
	print_duration(syzbot->out, build);
	fprintf(syzbot->out, ", test: ");
	print_duration(syzbot->out, test);
	fprintf(syzbot->out, ")\n");
}

/* The kernel's own words, on the culprit. */
static void print_crash(struct syzbot *syzbot)
{
	const struct bisect_plan *plan = &syzbot->story->record.plan;
	const struct tree_commit *at = &plan->tree->commits[plan->cause];
	const char *title = story_title(syzbot->story, &syzbot->keep);

	fprintf(syzbot->out,
		"crash: %s\n------------[ cut here ]------------\n"
		"BUG: demo in %s_%s+0x2b/0x90 %s:%zu\nCall Trace:\n <TASK>\n"
		" %s_%s+0x2b/0x90 %s:%zu\n do_syscall_64+0x35/0xb0 arch/x86/entry/common.c:80\n"
		" </TASK>\n\n",
		title, tree_files[at->file].name, tree_functions[at->slot],
		tree_files[at->file].path, 20 + at->slot, tree_files[at->file].name,
		tree_functions[at->slot], tree_files[at->file].path, 20 + at->slot);
}

/* git's own words name the hashes that are left, and syzkaller repeats them. */
static void print_possible(struct syzbot *syzbot)
{
	struct bv_text rest = syzbot->story->record.conclusion, line;

	fprintf(syzbot->out, "bisection is inconclusive, the first %s commit could be any of:\n",
		syzbot->story->robot.is_fix ? "good" : "bad");
	while (bv_take_line(&rest, &line))
		if (bv_text_is_hex(line, 40, 40))
			fprintf(syzbot->out, "%.*s\n", BV_TEXT_ARG(line));
}

void story_print_syzbot_log(const struct story *story, FILE *out)
{
	struct syzbot *syzbot = calloc(1, sizeof(*syzbot));

	if (!syzbot)
		pairs_die("out of memory");
	syzbot->story = story;
	syzbot->out = out;
	syzbot->dice.state = story->seed;
	syzbot->confidence = 1.0;
	print_head(syzbot);
	print_start_test(syzbot);
	print_range(syzbot);
	print_bisection(syzbot);
	print_signatures(syzbot);
	print_totals(syzbot);
	if (!story->blamed)
		print_possible(syzbot);
	else {
		fprintf(out, "first %s commit: %s %s\n", story->robot.is_fix ? "good" : "bad",
			story->blamed, story->shown->subject);
		syzbot_print_recipients(syzbot, story->shown);
		if (!story->robot.is_fix)
			print_crash(syzbot);
	}
	bv_arena_release(&syzbot->keep);
	free(syzbot);
}
