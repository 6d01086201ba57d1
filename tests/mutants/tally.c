/* SPDX-License-Identifier: GPL-2.0-only */
#include "tally.h"

#include <math.h>
#include <string.h>

/* How many mutants of each kind a floor is measured with, about: so sure it is. */
#define FLOOR_SAMPLE 200
/* So many standard deviations may a sample lie below it: once in 700 times by chance. */
#define DEVIATIONS 3

static size_t count_of(const struct answer *answer, const char *id, char level)
{
	for (size_t i = 0; i < answer->id_count; i++)
		if (answer->ids[i].level == level && strcmp(answer->ids[i].id, id) == 0)
			return answer->ids[i].count;
	return 0;
}

enum catch tally_compare(const struct answer *right, const struct answer *damaged)
{
	enum catch best = CATCH_NONE;

	for (size_t i = 0; i < damaged->id_count; i++) {
		enum catch found = damaged->ids[i].level == 'n' ? CATCH_NOTED : CATCH_WARNED;

		if (found < best && damaged->ids[i].count > count_of(right, damaged->ids[i].id,
								     damaged->ids[i].level))
			best = found;
	}
	return best;
}

static void add_up(const struct tally *tally, size_t kind, size_t sums[static CATCHES])
{
	for (size_t f = 0; f < form_count; f++)
		for (size_t c = 0; c < CATCHES; c++)
			sums[c] += tally->counts[kind][f][c];
}

static void print_row(const char *name, const size_t sums[static CATCHES], FILE *out)
{
	size_t all = sums[CATCH_WARNED] + sums[CATCH_NOTED] + sums[CATCH_NONE];

	if (all > 0)
		fprintf(out, "%-34s%8zu%8zu%8zu%8zu%8.1f%8.1f\n", name, all, sums[CATCH_WARNED],
			sums[CATCH_NOTED], sums[CATCH_NONE],
			100.0 * (double)sums[CATCH_WARNED] / (double)all,
			100.0 * (double)(all - sums[CATCH_NONE]) / (double)all);
}

void tally_print(const struct tally *tally, bool by_form, FILE *out)
{
	size_t totals[2][CATCHES] = {0};

	fprintf(out, "%-34s%8s%8s%8s%8s%8s%8s\n", "kind", "all", "warned", "noted", "missed",
		"warn %", "seen %");
	for (size_t k = 0; k < kind_count; k++) {
		size_t sums[CATCHES] = {0};

		add_up(tally, k, sums);
		print_row(kinds[k].name, sums, out);
		for (size_t c = 0; c < CATCHES; c++)
			totals[kinds[k].is_omission][c] += sums[c];
		for (size_t f = 0; f < form_count && by_form; f++) {
			char name[64];

			(void)snprintf(name, sizeof(name), "  %s %s", kinds[k].name, forms[f].name);
			print_row(name, tally->counts[k][f], out);
		}
	}
	print_row("all statements", totals[0], out);
	print_row("all omissions", totals[1], out);
}

/* Of a statement a warning is asked, of an omission at least a note. */
static size_t fine_of(size_t kind, const size_t sums[static CATCHES], size_t *all)
{
	*all = sums[CATCH_WARNED] + sums[CATCH_NOTED] + sums[CATCH_NONE];
	return sums[CATCH_WARNED] + (kinds[kind].is_omission ? sums[CATCH_NOTED] : 0);
}

void tally_print_floors(const struct tally *tally, FILE *out)
{
	for (size_t k = 0; k < kind_count; k++) {
		size_t sums[CATCHES] = {0}, all, fine;

		add_up(tally, k, sums);
		fine = fine_of(k, sums, &all);
		if (all > 0)
			fprintf(out, "%-17s %5.1f\n", kinds[k].name,
				floor(1000.0 * (double)fine / (double)all) / 10);
	}
}

/* The fewest of @all that a true share of @percent explains; 100 is what no sample can show. */
static double least_fine(double percent, size_t all)
{
	double share = fmin(percent / 100, 1.0 - 0.5 / FLOOR_SAMPLE);

	return share * (double)all - DEVIATIONS * sqrt((double)all * share * (1.0 - share));
}

static bool floor_holds(const struct tally *tally, struct bv_text name, double percent, FILE *out)
{
	size_t k = 0, sums[CATCHES] = {0}, all, fine;

	while (k < kind_count && !bv_text_equal(name, bv_text_from(kinds[k].name)))
		k++;
	if (k == kind_count)
		pairs_die("the floors name what there is not: %.*s", BV_TEXT_ARG(name));
	add_up(tally, k, sums);
	fine = fine_of(k, sums, &all);
	if ((double)fine >= least_fine(percent, all))
		return true;
	fprintf(out, "FAIL: %.*s: %zu of %zu are seen; %.1f %% were\n", BV_TEXT_ARG(name), fine,
		all, percent);
	return false;
}

bool tally_holds(const struct tally *tally, const char *floors, FILE *out)
{
	struct bv_arena keep = {0};
	struct bv_text rest = pairs_read_file(floors, &keep), line, name;
	bool holds = true;

	while (bv_take_line(&rest, &line)) {
		uint64_t whole = 0, tenth = 0;

		if (bv_text_is_empty(line) || bv_text_starts_with(line, BV_TEXT("#")))
			continue;
		if (!bv_take_word(&line, &name) || !bv_take_blanks(&line) ||
		    !bv_take_uint(&line, &whole) || !bv_take_prefix(&line, BV_TEXT(".")) ||
		    !bv_take_uint(&line, &tenth))
			pairs_die("%s: no \"kind 99.9\": %.*s", floors, BV_TEXT_ARG(line));
		holds &= floor_holds(tally, name, (double)whole + (double)tenth / 10, out);
	}
	bv_arena_release(&keep);
	return holds;
}
