/* SPDX-License-Identifier: GPL-2.0-only */
/* Salvage: which verdicts of a log hold, and the range and marks to go on with. */
#ifndef BISECT_VERIFY_SALVAGE_H
#define BISECT_VERIFY_SALVAGE_H

#include "odds.h"

/** What becomes of a verdict. */
enum bv_kept_reason {
	BV_KEPT_NOT = 0,      /* the step is no verdict of git's search */
	BV_KEPT_HOLDS,        /* as the log has it */
	BV_KEPT_TURNED,       /* wrong almost surely: its opposite */
	BV_KEPT_DOUBTED,      /* wrong rather than right: left out */
	BV_KEPT_CONTRADICTED, /* left out: others that hold contradict it */
	BV_KEPT_CONTRARY,     /* left out: the same commit has the contrary verdict too */
	BV_KEPT_MISSING       /* left out: its commit is not in the tree */
};
struct bv_kept {
	enum bv_kept_reason reason;
	enum bv_verdict verdict; /* to go on with, in the terms of cause bisection; else UNKNOWN */
	double ln_holds;         /* of the log's verdict, for TURNED and DOUBTED */
};

struct bv_salvage {
	const struct bv_reading *reading; /* that was believed; NULL: no runs to weigh */
	struct bv_revision_ref bad;       /* in git's terms: the range to go on with; or none */
	struct bv_revision_refs good;     /* none: a good commit must be found first */
	struct bv_kept *kept;             /* parallel to steps */
	size_t held, turned, left_out;    /* of git's steps */
	/* Of the first test and the releases behind it, whose verdicts make the range. */
	size_t walk_held, walk_turned, walk_left_out;
	size_t missing;                   /* verdicts on commits that are not in the tree */
	struct bv_revision_ref contested; /* was judged good and bad: to be tested next; or none */
	bool is_range_same;               /* that git bisect was given */
};

/** What the verdicts are weighed by. */
struct bv_salvage_question {
	const struct bv_case *c;
	const struct bv_odds *odds;
	const struct bv_reading *reading; /* of @odds: which crashes are the bug; NULL: the log's
					     word stands */
};

/**
 * Decide which verdicts to go on with.
 *
 * Meaning: of verdicts that contradict each other those that contradict most others go first; of
 *          two contrary ones of one commit both do.
 * Owner:   kept in @keep; borrows from @question.
 */
void bv_salvage_make(struct bv_salvage *out, const struct bv_salvage_question *question,
		     struct bv_arena *keep);

/** Does the log that is left have a bad and a good commit, as git bisect needs them? */
bool bv_salvage_has_ends(const struct bv_salvage *salvage, const struct bv_case *c);

/**
 * How likely each cell of facts->cells holds the culprit, by the runs, where the kept verdicts
 * allow it: a verdict that was left out still weighs as much as its runs do.
 *
 * Unknown: NULL without runs, without the tree's cells, or when the range to go on with is not the
 *          one that git bisect was given: what lies outside was not weighed.
 * Owner:   kept in @keep.
 */
double *bv_salvage_cell_masses(const struct bv_salvage *salvage, const struct bv_odds *odds,
			       const struct bv_case *c, struct bv_arena *keep);

#endif
