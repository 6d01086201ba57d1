/* SPDX-License-Identifier: GPL-2.0-only */
/* Painting by the commit-graph's records, with a queue. */
#include "history_private.h"

#include "base/banned.h"

/* A candidate as it was visited, with what its record says: that is far away in memory. */
struct member {
	uint64_t date;
	uint32_t commit;
	uint32_t parents_end; /* in the painter's list, where the next one's begin */
};

struct painter {
	const struct bv_commit_graph *graph;
	/* Of each commit: its marks, and above them its place among the members, from 1. */
	uint32_t *states;
	struct bv_queue queue;
	size_t fresh; /* commits that wait and do not lie below a common ancestor */
	struct {
		struct member *items;
		size_t count, capacity;
	} members;                   /* the candidates, as they were visited */
	struct bv_positions parents; /* of all of them */
	struct bv_positions octopus; /* the parents of one merge */
	size_t octopus_edges;        /* of all of them so far */
	bool is_damaged;
	struct bv_arena scratch;
};

#define PLACE_SHIFT  4
#define BAD_AND_GOOD ((unsigned)BV_MARK_BAD | BV_MARK_GOOD)
/* In place of BV_MARK_QUEUED, which is not needed: what has marks was queued, and once. */
#define IS_VISITED BV_MARK_QUEUED

/*
 * By generation: a commit comes out after all its children, or the file is damaged. Its parents'
 * records, which are far away in memory, are asked for now.
 */
static void enqueue(struct painter *painter, uint32_t commit, uint64_t child_generation)
{
	struct bv_graph_record record;
	struct bv_queue_entry entry = {.item = commit};

	if (!bv_commit_graph_record(painter->graph, commit, &record) ||
	    record.generation >= child_generation) {
		painter->is_damaged = true;
		return;
	}
	entry.key = record.generation;
	for (uint32_t i = 0; i < record.parent_count; i++) {
		bv_commit_graph_prefetch(painter->graph, record.parents[i]);
		__builtin_prefetch(&painter->states[record.parents[i]]);
	}
	bv_queue_push(&painter->queue, entry, &painter->scratch);
}

static void mark(struct painter *painter, uint32_t commit, unsigned marks,
		 uint64_t child_generation)
{
	uint32_t *state = &painter->states[commit];
	uint32_t before = *state;

	/* A child that comes after its parent has a wrong generation. */
	if (before & IS_VISITED) {
		painter->is_damaged |= (before | marks) != before;
		return;
	}
	*state = before | marks;
	painter->fresh -= before != 0 && !(before & BV_MARK_BELOW);
	painter->fresh += !(*state & BV_MARK_BELOW);
	if (before == 0)
		enqueue(painter, commit, child_generation);
}

/* The commit being visited. */
struct visit {
	uint32_t commit;
	struct bv_graph_record record;
	const uint32_t *parents;
	size_t parent_count;
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
	out->parents = painter->octopus.items;
	out->parent_count = painter->octopus.count;
}

static void take_next(struct visit *out, struct painter *painter)
{
	*out = (struct visit){.commit = bv_queue_pop(&painter->queue).item};
	/* It was read before; but the bytes are a file's, which somebody may write to. */
	if (!bv_commit_graph_record(painter->graph, out->commit, &out->record)) {
		painter->is_damaged = true;
		return;
	}
	out->parents = out->record.parents;
	out->parent_count = out->record.parent_count;
	if (out->record.is_octopus)
		take_octopus(out, painter);
}

static void add_member(struct painter *painter, const struct visit *visit)
{
	struct member *member = BV_APPEND(&painter->members, &painter->scratch);

	for (size_t i = 0; i < visit->parent_count; i++)
		*BV_APPEND(&painter->parents, &painter->scratch) = visit->parents[i];
	*member = (struct member){visit->record.date, visit->commit,
				  (uint32_t)painter->parents.count};
	painter->states[visit->commit] |= (uint32_t)painter->members.count << PLACE_SHIFT;
}

static void enter(struct painter *painter, struct bv_graph_walk *walk, const struct visit *visit,
		  struct bv_arena *keep)
{
	unsigned marks = painter->states[visit->commit];

	painter->states[visit->commit] |= IS_VISITED;
	painter->fresh -= !(marks & BV_MARK_BELOW);
	if (marks == BV_MARK_BAD)
		add_member(painter, visit);
	else if (marks == BAD_AND_GOOD)
		*BV_APPEND(&walk->merge_bases, keep) = visit->commit;
	if ((marks & BAD_AND_GOOD) == BAD_AND_GOOD)
		marks |= BV_MARK_BELOW;
	for (size_t i = 0; i < visit->parent_count; i++)
		mark(painter, visit->parents[i], marks, visit->record.generation);
}

