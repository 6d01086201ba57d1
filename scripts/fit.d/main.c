/* SPDX-License-Identifier: GPL-2.0-only */
/* fit DATE TABLE-OUT: read the sample from stdin, report on stdout, write the fitted table. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fit.h"

#define DEALS 5   /* cross-validations, each with another deal of the folds */
#define DRAWS 400 /* of groups, for an interval of nine in ten */

static const double alarms[] = {.01, .03, .05, .10};
#define ALARM_COUNT (sizeof(alarms) / sizeof(alarms[0]))
#define ALARM_TOLD  2 /* the one of the intervals, and of the rows by reason */

/* Scores of some results of the sample: means over deals, if there are several. */
struct row {
	double *scores; /* DEALS times as many as results */
	size_t deals;
	size_t *times; /* 1: judged */
};

static void *make(size_t count, size_t bytes)
{
	void *made = calloc(count, bytes);

	if (!made)
		abort();
	return made;
}

static struct row row_make(const struct sample *sample)
{
	struct row row = {.deals = 1,
			  .scores = make(DEALS * sample->count, sizeof(*row.scores)),
			  .times = make(sample->count, sizeof(*row.times))};

	for (size_t i = 0; i < sample->count; i++)
		row.times[i] = 1;
	return row;
}

static void row_free(struct row *row)
{
	free(row->scores);
	free(row->times);
}

typedef double measure(const double *scores, const struct sample *sample, const size_t *times);

static double over_deals(const struct row *row, const struct sample *sample, measure *measure)
{
	double sum = 0;

	for (size_t d = 0; d < row->deals; d++)
		sum += measure(row->scores + d * sample->count, sample, row->times);
	return sum / (double)row->deals;
}

static double caught_over_deals(const struct row *row, const struct sample *sample,
				const size_t *times, double share)
{
	double sum = 0;

	for (size_t d = 0; d < row->deals; d++)
		sum += share_caught(row->scores + d * sample->count, sample, times, share);
	return sum / (double)row->deals;
}

