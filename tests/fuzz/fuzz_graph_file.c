/* SPDX-License-Identifier: GPL-2.0-only */
/* Any bytes as a commit-graph file: refused, or every record read inside them. */
#include "fuzz/fuzz.h"
#include "repo/commit_graph.h"

/* Commits asked of one input: an id list is as long as the file, the questions need not be. */
#define COMMITS_MAX 4096

static void read_commit(const struct bv_graph_layer *layer, uint32_t number)
{
	struct bv_positions parents = {0};
	struct bv_graph_times times;
	struct bv_arena keep = {0};
	struct bv_oid id;
	uint32_t found;

	if (bv_graph_layer_id(layer, number, &id) && bv_graph_layer_find(layer, &id, &found))
		BV_ASSERT(found < layer->count);
	if (bv_graph_layer_parents(layer, number, &parents, &keep))
		for (size_t i = 0; i < parents.count; i++)
			BV_ASSERT(parents.items[i] < layer->base + layer->count);
	(void)!bv_graph_layer_times(layer, number, &times);
	bv_arena_release(&keep);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct bv_graph_layer layer = {0};
	struct bv_error err = {0};

	if (!bv_graph_layer_parse(&layer, bytes, size, &err)) {
		BV_ASSERT(err.kind == BV_ERROR_REPOSITORY && err.text[0] != '\0');
		return 0;
	}
	(void)bv_graph_layer_name(&layer);
	for (uint8_t i = 0; i < layer.below; i++)
		(void)bv_graph_layer_name_below(&layer, i);
	for (uint32_t i = 0; i < layer.count && i < COMMITS_MAX; i++)
		read_commit(&layer, i);
	return 0;
}
