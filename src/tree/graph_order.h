/*
 * The commit-graph loaded whole: commits numbered so that each comes after its parents.
 *
 * Walks over it go straight down the numbers, without a queue and without jumps in memory. Loading
 * costs more than one short walk over the file, so it is for long ranges and for many logs.
 */
#ifndef BV_TREE_GRAPH_ORDER_H
#define BV_TREE_GRAPH_ORDER_H

#include "graph_layer.h"

struct bv_commit_graph;

/** Read-only once loaded: threads may share it. 24 bytes a commit. */
struct bv_graph_order {
	struct bv_arena keep;
	uint32_t count;
	uint32_t *positions; /* of each number */
	uint32_t *numbers;   /* of each position */
	struct bv_graph_entry {
		uint32_t parents[2];
		uint64_t date;
	} * entries;                  /* of each number */
	struct bv_positions families; /* of octopus merges: a count, then so many numbers */
};
/** For a parent that is not there. */
#define BV_GRAPH_NO_PARENT UINT32_MAX
/** Set in the second parent of an octopus merge; the rest is an index into the families. */
#define BV_GRAPH_FAMILY UINT32_C(0x80000000)

struct bv_numbers {
	const uint32_t *items;
	uint32_t count;
};
static inline struct bv_numbers bv_graph_order_parents(const struct bv_graph_order *order,
						       uint32_t number)
{
	const uint32_t *pair = order->entries[number].parents;

	if (pair[1] == BV_GRAPH_NO_PARENT)
		return (struct bv_numbers){pair, pair[0] != BV_GRAPH_NO_PARENT};
	if (pair[1] & BV_GRAPH_FAMILY) {
		const uint32_t *family = &order->families.items[pair[1] & ~BV_GRAPH_FAMILY];

		return (struct bv_numbers){family + 1, family[0]};
	}
	return (struct bv_numbers){pair, 2};
}

/**
 * Load @graph.
 *
 * Errors: false when a record is damaged, or a parent's generation is greater than its child's; or
 *         generations lie farther apart than any that git writes.
 * Owner:  the caller closes, with the order's own arena; NULL is fine.
 */
BV_MUST_CHECK bool bv_graph_order_load(struct bv_graph_order **out,
				       const struct bv_commit_graph *graph);
void bv_graph_order_close(struct bv_graph_order *order);

#endif
