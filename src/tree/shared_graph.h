/*
 * One commit-graph for all histories of a tree, whichever threads they belong to.
 *
 * It is read by its records until the walks have looked at so many that loading it whole would have
 * been cheaper; from then on it is loaded, once.
 */
#ifndef BV_TREE_SHARED_GRAPH_H
#define BV_TREE_SHARED_GRAPH_H

#include "commit_graph.h"
#include "graph_range.h"

struct bv_shared_graph;

/** As bv_commit_graph_open(). Owner: the caller closes; NULL is fine. */
void bv_shared_graph_open(struct bv_shared_graph **out, struct bv_text objects,
			  struct bv_error *err);
/** One owner more. */
struct bv_shared_graph *bv_shared_graph_share(struct bv_shared_graph *shared);
/** The last owner's call frees it. */
void bv_shared_graph_close(struct bv_shared_graph *shared);

/** Owner: borrowed. */
const struct bv_commit_graph *bv_shared_graph_file(const struct bv_shared_graph *shared);

/** All of it, loaded when it was not; NULL when it is damaged. Owner: borrowed. */
const struct bv_graph_order *bv_shared_graph_load(struct bv_shared_graph *shared);

/** As bv_graph_range_find(), by whichever way is the cheapest now; never BV_GRAPH_WALK_FAR. */
enum bv_graph_walk bv_shared_graph_range(struct bv_range *out, struct bv_shared_graph *shared,
					 struct bv_history *history,
					 const struct bv_range_question *question,
					 struct bv_arena *keep);

#endif
