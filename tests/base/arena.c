/* SPDX-License-Identifier: GPL-2.0-only */
/* The arena: zeroed memory, rewinding, lists that grow. */
#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdalign.h>
#include <string.h>

static bool is_zero(const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i])
			return false;
	return true;
}

Test(arena, pieces_are_zeroed_and_aligned)
{
	static const size_t sizes[] = {1, 3, 24, 4096, 70000, 0, 5, 5 << 20, 7};
	struct bv_arena arena = {0};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		unsigned char *piece = bv_arena_alloc(&arena, sizes[i], 1);

		cr_expect((uintptr_t)piece % alignof(max_align_t) == 0, "%zu", sizes[i]);
		cr_expect(is_zero(piece, sizes[i]), "%zu", sizes[i]);
		memset(piece, 0xff, sizes[i]);
	}
	bv_arena_release(&arena);
	cr_expect_null(arena.newest);
}

Test(arena, rewinding_keeps_what_is_older_and_zeroes_what_comes_again)
{
	struct bv_arena arena = {0};
	struct bv_text kept = bv_arena_copy(&arena, BV_TEXT("kept"));
	struct bv_arena_mark mark = bv_arena_mark(&arena);

	for (size_t round = 0; round < 3; round++) {
		/* Small, larger than a block, and on large pages: the rewind goes over several
		 * blocks.
		 */
		unsigned char *small = bv_arena_alloc(&arena, 100, 1);
		unsigned char *large = bv_arena_alloc(&arena, 200000, 1);
		unsigned char *largest = bv_arena_alloc(&arena, 5 << 20, 1);

		cr_expect(is_zero(small, 100));
		cr_expect(is_zero(large, 200000));
		memset(small, 0xff, 100);
		cr_expect(is_zero(largest, 5 << 20));
		memset(large, 0xff, 200000);
		memset(largest, 0xff, 5 << 20);
		bv_arena_rewind(&arena, mark);
	}
	cr_expect(bv_text_equal(kept, BV_TEXT("kept")));
	bv_arena_release(&arena);
}

Test(arena, copies_and_prints_end_in_nul)
{
	struct bv_arena arena = {0};
	struct bv_text copy = bv_arena_copy(&arena, bv_text_slice(BV_TEXT("abcdef"), 1, 2));
	struct bv_text print = bv_arena_print(&arena, "%zu of %s", (size_t)7, "ten");

	cr_expect_eq(strcmp(copy.data, "bc"), 0);
	cr_expect_eq(copy.size, 2);
	cr_expect_eq(strcmp(print.data, "7 of ten"), 0);
	cr_expect_eq(print.size, 8);
	cr_expect_eq(bv_arena_copy(&arena, (struct bv_text){0}).data[0], '\0');
	bv_arena_release(&arena);
}

Test(arena, lists_keep_their_elements_while_they_grow)
{
	struct {
		size_t *items;
		size_t count, capacity;
	} list = {0};
	struct bv_arena arena = {0};

	for (size_t i = 0; i < 1000; i++) {
		size_t *added = BV_APPEND(&list, &arena);

		cr_expect_eq(*added, 0);
		*added = i * i;
	}
	cr_expect_eq(list.count, 1000);
	for (size_t i = 0; i < list.count; i++)
		cr_expect(list.items[i] == i * i, "%zu", i);
	bv_arena_release(&arena);
}

Test(arena, no_memory_left_ends_with_status_128, .exit_code = 128)
{
	struct bv_arena arena = {0};

	(void)bv_arena_alloc(&arena, SIZE_MAX / 4, 8);
}