/* Who was visited last comes first: parents before children. */
static void number_members(struct bv_candidates *out, const struct painter *painter,
			   struct bv_arena *keep)
{
	uint32_t count = (uint32_t)painter->members.count, edges = 0;

	BV_ASSERT(painter->members.count <= UINT32_MAX >> PLACE_SHIFT);
	*out = (struct bv_candidates){.count = count, .are_positions = true};
	out->names = bv_arena_alloc(keep, count, sizeof(*out->names));
	out->dates = bv_arena_alloc(keep, count, sizeof(*out->dates));
	out->parents_from = bv_arena_alloc(keep, count + (size_t)1, sizeof(*out->parents_from));
	out->parents = bv_arena_alloc(keep, painter->parents.count, sizeof(*out->parents));
	for (uint32_t i = 0; i < count; i++) {
		const struct member *member = &painter->members.items[count - 1 - i];
		uint32_t from = i + 1 < count ? member[-1].parents_end : 0;

		out->names[i] = member->commit;
		out->dates[i] = member->date;
		out->parents_from[i] = edges;
		for (; from < member->parents_end; from++) {
			uint32_t place =
				painter->states[painter->parents.items[from]] >> PLACE_SHIFT;

			if (place)
				out->parents[edges++] = count - place;
		}
	}
	out->parents_from[count] = edges;
}

static bool are_all_below_bad(const struct painter *painter, const struct bv_positions *commits)
{
	for (size_t i = 0; i < commits->count; i++)
		if (!(painter->states[commits->items[i]] & BV_MARK_BAD))
			return false;
	return true;
}

bool bv_graph_walk(struct bv_graph_walk *walk, const struct bv_commit_graph *graph,
		   struct bv_arena *keep)
{
	uint32_t count = bv_commit_graph_count(graph);
	struct painter painter = {.graph = graph};
	struct visit visit;

	painter.states = bv_arena_alloc(&painter.scratch, count, sizeof(*painter.states));
	mark(&painter, walk->bad, BV_MARK_BAD, UINT64_MAX);
	for (size_t i = 0; i < walk->good.count; i++)
		mark(&painter, walk->good.items[i], BV_MARK_GOOD, UINT64_MAX);
	while (painter.fresh > 0 && !painter.is_damaged) {
		take_next(&visit, &painter);
		enter(&painter, walk, &visit, keep);
	}
	if (!painter.is_damaged) {
		walk->are_all_good_in_bad = are_all_below_bad(&painter, &walk->good);
		number_members(&walk->candidates, &painter, keep);
	}
	bv_arena_release(&painter.scratch);
	return !painter.is_damaged;
}

/*
 * From the history's commits to positions, and back
 */

static bool enter_tips(struct bv_graph_walk *walk, const struct bv_history *history,
		       const struct bv_range_question *question, struct bv_arena *keep)
{
	bool are_covered = true;

	walk->bad = bv_history_position(history, question->bad);
	are_covered &= walk->bad != BV_POSITION_NONE;
	for (size_t i = 0; i < question->good.count; i++) {
		uint32_t good = bv_history_position(history, question->good.items[i]);

		*BV_APPEND(&walk->good, keep) = good;
		are_covered &= good != BV_POSITION_NONE;
	}
	return are_covered;
}

bool bv_graph_walk_range(struct bv_range *out, struct bv_history *history,
			 const struct bv_range_question *question, struct bv_arena *keep)
{
	const struct bv_commit_graph *graph = bv_history_graph(history);
	struct bv_graph_walk walk = {0};

	if (!graph || question->is_first_parent || !enter_tips(&walk, history, question, keep))
		return false;
	if (!bv_graph_walk(&walk, graph, keep)) {
		bv_history_note_damage(history);
		return false;
	}
	*out = (struct bv_range){.candidates = walk.candidates,
				 .are_all_good_in_bad = walk.are_all_good_in_bad ? BV_YES : BV_NO,
				 .is_proven = true,
				 .is_known = true};
	out->candidates.history = history;
	for (size_t i = 0; i < walk.merge_bases.count; i++)
		*BV_APPEND(&out->merge_bases, keep) =
			bv_history_commit_at(history, walk.merge_bases.items[i]);
	return true;
}
