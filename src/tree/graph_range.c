/* A range asked of the commit-graph: from the history's commits to positions, and back. */
#include "graph_range.h"

#include "base/banned.h"

void bv_graph_candidates_make(struct bv_candidates *out, size_t count, size_t edges,
			      struct bv_arena *keep)
{
	BV_ASSERT(count <= BV_PAINT_PLACE_MOST);
	*out = (struct bv_candidates){.count = (uint32_t)count, .are_positions = true};
	out->names = bv_arena_alloc(keep, count, sizeof(*out->names));
	out->dates = bv_arena_alloc(keep, count, sizeof(*out->dates));
	out->parents_from = bv_arena_alloc(keep, count + 1, sizeof(*out->parents_from));
	out->parents = bv_arena_alloc(keep, edges, sizeof(*out->parents));
}

bool bv_graph_range_is_covered(const struct bv_history *history,
			       const struct bv_range_question *question)
{
	if (!bv_history_graph(history) || question->is_first_parent ||
	    bv_history_position(history, question->bad) == BV_POSITION_NONE)
		return false;
	for (size_t i = 0; i < question->good.count; i++)
		if (bv_history_position(history, question->good.items[i]) == BV_POSITION_NONE)
			return false;
	return true;
}

static void enter_tips(struct bv_graph_painting *painting, const struct bv_history *history,
		       const struct bv_range_question *question, struct bv_arena *keep)
{
	painting->bad = bv_history_position(history, question->bad);
	for (size_t i = 0; i < question->good.count; i++)
		*BV_APPEND(&painting->good, keep) =
			bv_history_position(history, question->good.items[i]);
	painting->good_marks =
		bv_arena_alloc(keep, question->good.count, sizeof(*painting->good_marks));
}

static void answer(struct bv_range *out, const struct bv_graph_painting *painting,
		   struct bv_history *history, struct bv_arena *keep)
{
	out->candidates = painting->candidates;
	out->candidates.history = history;
	out->is_known = out->is_proven = true;
	out->is_bad_in_good = painting->bad_marks & BV_MARK_GOOD ? BV_YES : BV_NO;
	out->are_all_good_in_bad = BV_YES;
	out->is_good_in_bad =
		bv_arena_alloc(keep, painting->good.count, sizeof(*out->is_good_in_bad));
	for (size_t i = 0; i < painting->good.count; i++) {
		bool is_in_bad = painting->good_marks[i] & BV_MARK_BAD;

		out->is_good_in_bad[i] = is_in_bad ? BV_YES : BV_NO;
		if (!is_in_bad)
			out->are_all_good_in_bad = BV_NO;
	}
	for (size_t i = 0; i < painting->merge_bases.count; i++)
		*BV_APPEND(&out->merge_bases, keep) =
			bv_history_commit_at(history, painting->merge_bases.items[i]);
}

enum bv_graph_walk bv_graph_range_find(struct bv_range *out, const struct bv_graph_view *view,
				       struct bv_history *history,
				       const struct bv_range_question *question, size_t *visits,
				       struct bv_arena *keep)
{
	struct bv_graph_painting painting = {0};
	enum bv_graph_walk end = BV_GRAPH_WALK_DONE;

	*out = (struct bv_range){.candidates.history = history};
	enter_tips(&painting, history, question, keep);
	if (view->order)
		bv_graph_paint_order(&painting, view->order, bv_history_states(history), keep);
	else
		end = bv_graph_paint_records(&painting, view->graph, view->visits_most, keep);
	*visits += painting.visits;
	if (end == BV_GRAPH_WALK_DONE)
		answer(out, &painting, history, keep);
	return end;
}
