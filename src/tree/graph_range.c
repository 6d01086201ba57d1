/* Painting the commit-graph from the tips down, and numbering what only the bad one reaches. */
#include "graph_range.h"

#include <string.h>

#include "base/banned.h"

/*
 * Of each commit: marks, and above them the place among the candidates, counted from 1. Commits
 * bear their position in the file, or with an order their number in it.
 */
#define PLACE_SHIFT  4
#define PLACE_MOST   (UINT32_MAX >> PLACE_SHIFT)
#define BAD_AND_GOOD ((unsigned)BV_MARK_BAD | BV_MARK_GOOD)

struct painter {
	const struct bv_graph_view *view;
	uint32_t *states;
	struct bv_queue queue; /* without an order */
	uint32_t left;         /* with one: the numbers below are still to come */
	size_t fresh_waiting;  /* marked, not yet visited, and not below a common ancestor */
	size_t visits, edges_most;
	struct bv_positions candidates, merge_bases; /* in the order of visiting */
	struct bv_positions octopus;                 /* the parents of one */
	bool is_damaged;
	struct bv_arena scratch;
};

/* A commit's parents; those of an octopus merge until the next call. */
static struct bv_numbers parents_of(struct painter *painter, uint32_t commit,
				    struct bv_graph_record *record)
{
	const struct bv_graph_view *view = painter->view;

	if (view->order)
		return bv_graph_order_parents(view->order, commit);
	painter->is_damaged |= !bv_commit_graph_record(view->graph, commit, record);
	if (painter->is_damaged)
		return (struct bv_numbers){NULL, 0};
	if (!record->is_octopus)
		return (struct bv_numbers){record->parents, record->parent_count};
	painter->octopus.count = 0;
	painter->is_damaged |=
		!bv_commit_graph_parents(view->graph, commit, &painter->octopus, &painter->scratch);
	return (struct bv_numbers){painter->octopus.items, (uint32_t)painter->octopus.count};
}

/* By generation; and its parents' records, which are far away in memory, are asked for now. */
static void enqueue(struct painter *painter, uint32_t commit, uint64_t child_generation)
{
	const struct bv_commit_graph *graph = painter->view->graph;
	struct bv_graph_record record;

	if (!bv_commit_graph_record(graph, commit, &record) ||
	    record.generation >= child_generation) {
		painter->is_damaged = true;
		return;
	}
	for (uint32_t i = 0; i < record.parent_count; i++) {
		bv_commit_graph_prefetch(graph, record.parents[i]);
		__builtin_prefetch(&painter->states[record.parents[i]]);
	}
	bv_queue_push(&painter->queue, (struct bv_queue_entry){record.generation, 0, commit},
		      &painter->scratch);
}

static void mark(struct painter *painter, uint32_t commit, unsigned marks,
		 uint64_t child_generation)
{
	uint32_t before = painter->states[commit];
	uint32_t after = before | marks;
	bool was_fresh = before != 0 && !(before & BV_MARK_BELOW);

	if (before == after)
		return;
	painter->states[commit] = after;
	painter->fresh_waiting += !(after & BV_MARK_BELOW);
	painter->fresh_waiting -= was_fresh;
	if (before == 0 && !painter->view->order)
		enqueue(painter, commit, child_generation);
}

static bool take_next(struct painter *painter, uint32_t *commit, uint64_t *generation)
{
	if (painter->view->order) {
		while (painter->left > 0 && painter->states[painter->left - 1] == 0)
			painter->left--;
		if (painter->left == 0)
			return false;
		*commit = --painter->left;
		*generation = UINT64_MAX;
		return true;
	}
	if (painter->queue.count == 0)
		return false;
	*commit = painter->queue.items[0].item;
	*generation = painter->queue.items[0].key;
	(void)bv_queue_pop(&painter->queue);
	return true;
}

static void visit(struct painter *painter, uint32_t commit, uint64_t generation)
{
	struct bv_graph_record record;
	struct bv_numbers parents = parents_of(painter, commit, &record);
	unsigned marks = painter->states[commit] & BV_MARKS_PAINTED;

	painter->visits++;
	painter->fresh_waiting -= !(marks & BV_MARK_BELOW);
	if (marks == BV_MARK_BAD) {
		*BV_APPEND(&painter->candidates, &painter->scratch) = commit;
		painter->states[commit] |= (uint32_t)painter->candidates.count << PLACE_SHIFT;
		painter->edges_most += parents.count;
	}
	if (marks == BAD_AND_GOOD)
		*BV_APPEND(&painter->merge_bases, &painter->scratch) = commit;
	if ((marks & BAD_AND_GOOD) == BAD_AND_GOOD)
		marks |= BV_MARK_BELOW;
	for (uint32_t i = 0; i < parents.count; i++)
		mark(painter, parents.items[i], marks, generation);
}

/* The commit that @commit is here: a position, or its number. */
static uint32_t name_of(const struct painter *painter, const struct bv_history *history,
			struct bv_commit commit)
{
	uint32_t position = bv_history_position(history, commit);

	return painter->view->order ? painter->view->order->numbers[position] : position;
}

