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

struct slot {
	uint32_t commit; /* counted from 1; 0: free */
	uint32_t state;
};

/* A candidate as it was visited, with what its record says: that is far away in memory. */
struct member {
	uint64_t date;
	uint32_t commit;
	uint32_t parents_end; /* its parents end here in the painter's list, where the next's begin
			       */
};

struct painter {
	const struct bv_graph_view *view;
	struct slot *slots; /* without one: of those that were met, which lie anywhere */
	uint32_t slot_bits, slots_used;
	struct bv_queue queue; /* without an order */
	bool is_first_taken;   /* the queue's first entry is the commit being visited */
	/* With an order: numbers below @left are still to come, those of [bottom, top) may be
	 * marked. */
	uint32_t left, bottom, top;
	size_t fresh_waiting; /* marked, not yet visited, and not below a common ancestor */
	size_t visits, candidate_count;
	struct {
		struct member *items;
		size_t count, capacity;
	} members;                   /* without an order: the candidates, as they were visited */
	struct bv_positions parents; /* of all of them */
	struct bv_positions merge_bases;
	struct bv_positions octopus; /* the parents of one */
	bool is_damaged;
	struct bv_arena scratch;
};

/* Slots at first, of which only those in use cost memory; twice as many when 3/4 are taken. */
#define SLOT_BITS_LEAST 16

/* Fibonacci hashing: positions follow ids, but neighbours must not crowd. */
static uint32_t slot_index(const struct painter *painter, uint32_t commit)
{
	return (uint32_t)(commit * UINT32_C(2654435769)) >> (32 - painter->slot_bits);
}

static struct slot *find_slot(const struct painter *painter, uint32_t commit)
{
	uint32_t at = slot_index(painter, commit);

	while (painter->slots[at].commit != 0 && painter->slots[at].commit != commit + 1)
		at = (at + 1) & ((UINT32_C(1) << painter->slot_bits) - 1);
	return &painter->slots[at];
}

static void grow_slots(struct painter *painter)
{
	size_t old_count = painter->slots ? (size_t)1 << painter->slot_bits : 0;
	struct slot *old = painter->slots;

	painter->slot_bits = old ? painter->slot_bits + 1 : SLOT_BITS_LEAST;
	painter->slots = bv_arena_alloc(&painter->scratch, (size_t)1 << painter->slot_bits,
					sizeof(*painter->slots));
	for (size_t i = 0; i < old_count; i++)
		if (old[i].commit)
			*find_slot(painter, old[i].commit - 1) = old[i];
}

/* The state of @commit, zero when it was not met before; good until the next call. */
static uint32_t *state_of(struct painter *painter, uint32_t commit)
{
	struct slot *slot;

	if (painter->view->order) {
		painter->bottom = commit < painter->bottom ? commit : painter->bottom;
		return &painter->view->states[commit];
	}
	if (!painter->slots || painter->slots_used > (UINT32_C(3) << painter->slot_bits) / 4)
		grow_slots(painter);
	slot = find_slot(painter, commit);
	painter->slots_used += slot->commit == 0;
	slot->commit = commit + 1;
	return &slot->state;
}

#define IS_OCTOPUS (BV_GRAPH_NO_PARENT - 1)

/* By generation; and its parents' records, which are far away in memory, are asked for now. */
static void enqueue(struct painter *painter, uint32_t commit, uint64_t child_generation)
{
	const struct bv_commit_graph *graph = painter->view->graph;
	struct bv_queue_entry entry = {.parents = {BV_GRAPH_NO_PARENT, BV_GRAPH_NO_PARENT}};
	struct bv_graph_record record;

	if (!bv_commit_graph_record(graph, commit, &record) ||
	    record.generation >= child_generation) {
		painter->is_damaged = true;
		return;
	}
	entry.key = record.generation;
	entry.item = commit;
	if (record.is_octopus)
		entry.parents[0] = IS_OCTOPUS;
	for (uint32_t i = 0; i < record.parent_count; i++) {
		entry.parents[i] = record.parents[i];
		bv_commit_graph_prefetch(graph, record.parents[i]);
		__builtin_prefetch(&painter->slots[slot_index(painter, record.parents[i])]);
	}
	if (painter->is_first_taken)
		bv_queue_replace(&painter->queue, entry);
	else
		bv_queue_push(&painter->queue, entry, &painter->scratch);
	painter->is_first_taken = false;
}

