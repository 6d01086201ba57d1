/* Pieces of evidence for and against the blamed commit of a syzbot cause bisection. */
#ifndef BV_CHECK_TRUST_EVIDENCE_H
#define BV_CHECK_TRUST_EVIDENCE_H

#include "checks/check_private.h"
#include "odds.h"

/**
 * Collect the evidence and weigh it.
 *
 * Unknown: trust.why_unknown for logs of other kinds than those that the weights were fitted on,
 *          or without one blamed commit.
 */
void bv_trust_find(struct bv_trust *out, struct bv_check_run *run);

/** odds.low-trust */
void bv_check_low_trust(struct bv_check_run *run);

#endif
