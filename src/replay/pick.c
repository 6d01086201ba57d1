/* SPDX-License-Identifier: GPL-2.0-only */
/* git's choice of the commit to test next, and the two counts that it prints with it. */
#include "pick.h"

#include <stdlib.h>

#include "base/banned.h"

void bv_choice_init(struct bv_choice *choice, const struct bv_candidates *set,
		    struct bv_arena *keep)
{
	*choice = (struct bv_choice){.set = set, .keep = keep};
	for (size_t i = 0; i < BV_HALFWAY_COUNT; i++)
		choice->picked[i] = BV_LOCAL_NONE;
	bv_weights_init(&choice->weights, set, keep);
}

static uint32_t evenness(const struct bv_choice *choice, uint32_t weight)
{
	uint32_t rest = choice->set->count - weight;

	return weight < rest ? weight : rest;
}

uint32_t bv_choice_distance(struct bv_choice *choice, uint32_t local)
{
	return evenness(choice, bv_weight(&choice->weights, local));
}

/*
 * The weights that git calls halfway: by how much twice a weight may differ from all. Its integers
 * are 32 bits wide; twice a weight is not.
 */
static struct bv_weight_bounds halfway_weights(const struct bv_choice *choice,
					       enum bv_halfway halfway)
{
	int64_t all = choice->set->count, off = 1;

	if (halfway == BV_HALFWAY_TODAY && all / 1024 - 1 > off)
		off = all / 1024 - 1;
	return (struct bv_weight_bounds){(uint32_t)((all - off + 1) / 2),
					 (uint32_t)((all + off) / 2)};
}

/* The most even split that weights between @bounds can make. */
static uint32_t evenness_most(const struct bv_choice *choice, struct bv_weight_bounds bounds)
{
	uint32_t half = choice->set->count / 2;

	if (bounds.least <= half && half <= bounds.most)
		return half;
	return evenness(choice, bounds.least > half ? bounds.least : bounds.most);
}

/* Candidates among which git's order decides. */
struct contenders {
	uint32_t *items;
	size_t count, capacity;
};

static void collect_halfway(struct contenders *out, struct bv_choice *choice,
			    enum bv_halfway halfway, bool is_merge, struct bv_arena *scratch)
{
	struct bv_weight_bounds wanted = halfway_weights(choice, halfway);

	for (uint32_t i = 0; i < choice->set->count; i++) {
		struct bv_weight_bounds bounds = bv_weight_bounds(&choice->weights, i);
		uint32_t parents, weight;

		if (bounds.most < wanted.least || bounds.least > wanted.most)
			continue;
		parents = bv_candidates_parent_count(choice->set, i);
		if (is_merge ? parents < 2 : parents != 1)
			continue;
		weight = bv_weight(&choice->weights, i);
		if (wanted.least <= weight && weight <= wanted.most)
			*BV_APPEND(out, scratch) = i;
	}
}

static void collect_most_even(struct contenders *out, struct bv_choice *choice,
			      struct bv_arena *scratch)
{
	uint32_t best = 0;

	/* The links' weights are known; what cannot be as even as they need not be counted. */
	for (uint32_t i = 0; i < choice->weights.link_count; i++) {
		uint32_t distance = evenness(choice, choice->weights.sizes[i]);

		best = distance > best ? distance : best;
	}
	for (uint32_t i = 0; i < choice->set->count; i++) {
		struct bv_weight_bounds bounds = bv_weight_bounds(&choice->weights, i);
		uint32_t distance;

		if (evenness_most(choice, bounds) < best)
			continue;
		distance = bv_choice_distance(choice, i);
		if (distance > best)
			out->count = 0;
		if (distance >= best)
			*BV_APPEND(out, scratch) = i;
		best = distance > best ? distance : best;
	}
}

