/* SPDX-License-Identifier: GPL-2.0-only */
/* How people bisect: their ends and names for them, and what they do beside what git asks. */
#include <string.h>

#include "bisect.h"

static size_t draw_cause(const struct tree *tree, struct dice *dice)
{
	return tree_draw_kind(tree, TREE_CODE, tree->head, dice);
}

/* A release or any commit without the cause; now and then one that the bad one does not have. */
static size_t draw_good(const struct bisect_plan *plan, struct dice *dice)
{
	const struct tree *tree = plan->tree;
	size_t found = TREE_NONE, count = 0;

	if (!plan->first_parent && dice_chance(dice, 15) &&
	    !tree_has(tree, tree->stable, plan->cause))
		return tree->stable;
	if (plan->first_parent || dice_chance(dice, 70)) {
		for (size_t r = 0; r < tree->release_count; r++)
			if (tree_has(tree, plan->bad, tree->releases[r]) &&
			    !tree_has(tree, tree->releases[r], plan->cause))
				found = tree->releases[r];
		return found;
	}
	for (size_t c = 0; c < tree->count; c++)
		if (tree_has(tree, plan->bad, c) && !tree_has(tree, c, plan->cause) &&
		    dice_below(dice, ++count) == 0)
			found = c;
	return found;
}

static size_t draw_bad(const struct bisect_plan *plan, struct dice *dice)
{
	const struct tree *tree = plan->tree;
	size_t found = tree->head, count = 0;

	if (dice_chance(dice, 50))
		return found;
	/* On the trunk: what else would people boot? */
	for (size_t c = tree->head; tree_has(tree, c, plan->cause); c = tree->commits[c].parents[0])
		if (c != plan->cause && dice_below(dice, ++count) == 0)
			found = c;
	return found;
}

/* "v5.12~3": along first parents, or NULL. */
static const char *below_tag(const struct tree *tree, size_t commit, struct bv_arena *keep)
{
	for (size_t r = 0; r < tree->release_count; r++) {
		size_t steps = 0, at = tree->releases[r];

		while (at != commit && tree->commits[at].parent_count > 0 && steps < 6) {
			at = tree->commits[at].parents[0];
			steps++;
		}
		if (at == commit)
			return pairs_print(keep, "%s~%zu", tree->commits[tree->releases[r]].tag,
					   steps);
	}
	return NULL;
}

static const char *spell(const struct bisect_plan *plan, size_t commit, struct dice *dice,
			 struct bv_arena *keep)
{
	const struct tree_commit *drawn = &plan->tree->commits[commit];
	const char *name;

	if (drawn->tag)
		return drawn->tag;
	if (dice_chance(dice, 25) && (name = below_tag(plan->tree, commit, keep)))
		return name;
	if (commit == plan->tree->head && dice_chance(dice, 60))
		return dice_chance(dice, 50) ? "HEAD" : "master";
	if (commit == plan->tree->stable && dice_chance(dice, 50))
		return "stable";
	return dice_chance(dice, 50) ? drawn->hex : pairs_print(keep, "%.12s", drawn->hex);
}

/* Releases without the bug, or what it never came to; a person who knows gives them all. */
static void draw_more_goods(struct bisect_plan *plan, struct dice *dice, struct bv_arena *keep)
{
	const struct tree *tree = plan->tree;

	for (size_t r = 0; r < tree->release_count && plan->more_good_count < BISECT_MORE_MAX; r++)
		if (tree->releases[r] != plan->good &&
		    !tree_has(tree, tree->releases[r], plan->cause) && dice_chance(dice, 40))
			plan->more_goods[plan->more_good_count++] =
				spell(plan, tree->releases[r], dice, keep);
	if (plan->good != tree->stable && plan->more_good_count < BISECT_MORE_MAX &&
	    !plan->first_parent && !tree_has(tree, tree->stable, plan->cause) &&
	    dice_chance(dice, 30))
		plan->more_goods[plan->more_good_count++] = spell(plan, tree->stable, dice, keep);
}

/* "git bisect skip A..B": what lies there does not build, as a person knows. */
static const char *skip_range(struct bisect_plan *plan, struct dice *dice, struct bv_arena *keep)
{
	const struct tree *tree = plan->tree;
	size_t last = tree->commits[plan->bad].parents[0], first;

	for (size_t back = dice_below(dice, 12); back > 0; back--)
		if (tree->commits[last].parent_count > 0)
			last = tree->commits[last].parents[0];
	first = last;
	for (size_t back = 1 + dice_below(dice, 4); back > 0; back--)
		if (tree->commits[first].parent_count > 0)
			first = tree->commits[first].parents[0];
	if (tree_has(tree, last, plan->good) && !tree_has(tree, first, plan->good))
		return NULL;
	for (size_t c = 0; c < tree->count; c++)
		plan->untestable[c] |= tree_has(tree, last, c) && !tree_has(tree, first, c);
	return pairs_print(keep, "git bisect skip %.12s..%.12s", tree->commits[first].hex,
			   tree->commits[last].hex);
}

