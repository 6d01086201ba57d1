/* SPDX-License-Identifier: GPL-2.0-only */
#include "tally.h"

#include <string.h>

#include "drawn/floors.h"

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

static size_t count_false(const size_t sums[static CATCHES])
{
	return sums[CATCH_WARNED] + sums[CATCH_NOTED] + sums[CATCH_NONE];
}

static double percent(size_t part, size_t all)
{
	return all > 0 ? 100.0 * (double)part / (double)all : 100.0;
}

static void print_row(const char *name, const size_t sums[static CATCHES], FILE *out)
{
	size_t all = count_false(sums);

	if (all + sums[CATCH_POSSIBLE] > 0)
		fprintf(out, "%-34s%8zu%8zu%8zu%8zu%8.1f%8.1f%10zu\n", name, all,
			sums[CATCH_WARNED], sums[CATCH_NOTED], sums[CATCH_NONE],
			percent(sums[CATCH_WARNED], all), percent(all - sums[CATCH_NONE], all),
			sums[CATCH_POSSIBLE]);
}

void tally_print(const struct tally *tally, bool by_form, FILE *out)
{
	size_t totals[2][CATCHES] = {0};

	fprintf(out, "%-34s%8s%8s%8s%8s%8s%8s%10s\n", "kind", "false", "warned", "noted", "missed",
		"warn %", "seen %", "possible");
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
	*all = count_false(sums);
	return sums[CATCH_WARNED] + (kinds[kind].is_omission ? sums[CATCH_NOTED] : 0);
}

void tally_print_floors(const struct tally *tally, FILE *out)
{
	for (size_t k = 0; k < kind_count; k++) {
		size_t sums[CATCHES] = {0}, all, fine;

		add_up(tally, k, sums);
		fine = fine_of(k, sums, &all);
		if (all > 0)
			fprintf(out, "%-17s %5.1f\n", kinds[k].name, floors_percent(fine, all));
	}
}

static bool find_share(const void *of, struct bv_text name, size_t *all, size_t *fine)
{
	size_t k = 0, sums[CATCHES] = {0};

	while (k < kind_count && !bv_text_equal(name, bv_text_from(kinds[k].name)))
		k++;
	if (k == kind_count)
		return false;
	add_up(of, k, sums);
	*fine = fine_of(k, sums, all);
	return true;
}

bool tally_holds(const struct tally *tally, const char *floors, FILE *out)
{
	return floors_hold(floors, find_share, tally, out);
}
