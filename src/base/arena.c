/* SPDX-License-Identifier: GPL-2.0-only */
/* The arena; under AddressSanitizer every piece is a block of its own, so that overruns are seen.
 */
#include "arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"

#include "banned.h"

#if defined(__SANITIZE_ADDRESS__)
#define BLOCK_BYTES_LEAST 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BLOCK_BYTES_LEAST 0
#endif
#endif
/* Blocks are cleared, so one that stays empty costs too: the first is small, each next one larger.
 */
#ifndef BLOCK_BYTES_LEAST
#define BLOCK_BYTES_LEAST ((size_t)2 << 10)
#endif
#define BLOCK_BYTES_MOST (BLOCK_BYTES_LEAST * 32)

struct bv_arena_block {
	struct bv_arena_block *older;
	size_t size_bytes;
	alignas(max_align_t) unsigned char bytes[];
};

_Noreturn static void out_of_memory(void)
{
	(void)fputs("fatal: out of memory\n", stderr);
	exit(128);
}

static void *must_calloc(size_t size_bytes)
{
	void *allocated = calloc(1, size_bytes);

	if (!allocated)
		out_of_memory();
	return allocated;
}

/* A new block, with room for @size_bytes at least. */
static void add_block(struct bv_arena *arena, size_t size_bytes)
{
	size_t block_bytes = arena->newest ? 2 * arena->newest->size_bytes : BLOCK_BYTES_LEAST;
	struct bv_arena_block *block;

	if (block_bytes > BLOCK_BYTES_MOST)
		block_bytes = BLOCK_BYTES_MOST;
	if (block_bytes < size_bytes)
		block_bytes = size_bytes;
	block = must_calloc(sizeof(*block) + block_bytes);
	block->size_bytes = block_bytes;
	block->older = arena->newest;
	arena->newest = block;
	arena->used_bytes = 0;
}

void *bv_arena_alloc(struct bv_arena *arena, size_t count, size_t element_bytes)
{
	const size_t alignment = alignof(max_align_t);
	size_t size_bytes;
	void *piece;

	if (element_bytes && count > (SIZE_MAX / 2) / element_bytes)
		out_of_memory();
	size_bytes = (count * element_bytes + alignment - 1) / alignment * alignment;
	if (!arena->newest || BLOCK_BYTES_LEAST == 0 ||
	    arena->newest->size_bytes - arena->used_bytes < size_bytes)
		add_block(arena, size_bytes);
	piece = arena->newest->bytes + arena->used_bytes;
	arena->used_bytes += size_bytes;
	return piece;
}

void bv_arena_release(struct bv_arena *arena)
{
	bv_arena_rewind(arena, (struct bv_arena_mark){0});
}

struct bv_arena_mark bv_arena_mark(const struct bv_arena *arena)
{
	return (struct bv_arena_mark){arena->newest, arena->used_bytes};
}

void bv_arena_rewind(struct bv_arena *arena, struct bv_arena_mark mark)
{
	while (arena->newest != mark.newest) {
		struct bv_arena_block *older = arena->newest->older;

		free(arena->newest);
		arena->newest = older;
		arena->used_bytes = older ? older->size_bytes : 0;
	}
	/* What is given back must be zero again: the next bv_arena_alloc() promises it. */
	if (arena->newest)
		memset(arena->newest->bytes + mark.used_bytes, 0,
		       arena->used_bytes - mark.used_bytes);
	arena->used_bytes = mark.used_bytes;
}

struct bv_text bv_arena_copy(struct bv_arena *keep, struct bv_text text)
{
	char *copy = bv_arena_alloc(keep, text.size + 1, 1);

	if (text.size)
		memcpy(copy, text.data, text.size);
	return (struct bv_text){copy, text.size};
}

struct bv_text bv_arena_vprint(struct bv_arena *keep, const char *format, va_list arguments)
{
	va_list again;
	char *copy;
	int size;

	va_copy(again, arguments);
	size = vsnprintf(NULL, 0, format, arguments);
	BV_ASSERT(size >= 0);
	copy = bv_arena_alloc(keep, (size_t)size + 1, 1);
	(void)vsnprintf(copy, (size_t)size + 1, format, again);
	va_end(again);
	return (struct bv_text){copy, (size_t)size};
}

struct bv_text bv_arena_print(struct bv_arena *keep, const char *format, ...)
{
	struct bv_text text;
	va_list arguments;

	va_start(arguments, format);
	text = bv_arena_vprint(keep, format, arguments);
	va_end(arguments);
	return text;
}

void *bv_array_grow(void *items, size_t count, size_t *capacity, size_t element_bytes,
		    struct bv_arena *keep)
{
	void *grown;

	if (count < *capacity)
		return items;
	*capacity = *capacity ? *capacity * 2 : 8;
	grown = bv_arena_alloc(keep, *capacity, element_bytes);
	if (count)
		memcpy(grown, items, count * element_bytes);
	return grown;
}
