/* SPDX-License-Identifier: GPL-2.0-only */
/* Fitting the weights of trust: the sample, the model, and how good it is. */
#ifndef BV_FIT_H
#define BV_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define PIECES_MAX 32
#define NAME_BYTES 64
#define FOLDS      10

/** One labelled result. Unknown values are NaN until sample_centre(). */
struct result {
	bool is_right;
	char log[NAME_BYTES], reason[NAME_BYTES], stage[NAME_BYTES];
	size_t cause; /* results of one cause, or that blame one commit, share the number */
	double value[PIECES_MAX];
};

struct sample {
	struct result *items;
	size_t count;
	char names[PIECES_MAX][NAME_BYTES];
	size_t piece_count;
	double centre[PIECES_MAX], scale[PIECES_MAX];
};

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

/** Deal the causes out to folds; another deal for every @seed. */
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

/** Measures over the results that are used. */
double mean_loss(const double *scores, const struct sample *sample, const bool *is_used);
double brier_score(const double *scores, const struct sample *sample);
double area_under_curve(const double *scores, const struct sample *sample);
/** Share of the wrong ones that score below all but @share of the right ones. */
double share_caught(const double *scores, const struct sample *sample, double share,
		    bool (*is_wanted)(const struct result *result, const char *word),
		    const char *word);

#endif
