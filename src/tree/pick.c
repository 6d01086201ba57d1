/* git's choice of the commit to test next. */
#include "pick.h"

#include <stdlib.h>

#include "list_order.h"
#include "weights.h"

#include "base/banned.h"

void bv_choice_init(struct bv_choice *choice, const struct bv_candidates *set,
		    struct bv_arena *keep)
{
	*choice = (struct bv_choice){
		.set = set,
		.weights = bv_weights(set, keep),
		.order = bv_list_order(set, keep),
		.keep = keep,
	};
}

uint32_t bv_choice_distance(const struct bv_choice *choice, uint32_t local)
{
	uint32_t reached = choice->weights[local], rest = choice->set->count - reached;

	return reached < rest ? reached : rest;
}

/* git's integers are 32 bits wide; twice a weight is not. */
static bool is_halfway(const struct bv_choice *choice, uint32_t local, enum bv_halfway halfway)
{
	int64_t all = choice->set->count;
	int64_t off = 2 * (int64_t)choice->weights[local] - all;

	if (off >= -1 && off <= 1)
		return true;
	return halfway == BV_HALFWAY_TODAY && (off < 0 ? -off : off) < all / 1024;
}

/* The first merge in list order that splits in half. */
static uint32_t first_halfway_merge(const struct bv_choice *choice, enum bv_halfway halfway)
{
	for (uint32_t i = 0; i < choice->set->count; i++) {
		uint32_t local = choice->order[i];

		if (bv_candidates_parent_count(choice->set, local) > 1 &&
		    is_halfway(choice, local, halfway))
			return local;
	}
	return BV_LOCAL_NONE;
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
static uint32_t first_halfway_single(const struct bv_choice *choice, enum bv_halfway halfway)
{
	const struct bv_candidates *set = choice->set;
	struct bv_arena scratch = {0};
	uint32_t *place = bv_arena_alloc(&scratch, set->count, sizeof(*place));
	uint32_t *pass = bv_arena_alloc(&scratch, set->count, sizeof(*pass));
	uint32_t first = BV_LOCAL_NONE;

	for (uint32_t i = 0; i < set->count; i++)
		place[choice->order[i]] = i;
	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t parent;

		if (bv_candidates_parent_count(set, i) != 1)
			continue;
		parent = set->parents[set->parents_from[i]];
		if (pass[parent] == 0)
			pass[i] = 1;
		else
			pass[i] = pass[parent] + (place[i] < place[parent] ? 1 : 0);
		if (!is_halfway(choice, i, halfway))
			continue;
		if (first == BV_LOCAL_NONE || pass[i] < pass[first] ||
		    (pass[i] == pass[first] && place[i] < place[first]))
			first = i;
	}
	bv_arena_release(&scratch);
	return first;
}

static uint32_t first_most_even(const struct bv_choice *choice)
{
	uint32_t best = choice->order[0];

	for (uint32_t i = 1; i < choice->set->count; i++)
		if (bv_choice_distance(choice, choice->order[i]) > bv_choice_distance(choice, best))
			best = choice->order[i];
	return best;
}

uint32_t bv_choice_pick(const struct bv_choice *choice, enum bv_halfway halfway)
{
	uint32_t found;

	if (choice->set->count == 0)
		return BV_LOCAL_NONE;
	found = first_halfway_merge(choice, halfway);
	if (found == BV_LOCAL_NONE)
		found = first_halfway_single(choice, halfway);
	if (found == BV_LOCAL_NONE)
		found = first_most_even(choice);
	return found;
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

uint32_t bv_steps_left(uint32_t all)
{
	uint32_t steps = 0, power = 1;

	if (all < 3)
		return 0;
	while (power <= all / 2) {
		power *= 2;
		steps++;
	}
	/* The chance that one step less does is above one half where power >= 3 * rest. */
	return power < 3 * (uint64_t)(all - power) ? steps : steps - 1;
}
