/* Is the commit that was offered the one git would offer, and are its two numbers right? */
#ifndef BV_TREE_OFFER_FACTS_H
#define BV_TREE_OFFER_FACTS_H

#include <bisect_verify/facts.h>

#include "replay.h"

/**
 * Fill what @out says about git's offer of @commit: pick, git_pick, N, K, left_rule and
 * is_candidate.
 *
 * Meaning: judged on the exact candidates; where that does not fit, on those that git's own walk
 *          finds, which errs where clocks were wrong. A merge base that is to be tested is no
 *          candidate, and is_candidate stays unknown.
 * Unknown: all of it while the candidates are.
 */
void bv_offer_facts(struct bv_step_facts *out, struct bv_replay *replay, struct bv_commit commit,
		    const struct bv_offer *offer);

#endif
