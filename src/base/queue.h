/* SPDX-License-Identifier: GPL-2.0-only */
/* A priority queue: the greatest key comes out first, among equal keys the greatest tie-breaker. */
#ifndef BV_BASE_QUEUE_H
#define BV_BASE_QUEUE_H

#include "arena.h"

struct bv_queue_entry {
	uint64_t key;
	uint64_t tie;
	uint32_t item;
};

/** Initialise with {0}; the greatest entry is items[0]. */
struct bv_queue {
	struct bv_queue_entry *items;
	size_t count, capacity;
};

/** Owner: the queue's memory is kept in @keep. */
void bv_queue_push(struct bv_queue *queue, struct bv_queue_entry entry, struct bv_arena *keep);
/** @queue must not be empty. */
struct bv_queue_entry bv_queue_pop(struct bv_queue *queue);

#endif
