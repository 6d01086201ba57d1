/* SPDX-License-Identifier: GPL-2.0-only */
/* Suspects: file lists of all commits first; then the functions that the best of them change. */
#include <stdlib.h>

#include "repo/object.h"
#include "suspects_private.h"

#include "base/banned.h"

/* Commits whose files are read, of those that change a file of the crash. */
#define READ_MAX 200
/* The same, of the newest ones, while no file of the crash is known. */
#define SEARCHED_MAX 1000

struct entry {
	size_t commit; /* index into those that were asked about */
	struct bv_share share;
};
struct entries {
	struct entry *items;
	size_t count, capacity;
};

/* Files that are looked at in all: a commit of Linux changes three, a merge some hundred. */
#define FILES_MAX ((size_t)2000000)

struct ranker {
	struct bv_suspects *out;
	const struct bv_case *c;
	const struct bv_oids *commits;
	struct bv_places places;
	struct entries entries;
	size_t file_count; /* so far */
	struct bv_places_reader reader;
	struct bv_arena scratch; /* as long as the ranking; keeps what follows from being freed */
};

/* What the commit number @index changes. BV_NO for a merge, which is passed over. */
static enum bv_truth read_changes(struct bv_tree_changes *out, struct ranker *ranker, size_t index,
				  struct bv_arena *keep)
{
	struct bv_tree *tree = ranker->c->tree;
	struct bv_commit_object commit, parent = {0};
	struct bv_text why;

	if (bv_tree_is_replaced(tree, &ranker->commits->items[index]) ||
	    bv_commit_read(&commit, tree, &ranker->commits->items[index], keep) != BV_YES)
		return BV_UNKNOWN;
	if (commit.parents.count > 1 && !ranker->c->bisection->git.is_first_parent)
		return BV_NO;
	if (commit.parents.count > 0 &&
	    bv_commit_read(&parent, tree, &commit.parents.items[0], keep) != BV_YES)
		return BV_UNKNOWN;
	if (bv_tree_diff(out, tree, commit.parents.count ? &parent.tree : NULL, &commit.tree, keep,
			 &why) != BV_YES)
		return BV_UNKNOWN;
	ranker->file_count += out->count;
	return BV_YES;
}

static void look_at_names(struct ranker *ranker, size_t index)
{
	struct bv_arena_mark mark = bv_arena_mark(&ranker->scratch);
	struct bv_tree_changes changes = {0};
	enum bv_truth answer = read_changes(&changes, ranker, index, &ranker->scratch);
	struct entry entry = {.commit = index};

	ranker->out->merges += answer == BV_NO;
	ranker->out->unread += answer == BV_UNKNOWN;
	if (answer == BV_YES)
		entry.share = bv_places_share(&ranker->places, &changes);
	bv_arena_rewind(&ranker->scratch, mark);
	/* There is room for all: what is appended after the mark would be gone. */
	if (entry.share.level != BV_SHARED_NOTHING)
		ranker->entries.items[ranker->entries.count++] = entry;
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	if (a->share.level != b->share.level)
		return a->share.level > b->share.level ? -1 : 1;
	if (a->share.nearness != b->share.nearness)
		return a->share.nearness < b->share.nearness ? -1 : 1;
	return a->commit < b->commit ? -1 : a->commit > b->commit;
}

static void sort(struct entries *entries)
{
	if (entries->count)
		qsort(entries->items, entries->count, sizeof(*entries->items), compare_entries);
}

static void look_at_functions(struct ranker *ranker, struct entry *entry)
{
	struct bv_arena_mark mark = bv_arena_mark(&ranker->scratch);
	struct bv_tree_changes changes = {0};
	enum bv_truth answer = read_changes(&changes, ranker, entry->commit, &ranker->scratch);
	size_t frame = SIZE_MAX;

	ranker->reader.is_unread = answer == BV_UNKNOWN;
	if (answer == BV_YES)
		frame = bv_places_changed_function(&ranker->places, &changes, &ranker->reader);
	if (frame != SIZE_MAX)
		entry->share = (struct bv_share){
			.level = BV_SHARED_FUNCTION,
			.nearness = ranker->places.nearness[frame],
			.frame = frame,
		};
	ranker->out->merges += answer == BV_NO;
	ranker->out->unread += ranker->reader.is_unread;
	bv_arena_rewind(&ranker->scratch, mark);
}

/* All by their names, then the best by their contents. */
static void look_by_files(struct ranker *ranker)
{
	struct entries *entries = &ranker->entries;
	size_t count = ranker->commits->count, seen;

	for (seen = 0; seen < count && ranker->file_count < FILES_MAX; seen++)
		look_at_names(ranker, seen);
	ranker->out->unsearched = count - seen;
	sort(entries);
	for (size_t i = 0; i < entries->count && i < READ_MAX; i++)
		if (entries->items[i].share.level == BV_SHARED_FILE)
			look_at_functions(ranker, &entries->items[i]);
}

/* While no file is known, any commit may change the function. */
static void look_by_functions(struct ranker *ranker)
{
	size_t count = ranker->commits->count, seen;

	for (seen = 0; seen < count && seen < SEARCHED_MAX && ranker->file_count < FILES_MAX;
	     seen++) {
		struct entry entry = {.commit = seen};

		look_at_functions(ranker, &entry);
		if (entry.share.level != BV_SHARED_NOTHING)
			ranker->entries.items[ranker->entries.count++] = entry;
	}
	ranker->out->unsearched = count - seen;
}

static void name(struct ranker *ranker, const struct entry *entry, struct bv_arena *keep)
{
	struct bv_suspect *suspect = BV_APPEND(ranker->out, keep);
	struct bv_commit_object commit;

	suspect->id = ranker->commits->items[entry->commit];
	suspect->shared = entry->share.level;
	suspect->reason = bv_places_reason(&ranker->places, entry->share, keep);
	if (bv_commit_read(&commit, ranker->c->tree, &suspect->id, &ranker->scratch) == BV_YES)
		suspect->subject = bv_arena_copy(keep, commit.subject);
}

static void rank(struct ranker *ranker, struct bv_arena *keep)
{
	if (ranker->places.has_files)
		look_by_files(ranker);
	else
		look_by_functions(ranker);
	sort(&ranker->entries);
	for (size_t i = 0; i < ranker->entries.count && i < BV_SUSPECTS_NAMED_MAX; i++)
		name(ranker, &ranker->entries.items[i], keep);
}

void bv_suspects_rank(struct bv_suspects *out, const struct bv_case *c,
		      const struct bv_oids *commits, struct bv_arena *keep)
{
	struct ranker ranker = {.out = out, .c = c, .commits = commits, .reader.tree = c->tree};
	struct bv_commit_object newest = {0};

	if (commits->count > 0)
		(void)bv_commit_read(&newest, c->tree, &commits->items[0], &ranker.scratch);
	bv_places_find(&ranker.places, c, &newest.tree, &ranker.scratch);
	out->has_stack = ranker.places.has_files;
	out->commit_count = commits->count;
	ranker.entries.items =
		bv_arena_alloc(&ranker.scratch, commits->count + 1, sizeof(*ranker.entries.items));
	if (ranker.places.frames.count == 0)
		out->why_not = BV_TEXT("neither a stack nor a title tells where it crashed");
	else
		rank(&ranker, keep);
	out->are_sections_left_out = ranker.places.patterns_tried > BV_PLACES_PATTERNS_MAX;
	bv_arena_release(&ranker.scratch);
}
