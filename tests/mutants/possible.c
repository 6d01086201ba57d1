/* SPDX-License-Identifier: GPL-2.0-only */
/* Whether a damaged text can be true all the same, asked of its story and of git. */
#include <string.h>

#include "damage.h"
#include "drawn/syzbot.h"

#define FIRST_WORDS 16 /* bytes */

static bool has_counts(const struct damage *damage)
{
	for (size_t i = 0; i < damage->lines.count; i++)
		if (bv_text_starts_with(damage->lines.items[i], BV_TEXT("Bisecting: ")))
			return true;
	return false;
}

/* What was tested bad has the first bad commit, and what was tested good has it not. */
static bool do_verdicts_agree(const struct damage *damage)
{
	size_t culprit = damage->story->record.culprit;

	for (size_t s = 0; s < damage->told.count && culprit != TREE_NONE; s++) {
		const struct bisect_step *step = &damage->told.steps[s];

		if (step->verdict != VERDICT_SKIP &&
		    tree_has(damage->tree, step->commit, culprit) != (step->verdict == VERDICT_BAD))
			return false;
	}
	return true;
}

/*
 * git itself comes to the same end, and asks for the same commits, with the same words where they
 * are printed. Where they are not, a person may have taken some by hand.
 */
bool possible_steps(const struct damage *damage)
{
	struct bisect_told told = damage->told;

	told.are_counts_told = has_counts(damage);
	told.are_commits_taken = damage->form->is_by_hand;
	/* git never offers another commit, and where nobody takes one none is tested. */
	if (told.changed != TREE_NONE &&
	    (told.are_counts_told || !told.are_commits_taken || damage->keeps_subject))
		return false;
	return do_verdicts_agree(damage) && !damage->is_told_twice &&
	       bisect_is_same(&damage->story->record, &told, damage->keep);
}

/* A person may say the same twice. */
bool possible_repeat(const struct damage *damage)
{
	return damage->form->is_by_hand && !has_counts(damage);
}

/* "# bad: [H] subject", beside the command */
static bool is_comment_of_end(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("# ")) && bv_text_contains(line, BV_TEXT(": [")) &&
	       !bv_text_starts_with(line, BV_TEXT("# first "));
}

/* Another end: what was tested and what was found must lie between it and the other one. */
bool possible_range(const struct damage *damage)
{
	size_t culprit = damage->story->record.culprit;

	for (size_t i = 0; i < damage->lines.count; i++)
		if (is_comment_of_end(damage->lines.items[i]))
			return false;
	for (size_t s = 0; s < damage->told.count; s++)
		if (tree_has(damage->tree, damage->other, damage->told.steps[s].commit) ==
		    damage->is_good_end)
			return false;
	return culprit != TREE_NONE &&
	       tree_has(damage->tree, damage->other, culprit) != damage->is_good_end &&
	       possible_steps(damage);
}

/*
 * kci-bisect chooses by itself: only the verdicts count, and they must leave the one that it
 * blames.
 */
static bool possible_choice(const struct damage *damage)
{
	size_t was = damage->renamed.commit, now = damage->other, left = 0;
	struct bisect_plan plan = damage->story->record.plan;
	struct bisect_told told = damage->told;

	plan.bad = plan.bad == was ? now : plan.bad;
	plan.good = plan.good == was ? now : plan.good;
	for (size_t s = 0; s < told.count; s++) {
		if (told.steps[s].commit == was)
			told.steps[s].commit = now;
		if (!bisect_is_candidate(&plan, &told, s))
			return false;
	}
	for (size_t c = 0; c < plan.tree->count; c++) {
		told.steps[told.count].commit = c;
		left += bisect_is_candidate(&plan, &told, told.count);
	}
	return left == 1 && was != damage->story->record.culprit;
}

/* A person's patch may mend another commit than the one that was found. */
static bool may_name_another(const struct damage *damage, struct bv_text line)
{
	return damage->form->is_by_hand && bv_text_starts_with(line, BV_TEXT("Fixes: "));
}

/* Its author and date are printed, or its subject; mail programs break lines: the first words. */
static bool is_told_otherwise(const struct damage *damage, size_t commit)
{
	struct bv_text subject =
		bv_text_slice(bv_text_from(damage->tree->commits[commit].subject), 0, FIRST_WORDS);
	size_t first, count;

	if (damage_print(damage, &first, &count))
		return true;
	for (size_t i = 0; i < damage->lines.count; i++)
		if (bv_text_contains(damage->lines.items[i], subject) &&
		    !may_name_another(damage, damage->lines.items[i]))
			return true;
	return false;
}

/* Where a robot saw the bug: any commit that has the blamed one. Else: whom a sentence blames. */
bool possible_commit(const struct damage *damage)
{
	const struct tree *tree = damage->tree;
	struct story story = *damage->story;
	size_t culprit = story.record.culprit;

	if (bv_text_contains(damage->lines.items[damage->renamed.line],
			     BV_TEXT("[test failed on ")))
		return culprit != TREE_NONE && tree_has(tree, damage->other, culprit);
	if (damage->form->print == story_print_kci_bisect)
		return possible_choice(damage);
	story.blamed = tree->commits[damage->other].hex;
	return damage->renamed.commit == culprit && damage->form->is_possible &&
	       !is_told_otherwise(damage, culprit) &&
	       damage->form->is_possible(&story, damage->keep);
}

/* The commit does not name him: what get_maintainer.pl said on that day is not told. */
bool possible_recipient(const struct damage *damage)
{
	return syzbot_is_maintainer(damage->recipient);
}

/* The only line of a message that is printed is not printed: nothing false is said. */
bool possible_message(const struct damage *damage)
{
	size_t first, count;

	if (!damage_print(damage, &first, &count))
		return false;
	for (size_t i = first; i < first + count; i++)
		if (bv_text_starts_with(damage->lines.items[i], BV_TEXT("    ")))
			return false;
	return true;
}

/* The test that the line belongs to, by its "testing commit H"; TREE_NONE: none. */
static size_t test_above(const struct damage *damage, size_t line)
{
	for (size_t i = line; i-- > 0;) {
		struct bv_text text = damage->lines.items[i];

		if (bv_take_prefix(&text, BV_TEXT("testing commit ")))
			return tree_find(damage->tree, bv_text_slice(text, 0, 40));
	}
	return TREE_NONE;
}

static size_t count_tests(const struct damage *damage, size_t commit)
{
	size_t count = 0;

	for (size_t i = 0; i < damage->lines.count; i++)
		count += bv_text_starts_with(damage->lines.items[i], BV_TEXT("testing commit ")) &&
			 test_above(damage, i + 1) == commit;
	return count;
}

/*
 * Nothing else says what kernel that test had: it is its commit's only one, or of the start, which
 * is tested with other configurations; and not one of the two that are compared at the end.
 */
bool possible_signature(const struct damage *damage)
{
	size_t commit = test_above(damage, damage->line), culprit = damage->story->record.culprit;
	const struct tree_commit *blamed =
		culprit == TREE_NONE ? NULL : &damage->tree->commits[culprit];

	for (size_t p = 0; blamed && p < blamed->parent_count; p++)
		if (blamed->parents[p] == commit)
			return false;
	return commit != TREE_NONE && commit != culprit &&
	       (commit == damage->story->robot.start || count_tests(damage, commit) == 1);
}
