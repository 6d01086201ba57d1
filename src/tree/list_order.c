/* git's date queue, run on the candidates alone. */
#include "list_order.h"

#include "queue.h"

#include "base/banned.h"

struct lister {
	const struct bv_candidates *set;
	struct bv_arena scratch;
	struct bv_queue queue;
	bool *is_seen;
	uint64_t arrivals;
};

/* Among equal dates the first to arrive is the first to leave. */
static void arrive(struct lister *lister, uint32_t local)
{
	if (lister->is_seen[local])
		return;
	lister->is_seen[local] = true;
	bv_queue_push(&lister->queue,
		      (struct bv_queue_entry){.key = lister->set->dates[local],
					      .tie = UINT64_MAX - lister->arrivals++,
					      .item = local},
		      &lister->scratch);
}

uint32_t *bv_list_order(const struct bv_candidates *set, struct bv_arena *keep)
{
	struct lister lister = {.set = set};
	uint32_t *order = bv_arena_alloc(keep, set->count, sizeof(*order));
	uint32_t left = set->count;

	if (set->count == 0)
		return order;
	lister.is_seen = bv_arena_alloc(&lister.scratch, set->count, sizeof(*lister.is_seen));
	arrive(&lister, set->count - 1);
	while (lister.queue.count > 0) {
		uint32_t local = bv_queue_pop(&lister.queue).item;

		order[--left] = local;
		for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++)
			arrive(&lister, set->parents[e]);
	}
	BV_ASSERT(left == 0);
	bv_arena_release(&lister.scratch);
	return order;
}
