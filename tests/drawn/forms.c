/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of forms, and what is drawn for each. */
#include <string.h>

#include "story.h"

static void tell_truth(struct story *story, struct dice *dice)
{
	const struct bisect_record *record = &story->record;

	story->seed = dice_next(dice);
	story->turned = TREE_NONE;
	if (record->culprit == TREE_NONE)
		return;
	story->shown = &record->plan.tree->commits[record->culprit];
	story->blamed = story->shown->hex;
}

static bool draw_by_hand(const struct tree *tree, struct dice *dice, struct story *story,
			 struct bv_arena *keep)
{
	if (!bisect_draw_by_hand(tree, dice, &story->record, keep))
		return false;
	tell_truth(story, dice);
	return true;
}

/* Newest first, below the start: git tag --no-contains START --merged START, and what is picked. */
static void pick_tags(const struct tree *tree, struct story_robot *robot)
{
	size_t all[TREE_RELEASES_MAX];

	for (size_t r = tree->release_count; r-- > 0;)
		if (tree->releases[r] != robot->start &&
		    tree_has(tree, robot->start, tree->releases[r]))
			all[robot->all_tags++] = tree->releases[r];
	/* Since 2023-08 every second from the fourth on, and the oldest. */
	for (size_t i = 0; i < robot->all_tags; i++)
		if (!robot->is_modern || i < 3 || i % 2 == 0 || i == robot->all_tags - 1)
			robot->tags[robot->picked_count++] = all[i];
	robot->tag_count = robot->picked_count;
}

/* The range that follows from the releases: the last bad one and the first good one. */
static bool walk(struct bisect_plan *plan, struct story_robot *robot)
{
	plan->bad = robot->start;
	for (size_t t = 0; t < robot->tag_count; t++) {
		plan->good = robot->tags[t];
		if (plan->untestable[plan->good])
			continue;
		if (!tree_has(plan->tree, plan->good, plan->cause)) {
			robot->tag_count = t + 1;
			return true;
		}
		plan->bad = plan->good;
	}
	return false;
}

static void draw_crash(struct story_robot *robot, struct dice *dice)
{
	static const size_t percents[] = {100, 100, 100, 100, 90, 70, 50};

	robot->crash_percent = percents[dice_below(dice, PAIRS_COUNT(percents))];
	robot->title = dice_below(dice, STORY_TITLES);
	/* A bug that shows too rarely for it would be told otherwise. */
	robot->drops_instrumentation = robot->crash_percent >= 90 && dice_chance(dice, 50);
}

/* Where clocks are wrong by weeks git itself can be led astray. */
static bool follow_truly(const struct bisect_plan *plan, struct bisect_record *record,
			 struct bv_arena *keep)
{
	return bisect_follow(plan, record, keep) &&
	       (record->culprit == TREE_NONE || record->culprit == plan->cause);
}

static bool follow(struct story *story, struct bisect_plan *plan, struct dice *dice,
		   struct bv_arena *keep)
{
	static const char *const terms[] = {"good", "bad", "skip"};

	memcpy(plan->terms, terms, sizeof(terms));
	plan->bad_name = plan->tree->commits[plan->bad].hex;
	plan->good_name = plan->tree->commits[plan->good].hex;
	if (!follow_truly(plan, &story->record, keep))
		return false;
	tell_truth(story, dice);
	return true;
}

static bool draw_cause(const struct tree *tree, struct dice *dice, struct story *story,
		       struct bv_arena *keep)
{
	struct bisect_plan plan = {.tree = tree,
				   .cause = tree_draw_kind(tree, TREE_CODE, tree->head, dice)};
	struct story_robot *robot = &story->robot;
	size_t count = 0;

	if (plan.cause == TREE_NONE)
		return false;
	bisect_draw_untestable(&plan, dice);
	for (size_t c = 0; c < tree->count; c++)
		if (tree_has(tree, c, plan.cause) && tree_has(tree, tree->head, c) &&
		    dice_below(dice, ++count) == 0)
			robot->start = c;
	/* The bug was seen there, so it can be built. */
	plan.untestable[robot->start] = false;
	pick_tags(tree, robot);
	draw_crash(robot, dice);
	return walk(&plan, robot) && follow(story, &plan, dice, keep);
}

static bool draw_modern_cause(const struct tree *tree, struct dice *dice, struct story *story,
			      struct bv_arena *keep)
{
	story->robot.is_modern = true;
	return draw_cause(tree, dice, story, keep);
}

/* A mail names one commit, so one was found. */
static bool draw_any_cause(const struct tree *tree, struct dice *dice, struct story *story,
			   struct bv_arena *keep)
{
	story->robot.is_modern = dice_chance(dice, 50);
	return draw_cause(tree, dice, story, keep) && story->blamed;
}