/* Where each candidate stands in git's list. */
static const uint32_t *list_places(const struct bv_choice *choice, struct bv_arena *scratch)
{
	const uint32_t *order = bv_list_order(choice->set, scratch);
	uint32_t *places = bv_arena_alloc(scratch, choice->set->count, sizeof(*places));

	for (uint32_t i = 0; i < choice->set->count; i++)
		places[order[i]] = i;
	return places;
}

static uint32_t first_listed(const struct contenders *contenders, const struct bv_choice *choice)
{
	if (contenders->count < 2)
		return contenders->count ? contenders->items[0] : BV_LOCAL_NONE;
	return bv_list_first(choice->set, contenders->items, contenders->count);
}

/*
 * git weighs the commits with one parent in passes over its list, each as soon as its parent's
 * weight is known, and stops at the first that splits in half. In the list of merges and roots,
 * known before the first pass, and of
 *
 *	a, b (parent a), d (parent c), c (parent b)
 *
 * b and c get their weights in the first pass, d in the second. So a commit's pass is its parent's,
 * or the next one when it stands before its parent in the list.
 */
static const uint32_t *list_passes(const struct bv_candidates *set, const uint32_t *places,
				   struct bv_arena *scratch)
{
	uint32_t *passes = bv_arena_alloc(scratch, set->count, sizeof(*passes));

	/* Parents have smaller numbers. Zero: known before the first pass. */
	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t parent;

		if (bv_candidates_parent_count(set, i) != 1)
			continue;
		parent = set->parents[set->parents_from[i]];
		passes[i] = passes[parent] == 0
				    ? 1
				    : passes[parent] + (places[i] < places[parent] ? 1 : 0);
	}
	return passes;
}

static uint32_t first_passed(const struct contenders *contenders, const struct bv_choice *choice,
			     struct bv_arena *scratch)
{
	const uint32_t *places, *passes;
	uint32_t first;

	if (contenders->count < 2)
		return first_listed(contenders, choice);
	places = list_places(choice, scratch);
	passes = list_passes(choice->set, places, scratch);
	first = contenders->items[0];
	for (size_t i = 1; i < contenders->count; i++) {
		uint32_t local = contenders->items[i];

		if (passes[local] < passes[first] ||
		    (passes[local] == passes[first] && places[local] < places[first]))
			first = local;
	}
	return first;
}

static uint32_t pick(struct bv_choice *choice, enum bv_halfway halfway)
{
	struct contenders merges = {0}, singles = {0}, others = {0};
	struct bv_arena scratch = {0};
	uint32_t found;

	collect_halfway(&merges, choice, halfway, true, &scratch);
	found = first_listed(&merges, choice);
	if (found == BV_LOCAL_NONE) {
		collect_halfway(&singles, choice, halfway, false, &scratch);
		found = first_passed(&singles, choice, &scratch);
	}
	if (found == BV_LOCAL_NONE) {
		collect_most_even(&others, choice, &scratch);
		found = first_listed(&others, choice);
	}
	bv_arena_release(&scratch);
	return found;
}

uint32_t bv_choice_pick(struct bv_choice *choice, enum bv_halfway halfway)
{
	if (choice->picked[halfway] == BV_LOCAL_NONE && choice->set->count > 0)
		choice->picked[halfway] = pick(choice, halfway);
	return choice->picked[halfway];
}

struct ranked {
	struct bv_oid id;
	uint32_t distance;
	uint32_t local;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *first = a, *second = b;

	if (first->distance != second->distance)
		return first->distance > second->distance ? -1 : 1;
	return bv_oid_compare(&first->id, &second->id);
}

static const uint32_t *ranking(struct bv_choice *choice)
{
	uint32_t count = choice->set->count;
	struct bv_arena scratch = {0};
	struct ranked *ranked;

	if (choice->by_distance)
		return choice->by_distance;
	ranked = bv_arena_alloc(&scratch, count, sizeof(*ranked));
	for (uint32_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){bv_candidates_oid(choice->set, i),
					    bv_choice_distance(choice, i), i};
	if (count > 1)
		qsort(ranked, count, sizeof(*ranked), compare_ranked);
	choice->by_distance = bv_arena_alloc(choice->keep, count, sizeof(*choice->by_distance));
	for (uint32_t i = 0; i < count; i++)
		choice->by_distance[i] = ranked[i].local;
	bv_arena_release(&scratch);
	return choice->by_distance;
}

