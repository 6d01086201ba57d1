/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Trust: the calibrated chance that the blamed commit is the cause, from weighed pieces of
 * evidence that a reader can look at one by one.
 */
#ifndef BISECT_VERIFY_TRUST_H
#define BISECT_VERIFY_TRUST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

struct bv_case;
struct bv_odds;

struct bv_trust_piece {
	const char *name;  /* "walk", static */
	const char *words; /* what the value says, static: "the walk back was long" */
	bool is_known;     /* false: the log does not tell, and nothing is weighed */
	double value;
	double weight; /* natural log-odds against the average log; above 0 speaks for the commit */
};

#define BV_TRUST_PIECES_MAX 12

struct bv_trust {
	bool is_known;
	struct bv_text why_unknown;
	double chance;        /* 0.01 to 0.99 */
	double log_odds;      /* natural, of the chance before it is clipped: for ranking */
	bool has_tree_pieces; /* whose weights are not fitted */
	size_t sample_count;  /* labelled results that the weights were fitted on */
	struct bv_trust_piece pieces[BV_TRUST_PIECES_MAX]; /* by name */
	size_t piece_count;
};

/** Of 100 results like this one so many are right, rounded. */
unsigned bv_trust_percent(const struct bv_trust *trust);

/**
 * The piece that speaks loudest for the commit, or against it. NULL when none does.
 *
 * Owner: borrowed from @trust.
 */
const struct bv_trust_piece *bv_trust_loudest(const struct bv_trust *trust, bool is_for);

/**
 * Collect the evidence and weigh it.
 *
 * Unknown: trust.why_unknown for logs of other kinds than those that the weights were fitted on,
 *          or without one blamed commit.
 */
void bv_trust_find(struct bv_trust *out, const struct bv_case *c, const struct bv_odds *odds,
		   struct bv_arena *keep);

#endif
