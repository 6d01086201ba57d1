/* The arithmetic of rates that are not known: Beta distributions, in logarithms. */
#ifndef BV_ODDS_BETA_H
#define BV_ODDS_BETA_H

#include <stddef.h>

#include "odds.h"

/** Beta(@alpha, @beta), what is known of a rate. */
struct bv_beta {
	double alpha, beta;
};

/** Jeffreys' prior for the bug's rate. */
#define BV_BETA_RATE ((struct bv_beta){.5, .5})
/** For the bug's title without the bug: about one run in a hundred. */
#define BV_BETA_ERROR ((struct bv_beta){.5, 49.5})
/** The same where titles are not looked at, and any crash counts. */
#define BV_BETA_ERROR_BLIND ((struct bv_beta){.5, 9.5})

/** @rate after @on runs that showed the bug and @ok that did not. */
struct bv_beta bv_beta_after(struct bv_beta rate, size_t on, size_t ok);
double bv_beta_mean(struct bv_beta rate);

/**
 * ln of the chance of @on crashes and @ok passes in one given order: B(a + on, b + ok) / B(a, b).
 *
 * Source: the Beta-Bernoulli marginal; Euler's lnB(x, y) = lnG(x) + lnG(y) - lnG(x + y).
 */
double bv_beta_ln_runs(struct bv_beta rate, double on, double ok);

/**
 * The fewest OK runs that a kernel with the bug passes with a chance of at most @chance.
 *
 * Meaning: the product of (b + i) / (a + b + i); BV_RUNS_MANY when more than that.
 */
size_t bv_beta_runs_needed(struct bv_beta rate, double chance);

/** ln of the sum of e^items[i], the largest taken in the order of the items. */
double bv_ln_sum(const double *items, size_t count);

/** Binary entropy. Units: bits. */
double bv_entropy_bits(double chance);
/**
 * What one run tells when it is made at a commit that contains the culprit with chance @mass.
 *
 * Units:  bits; the bug shows with chance @rate where it is, and never elsewhere.
 * Source: mutual information of the Z-channel.
 */
double bv_run_bits(double mass, double rate);
/** The largest bv_run_bits() over all masses: the channel's capacity. */
double bv_run_bits_most(double rate);

#endif
