/* SPDX-License-Identifier: GPL-2.0-only */
/* Damaged steps: counts, verdicts, what was tested, and in which order. */
#include <string.h>

#include "damage.h"

static bool draw_step(const struct damage *damage, size_t *step, struct step_lines *lines)
{
	size_t count = damage->story->record.step_count;

	if (count == 0)
		return false;
	*step = dice_below(damage->dice, count);
	*lines = damage_step(damage, *step);
	return true;
}

/* A number in "Bisecting: N revisions left to test after this (roughly K steps)". */
static bool change_count(struct damage *damage, const char *before)
{
	size_t line = damage_draw_prefix(damage, "Bisecting: "), at, next;
	struct bv_text rest, all;
	uint64_t number;

	if (line == TREE_NONE)
		return false;
	all = damage->lines.items[line];
	at = bv_text_find(all, bv_text_from(before), 0);
	if (at == SIZE_MAX)
		return false;
	at += strlen(before);
	rest = bv_text_from_offset(all, at);
	if (!bv_take_uint(&rest, &number))
		return false;
	next = (size_t)number + 1 + dice_below(damage->dice, 3);
	if (number > 0 && dice_chance(damage->dice, 50))
		next = (size_t)number - 1;
	damage_replace(damage, line, at, all.size - at - rest.size,
		       pairs_print(damage->keep, "%zu", next));
	return true;
}

bool damage_revisions_left(struct damage *damage)
{
	return change_count(damage, "Bisecting: ");
}

bool damage_steps_left(struct damage *damage)
{
	return change_count(damage, "(roughly ");
}

/* The word for a verdict in one line becomes another. */
static void reword(struct damage *damage, size_t line, const char *was, const char *told)
{
	size_t at;

	if (line == TREE_NONE)
		return;
	at = bv_text_find(damage->lines.items[line], bv_text_from(was), 0);
	if (at != SIZE_MAX)
		damage_replace(damage, line, at, strlen(was), told);
}

/* Any step whose verdict is @from or, when that is skip, not skip; TREE_NONE: it has no line. */
static bool turn(struct damage *damage, bool is_skip, enum verdict told)
{
	const struct bisect_record *record = &damage->story->record;
	size_t found = TREE_NONE, count = 0;
	struct step_lines lines;
	const char *was, *word;

	for (size_t s = 0; s < record->step_count; s++)
		if ((record->steps[s].verdict == VERDICT_SKIP) == is_skip &&
		    dice_below(damage->dice, ++count) == 0)
			found = s;
	if (found == TREE_NONE)
		return false;
	lines = damage_step(damage, found);
	if (lines.mark == TREE_NONE)
		return false;
	if (told == record->steps[found].verdict)
		told = VERDICT_GOOD;
	was = record->plan.terms[record->steps[found].verdict];
	word = record->plan.terms[told];
	reword(damage, lines.mark, was, word);
	reword(damage, lines.comment, was, word);
	damage->told.steps[found].verdict = told;
	damage->is_told_twice = damage->form->print == story_print_lkp_log;
	return true;
}

bool damage_verdict_turned(struct damage *damage)
{
	return turn(damage, false, VERDICT_BAD);
}

bool damage_verdict_to_skip(struct damage *damage)
{
	return turn(damage, false, VERDICT_SKIP);
}

bool damage_skip_to_verdict(struct damage *damage)
{
	return turn(damage, true, dice_chance(damage->dice, 50) ? VERDICT_BAD : VERDICT_GOOD);
}

/* Another commit was offered, tested and marked, wherever the step names it. */
static bool test_other(struct damage *damage, size_t step, size_t other)
{
	const struct tree_commit *commits = damage->tree->commits;
	const struct tree_commit *was = &commits[damage->story->record.steps[step].commit];
	struct step_lines lines = damage_step(damage, step);
	size_t from = lines.offer != TREE_NONE ? lines.offer : lines.comment;
	size_t to = lines.mark != TREE_NONE ? lines.mark + 1 : from + 1;

	if (from == TREE_NONE || other == TREE_NONE || from >= to)
		return false;
	damage->told.steps[step].commit = other;
	damage->told.changed = step;
	damage->keeps_subject =
		!damage_rename(damage, from, from + 1, was->subject, commits[other].subject);
	return damage_rename(damage, from, to, was->hex, commits[other].hex);
}

