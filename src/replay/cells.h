/* The candidates of the first range, grouped by which of the tested commits contain them. */
#ifndef BV_TREE_CELLS_H
#define BV_TREE_CELLS_H

#include "facts.h"
#include "repo/candidates.h"
#include "repo/tree.h"

/** Tested commits and cells that are told apart; a log with more gets none. */
#define BV_CELL_TESTS_MAX 256
#define BV_CELLS_MAX      4096

/** All borrowed. */
struct bv_cells_question {
	struct bv_tree *tree;
	const struct bv_facts *facts; /* with its revisions resolved */
	const struct bv_bisection *bisection;
};

/** The candidates with their cells. Owner: as bv_cells_group() says. */
struct bv_celled {
	struct bv_candidates candidates;
	uint32_t *order;  /* git's list order of them: the same whatever they were found by */
	uint32_t *cells;  /* parallel to the candidates: numbers of facts->cells.items */
	uint64_t *inside; /* @word_count words for each candidate: see struct bv_cell */
	size_t word_count;
};

/**
 * Find the first range and group its candidates into @cells.
 *
 * Meaning: one pass from children to parents hands each commit the tests that contain it.
 * Unknown: false, with the reason in cells->why_unknown.
 * Owner:   @out is kept in @scratch, its candidates are borrowed from the history's known ranges;
 *          @cells is kept in @keep.
 */
bool bv_cells_group(struct bv_celled *out, struct bv_cells *cells,
		    const struct bv_cells_question *question, struct bv_arena *scratch,
		    struct bv_arena *keep);

/**
 * Group the candidates of the first range into facts->cells, also for a log without runs, for which
 * bv_facts_ask() leaves them out.
 *
 * Unknown: no cells, and the reason.
 * Owner:   kept in @keep.
 */
void bv_tree_cells(struct bv_facts *facts, struct bv_tree *tree,
		   const struct bv_bisection *bisection, struct bv_arena *keep);

/** What is believed, for choosing the next commit to test. */
struct bv_next_question {
	const struct bv_bisection *bisection;
	const struct bv_facts *facts; /* with its cells */
	const double *masses;         /* parallel to the cells: how likely each holds the culprit */
	double mass_wanted;           /* the share that the next commit should contain */
};

/**
 * Choose the candidate that contains a share of what is believed nearest to the wanted one.
 *
 * Unknown: false, when the range is not known or nothing in it can be tested.
 * Owner:   kept in @keep.
 */
bool bv_tree_next_commit(struct bv_next_commit *out, struct bv_tree *tree,
			 const struct bv_next_question *question, struct bv_arena *keep);

#endif
