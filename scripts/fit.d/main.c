/* SPDX-License-Identifier: GPL-2.0-only */
/* fit TABLE-OUT: read the sample from stdin, report on stdout, write the fitted table. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fit.h"

#define DEALS 5 /* cross-validations, each with another deal of the folds */
#define BINS  10

static const double alarms[] = {0, .01, .02, .03, .05, .10};
#define ALARM_COUNT (sizeof(alarms) / sizeof(alarms[0]))

static bool has_reason(const struct result *result, const char *word)
{
	return strcmp(result->reason, word) == 0;
}

static bool has_stage(const struct result *result, const char *word)
{
	return strcmp(result->stage, word) == 0;
}

/* Means over the deals. */
struct summary {
	double area, loss, brier, caught[ALARM_COUNT];
	double reason_t2, reason_t3, stage_b, stage_c; /* caught at 3 % false alarms */
	size_t bin_count[BINS], bin_right[BINS];
};

static void add_scores(struct summary *summary, const double *scores, const struct sample *sample,
		       size_t deals)
{
	double part = 1 / (double)deals;

	summary->area += part * area_under_curve(scores, sample);
	summary->loss += part * mean_loss(scores, sample, NULL);
	summary->brier += part * brier_score(scores, sample);
	for (size_t i = 0; i < ALARM_COUNT; i++)
		summary->caught[i] += part * share_caught(scores, sample, alarms[i], NULL, NULL);
	summary->reason_t2 += part * share_caught(scores, sample, .03, has_reason, "T2");
	summary->reason_t3 += part * share_caught(scores, sample, .03, has_reason, "T3");
	summary->stage_b += part * share_caught(scores, sample, .03, has_stage, "Stage B");
	summary->stage_c += part * share_caught(scores, sample, .03, has_stage, "Stage C");
	for (size_t i = 0; i < sample->count; i++) {
		size_t bin = (size_t)(BINS / (1 + exp(-scores[i])));

		bin = bin < BINS ? bin : BINS - 1;
		summary->bin_count[bin]++;
		summary->bin_right[bin] += sample->items[i].is_right;
	}
}

static void print_summary(const char *label, const struct summary *summary)
{
	(void)printf("%-22s %.3f  %.3f  %.3f ", label, summary->area, summary->brier,
		     summary->loss);
	for (size_t i = 0; i < ALARM_COUNT; i++)
		(void)printf(" %4.0f%%", 100 * summary->caught[i]);
	(void)printf("   %.0f%% %.0f%% %.0f%% %.0f%%\n", 100 * summary->reason_t2,
		     100 * summary->reason_t3, 100 * summary->stage_b, 100 * summary->stage_c);
}

static struct summary validate(const struct sample *sample, const struct choice *choice,
			       bool is_nested)
{
	double *scores = calloc(sample->count, sizeof(*scores));
	struct summary summary = {0};

	if (!scores)
		abort();
	for (size_t seed = 1; seed <= DEALS; seed++) {
		cross_validate(scores, sample, choice, seed, is_nested);
		add_scores(&summary, scores, sample, DEALS);
	}
	free(scores);
	return summary;
}

static struct summary train(const struct sample *sample, const struct choice *choice,
			    struct model *model)
{
	double *scores = calloc(sample->count, sizeof(*scores));
	struct summary summary = {0};

	if (!scores)
		abort();
	model_fit(model, sample, choice);
	for (size_t i = 0; i < sample->count; i++)
		scores[i] = model_score(model, sample, &sample->items[i]);
	add_scores(&summary, scores, sample, 1);
	free(scores);
	return summary;
}

static void print_bins(const struct summary *summary)
{
	(void)printf("\ncalibration, cross-validated, %d deals together\n"
		     "  trust        results  right\n",
		     DEALS);
	for (size_t i = 0; i < BINS; i++)
		(void)printf("  %.1f to %.1f %9zu   %.2f\n", (double)i / BINS,
			     (double)(i + 1) / BINS, summary->bin_count[i],
			     (double)summary->bin_right[i] /
				     fmax(1, (double)summary->bin_count[i]));
}

static void print_pieces(const struct sample *sample, const struct choice *all,
			 const struct model *model, const struct summary *whole)
{
	(void)printf("\npiece           per unit  mean   loss without it (with all: %.4f)\n",
		     whole->loss);
	for (size_t i = 0; i < sample->piece_count; i++) {
		struct choice without = *all;
		struct summary summary;

		without.has[i] = false;
		summary = validate(sample, &without, false);
		(void)printf("%-14s %+9.3f %+6.2f   %+.4f\n", sample->names[i],
			     model->weight[i] / sample->scale[i], sample->centre[i],
			     summary.loss - whole->loss);
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
	(void)fprintf(
		out,
		"/* SPDX-License-Identifier: GPL-2.0-only */\n"
		"/* SPDX-License-Identifier: GPL-2.0-only */\n/*\n * The weights of trust. Written "
		"by scripts/fit on %s from %zu labelled "
		"syzbot\n * cause bisections; do not edit.\n */\n#include \"odds_private.h\"\n\n"
		"#include \"base/banned.h\"\n\n"
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

int main(int argument_count, char **arguments)
{
	struct sample sample;
	struct choice all = {0};
	struct model model;
	struct summary trained, validated, nested;
	FILE *out;

	if (argument_count != 3) {
		(void)fprintf(stderr, "usage: fit DATE TABLE.c <SAMPLE\n");
		return 1;
	}
	sample_read(&sample, stdin);
	for (size_t i = 0; i < sample.piece_count; i++)
		all.has[i] = true;
	trained = train(&sample, &all, &model);
	validated = validate(&sample, &all, false);
	nested = validate(&sample, &all, true);
	(void)printf("%zu results; wrong ones caught at 0, 1, 2, 3, 5, 10 %% false alarms; at 3 %% "
		     "by reason T2, T3, stage B, C\n%-22s %s\n",
		     sample.count, "", "AUC    Brier  loss");
	print_summary("fitted on all", &trained);
	print_summary("cross-validated", &validated);
	print_summary("... pieces chosen too", &nested);
	print_bins(&validated);
	print_pieces(&sample, &all, &model, &validated);
	out = fopen(arguments[2], "w");
	if (!out) {
		perror(arguments[2]);
		return 1;
	}
	write_table(out, &sample, &model, arguments[1]);
	free(sample.items);
	return fclose(out) != 0;
}