/* A trunk commit that has the bug and not its fix. */
static size_t draw_fix_start(const struct tree *tree, const struct bisect_plan *plan, size_t origin,
			     struct dice *dice)
{
	size_t found = TREE_NONE, count = 0;

	for (size_t c = tree->head;; c = tree->commits[c].parents[0]) {
		if (tree_has(tree, c, origin) && !tree_has(tree, c, plan->cause) &&
		    dice_below(dice, ++count) == 0)
			found = c;
		if (tree->commits[c].parent_count == 0)
			return found;
	}
}

/*
 * The fix is the "cause" of the bug's end. Before 2023-08 nobody asked whether a commit has the bug
 * already, so that only bugs which are older than all of the range give a right log.
 */
static bool draw_fix(const struct tree *tree, struct dice *dice, struct story *story,
		     struct bv_arena *keep)
{
	struct bisect_plan plan = {.tree = tree,
				   .cause = tree_draw_kind(tree, TREE_CODE, tree->head, dice)};
	struct story_robot *robot = &story->robot;

	robot->is_fix = true;
	if (plan.cause == TREE_NONE)
		return false;
	if (robot->is_modern && dice_chance(dice, 60))
		robot->origin = tree_draw_kind(tree, TREE_CODE, plan.cause, dice);
	if (robot->origin == TREE_NONE || robot->origin == plan.cause)
		return false;
	robot->start = draw_fix_start(tree, &plan, robot->origin, dice);
	if (robot->start == TREE_NONE)
		return false;
	bisect_draw_untestable(&plan, dice);
	/* What cannot be tested counts as crashed when syzkaller asks for the bug. */
	for (size_t c = 0; c < tree->count; c++)
		plan.untestable[c] &= tree_has(tree, c, robot->origin);
	plan.bad = tree->head;
	plan.good = robot->start;
	plan.untestable[plan.bad] = plan.untestable[plan.good] = false;
	draw_crash(robot, dice);
	return follow(story, &plan, dice, keep);
}

static bool draw_modern_fix(const struct tree *tree, struct dice *dice, struct story *story,
			    struct bv_arena *keep)
{
	story->robot.is_modern = true;
	return draw_fix(tree, dice, story, keep);
}

static bool draw_any_fix(const struct tree *tree, struct dice *dice, struct story *story,
			 struct bv_arena *keep)
{
	story->robot.is_modern = dice_chance(dice, 50);
	return draw_fix(tree, dice, story, keep) && story->blamed;
}

/* A result to write of: the cause, not the merge that brought it, which is --first-parent's. */
static bool draw_result(const struct tree *tree, struct dice *dice, struct story *story,
			struct bv_arena *keep)
{
	return draw_by_hand(tree, dice, story, keep) &&
	       story->record.culprit == story->record.plan.cause;
}

/* A robot's: an end that boots for good, and the branch's; told in ids, the good one first. */
static bool draw_kernelci(const struct tree *tree, struct dice *dice, struct story *story,
			  struct bv_arena *keep)
{
	struct bisect_plan plan = {.tree = tree,
				   .cause = tree_draw_kind(tree, TREE_CODE, tree->head, dice),
				   .bad = tree->head,
				   .bare_start = true,
				   .good_first = true};

	plan.good = TREE_NONE;
	for (size_t r = 0; r < tree->release_count && plan.cause != TREE_NONE; r++)
		if (!tree_has(tree, tree->releases[r], plan.cause))
			plan.good = tree->releases[r];
	if (plan.good == TREE_NONE)
		return false;
	bisect_draw_untestable(&plan, dice);
	return follow(story, &plan, dice, keep) && story->blamed;
}

/* What it prints at the end is of 2025 or of 2026. */
static bool draw_kci(const struct tree *tree, struct dice *dice, struct story *story,
		     struct bv_arena *keep)
{
	story->robot.is_modern = dice_chance(dice, 50);
	return draw_kernelci(tree, dice, story, keep);
}

/* Every commit boots there, or it does not. */
static bool draw_lkp(const struct tree *tree, struct dice *dice, struct story *story,
		     struct bv_arena *keep)
{
	struct bisect_plan plan = {.tree = tree,
				   .cause = tree_draw_kind(tree, TREE_CODE, tree->head, dice),
				   .bad = tree->head,
				   .terms = {"good", "bad", "skip"}};

	plan.good = TREE_NONE;
	for (size_t r = 0; r < tree->release_count && plan.cause != TREE_NONE; r++) {
		if (!tree_has(tree, tree->releases[r], plan.cause))
			plan.good = tree->releases[r];
		else if (dice_chance(dice, 30))
			plan.bad = tree->releases[r];
	}
	if (plan.good == TREE_NONE)
		return false;
	plan.bad_name = tree->commits[plan.bad].tag ? tree->commits[plan.bad].tag
						    : tree->commits[plan.bad].hex;
	plan.good_name =
		dice_chance(dice, 50) ? tree->commits[plan.good].tag : tree->commits[plan.good].hex;
	if (!follow_truly(&plan, &story->record, keep))
		return false;
	tell_truth(story, dice);
	return story->blamed != NULL;
}