/* A person tests what a guess says, a release mostly, before doing as git says. */
static const char *own_verdict(const struct bisect_plan *plan, struct dice *dice,
			       struct bv_arena *keep)
{
	const struct tree *tree = plan->tree;
	size_t found = TREE_NONE, count = 0;
	enum verdict verdict;

	for (size_t c = 0; c < tree->count; c++)
		if (c != plan->bad && tree_has(tree, plan->bad, c) &&
		    !tree_has(tree, plan->good, c) && !plan->untestable[c] &&
		    dice_below(dice, ++count) == 0)
			found = c;
	for (size_t r = 0; r < tree->release_count; r++)
		if (tree_has(tree, plan->bad, tree->releases[r]) &&
		    tree->releases[r] != plan->bad &&
		    !tree_has(tree, plan->good, tree->releases[r]) &&
		    !plan->untestable[tree->releases[r]] && dice_chance(dice, 50))
			found = tree->releases[r];
	if (found == TREE_NONE)
		return NULL;
	verdict = tree_has(tree, found, plan->cause) ? VERDICT_BAD : VERDICT_GOOD;
	return pairs_print(keep, "git bisect %s %s", plan->terms[verdict],
			   spell(plan, found, dice, keep));
}

static void draw_own_picks(struct bisect_plan *plan, struct dice *dice, struct bv_arena *keep)
{
	const char *own = NULL;

	if (plan->more_good_count == 0 && dice_chance(dice, 30))
		own = skip_range(plan, dice, keep);
	if (own)
		plan->own_picks[plan->own_pick_count++] = own;
	own = own_verdict(plan, dice, keep);
	if (own)
		plan->own_picks[plan->own_pick_count++] = own;
}

/* The file of the bug, or a folder above it. */
static const char *draw_path(const struct bisect_plan *plan, struct dice *dice,
			     struct bv_arena *keep)
{
	const char *path = tree_files[plan->tree->commits[plan->cause].file].path;
	size_t slashes = 1 + dice_below(dice, 3);

	for (size_t i = 0; path[i]; i++)
		if (path[i] == '/' && --slashes == 0)
			return pairs_print(keep, "%.*s", (int)i + (int)dice_below(dice, 2), path);
	return path;
}

/* All that people do beside naming two ends. */
static void draw_habits(struct bisect_plan *plan, struct dice *dice, struct bv_arena *keep)
{
	plan->good_first = dice_chance(dice, 30);
	plan->is_replayed = dice_chance(dice, 8);
	if (dice_chance(dice, 20))
		draw_more_goods(plan, dice, keep);
	if (dice_chance(dice, 7))
		plan->path = draw_path(plan, dice, keep);
	else if (dice_chance(dice, 12))
		draw_own_picks(plan, dice, keep);
}

bool bisect_draw_by_hand(const struct tree *tree, struct dice *dice, struct bisect_record *record,
			 struct bv_arena *keep)
{
	static const char *const terms[][3] = {{"good", "bad", "skip"},     {"good", "bad", "skip"},
					       {"good", "bad", "skip"},     {"good", "bad", "skip"},
					       {"good", "bad", "skip"},     {"good", "bad", "skip"},
					       {"works", "broken", "skip"}, {"old", "new", "skip"}};
	struct bisect_plan plan = {.tree = tree, .cause = draw_cause(tree, dice)};

	if (plan.cause == TREE_NONE)
		return false;
	memcpy(plan.terms, terms[dice_below(dice, PAIRS_COUNT(terms))], sizeof(plan.terms));
	plan.bare_terms = strcmp(plan.terms[VERDICT_GOOD], "old") == 0 && dice_chance(dice, 50);
	plan.first_parent = dice_chance(dice, 8);
	plan.bare_start = dice_chance(dice, 40);
	plan.bad = draw_bad(&plan, dice);
	plan.good = draw_good(&plan, dice);
	if (plan.good == TREE_NONE)
		return false;
	plan.bad_name = spell(&plan, plan.bad, dice, keep);
	plan.good_name = spell(&plan, plan.good, dice, keep);
	if (plan.bare_start && plan.bad == tree->head && dice_chance(dice, 60))
		plan.bad_name = "";
	if (dice_chance(dice, 30))
		plan.chatter = "Kernel: arch/x86/boot/bzImage is ready  (#7)";
	bisect_draw_untestable(&plan, dice);
	draw_habits(&plan, dice, keep);
	/* Where dates are wrong, or a path hides commits, git itself can be led astray. */
	return bisect_follow(&plan, record, keep) &&
	       (plan.first_parent || record->culprit == TREE_NONE || record->culprit == plan.cause);
}
