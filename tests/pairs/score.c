/* SPDX-License-Identifier: GPL-2.0-only */
/* Counting, the table, and the floors. */
#include "score.h"

#include <string.h>

#include "drawn/floors.h"
#include "twins.h"

static void count_ids(struct score *score, size_t form, const struct answer *answer,
		      struct bv_arena *keep)
{
	for (size_t i = 0; i < answer->id_count; i++) {
		size_t k = 0;

		if (answer->ids[i].level == 'n')
			continue;
		while (k < score->id_count &&
		       (score->ids[k].form != form || score->ids[k].level != answer->ids[i].level ||
			strcmp(score->ids[k].id, answer->ids[i].id) != 0))
			k++;
		if (k == SCORE_IDS_MAX)
			continue;
		if (k == score->id_count) {
			score->ids[k].form = form;
			score->ids[k].id = pairs_print(keep, "%s", answer->ids[i].id);
			score->ids[k].level = answer->ids[i].level;
			score->id_count++;
		}
		score->ids[k].count++;
	}
}

/* Where nobody is blamed the judgement stays undecided, whatever is found. */
static bool is_stopped(const struct answer *answer)
{
	if (answer->was_hooked)
		return answer->is_stopped;
	return answer->is_there && (answer->judgement >= JUDGED_DOUBTFUL ||
				    (answer->judgement == JUDGED_UNDECIDED &&
				     (answer->has_error || answer->has_warning)));
}

bool score_right(struct score *score, size_t form, const struct answer *answer,
		 struct bv_arena *keep)
{
	bool hooked = answer->was_hooked && answer->is_stopped;

	score->forms[form].right++;
	score->forms[form].error += answer->has_error;
	score->forms[form].warning += answer->has_warning;
	score->forms[form].stopped += hooked;
	score->forms[form].by_chance += hooked && !answer->has_error && !answer->has_warning &&
					answer->judgement == JUDGED_DOUBTFUL;
	score->forms[form].undecided += !answer->is_there || answer->judgement == JUDGED_UNDECIDED;
	count_ids(score, form, answer, keep);
	return answer->has_error || answer->has_warning || hooked;
}

bool score_twin(struct score *score, const struct score_twin *twin, const struct answer *answer)
{
	bool passes = !is_stopped(answer);

	score->pairs++;
	if (twin->is_possible) {
		score->forms[twin->form].twins[twin->twin].possible++;
		score->forms[twin->form].twins[twin->twin].possible_passed += passes;
		return false;
	}
	score->forms[twin->form].twins[twin->twin].pairs++;
	score->forms[twin->form].twins[twin->twin].passed += passes;
	if (!is_stopped(twin->right)) {
		score->forms[twin->form].twins[twin->twin].own_pairs++;
		score->forms[twin->form].twins[twin->twin].own_passed += passes;
	}
	return passes;
}

/* What was counted apart, and how much of all else was stopped. */
static void print_possible(const struct score *score, FILE *out)
{
	size_t pairs = 0, passed = 0, possible = 0;

	for (size_t f = 0; f < form_count; f++)
		for (size_t t = 0; t < twin_count; t++) {
			pairs += score->forms[f].twins[t].pairs;
			passed += score->forms[f].twins[t].passed;
			possible += score->forms[f].twins[t].possible;
			if (score->forms[f].twins[t].possible > 0)
				fprintf(out,
					"apart: %-14s %-14s %5zu that could be true, %zu passed\n",
					forms[f].name, twins[t].name,
					score->forms[f].twins[t].possible,
					score->forms[f].twins[t].possible_passed);
		}
	fprintf(out, "%zu pairs: %zu twins could be true; of %zu others %zu passed, %.1f %%\n",
		score->pairs, possible, pairs, passed,
		pairs > 0 ? 100.0 * (double)passed / (double)pairs : 0.0);
}