static void mark(struct painter *painter, uint32_t commit, unsigned marks,
		 uint64_t child_generation)
{
	uint32_t *state = state_of(painter, commit);
	uint32_t before = *state;
	uint32_t after = before | marks;
	bool was_fresh = before != 0 && !(before & BV_MARK_BELOW);

	if (before == after)
		return;
	*state = after;
	painter->fresh_waiting += !(after & BV_MARK_BELOW);
	painter->fresh_waiting -= was_fresh;
	if (before == 0 && !painter->view->order)
		enqueue(painter, commit, child_generation);
}

/* The commit to visit, what its parents' generations are below, and its parents until the next. */
struct visit {
	uint32_t commit;
	uint64_t generation;
	uint32_t pair[2];
	struct bv_numbers parents;
};

static void take_number(struct visit *out, struct painter *painter)
{
	out->commit = --painter->left;
	out->generation = UINT64_MAX; /* checked when the order was made */
	out->parents = bv_graph_order_parents(painter->view->order, out->commit);
}

static void take_entry(struct visit *out, struct painter *painter)
{
	const struct bv_queue_entry *entry = &painter->queue.items[0];

	out->commit = entry->item;
	out->generation = entry->key;
	if (entry->parents[0] == IS_OCTOPUS) {
		painter->octopus.count = 0;
		painter->is_damaged |= !bv_commit_graph_parents(
			painter->view->graph, out->commit, &painter->octopus, &painter->scratch);
		out->parents = (struct bv_numbers){painter->octopus.items,
						   (uint32_t)painter->octopus.count};
		return;
	}
	out->pair[0] = entry->parents[0];
	out->pair[1] = entry->parents[1];
	out->parents = (struct bv_numbers){out->pair,
					   (out->pair[0] != BV_GRAPH_NO_PARENT ? 1U : 0U) +
						   (out->pair[1] != BV_GRAPH_NO_PARENT ? 1U : 0U)};
}

static bool take_next(struct visit *out, struct painter *painter)
{
	if (painter->view->order) {
		while (painter->left > 0 && painter->view->states[painter->left - 1] == 0)
			painter->left--;
		if (painter->left == 0)
			return false;
		take_number(out, painter);
		return true;
	}
	/* A commit's first parent takes its place in the queue: most have one, and no more. */
	if (painter->is_first_taken)
		(void)bv_queue_pop(&painter->queue);
	painter->is_first_taken = painter->queue.count > 0;
	if (painter->is_first_taken)
		take_entry(out, painter);
	return painter->is_first_taken;
}

static void add_member(struct painter *painter, const struct visit *visit)
{
	struct member *member = BV_APPEND(&painter->members, &painter->scratch);
	struct bv_graph_record record;

	painter->is_damaged |=
		!bv_commit_graph_record(painter->view->graph, visit->commit, &record);
	for (uint32_t i = 0; i < visit->parents.count; i++)
		*BV_APPEND(&painter->parents, &painter->scratch) = visit->parents.items[i];
	*member = (struct member){record.date, visit->commit, (uint32_t)painter->parents.count};
}

static void enter(struct painter *painter, const struct visit *visit)
{
	uint32_t *state = state_of(painter, visit->commit);
	unsigned marks = *state & BV_MARKS_PAINTED;

	painter->visits++;
	painter->fresh_waiting -= !(marks & BV_MARK_BELOW);
	painter->candidate_count += marks == BV_MARK_BAD;
	if (marks == BV_MARK_BAD && !painter->view->order) {
		add_member(painter, visit);
		*state |= (uint32_t)painter->members.count << PLACE_SHIFT;
	}
	if (marks == BAD_AND_GOOD)
		*BV_APPEND(&painter->merge_bases, &painter->scratch) = visit->commit;
	if ((marks & BAD_AND_GOOD) == BAD_AND_GOOD)
		marks |= BV_MARK_BELOW;
	for (uint32_t i = 0; i < visit->parents.count; i++)
		mark(painter, visit->parents.items[i], marks, visit->generation);
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
		painter->left = painter->top = commit + 1;
}

/* Until all that waits is below a common ancestor: then nothing new can come. */
static enum bv_graph_walk paint(struct painter *painter, const struct bv_history *history,
				const struct bv_range_question *question)
{
	size_t most = painter->view->order ? SIZE_MAX : painter->view->visits_most;
	struct visit visit;

	mark_tip(painter, name_of(painter, history, question->bad), BV_MARK_BAD);
	for (size_t i = 0; i < question->good.count; i++)
		mark_tip(painter, name_of(painter, history, question->good.items[i]), BV_MARK_GOOD);
	while (painter->fresh_waiting > 0 && !painter->is_damaged && take_next(&visit, painter)) {
		enter(painter, &visit);
		if (painter->visits > most)
			return BV_GRAPH_WALK_FAR;
	}
	if (painter->is_damaged || painter->candidate_count > PLACE_MOST)
		return BV_GRAPH_WALK_DAMAGED;
	return BV_GRAPH_WALK_DONE;
}

