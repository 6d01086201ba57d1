/* A priority queue: the greatest key comes out first, among equal keys the greatest tie-breaker. */
#ifndef BV_TREE_QUEUE_H
#define BV_TREE_QUEUE_H

#include <bisect_verify/arena.h>

struct bv_queue_entry {
	uint64_t key;
	union {
		uint64_t tie;
		uint32_t parents[2]; /* for a walk that cares for no order among equal keys */
	};
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
/** Put @entry in the place of the greatest: a pop and a push for the price of one. */
void bv_queue_replace(struct bv_queue *queue, struct bv_queue_entry entry);

#endif
