/* Pieces of evidence for and against the blamed commit of a syzbot cause bisection. */
#ifndef BV_CHECK_TRUST_EVIDENCE_H
#define BV_CHECK_TRUST_EVIDENCE_H

#include "case/case.h"
#include "odds.h"
#include "trust.h"

/**
 * Collect the evidence and weigh it.
 *
 * Unknown: trust.why_unknown for logs of other kinds than those that the weights were fitted on,
 *          or without one blamed commit.
 */
void bv_trust_find(struct bv_trust *out, const struct bv_case *c, const struct bv_odds *odds,
		   struct bv_arena *keep);

#endif
