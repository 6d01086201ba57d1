/* SPDX-License-Identifier: GPL-2.0-only */
/* What came out of many draws, by the kind of the first plan. */
#ifndef SIMULATE_TABLE_H
#define SIMULATE_TABLE_H

#include "follow.h"

#define TABLE_KINDS (BV_PLAN_FETCH + 1)

struct table_ratios {
	double *items;
	size_t count, capacity;
};

/* Sums over the draws of one kind. */
struct table_cell {
	size_t count, ends[FOLLOW_END_COUNT];
	double rounds, runs_all;
	/* Of those in which a search went on: */
	size_t searches;
	double tests, bits, runs, bound, planned;
	struct table_ratios ratios; /* runs over the bound, of each */
};

/** One row a kind; [BV_PLAN_NONE] has the draws without a plan. */
struct table {
	struct table_cell cells[TABLE_KINDS];
};

/** Owner: what grows is kept in @keep. */
void table_count(struct table *table, const struct follow_result *result,
		 const struct world_setting *setting, struct bv_arena *keep);
void table_add(struct table *sum, const struct table *table, struct bv_arena *keep);
/** All kinds together. */
struct table_cell table_sum(const struct table *table, struct bv_arena *keep);

void table_print_head(FILE *out);
/** A line for each kind that came up, and one for all. */
void table_print(FILE *out, const char *rate, struct table *table, struct bv_arena *keep);

#endif
