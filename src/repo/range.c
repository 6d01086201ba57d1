/* SPDX-License-Identifier: GPL-2.0-only */
/* One walk from the bad commit and the good ones, down to where they all have met. */
#include "range.h"

#include <stdlib.h>

#include "history_private.h"

#include "base/banned.h"

static unsigned marks_of(const struct bv_walk *walk, struct bv_commit commit)
{
	return bv_history_node(walk->history, commit)->marks & BV_MARKS_PAINTED;
}

/*
 * Nothing new can come: all that waits is below a common ancestor, and a commit that came out
 * cannot be an ancestor of one that waits. The latter is sure by generations; without them it rests
 * on the clocks.
 */
static bool is_finished(struct bv_walk *walk)
{
	const struct bv_queue_entry *head = walk->queue.items;

	if (walk->queue.count == 0)
		return true;
	if (walk->fresh_queued > 0)
		return false;
	if (head->key != BV_HISTORY_GENERATION_NONE)
		return true;
	return bv_history_rests_on_clocks(walk->history) &&
	       walk->oldest_fresh_date > BV_HISTORY_SLACK_SECONDS &&
	       head->tie < walk->oldest_fresh_date - BV_HISTORY_SLACK_SECONDS &&
	       !bv_walk_spread_misdated(walk);
}

static void paint(struct bv_walk *walk, const struct bv_range_question *question)
{
	struct bv_commit commit;

	bv_walk_mark(walk, question->bad, BV_MARK_BAD);
	for (size_t i = 0; i < question->good.count; i++)
		bv_walk_mark(walk, question->good.items[i], BV_MARK_GOOD);
	while (!is_finished(walk) && bv_walk_next(walk, &commit))
		bv_walk_spread(walk, commit);
}

struct newest_first {
	struct bv_commit commit;
	uint64_t date;
	struct bv_oid id;
};

static int compare_newest_first(const void *a, const void *b)
{
	const struct newest_first *first = a, *second = b;

	if (first->date != second->date)
		return first->date > second->date ? -1 : 1;
	return bv_oid_compare(&first->id, &second->id);
}

static void sort_newest_first(struct bv_commits *commits, struct bv_history *history)
{
	struct bv_arena scratch = {0};
	struct newest_first *sorted = bv_arena_alloc(&scratch, commits->count, sizeof(*sorted));

	for (size_t i = 0; i < commits->count; i++)
		sorted[i] = (struct newest_first){commits->items[i],
						  bv_history_date(history, commits->items[i]),
						  bv_history_oid(history, commits->items[i])};
	if (commits->count > 1)
		qsort(sorted, commits->count, sizeof(*sorted), compare_newest_first);
	for (size_t i = 0; i < commits->count; i++)
		commits->items[i] = sorted[i].commit;
	bv_arena_release(&scratch);
}

static void collect_merge_bases(struct bv_range *out, const struct bv_walk *walk,
				struct bv_arena *keep)
{
	for (size_t i = 0; i < walk->seen.count; i++)
		if (marks_of(walk, walk->seen.items[i]) == (BV_MARK_BAD | BV_MARK_GOOD))
			*BV_APPEND(&out->merge_bases, keep) = walk->seen.items[i];
}

static void collect_members(struct bv_members *out, const struct bv_walk *walk,
			    const struct bv_range_question *question, struct bv_arena *keep)
{
	struct bv_commit commit = question->bad;

	if (!question->is_first_parent) {
		for (size_t i = 0; i < walk->seen.count; i++)
			if (marks_of(walk, walk->seen.items[i]) == BV_MARK_BAD)
				*BV_APPEND(&out->commits, keep) = walk->seen.items[i];
		return;
	}
	while (marks_of(walk, commit) == BV_MARK_BAD && out->commits.count <= walk->seen.count) {
		struct bv_parents parents = bv_history_parents(walk->history, commit);

		*BV_APPEND(&out->commits, keep) = commit;
		if (parents.count == 0)
			break;
		commit = parents.items[0];
	}
}

static void answer_ancestry(struct bv_range *out, const struct bv_walk *walk,
			    const struct bv_range_question *question)
{
	enum bv_truth otherwise = walk->is_cut ? BV_UNKNOWN : BV_NO;

	out->are_all_good_in_bad = BV_YES;
	for (size_t i = 0; i < question->good.count; i++)
		if (!(marks_of(walk, question->good.items[i]) & BV_MARK_BAD))
			out->are_all_good_in_bad = otherwise;
}

static void find_once(struct bv_range *out, struct bv_walk *walk,
		      const struct bv_range_question *question, struct bv_arena *keep)
{
	struct bv_members members = {.tip = question->bad,
				     .is_first_parent = question->is_first_parent};

	*out = (struct bv_range){0};
	paint(walk, question);
	answer_ancestry(out, walk, question);
	if (walk->is_cut) {
		out->why_unknown = bv_walk_why_cut(walk, keep);
		return;
	}
	out->is_proven = !bv_history_rests_on_clocks(walk->history) || walk->queue.count == 0 ||
			 walk->queue.items[0].key != BV_HISTORY_GENERATION_NONE;
	collect_merge_bases(out, walk, keep);
	collect_members(&members, walk, question, &walk->keep);
	out->is_known = bv_candidates_build(&out->candidates, walk->history, &members, keep);
	if (!out->is_known)
		out->why_unknown = bv_arena_print(keep, "the history goes round in a circle");
}

void bv_range_find_by_nodes(struct bv_range *out, struct bv_history *history,
			    const struct bv_range_question *question, struct bv_arena *keep)
{
	struct bv_walk walk;

	bv_walk_init(&walk, history);
	find_once(out, &walk, question, keep);
	bv_walk_release(&walk);
}

void bv_range_find(struct bv_range *out, struct bv_history *history,
		   const struct bv_range_question *question, struct bv_arena *keep)
{
	if (!bv_graph_walk_range(out, history, question, keep))
		bv_range_find_by_nodes(out, history, question, keep);
	sort_newest_first(&out->merge_bases, history);
}

struct bv_cached_range *bv_range_find_item(struct bv_history *history,
					   const struct bv_range_question *question)
{
	struct bv_range_cache *cache = bv_history_ranges(history);
	struct bv_cached_range *item;

	item = bv_range_cache_find(cache, question, bv_history_rests_on_clocks(history));
	if (item)
		return item;
	item = bv_range_cache_add(cache, question);
	bv_range_find(&item->range, history, question, item->keep);
	return item;
}

const struct bv_range *bv_range_find_cached(struct bv_history *history,
					    const struct bv_range_question *question)
{
	return &bv_range_find_item(history, question)->range;
}
