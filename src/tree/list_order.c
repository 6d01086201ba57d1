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

static void lister_init(struct lister *lister, const struct bv_candidates *set)
{
	*lister = (struct lister){.set = set};
	lister->is_seen = bv_arena_alloc(&lister->scratch, set->count, sizeof(*lister->is_seen));
	arrive(lister, set->count - 1);
}

/* The next commit of git's listing; there must be one. */
static uint32_t take_next(struct lister *lister)
{
	const struct bv_candidates *set = lister->set;
	uint32_t local = bv_queue_pop(&lister->queue).item;

	for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++)
		arrive(lister, set->parents[e]);
	return local;
}

uint32_t *bv_list_order(const struct bv_candidates *set, struct bv_arena *keep)
{
	struct lister lister;
	uint32_t *order = bv_arena_alloc(keep, set->count, sizeof(*order));

	if (set->count == 0)
		return order;
	lister_init(&lister, set);
	for (uint32_t left = set->count; left > 0; left--)
		order[left - 1] = take_next(&lister);
	bv_arena_release(&lister.scratch);
	return order;
}

uint32_t bv_list_first(const struct bv_candidates *set, const uint32_t *items, size_t count)
{
	struct lister lister;
	bool *is_waited_for;
	uint32_t first = BV_LOCAL_NONE;

	BV_ASSERT(count > 0);
	lister_init(&lister, set);
	is_waited_for = bv_arena_alloc(&lister.scratch, set->count, sizeof(*is_waited_for));
	for (size_t i = 0; i < count; i++)
		is_waited_for[items[i]] = true;
	for (size_t left = count; left > 1;) {
		uint32_t local = take_next(&lister);

		left -= is_waited_for[local];
		is_waited_for[local] = false;
	}
	for (size_t i = 0; i < count; i++)
		if (is_waited_for[items[i]])
			first = items[i];
	bv_arena_release(&lister.scratch);
	return first;
}