/* Who was visited last comes first: parents before children. */
static void number_members(struct bv_candidates *out, struct painter *painter)
{
	uint32_t edges = 0;

	for (uint32_t i = 0; i < out->count; i++) {
		const struct member *member = &painter->members.items[out->count - 1 - i];
		uint32_t from = i + 1 < out->count ? member[-1].parents_end : 0;

		out->names[i] = member->commit;
		out->dates[i] = member->date;
		out->parents_from[i] = edges;
		for (; from < member->parents_end; from++) {
			uint32_t place =
				*state_of(painter, painter->parents.items[from]) >> PLACE_SHIFT;

			if (place)
				out->parents[edges++] = out->count - place;
		}
	}
	out->parents_from[out->count] = edges;
}

/* Up the numbers, so that parents have their places before their children ask. */
static void number_in_order(struct bv_candidates *out, const struct painter *painter)
{
	const struct bv_graph_order *order = painter->view->order;
	uint32_t edges = 0, local = 0;

	for (uint32_t i = painter->left; local < out->count; i++) {
		struct bv_numbers parents;

		if (painter->view->states[i] != BV_MARK_BAD)
			continue;
		out->names[local] = order->positions[i];
		out->dates[local] = order->dates[i];
		out->parents_from[local] = edges;
		parents = bv_graph_order_parents(order, i);
		for (uint32_t p = 0; p < parents.count; p++) {
			uint32_t place = painter->view->states[parents.items[p]] >> PLACE_SHIFT;

			if (place)
				out->parents[edges++] = place - 1;
		}
		painter->view->states[i] |= ++local << PLACE_SHIFT;
	}
	out->parents_from[local] = edges;
}

static size_t count_edges(const struct painter *painter)
{
	size_t count = painter->parents.count;

	if (painter->view->order)
		for (uint32_t i = painter->left; i < painter->view->order->count; i++)
			if (painter->view->states[i] == BV_MARK_BAD)
				count += bv_graph_order_parents(painter->view->order, i).count;
	return count;
}

static void number_candidates(struct bv_candidates *out, struct painter *painter,
			      struct bv_arena *keep)
{
	size_t count = painter->candidate_count;

	out->count = (uint32_t)count;
	out->are_positions = true;
	out->names = bv_arena_alloc(keep, count, sizeof(*out->names));
	out->dates = bv_arena_alloc(keep, count, sizeof(*out->dates));
	out->parents_from = bv_arena_alloc(keep, count + 1, sizeof(*out->parents_from));
	out->parents = bv_arena_alloc(keep, count_edges(painter), sizeof(*out->parents));
	if (painter->view->order)
		number_in_order(out, painter);
	else
		number_members(out, painter);
}

static void answer_ancestry(struct bv_range *out, struct painter *painter,
			    const struct bv_history *history,
			    const struct bv_range_question *question, struct bv_arena *keep)
{
	uint32_t bad = name_of(painter, history, question->bad);

	out->is_bad_in_good = *state_of(painter, bad) & BV_MARK_GOOD ? BV_YES : BV_NO;
	out->are_all_good_in_bad = BV_YES;
	out->is_good_in_bad =
		bv_arena_alloc(keep, question->good.count, sizeof(*out->is_good_in_bad));
	for (size_t i = 0; i < question->good.count; i++) {
		uint32_t good = name_of(painter, history, question->good.items[i]);

		out->is_good_in_bad[i] = *state_of(painter, good) & BV_MARK_BAD ? BV_YES : BV_NO;
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

/* Marked were commits from the highest tip down to a little below the last one visited. */
static void clear_states(struct painter *painter)
{
	if (!painter->view->order)
		return;
	for (uint32_t i = painter->top; i-- > painter->bottom;)
		painter->view->states[i] = 0;
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
	struct painter painter = {.view = view, .bottom = UINT32_MAX};
	enum bv_graph_walk end;

	*out = (struct bv_range){.candidates.history = history};
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
	clear_states(&painter);
	bv_arena_release(&painter.scratch);
	return end;
}
