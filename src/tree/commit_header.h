/* The header of a raw commit object: only what the history needs. */
#ifndef BV_TREE_COMMIT_HEADER_H
#define BV_TREE_COMMIT_HEADER_H

#include <git2.h>

#include <bisect_verify/arena.h>
#include <bisect_verify/facts.h>

#include "history.h"

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

/**
 * The same of the object @id, read from @odb.
 *
 * Meaning: known, or why not: it is missing, no commit, or not readable; @out is then empty.
 * Owner:   kept in @keep.
 */
enum bv_parents_state bv_commit_header_read(struct bv_commit_header *out, git_odb *odb,
					    const struct bv_oid *id, struct bv_arena *keep);

#endif
