/* SPDX-License-Identifier: GPL-2.0-only */
/* How alike two files are. */
#ifndef BV_REPO_SIMILARITY_H
#define BV_REPO_SIMILARITY_H

#include "base/arena.h"
#include "base/text.h"

/** Two files that are equal. */
#define BV_SIMILARITY_MOST 60000u

/** Pieces of a file that are equal, counted in bytes. */
struct bv_file_piece {
	uint64_t hash;
	size_t bytes;
};
/** A file as the multiset of its lines (those over 64 bytes cut), sorted by hash. */
struct bv_fingerprint {
	struct bv_file_piece *pieces;
	size_t count;
	size_t file_bytes;
};

/** The fingerprint of the file @text. Owner: kept in @keep. */
struct bv_fingerprint bv_fingerprint_make(struct bv_text text, struct bv_arena *keep);

/**
 * The part of the larger file that is found in the other one.
 *
 * Units:  0 to BV_SIMILARITY_MOST.
 * Source: git's diffcore-rename.c, estimate_similarity(); its hash is weaker than ours, so that
 *         scores can differ by a hair.
 */
unsigned bv_similarity(const struct bv_fingerprint *a, const struct bv_fingerprint *b);

#endif
