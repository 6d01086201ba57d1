/* SPDX-License-Identifier: GPL-2.0-only */
/* Steps put in another order, so that those that belong together stand together. */
#ifndef BV_STEP_LIST_H
#define BV_STEP_LIST_H

#include "base/arena.h"
#include "bisection.h"

struct bv_step_list {
	const struct bv_step **items;
	size_t count, capacity;
};

typedef int bv_step_order(const void *left, const void *right);

/* Orders for bv_steps_sorted(); steps that are equal stay in the log's order. */
bv_step_order bv_step_by_signature;
bv_step_order bv_step_by_revision;

/** The steps that @is_wanted, sorted by @order. Owner: kept in @keep. */
struct bv_step_list bv_steps_sorted(const struct bv_steps *steps,
				    bool (*is_wanted)(const struct bv_step *step),
				    bv_step_order *order, struct bv_arena *keep);

#endif