static bool draw_modern_lkp(const struct tree *tree, struct dice *dice, struct story *story,
			    struct bv_arena *keep)
{
	story->robot.is_modern = true;
	return draw_lkp(tree, dice, story, keep);
}

/*
 * What would be true of another bug
 */

/* What a bug can come with, by its kind: code, or two sides that do not get on. Where this is asked
 * no architecture is told.
 */
static bool can_cause(const struct tree_commit *commit)
{
	return commit->kind == TREE_CODE || commit->kind == TREE_OTHER_ARCH ||
	       commit->kind == TREE_MERGE;
}

static size_t blamed_commit(const struct story *story)
{
	return tree_find(story->record.plan.tree, bv_text_from(story->blamed));
}

/*
 * A run names no verdicts: the same tests of another bug can have led there. What was tested is not
 * told either, and documentation can break its own build.
 */
static bool is_run_possible(const struct story *story, struct bv_arena *keep)
{
	struct bisect_plan plan = story->record.plan;
	const struct tree_commit *blamed;
	struct bisect_record record;

	plan.cause = blamed_commit(story);
	blamed = plan.cause == TREE_NONE ? NULL : &plan.tree->commits[plan.cause];
	if (!blamed || !(can_cause(blamed) || blamed->kind == TREE_DOCUMENT) ||
	    !bisect_follow(&plan, &record, keep))
		return false;
	return record.culprit == plan.cause && bv_text_equal(record.run, story->record.run);
}

/* The mail names a commit that has the bug. */
static bool is_cause_possible(const struct story *story, struct bv_arena *keep)
{
	const struct tree *tree = story->record.plan.tree;
	size_t blamed = blamed_commit(story);

	(void)keep;
	return blamed != TREE_NONE && can_cause(&tree->commits[blamed]) &&
	       tree_has(tree, story->robot.start, blamed);
}

/* ... that does not have the fix yet; which tree has it is not said. */
static bool is_fix_possible(const struct story *story, struct bv_arena *keep)
{
	const struct tree *tree = story->record.plan.tree;
	size_t blamed = blamed_commit(story);

	(void)keep;
	return blamed == TREE_NONE ||
	       (can_cause(&tree->commits[blamed]) && !tree_has(tree, story->robot.start, blamed));
}

/* A sentence names the blamed commit alone, and may have been said of another tree. */
static bool is_word_possible(const struct story *story, struct bv_arena *keep)
{
	const struct tree *tree = story->record.plan.tree;
	size_t blamed = blamed_commit(story);

	(void)keep;
	return blamed == TREE_NONE || can_cause(&tree->commits[blamed]);
}

const struct form forms[] = {
	{"git-log", false, true, draw_by_hand, story_print_git_log, NULL},
	{"session", false, true, draw_by_hand, story_print_session, NULL},
	{"run-session", false, false, draw_by_hand, story_print_run_session, is_run_possible},
	{"syzbot", false, false, draw_modern_cause, story_print_syzbot_log, NULL},
	{"syzbot-2021", false, false, draw_cause, story_print_syzbot_log, NULL},
	{"fix", false, false, draw_modern_fix, story_print_syzbot_log, NULL},
	{"fix-2021", false, false, draw_fix, story_print_syzbot_log, NULL},
	{"mail", true, false, draw_any_cause, story_print_mail, is_cause_possible},
	{"mail-log", true, false, draw_any_cause, story_print_mail_with_log, NULL},
	{"fix-mail", true, false, draw_any_fix, story_print_mail, is_fix_possible},
	{"fix-mail-log", true, false, draw_any_fix, story_print_mail_with_log, NULL},
	{"kernelci", true, false, draw_kernelci, story_print_kernelci, NULL},
	{"kci-session", false, false, draw_kci, story_print_kci_session, NULL},
	{"kci-state", false, false, draw_kci, story_print_kci_state, NULL},
	{"kci-bisect", false, false, draw_kci, story_print_kci_bisect, NULL},
	{"lkp-2017", false, true, draw_lkp, story_print_lkp_log, NULL},
	{"lkp-2020", false, true, draw_modern_lkp, story_print_lkp_log, NULL},
	{"lkp-mail", true, false, draw_modern_lkp, story_print_lkp_mail, NULL},
	{"people-log", true, true, draw_result, story_print_people_log, NULL},
	{"people-mail", true, true, draw_result, story_print_people_mail, is_word_possible},
	{"people-patch", true, true, draw_result, story_print_people_patch, is_word_possible},
};
const size_t form_count = PAIRS_COUNT(forms);
_Static_assert(PAIRS_COUNT(forms) <= STORY_FORMS_MAX, "tables are that long");
