/* What to do next. */
#include "plan.h"

#include <math.h>

#include "beta.h"

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
			log2((double)reading->candidates.value) / bv_run_bits_most(reading->rate);
}
