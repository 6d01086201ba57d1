/* Where the culprit can be: sets of commits that no tested revision tells apart. */
#ifndef BV_ODDS_HYPOTHESES_H
#define BV_ODDS_HYPOTHESES_H

#include "odds.h"

/**
 * Make the hypotheses: cells of the range, from the tree or from what git printed, and those that
 * are no commit of it.
 *
 * Unknown: false, with the reason in @out.
 * Owner:   kept in @keep.
 */
bool bv_hypotheses_make(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep);

#endif