void score_print(const struct score *score, FILE *out)
{
	fprintf(out, "%-14s%7s%7s%7s%7s%8s%8s", "form", "right", "error", "warn", "hook", "chance",
		"undec.");
	for (size_t t = 0; t < twin_count; t++)
		fprintf(out, "  %14s", twins[t].name);
	fprintf(out, "\n");
	for (size_t f = 0; f < form_count; f++) {
		if (score->forms[f].right == 0)
			continue;
		fprintf(out, "%-14s%7zu%7zu%7zu", forms[f].name, score->forms[f].right,
			score->forms[f].error, score->forms[f].warning);
		if (forms[f].is_mail)
			fprintf(out, "%7zu%8zu", score->forms[f].stopped,
				score->forms[f].by_chance);
		else
			fprintf(out, "%7s%8s", "-", "-");
		fprintf(out, "%8zu", score->forms[f].undecided);
		for (size_t t = 0; t < twin_count; t++) {
			char cell[48] = "-";

			if (score->forms[f].twins[t].pairs > 0)
				(void)snprintf(cell, sizeof(cell), "%zu of %zu",
					       score->forms[f].twins[t].passed,
					       score->forms[f].twins[t].pairs);
			fprintf(out, "  %14s", cell);
		}
		fprintf(out, "\n");
	}
	fprintf(out, "of a twin: how many passed\n");
	print_possible(score, out);
	for (size_t i = 0; i < score->id_count; i++)
		fprintf(out, "right %-14s %-8s%-28s%5zu\n", forms[score->ids[i].form].name,
			score->ids[i].level == 'e' ? "error" : "warning", score->ids[i].id,
			score->ids[i].count);
}

/*
 * What the floors are about: of how many, how many are as they should be. A twin should be stopped,
 * a right one by no "chance" and be "quiet". False: there is no such thing.
 */
static bool share_of(const struct score *score, size_t form, struct bv_text what, size_t *all,
		     size_t *fine)
{
	*all = score->forms[form].right;
	*fine = *all - score->forms[form].by_chance;
	if (bv_text_equal(what, BV_TEXT("chance")))
		return true;
	*fine = *all - score->forms[form].warning;
	if (bv_text_equal(what, BV_TEXT("quiet")))
		return true;
	for (size_t t = 0; t < twin_count; t++) {
		*all = score->forms[form].twins[t].own_pairs;
		*fine = *all - score->forms[form].twins[t].own_passed;
		if (bv_text_equal(what, bv_text_from(twins[t].name)))
			return true;
	}
	return false;
}

void score_print_floors(const struct score *score, FILE *out)
{
	for (size_t f = 0; f < form_count; f++)
		for (size_t k = 0; k < twin_count + 2; k++) {
			const char *what = k < twin_count    ? twins[k].name
					   : k == twin_count ? "chance"
							     : "quiet";
			size_t all, fine;

			(void)share_of(score, f, bv_text_from(what), &all, &fine);
			if (all > 0)
				fprintf(out, "# %zu of %zu\n%-13s %-12s %5.1f\n", fine, all,
					forms[f].name, what, floors_percent(fine, all));
		}
}

/* "FORM WHAT" */
static bool find_share(const void *of, struct bv_text name, size_t *all, size_t *fine)
{
	struct bv_text form;
	size_t f = 0;

	if (!bv_take_word(&name, &form) || !bv_take_blanks(&name))
		return false;
	while (f < form_count && !bv_text_equal(form, bv_text_from(forms[f].name)))
		f++;
	return f < form_count && share_of(of, f, name, all, fine);
}

bool score_holds(const struct score *score, const char *floors, FILE *out)
{
	bool holds = true;

	for (size_t f = 0; f < form_count; f++) {
		size_t stopped = score->forms[f].stopped - score->forms[f].by_chance;

		if (score->forms[f].error > 0 || stopped > 0) {
			fprintf(out,
				"FAIL: %s: of %zu right ones %zu have an error, %zu are "
				"stopped by the hook\n",
				forms[f].name, score->forms[f].right, score->forms[f].error,
				stopped);
			holds = false;
		}
	}
	if (floors)
		holds &= floors_hold(floors, find_share, score, out);
	return holds;
}