bool damage_tested_neighbour(struct damage *damage)
{
	const struct tree *tree = damage->tree;
	size_t step, other = TREE_NONE, count = 0, commit;
	struct step_lines lines;

	if (!draw_step(damage, &step, &lines))
		return false;
	commit = damage->story->record.steps[step].commit;
	for (size_t c = 0; c < tree->count; c++) {
		bool is_near = false;

		for (size_t p = 0; p < tree->commits[c].parent_count; p++)
			is_near |= tree->commits[c].parents[p] == commit;
		for (size_t p = 0; p < tree->commits[commit].parent_count; p++)
			is_near |= tree->commits[commit].parents[p] == c;
		if (is_near && dice_below(damage->dice, ++count) == 0)
			other = c;
	}
	return test_other(damage, step, other);
}

bool damage_tested_other(struct damage *damage)
{
	size_t step;
	struct step_lines lines;

	return draw_step(damage, &step, &lines) &&
	       test_other(damage, step,
			  damage_draw_commit(damage, damage->story->record.steps[step].commit));
}

/* From where a step begins to where the next one does, or the result. */
static bool find_span(const struct damage *damage, size_t step, size_t *from, size_t *to)
{
	struct step_lines lines = damage_step(damage, step), next;

	/* In a session and a robot's log the count above the offer belongs to it. */
	*from = lines.offer != TREE_NONE ? lines.offer - 1 : lines.comment;
	if (*from == TREE_NONE || lines.mark == TREE_NONE)
		return false;
	*to = lines.mark + 1;
	if (step + 1 < damage->story->record.step_count) {
		next = damage_step(damage, step + 1);
		if (next.offer != TREE_NONE)
			*to = next.offer - 1;
	}
	return *from < *to;
}

bool damage_step_repeat(struct damage *damage)
{
	size_t step, from, to;
	struct step_lines lines;

	if (!draw_step(damage, &step, &lines) || !find_span(damage, step, &from, &to))
		return false;
	for (size_t i = 0, count = to - from; i < count; i++)
		damage_insert(damage, to + i, damage->lines.items[from + i]);
	return true;
}

/* Two neighbouring steps change places. */
bool damage_step_order(struct damage *damage)
{
	size_t step, from, middle, next, to, count;
	struct step_lines lines;
	struct bisect_step first;

	if (!draw_step(damage, &step, &lines) || step + 1 >= damage->story->record.step_count ||
	    !find_span(damage, step, &from, &middle) || !find_span(damage, step + 1, &next, &to) ||
	    next != middle)
		return false;
	count = middle - from;
	for (size_t i = 0; i < count; i++)
		damage_insert(damage, to + i, damage->lines.items[from + i]);
	damage_drop(damage, from, count);
	first = damage->told.steps[step];
	damage->told.steps[step] = damage->told.steps[step + 1];
	damage->told.steps[step + 1] = first;
	damage->told.changed = step;
	return true;
}

bool damage_step_drop(struct damage *damage)
{
	size_t step, from, to;
	struct step_lines lines;

	if (!draw_step(damage, &step, &lines) || !find_span(damage, step, &from, &to))
		return false;
	damage_drop(damage, from, to - from);
	return true;
}

bool damage_step_drop_mark(struct damage *damage)
{
	size_t step;
	struct step_lines lines;

	if (!draw_step(damage, &step, &lines) || lines.mark == TREE_NONE)
		return false;
	damage_drop(damage, lines.mark, 1);
	return true;
}

/* The last steps and the result are not there. */
bool damage_cut_steps(struct damage *damage)
{
	size_t step;
	struct step_lines lines;

	if (!draw_step(damage, &step, &lines) || lines.mark == TREE_NONE)
		return false;
	damage_drop(damage, lines.mark + 1, damage->lines.count - lines.mark - 1);
	return true;
}

/* What stands below the result's first line is not there, all or in part. */
bool damage_cut_end(struct damage *damage)
{
	size_t end = damage_end_of_steps(damage), first;

	if (end + 2 >= damage->lines.count)
		return false;
	first = end + 1 + dice_below(damage->dice, damage->lines.count - end - 2);
	damage_drop(damage, first, damage->lines.count - first);
	return true;
}
