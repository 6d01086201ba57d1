/* SPDX-License-Identifier: GPL-2.0-only */
/* A log drawn beside its history, and the facts about its steps. */
#ifndef BV_SUPPORT_DRAWN_LOG_H
#define BV_SUPPORT_DRAWN_LOG_H

#include "drawn_history.h"
#include "replay/facts.h"
#include "repo/tree.h"

struct bv_drawn_log {
	struct bv_scratch scratch;
	struct bv_drawn drawn;
	struct bv_tree *tree;
	struct bv_bisection bisection;
	struct bv_facts facts; /* the revisions are resolved; the rest is to be asked for */
};

/**
 * Make the repository of @drawing and the bisection that @log says, one line each:
 * "start BAD GOOD...", "good X", "bad X", "skip X", "weak X", "test X" without a verdict, "found
 * X".
 *
 * Meaning: a name that was not drawn is a commit that the tree lacks, first mentioned in line 7.
 */
struct bv_drawn_log bv_drawn_log_open(const char *drawing, const char *log);
void bv_drawn_log_close(struct bv_drawn_log *place);

#endif
