/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How many candidates each candidate reaches, which is its weight in git's choice.
 *
 * It goes by a chain: a line of descent from the last candidate to a root, as long as can be.
 *
 * What the chain's commits reach grows link by link, so one pass over the set counts for all of
 * them. Any other merge reaches all that the highest link below it does, and a little more: only
 * that little is walked.
 */
#include "pick.h"

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

static uint32_t newest_link_below(const struct bv_weights *weights, uint32_t local)
{
	const struct bv_candidates *set = weights->set;
	uint32_t newest = 0;

	for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++)
		if (weights->last_link[set->parents[e]] > newest)
			newest = weights->last_link[set->parents[e]];
	return newest;
}

/*
 * Itself, and what each parent has beside; what two parents share is counted twice, so it is a
 * bound. A parent that the link reaches has nothing beside it.
 */
static uint32_t count_beside(const struct bv_weights *weights, uint32_t local)
{
	const struct bv_candidates *set = weights->set;
	uint64_t count = 1;

	for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++)
		if (weights->first_link[set->parents[e]] > weights->last_link[local])
			count += weights->beside[set->parents[e]];
	return count < set->count ? (uint32_t)count : set->count;
}

/* Parents have smaller numbers, so theirs are known first. */
static void find_last_links(struct bv_weights *weights)
{
	for (uint32_t i = 0; i < weights->set->count; i++) {
		/* A link was given its own number when it was measured. */
		if (weights->last_link[i] != 0)
			continue;
		weights->last_link[i] = newest_link_below(weights, i);
		weights->beside[i] = count_beside(weights, i);
	}
}

void bv_weights_init(struct bv_weights *out, const struct bv_candidates *set, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	uint32_t *links;

	*out = (struct bv_weights){.set = set, .keep = keep};
	if (set->count == 0)
		return;
	out->first_link = bv_arena_alloc(keep, set->count, sizeof(uint32_t));
	out->last_link = bv_arena_alloc(keep, set->count, sizeof(uint32_t));
	out->beside = bv_arena_alloc(keep, set->count, sizeof(uint32_t));
	out->known = bv_arena_alloc(keep, set->count, sizeof(uint32_t));
	out->counted_in = bv_arena_alloc(keep, set->count, sizeof(uint32_t));
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

/* Down a single strand to a link, a merge or a root; *above: how many commits lie on the way. */
static uint32_t strand_end(const struct bv_weights *weights, uint32_t local, uint32_t *above)
{
	const struct bv_candidates *set = weights->set;

	*above = 0;
	while (!weights->known[local] && !is_link(weights, local) &&
	       bv_candidates_parent_count(set, local) == 1) {
		local = set->parents[set->parents_from[local]];
		(*above)++;
	}
	return local;
}

/* The set that @merge can go on with: that of a merge below it, whole, and beside the same link. */
static struct bv_counted_set *find_set(const struct bv_weights *weights, uint32_t merge)
{
	const struct bv_candidates *set = weights->set;

	for (uint32_t e = set->parents_from[merge]; e < set->parents_from[merge + 1]; e++) {
		uint32_t above, end = strand_end(weights, set->parents[e], &above);
		uint32_t number = weights->counted_in[end];
		struct bv_counted_set *found;

		if (number == 0)
			continue;
		found = &weights->sets.items[number - 1];
		if (found->tip == end && !found->is_broken &&
		    found->link == weights->last_link[merge])
			return found;
	}
	return NULL;
}

static void add_to_set(struct bv_weights *weights, struct bv_counted_set *set, uint32_t local)
{
	uint32_t before = weights->counted_in[local];

	if (before)
		weights->sets.items[before - 1].is_broken = true;
	weights->counted_in[local] = (uint32_t)(set - weights->sets.items) + 1;
	set->count++;
}

/* How many @merge reaches that the newest link below it does not. */
static uint32_t count_above(struct bv_weights *weights, uint32_t merge)
{
	const struct bv_candidates *set = weights->set;
	struct bv_counted_set *counted = find_set(weights, merge);
	uint32_t waiting = 1, number;

	if (!counted) {
		counted = BV_APPEND(&weights->sets, weights->keep);
		counted->link = weights->last_link[merge];
	}
	counted->tip = merge;
	number = (uint32_t)(counted - weights->sets.items) + 1;
	weights->stack[0] = merge;
	add_to_set(weights, counted, merge);
	while (waiting > 0) {
		uint32_t local = weights->stack[--waiting];

		for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++) {
			uint32_t parent = set->parents[e];

			if (weights->counted_in[parent] == number ||
			    weights->first_link[parent] <= counted->link)
				continue;
			add_to_set(weights, counted, parent);
			weights->stack[waiting++] = parent;
		}
	}
	return counted->count;
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
	return count_above(weights, local) + (link > 0 ? weights->sizes[link - 1] : 0);
}

uint32_t bv_weight(struct bv_weights *weights, uint32_t local)
{
	uint32_t above, end = strand_end(weights, local, &above);

	weights->known[end] = count_here(weights, end);
	weights->known[local] = weights->known[end] + above;
	return weights->known[local];
}

struct bv_weight_bounds bv_weight_bounds(const struct bv_weights *weights, uint32_t local)
{
	uint32_t last = weights->last_link[local];
	uint32_t most = weights->sizes[weights->first_link[local] - 1];
	uint32_t below = last > 0 ? weights->sizes[last - 1] : 0;

	if (is_link(weights, local))
		return (struct bv_weight_bounds){most, most};
	/* It has itself beside the link below, and the link above has itself beside it. */
	if (weights->beside[local] < most - below)
		most = below + weights->beside[local] + 1;
	return (struct bv_weight_bounds){below + 1, most - 1};
}
