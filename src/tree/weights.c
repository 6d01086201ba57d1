/* Weights, the plain way. */
#include "weights.h"

#include "base/banned.h"

struct counter {
	const struct bv_candidates *set;
	uint32_t *stack;
	uint32_t *counted_for; /* the merge, plus one, that this commit was counted for last */
};

static uint32_t count_reachable(struct counter *counter, uint32_t merge)
{
	const struct bv_candidates *set = counter->set;
	uint32_t waiting = 1, count = 0;

	counter->stack[0] = merge;
	counter->counted_for[merge] = merge + 1;
	while (waiting > 0) {
		uint32_t local = counter->stack[--waiting];

		count++;
		for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++) {
			uint32_t parent = set->parents[e];

			if (counter->counted_for[parent] == merge + 1)
				continue;
			counter->counted_for[parent] = merge + 1;
			counter->stack[waiting++] = parent;
		}
	}
	return count;
}

uint32_t *bv_weights(const struct bv_candidates *set, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	struct counter counter = {set, bv_arena_alloc(&scratch, set->count, sizeof(uint32_t)),
				  bv_arena_alloc(&scratch, set->count, sizeof(uint32_t))};
	uint32_t *weights = bv_arena_alloc(keep, set->count, sizeof(*weights));

	/* Parents have smaller numbers, so their weights are known first. */
	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t parents = bv_candidates_parent_count(set, i);

		if (parents == 0)
			weights[i] = 1;
		else if (parents == 1)
			weights[i] = weights[set->parents[set->parents_from[i]]] + 1;
		else
			weights[i] = count_reachable(&counter, i);
	}
	bv_arena_release(&scratch);
	return weights;
}
