/* SPDX-License-Identifier: GPL-2.0-only */
/* Histories drawn as text or at random, and repositories on disk made of them. */
#ifndef BV_SUPPORT_DRAWN_HISTORY_H
#define BV_SUPPORT_DRAWN_HISTORY_H

#include "base/oid.h"
#include "scratch.h"

/** A random sequence that is the same for the same seed. */
struct bv_random {
	uint64_t state;
};
/** Seeded by the environment's BV_SEED, else by a fixed number; prints which. */
struct bv_random bv_random_open(const char *what);
/** From 0 to @count - 1. */
size_t bv_random_below(struct bv_random *random, size_t count);

#define BV_DRAWN_PARENTS_MAX 8
struct bv_drawn_commit {
	struct bv_text name;
	size_t parents[BV_DRAWN_PARENTS_MAX];
	size_t parent_count;
	uint64_t date;
	struct bv_oid id; /* once imported */
};
/** Parents come before their children. */
struct bv_drawn {
	struct bv_drawn_commit *items;
	size_t count, capacity;
};

/**
 * Read a drawing, one line a commit: "commit A B C" is A with parents B and C, drawn before; a
 * further word "date=N" sets its date, else each is a minute younger than the one before.
 */
struct bv_drawn bv_drawn_parse(const char *drawing, struct bv_arena *keep);

/** How the clocks went. */
enum bv_clocks {
	BV_CLOCKS_RIGHT, /* a child is younger than its parents */
	BV_CLOCKS_EQUAL, /* many commits of the same second */
	BV_CLOCKS_WRONG, /* some are off by a lot */
	BV_CLOCKS_COUNT
};
/** @count commits with branches, merges, criss-cross merges, octopus merges and some roots. */
struct bv_drawn bv_drawn_random(struct bv_random *random, size_t count, enum bv_clocks clocks,
				struct bv_arena *keep);

/** Make the bare repository @name of it, without refs; fills in the ids, also in all.txt there. */
void bv_drawn_import(struct bv_drawn *drawn, struct bv_scratch *scratch, const char *name);

/** The commit named @name; it must be there. */
const struct bv_drawn_commit *bv_drawn_find(const struct bv_drawn *drawn, const char *name);
/** Its id in hex. Owner: kept in @keep. */
const char *bv_drawn_hex(const struct bv_drawn *drawn, size_t number, struct bv_arena *keep);

/** Flag @number and all its ancestors: the plain truth to compare with. */
void bv_drawn_flag_ancestors(const struct bv_drawn *drawn, size_t number, bool *flags);

#endif
