/* SPDX-License-Identifier: GPL-2.0-only */
/* Cells: who contains a candidate, handed down from children to parents. And the next test by them.
 */
#include <math.h>
#include <string.h>

#include "log_facts.h"
#include "replay.h"
#include "repo/object.h"

#include "base/banned.h"

/* Candidates that may be visited on behalf of merges, whose ancestors are counted one by one. */
#define VISITS_MAX 100000000u

/* The candidates with their cells. */
struct celled {
	struct bv_candidates candidates;
	uint32_t *order;  /* git's list order of them: the same whatever they were found by */
	uint32_t *cells;  /* parallel to the candidates: numbers of facts->cells.items */
	uint64_t *inside; /* @word_count words for each candidate: see struct bv_cell */
	size_t word_count;
};

struct grouper {
	struct celled *out;
	struct bv_cells *cells;
	struct bv_names names;
	struct bv_arena *scratch, *keep;
};

static bool find_range(struct grouper *grouper)
{
	const struct bv_git_start *git = &grouper->names.bisection->git;
	struct bv_range_question question = {.is_first_parent = git->is_first_parent};
	const struct bv_range *range;

	if (git->path_count > 0) {
		grouper->cells->why_unknown = BV_TEXT("the log restricts the bisection to paths");
		return false;
	}
	if (bv_bisection_is_start_missing(grouper->names.bisection)) {
		grouper->cells->why_unknown = BV_WHY_START_MISSING;
		return false;
	}
	if (!bv_names_find(&grouper->names, git->bad, &question.bad)) {
		grouper->cells->why_unknown =
			bv_names_why_not(&grouper->names, git->bad, grouper->keep);
		return false;
	}
	for (size_t i = 0; i < git->good.count; i++) {
		struct bv_commit good;

		if (bv_names_find(&grouper->names, git->good.items[i], &good))
			*BV_APPEND(&question.good, grouper->scratch) = good;
	}
	if (git->good.count == 0 || question.good.count < git->good.count) {
		grouper->cells->why_unknown = BV_TEXT("the good end is not known here");
		return false;
	}
	range = bv_range_find_cached(grouper->names.history, &question);
	grouper->out->candidates = range->candidates;
	if (!range->is_known)
		grouper->cells->why_unknown = bv_arena_copy(grouper->keep, range->why_unknown);
	return range->is_known;
}

static uint64_t *inside_of(const struct celled *celled, uint32_t local)
{
	return &celled->inside[(size_t)local * celled->word_count];
}

/* Bit i on the commit of the i-th test; false when there are too many. */
static bool mark_tests(struct grouper *grouper)
{
	const struct bv_steps *steps = &grouper->names.bisection->steps;
	struct celled *out = grouper->out;
	struct bv_cells *cells = grouper->cells;
	uint32_t *locals = bv_arena_alloc(grouper->scratch, BV_CELL_TESTS_MAX, sizeof(*locals));

	cells->tested = bv_arena_alloc(grouper->keep, BV_CELL_TESTS_MAX, sizeof(*cells->tested));
	for (size_t i = 0; i < steps->count; i++) {
		struct bv_commit commit;
		uint32_t local;
		size_t known = 0;

		if (!bv_step_is_gits(&steps->items[i]) ||
		    !bv_names_find(&grouper->names, steps->items[i].revision, &commit))
			continue;
		local = bv_candidates_find(&out->candidates, commit);
		while (known < cells->tested_count && locals[known] != local)
			known++;
		if (local == BV_LOCAL_NONE || known < cells->tested_count)
			continue;
		if (cells->tested_count == BV_CELL_TESTS_MAX)
			return false;
		locals[cells->tested_count] = local;
		cells->tested[cells->tested_count++] = i;
	}
	out->word_count = cells->tested_count / 64 + 1;
	out->inside =
		bv_arena_alloc(grouper->scratch, (size_t)out->candidates.count * out->word_count,
			       sizeof(*out->inside));
	for (size_t i = 0; i < cells->tested_count; i++)
		inside_of(out, locals[i])[i / 64] |= (uint64_t)1 << (i % 64);
	return true;
}

static void hand_down(struct celled *celled)
{
	const struct bv_candidates *set = &celled->candidates;
	size_t words = celled->word_count;

	/* Children have larger numbers, so theirs are complete first. */
	for (uint32_t child = set->count; child-- > 0;)
		for (uint32_t e = set->parents_from[child]; e < set->parents_from[child + 1]; e++)
			for (size_t w = 0; w < words; w++)
				inside_of(celled, set->parents[e])[w] |=
					inside_of(celled, child)[w];
}

