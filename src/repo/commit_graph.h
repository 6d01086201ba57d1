/*
 * The commit-graph of an object store: one file, or a chain of them, mapped for reading.
 *
 * libgit2 up to 1.9 cannot use the file that git writes by default, nor chains, nor those of
 * alternates; so this reads them itself.
 */
#ifndef BV_TREE_COMMIT_GRAPH_H
#define BV_TREE_COMMIT_GRAPH_H

#include "graph_layer.h"

struct bv_commit_graph;

/**
 * Find and map the commit-graph below @objects, else the first one among its alternates.
 *
 * Errors: *out is NULL. @err stays empty when there is no commit-graph, and says why one that is
 *         there cannot be used. A file that is damaged deep inside shows it only later.
 * Owner:  the caller closes; NULL is fine.
 * Source: git's commit-graph.c, read_commit_graph_one() and load_commit_graph_chain().
 */
void bv_commit_graph_open(struct bv_commit_graph **out, struct bv_text objects,
			  struct bv_error *err);
void bv_commit_graph_close(struct bv_commit_graph *graph);

/** How many commits it holds: positions are below this. */
uint32_t bv_commit_graph_count(const struct bv_commit_graph *graph);
bool bv_commit_graph_find(const struct bv_commit_graph *graph, const struct bv_oid *id,
			  uint32_t *out);

/*
 * Records by position. False says that the file is damaged; nothing of it is to be used then.
 */

/** @out is filled also when its neighbours are out of order. */
BV_MUST_CHECK bool bv_commit_graph_id(const struct bv_commit_graph *graph, uint32_t position,
				      struct bv_oid *out);
BV_MUST_CHECK bool bv_commit_graph_date(const struct bv_commit_graph *graph, uint32_t position,
					uint64_t *out);
/** A number that is greater than that of every parent: corrected date, or level. */
BV_MUST_CHECK bool bv_commit_graph_generation(const struct bv_commit_graph *graph,
					      uint32_t position, uint64_t *out);
/** A commit's whole record, for walks that look at many. */
struct bv_graph_record {
	uint64_t date, generation;
	uint32_t parents[2]; /* positions; for an octopus merge ask bv_commit_graph_parents() */
	uint32_t parent_count;
	bool is_octopus; /* @parents and @parent_count are not filled */
};
BV_MUST_CHECK bool bv_commit_graph_record(const struct bv_commit_graph *graph, uint32_t position,
					  struct bv_graph_record *out);
/** How many parents of octopus merges the file lists beside the first ones; each has one child. */
size_t bv_commit_graph_edge_count(const struct bv_commit_graph *graph);

/** Have the record of @position brought near: it will be asked for soon. */
void bv_commit_graph_prefetch(const struct bv_commit_graph *graph, uint32_t position);

BV_MUST_CHECK bool bv_commit_graph_parents(const struct bv_commit_graph *graph, uint32_t position,
					   struct bv_positions *out, struct bv_arena *keep);

#endif
