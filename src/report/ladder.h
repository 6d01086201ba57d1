/* SPDX-License-Identifier: GPL-2.0-only */
/* The ladder: a bisection step by step, as the terminal and the page draw it. */
#ifndef BV_REPORT_LADDER_H
#define BV_REPORT_LADDER_H

#include "answer/answer.h"

/** So many titles have a sign of their own; the last one stands for all others. */
#define BV_LADDER_TITLES_MAX 26

struct bv_ladder_title {
	struct bv_text title; /* empty: all others */
	size_t runs;
	bool is_bug; /* of the likeliest bug, as far as titles tell */
};

/** How a run is drawn. */
enum bv_dot {
	BV_DOT_OK = 0,
	BV_DOT_CRASH,
	BV_DOT_OTHER /* never reached the reproducer, or a crash that does not count */
};

struct bv_ladder {
	struct bv_ladder_title titles[BV_LADDER_TITLES_MAX]; /* by their first runs */
	size_t title_count;
	size_t ok, other;       /* runs */
	bool is_left_from_tree; /* else as git printed it */
	size_t left_most;       /* of all steps, for the scale; 0: nothing is known */
};

/** Owner: borrows from @answer. */
void bv_ladder_make(struct bv_ladder *out, const struct bv_answer *answer);

/** Does the log print any? */
bool bv_ladder_has_runs(const struct bv_ladder *ladder);
enum bv_dot bv_ladder_dot(const struct bv_run *run);
/** The index of a crash's title. */
size_t bv_ladder_title(const struct bv_ladder *ladder, const struct bv_run *run);
/**
 * Candidates left after the step @index, by the tree; else those "left to test after this", as git
 * printed it when it offered the commit.
 */
struct bv_count bv_ladder_left(const struct bv_ladder *ladder, const struct bv_case *c,
			       size_t index);
/** On a log scale, 0 to 1. */
double bv_ladder_share(const struct bv_ladder *ladder, size_t left);
#endif
