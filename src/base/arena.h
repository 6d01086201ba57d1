/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory that lives as long as one verified log: allocated piece by piece, freed whole. */
#ifndef BISECT_VERIFY_ARENA_H
#define BISECT_VERIFY_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "text.h"

struct bv_arena_block;

/** Initialise with {0}. */
struct bv_arena {
	struct bv_arena_block *newest;
	size_t used_bytes; /* of the newest block */
};

/** Where an arena stood, for bv_arena_rewind(). */
struct bv_arena_mark {
	struct bv_arena_block *newest;
	size_t used_bytes;
};

/**
 * Zeroed memory, aligned for any type.
 *
 * Errors: out of memory ends the process with status 128, here and nowhere else.
 * Owner:  kept in @arena.
 */
void *bv_arena_alloc(struct bv_arena *arena, size_t count, size_t element_bytes);
/** Free everything in @arena, which is then as new. */
void bv_arena_release(struct bv_arena *arena);

struct bv_arena_mark bv_arena_mark(const struct bv_arena *arena);
/** Give back all that was allocated since @mark. */
void bv_arena_rewind(struct bv_arena *arena, struct bv_arena_mark mark);

/** A copy of @text that ends in NUL. Owner: kept in @keep. */
struct bv_text bv_arena_copy(struct bv_arena *keep, struct bv_text text);
/** As printf, into @keep; the result ends in NUL. */
__attribute__((format(printf, 2, 3))) struct bv_text bv_arena_print(struct bv_arena *keep,
								    const char *format, ...);
__attribute__((format(printf, 2, 0))) struct bv_text
bv_arena_vprint(struct bv_arena *keep, const char *format, va_list arguments);

/**
 * Room for one more element behind @count of them; grows by doubling.
 *
 * Owner: the array is kept in @keep. Use through BV_APPEND.
 */
void *bv_array_grow(void *items, size_t count, size_t *capacity, size_t element_bytes,
		    struct bv_arena *keep);

/** Append a zeroed element to a list {items, count, capacity}; the element's address. */
#define BV_APPEND(list, keep)                                                                      \
	((list)->items = bv_array_grow((list)->items, (list)->count, &(list)->capacity,            \
				       sizeof(*(list)->items), (keep)),                            \
	 &(list)->items[(list)->count++])

#endif
