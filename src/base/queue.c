/* SPDX-License-Identifier: GPL-2.0-only */
/* A binary heap. */
#include "queue.h"

#include <stdbool.h>

#include "error.h"

#include "banned.h"

static bool is_greater(const struct bv_queue_entry *a, const struct bv_queue_entry *b)
{
	return a->key != b->key ? a->key > b->key : a->tie > b->tie;
}

void bv_queue_push(struct bv_queue *queue, struct bv_queue_entry entry, struct bv_arena *keep)
{
	size_t hole = queue->count;

	(void)BV_APPEND(queue, keep);
	while (hole > 0) {
		size_t above = (hole - 1) / 2;

		if (!is_greater(&entry, &queue->items[above]))
			break;
		queue->items[hole] = queue->items[above];
		hole = above;
	}
	queue->items[hole] = entry;
}

/* Put @entry where the greatest one was, and let it sink to its place. */
static void sink(struct bv_queue *queue, struct bv_queue_entry entry)
{
	size_t hole = 0, below;

	while ((below = 2 * hole + 1) < queue->count) {
		if (below + 1 < queue->count &&
		    is_greater(&queue->items[below + 1], &queue->items[below]))
			below++;
		if (!is_greater(&queue->items[below], &entry))
			break;
		queue->items[hole] = queue->items[below];
		hole = below;
	}
	queue->items[hole] = entry;
}

struct bv_queue_entry bv_queue_pop(struct bv_queue *queue)
{
	struct bv_queue_entry greatest;

	BV_ASSERT(queue->count > 0);
	greatest = queue->items[0];
	queue->count--;
	if (queue->count > 0)
		sink(queue, queue->items[queue->count]);
	return greatest;
}