#define PRN_MODULO 32768

static uint32_t pseudo_random(uint32_t count)
{
	return (count * UINT32_C(1103515245) + 12345) / 65536 % PRN_MODULO;
}

/* bisect.c's sqrti(), with its single precision. */
static int32_t square_root(int32_t value)
{
	float x = (float)value, y, change;

	if (value == 0)
		return 0;
	do {
		y = (x + (float)value / x) / 2;
		change = y > x ? y - x : x - y;
		x = y;
	} while (change >= 0.5F);
	return (int32_t)x;
}

/* How far down the ranking git goes when the best is skipped; its products overflow as int does. */
static int32_t skip_index(uint32_t count)
{
	uint32_t random = pseudo_random(count);
	int32_t product = (int32_t)(count * random);
	int64_t index = (int64_t)(product / PRN_MODULO) * square_root((int32_t)random);

	return (int32_t)((int32_t)(uint32_t)index / square_root(PRN_MODULO));
}

uint32_t bv_choice_pick_skipping(struct bv_choice *choice, const bool *is_skipped)
{
	uint32_t count = choice->set->count, unskipped_count = 0, picked;
	const uint32_t *ranked = ranking(choice);
	struct bv_arena scratch = {0};
	uint32_t *unskipped;
	int32_t index;

	if (count > 0 && !is_skipped[ranked[0]])
		return ranked[0];
	unskipped = bv_arena_alloc(&scratch, count, sizeof(*unskipped));
	for (uint32_t i = 0; i < count; i++)
		if (!is_skipped[ranked[i]])
			unskipped[unskipped_count++] = ranked[i];
	index = skip_index(unskipped_count);
	if (unskipped_count == 0)
		picked = BV_LOCAL_NONE;
	else if (index < 0 || (uint32_t)index >= unskipped_count)
		picked = unskipped[0];
	else if (unskipped[index] == count - 1) /* bad itself is no test */
		picked = unskipped[index > 0 ? index - 1 : 0];
	else
		picked = unskipped[index];
	bv_arena_release(&scratch);
	return picked;
}

uint32_t bv_choice_best_unskipped(struct bv_choice *choice, const bool *is_skipped)
{
	const uint32_t *ranked = ranking(choice);

	for (uint32_t i = 0; i < choice->set->count; i++)
		if (!is_skipped[ranked[i]])
			return ranked[i];
	return BV_LOCAL_NONE;
}

uint32_t bv_choice_best(struct bv_choice *choice)
{
	return choice->set->count > 0 ? ranking(choice)[0] : BV_LOCAL_NONE;
}

struct bv_count bv_revisions_left(uint32_t all, uint32_t weight, enum bv_left_rule rule)
{
	uint32_t rest = all - weight;

	switch (rule) {
	case BV_LEFT_TODAY:
		return rest > 0 ? BV_COUNT((size_t)rest - 1) : (struct bv_count){0};
	case BV_LEFT_OLD:
		return BV_COUNT((size_t)(weight > rest ? weight : rest) - 1);
	case BV_LEFT_2005:
		return BV_COUNT((size_t)weight);
	case BV_LEFT_UNKNOWN:
	case BV_LEFT_NONE:
		break;
	}
	return (struct bv_count){0};
}

size_t bv_steps_left(size_t all)
{
	size_t steps = 0, power = 1;

	if (all < 3)
		return 0;
	while (power <= all / 2) {
		power *= 2;
		steps++;
	}
	/* The chance that one step less does is above one half where power >= 3 * rest. */
	return power < 3 * (all - power) ? steps : steps - 1;
}
