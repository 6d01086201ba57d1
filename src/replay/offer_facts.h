/* Is the commit that was offered the one git would offer, and are its two numbers right? */
#ifndef BV_TREE_OFFER_FACTS_H
#define BV_TREE_OFFER_FACTS_H

#include "facts.h"
#include "replay.h"

/** How well an offer fits the facts about it. */
enum bv_fit {
	BV_FIT_NONE = 0,
	BV_FIT_TIE,  /* git could have offered it, had it gone through the history otherwise */
	BV_FIT_OLD,  /* some older git's rule gives commit and numbers; that can be chance */
	BV_FIT_TODAY /* today's does */
};

/**
 * Fill what @out says about git's offer of @commit: pick, git_pick, N, K, left_rule and
 * is_candidate.
 *
 * Meaning: judged on the exact candidates. A merge base that is to be tested is no candidate, and
 *          is_candidate stays unknown.
 * Unknown: all of it while the candidates are.
 */
void bv_offer_facts(struct bv_step_facts *out, struct bv_replay *replay, struct bv_commit commit,
		    const struct bv_offer *offer);
/**
 * Where @out, so filled, does not fit: judge by the candidates that git's own walk finds, which
 * errs where clocks were wrong. To be asked once for each offer.
 */
void bv_offer_facts_by_git_walk(struct bv_step_facts *out, struct bv_replay *replay,
				struct bv_commit commit, const struct bv_offer *offer);

enum bv_fit bv_offer_fit(const struct bv_step_facts *facts, const struct bv_offer *offer);

#endif
