/*
 * Painting history downwards from some tips: the engine of ranges, merge bases and ancestry.
 *
 * A commit takes over the marks of its children. The order in which commits come out makes the walk
 * short, not right: one that gets a new mark after it came out goes in again. It comes out by
 * falling generation, those that no commit-graph covers first (none of them can be an ancestor of
 * one that is covered), and these by falling date.
 */
#ifndef BV_TREE_WALK_H
#define BV_TREE_WALK_H

#include "base/arena.h"
#include "base/queue.h"
#include "history_node.h"

enum bv_mark {
	BV_MARK_BAD = 1,    /* an ancestor of bad, or bad itself */
	BV_MARK_GOOD = 2,   /* an ancestor of a good one, or a good one itself */
	BV_MARK_BELOW = 4,  /* a true ancestor of a commit that has both */
	BV_MARK_QUEUED = 8, /* waiting in the queue */
	BV_MARK_SET = 16    /* free for what is done after the walk */
};
#define BV_MARKS_PAINTED (BV_MARK_BAD | BV_MARK_GOOD | BV_MARK_BELOW)

struct bv_commits {
	struct bv_commit *items;
	size_t count, capacity;
};

/** One walk at a time on a history: the marks are in its nodes. */
struct bv_walk {
	struct bv_history *history;
	struct bv_arena keep;
	struct bv_queue queue;
	struct bv_commits seen;     /* all that were marked */
	size_t fresh_queued;        /* in the queue without BV_MARK_BELOW */
	uint64_t oldest_fresh_date; /* of those that came out without it */
	bool is_cut;                /* the walk met a commit whose parents are not known */
	struct bv_commit cut_at;
};

void bv_walk_init(struct bv_walk *walk, struct bv_history *history);
/** Clears the marks too. */
void bv_walk_release(struct bv_walk *walk);

/** Give @commit @marks, and queue it when they are news. */
void bv_walk_mark(struct bv_walk *walk, struct bv_commit commit, unsigned marks);
/** The next commit; false when the queue is empty. */
bool bv_walk_next(struct bv_walk *walk, struct bv_commit *out);

/** Give the parents of @commit its marks; BV_MARK_BELOW too when it has both others. */
void bv_walk_spread(struct bv_walk *walk, struct bv_commit commit);

/**
 * Before a walk without generations stops: look behind the commits that wait, for one whose clock
 * was wrong stands in the queue far too low, and all behind it has not been seen. Those are spread
 * at once, out of their turn.
 *
 * Meaning: true when that marked anything new, so that the walk must go on. Wrong clocks of a
 *          commit and its parent both are not noticed.
 */
bool bv_walk_spread_misdated(struct bv_walk *walk);

/** Why the answer is not known, for a walk that is cut. Owner: kept in @keep. */
struct bv_text bv_walk_why_cut(const struct bv_walk *walk, struct bv_arena *keep);

#endif
