/* SPDX-License-Identifier: GPL-2.0-only */
/* Sorting instead of comparing all pairs: a log may hold many thousand steps. */
#include "step_list.h"

#include <stdlib.h>

#include "base/banned.h"

/* The steps lie in one array, so their addresses are the log's order. */
static int by_place(const struct bv_step *a, const struct bv_step *b)
{
	return (a > b) - (a < b);
}

int bv_step_by_signature(const void *left, const void *right)
{
	const struct bv_step *a = *(const struct bv_step *const *)left;
	const struct bv_step *b = *(const struct bv_step *const *)right;
	int order = bv_text_compare(a->signature, b->signature);

	return order ? order : by_place(a, b);
}

int bv_step_by_revision(const void *left, const void *right)
{
	const struct bv_step *a = *(const struct bv_step *const *)left;
	const struct bv_step *b = *(const struct bv_step *const *)right;

	if (a->revision.number != b->revision.number)
		return a->revision.number < b->revision.number ? -1 : 1;
	return by_place(a, b);
}

struct bv_step_list bv_steps_sorted(const struct bv_steps *steps,
				    bool (*is_wanted)(const struct bv_step *step),
				    bv_step_order *order, struct bv_arena *keep)
{
	struct bv_step_list list = {0};

	for (size_t i = 0; i < steps->count; i++)
		if (is_wanted(&steps->items[i]))
			*BV_APPEND(&list, keep) = &steps->items[i];
	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), order);
	return list;
}
