/* Where the history's nodes live: numbered as they come, some of them findable by id. */
#ifndef BV_TREE_NODE_TABLE_H
#define BV_TREE_NODE_TABLE_H

#include "base/arena.h"
#include "history_node.h"

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

#endif
