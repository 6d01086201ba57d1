/* Steps put in another order, so that those that belong together stand together. */
#ifndef BV_CHECK_STEP_LIST_H
#define BV_CHECK_STEP_LIST_H

#include "check_private.h"

struct bv_step_list {
	const struct bv_step **items;
	size_t count, capacity;
};

typedef int bv_step_order(const void *left, const void *right);

/* Orders for bv_steps_sorted(); steps that are equal stay in the log's order. */
bv_step_order bv_step_by_signature;
bv_step_order bv_step_by_revision;

/** The steps that @is_wanted, sorted by @order. Owner: kept in the run's arena. */
struct bv_step_list bv_steps_sorted(struct bv_check_run *run,
				    bool (*is_wanted)(const struct bv_step *step),
				    bv_step_order *order);

#endif
