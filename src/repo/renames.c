/* SPDX-License-Identifier: GPL-2.0-only */
/* Rename detection: exact, by unique file name, then by likeness. */
#include <stdlib.h>

#include "diff.h"
#include "object.h"
#include "similarity.h"

#include "base/banned.h"

#define SCORE_LEAST      (BV_SIMILARITY_MOST / 2)
#define NAME_SCORE_LEAST (BV_SIMILARITY_MOST / 4 * 3)
#define LIMIT            ((size_t)1000)
#define BYTES_MAX        ((size_t)256 << 20)
#define IDENTICAL_MAX    1000
#define WORK_MAX         ((size_t)200000000) /* pieces compared: about a second */

/** An added or deleted file that has no partner yet. */
struct candidate {
	size_t change; /* index */
	struct bv_text path, name;
	const struct bv_tree_side *side;
	bool is_used;
	bool is_read;
	struct bv_fingerprint print;
};
struct candidates {
	struct candidate *items;
	size_t count, capacity;
};

struct pair {
	struct candidate *source, *target;
	unsigned score;
	bool has_same_name;
};
struct pairs {
	struct pair *items;
	size_t count, capacity;
};

struct search {
	struct bv_tree *tree;
	struct bv_arena *scratch;
	size_t *source_of;
	struct candidates sources, targets;
	size_t bytes_read;
	size_t work;
	enum bv_truth answer;
};

static struct bv_text file_name(struct bv_text path)
{
	for (size_t i = path.size; i > 0; i--)
		if (path.data[i - 1] == '/')
			return bv_text_from_offset(path, i);
	return path;
}

static bool is_file(const struct bv_tree_side *side)
{
	return (side->mode & BV_MODE_TYPE) == BV_MODE_FILE;
}

static void match(struct search *search, struct candidate *source, struct candidate *target)
{
	search->source_of[target->change] = source->change;
	source->is_used = true;
	target->is_used = true;
}

static void collect(struct search *search, const struct bv_tree_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct bv_tree_change *change = &changes->items[i];
		struct candidate *candidate;

		search->source_of[i] = SIZE_MAX;
		if (change->old.mode && change->new.mode)
			continue;
		candidate = BV_APPEND(change->new.mode ? &search->targets : &search->sources,
				      search->scratch);
		candidate->change = i;
		candidate->path = change->path;
		candidate->name = file_name(change->path);
		candidate->side = change->new.mode ? &change->new : &change->old;
	}
}

static int compare_ids(const void *a, const void *b)
{
	const struct candidate *const *left = a, *const *right = b;
	int order = bv_oid_compare(&(*left)->side->id, &(*right)->side->id);

	if (order)
		return order;
	return ((*left)->change > (*right)->change) - ((*left)->change < (*right)->change);
}

/** The first of @count sorted sources whose id is not below @id. */
static size_t lower_bound(struct candidate **sorted, size_t count, const struct bv_oid *id)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (bv_oid_compare(&sorted[middle]->side->id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct candidate *find_identical(struct candidate **sorted, size_t count,
					const struct candidate *target)
{
	struct candidate *best = NULL;
	size_t first = lower_bound(sorted, count, &target->side->id);

	for (size_t i = first; i < count && i < first + IDENTICAL_MAX; i++) {
		struct candidate *source = sorted[i];

		if (!bv_oid_equal(&source->side->id, &target->side->id))
			break;
		if (source->is_used || (source->side->mode != target->side->mode &&
					!(is_file(source->side) && is_file(target->side))))
			continue;
		if (bv_text_equal(source->name, target->name))
			return source;
		if (!best)
			best = source;
	}
	return best;
}

static void match_identical(struct search *search)
{
	size_t count = search->sources.count;
	struct candidate **sorted =
		bv_arena_alloc(search->scratch, count, sizeof(struct candidate *));

	for (size_t i = 0; i < count; i++)
		sorted[i] = &search->sources.items[i];
	qsort(sorted, count, sizeof(struct candidate *), compare_ids);
	for (size_t i = 0; i < search->targets.count; i++) {
		struct candidate *target = &search->targets.items[i];
		struct candidate *source = find_identical(sorted, count, target);

		if (source)
			match(search, source, target);
	}
}

static void drop_used(struct candidates *list)
{
	size_t left = 0;

	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].is_used)
			list->items[left++] = list->items[i];
	list->count = left;
}

static bool read_candidate(struct search *search, struct candidate *candidate)
{
	struct bv_object blob;
	enum bv_truth answer;

	if (candidate->is_read)
		return true;
	answer = bv_object_read(&blob, search->tree, &candidate->side->id,
				BYTES_MAX - search->bytes_read);
	if (answer == BV_YES) {
		candidate->print = bv_fingerprint_make(blob.bytes, search->scratch);
		candidate->is_read = true;
		search->bytes_read += blob.bytes.size;
	} else {
		search->answer = answer;
	}
	bv_object_release(&blob);
	return candidate->is_read;
}

