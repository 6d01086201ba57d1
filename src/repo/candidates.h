/* SPDX-License-Identifier: GPL-2.0-only */
/* The commits that a bisection can still blame: a small history of its own. */
#ifndef BV_REPO_CANDIDATES_H
#define BV_REPO_CANDIDATES_H

#include "base/arena.h"
#include "history.h"

/**
 * Candidates by local number, parents before children; the bad tip is the last one.
 *
 * Parents outside the set are left out. The parents of number n are
 * parents[parents_from[n]] .. parents[parents_from[n + 1] - 1], in the commit's order.
 */
struct bv_candidates {
	struct bv_history *history;
	uint32_t count;
	uint32_t *names; /* positions in the commit-graph, or commits' numbers in the history */
	bool are_positions;
	uint64_t *dates;
	uint32_t *parents_from;
	uint32_t *parents;
};
#define BV_LOCAL_NONE UINT32_MAX

/** What a set is made of. */
struct bv_members {
	struct bv_commits commits;
	struct bv_commit tip; /* one of them, that all others are ancestors of */
	bool is_first_parent; /* a commit's other parents do not count */
};

/**
 * Make a set of @members.
 *
 * Errors:  false when the parents go round in a circle (grafts can do that).
 * Owner:   kept in @keep. Uses the nodes' BV_MARK_SET and local.
 */
bool bv_candidates_build(struct bv_candidates *out, struct bv_history *history,
			 const struct bv_members *members, struct bv_arena *keep);

struct bv_oid bv_candidates_oid(const struct bv_candidates *set, uint32_t local);
/** The local number of @commit, or BV_LOCAL_NONE. */
uint32_t bv_candidates_find(const struct bv_candidates *set, struct bv_commit commit);
uint32_t bv_candidates_parent_count(const struct bv_candidates *set, uint32_t local);
/**
 * How many candidates are reachable from @local, itself included: its weight. With @without those
 * reachable from that one are left out, as if it were good; else it is BV_LOCAL_NONE.
 */
uint32_t bv_candidates_reach(const struct bv_candidates *set, uint32_t local, uint32_t without);
/** Is @old an ancestor of one of @young, @count local numbers, or the same, within the set? */
bool bv_candidates_is_ancestor(const struct bv_candidates *set, uint32_t old, const uint32_t *young,
			       size_t count);

/** A copy of its own. Owner: kept in @keep. */
void bv_candidates_copy(struct bv_candidates *out, const struct bv_candidates *from,
			struct bv_arena *keep);
/**
 * @tip of @from and its ancestors: what is left when it is marked bad.
 *
 * Meaning: in place when @out is @from.
 * Owner:   else kept in @keep.
 */
void bv_candidates_keep_ancestors(struct bv_candidates *out, const struct bv_candidates *from,
				  uint32_t tip, struct bv_arena *keep);
/** The same without them: what is left when it is marked good. */
void bv_candidates_drop_ancestors(struct bv_candidates *out, const struct bv_candidates *from,
				  uint32_t tip, struct bv_arena *keep);

#endif