static size_t hash(const uint64_t *words, size_t count)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum = (sum ^ words[i]) * 0x9e3779b97f4a7c15u;
	return (size_t)(sum >> 32);
}

#define SLOTS ((size_t)2 * BV_CELLS_MAX)

/* The cell of @local, a new one when its tests are; SIZE_MAX: too many. */
static size_t find_cell(struct grouper *grouper, uint32_t *slots, uint32_t local)
{
	size_t words = grouper->out->word_count;
	const uint64_t *inside = inside_of(grouper->out, local);
	struct bv_cells *cells = grouper->cells;
	uint64_t *copy;
	size_t at = hash(inside, words) % SLOTS;

	for (; slots[at]; at = (at + 1) % SLOTS)
		if (memcmp(cells->items[slots[at] - 1].inside, inside, words * sizeof(*inside)) ==
		    0)
			return slots[at] - 1;
	if (cells->count == BV_CELLS_MAX)
		return SIZE_MAX;
	copy = bv_arena_alloc(grouper->keep, words, sizeof(*copy));
	memcpy(copy, inside, words * sizeof(*copy));
	BV_APPEND(cells, grouper->keep)->inside = copy;
	slots[at] = (uint32_t)cells->count;
	return cells->count - 1;
}

static bool group(struct grouper *grouper)
{
	struct celled *out = grouper->out;
	uint32_t *slots = bv_arena_alloc(grouper->scratch, SLOTS, sizeof(*slots));
	uint32_t *newest;

	out->order = bv_list_order(&out->candidates, grouper->scratch);
	out->cells = bv_arena_alloc(grouper->scratch, out->candidates.count, sizeof(*out->cells));
	newest = bv_arena_alloc(grouper->scratch, BV_CELLS_MAX, sizeof(*newest));
	for (uint32_t i = 0; i < out->candidates.count; i++) {
		uint32_t local = out->order[i];
		size_t cell = find_cell(grouper, slots, local);

		if (cell == SIZE_MAX)
			return false;
		out->cells[local] = (uint32_t)cell;
		grouper->cells->items[cell].commit_count++;
		newest[cell] = local;
	}
	for (size_t i = 0; i < grouper->cells->count; i++)
		grouper->cells->items[i].newest = bv_candidates_oid(&out->candidates, newest[i]);
	return true;
}

static void note_blamed(struct grouper *grouper)
{
	struct bv_commit blamed;
	uint32_t local = BV_LOCAL_NONE;

	if (bv_names_find(&grouper->names, grouper->names.bisection->claim.first_bad, &blamed))
		local = bv_candidates_find(&grouper->out->candidates, blamed);
	if (local != BV_LOCAL_NONE)
		grouper->cells->blamed = grouper->out->cells[local];
}

/*
 * Find the first range and group its candidates into @cells: one pass from children to parents
 * hands each commit the tests that contain it. False, with the reason in cells->why_unknown.
 *
 * @out is kept in @scratch, its candidates are borrowed from the history's known ranges.
 */
static bool group_first_range(struct grouper *grouper, struct bv_tree *tree)
{
	struct bv_error err = {0};

	*grouper->out = (struct celled){0};
	*grouper->cells = (struct bv_cells){.blamed = SIZE_MAX};
	grouper->names.history = bv_tree_history(tree, &err);
	if (!grouper->names.history)
		grouper->cells->why_unknown = bv_arena_copy(grouper->keep, bv_text_from(err.text));
	if (!grouper->names.history || !find_range(grouper))
		return false;
	if (mark_tests(grouper)) {
		hand_down(grouper->out);
		if (group(grouper)) {
			note_blamed(grouper);
			return true;
		}
	}
	*grouper->cells = (struct bv_cells){
		.blamed = SIZE_MAX, .why_unknown = BV_TEXT("the log tests too many commits")};
	return false;
}

void bv_tree_cells(struct bv_facts *facts, struct bv_tree *tree,
		   const struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	struct celled celled;
	struct grouper grouper = {&celled, &facts->cells, {bisection, facts, NULL}, &scratch, keep};

	if (facts->cells.count > 0)
		return;
	(void)group_first_range(&grouper, tree);
	bv_arena_release(&scratch);
}

/*
 * The next commit to test: the one whose ancestors hold the wanted share of what is believed
 */

struct chooser {
	struct celled celled;
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
	struct bv_commit_object commit = {0};
	struct bv_arena scratch = {0};
	struct chooser chooser = {0};
	struct grouper grouper = {&chooser.celled,
				  &chooser.cells,
				  {question->bisection, question->facts, NULL},
				  &scratch,
				  &scratch};
	uint32_t best = BV_LOCAL_NONE;

	*out = (struct bv_next_commit){0};
	if (group_first_range(&grouper, tree) &&
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
