/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of odds share. The first half weighs runs, the second all the other evidence. */
#ifndef BV_ODDS_PRIVATE_H
#define BV_ODDS_PRIVATE_H

#include <stddef.h>

#include "case/case.h"
#include "odds.h"
#include "trust.h"

/*
 * The arithmetic of rates that are not known: Beta distributions, in logarithms
 */

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

/*
 * Who was tested, and how the runs went under each reading of the titles
 */

/** Revisions that are weighed: the work grows with their square. */
#define BV_TESTED_MAX 256
/** Runs that are weighed: each title is compared with those of the start test. */
#define BV_WEIGHED_RUNS_MAX 8192

/**
 * List the revisions whose runs the log prints, in its order, repeats taken together.
 *
 * Errors: false when there are more than BV_TESTED_MAX, or their runs than BV_WEIGHED_RUNS_MAX.
 * Owner:  kept in @keep.
 */
bool bv_tested_list(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep);

/** The entry for the commit of step @step, or SIZE_MAX. */
size_t bv_tested_find(const struct bv_odds *odds, const struct bv_case *c, size_t step);

/**
 * Make the readings and count the runs under each; one under which the bug never shows is left out.
 *
 * Owner: kept in @keep.
 */
void bv_readings_make(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep);

/*
 * Where the culprit can be: sets of commits that no tested revision tells apart
 */

/**
 * Make the hypotheses: cells of the range, from the tree or from what git printed, and those that
 * are no commit of it.
 *
 * Unknown: false, with the reason in @out.
 * Owner:   kept in @keep.
 */
bool bv_hypotheses_make(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep);

/*
 * The posterior over the hypotheses, by one model and one reading
 */

/** ln of the factor on a hypothesis that tells two equal kernels apart. */
#define BV_LN_SAME_KERNEL (-13.815510557964274) /* 10^-6: modules and other blind spots */

/** ln of the factor on a hypothesis that the user has ruled out: nothing else outweighs it. */
#define BV_LN_RULED_OUT (-1e6)

/**
 * Weigh the hypotheses of @odds by the runs of @reading.
 *
 * Owner: kept in @keep.
 */
void bv_posterior_make(struct bv_posterior *out, const struct bv_odds *odds,
		       const struct bv_reading *reading, enum bv_model model,
		       struct bv_arena *keep);

/*
 * The first verdict that does not hold
 */

/** Find @reading's first wrong verdict and what it supports. Owner: kept in @keep. */
void bv_first_wrong_find(struct bv_reading *reading, const struct bv_odds *odds,
			 struct bv_arena *keep);

/**
 * List the first wrong verdicts of all readings.
 *
 * Meaning: after a long release walk the good release is the likeliest: see BV_WRONG_BLIND.
 * Owner:   kept in @keep.
 */
void bv_wrongs_list(struct bv_odds *odds, const struct bv_bisection *bisection,
		    struct bv_arena *keep);

/*
 * What to do next: what is left, how many runs a verdict needs, how many runs to the end
 */

/**
 * The chance of a false good that is small enough: 15 tests with the bug in half of them then end
 * at the wrong commit in 3 of 100.
 */
#define BV_FALSE_GOOD_WANTED 4e-3

/** Can the commit that is looked for be one that a commit judged @verdict contains (@is_inside) or
 * not? */
bool bv_odds_fits(const struct bv_case *c, enum bv_verdict verdict, bool is_inside);

/** Fill @reading's plan from what it supports. */
void bv_plan_make(struct bv_reading *reading, const struct bv_odds *odds);

/*
 * Trust: values of the pieces of evidence in, one chance out. The weights are fitted by
 * scripts/fit.
 */

/**
 * The pieces of evidence, by name; each had its reason before it was tried.
 *
 * At most eight that a kernel developer accepts: what is on a longer list is fitted to the sample.
 */
enum bv_piece {
	/* Same kernel as the parent, one kernel with two verdicts, a change that cannot reach the
	 * image, a merge, a release. */
	BV_PIECE_CANNOT_BE = 0,
	BV_PIECE_RUNS,    /* the posterior, strict and lenient taken together */
	BV_PIECE_SHARED,  /* most causes lie in what crashes: 2 a file of the stack, 1 a folder */
	BV_PIECE_SKIPPED, /* what was skipped hides its neighbours */
	BV_PIECE_STRANGE, /* bad verdicts that rest on another crash: another bug was followed */
	BV_PIECE_SWITCH,  /* Kconfig with little code makes older code reachable */
	BV_PIECE_TINY,    /* where a bisection that went astray ends is often a line or two */
	BV_PIECE_WALK,    /* the farther back, the more a good verdict has other reasons */
	BV_PIECE_COUNT
};

struct bv_piece_value {
	bool is_known;
	double value;
};
/** What only a tree can say; not fitted, as no labelled result came with one. */
enum bv_tree_word {
	BV_TREE_ADDS_FUNCTION = 0, /* the commit brings in a function that the crash names */
	BV_TREE_NAMED_LATER,       /* it is reverted, or named by a Fixes: line */
	BV_TREE_CRASH_FIXED,       /* what names it is about the crash */
	BV_TREE_OTHER_CAUSE,       /* what is about the crash names another commit */
	BV_TREE_WORD_COUNT
};
struct bv_piece_values {
	struct bv_piece_value items[BV_PIECE_COUNT];
	bool is_said[BV_TREE_WORD_COUNT]; /* false: no, or not known, or not yet */
};

/** A row of the fitted table. */
struct bv_trust_row {
	double coefficient; /* log-odds per unit of the value */
	double centre;      /* the sample's mean: what an unknown value stands for */
};
extern const struct bv_trust_row bv_trust_rows[BV_PIECE_COUNT];
extern const double bv_trust_intercept; /* log-odds of a log whose values are all the mean */
extern const size_t bv_trust_sample_count;

/**
 * Weigh @values.
 *
 * Meaning: a logistic model: the log-odds of the chance is the intercept and the weights' sum. What
 *          the tree says are pieces of their own, as far as it says something.
 * Source:  fitted by scripts/fit on labelled syzbot cause bisections.
 */
void bv_trust_weigh(struct bv_trust *out, const struct bv_piece_values *values);

#endif
