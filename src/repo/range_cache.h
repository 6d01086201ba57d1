/*
 * Ranges that were found before: one log asks for its first range several times, and the logs of an
 * audit share releases.
 */
#ifndef BV_TREE_RANGE_CACHE_H
#define BV_TREE_RANGE_CACHE_H

#include "range.h"

struct bv_choice;

/** A range that was found, and what others made of it. */
struct bv_cached_range {
	struct bv_range_question question;
	struct bv_range range;
	struct bv_choice *choice; /* the replay's, among all its candidates; NULL: not made yet */
	struct bv_arena *keep;    /* the cache's */
};

/* Candidates, and the good commits of the questions: some 45 bytes each, so 90 MB a history. */
#define BV_RANGE_CACHE_COMMITS_MAX ((size_t)2 << 20)
/* Each costs a look when one is searched. */
#define BV_RANGE_CACHE_ITEMS_MAX 1024

/** Initialise with {0}. */
struct bv_range_cache {
	struct bv_arena keep;
	struct {
		struct bv_cached_range **items;
		size_t count, capacity;
	} ranges;
};

void bv_range_cache_release(struct bv_range_cache *cache);

/**
 * The range that fits @question, or NULL; one that rests on clocks only when @may_rest_on_clocks.
 *
 * Owner: borrowed until the next bv_range_cache_add().
 */
struct bv_cached_range *bv_range_cache_find(const struct bv_range_cache *cache,
					    const struct bv_range_question *question,
					    bool may_rest_on_clocks);

/**
 * A place for the range of @question, which is copied; the caller fills it, in the item's arena.
 *
 * Meaning: when there are too many, or their commits are more than BV_RANGE_CACHE_COMMITS_MAX in
 *          all, they are all forgotten first.
 */
struct bv_cached_range *bv_range_cache_add(struct bv_range_cache *cache,
					   const struct bv_range_question *question);

#endif
