/* SPDX-License-Identifier: GPL-2.0-only */
/* Fitting the weights of trust: the sample, the model, and how good it is. */
#ifndef BV_FIT_H
#define BV_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define PIECES_MAX 32
#define NAME_BYTES 192
#define FOLDS      10

/** One labelled result. Unknown values are NaN until sample_centre(). */
struct result {
	bool is_right;
	char log[NAME_BYTES], date[NAME_BYTES], reason[NAME_BYTES], stage[NAME_BYTES];
	size_t group; /* results of one cause, blamed commit or title share the number */
	double value[PIECES_MAX];
};

struct sample {
	struct result *items;
	size_t count;
	char names[PIECES_MAX][NAME_BYTES];
	size_t piece_count;
	double centre[PIECES_MAX], scale[PIECES_MAX];
};

/** A number that depends on both and looks like neither. */
uint64_t mix(uint64_t a, uint64_t b);

/** Read the table of scripts/fit from @in; ends the program when it is none. */
void sample_read(struct sample *out, FILE *in);

/** Coefficients of standardised values, and the intercept behind the last. */
struct model {
	double weight[PIECES_MAX + 1];
};

/** Which results and which pieces take part. */
struct choice {
	const bool *is_used; /* by result; NULL: all */
	bool has[PIECES_MAX];
};

/** Ridge logistic regression by Newton's method; the intercept is not shrunk. */
void model_fit(struct model *out, const struct sample *sample, const struct choice *choice);
/** Log-odds that @result is right. */
double model_score(const struct model *model, const struct sample *sample,
		   const struct result *result);

/** Deal the groups out to folds; another deal for every @seed. */
void folds_deal(size_t *fold, const struct sample *sample, size_t seed);
/**
 * Score every result that is used by a model fitted on the other folds.
 *
 * Meaning: with @is_nested the pieces are chosen anew in each fold, by the other folds alone.
 */
void cross_validate(double *scores, const struct sample *sample, const struct choice *choice,
		    size_t seed, bool is_nested);
/** Drop pieces of @choice while that betters the cross-validated likelihood. */
void choose_pieces(struct choice *choice, const struct sample *sample);

/**
 * The older half of the sample by date; where @are_strangers, @is_newer leaves out those of the
 * newer half that share a group with one of the older.
 */
void split_by_date(bool *is_older, bool *is_newer, const struct sample *sample, bool are_strangers);

/*
 * Measures over results, each as often as @times says
 */

double mean_loss(const double *scores, const struct sample *sample, const size_t *times);
double brier_score(const double *scores, const struct sample *sample, const size_t *times);
/** How far the chances are from what comes true, in ten bins. */
double calibration_error(const double *scores, const struct sample *sample, const size_t *times);
double area_under_curve(const double *scores, const struct sample *sample, const size_t *times);
/** Share of the wrong ones that score below all but @share of the right ones. */
double share_caught(const double *scores, const struct sample *sample, const size_t *times,
		    double share);
/** Draw whole groups, as many as there are, with replacement. */
void draw_groups(size_t *times, const struct sample *sample, const size_t *among, size_t seed);

#endif
