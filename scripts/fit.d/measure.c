/* SPDX-License-Identifier: GPL-2.0-only */
/* How good scores are: loss, area under the curve, shares caught. */
#include <math.h>
#include <stdlib.h>

#include "fit.h"

double mean_loss(const double *scores, const struct sample *sample, const bool *is_used)
{
	double sum = 0;
	size_t count = 0;

	for (size_t i = 0; i < sample->count; i++) {
		if (is_used && !is_used[i])
			continue;
		sum += log1p(exp(sample->items[i].is_right ? -scores[i] : scores[i]));
		count++;
	}
	return sum / (double)count;
}

double brier_score(const double *scores, const struct sample *sample)
{
	double sum = 0;

	for (size_t i = 0; i < sample->count; i++)
		sum += pow(1 / (1 + exp(-scores[i])) - sample->items[i].is_right, 2);
	return sum / (double)sample->count;
}

double area_under_curve(const double *scores, const struct sample *sample)
{
	double above = 0, pairs = 0;

	for (size_t i = 0; i < sample->count; i++)
		for (size_t j = 0; sample->items[i].is_right && j < sample->count; j++) {
			if (sample->items[j].is_right)
				continue;
			pairs++;
			above += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? .5 : 0;
		}
	return above / pairs;
}

static int ascending(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

double share_caught(const double *scores, const struct sample *sample, double share,
		    bool (*is_wanted)(const struct result *result, const char *word),
		    const char *word)
{
	double *right = calloc(sample->count, sizeof(*right)), bound;
	size_t right_count = 0, wrong = 0, caught = 0;

	if (!right)
		abort();
	for (size_t i = 0; i < sample->count; i++)
		if (sample->items[i].is_right)
			right[right_count++] = scores[i];
	qsort(right, right_count, sizeof(*right), ascending);
	bound = right[(size_t)(share * (double)right_count)];
	free(right);
	for (size_t i = 0; i < sample->count; i++) {
		if (sample->items[i].is_right || (is_wanted && !is_wanted(&sample->items[i], word)))
			continue;
		wrong++;
		caught += scores[i] < bound;
	}
	return wrong ? (double)caught / (double)wrong : 0;
}
