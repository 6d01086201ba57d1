/* What the history says about a log's steps and range. */
#ifndef BV_TREE_STEP_FACTS_H
#define BV_TREE_STEP_FACTS_H

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

#endif
