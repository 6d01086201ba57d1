/* SPDX-License-Identifier: GPL-2.0-only */
/* How good scores are: loss, calibration, area under the curve, shares caught. */
#include <math.h>
#include <stdlib.h>

#include "fit.h"

#define BINS 10

static double chance_of(double score)
{
	return 1 / (1 + exp(-score));
}

double mean_loss(const double *scores, const struct sample *sample, const size_t *times)
{
	double sum = 0, count = 0;

	for (size_t i = 0; i < sample->count; i++) {
		sum += (double)times[i] *
		       log1p(exp(sample->items[i].is_right ? -scores[i] : scores[i]));
		count += (double)times[i];
	}
	return sum / count;
}

double brier_score(const double *scores, const struct sample *sample, const size_t *times)
{
	double sum = 0, count = 0;

	for (size_t i = 0; i < sample->count; i++) {
		sum += (double)times[i] * pow(chance_of(scores[i]) - sample->items[i].is_right, 2);
		count += (double)times[i];
	}
	return sum / count;
}

double calibration_error(const double *scores, const struct sample *sample, const size_t *times)
{
	double expected[BINS] = {0}, right[BINS] = {0}, sum = 0, count = 0;

	for (size_t i = 0; i < sample->count; i++) {
		double chance = chance_of(scores[i]);
		size_t bin = chance < 1 ? (size_t)(BINS * chance) : BINS - 1;

		expected[bin] += (double)times[i] * chance;
		right[bin] += (double)times[i] * sample->items[i].is_right;
		count += (double)times[i];
	}
	for (size_t i = 0; i < BINS; i++)
		sum += fabs(expected[i] - right[i]);
	return sum / count;
}

double area_under_curve(const double *scores, const struct sample *sample, const size_t *times)
{
	double above = 0, pairs = 0;

	for (size_t i = 0; i < sample->count; i++)
		for (size_t j = 0; sample->items[i].is_right && j < sample->count; j++) {
			double both = (double)(times[i] * times[j]);

			if (sample->items[j].is_right)
				continue;
			pairs += both;
			above += scores[i] > scores[j]    ? both
				 : scores[i] == scores[j] ? .5 * both
							  : 0;
		}
	return above / pairs;
}

static int ascending(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

double share_caught(const double *scores, const struct sample *sample, const size_t *times,
		    double share)
{
	size_t right_count = 0, wrong = 0, caught = 0;
	double *right, bound;

	for (size_t i = 0; i < sample->count; i++)
		right_count += sample->items[i].is_right * times[i];
	right = calloc(right_count + 1, sizeof(*right));
	if (!right)
		abort();
	right_count = 0;
	for (size_t i = 0; i < sample->count; i++)
		for (size_t k = 0; sample->items[i].is_right && k < times[i]; k++)
			right[right_count++] = scores[i];
	qsort(right, right_count, sizeof(*right), ascending);
	bound = right[(size_t)(share * (double)right_count)];
	free(right);
	for (size_t i = 0; i < sample->count; i++) {
		if (sample->items[i].is_right)
			continue;
		wrong += times[i];
		caught += (scores[i] < bound) * times[i];
	}
	return wrong ? (double)caught / (double)wrong : 0;
}

void draw_groups(size_t *times, const struct sample *sample, const size_t *among, size_t seed)
{
	size_t *firsts = calloc(sample->count, sizeof(*firsts)), count = 0;

	if (!firsts)
		abort();
	for (size_t i = 0; i < sample->count; i++) {
		bool is_first = among[i] > 0;

		for (size_t k = 0; k < i && is_first; k++)
			is_first = !(among[k] && sample->items[k].group == sample->items[i].group);
		if (is_first)
			firsts[count++] = i;
		times[i] = 0;
	}
	for (size_t n = 0; n < count; n++) {
		size_t drawn = sample->items[firsts[mix(seed, n) % count]].group;

		for (size_t i = 0; i < sample->count; i++)
			times[i] += among[i] && sample->items[i].group == drawn;
	}
	free(firsts);
}
