/* SPDX-License-Identifier: GPL-2.0-only */
/* A walk from the tips that stops at a date. */
#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "tree_private.h"

#include "base/banned.h"

#define TIPS_MAX 1000

struct commit_list {
	struct bv_commit *items;
	size_t count, capacity;
};

struct walk {
	struct bv_history *history;
	struct bv_dated_commits *out;
	struct bv_dates dates;
	struct commit_list tips;
	struct commit_list stack;
	unsigned char *is_seen; /* a bit a commit */
	size_t seen_bytes, walked, ungraphed;
	bool is_complete, has_too_many_tips;
	struct bv_arena *keep;
	struct bv_arena *scratch;
};

static void list(struct walk *walk, uint64_t seconds, struct bv_oid id)
{
	if (seconds <= walk->dates.until)
		*BV_APPEND(walk->out, walk->keep) = (struct bv_dated_commit){seconds, id};
}

/*
 * Tips
 */

static void add_tip(struct walk *walk, const git_oid *id)
{
	struct bv_commit commit;
	struct bv_oid oid;

	memcpy(oid.bytes, id->id, BV_OID_BYTES);
	if (bv_history_find(walk->history, &oid, &commit) == BV_YES)
		*BV_APPEND(&walk->tips, walk->scratch) = commit;
	else
		walk->is_complete = false;
}

static void add_tips(struct walk *walk, git_repository *repository)
{
	git_reference_iterator *iterator = NULL;
	git_reference *reference = NULL;
	git_oid head;

	if (git_reference_name_to_id(&head, repository, "HEAD") == 0)
		add_tip(walk, &head);
	if (git_reference_iterator_glob_new(&iterator, repository, "refs/heads/*"))
		walk->is_complete = false;
	while (walk->is_complete && git_reference_next(&reference, iterator) == 0) {
		if (git_reference_target(reference))
			add_tip(walk, git_reference_target(reference));
		git_reference_free(reference);
		if (walk->tips.count > TIPS_MAX) {
			walk->has_too_many_tips = true;
			walk->is_complete = false;
		}
	}
	git_reference_iterator_free(iterator);
}

/*
 * Walking
 */

static bool mark_seen(struct walk *walk, struct bv_commit commit)
{
	size_t byte = commit.index / 8;
	unsigned char bit = (unsigned char)(1u << commit.index % 8);

	if (byte >= walk->seen_bytes) {
		size_t grown_bytes = 2 * byte + 4096;
		unsigned char *grown = bv_arena_alloc(walk->scratch, grown_bytes, 1);

		if (walk->seen_bytes)
			memcpy(grown, walk->is_seen, walk->seen_bytes);
		walk->is_seen = grown;
		walk->seen_bytes = grown_bytes;
	}
	if (walk->is_seen[byte] & bit)
		return false;
	walk->is_seen[byte] |= bit;
	return true;
}

static void visit(struct walk *walk, struct bv_commit commit)
{
	uint64_t seconds;

	if (!mark_seen(walk, commit))
		return;
	walk->walked++;
	walk->ungraphed += bv_history_position(walk->history, commit) == BV_POSITION_NONE;
	seconds = bv_history_date(walk->history, commit);
	/* A commit that is not here has no date; it is not therefore old. */
	if (seconds == 0 && bv_history_parents(walk->history, commit).state != BV_PARENTS_KNOWN)
		walk->is_complete = false;
	if (seconds < walk->dates.since)
		return;
	list(walk, seconds, bv_history_oid(walk->history, commit));
	*BV_APPEND(&walk->stack, walk->scratch) = commit;
}

static void visit_parents(struct walk *walk, struct bv_commit commit)
{
	struct bv_parents parents = bv_history_parents(walk->history, commit);

	if (parents.state != BV_PARENTS_KNOWN)
		walk->is_complete = false;
	for (size_t i = 0; i < parents.count; i++)
		visit(walk, parents.items[i]);
}

/* What no commit-graph covers costs a read, unless an earlier question has paid for it: that must
 * not change the answer. */
static bool is_too_long(const struct walk *walk)
{
	return walk->out->count > BV_COMMITS_SINCE_MAX || walk->walked > BV_COMMITS_SINCE_MAX ||
	       walk->ungraphed > BV_COMMITS_SINCE_UNGRAPHED_MAX;
}

static void go(struct walk *walk)
{
	for (size_t i = 0; i < walk->tips.count; i++)
		visit(walk, walk->tips.items[i]);
	while (walk->is_complete && walk->stack.count > 0 && !is_too_long(walk))
		visit_parents(walk, walk->stack.items[--walk->stack.count]);
}

static int compare_dates(const void *a, const void *b)
{
	const struct bv_dated_commit *left = a, *right = b;

	if (left->seconds != right->seconds)
		return left->seconds < right->seconds ? -1 : 1;
	return bv_oid_compare(&left->id, &right->id);
}

enum bv_truth bv_commits_since(struct bv_dated_commits *out, struct bv_tree *tree,
			       const struct bv_dates *dates, struct bv_arena *keep,
			       struct bv_text *why)
{
	struct bv_arena scratch = {0};
	struct bv_error err = {0};
	struct walk walk = {.history = bv_tree_history(tree, &err),
			    .out = out,
			    .dates = *dates,
			    .is_complete = true,
			    .keep = keep,
			    .scratch = &scratch};
	bool is_cut;

	*out = (struct bv_dated_commits){0};
	if (!walk.history) {
		*why = bv_arena_copy(keep, bv_text_from(err.text));
		return BV_UNKNOWN;
	}
	walk.is_complete = !tree->facts.has_no_names;
	add_tips(&walk, tree->repository);
	go(&walk);
	bv_arena_release(&scratch);
	is_cut = is_too_long(&walk);
	if (walk.has_too_many_tips)
		*why = BV_TEXT("the tree has too many branches to look through");
	else if (tree->facts.has_no_names)
		*why = BV_TEXT("the tree's refs are kept in a way that is not read");
	else if (!walk.is_complete)
		*why = BV_TEXT("the history of HEAD and the branches is not complete");
	else if (is_cut)
		*why = BV_TEXT("too many commits are younger");
	else if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), compare_dates);
	return walk.is_complete && !is_cut ? BV_YES : BV_UNKNOWN;
}
