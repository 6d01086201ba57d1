/* The next commit to test: the one whose ancestors hold the wanted share of what is believed. */
#include <math.h>

#include "cells.h"
#include "repo/history.h"
#include "repo/object.h"

#include "base/banned.h"

/* Candidates that may be visited on behalf of merges, whose ancestors are counted one by one. */
#define VISITS_MAX 100000000u

struct chooser {
	struct bv_celled celled;
	struct bv_cells cells;
	double *weights; /* parallel to the candidates; sum 1 */
	double *below;   /* each with its ancestors; NAN: not counted */
	uint32_t *stack, *seen_for;
	size_t visits;
};

static void weigh(struct chooser *chooser, const double *masses)
{
	double all = 0;

	for (size_t i = 0; i < chooser->cells.count; i++)
		all += masses[i];
	for (uint32_t i = 0; i < chooser->celled.candidates.count; i++) {
		uint32_t cell = chooser->celled.cells[i];

		chooser->weights[i] =
			masses[cell] / (double)chooser->cells.items[cell].commit_count / all;
	}
}

static double count_below(struct chooser *chooser, uint32_t merge)
{
	const struct bv_candidates *set = &chooser->celled.candidates;
	uint32_t waiting = 1;
	double sum = 0;

	chooser->stack[0] = merge;
	chooser->seen_for[merge] = merge + 1;
	while (waiting > 0) {
		uint32_t local = chooser->stack[--waiting];

		sum += chooser->weights[local];
		chooser->visits++;
		for (uint32_t e = set->parents_from[local]; e < set->parents_from[local + 1]; e++) {
			uint32_t parent = set->parents[e];

			if (chooser->seen_for[parent] == merge + 1)
				continue;
			chooser->seen_for[parent] = merge + 1;
			chooser->stack[waiting++] = parent;
		}
	}
	return sum;
}

/* Parents first: on a line one more; shared ancestors of a merge's parents must count once. */
static void weigh_below(struct chooser *chooser)
{
	const struct bv_candidates *set = &chooser->celled.candidates;

	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t parents = bv_candidates_parent_count(set, i);

		if (parents == 0)
			chooser->below[i] = chooser->weights[i];
		else if (parents == 1)
			chooser->below[i] = chooser->weights[i] +
					    chooser->below[set->parents[set->parents_from[i]]];
		else
			chooser->below[i] = (double)NAN;
		if (isnan(chooser->below[i]) && chooser->visits < VISITS_MAX)
			chooser->below[i] = count_below(chooser, i);
	}
}

/* The local number, or BV_LOCAL_NONE. */
static uint32_t choose(const struct chooser *chooser, double wanted)
{
	const struct bv_candidates *set = &chooser->celled.candidates;
	uint32_t best = BV_LOCAL_NONE;
	double nearest = 1;

	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t local = chooser->celled.order[i];
		double distance = fabs(chooser->below[local] - wanted);

		/* The bad tip is known to contain it; and what cannot be it, git would not offer.
		 */
		if (isnan(distance) || local + 1 == set->count || chooser->weights[local] <= 0)
			continue;
		if (distance < nearest) {
			nearest = distance;
			best = local;
		}
	}
	return best;
}

static uint32_t search(struct chooser *chooser, const struct bv_next_question *question,
		       struct bv_arena *scratch)
{
	size_t count = chooser->celled.candidates.count;

	chooser->weights = bv_arena_alloc(scratch, count, sizeof(*chooser->weights));
	chooser->below = bv_arena_alloc(scratch, count, sizeof(*chooser->below));
	chooser->stack = bv_arena_alloc(scratch, count, sizeof(*chooser->stack));
	chooser->seen_for = bv_arena_alloc(scratch, count, sizeof(*chooser->seen_for));
	weigh(chooser, question->masses);
	weigh_below(chooser);
	return choose(chooser, question->mass_wanted);
}

bool bv_tree_next_commit(struct bv_next_commit *out, struct bv_tree *tree,
			 const struct bv_next_question *question, struct bv_arena *keep)
{
	struct bv_cells_question cells = {tree, question->facts, question->bisection};
	struct bv_commit_object commit = {0};
	struct bv_arena scratch = {0};
	struct chooser chooser = {0};
	uint32_t best = BV_LOCAL_NONE;

	*out = (struct bv_next_commit){0};
	if (bv_cells_group(&chooser.celled, &chooser.cells, &cells, &scratch, &scratch) &&
	    chooser.cells.count == question->facts->cells.count)
		best = search(&chooser, question, &scratch);
	if (best != BV_LOCAL_NONE) {
		out->id = bv_candidates_oid(&chooser.celled.candidates, best);
		out->mass = chooser.below[best];
		if (bv_commit_read(&commit, tree, &out->id, &scratch) == BV_YES)
			out->subject = bv_arena_copy(keep, commit.subject);
	}
	bv_arena_release(&scratch);
	/* The facts found no damage, so here is the first place that met it. */
	if (bv_tree_drop_damaged_graph(tree))
		best = BV_LOCAL_NONE;
	return best != BV_LOCAL_NONE;
}
