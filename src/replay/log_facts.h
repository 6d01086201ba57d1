/* SPDX-License-Identifier: GPL-2.0-only */
/* What the history says about a log: its steps and range, its cells, and what to test next. */
#ifndef BV_REPLAY_LOG_FACTS_H
#define BV_REPLAY_LOG_FACTS_H

#include "base/arena.h"
#include "facts.h"
#include "log/bisection.h"

struct bv_tree;

/**
 * Replay the log's marks in their order and fill facts->steps and facts->range.
 *
 * Meaning: facts->revisions must be resolved before.
 * Unknown: what depends on a commit that is not here, with the reason in why_unknown.
 * Owner:   kept in @keep.
 * Source:  git's bisect.c and builtin/bisect.c.
 */
void bv_tree_step_facts(struct bv_facts *facts, struct bv_tree *tree,
			const struct bv_bisection *bisection, struct bv_arena *keep);

/**
 * What the log's marks say about @commit, in git's words (a fix log's "bad" is the fixed kernel).
 *
 * Meaning: BAD when it was marked bad, GOOD when it is a good commit or an ancestor of one.
 *          Call after bv_tree_step_facts().
 * Unknown: when neither is known.
 */
enum bv_verdict bv_tree_verdict_of(const struct bv_facts *facts, struct bv_tree *tree,
				   const struct bv_bisection *bisection,
				   const struct bv_oid *commit);

/**
 * Fill steps[].contains_bug of a fix bisection: what contains neither the start commit nor another
 * one that crashed may be older than the bug.
 *
 * Unknown: where a commit is not here, or history is cut.
 */
void bv_contains_bug_find(struct bv_facts *facts, struct bv_tree *tree,
			  const struct bv_bisection *bisection);

/**
 * Fill culprit.seen to gap_line: does the commit where the bug was seen have the blamed one, and
 * can git have come to it?
 *
 * Meaning: by ancestry alone; which of several commits git would have picked is not asked. After
 *          what reads the blamed commit.
 * Unknown: a shallow or grafted tree, a commit that is not here. Where every test's word is told
 *          the candidates say more than gap, which then is but about the blamed commit's test.
 * Source:  git's bisect.c: it names its bad commit when no other candidate is left.
 */
void bv_conclusion_find(struct bv_facts *facts, struct bv_tree *tree,
			const struct bv_bisection *bisection);

/** Tested commits and cells that are told apart; a log with more gets none. */
#define BV_CELL_TESTS_MAX 256
#define BV_CELLS_MAX      4096

/**
 * Group the candidates of the first range into facts->cells, also for a log without runs, for which
 * the case leaves them out.
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

/** Which verdicts count, for the commits that they leave. All words are git's. */
struct bv_left_question {
	const struct bv_bisection *bisection;
	const struct bv_facts *facts; /* with its revisions resolved */
	struct bv_revision_ref bad;
	struct bv_revision_refs good;
	const enum bv_verdict
		*words; /* parallel to the steps: UNKNOWN does not count; NULL: none */
	size_t most;    /* more are counted, and not listed */
};
struct bv_left {
	struct bv_count count;
	struct bv_oids commits; /* the newest first */
	struct bv_text why_unknown;
};

/**
 * Find the commits in @bad and in no good one, of the range's ends and of the steps that count.
 *
 * Unknown: with the reason in why_unknown; so is a bisection that was limited to paths.
 * Owner:   kept in @keep.
 */
void bv_tree_left(struct bv_left *out, struct bv_tree *tree,
		  const struct bv_left_question *question, struct bv_arena *keep);

#endif
