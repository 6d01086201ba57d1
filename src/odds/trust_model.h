/* Weighing evidence: values in, one chance out. The weights are fitted by scripts/fit. */
#ifndef BV_ODDS_TRUST_H
#define BV_ODDS_TRUST_H

#include "trust.h"

/** The pieces of evidence, by name. Each has its reason in trust.c. */
enum bv_piece {
	BV_PIECE_CANNOT_BE = 0,
	BV_PIECE_DETECTOR,
	BV_PIECE_INSERTED,
	BV_PIECE_KCONFIG,
	BV_PIECE_LONG_WALK,
	BV_PIECE_MAGNET,
	BV_PIECE_RELATED,
	BV_PIECE_RUNS,
	BV_PIECE_SKIPPED,
	BV_PIECE_STRANGE,
	BV_PIECE_SYZBOT_FIX,
	BV_PIECE_WALK,
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
