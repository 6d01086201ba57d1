/*
 * Weights by a chain: a line of descent from the last candidate to a root, as long as can be.
 *
 * What the chain's commits reach grows link by link, so one pass over the set counts for all of
 * them. Any other merge reaches all that the highest link below it does, and a little more: only
 * that little is walked.
 */
#include "weights.h"

#include "base/banned.h"

struct counter {
	const struct bv_candidates *set;
	uint32_t *links;       /* the chain, oldest first */
	uint32_t *sizes;       /* how many each link reaches */
	uint32_t *first_link;  /* of each commit: the oldest link that reaches it, counted from 1 */
	uint32_t *last_link;   /* of each commit: the newest link that it reaches; 0: none */
	uint32_t *counted_for; /* the commit, plus one, that this one was counted for last */
	uint32_t *stack;
	uint32_t link_count;
};

static void counter_init(struct counter *counter, const struct bv_candidates *set,
			 struct bv_arena *scratch)
{
	*counter = (struct counter){
		.set = set,
		.links = bv_arena_alloc(scratch, set->count, sizeof(uint32_t)),
		.sizes = bv_arena_alloc(scratch, set->count, sizeof(uint32_t)),
		.first_link = bv_arena_alloc(scratch, set->count, sizeof(uint32_t)),
		.last_link = bv_arena_alloc(scratch, set->count, sizeof(uint32_t)),
		.counted_for = bv_arena_alloc(scratch, set->count, sizeof(uint32_t)),
		.stack = bv_arena_alloc(scratch, set->count, sizeof(uint32_t)),
	};
}

/* The parent with the longest line of descent of its own, or BV_LOCAL_NONE. */
static uint32_t longest_parent(const struct bv_candidates *set, const uint32_t *lengths,
			       uint32_t local)
{
	uint32_t best = BV_LOCAL_NONE;

	for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++)
		if (best == BV_LOCAL_NONE || lengths[set->parents[e]] > lengths[best])
			best = set->parents[e];
	return best;
}

static void find_chain(struct counter *counter)
{
	const struct bv_candidates *set = counter->set;
	uint32_t *lengths = counter->stack; /* not in use yet */
	uint32_t place, local = set->count - 1;

	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t parent = longest_parent(set, lengths, i);

		lengths[i] = parent == BV_LOCAL_NONE ? 1 : lengths[parent] + 1;
	}
	counter->link_count = place = lengths[local];
	while (place > 0) {
		counter->links[--place] = local;
		local = longest_parent(set, lengths, local);
	}
}

/* How many @tip reaches that link number @below does not; those are marked as @tip's. */
static uint32_t count_above(struct counter *counter, uint32_t tip, uint32_t below)
{
	const struct bv_candidates *set = counter->set;
	uint32_t waiting = 1, count = 0;

	counter->stack[0] = tip;
	counter->counted_for[tip] = tip + 1;
	while (waiting > 0) {
		uint32_t local = counter->stack[--waiting];

		count++;
		for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++) {
			uint32_t parent = set->parents[e];

			if (counter->counted_for[parent] == tip + 1 ||
			    (counter->first_link[parent] != 0 &&
			     counter->first_link[parent] <= below))
				continue;
			counter->counted_for[parent] = tip + 1;
			counter->stack[waiting++] = parent;
		}
	}
	return count;
}

/* Oldest link first: what it reaches and the one before does not has no first link yet. */
static void measure_chain(struct counter *counter)
{
	const struct bv_candidates *set = counter->set;
	uint32_t reached = 0;

	for (uint32_t link = 1; link <= counter->link_count; link++) {
		uint32_t waiting = 1;

		counter->stack[0] = counter->links[link - 1];
		counter->first_link[counter->stack[0]] = link;
		counter->last_link[counter->stack[0]] = link;
		while (waiting > 0) {
			uint32_t local = counter->stack[--waiting];

			reached++;
			for (uint32_t e = set->parents_from[local];
			     e < set->parents_from[local + 1]; e++) {
				if (counter->first_link[set->parents[e]] != 0)
					continue;
				counter->first_link[set->parents[e]] = link;
				counter->stack[waiting++] = set->parents[e];
			}
		}
		counter->sizes[link - 1] = reached;
	}
}

static uint32_t newest_link_below(const struct counter *counter, uint32_t local)
{
	const struct bv_candidates *set = counter->set;
	uint32_t newest = counter->last_link[local];

	for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++)
		if (counter->last_link[set->parents[e]] > newest)
			newest = counter->last_link[set->parents[e]];
	return newest;
}

static uint32_t weigh(struct counter *counter, const uint32_t *weights, uint32_t local)
{
	const struct bv_candidates *set = counter->set;
	uint32_t parents = bv_candidates_parent_count(set, local);
	uint32_t link = newest_link_below(counter, local);

	counter->last_link[local] = link;
	if (link > 0 && counter->links[link - 1] == local)
		return counter->sizes[link - 1];
	if (parents == 0)
		return 1;
	if (parents == 1)
		return weights[set->parents[set->parents_from[local]]] + 1;
	return count_above(counter, local, link) + (link > 0 ? counter->sizes[link - 1] : 0);
}

uint32_t *bv_weights(const struct bv_candidates *set, struct bv_arena *keep)
{
	uint32_t *weights = bv_arena_alloc(keep, set->count, sizeof(*weights));
	struct bv_arena scratch = {0};
	struct counter counter;

	if (set->count == 0)
		return weights;
	counter_init(&counter, set, &scratch);
	find_chain(&counter);
	measure_chain(&counter);
	/* Parents have smaller numbers, so their weights are known first. */
	for (uint32_t i = 0; i < set->count; i++)
		weights[i] = weigh(&counter, weights, i);
	bv_arena_release(&scratch);
	return weights;
}
