/* The header of a raw commit object: only what the history needs. */
#ifndef BV_TREE_COMMIT_HEADER_H
#define BV_TREE_COMMIT_HEADER_H

#include <bisect_verify/arena.h>
#include <bisect_verify/facts.h>

struct bv_commit_header {
	struct bv_oids parents;
	uint64_t date; /* of the committer, seconds since 1970; 0 where git reads none */
};

/**
 * Read the header of the commit object @raw.
 *
 * Errors: false when it does not begin as a commit does.
 * Owner:  kept in @keep.
 * Source: git's commit.c, parse_commit_buffer() and parse_commit_date().
 */
bool bv_commit_header_parse(struct bv_commit_header *out, struct bv_text raw,
			    struct bv_arena *keep);

#endif