static void mark_tip(struct painter *painter, uint32_t commit, unsigned marks)
{
	mark(painter, commit, marks, UINT64_MAX);
	if (commit >= painter->left)
		painter->left = commit + 1;
}

/* Until all that waits is below a common ancestor: then nothing new can come. */
static enum bv_graph_walk paint(struct painter *painter, const struct bv_history *history,
				const struct bv_range_question *question)
{
	size_t most = painter->view->order ? SIZE_MAX : painter->view->visits_most;
	uint64_t generation;
	uint32_t commit;

	mark_tip(painter, name_of(painter, history, question->bad), BV_MARK_BAD);
	for (size_t i = 0; i < question->good.count; i++)
		mark_tip(painter, name_of(painter, history, question->good.items[i]), BV_MARK_GOOD);
	while (painter->fresh_waiting > 0 && !painter->is_damaged &&
	       take_next(painter, &commit, &generation)) {
		visit(painter, commit, generation);
		if (painter->visits > most)
			return BV_GRAPH_WALK_FAR;
	}
	if (painter->is_damaged || painter->candidates.count > PLACE_MOST)
		return BV_GRAPH_WALK_DAMAGED;
	return BV_GRAPH_WALK_DONE;
}

static uint64_t date_of(struct painter *painter, uint32_t commit)
{
	struct bv_graph_record record = {0};

	if (painter->view->order)
		return painter->view->order->dates[commit];
	painter->is_damaged |= !bv_commit_graph_record(painter->view->graph, commit, &record);
	return record.date;
}

/* Who was visited last comes first: parents before children. */
static void number_candidates(struct bv_candidates *out, struct painter *painter,
			      struct bv_arena *keep)
{
	uint32_t count = (uint32_t)painter->candidates.count, edges = 0;
	const struct bv_graph_order *order = painter->view->order;

	out->count = count;
	out->are_positions = true;
	out->names = bv_arena_alloc(keep, count, sizeof(*out->names));
	out->dates = bv_arena_alloc(keep, count, sizeof(*out->dates));
	out->parents_from = bv_arena_alloc(keep, count + (size_t)1, sizeof(*out->parents_from));
	out->parents = bv_arena_alloc(keep, painter->edges_most, sizeof(*out->parents));
	for (uint32_t i = 0; i < count; i++) {
		uint32_t commit = painter->candidates.items[count - 1 - i];
		struct bv_graph_record record;
		struct bv_numbers parents = parents_of(painter, commit, &record);

		out->names[i] = order ? order->positions[commit] : commit;
		out->dates[i] = date_of(painter, commit);
		out->parents_from[i] = edges;
		for (uint32_t p = 0; p < parents.count; p++) {
			uint32_t place = painter->states[parents.items[p]] >> PLACE_SHIFT;

			if (place)
				out->parents[edges++] = count - place;
		}
	}
	out->parents_from[count] = edges;
}

static void answer_ancestry(struct bv_range *out, const struct painter *painter,
			    const struct bv_history *history,
			    const struct bv_range_question *question, struct bv_arena *keep)
{
	uint32_t bad = name_of(painter, history, question->bad);

	out->is_bad_in_good = painter->states[bad] & BV_MARK_GOOD ? BV_YES : BV_NO;
	out->are_all_good_in_bad = BV_YES;
	out->is_good_in_bad =
		bv_arena_alloc(keep, question->good.count, sizeof(*out->is_good_in_bad));
	for (size_t i = 0; i < question->good.count; i++) {
		uint32_t good = name_of(painter, history, question->good.items[i]);

		out->is_good_in_bad[i] = painter->states[good] & BV_MARK_BAD ? BV_YES : BV_NO;
		if (out->is_good_in_bad[i] == BV_NO)
			out->are_all_good_in_bad = BV_NO;
	}
}

static void collect_merge_bases(struct bv_range *out, const struct painter *painter,
				struct bv_history *history, struct bv_arena *keep)
{
	const struct bv_graph_order *order = painter->view->order;

	for (size_t i = 0; i < painter->merge_bases.count; i++) {
		uint32_t base = painter->merge_bases.items[i];

		*BV_APPEND(&out->merge_bases, keep) =
			bv_history_commit_at(history, order ? order->positions[base] : base);
	}
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

enum bv_graph_walk bv_graph_range_find(struct bv_range *out, const struct bv_graph_view *view,
				       struct bv_history *history,
				       const struct bv_range_question *question, size_t *visits,
				       struct bv_arena *keep)
{
	struct painter painter = {.view = view};
	enum bv_graph_walk end;

	*out = (struct bv_range){.candidates.history = history};
	painter.states = bv_arena_alloc(&painter.scratch, bv_commit_graph_count(view->graph),
					sizeof(*painter.states));
	end = paint(&painter, history, question);
	*visits += painter.visits;
	if (end == BV_GRAPH_WALK_DONE) {
		out->is_known = out->is_proven = true;
		number_candidates(&out->candidates, &painter, keep);
		answer_ancestry(out, &painter, history, question, keep);
		collect_merge_bases(out, &painter, history, keep);
		if (painter.is_damaged)
			end = BV_GRAPH_WALK_DAMAGED;
	}
	bv_arena_release(&painter.scratch);
	return end;
}
