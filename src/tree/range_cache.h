/*
 * Ranges that were found before: one log asks for its first range several times, and the logs of an
 * audit share releases.
 */
#ifndef BV_TREE_RANGE_CACHE_H
#define BV_TREE_RANGE_CACHE_H

#include "pick.h"
#include "range.h"

/** A range and what git's choice among all its candidates is made from. */
struct bv_cached_range {
	struct bv_arena keep;
	struct bv_range_question question;
	struct bv_range range;
	struct bv_choice choice;
	bool has_choice;
	bool is_listed;   /* in the cache; else its last holder frees it */
	unsigned holders; /* they keep it from being freed */
	uint64_t last_use;
};

/** The choice among all of @item's candidates, which must not be none; made once. */
struct bv_choice *bv_cached_range_choice(struct bv_cached_range *item);
/** Keep @item as it is until it is let go. */
void bv_cached_range_hold(struct bv_cached_range *item);
void bv_cached_range_let_go(struct bv_cached_range *item);

#define BV_RANGE_CACHE_ITEMS_MAX 256
/* Candidates, and the good commits of the questions: some 45 bytes each, so 90 MB a history. */
#define BV_RANGE_CACHE_COMMITS_MAX ((size_t)2 << 20)

/** Initialise with {0}. */
struct bv_range_cache {
	struct bv_cached_range *items[BV_RANGE_CACHE_ITEMS_MAX]; /* in no order */
	size_t count;
	uint64_t uses;
};

void bv_range_cache_release(struct bv_range_cache *cache);

/**
 * The range that fits @question, or NULL; one that rests on clocks only when @may_rest_on_clocks.
 *
 * Owner: borrowed until the next bv_range_cache_add(), or held.
 */
struct bv_cached_range *bv_range_cache_find(struct bv_range_cache *cache,
					    const struct bv_range_question *question,
					    bool may_rest_on_clocks);

/**
 * A place for the range of @question, which is copied; the caller fills it, in the item's arena.
 *
 * Meaning: what was used least recently goes when there are too many, or when their commits are
 *          more than BV_RANGE_CACHE_COMMITS_MAX in all; the new one comes on top.
 */
struct bv_cached_range *bv_range_cache_add(struct bv_range_cache *cache,
					   const struct bv_range_question *question);

#endif
