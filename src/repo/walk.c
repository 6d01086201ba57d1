/* SPDX-License-Identifier: GPL-2.0-only */
/* Painting history downwards from some tips. */
#include "history_private.h"

#include "base/banned.h"

void bv_walk_init(struct bv_walk *walk, struct bv_history *history)
{
	*walk = (struct bv_walk){.history = history, .oldest_fresh_date = UINT64_MAX};
}

void bv_walk_release(struct bv_walk *walk)
{
	for (size_t i = 0; i < walk->seen.count; i++)
		bv_history_node(walk->history, walk->seen.items[i])->marks = 0;
	bv_arena_release(&walk->keep);
}

static bool is_fresh_queued(unsigned marks)
{
	return (marks & BV_MARK_QUEUED) && !(marks & BV_MARK_BELOW);
}

static void set_marks(struct bv_walk *walk, struct bv_node *node, unsigned marks)
{
	if (is_fresh_queued(node->marks))
		walk->fresh_queued--;
	node->marks = (uint8_t)marks;
	if (is_fresh_queued(marks))
		walk->fresh_queued++;
}

static void note_cut(struct bv_walk *walk, struct bv_commit commit)
{
	if (!walk->is_cut)
		walk->cut_at = commit;
	walk->is_cut = true;
}

void bv_walk_mark(struct bv_walk *walk, struct bv_commit commit, unsigned marks)
{
	struct bv_node *node = bv_history_node(walk->history, commit);
	unsigned before = node->marks;

	if ((before | marks) == before)
		return;
	if (before == 0)
		*BV_APPEND(&walk->seen, &walk->keep) = commit;
	if (node->state != BV_PARENTS_KNOWN && node->state != BV_PARENTS_CUT) {
		/* Its date is not known either: it has no place in the queue. */
		note_cut(walk, commit);
		node->marks = (uint8_t)(before | marks);
		return;
	}
	set_marks(walk, node, before | marks | BV_MARK_QUEUED);
	if (!(before & BV_MARK_QUEUED))
		bv_queue_push(&walk->queue,
			      (struct bv_queue_entry){.key = node->generation,
						      .tie = node->date,
						      .item = commit.index},
			      &walk->keep);
}

bool bv_walk_next(struct bv_walk *walk, struct bv_commit *out)
{
	struct bv_node *node;

	if (walk->queue.count == 0)
		return false;
	out->index = bv_queue_pop(&walk->queue).item;
	node = bv_history_node(walk->history, *out);
	set_marks(walk, node, node->marks & ~(unsigned)BV_MARK_QUEUED);
	if (!(node->marks & BV_MARK_BELOW) && node->date < walk->oldest_fresh_date)
		walk->oldest_fresh_date = node->date;
	if (node->state == BV_PARENTS_CUT)
		note_cut(walk, *out);
	return true;
}

void bv_walk_spread(struct bv_walk *walk, struct bv_commit commit)
{
	struct bv_parents parents = bv_history_parents(walk->history, commit);
	unsigned marks = bv_history_node(walk->history, commit)->marks & BV_MARKS_PAINTED;

	if ((marks & BV_MARK_BAD) && (marks & BV_MARK_GOOD))
		marks |= BV_MARK_BELOW;
	for (size_t i = 0; i < parents.count; i++)
		bv_walk_mark(walk, parents.items[i], marks);
}

static bool is_misdated(struct bv_walk *walk, struct bv_commit commit)
{
	const struct bv_node *node = bv_history_node(walk->history, commit);

	for (uint32_t i = 0; i < node->parent_count; i++) {
		const struct bv_node *parent = bv_history_node(walk->history, node->parents[i]);

		if (parent->date > node->date &&
		    parent->date - node->date > BV_HISTORY_SLACK_SECONDS)
			return true;
	}
	return false;
}

bool bv_walk_spread_misdated(struct bv_walk *walk)
{
	size_t count = walk->queue.count;
	struct bv_commits misdated = {0};

	for (size_t i = 0; i < count; i++) {
		struct bv_commit commit = {walk->queue.items[i].item};

		if (walk->queue.items[i].key == BV_HISTORY_GENERATION_NONE &&
		    is_misdated(walk, commit))
			*BV_APPEND(&misdated, &walk->keep) = commit;
	}
	for (size_t i = 0; i < misdated.count; i++)
		bv_walk_spread(walk, misdated.items[i]);
	return walk->queue.count > count;
}

struct bv_text bv_walk_why_cut(const struct bv_walk *walk, struct bv_arena *keep)
{
	struct bv_oid id = bv_history_oid(walk->history, walk->cut_at);
	struct bv_oid_hex hex = bv_oid_hex(&id);

	if (bv_history_is_shallow(walk->history))
		return bv_arena_print(keep, "the shallow clone ends at commit %.12s", hex.digits);
	return bv_arena_print(keep, "commit %.12s, an ancestor, cannot be read", hex.digits);
}

/*
 * Ancestry: a walk down that leaves out all that cannot lie above the commit looked for
 */

struct target {
	struct bv_commit commit;
	uint64_t date, generation;
};

/* Can @node have the target among its ancestors? */
static bool is_above(const struct bv_node *node, const struct target *target)
{
	if (target->generation == BV_HISTORY_GENERATION_NONE)
		return node->generation == BV_HISTORY_GENERATION_NONE;
	return node->generation > target->generation;
}

/* Without generations only the clocks tell when to stop; the newest in the queue comes first. */
static bool is_past(struct bv_walk *walk, const struct target *target)
{
	const struct bv_queue_entry *head = walk->queue.items;

	return bv_history_rests_on_clocks(walk->history) &&
	       target->generation == BV_HISTORY_GENERATION_NONE && walk->queue.count > 0 &&
	       target->date > BV_HISTORY_SLACK_SECONDS &&
	       head->tie < target->date - BV_HISTORY_SLACK_SECONDS &&
	       !bv_walk_spread_misdated(walk);
}

static void mark_above(struct bv_walk *walk, struct bv_commit commit, const struct target *target)
{
	const struct bv_node *node = bv_history_node(walk->history, commit);

	if (commit.index == target->commit.index || is_above(node, target))
		bv_walk_mark(walk, commit, BV_MARK_GOOD);
}

static enum bv_truth search(struct bv_walk *walk, const struct target *target,
			    const struct bv_commits *young)
{
	struct bv_commit commit;

	for (size_t i = 0; i < young->count; i++)
		mark_above(walk, young->items[i], target);
	while (!is_past(walk, target) && bv_walk_next(walk, &commit)) {
		struct bv_parents parents = bv_history_parents(walk->history, commit);

		if (commit.index == target->commit.index)
			return BV_YES;
		for (size_t i = 0; i < parents.count; i++)
			mark_above(walk, parents.items[i], target);
	}
	return walk->is_cut ? BV_UNKNOWN : BV_NO;
}

enum bv_truth bv_history_is_ancestor_of_any(struct bv_history *history, struct bv_commit old,
					    const struct bv_commits *young)
{
	struct target target = {old, bv_history_date(history, old),
				bv_history_generation(history, old)};
	enum bv_truth answer;
	struct bv_walk walk;

	bv_walk_init(&walk, history);
	answer = search(&walk, &target, young);
	bv_walk_release(&walk);
	return answer;
}

enum bv_truth bv_history_is_ancestor(struct bv_history *history, struct bv_commit old,
				     struct bv_commit young)
{
	struct bv_commits one = {&young, 1, 1};

	return bv_history_is_ancestor_of_any(history, old, &one);
}
