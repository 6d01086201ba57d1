/* SPDX-License-Identifier: GPL-2.0-only */
/* Ridge logistic regression, and cross-validation by groups. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fit.h"

/* How strongly coefficients of standardised values are drawn to zero: a prior of variance 1/2. */
#define RIDGE      2.0
#define ROUNDS_MAX 25
#define STEP_MIN   1e-8
#define SCORE_MAX  30.0
/* A piece must better the mean loss by this when it is dropped or else it stays. */
#define GAIN_MIN 0.0

struct newton {
	size_t size; /* pieces that take part, and the intercept */
	size_t piece[PIECES_MAX];
	double slope[PIECES_MAX + 1];
	double curve[PIECES_MAX + 1][PIECES_MAX + 1];
};

static double standard(const struct sample *sample, const struct result *result, size_t piece)
{
	return (result->value[piece] - sample->centre[piece]) / sample->scale[piece];
}

double model_score(const struct model *model, const struct sample *sample,
		   const struct result *result)
{
	double score = model->weight[sample->piece_count];

	for (size_t i = 0; i < sample->piece_count; i++)
		score += model->weight[i] * standard(sample, result, i);
	return fmax(-SCORE_MAX, fmin(SCORE_MAX, score));
}

static void add_result(struct newton *newton, const struct model *model,
		       const struct sample *sample, const struct result *result)
{
	double chance = 1 / (1 + exp(-model_score(model, sample, result)));
	double x[PIECES_MAX + 1];

	for (size_t i = 0; i + 1 < newton->size; i++)
		x[i] = standard(sample, result, newton->piece[i]);
	x[newton->size - 1] = 1;
	for (size_t i = 0; i < newton->size; i++) {
		newton->slope[i] += (result->is_right - chance) * x[i];
		for (size_t j = 0; j < newton->size; j++)
			newton->curve[i][j] += fmax(chance * (1 - chance), 1e-9) * x[i] * x[j];
	}
}

/* Gauss and Jordan, with the largest pivot; the solution replaces @newton->slope. */
static void solve(struct newton *newton)
{
	for (size_t i = 0; i < newton->size; i++) {
		size_t pivot = i;
		double row[PIECES_MAX + 1], swap;

		for (size_t k = i; k < newton->size; k++)
			if (fabs(newton->curve[k][i]) > fabs(newton->curve[pivot][i]))
				pivot = k;
		memcpy(row, newton->curve[i], sizeof(row));
		memcpy(newton->curve[i], newton->curve[pivot], sizeof(row));
		memcpy(newton->curve[pivot], row, sizeof(row));
		swap = newton->slope[i];
		newton->slope[i] = newton->slope[pivot];
		newton->slope[pivot] = swap;
		for (size_t k = 0; k < newton->size; k++) {
			double factor = newton->curve[k][i] / newton->curve[i][i];

			if (k == i)
				continue;
			for (size_t j = i; j < newton->size; j++)
				newton->curve[k][j] -= factor * newton->curve[i][j];
			newton->slope[k] -= factor * newton->slope[i];
		}
	}
	for (size_t i = 0; i < newton->size; i++)
		newton->slope[i] /= newton->curve[i][i];
}

/* One step; the largest change of a coefficient. */
static double step(struct model *model, const struct sample *sample, const struct choice *choice)
{
	struct newton newton = {0};
	double largest = 0;

	for (size_t i = 0; i < sample->piece_count; i++)
		if (choice->has[i])
			newton.piece[newton.size++] = i;
	for (size_t i = 0; i < newton.size; i++) {
		newton.curve[i][i] = RIDGE;
		newton.slope[i] = -RIDGE * model->weight[newton.piece[i]];
	}
	newton.size++;
	for (size_t i = 0; i < sample->count; i++)
		if (!choice->is_used || choice->is_used[i])
			add_result(&newton, model, sample, &sample->items[i]);
	solve(&newton);
	for (size_t i = 0; i < newton.size; i++) {
		size_t at = i + 1 < newton.size ? newton.piece[i] : sample->piece_count;

		model->weight[at] += newton.slope[i];
		largest = fmax(largest, fabs(newton.slope[i]));
	}
	return largest;
}

void model_fit(struct model *out, const struct sample *sample, const struct choice *choice)
{
	*out = (struct model){0};
	for (size_t i = 0; i < ROUNDS_MAX && step(out, sample, choice) > STEP_MIN; i++)
		;
}

/* Source: splitmix64. */
uint64_t mix(uint64_t a, uint64_t b)
{
	uint64_t x = a * UINT64_C(0x9e3779b97f4a7c15) + b;

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

void folds_deal(size_t *fold, const struct sample *sample, size_t seed)
{
	for (size_t i = 0; i < sample->count; i++)
		fold[i] = mix(seed, sample->items[i].group) % FOLDS;
}

void cross_validate(double *scores, const struct sample *sample, const struct choice *choice,
		    size_t seed, bool is_nested)
{
	size_t *fold = calloc(sample->count, sizeof(*fold));
	bool *is_used = calloc(sample->count, sizeof(*is_used));

	if (!fold || !is_used)
		abort();
	folds_deal(fold, sample, seed);
	for (size_t k = 0; k < FOLDS; k++) {
		struct choice others = *choice;
		struct model model;

		others.is_used = is_used;
		for (size_t i = 0; i < sample->count; i++)
			is_used[i] = fold[i] != k && (!choice->is_used || choice->is_used[i]);
		if (is_nested)
			choose_pieces(&others, sample);
		model_fit(&model, sample, &others);
		for (size_t i = 0; i < sample->count; i++)
			if (fold[i] == k)
				scores[i] = model_score(&model, sample, &sample->items[i]);
	}
	free(fold);
	free(is_used);
}

static double loss_of(const struct choice *choice, const struct sample *sample, double *scores)
{
	size_t *times = calloc(sample->count, sizeof(*times));
	double loss;

	if (!times)
		abort();
	for (size_t i = 0; i < sample->count; i++)
		times[i] = !choice->is_used || choice->is_used[i];
	cross_validate(scores, sample, choice, 1, false);
	loss = mean_loss(scores, sample, times);
	free(times);
	return loss;
}

void choose_pieces(struct choice *choice, const struct sample *sample)
{
	double *scores = calloc(sample->count, sizeof(*scores));
	double best, before;

	if (!scores)
		abort();
	best = loss_of(choice, sample, scores);
	do {
		size_t worst = PIECES_MAX;

		before = best;
		for (size_t i = 0; i < sample->piece_count; i++) {
			struct choice without = *choice;
			double loss;

			if (!choice->has[i])
				continue;
			without.has[i] = false;
			loss = loss_of(&without, sample, scores);
			if (loss < best - GAIN_MIN) {
				best = loss;
				worst = i;
			}
		}
		if (worst < PIECES_MAX)
			choice->has[worst] = false;
	} while (best < before);
	free(scores);
}
