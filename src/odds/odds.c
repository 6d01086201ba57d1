/* SPDX-License-Identifier: GPL-2.0-only */
/* From a log's runs to its odds. */
#include <math.h>

#include "odds_private.h"

#include "base/banned.h"

static void weigh(struct bv_reading *reading, const struct bv_odds *odds, struct bv_arena *keep)
{
	reading->ln_blamed_most = -(double)INFINITY;
	for (size_t i = 0; i < BV_MODEL_COUNT; i++) {
		struct bv_posterior *posterior = &reading->posteriors[i];

		bv_posterior_make(posterior, odds, reading, (enum bv_model)i, keep);
		if (posterior->ln_blamed > reading->ln_blamed_most)
			reading->ln_blamed_most = posterior->ln_blamed;
	}
	bv_first_wrong_find(reading, odds, keep);
	bv_plan_make(reading, odds);
}

void bv_odds_find(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep)
{
	*out = (struct bv_odds){.blamed = SIZE_MAX, .ln_blamed_most = -(double)INFINITY};
	if (!bv_tested_list(out, c, keep)) {
		out->why_unknown = bv_arena_print(
			keep, "the log tests more than %d revisions, or in more than %d runs",
			BV_TESTED_MAX, BV_WEIGHED_RUNS_MAX);
		return;
	}
	if (out->tested_count == 0) {
		out->why_unknown = BV_TEXT("the log does not say how the runs went");
		return;
	}
	if (!bv_hypotheses_make(out, c, keep))
		return;
	bv_readings_make(out, c, keep);
	if (out->readings.count == 0) {
		out->why_unknown = BV_TEXT("no run shows a bug");
		return;
	}
	out->is_known = true;
	for (size_t i = 0; i < out->readings.count; i++) {
		struct bv_reading *reading = &out->readings.items[i];

		weigh(reading, out, keep);
		if (reading->ln_blamed_most > out->ln_blamed_most)
			out->ln_blamed_most = reading->ln_blamed_most;
	}
	bv_wrongs_list(out, c->bisection, keep);
}

const struct bv_reading *bv_odds_likeliest(const struct bv_odds *odds)
{
	return odds->readings.count ? &odds->readings.items[0] : NULL;
}

const char *bv_reading_kind_name(enum bv_reading_kind kind)
{
	static const char *const names[] = {
		[BV_READING_NONE] = "none",   [BV_READING_REPORTED] = "reported",
		[BV_READING_TITLE] = "title", [BV_READING_FAMILY] = "family",
		[BV_READING_ANY] = "any",
	};

	return names[kind];
}

/*
 * Probabilities as people may read them: never 0, never 1, at most two digits
 */

/* Below this, and above one less this, a number would only pretend to be known. */
#define LEAST 1e-9
#define MOST  .995

double bv_probability_two_digits(double ln_probability)
{
	double value = exp(ln_probability), unit;

	if (value >= MOST)
		return .99;
	if (value < LEAST)
		return LEAST;
	unit = pow(10, floor(log10(value)) - 1);
	return floor(value / unit + .5) * unit;
}

bool bv_probability_is_tiny(double ln_probability)
{
	return exp(ln_probability) < LEAST;
}

struct bv_text bv_probability_words(double ln_probability, struct bv_arena *keep)
{
	double value = bv_probability_two_digits(ln_probability);

	if (bv_probability_is_tiny(ln_probability))
		return BV_TEXT("<1e-9");
	if (exp(ln_probability) >= MOST)
		return BV_TEXT(">0.99");
	if (value < 1e-3)
		return bv_arena_print(keep, "%.0e", value);
	return bv_arena_print(keep, value < 1e-2 ? "%.4f" : value < .1 ? "%.3f" : "%.2f", value);
}
