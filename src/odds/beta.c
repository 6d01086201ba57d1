/* SPDX-License-Identifier: GPL-2.0-only */
/* The arithmetic of rates that are not known. */
#include <math.h>

#include "odds_private.h"

#include "base/banned.h"

/* lgamma() leaves a sign in a global variable; this one does not. */
static double ln_gamma(double x)
{
	int sign;

	return lgamma_r(x, &sign);
}

static double ln_beta_function(double a, double b)
{
	return ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
}

struct bv_beta bv_beta_after(struct bv_beta rate, size_t on, size_t ok)
{
	return (struct bv_beta){rate.alpha + (double)on, rate.beta + (double)ok};
}

double bv_beta_mean(struct bv_beta rate)
{
	return rate.alpha / (rate.alpha + rate.beta);
}

double bv_beta_ln_runs(struct bv_beta rate, double on, double ok)
{
	return ln_beta_function(rate.alpha + on, rate.beta + ok) -
	       ln_beta_function(rate.alpha, rate.beta);
}

size_t bv_beta_runs_needed(struct bv_beta rate, double chance)
{
	double product = 1;
	size_t count = 0;

	while (product > chance && count < BV_RUNS_MANY) {
		double i = (double)count;

		product *= (rate.beta + i) / (rate.alpha + rate.beta + i);
		count++;
	}
	return count;
}

double bv_ln_sum(const double *items, size_t count)
{
	double most = -(double)INFINITY, sum = 0;

	for (size_t i = 0; i < count; i++)
		most = items[i] > most ? items[i] : most;
	if (most == -(double)INFINITY)
		return most;
	for (size_t i = 0; i < count; i++)
		sum += exp(items[i] - most);
	return most + log(sum);
}

double bv_entropy_bits(double chance)
{
	if (chance <= 0 || chance >= 1)
		return 0;
	return -chance * log2(chance) - (1 - chance) * log2(1 - chance);
}

double bv_run_bits(double mass, double rate)
{
	return bv_entropy_bits(mass * rate) - mass * bv_entropy_bits(rate);
}

double bv_run_bits_most(double rate)
{
	if (rate <= 0)
		return 0;
	return log2(1 + exp2(-bv_entropy_bits(rate) / rate));
}
