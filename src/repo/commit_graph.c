/* SPDX-License-Identifier: GPL-2.0-only */
/* Finding and mapping commit-graph files; which layer a position lies in. */
#include "commit_graph.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "overrides.h"

#include "base/banned.h"

#define CHAIN_LAYERS_MAX 255
#define CHAIN_BYTES_MAX  ((size_t)64 << 10)

struct map {
	void *bytes;
	size_t size_bytes;
};

struct bv_commit_graph {
	struct bv_arena keep;
	struct bv_graph_layer layers[CHAIN_LAYERS_MAX]; /* the oldest first */
	struct map maps[CHAIN_LAYERS_MAX];
	size_t layer_count;
	uint32_t count;
	bool has_corrected_dates; /* all layers have; git uses them only then */
};

/* Map @path; false without an error when it is not there. */
static bool map_file(const char *path, struct map *out, struct bv_error *err)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	void *map;
	bool is_done = false;

	if (file < 0)
		return false;
	if (fstat(file, &status) < 0 || !S_ISREG(status.st_mode) || status.st_size <= 0 ||
	    (uintmax_t)status.st_size > SIZE_MAX / 2) {
		(void)bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph is no file of any size");
		goto out;
	}
	/* git replaces the file by renaming a new one over it: this map keeps the old one. */
	map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
	if (map == MAP_FAILED) {
		(void)bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph cannot be mapped");
		goto out;
	}
	*out = (struct map){map, (size_t)status.st_size};
	is_done = true;
out:
	(void)close(file);
	return is_done;
}

/* Map @path as the next layer; false without an error when it is not there. */
static bool add_layer(struct bv_commit_graph *graph, const char *path, struct bv_error *err)
{
	struct bv_graph_layer *layer = &graph->layers[graph->layer_count];
	struct map map;

	if (!map_file(path, &map, err))
		return false;
	if (!bv_graph_layer_parse(layer, map.bytes, map.size_bytes, err)) {
		(void)munmap(map.bytes, map.size_bytes);
		return false;
	}
	graph->maps[graph->layer_count] = map;
	layer->base = graph->count;
	graph->layer_count++;
	if (layer->count > UINT32_MAX / 2 - graph->count)
		return bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph is too large");
	graph->count += layer->count;
	if (!layer->offsets)
		graph->has_corrected_dates = false;
	return true;
}

/* Is the newest layer the one that the chain means, on top of those that it was made for? */
static bool check_chained(const struct bv_commit_graph *graph, const struct bv_oid *name,
			  struct bv_error *err)
{
	const struct bv_graph_layer *layer = &graph->layers[graph->layer_count - 1];
	struct bv_oid found = bv_graph_layer_name(layer);
	bool is_right = bv_oid_equal(&found, name) && layer->below == graph->layer_count - 1;

	for (uint8_t i = 0; is_right && i < layer->below; i++) {
		struct bv_oid below = bv_graph_layer_name_below(layer, i);

		found = bv_graph_layer_name(&graph->layers[i]);
		is_right = bv_oid_equal(&below, &found);
	}
	if (!is_right)
		return bv_fail(err, BV_ERROR_REPOSITORY,
			       "the commit-graph chain's files do not belong together");
	return true;
}

/* A layer of a chain can lie in any of the object stores. */
static bool add_chained_layer(struct bv_commit_graph *graph, const struct bv_texts *stores,
			      const struct bv_oid *name, struct bv_error *err)
{
	struct bv_oid_hex hex = bv_oid_hex(name);

	if (graph->layer_count == CHAIN_LAYERS_MAX)
		return bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph chain is too long");
	for (size_t i = 0; i < stores->count; i++) {
		struct bv_text path =
			bv_arena_print(&graph->keep, "%.*s/info/commit-graphs/graph-%s.graph",
				       BV_TEXT_ARG(stores->items[i]), hex.digits);

		if (add_layer(graph, path.data, err))
			return check_chained(graph, name, err);
		if (err->kind != BV_ERROR_NONE)
			return false;
	}
	return bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph chain lacks graph-%s.graph",
		       hex.digits);
}

static bool add_chain(struct bv_commit_graph *graph, const struct bv_texts *stores,
		      struct bv_text chain, struct bv_error *err)
{
	struct bv_text line;

	while (bv_take_line(&chain, &line)) {
		struct bv_oid name;

		if (!bv_oid_parse(&name, bv_text_trim_end(line)))
			return bv_fail(err, BV_ERROR_REPOSITORY,
				       "the commit-graph chain has a line that is no name");
		if (!add_chained_layer(graph, stores, &name, err))
			return false;
	}
	if (graph->layer_count == 0)
		return bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph chain is empty");
	return true;
}

/* The file or chain of one object store; false without an error when it has none. */
static bool add_store(struct bv_commit_graph *graph, const struct bv_texts *stores, size_t which,
		      struct bv_error *err)
{
	struct bv_text store = stores->items[which];
	struct bv_text path, chain;

