/* SPDX-License-Identifier: GPL-2.0-only */
/* Sums, and their lines. */
#include "table.h"

#include <math.h>
#include <stdlib.h>

#include "odds/odds_private.h"

/* How many clean runs the plain rule makes of a rate that is known. */
static size_t runs_by_rate(double rate)
{
	return rate >= 1 ? 1 : (size_t)ceil(log(BV_FALSE_GOOD_WANTED) / log(1 - rate));
}

void table_count(struct table *table, const struct follow_result *result,
		 const struct world_setting *setting, struct bv_arena *keep)
{
	struct table_cell *cell = &table->cells[result->kinds[0]];
	/* A run that another crash ends tells nothing. */
	double heard = 1 - setting->noise, bound;

	cell->count++;
	cell->ends[result->end]++;
	cell->rounds += (double)result->rounds;
	cell->runs_all += (double)result->runs;
	if (result->searches == 0 || result->first_left < 2)
		return;
	bound = bv_odds_runs_expected(result->first_left, setting->rate) / heard;
	cell->searches++;
	cell->tests += (double)result->tests;
	cell->bits += log2((double)result->first_left);
	cell->runs += (double)result->runs;
	cell->bound += bound;
	cell->planned += bv_odds_runs_planned(result->first_left, setting->rate,
					      runs_by_rate(setting->rate)) /
			 heard;
	*BV_APPEND(&cell->ratios, keep) = (double)result->runs / bound;
}

static void add(struct table_cell *sum, const struct table_cell *cell, struct bv_arena *keep)
{
	for (size_t i = 0; i < FOLLOW_END_COUNT; i++)
		sum->ends[i] += cell->ends[i];
	for (size_t i = 0; i < cell->ratios.count; i++)
		*BV_APPEND(&sum->ratios, keep) = cell->ratios.items[i];
	sum->count += cell->count;
	sum->rounds += cell->rounds;
	sum->runs_all += cell->runs_all;
	sum->searches += cell->searches;
	sum->tests += cell->tests;
	sum->bits += cell->bits;
	sum->runs += cell->runs;
	sum->bound += cell->bound;
	sum->planned += cell->planned;
}

void table_add(struct table *sum, const struct table *table, struct bv_arena *keep)
{
	for (size_t i = 0; i < TABLE_KINDS; i++)
		add(&sum->cells[i], &table->cells[i], keep);
}

struct table_cell table_sum(const struct table *table, struct bv_arena *keep)
{
	struct table_cell sum = {0};

	for (size_t i = 0; i < TABLE_KINDS; i++)
		add(&sum, &table->cells[i], keep);
	return sum;
}

static int compare_numbers(const void *a, const void *b)
{
	double one = *(const double *)a, other = *(const double *)b;

	return (one > other) - (one < other);
}

static double median(struct table_ratios *ratios)
{
	qsort(ratios->items, ratios->count, sizeof(*ratios->items), compare_numbers);
	return ratios->items[ratios->count / 2];
}

void table_print_head(FILE *out)
{
	fprintf(out, "%-4s %-9s %5s %7s %5s %7s %6s %8s %6s %6s %10s %10s %6s %10s\n", "rate",
		"plan", "n", "found %", "wrong", "nowhere", "circle", "contrary", "rounds", "runs",
		"tests/bits", "runs/bound", "median", "runs/plain");
}

static void print_cell(FILE *out, const char *rate, const char *kind, struct table_cell *cell)
{
	double n = (double)cell->count;

	if (cell->count == 0)
		return;
	fprintf(out, "%-4s %-9s %5zu %7.1f %5zu %7zu %6zu %8zu %6.1f %6.1f", rate, kind,
		cell->count, 100 * (double)cell->ends[FOLLOW_FOUND] / n, cell->ends[FOLLOW_WRONG],
		cell->ends[FOLLOW_NOWHERE], cell->ends[FOLLOW_CIRCLE], cell->ends[FOLLOW_CONTRARY],
		cell->rounds / n, cell->runs_all / n);
	if (cell->searches)
		fprintf(out, " %10.2f %10.2f %6.2f %10.2f", cell->tests / cell->bits,
			cell->runs / cell->bound, median(&cell->ratios),
			cell->runs / cell->planned);
	fprintf(out, "\n");
}

void table_print(FILE *out, const char *rate, struct table *table, struct bv_arena *keep)
{
	struct table_cell sum = table_sum(table, keep);

	for (size_t i = 0; i < TABLE_KINDS; i++)
		print_cell(out, rate, i ? bv_plan_kind_name((enum bv_plan_kind)i) : "none",
			   &table->cells[i]);
	print_cell(out, rate, "all", &sum);
}
