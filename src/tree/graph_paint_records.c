/* Painting by the commit-graph's records, with a queue. */
#include "graph_paint.h"
#include "queue.h"

#include "base/banned.h"

/* A candidate as it was visited, with what its record says: that is far away in memory. */
struct member {
	uint64_t date;
	uint32_t commit;
	uint32_t parents_end; /* its parents end here in the painter's list, where the next's begin
			       */
};

struct painter {
	const struct bv_commit_graph *graph;
	uint32_t *states; /* of each commit of the graph: marks, and a place */
	struct bv_queue queue;
	bool is_first_taken; /* the queue's first entry is the commit being visited */
	size_t fresh;
	struct {
		struct member *items;
		size_t count, capacity;
	} members;                   /* the candidates, as they were visited */
	struct bv_positions parents; /* of all of them */
	struct bv_positions octopus; /* the parents of one */
	size_t octopus_edges;        /* of all of them so far */
	bool is_damaged;
	struct bv_arena scratch;
};

/* In a state, beside the marks. */
#define IS_VISITED BV_MARK_QUEUED
/* In place of a first parent. */
#define IS_OCTOPUS (BV_GRAPH_NO_PARENT - 1)

/* By generation; and its parents' records, which are far away in memory, are asked for now. */
static void enqueue(struct painter *painter, uint32_t commit, uint64_t child_generation)
{
	const struct bv_commit_graph *graph = painter->graph;
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
		__builtin_prefetch(&painter->states[record.parents[i]]);
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
	uint32_t *state = &painter->states[commit];
	bool is_new = *state == 0;

	/* A child that comes after its parent has a wrong generation. */
	if (*state & IS_VISITED)
		painter->is_damaged |= (*state | marks) != *state;
	else
		bv_paint_mark(state, marks, &painter->fresh);
	if (is_new)
		enqueue(painter, commit, child_generation);
}

/* The commit to visit, what its parents' generations are below, and its parents until the next. */
struct visit {
	uint32_t commit;
	uint64_t generation;
	uint32_t pair[2];
	struct bv_numbers parents;
};

static void take_octopus(struct visit *out, struct painter *painter)
{
	painter->octopus.count = 0;
	painter->is_damaged |= !bv_commit_graph_parents(painter->graph, out->commit,
							&painter->octopus, &painter->scratch);
	/* Merges that share a list would make much of a small file. */
	painter->octopus_edges += painter->octopus.count;
	painter->is_damaged |=
		painter->octopus_edges > 2 * bv_commit_graph_edge_count(painter->graph);
	out->parents =
		(struct bv_numbers){painter->octopus.items, (uint32_t)painter->octopus.count};
}

/* A commit's first parent takes its place in the queue: most have one, and no more. */
static bool take_next(struct visit *out, struct painter *painter)
{
	const struct bv_queue_entry *entry;

	if (painter->is_first_taken)
		(void)bv_queue_pop(&painter->queue);
	painter->is_first_taken = painter->queue.count > 0;
	if (!painter->is_first_taken)
		return false;
	entry = &painter->queue.items[0];
	out->commit = entry->item;
	out->generation = entry->key;
	if (entry->parents[0] == IS_OCTOPUS) {
		take_octopus(out, painter);
		return true;
	}
	out->parents = (struct bv_numbers){out->pair, 0};
	for (size_t i = 0; i < 2 && entry->parents[i] != BV_GRAPH_NO_PARENT; i++)
		out->pair[out->parents.count++] = entry->parents[i];
	return true;
}

static void add_member(struct painter *painter, const struct visit *visit)
{
	struct member *member = BV_APPEND(&painter->members, &painter->scratch);
	struct bv_graph_record record;

	painter->is_damaged |= !bv_commit_graph_record(painter->graph, visit->commit, &record);
	for (uint32_t i = 0; i < visit->parents.count; i++)
		*BV_APPEND(&painter->parents, &painter->scratch) = visit->parents.items[i];
	*member = (struct member){record.date, visit->commit, (uint32_t)painter->parents.count};
}

static void enter(struct painter *painter, struct bv_graph_painting *painting,
		  const struct visit *visit, struct bv_arena *keep)
{
	uint32_t *state = &painter->states[visit->commit];
	unsigned marks = *state;

	*state |= IS_VISITED;
	painting->visits++;
	painter->fresh -= !(marks & BV_MARK_BELOW);
	if (marks == BV_MARK_BAD) {
		add_member(painter, visit);
		*state |= (uint32_t)painter->members.count << BV_PAINT_PLACE_SHIFT;
	} else if (marks == BV_PAINT_BAD_AND_GOOD) {
		*BV_APPEND(&painting->merge_bases, keep) = visit->commit;
	}
	marks = bv_paint_handed_down(marks);
	for (uint32_t i = 0; i < visit->parents.count; i++)
		mark(painter, visit->parents.items[i], marks, visit->generation);
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
			uint32_t place = painter->states[painter->parents.items[from]] >>
					 BV_PAINT_PLACE_SHIFT;

			if (place)
				out->parents[edges++] = out->count - place;
		}
	}
	out->parents_from[out->count] = edges;
}

static void finish(struct bv_graph_painting *painting, struct painter *painter,
		   struct bv_arena *keep)
{
	painting->bad_marks = painter->states[painting->bad];
	for (size_t i = 0; i < painting->good.count; i++)
		painting->good_marks[i] = painter->states[painting->good.items[i]];
	bv_graph_candidates_make(&painting->candidates, painter->members.count,
				 painter->parents.count, keep);
	number_members(&painting->candidates, painter);
}

enum bv_graph_walk bv_graph_paint_records(struct bv_graph_painting *painting,
					  const struct bv_commit_graph *graph, size_t visits_most,
					  struct bv_arena *keep)
{
	struct painter painter = {.graph = graph};
	enum bv_graph_walk end = BV_GRAPH_WALK_DONE;
	struct visit visit;

	painter.states = bv_arena_alloc(&painter.scratch, bv_commit_graph_count(graph),
					sizeof(*painter.states));
	mark(&painter, painting->bad, BV_MARK_BAD, UINT64_MAX);
	for (size_t i = 0; i < painting->good.count; i++)
		mark(&painter, painting->good.items[i], BV_MARK_GOOD, UINT64_MAX);
	while (painter.fresh > 0 && !painter.is_damaged && painting->visits <= visits_most &&
	       take_next(&visit, &painter))
		enter(&painter, painting, &visit, keep);
	if (painter.is_damaged)
		end = BV_GRAPH_WALK_DAMAGED;
	else if (painter.fresh > 0)
		end = BV_GRAPH_WALK_FAR;
	else
		finish(painting, &painter, keep);
	bv_arena_release(&painter.scratch);
	return end;
}
