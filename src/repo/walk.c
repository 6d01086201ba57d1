/* Painting history downwards from some tips. */
#include "walk.h"

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
