/* SPDX-License-Identifier: GPL-2.0-only */
/* The posterior: marginal likelihoods of Beta rates times prior weights, then made to sum to 1. */
#include <math.h>

#include "odds_private.h"

#include "base/banned.h"

struct weigher {
	const struct bv_odds *odds;
	const struct bv_reading *reading;
	enum bv_model model;
	struct bv_beta error;
	double *ln_own;  /* parallel to tested: its runs at a rate of their own */
	size_t *kernels; /* parallel to tested: the first revision that is the same kernel */
};

static const bool *mask_of(const struct weigher *weigher, const struct bv_hypothesis *hypothesis)
{
	bool is_linear = weigher->model == BV_MODEL_STRICT_LINEAR ||
			 weigher->model == BV_MODEL_LENIENT_LINEAR;

	return is_linear ? hypothesis->is_affected_linear : hypothesis->is_affected;
}

static size_t passes(const struct weigher *weigher, size_t tested)
{
	const struct bv_tally *tally = &weigher->reading->tallies[tested];

	return tally->ok + (weigher->model == BV_MODEL_COMPETING ? tally->rival : 0);
}

static void find_equal_kernels(struct weigher *weigher, struct bv_arena *scratch)
{
	size_t count = weigher->odds->tested_count;

	weigher->kernels = bv_arena_alloc(scratch, count, sizeof(*weigher->kernels));
	for (size_t i = 0; i < count; i++) {
		struct bv_text one = weigher->odds->tested[i].signature;

		weigher->kernels[i] = i;
		for (size_t j = 0; weigher->odds->tested[i].is_placed && one.size && j < i; j++) {
			if (weigher->odds->tested[j].is_placed &&
			    bv_text_equal(one, weigher->odds->tested[j].signature)) {
				weigher->kernels[i] = j;
				break;
			}
		}
	}
}

/* Does the hypothesis say that one kernel has the bug and an equal one has not? */
static bool splits_equal_kernels(const struct weigher *weigher, const bool *mask)
{
	for (size_t i = 0; i < weigher->odds->tested_count; i++)
		if (mask[i] != mask[weigher->kernels[i]])
			return true;
	return false;
}

static double ln_likelihood(const struct weigher *weigher, const bool *mask)
{
	bool is_lenient =
		weigher->model == BV_MODEL_LENIENT || weigher->model == BV_MODEL_LENIENT_LINEAR;
	size_t on = 0, ok = 0, other_on = 0, other_ok = 0;
	double ln = 0;

	for (size_t i = 0; i < weigher->odds->tested_count; i++) {
		size_t crashed = weigher->reading->tallies[i].on, passed = passes(weigher, i);

		if (!weigher->odds->tested[i].is_placed)
			continue;
		if (mask[i]) {
			ln += is_lenient ? weigher->ln_own[i] : 0;
			on += crashed;
			ok += passed;
		} else {
			other_on += crashed;
			other_ok += passed;
		}
	}
	if (!is_lenient)
		ln += bv_beta_ln_runs(BV_BETA_RATE, (double)on, (double)ok);
	return ln + bv_beta_ln_runs(weigher->error, (double)other_on, (double)other_ok);
}

static bool is_ruled_out(const struct bv_odds *odds, const bool *mask)
{
	for (size_t i = 0; i < odds->tested_count; i++) {
		const struct bv_tested *tested = &odds->tested[i];

		if (tested->is_assumed && tested->is_placed && tested->verdict != BV_VERDICT_SKIP &&
		    mask[i] != (tested->verdict == BV_VERDICT_BAD))
			return true;
	}
	return false;
}

static void weigh_hypotheses(struct bv_posterior *out, const struct weigher *weigher)
{
	const struct bv_odds *odds = weigher->odds;
	double ln_all;

	for (size_t i = 0; i < odds->hypothesis_count; i++) {
		const struct bv_hypothesis *hypothesis = &odds->hypotheses[i];
		const bool *mask = mask_of(weigher, hypothesis);

		out->ln_mass[i] = log((double)hypothesis->commit_count) + hypothesis->ln_prior +
				  ln_likelihood(weigher, mask);
		if (splits_equal_kernels(weigher, mask))
			out->ln_mass[i] += BV_LN_SAME_KERNEL;
		if (is_ruled_out(odds, mask))
			out->ln_mass[i] += BV_LN_RULED_OUT;
	}
	ln_all = bv_ln_sum(out->ln_mass, odds->hypothesis_count);
	for (size_t i = 0; i < odds->hypothesis_count; i++)
		out->ln_mass[i] -= ln_all;
	out->ln_blamed = -(double)INFINITY;
	if (odds->blamed != SIZE_MAX)
		out->ln_blamed = out->ln_mass[odds->blamed];
}

static void weigh_verdict(struct bv_posterior *out, const struct weigher *weigher, size_t tested,
			  struct bv_arena *scratch)
{
	const struct bv_odds *odds = weigher->odds;
	bool is_bad = odds->tested[tested].verdict == BV_VERDICT_BAD;
	double *wrong = bv_arena_alloc(scratch, 2 * odds->hypothesis_count, sizeof(*wrong));
	double *right = wrong + odds->hypothesis_count;
	size_t wrong_count = 0, right_count = 0;

	for (size_t i = 0; i < odds->hypothesis_count; i++) {
		if (mask_of(weigher, &odds->hypotheses[i])[tested] == is_bad)
			right[right_count++] = out->ln_mass[i];
		else
			wrong[wrong_count++] = out->ln_mass[i];
	}
	/* Rounding must not make more than a certainty of it. */
	out->ln_wrong[tested] = fmin(bv_ln_sum(wrong, wrong_count), 0);
	out->ln_right[tested] = fmin(bv_ln_sum(right, right_count), 0);
}

void bv_posterior_make(struct bv_posterior *out, const struct bv_odds *odds,
		       const struct bv_reading *reading, enum bv_model model, struct bv_arena *keep)
{
	bool is_blind = reading->kind == BV_READING_ANY;
	struct weigher weigher = {
		odds, reading, model, is_blind ? BV_BETA_ERROR_BLIND : BV_BETA_ERROR, NULL, NULL};
	struct bv_arena scratch = {0};

	out->ln_mass = bv_arena_alloc(keep, odds->hypothesis_count, sizeof(*out->ln_mass));
	out->ln_wrong = bv_arena_alloc(keep, odds->tested_count, sizeof(*out->ln_wrong));
	out->ln_right = bv_arena_alloc(keep, odds->tested_count, sizeof(*out->ln_right));
	weigher.ln_own = bv_arena_alloc(&scratch, odds->tested_count, sizeof(*weigher.ln_own));
	for (size_t i = 0; i < odds->tested_count; i++)
		weigher.ln_own[i] = bv_beta_ln_runs(BV_BETA_RATE, (double)reading->tallies[i].on,
						    (double)passes(&weigher, i));
	find_equal_kernels(&weigher, &scratch);
	weigh_hypotheses(out, &weigher);
	for (size_t i = 0; i < odds->tested_count; i++) {
		struct bv_arena_mark mark = bv_arena_mark(&scratch);

		weigh_verdict(out, &weigher, i, &scratch);
		bv_arena_rewind(&scratch, mark);
	}
	bv_arena_release(&scratch);
}
