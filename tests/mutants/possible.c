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
 * are printed. Where they are not, a person may have taken one commit by hand.
 */
bool possible_steps(const struct damage *damage)
{
	struct bisect_told told = damage->told;

	told.are_counts_told = has_counts(damage);
	told.by_hand_most = damage->form->is_by_hand && !told.are_counts_told;
	return do_verdicts_agree(damage) &&
	       bisect_is_same(&damage->story->record, &told, damage->keep);
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
