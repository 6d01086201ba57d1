/* The blamed commit: itself, its diff, its tags, and what came after. */
#ifndef BV_TREE_CULPRIT_H
#define BV_TREE_CULPRIT_H

#include "base/arena.h"
#include "log/bisection.h"
#include "replay/facts.h"

struct bv_tree;

/**
 * Fill facts->culprit for the commit that the log names, or, where it names none, for the one
 * that its verdicts leave.
 *
 * Meaning: facts->revisions, steps and range must be known before.
 * Unknown: with the reason in why_unknown.
 * Owner:   kept in @keep.
 */
void bv_culprit_find(struct bv_facts *facts, struct bv_tree *tree,
		     const struct bv_bisection *bisection, struct bv_arena *keep);

#endif
