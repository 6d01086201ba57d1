/* SPDX-License-Identifier: GPL-2.0-only */
/* True texts about one drawn tree, each with its false ones behind it, judged at once. */
#ifndef DRAWN_BATCH_H
#define DRAWN_BATCH_H

#include "judge.h"
#include "story.h"

struct input {
	size_t form;
	size_t change;    /* what makes it false, by the caller's table; TREE_NONE: it is true */
	bool is_possible; /* what it tells can be true all the same */
};

struct batch {
	struct tree *tree;
	uint64_t seed; /* of the tree */
	struct judge judge;
	struct {
		struct input *items;
		size_t count, capacity;
	} inputs;
	struct bv_arena keep;
};

/** Draw the tree of @seed in @folder, which is there. */
void batch_open(struct batch *out, const char *program, const char *folder, uint64_t seed);
/** Any story of that form on the tree, or NULL. Owner: the batch. */
struct story *batch_draw(struct batch *batch, struct dice *dice, size_t form);
void batch_add(struct batch *batch, struct bv_text text, struct input input);
/** Ask the program about all of them. */
void batch_judge(struct batch *batch);
void batch_close(struct batch *batch);

#endif
