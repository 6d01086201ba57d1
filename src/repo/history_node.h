/* The history's inside, for the walks: nodes that carry the marks of the walk in progress. */
#ifndef BV_TREE_HISTORY_NODE_H
#define BV_TREE_HISTORY_NODE_H

#include "history.h"

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

struct bv_commit_graph;
/** The commit-graph in use, or NULL. Owner: borrowed. */
const struct bv_commit_graph *bv_history_graph(const struct bv_history *history);

struct bv_range_cache;
/** Owner: the history's. */
struct bv_range_cache *bv_history_ranges(struct bv_history *history);

/** The commit-graph turned out to be damaged: see bv_history_drop_damaged_graph(). */
void bv_history_note_damage(struct bv_history *history);

/**
 * Whether ancestry may rest on the clocks where no commit-graph helps; it may until told otherwise.
 * When it may not, each BV_NO there costs a walk to the end of the history.
 */
void bv_history_rest_on_clocks(struct bv_history *history, bool is_allowed);
bool bv_history_rests_on_clocks(const struct bv_history *history);

/** How many nodes were handed out to walks. Units: commits, repeats included. */
uint64_t bv_history_visits(const struct bv_history *history);

#endif
