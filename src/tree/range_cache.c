/* Ranges that were found, the least recently used one leaving. */
#include "range_cache.h"

#include <stdlib.h>

#include "base/banned.h"

/* Each good commit is listed several times, in lists that grow by doubling. */
#define GOOD_COPIES 4

static void free_unused(struct bv_cached_range *item)
{
	if (item->is_listed || item->holders > 0)
		return;
	bv_arena_release(&item->keep);
	free(item);
}

void bv_cached_range_hold(struct bv_cached_range *item)
{
	item->holders++;
}

void bv_cached_range_let_go(struct bv_cached_range *item)
{
	BV_ASSERT(item->holders > 0);
	item->holders--;
	free_unused(item);
}

struct bv_choice *bv_cached_range_choice(struct bv_cached_range *item)
{
	if (!item->has_choice)
		bv_choice_init(&item->choice, &item->range.candidates, &item->keep);
	item->has_choice = true;
	return &item->choice;
}

/* The last one takes its place. */
static void forget(struct bv_range_cache *cache, size_t which)
{
	struct bv_cached_range *item = cache->items[which];

	cache->items[which] = cache->items[--cache->count];
	item->is_listed = false;
	free_unused(item);
}

void bv_range_cache_release(struct bv_range_cache *cache)
{
	while (cache->count > 0)
		forget(cache, cache->count - 1);
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

static size_t find(const struct bv_range_cache *cache, const struct bv_range_question *question)
{
	size_t which = 0;

	while (which < cache->count && !is_same(&cache->items[which]->question, question))
		which++;
	return which;
}

struct bv_cached_range *bv_range_cache_find(struct bv_range_cache *cache,
					    const struct bv_range_question *question,
					    bool may_rest_on_clocks)
{
	size_t which = find(cache, question);
	struct bv_cached_range *item;

	if (which == cache->count)
		return NULL;
	item = cache->items[which];
	if (!may_rest_on_clocks && !item->range.is_proven)
		return NULL;
	item->last_use = ++cache->uses;
	return item;
}

static size_t least_recent(const struct bv_range_cache *cache)
{
	size_t least = 0;

	for (size_t i = 1; i < cache->count; i++)
		if (cache->items[i]->last_use < cache->items[least]->last_use)
			least = i;
	return least;
}

static size_t commit_count(const struct bv_range_cache *cache)
{
	size_t count = 0;

	for (size_t i = 0; i < cache->count; i++)
		count += cache->items[i]->range.candidates.count +
			 GOOD_COPIES * cache->items[i]->question.good.count;
	return count;
}

static void make_room(struct bv_range_cache *cache)
{
	while (cache->count == BV_RANGE_CACHE_ITEMS_MAX ||
	       commit_count(cache) > BV_RANGE_CACHE_COMMITS_MAX)
		forget(cache, least_recent(cache));
}

struct bv_cached_range *bv_range_cache_add(struct bv_range_cache *cache,
					   const struct bv_range_question *question)
{
	struct bv_cached_range *item = calloc(1, sizeof(*item));
	size_t which = find(cache, question);

	BV_ASSERT(item);
	/* One that rests on clocks makes room for the one that does not. */
	if (which < cache->count)
		forget(cache, which);
	make_room(cache);
	item->is_listed = true;
	item->last_use = ++cache->uses;
	item->question = *question;
	item->question.good = (struct bv_commits){0};
	for (size_t i = 0; i < question->good.count; i++)
		*BV_APPEND(&item->question.good, &item->keep) = question->good.items[i];
	cache->items[cache->count++] = item;
	return item;
}
