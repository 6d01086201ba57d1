/* SPDX-License-Identifier: GPL-2.0-only */
/* Nodes in blocks, and a hash table over some of them. */
#include <string.h>

#include "history_private.h"

#include "base/banned.h"

#define BLOCK_NODES 4096
#define SLOTS_LEAST 1024

struct bv_node *bv_node_table_at(const struct bv_node_table *table, uint32_t number)
{
	BV_ASSERT(number < table->count);
	return &table->blocks.items[number / BLOCK_NODES].nodes[number % BLOCK_NODES];
}

uint32_t bv_node_table_add(struct bv_node_table *table, const struct bv_oid *id, uint32_t position,
			   struct bv_arena *keep)
{
	uint32_t number = table->count;
	struct bv_node *node;

	BV_ASSERT(number < UINT32_MAX - 1);
	if (number % BLOCK_NODES == 0)
		BV_APPEND(&table->blocks, keep)->nodes =
			bv_arena_alloc(keep, BLOCK_NODES, sizeof(struct bv_node));
	table->count++;
	node = bv_node_table_at(table, number);
	node->id = *id;
	node->position = position;
	node->generation = BV_HISTORY_GENERATION_NONE;
	return number;
}

/* Ids are hashes already. */
static uint32_t *slot_of(const struct bv_node_table *table, const struct bv_oid *id)
{
	uint32_t hash, at;

	memcpy(&hash, id->bytes, sizeof(hash));
	at = hash & (table->slot_count - 1);
	while (table->slots[at] &&
	       !bv_oid_equal(&bv_node_table_at(table, table->slots[at] - 1)->id, id))
		at = (at + 1) & (table->slot_count - 1);
	return &table->slots[at];
}

static void grow_slots(struct bv_node_table *table, struct bv_arena *keep)
{
	uint32_t *old = table->slots;
	uint32_t old_count = table->slot_count;

	if (old && table->slots_used < old_count / 2)
		return;
	table->slot_count = old ? old_count * 2 : SLOTS_LEAST;
	table->slots = bv_arena_alloc(keep, table->slot_count, sizeof(*table->slots));
	for (uint32_t i = 0; old && i < old_count; i++)
		if (old[i])
			*slot_of(table, &bv_node_table_at(table, old[i] - 1)->id) = old[i];
}

uint32_t bv_node_table_find(struct bv_node_table *table, const struct bv_oid *id,
			    struct bv_arena *keep)
{
	uint32_t *slot;

	grow_slots(table, keep);
	slot = slot_of(table, id);
	if (!*slot) {
		*slot = bv_node_table_add(table, id, BV_POSITION_NONE, keep) + 1;
		table->slots_used++;
	}
	return *slot - 1;
}
