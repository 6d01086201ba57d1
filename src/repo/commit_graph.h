/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The commit-graph of an object store: one file, or a chain of them, mapped for reading.
 *
 * libgit2 up to 1.9 cannot use the file that git writes by default, nor chains, nor those of
 * alternates; so this reads them itself, as untrusted bytes: nothing in them is believed before it
 * is used.
 */
#ifndef BV_REPO_COMMIT_GRAPH_H
#define BV_REPO_COMMIT_GRAPH_H

#include "base/arena.h"
#include "base/error.h"
#include "base/oid.h"

/*
 * One file: a layer
 *
 * It holds some commits, sorted by id. A commit's position counts through all layers of a chain,
 * the oldest layer first, so parents can lie in this layer or in one below.
 */

struct bv_graph_layer {
	const unsigned char *bytes;
	size_t size_bytes;
	uint32_t count; /* commits in this layer */
	uint32_t base;  /* position of its first one: commits in the layers below */
	uint8_t below;  /* layers that the file says lie below */
	const unsigned char *fanout, *ids, *commits;
	const unsigned char *edges; /* further parents of octopus merges */
	uint32_t edge_count;
	const unsigned char *offsets; /* corrected dates; NULL where the file has none */
	const unsigned char *long_offsets;
	uint32_t long_offset_count;
	const unsigned char *below_names; /* the names of the layers below, @below of them */
};

/**
 * Read the table of contents of @bytes, which are borrowed.
 *
 * Errors: BV_ERROR_REPOSITORY with the reason in its text: wrong signature or version, a chunk that
 *         is missing, too small or outside the file.
 * Source: git's Documentation/gitformat-commit-graph.txt.
 */
BV_MUST_CHECK bool bv_graph_layer_parse(struct bv_graph_layer *out, const unsigned char *bytes,
					size_t size_bytes, struct bv_error *err);

/** The name that the file bears in its last bytes, as a chain lists it. */
struct bv_oid bv_graph_layer_name(const struct bv_graph_layer *layer);
struct bv_oid bv_graph_layer_name_below(const struct bv_graph_layer *layer, uint8_t number);

/** Look up @id; @out is the number in this layer. False when it is not here. */
bool bv_graph_layer_find(const struct bv_graph_layer *layer, const struct bv_oid *id,
			 uint32_t *out);

/**
 * The id of commit @number.
 *
 * Errors: false when its neighbours are out of order: the file is damaged. @out is filled all the
 *         same.
 */
BV_MUST_CHECK bool bv_graph_layer_id(const struct bv_graph_layer *layer, uint32_t number,
				     struct bv_oid *out);

/** Committer date and generations of commit @number. */
struct bv_graph_times {
	uint64_t date;
	uint64_t corrected_date; /* generation v2; 0 where the file has none */
	uint32_t level;          /* generation v1; 0 where git had not computed it */
};
/** False when an offset leads outside the file: it is damaged. */
BV_MUST_CHECK bool bv_graph_layer_times(const struct bv_graph_layer *layer, uint32_t number,
					struct bv_graph_times *out);

/** The first two parents' positions of commit @number, as the file has them. */
enum bv_graph_family {
	BV_GRAPH_DAMAGED = 0, /* a position lies outside the layers */
	BV_GRAPH_ROOT,
	BV_GRAPH_ONE_PARENT,
	BV_GRAPH_TWO_PARENTS,
	BV_GRAPH_OCTOPUS /* only bv_graph_layer_parents() can tell them */
};
enum bv_graph_family bv_graph_layer_family(const struct bv_graph_layer *layer, uint32_t number,
					   uint32_t out[2]);

/** Have the record of @number brought near: it will be asked for soon. */
void bv_graph_layer_prefetch(const struct bv_graph_layer *layer, uint32_t number);

struct bv_positions {
	uint32_t *items;
	size_t count, capacity;
};
/** More parents than any commit has; a longer list is damage. */
#define BV_GRAPH_PARENTS_MAX 4096

/**
 * Append the parents' positions of commit @number to @out.
 *
 * Errors: false when one lies outside the layers or a list does not end: the file is damaged.
 * Owner:  kept in @keep.
 */
BV_MUST_CHECK bool bv_graph_layer_parents(const struct bv_graph_layer *layer, uint32_t number,
					  struct bv_positions *out, struct bv_arena *keep);

/*
 * All layers
 */

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
