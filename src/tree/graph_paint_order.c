/* Painting in a loaded order: one sweep down the numbers, one back up. */
#include "graph_paint.h"

#include "base/banned.h"

struct sweep {
	const struct bv_graph_order *order;
	uint32_t *states;
	size_t fresh;
	uint32_t left;        /* numbers below are still to come */
	uint32_t bottom, top; /* of those in between some are marked */
	size_t candidate_count, edge_count;
};

static void mark_tip(struct sweep *sweep, uint32_t number, unsigned marks)
{
	bv_paint_mark(&sweep->states[number], marks, &sweep->fresh);
	if (number >= sweep->top)
		sweep->left = sweep->top = number + 1;
	if (number < sweep->bottom)
		sweep->bottom = number;
}

/* Until all that waits lies below a common ancestor. */
static void go_down(struct sweep *sweep, struct bv_graph_painting *painting, struct bv_arena *keep)
{
	const struct bv_graph_order *order = sweep->order;
	uint32_t *states = sweep->states;
	uint32_t number = sweep->left, bottom = sweep->bottom;
	size_t fresh = sweep->fresh;

	while (fresh > 0) {
		unsigned marks = states[--number];
		struct bv_numbers parents;

		if (marks == 0)
			continue;
		parents = bv_graph_order_parents(order, number);
		painting->visits++;
		fresh -= !(marks & BV_MARK_BELOW);
		if (marks == BV_MARK_BAD) {
			sweep->candidate_count++;
			sweep->edge_count += parents.count;
		} else if (marks == BV_PAINT_BAD_AND_GOOD) {
			*BV_APPEND(&painting->merge_bases, keep) = order->positions[number];
		}
		marks = bv_paint_handed_down(marks);
		for (uint32_t i = 0; i < parents.count; i++) {
			bv_paint_mark(&states[parents.items[i]], marks, &fresh);
			bottom = parents.items[i] < bottom ? parents.items[i] : bottom;
		}
	}
	sweep->left = number;
	sweep->bottom = bottom;
}

/* Up again, so that parents have their places before their children ask. */
static void number_candidates(struct sweep *sweep, struct bv_candidates *out)
{
	const struct bv_graph_order *order = sweep->order;
	uint32_t edges = 0, local = 0;

	for (uint32_t i = sweep->left; local < out->count; i++) {
		struct bv_numbers parents;

		if (sweep->states[i] != BV_MARK_BAD)
			continue;
		out->names[local] = order->positions[i];
		out->dates[local] = order->entries[i].date;
		out->parents_from[local] = edges;
		parents = bv_graph_order_parents(order, i);
		for (uint32_t p = 0; p < parents.count; p++) {
			uint32_t place = sweep->states[parents.items[p]] >> BV_PAINT_PLACE_SHIFT;

			if (place)
				out->parents[edges++] = place - 1;
		}
		sweep->states[i] |= ++local << BV_PAINT_PLACE_SHIFT;
	}
	out->parents_from[local] = edges;
}

void bv_graph_paint_order(struct bv_graph_painting *painting, const struct bv_graph_order *order,
			  uint32_t *states, struct bv_arena *keep)
{
	struct sweep sweep = {.order = order, .states = states, .bottom = UINT32_MAX};

	mark_tip(&sweep, order->numbers[painting->bad], BV_MARK_BAD);
	for (size_t i = 0; i < painting->good.count; i++)
		mark_tip(&sweep, order->numbers[painting->good.items[i]], BV_MARK_GOOD);
	go_down(&sweep, painting, keep);
	painting->bad_marks = states[order->numbers[painting->bad]];
	for (size_t i = 0; i < painting->good.count; i++)
		painting->good_marks[i] = states[order->numbers[painting->good.items[i]]];
	bv_graph_candidates_make(&painting->candidates, sweep.candidate_count, sweep.edge_count,
				 keep);
	number_candidates(&sweep, &painting->candidates);
	for (uint32_t i = sweep.bottom; i < sweep.top; i++)
		states[i] = 0;
}
