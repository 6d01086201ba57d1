/*
 * Ranges that were found before: one log asks for its first range several times, and the logs of an
 * audit share releases.
 */
#ifndef BV_TREE_RANGE_CACHE_H
#define BV_TREE_RANGE_CACHE_H

#include "range.h"

/** Initialise with {0}. */
struct bv_range_cache {
	struct bv_cached_range {
		struct bv_arena keep;
		struct bv_range_question question;
		struct bv_range range;
		uint64_t last_use;
	} items[16];
	unsigned restarts; /* of the history: what was found before one is worth nothing */
	uint64_t uses;
};

void bv_range_cache_release(struct bv_range_cache *cache);

/**
 * The range that fits @question, or NULL; one that rests on clocks only when @may_rest_on_clocks.
 *
 * Owner: borrowed until the next bv_range_cache_add().
 */
const struct bv_range *bv_range_cache_find(struct bv_range_cache *cache,
					   const struct bv_range_question *question,
					   bool may_rest_on_clocks);

/**
 * A place for the range of @question, which is copied; the caller fills it, in the item's arena.
 *
 * Meaning: what was used least recently goes, also when the candidates get more than
 *          BV_RANGE_CACHE_COMMITS_MAX in all.
 */
struct bv_cached_range *bv_range_cache_add(struct bv_range_cache *cache,
					   const struct bv_range_question *question);
#define BV_RANGE_CACHE_COMMITS_MAX ((size_t)1 << 20)

#endif
