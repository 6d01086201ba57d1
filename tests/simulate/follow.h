/* SPDX-License-Identifier: GPL-2.0-only */
/* Somebody who does what the answer to a log says, to the end. */
#ifndef SIMULATE_FOLLOW_H
#define SIMULATE_FOLLOW_H

#include <stdio.h>

#include "answer/answer.h"
#include "robot.h"

#define FOLLOW_ROUNDS_MAX 12

/** Where it led. */
enum follow_end {
	FOLLOW_FOUND,
	FOLLOW_WRONG,    /* another commit is taken for the cause */
	FOLLOW_NOWHERE,  /* no plan, or one that cannot be followed */
	FOLLOW_CIRCLE,   /* as many rounds as nobody makes */
	FOLLOW_CONTRARY, /* git is left without a commit */
	FOLLOW_END_COUNT
};
struct follow_result {
	enum follow_end end;
	enum bv_plan_kind kinds[FOLLOW_ROUNDS_MAX]; /* of the plans, the first one first */
	size_t rounds;
	size_t runs;           /* that were made */
	size_t tests;          /* commits that were built for them */
	size_t first_left;     /* commits, when the first search went on; 0: none did */
	bool was_culprit_left; /* and the culprit was one of them */
	size_t searches;       /* that were gone on with */
};

/** Constant words: "found", "wrong". */
const char *follow_end_name(enum follow_end end);

/** Follow the answers to @log; with @tell each step is told. */
void follow(struct follow_result *out, struct world_bug *bug, const struct robot_log *log,
	    FILE *tell, struct bv_arena *keep);

#endif
