/* SPDX-License-Identifier: GPL-2.0-only */
/* Ranges that were found, until there are too many. */
#include "history_private.h"

#include "base/banned.h"

/* Each good commit is listed several times, in lists that grow by doubling. */
#define GOOD_COPIES 4

void bv_range_cache_release(struct bv_range_cache *cache)
{
	bv_arena_release(&cache->keep);
	*cache = (struct bv_range_cache){0};
}

static bool is_same(const struct bv_range_question *a, const struct bv_range_question *b)
{
	if (a->bad.index != b->bad.index || a->is_first_parent != b->is_first_parent ||
	    a->good.count != b->good.count)
		return false;
	for (size_t i = 0; i < a->good.count; i++)
		if (a->good.items[i].index != b->good.items[i].index)
			return false;
	return true;
}

struct bv_cached_range *bv_range_cache_find(const struct bv_range_cache *cache,
					    const struct bv_range_question *question,
					    bool may_rest_on_clocks)
{
	for (size_t i = 0; i < cache->ranges.count; i++) {
		struct bv_cached_range *item = cache->ranges.items[i];

		if (is_same(&item->question, question) &&
		    (may_rest_on_clocks || item->range.is_proven))
			return item;
	}
	return NULL;
}

static bool is_full(const struct bv_range_cache *cache)
{
	size_t commits = 0;

	for (size_t i = 0; i < cache->ranges.count; i++)
		commits += cache->ranges.items[i]->range.candidates.count +
			   GOOD_COPIES * cache->ranges.items[i]->question.good.count;
	return cache->ranges.count == BV_RANGE_CACHE_ITEMS_MAX ||
	       commits > BV_RANGE_CACHE_COMMITS_MAX;
}

struct bv_cached_range *bv_range_cache_add(struct bv_range_cache *cache,
					   const struct bv_range_question *question)
{
	struct bv_cached_range *item;

	if (is_full(cache))
		bv_range_cache_release(cache);
	item = bv_arena_alloc(&cache->keep, 1, sizeof(*item));
	item->keep = &cache->keep;
	item->question = *question;
	item->question.good = (struct bv_commits){0};
	for (size_t i = 0; i < question->good.count; i++)
		*BV_APPEND(&item->question.good, &cache->keep) = question->good.items[i];
	*BV_APPEND(&cache->ranges, &cache->keep) = item;
	return item;
}
