/*
 * Weights by a chain: a line of descent from the last candidate to a root, as long as can be.
 *
 * What the chain's commits reach grows link by link, so one pass over the set counts for all of
 * them. Any other merge reaches all that the highest link below it does, and a little more: only
 * that little is walked.
 */
#include "weights.h"

#include "base/banned.h"

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

/* The chain's links, oldest first. */
static uint32_t *find_chain(struct bv_weights *weights, struct bv_arena *scratch)
{
	const struct bv_candidates *set = weights->set;
	uint32_t *lengths = weights->stack; /* not in use yet */
	uint32_t *links;
	uint32_t place, local = set->count - 1;

	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t parent = longest_parent(set, lengths, i);

		lengths[i] = parent == BV_LOCAL_NONE ? 1 : lengths[parent] + 1;
	}
	weights->link_count = place = lengths[local];
	links = bv_arena_alloc(scratch, weights->link_count, sizeof(*links));
	while (place > 0) {
		links[--place] = local;
		local = longest_parent(set, lengths, local);
	}
	return links;
}

/* Oldest link first: what it reaches and the one before does not has no first link yet. */
static void measure_chain(struct bv_weights *weights, const uint32_t *links)
{
	const struct bv_candidates *set = weights->set;
	uint32_t reached = 0;

	for (uint32_t link = 1; link <= weights->link_count; link++) {
		uint32_t waiting = 1;

		weights->stack[0] = links[link - 1];
		weights->first_link[weights->stack[0]] = link;
		weights->last_link[weights->stack[0]] = link;
		while (waiting > 0) {
			uint32_t local = weights->stack[--waiting];

			reached++;
			for (uint32_t e = set->parents_from[local];
			     e < set->parents_from[local + 1]; e++) {
				if (weights->first_link[set->parents[e]] != 0)
					continue;
				weights->first_link[set->parents[e]] = link;
				weights->stack[waiting++] = set->parents[e];
			}
		}
		weights->sizes[link - 1] = reached;
	}
}

/* Parents have smaller numbers, so theirs are known first. */
static void find_last_links(struct bv_weights *weights)
{
	const struct bv_candidates *set = weights->set;

	for (uint32_t i = 0; i < set->count; i++)
		for (uint32_t e = set->parents_from[i]; e < set->parents_from[i + 1]; e++)
			if (weights->last_link[set->parents[e]] > weights->last_link[i])
				weights->last_link[i] = weights->last_link[set->parents[e]];
}

void bv_weights_init(struct bv_weights *out, const struct bv_candidates *set, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	uint32_t *links;

	*out = (struct bv_weights){.set = set};
	if (set->count == 0)
		return;
	out->first_link = bv_arena_alloc(keep, set->count, sizeof(uint32_t));
	out->last_link = bv_arena_alloc(keep, set->count, sizeof(uint32_t));
	out->known = bv_arena_alloc(keep, set->count, sizeof(uint32_t));
	out->counted_for = bv_arena_alloc(keep, set->count, sizeof(uint32_t));
	out->stack = bv_arena_alloc(keep, set->count, sizeof(uint32_t));
	links = find_chain(out, &scratch);
	out->sizes = bv_arena_alloc(keep, out->link_count, sizeof(uint32_t));
	measure_chain(out, links);
	find_last_links(out);
	bv_arena_release(&scratch);
}

static bool is_link(const struct bv_weights *weights, uint32_t local)
{
	return weights->last_link[local] == weights->first_link[local];
}

/* How many @tip reaches that link number @below does not; those are marked as @tip's. */
static uint32_t count_above(struct bv_weights *weights, uint32_t tip, uint32_t below)
{
	const struct bv_candidates *set = weights->set;
	uint32_t waiting = 1, count = 0;

	weights->stack[0] = tip;
	weights->counted_for[tip] = tip + 1;
	while (waiting > 0) {
		uint32_t local = weights->stack[--waiting];

		count++;
		for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++) {
			uint32_t parent = set->parents[e];

			if (weights->counted_for[parent] == tip + 1 ||
			    (weights->first_link[parent] != 0 &&
			     weights->first_link[parent] <= below))
				continue;
			weights->counted_for[parent] = tip + 1;
			weights->stack[waiting++] = parent;
		}
	}
	return count;
}

/* Where counting can start: a link, a root, a merge, or what was counted before. */
static uint32_t count_here(struct bv_weights *weights, uint32_t local)
{
	uint32_t link = weights->last_link[local];

	if (weights->known[local])
		return weights->known[local];
	if (is_link(weights, local))
		return weights->sizes[link - 1];
	if (bv_candidates_parent_count(weights->set, local) == 0)
		return 1;
	return count_above(weights, local, link) + (link > 0 ? weights->sizes[link - 1] : 0);
}

uint32_t bv_weight(struct bv_weights *weights, uint32_t local)
{
	const struct bv_candidates *set = weights->set;
	uint32_t base = local, above = 0;

	while (!weights->known[base] && !is_link(weights, base) &&
	       bv_candidates_parent_count(set, base) == 1) {
		base = set->parents[set->parents_from[base]];
		above++;
	}
	weights->known[base] = count_here(weights, base);
	weights->known[local] = weights->known[base] + above;
	return weights->known[local];
}

struct bv_weight_bounds bv_weight_bounds(const struct bv_weights *weights, uint32_t local)
{
	uint32_t last = weights->last_link[local];
	uint32_t most = weights->sizes[weights->first_link[local] - 1];

	if (is_link(weights, local))
		return (struct bv_weight_bounds){most, most};
	/* It has itself beside the link below, and the link above has itself beside it. */
	return (struct bv_weight_bounds){1 + (last > 0 ? weights->sizes[last - 1] : 0), most - 1};
}
