/* SPDX-License-Identifier: GPL-2.0-only */
/* git's limit_list(), step by step: its mistakes are wanted here. */
#include "history_private.h"
#include "range.h"

#include "base/banned.h"

#define SLOP 5

enum git_mark {
	GIT_SEEN = 1,
	GIT_PARSED = 2,
	GIT_UNINTERESTING = 4,
	GIT_QUEUED = 8
	/* BV_MARK_SET, 16, belongs to bv_candidates_build(). */
};

struct git_walk {
	struct bv_history *history;
	struct bv_arena keep;
	struct bv_queue queue;
	struct bv_commits touched;
	struct bv_commits stack;
	uint64_t arrivals;
	size_t interesting_queued;
	bool is_cut;
};

static struct bv_node *node_of(struct git_walk *walk, struct bv_commit commit)
{
	return bv_history_node(walk->history, commit);
}

static void add_marks(struct git_walk *walk, struct bv_commit commit, unsigned marks)
{
	struct bv_node *node = node_of(walk, commit);

	if (node->marks == 0)
		*BV_APPEND(&walk->touched, &walk->keep) = commit;
	if ((marks & GIT_UNINTERESTING) && !(node->marks & GIT_UNINTERESTING) &&
	    (node->marks & GIT_QUEUED))
		walk->interesting_queued--;
	if ((marks & GIT_PARSED) && node->state != BV_PARENTS_KNOWN)
		walk->is_cut = true;
	node->marks |= (uint8_t)marks;
}

/* Into the date queue, once; equal dates leave it in the order of their arrival. */
static void enqueue(struct git_walk *walk, struct bv_commit commit)
{
	struct bv_node *node = node_of(walk, commit);

	if (node->marks & GIT_SEEN)
		return;
	if (!(node->marks & GIT_UNINTERESTING))
		walk->interesting_queued++;
	add_marks(walk, commit, GIT_SEEN | GIT_QUEUED);
	bv_queue_push(&walk->queue,
		      (struct bv_queue_entry){.key = node->date,
					      .tie = UINT64_MAX - walk->arrivals++,
					      .item = commit.index},
		      &walk->keep);
}

static void push_parents(struct git_walk *walk, struct bv_commit commit)
{
	const struct bv_node *node = node_of(walk, commit);

	for (uint32_t i = 0; i < node->parent_count; i++)
		*BV_APPEND(&walk->stack, &walk->keep) = node->parents[i];
}

/* As far down as commits are parsed already. */
static void mark_parents_uninteresting(struct git_walk *walk, struct bv_commit commit)
{
	push_parents(walk, commit);
	while (walk->stack.count > 0) {
		struct bv_commit parent = walk->stack.items[--walk->stack.count];

		if (node_of(walk, parent)->marks & GIT_UNINTERESTING)
			continue;
		add_marks(walk, parent, GIT_UNINTERESTING);
		if (node_of(walk, parent)->marks & GIT_PARSED)
			push_parents(walk, parent);
	}
}

static void process_parents(struct git_walk *walk, struct bv_commit commit, bool is_first_parent)
{
	const struct bv_node *node = node_of(walk, commit);
	bool is_uninteresting = node->marks & GIT_UNINTERESTING;

	for (uint32_t i = 0; i < node->parent_count; i++) {
		struct bv_commit parent = node->parents[i];

		add_marks(walk, parent,
			  GIT_PARSED | (is_uninteresting ? (unsigned)GIT_UNINTERESTING : 0));
		if (is_uninteresting)
			mark_parents_uninteresting(walk, parent);
		enqueue(walk, parent);
		if (is_first_parent && !is_uninteresting)
			break;
	}
}

static int still_interesting(const struct git_walk *walk, uint64_t date, int slop)
{
	if (walk->queue.count == 0)
		return 0;
	if (date <= walk->queue.items[0].key || walk->interesting_queued > 0)
		return SLOP;
	return slop - 1;
}

static void limit_list(struct git_walk *walk, bool is_first_parent, struct bv_commits *listed)
{
	uint64_t date = UINT64_MAX;
	int slop = SLOP;

	while (walk->queue.count > 0 && !walk->is_cut) {
		struct bv_commit commit = {bv_queue_pop(&walk->queue).item};
		struct bv_node *node = node_of(walk, commit);

		if (!(node->marks & GIT_UNINTERESTING))
			walk->interesting_queued--;
		node->marks &= (uint8_t)~GIT_QUEUED;
		process_parents(walk, commit, is_first_parent);
		if (node->marks & GIT_UNINTERESTING) {
			mark_parents_uninteresting(walk, commit);
			slop = still_interesting(walk, date, slop);
			if (slop == 0)
				break;
			continue;
		}
		date = node->date;
		*BV_APPEND(listed, &walk->keep) = commit;
	}
}

/* Enter bad and then the good ones, one side of them as uninteresting. */
static void enter(struct git_walk *walk, const struct bv_range_question *question,
		  bool is_bad_uninteresting)
{
	const struct bv_commits *good = &question->good;
	unsigned bad_marks = is_bad_uninteresting ? GIT_UNINTERESTING : 0;
	unsigned good_marks = is_bad_uninteresting ? 0 : GIT_UNINTERESTING;

	add_marks(walk, question->bad, GIT_PARSED | bad_marks);
	for (size_t i = 0; i < good->count; i++)
		add_marks(walk, good->items[i], GIT_PARSED | good_marks);
	if (is_bad_uninteresting)
		mark_parents_uninteresting(walk, question->bad);
	for (size_t i = 0; i < good->count && !is_bad_uninteresting; i++)
		mark_parents_uninteresting(walk, good->items[i]);
	enqueue(walk, question->bad);
	for (size_t i = 0; i < good->count; i++)
		enqueue(walk, good->items[i]);
}

/*
 * Once in a bisection git asks first whether the good ones are ancestors of bad, by a listing the
 * other way round. It leaves its commits parsed, and so changes what the next listing errs in.
 */
static void check_ancestors(struct git_walk *walk, const struct bv_range_question *question)
{
	struct bv_commits listed = {0};

	enter(walk, question, true);
	limit_list(walk, false, &listed);
	for (size_t i = 0; i < walk->touched.count; i++)
		node_of(walk, walk->touched.items[i])->marks &= GIT_PARSED;
	walk->queue.count = 0;
	walk->interesting_queued = 0;
	walk->arrivals = 0;
}

static void find(struct bv_candidates *out, struct git_walk *walk,
		 const struct bv_range_question *question, bool is_first, struct bv_arena *keep)
{
	struct bv_members members = {.tip = question->bad,
				     .is_first_parent = question->is_first_parent};
	struct bv_commits listed = {0};

	if (is_first)
		check_ancestors(walk, question);
	enter(walk, question, false);
	limit_list(walk, question->is_first_parent, &listed);
	for (size_t i = 0; i < listed.count; i++)
		if (!(node_of(walk, listed.items[i])->marks & GIT_UNINTERESTING))
			*BV_APPEND(&members.commits, &walk->keep) = listed.items[i];
	if (!bv_candidates_build(out, walk->history, &members, keep))
		walk->is_cut = true;
}

bool bv_git_walk(struct bv_candidates *out, struct bv_history *history,
		 const struct bv_range_question *question, bool is_first, struct bv_arena *keep)
{
	struct git_walk walk = {.history = history};

	find(out, &walk, question, is_first, keep);
	for (size_t i = 0; i < walk.touched.count; i++)
		node_of(&walk, walk.touched.items[i])->marks = 0;
	bv_arena_release(&walk.keep);
	return !walk.is_cut;
}
