/* SPDX-License-Identifier: GPL-2.0-only */
/* The ways to falsify a story. */
#ifndef PAIRS_TWINS_H
#define PAIRS_TWINS_H

#include "drawn/story.h"

/* A way to falsify; twins.c has the table. */
struct twin {
	const char *name;
	/* False when the story has nothing to falsify that way. */
	bool (*falsify)(struct story *story, struct dice *dice, struct bv_arena *keep);
};
extern const struct twin twins[];
extern const size_t twin_count;

#endif
