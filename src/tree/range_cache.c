/* A few ranges, the least recently used one leaving. */
#include "range_cache.h"

#include "base/banned.h"

#define ITEM_COUNT (sizeof(((struct bv_range_cache *)NULL)->items) / sizeof(struct bv_cached_range))

static void forget(struct bv_cached_range *item)
{
	bv_arena_release(&item->keep);
	*item = (struct bv_cached_range){0};
}

void bv_range_cache_release(struct bv_range_cache *cache)
{
	for (size_t i = 0; i < ITEM_COUNT; i++)
		forget(&cache->items[i]);
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

const struct bv_range *bv_range_cache_find(struct bv_range_cache *cache,
					   const struct bv_range_question *question,
					   bool may_rest_on_clocks)
{
	for (size_t i = 0; i < ITEM_COUNT; i++) {
		struct bv_cached_range *item = &cache->items[i];

		if (item->last_use && (may_rest_on_clocks || item->range.is_proven) &&
		    is_same(&item->question, question)) {
			item->last_use = ++cache->uses;
			return &item->range;
		}
	}
	return NULL;
}

static struct bv_cached_range *least_recent(struct bv_range_cache *cache)
{
	struct bv_cached_range *least = &cache->items[0];

	for (size_t i = 1; i < ITEM_COUNT; i++)
		if (cache->items[i].last_use < least->last_use)
			least = &cache->items[i];
	return least;
}

static size_t commit_count(const struct bv_range_cache *cache)
{
	size_t count = 0;

	for (size_t i = 0; i < ITEM_COUNT; i++)
		count += cache->items[i].range.candidates.count;
	return count;
}

struct bv_cached_range *bv_range_cache_add(struct bv_range_cache *cache,
					   const struct bv_range_question *question)
{
	struct bv_cached_range *item = least_recent(cache);

	/* One that rests on clocks makes room for the one that does not. */
	for (size_t i = 0; i < ITEM_COUNT; i++)
		if (cache->items[i].last_use && is_same(&cache->items[i].question, question))
			item = &cache->items[i];
	forget(item);
	while (commit_count(cache) > BV_RANGE_CACHE_COMMITS_MAX) {
		struct bv_cached_range *oldest = NULL;

		for (size_t i = 0; i < ITEM_COUNT; i++)
			if (cache->items[i].last_use &&
			    (!oldest || cache->items[i].last_use < oldest->last_use))
				oldest = &cache->items[i];
		forget(oldest);
	}
	item->last_use = ++cache->uses;
	item->question = *question;
	item->question.good = (struct bv_commits){0};
	for (size_t i = 0; i < question->good.count; i++)
		*BV_APPEND(&item->question.good, &item->keep) = question->good.items[i];
	return item;
}
