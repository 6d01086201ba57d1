/* SPDX-License-Identifier: GPL-2.0-only */
/* What to do next. */
#include <math.h>

#include "odds_private.h"

#include "base/banned.h"

static bool agrees(const struct bv_reading *reading, const struct bv_odds *odds,
		   const struct bv_hypothesis *hypothesis)
{
	for (size_t i = 0; i < odds->tested_count; i++) {
		bool is_bad = reading->supported[i] == BV_VERDICT_BAD;

		if (reading->supported[i] != BV_VERDICT_UNKNOWN && odds->tested[i].is_placed &&
		    hypothesis->is_affected[i] != is_bad)
			return false;
	}
	return true;
}

static void count_candidates(struct bv_reading *reading, const struct bv_odds *odds)
{
	bool is_exact = true;
	size_t count = 0;

	for (size_t i = 0; i < odds->hypothesis_count; i++) {
		const struct bv_hypothesis *hypothesis = &odds->hypotheses[i];

		if ((hypothesis->kind != BV_HYPOTHESIS_RANGE &&
		     hypothesis->kind != BV_HYPOTHESIS_CULPRIT) ||
		    !agrees(reading, odds, hypothesis))
			continue;
		is_exact = is_exact && hypothesis->is_count_exact;
		count += hypothesis->commit_count;
	}
	reading->is_lost_in_walk = count == 0;
	reading->candidates = (struct bv_count){is_exact && count > 0, count};
}

static struct bv_beta rate_of(const struct bv_reading *reading, const struct bv_odds *odds)
{
	struct bv_beta rate = BV_BETA_RATE;

	for (size_t i = 0; i < odds->tested_count; i++)
		if (reading->supported[i] == BV_VERDICT_BAD)
			rate = bv_beta_after(rate, reading->tallies[i].on, reading->tallies[i].ok);
	return rate;
}

void bv_plan_make(struct bv_reading *reading, const struct bv_odds *odds)
{
	struct bv_beta rate = rate_of(reading, odds);

	count_candidates(reading, odds);
	reading->rate = bv_beta_mean(rate);
	reading->runs_to_believe = bv_beta_runs_needed(rate, BV_FALSE_GOOD_WANTED);
	if (reading->candidates.is_known)
		reading->runs_expected =
			bv_odds_runs_expected((size_t)reading->candidates.value, reading->rate);
}

/* A commit with the bug is tested up to its first crash. */
static double runs_when_bad(double rate, double runs)
{
	return (1 - pow(1 - rate, runs)) / rate;
}

double bv_odds_mass_wanted(double rate, size_t runs_to_believe)
{
	double good = (double)runs_to_believe, bad, low = 0, high = 1;

	if (rate <= 0 || runs_to_believe == 0)
		return .5;
	bad = runs_when_bad(rate, good);
	/* The sum falls from 2 to below 1 where a test takes more than one run. */
	for (int i = 0; i < 60; i++) {
		double middle = (low + high) / 2;

		if (exp2(-bad * middle) + exp2(-good * middle) > 1)
			low = middle;
		else
			high = middle;
	}
	return exp2(-bad * low);
}

bool bv_odds_fits(const struct bv_case *c, enum bv_verdict verdict, bool is_inside)
{
	switch (bv_case_git_word(c, verdict)) {
	case BV_VERDICT_BAD:
		return is_inside;
	case BV_VERDICT_GOOD:
		return !is_inside;
	case BV_VERDICT_SKIP:
	case BV_VERDICT_WEAK:
	case BV_VERDICT_UNKNOWN:
		break;
	}
	return true;
}

/* Is a culprit in @cell in line with all that the log says of git's steps? */
static bool fits_verdicts(const struct bv_cell *cell, const struct bv_case *c)
{
	const struct bv_cells *cells = &c->facts.cells;

	for (size_t i = 0; i < cells->tested_count; i++) {
		enum bv_verdict verdict = c->facts.steps[cells->tested[i]].verdict;
		bool is_inside = cell->inside[i / 64] >> (i % 64) & 1;

		if (!bv_odds_fits(c, verdict, is_inside))
			return false;
	}
	return true;
}

double *bv_odds_cell_masses(const struct bv_case *c, struct bv_arena *keep)
{
	const struct bv_cells *cells = &c->facts.cells;
	double *masses = bv_arena_alloc(keep, cells->count + 1, sizeof(*masses));

	for (size_t i = 0; i < cells->count; i++)
		if (fits_verdicts(&cells->items[i], c))
			masses[i] = (double)cells->items[i].commit_count;
	return masses;
}

double bv_odds_runs_expected(size_t candidates, double rate)
{
	return candidates < 2 || rate <= 0 ? 0 : log2((double)candidates) / bv_run_bits_most(rate);
}

double bv_odds_runs_planned(size_t candidates, double rate, size_t runs_to_believe)
{
	double runs = (double)runs_to_believe;

	if (candidates < 2 || rate <= 0)
		return 0;
	return log2((double)candidates) * (runs + runs_when_bad(rate, runs)) / 2;
}