	path = bv_arena_print(&graph->keep, "%.*s/info/commit-graph", BV_TEXT_ARG(store));
	if (add_layer(graph, path.data, err)) {
		if (graph->layers[0].below != 0)
			return bv_fail(err, BV_ERROR_REPOSITORY,
				       "the commit-graph is a part of a chain");
		return true;
	}
	if (err->kind != BV_ERROR_NONE)
		return false;
	path = bv_arena_print(&graph->keep, "%.*s/info/commit-graphs/commit-graph-chain",
			      BV_TEXT_ARG(store));
	if (!bv_small_file_read(&chain, path.data, CHAIN_BYTES_MAX, &graph->keep))
		return false;
	return add_chain(graph, stores, chain, err);
}

void bv_commit_graph_open(struct bv_commit_graph **out, struct bv_text objects,
			  struct bv_error *err)
{
	struct bv_commit_graph *graph = calloc(1, sizeof(*graph));
	struct bv_texts stores = {0};
	bool is_found = false;

	BV_ASSERT(graph);
	graph->has_corrected_dates = true;
	bv_alternates_list(&stores, objects, &graph->keep);
	for (size_t i = 0; i < stores.count && !is_found && err->kind == BV_ERROR_NONE; i++)
		is_found = add_store(graph, &stores, i, err);
	if (!is_found || err->kind != BV_ERROR_NONE) {
		bv_commit_graph_close(graph);
		graph = NULL;
	}
	*out = graph;
}

void bv_commit_graph_close(struct bv_commit_graph *graph)
{
	if (!graph)
		return;
	for (size_t i = 0; i < graph->layer_count; i++)
		(void)munmap(graph->maps[i].bytes, graph->maps[i].size_bytes);
	bv_arena_release(&graph->keep);
	free(graph);
}

uint32_t bv_commit_graph_count(const struct bv_commit_graph *graph)
{
	return graph->count;
}

bool bv_commit_graph_find(const struct bv_commit_graph *graph, const struct bv_oid *id,
			  uint32_t *out)
{
	for (size_t i = graph->layer_count; i-- > 0;) {
		if (bv_graph_layer_find(&graph->layers[i], id, out)) {
			*out += graph->layers[i].base;
			return true;
		}
	}
	return false;
}

/* Most are in the oldest layer, but the newest are asked for first: chains are short. */
static const struct bv_graph_layer *layer_of(const struct bv_commit_graph *graph, uint32_t position)
{
	size_t i = graph->layer_count - 1;

	BV_ASSERT(position < graph->count);
	while (position < graph->layers[i].base)
		i--;
	return &graph->layers[i];
}

bool bv_commit_graph_id(const struct bv_commit_graph *graph, uint32_t position, struct bv_oid *out)
{
	const struct bv_graph_layer *layer = layer_of(graph, position);

	return bv_graph_layer_id(layer, position - layer->base, out);
}

size_t bv_commit_graph_edge_count(const struct bv_commit_graph *graph)
{
	size_t count = 0;

	for (size_t i = 0; i < graph->layer_count; i++)
		count += graph->layers[i].edge_count;
	return count;
}

/* The number that git's walks go by: corrected dates only where all layers have them. */
static bool find_generation(const struct bv_commit_graph *graph, const struct bv_graph_times *times,
			    uint64_t *out)
{
	*out = graph->has_corrected_dates ? times->corrected_date : times->level;
	if (graph->has_corrected_dates)
		return *out >= times->date && *out < UINT64_MAX;
	return *out > 0;
}

bool bv_commit_graph_date(const struct bv_commit_graph *graph, uint32_t position, uint64_t *out)
{
	const struct bv_graph_layer *layer = layer_of(graph, position);
	struct bv_graph_times times;

	if (!bv_graph_layer_times(layer, position - layer->base, &times))
		return false;
	*out = times.date;
	return true;
}

bool bv_commit_graph_generation(const struct bv_commit_graph *graph, uint32_t position,
				uint64_t *out)
{
	const struct bv_graph_layer *layer = layer_of(graph, position);
	struct bv_graph_times times;

	return bv_graph_layer_times(layer, position - layer->base, &times) &&
	       find_generation(graph, &times, out);
}

bool bv_commit_graph_record(const struct bv_commit_graph *graph, uint32_t position,
			    struct bv_graph_record *out)
{
	const struct bv_graph_layer *layer = layer_of(graph, position);
	uint32_t number = position - layer->base;
	enum bv_graph_family family = bv_graph_layer_family(layer, number, out->parents);
	struct bv_graph_times times;

	out->is_octopus = family == BV_GRAPH_OCTOPUS;
	out->parent_count = out->is_octopus ? 0 : (uint32_t)family - BV_GRAPH_ROOT;
	if (family == BV_GRAPH_DAMAGED || !bv_graph_layer_times(layer, number, &times))
		return false;
	out->date = times.date;
	return find_generation(graph, &times, &out->generation);
}

void bv_commit_graph_prefetch(const struct bv_commit_graph *graph, uint32_t position)
{
	const struct bv_graph_layer *layer = layer_of(graph, position);

	bv_graph_layer_prefetch(layer, position - layer->base);
}

bool bv_commit_graph_parents(const struct bv_commit_graph *graph, uint32_t position,
			     struct bv_positions *out, struct bv_arena *keep)
{
	const struct bv_graph_layer *layer = layer_of(graph, position);

	return bv_graph_layer_parents(layer, position - layer->base, out, keep);
}
