/* SPDX-License-Identifier: GPL-2.0-only */
/* The history's inside: its nodes, which carry the marks of the walk in progress, and the walks. */
#ifndef BV_REPO_HISTORY_PRIVATE_H
#define BV_REPO_HISTORY_PRIVATE_H

#include "base/arena.h"
#include "base/queue.h"
#include "commit_graph.h"
#include "history.h"
#include "range.h"

#define BV_PARENTS_FEW 2

struct bv_node {
	struct bv_oid id;
	uint32_t position; /* in the commit-graph, or BV_POSITION_NONE */
	enum bv_parents_state state;
	uint64_t date, generation; /* valid once read */
	const struct bv_commit *parents;
	struct bv_commit few[BV_PARENTS_FEW]; /* what @parents points to, mostly */
	uint32_t parent_count;
	uint32_t local; /* number in the set being built */
	uint8_t marks;  /* zero between walks */
};

/** The node of @commit, read. Owner: borrowed; it does not move. */
struct bv_node *bv_history_node(struct bv_history *history, struct bv_commit commit);

/** The commit-graph in use, or NULL. Owner: borrowed. */
const struct bv_commit_graph *bv_history_graph(const struct bv_history *history);

/** Owner: the history's. */
struct bv_range_cache *bv_history_ranges(struct bv_history *history);

/** The commit-graph turned out to be damaged: see bv_history_drop_damaged_graph(). */
void bv_history_note_damage(struct bv_history *history);

/*
 * Where the nodes live: numbered as they come, some of them findable by id
 */

struct bv_node_block {
	struct bv_node *nodes;
};

/** Initialise with {0}. All memory is kept in the arena given with each call: always the same. */
struct bv_node_table {
	struct {
		struct bv_node_block *items;
		size_t count, capacity;
	} blocks; /* nodes must not move */
	uint32_t count;
	uint32_t *slots; /* open addressing: numbers + 1 */
	uint32_t slot_count, slots_used;
};

/** The node @number, which must be there. */
struct bv_node *bv_node_table_at(const struct bv_node_table *table, uint32_t number);
/** Make a node; it is not findable by its id. */
uint32_t bv_node_table_add(struct bv_node_table *table, const struct bv_oid *id, uint32_t position,
			   struct bv_arena *keep);
/** The findable node of @id, made when there is none. */
uint32_t bv_node_table_find(struct bv_node_table *table, const struct bv_oid *id,
			    struct bv_arena *keep);

/*
 * Painting history downwards from some tips: the engine of ranges, merge bases and ancestry.
 *
 * A commit takes over the marks of its children. The order in which commits come out makes the walk
 * short, not right: one that gets a new mark after it came out goes in again. It comes out by
 * falling generation, those that no commit-graph covers first (none of them can be an ancestor of
 * one that is covered), and these by falling date.
 */

enum bv_mark {
	BV_MARK_BAD = 1,    /* an ancestor of bad, or bad itself */
	BV_MARK_GOOD = 2,   /* an ancestor of a good one, or a good one itself */
	BV_MARK_BELOW = 4,  /* a true ancestor of a commit that has both */
	BV_MARK_QUEUED = 8, /* waiting in the queue */
	BV_MARK_SET = 16    /* free for what is done after the walk */
};
#define BV_MARKS_PAINTED (BV_MARK_BAD | BV_MARK_GOOD | BV_MARK_BELOW)

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

/*
 * One walk over the commit-graph's records, from some tips down.
 *
 * The fast twin of the walk over the history's nodes in range.c, for questions whose commits the
 * commit-graph covers. Each commit is visited after all its children, by generation. So its marks
 * are final then, and the walk is over when all that waits lies below a common ancestor; clocks
 * play no part.
 */

/** A walk's tips, and what it finds; all commits are positions in the commit-graph. */
struct bv_graph_walk {
	uint32_t bad;
	struct bv_positions good;
	/* What is found: */
	struct bv_candidates candidates; /* but for its history */
	struct bv_positions merge_bases;
	bool are_all_good_in_bad;
};

/**
 * Walk until all is found.
 *
 * Errors: false when the commit-graph is damaged; nothing is found then.
 * Owner:  kept in @keep.
 * Source: git's commit-reach.c, paint_down_to_common(), with its queue by generation.
 */
BV_MUST_CHECK bool bv_graph_walk(struct bv_graph_walk *walk, const struct bv_commit_graph *graph,
				 struct bv_arena *keep);

/**
 * Answer @question by such a walk.
 *
 * Errors: false when the commit-graph does not cover it, or turns out to be damaged.
 * Owner:  kept in @keep.
 */
BV_MUST_CHECK bool bv_graph_walk_range(struct bv_range *out, struct bv_history *history,
				       const struct bv_range_question *question,
				       struct bv_arena *keep);

/*
 * Ranges that were found: one log asks for its first range several times, and the logs of an audit
 * share releases
 */

/* Candidates, and the good commits of the questions: some 45 bytes each, so 90 MB a history. */
#define BV_RANGE_CACHE_COMMITS_MAX ((size_t)2 << 20)
/* Each costs a look when one is searched. */
#define BV_RANGE_CACHE_ITEMS_MAX 1024

/** Initialise with {0}. */
struct bv_range_cache {
	struct bv_arena keep;
	struct {
		struct bv_cached_range **items;
		size_t count, capacity;
	} ranges;
};

void bv_range_cache_release(struct bv_range_cache *cache);

/**
 * The range that fits @question, or NULL; one that rests on clocks only when @may_rest_on_clocks.
 *
 * Owner: borrowed until the next bv_range_cache_add().
 */
struct bv_cached_range *bv_range_cache_find(const struct bv_range_cache *cache,
					    const struct bv_range_question *question,
					    bool may_rest_on_clocks);

/**
 * A place for the range of @question, which is copied; the caller fills it, in the item's arena.
 *
 * Meaning: when there are too many, or their commits are more than BV_RANGE_CACHE_COMMITS_MAX in
 *          all, they are all forgotten first.
 */
struct bv_cached_range *bv_range_cache_add(struct bv_range_cache *cache,
					   const struct bv_range_question *question);

#endif
