/* The commits of this tree that are younger than a date. */
#ifndef BV_TREE_COMMITS_SINCE_H
#define BV_TREE_COMMITS_SINCE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/oid.h"

struct bv_tree;

struct bv_dated_commit {
	uint64_t seconds; /* committer date, since 1970 */
	struct bv_oid id;
};
struct bv_dated_commits {
	struct bv_dated_commit *items;
	size_t count, capacity;
};

/** Committer dates, both included. Units: seconds since 1970. */
struct bv_dates {
	uint64_t since, until;
};

/**
 * List what is reachable from HEAD and the branches and committed between @dates, oldest first.
 *
 * Meaning: a commit older than that ends the walk there, whatever lies behind it.
 * Unknown: more than BV_COMMITS_SINCE_MAX are to be listed or, without a commit-graph, where each
 *          costs a read, BV_COMMITS_SINCE_UNGRAPHED_MAX walked; or the history is cut. The reason
 *          is in @why; @out is then not to be used.
 * Owner:   kept in @keep.
 */
enum bv_answer bv_commits_since(struct bv_dated_commits *out, struct bv_tree *tree,
				const struct bv_dates *dates, struct bv_arena *keep,
				struct bv_text *why);
#define BV_COMMITS_SINCE_MAX           ((size_t)2000000)
#define BV_COMMITS_SINCE_UNGRAPHED_MAX ((size_t)20000)

#endif
