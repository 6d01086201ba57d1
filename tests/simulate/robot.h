/* SPDX-License-Identifier: GPL-2.0-only */
/* The first bisection, as syzkaller of 2021 makes it: any crash makes a commit bad. */
#ifndef SIMULATE_ROBOT_H
#define SIMULATE_ROBOT_H

#include "replay/replay.h"
#include "world.h"

/** How it ended. */
enum robot_end {
	ROBOT_NOT_REPRODUCED, /* the start test never showed the title: nothing is bisected */
	ROBOT_BLAMED,
	ROBOT_OLDEST,   /* the oldest release crashed, too */
	ROBOT_OBSTACLE, /* git asks for what the log cannot hold: a bad merge base */
};
struct robot_log {
	enum robot_end end;
	struct bv_text text;
	size_t blamed; /* WORLD_NONE without one */
	size_t runs;
};

/** Make it, and its log. Owner: kept in @keep. */
void robot_bisect(struct robot_log *out, struct world_bug *bug, struct bv_arena *keep);

/** git's state on the world's history. */
struct search {
	struct bv_replay replay;
	struct bv_contradictions contradictions;
	const struct world *world;
};
/** Owner: what is kept in @keep; search_close() gives the rest back. */
void search_open(struct search *out, const struct world *world, struct bv_arena *keep);
void search_close(struct search *search);
void search_mark(struct search *search, enum bv_verdict verdict, size_t commit);
/** What git asks for; WORLD_NONE at the end. */
size_t search_next(struct search *search);
/** How many commits are left; SIZE_MAX: not known. */
size_t search_left(struct search *search);
/** The only one that is left, or WORLD_NONE. */
size_t search_found(struct search *search);

#endif