static int ascending(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* The middle nine tenths of @values. */
static void print_interval(const char *format, double *values, double scale)
{
	qsort(values, DRAWS, sizeof(*values), ascending);
	(void)printf(format, scale * values[DRAWS / 20], scale * values[DRAWS - 1 - DRAWS / 20]);
}

static void print_intervals(const struct row *row, const struct sample *sample)
{
	size_t *drawn = make(sample->count, sizeof(*drawn));
	double areas[DRAWS], caught[DRAWS];

	for (size_t i = 0; i < DRAWS; i++) {
		draw_groups(drawn, sample, row->times, i + 1);
		areas[i] = area_under_curve(row->scores, sample, drawn);
		caught[i] = share_caught(row->scores, sample, drawn, alarms[ALARM_TOLD]);
	}
	print_interval("  %.2f to %.2f", areas, 1);
	print_interval("  %.0f to %.0f%%\n", caught, 100);
	free(drawn);
}

static void print_row(const char *label, const struct row *row, const struct sample *sample)
{
	size_t count = 0;

	for (size_t i = 0; i < sample->count; i++)
		count += row->times[i];
	(void)printf("%-26s %4zu  %.3f  %.3f  %.3f ", label, count,
		     over_deals(row, sample, area_under_curve),
		     over_deals(row, sample, brier_score),
		     over_deals(row, sample, calibration_error));
	for (size_t i = 0; i < ALARM_COUNT; i++)
		(void)printf(" %3.0f%%",
			     100 * caught_over_deals(row, sample, row->times, alarms[i]));
	print_intervals(row, sample);
}

static struct row validate(const struct sample *sample, const struct choice *choice, bool is_nested)
{
	struct row row = row_make(sample);

	row.deals = DEALS;
	for (size_t d = 0; d < DEALS; d++)
		cross_validate(row.scores + d * sample->count, sample, choice, d + 1, is_nested);
	return row;
}

static struct row train(const struct sample *sample, const struct choice *choice,
			struct model *model)
{
	struct row row = row_make(sample);

	model_fit(model, sample, choice);
	for (size_t i = 0; i < sample->count; i++)
		row.scores[i] = model_score(model, sample, &sample->items[i]);
	return row;
}

static struct row judge_newer(const struct sample *sample, const struct choice *choice,
			      bool are_strangers)
{
	bool *is_older = make(sample->count, sizeof(*is_older));
	bool *is_newer = make(sample->count, sizeof(*is_newer));
	struct choice older = *choice;
	struct model model;
	struct row row;

	split_by_date(is_older, is_newer, sample, are_strangers);
	older.is_used = is_older;
	row = train(sample, &older, &model);
	for (size_t i = 0; i < sample->count; i++)
		row.times[i] = is_newer[i];
	free(is_older);
	free(is_newer);
	return row;
}

/* The wrong ones of one reason or stage, against all right ones. */
static void print_kind(const char *word, const struct row *row, const struct sample *sample)
{
	size_t *times = make(sample->count, sizeof(*times));

	for (size_t i = 0; i < sample->count; i++)
		times[i] = sample->items[i].is_right ||
			   strcmp(sample->items[i].reason, word) == 0 ||
			   strcmp(sample->items[i].stage, word) == 0;
	(void)printf("  %s %.0f%%", word,
		     100 * caught_over_deals(row, sample, times, alarms[ALARM_TOLD]));
	free(times);
}

static void print_bins(const struct row *row, const struct sample *sample)
{
	enum {
		BINS = 10
	};
	size_t count[BINS] = {0}, right[BINS] = {0};

	for (size_t i = 0; i < sample->count * row->deals; i++) {
		size_t bin = (size_t)(BINS / (1 + exp(-row->scores[i])));

		bin = bin < BINS ? bin : BINS - 1;
		count[bin]++;
		right[bin] += sample->items[i % sample->count].is_right;
	}
	(void)printf("\ncalibration, cross-validated, %zu deals together\n"
		     "  trust        results  right\n",
		     row->deals);
	for (size_t i = 0; i < BINS; i++)
		(void)printf("  %.1f to %.1f %9zu   %.2f\n", (double)i / BINS,
			     (double)(i + 1) / BINS, count[i],
			     (double)right[i] / fmax(1, (double)count[i]));
}

static void print_pieces(const struct sample *sample, const struct choice *all,
			 const struct model *model, double loss)
{
	(void)printf("\npiece           per unit  mean   loss without it (with all: %.4f)\n", loss);
	for (size_t i = 0; i < sample->piece_count; i++) {
		struct choice without = *all;
		struct row row;

		without.has[i] = false;
		row = validate(sample, &without, false);
		(void)printf("%-14s %+9.3f %+6.2f   %+.4f\n", sample->names[i],
			     model->weight[i] / sample->scale[i], sample->centre[i],
			     over_deals(&row, sample, mean_loss) - loss);
		row_free(&row);
	}
}

static void print_constant(FILE *out, const char *name)
{
	for (; *name; name++)
		(void)fputc(*name == '-' ? '_' : toupper((unsigned char)*name), out);
}

static void write_table(FILE *out, const struct sample *sample, const struct model *model,
			const char *date)
{
	(void)fprintf(out,
		      "/* SPDX-License-Identifier: GPL-2.0-only */\n/* The weights of trust, by "
		      "scripts/fit "
		      "on %s from %zu labelled syzbot logs; do not edit. */\n#include "
		      "\"odds_private.h\"\n\n"
		      "const size_t bv_trust_sample_count = %zu;\n"
		      "const double bv_trust_intercept = %.4f;\n\n"
		      "/* Log-odds per unit, and the mean of the sample. */\n"
		      "const struct bv_trust_row bv_trust_rows[BV_PIECE_COUNT] = {\n",
		      date, sample->count, sample->count, model->weight[sample->piece_count]);
	for (size_t i = 0; i < sample->piece_count; i++) {
		(void)fprintf(out, "\t[BV_PIECE_");
		print_constant(out, sample->names[i]);
		(void)fprintf(out, "] = {%.4f, %.4f},\n", model->weight[i] / sample->scale[i],
			      sample->centre[i]);
	}
	(void)fprintf(out, "};\n");
}

static void report(const struct sample *sample, const struct choice *all, const struct model *model,
		   struct row *trained)
{
	static const char *const kinds[] = {"T2", "T3", "Stage B", "Stage C"};
	struct row validated = validate(sample, all, false), nested = validate(sample, all, true);
	struct row newer = judge_newer(sample, all, false);
	struct row strangers = judge_newer(sample, all, true);

	(void)printf(
		"wrong ones caught at 1, 3, 5, 10 %% false alarms; nine in ten draws of groups: "
		"AUC, caught at 5 %%\n%-26s    n  AUC    Brier  ECE\n",
		"");
	print_row("fitted on all", trained, sample);
	print_row("cross-validated", &validated, sample);
	print_row("... pieces chosen too", &nested, sample);
	print_row("older half on the newer", &newer, sample);
	print_row("... without a shared group", &strangers, sample);
	(void)printf("caught at 5 %%, cross-validated:");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		print_kind(kinds[i], &validated, sample);
	(void)printf("\n");
	print_bins(&validated, sample);
	print_pieces(sample, all, model, over_deals(&validated, sample, mean_loss));
	row_free(&validated);
	row_free(&nested);
	row_free(&newer);
	row_free(&strangers);
}

int main(int argument_count, char **arguments)
{
	struct sample sample;
	struct choice all = {0};
	struct model model;
	struct row trained;
	FILE *out;

	if (argument_count != 3) {
		(void)fprintf(stderr, "usage: fit DATE TABLE.c <SAMPLE\n");
		return 1;
	}
	sample_read(&sample, stdin);
	for (size_t i = 0; i < sample.piece_count; i++)
		all.has[i] = true;
	trained = train(&sample, &all, &model);
	report(&sample, &all, &model, &trained);
	row_free(&trained);
	out = fopen(arguments[2], "w");
	if (!out) {
		perror(arguments[2]);
		return 1;
	}
	write_table(out, &sample, &model, arguments[1]);
	free(sample.items);
	return fclose(out) != 0;
}