static unsigned pair_score(struct search *search, struct candidate *source,
			   struct candidate *target)
{
	if (!is_file(source->side) || !is_file(target->side))
		return 0;
	if (!read_candidate(search, source) || !read_candidate(search, target))
		return 0;
	search->work += source->print.count + target->print.count;
	if (search->work > WORK_MAX)
		search->answer = BV_UNKNOWN;
	return bv_similarity(&source->print, &target->print);
}

static int compare_names(const void *a, const void *b)
{
	const struct candidate *const *left = a, *const *right = b;

	return bv_text_compare((*left)->name, (*right)->name);
}

static struct candidate **sort_by_name(struct candidates *list, struct bv_arena *scratch)
{
	struct candidate **sorted =
		bv_arena_alloc(scratch, list->count, sizeof(struct candidate *));

	for (size_t i = 0; i < list->count; i++)
		sorted[i] = &list->items[i];
	qsort(sorted, list->count, sizeof(struct candidate *), compare_names);
	return sorted;
}

/** How many of @sorted from @at on have the same name. */
static size_t count_same_name(struct candidate **sorted, size_t count, size_t at)
{
	size_t same = 1;

	while (at + same < count && compare_names(&sorted[at], &sorted[at + same]) == 0)
		same++;
	return same;
}

/** A file name that was deleted once and added once is likely the same file. */
static void match_unique_names(struct search *search)
{
	struct candidate **sources = sort_by_name(&search->sources, search->scratch);
	struct candidate **targets = sort_by_name(&search->targets, search->scratch);
	size_t i = 0, j = 0;

	while (i < search->sources.count && j < search->targets.count && search->answer == BV_YES) {
		int order = compare_names(&sources[i], &targets[j]);
		size_t same_i = count_same_name(sources, search->sources.count, i);
		size_t same_j = count_same_name(targets, search->targets.count, j);

		if (order == 0 && same_i == 1 && same_j == 1 &&
		    pair_score(search, sources[i], targets[j]) >= NAME_SCORE_LEAST)
			match(search, sources[i], targets[j]);
		i += order <= 0 ? same_i : 0;
		j += order >= 0 ? same_j : 0;
	}
}

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *left = a, *right = b;

	if (left->score != right->score)
		return left->score > right->score ? -1 : 1;
	if (left->has_same_name != right->has_same_name)
		return left->has_same_name ? -1 : 1;
	if (left->target->change != right->target->change)
		return left->target->change < right->target->change ? -1 : 1;
	return (left->source->change > right->source->change) -
	       (left->source->change < right->source->change);
}

static void match_alike(struct search *search)
{
	struct pairs pairs = {0};

	for (size_t j = 0; j < search->targets.count; j++) {
		struct candidate *target = &search->targets.items[j];

		for (size_t i = 0; i < search->sources.count && search->answer == BV_YES; i++) {
			struct candidate *source = &search->sources.items[i];
			unsigned score = pair_score(search, source, target);

			if (score >= SCORE_LEAST)
				*BV_APPEND(&pairs, search->scratch) =
					(struct pair){source, target, score,
						      bv_text_equal(source->name, target->name)};
		}
	}
	if (search->answer != BV_YES || pairs.count == 0)
		return;
	qsort(pairs.items, pairs.count, sizeof(*pairs.items), compare_pairs);
	for (size_t i = 0; i < pairs.count; i++)
		if (!pairs.items[i].source->is_used && !pairs.items[i].target->is_used)
			match(search, pairs.items[i].source, pairs.items[i].target);
}

enum bv_truth bv_renames_find(size_t *source_of, const struct bv_tree_changes *changes,
			      struct bv_tree *tree, struct bv_arena *scratch)
{
	struct bv_arena_mark mark = bv_arena_mark(scratch);
	struct search search = {
		.tree = tree, .scratch = scratch, .source_of = source_of, .answer = BV_YES};

	collect(&search, changes);
	match_identical(&search);
	drop_used(&search.sources);
	drop_used(&search.targets);
	if (search.sources.count && search.targets.count)
		match_unique_names(&search);
	drop_used(&search.sources);
	drop_used(&search.targets);
	/* Beyond its limit git leaves it at that. */
	if (search.sources.count && search.targets.count && search.answer == BV_YES &&
	    search.sources.count * search.targets.count <= LIMIT * LIMIT)
		match_alike(&search);
	bv_arena_rewind(scratch, mark);
	return search.answer;
}
