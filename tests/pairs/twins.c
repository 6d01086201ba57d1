/* SPDX-License-Identifier: GPL-2.0-only */
/* Ways to falsify a story. Whatever they do, the log then contradicts the tree or itself. */
#include "twins.h"

#include <string.h>

static bool turn_any(struct story *story, struct dice *dice)
{
	size_t count = 0;

	for (size_t s = 0; s < story->record.step_count; s++)
		if (story->record.steps[s].verdict != VERDICT_SKIP &&
		    dice_below(dice, ++count) == 0)
			story->turned = s;
	return count > 0;
}

/*
 * One verdict is turned, all else stays. A "good" one turned shuts the blamed commit out of what
 * is left (the step did not have it); a "bad" one turned makes the blamed commit good.
 */
static bool turn_verdict(struct story *story, struct dice *dice, struct bv_arena *keep)
{
	(void)keep;
	return story->blamed && turn_any(story, dice);
}

/* The same where only skipped commits were left, among them the cause: no result, no verdict. */
static bool turn_without_result(struct story *story, struct dice *dice, struct bv_arena *keep)
{
	(void)keep;
	return !story->blamed && turn_any(story, dice);
}

static bool blame(struct story *story, size_t commit)
{
	if (commit == TREE_NONE || !story->blamed)
		return false;
	story->shown = &story->record.plan.tree->commits[commit];
	story->blamed = story->shown->hex;
	return true;
}

/*
 * A parent is good: it does not have the cause. A child is not first: its parent is bad. Only with
 * --first-parent, where a merge is blamed, can a neighbour be the cause after all.
 */
static bool blame_neighbour(struct story *story, struct dice *dice, struct bv_arena *keep)
{
	const struct tree *tree = story->record.plan.tree;
	size_t culprit = story->record.culprit, found = TREE_NONE, count = 0;

	(void)keep;
	if (!story->blamed)
		return false;
	for (size_t c = 0; c < tree->count; c++) {
		bool is_near = false;

		for (size_t p = 0; p < tree->commits[c].parent_count; p++)
			is_near |= tree->commits[c].parents[p] == culprit;
		for (size_t p = 0; p < tree->commits[culprit].parent_count; p++)
			is_near |= tree->commits[culprit].parents[p] == c;
		if (is_near && c != story->record.plan.cause && dice_below(dice, ++count) == 0)
			found = c;
	}
	return blame(story, found);
}

static bool blame_maintainers(struct story *story, struct dice *dice, struct bv_arena *keep)
{
	const struct bisect_plan *plan = &story->record.plan;

	(void)keep;
	return blame(story, tree_draw_kind(plan->tree, TREE_MAINTAINERS, plan->bad, dice));
}

static bool blame_stranger(struct story *story, struct dice *dice, struct bv_arena *keep)
{
	if (!story->blamed)
		return false;
	story->blamed = dice_hex(dice, 40, keep);
	return true;
}

const struct twin twins[] = {
	{"turned", turn_verdict},       {"turned-open", turn_without_result},
	{"neighbour", blame_neighbour}, {"maintainers", blame_maintainers},
	{"stranger", blame_stranger},
};
const size_t twin_count = PAIRS_COUNT(twins);
