/* SPDX-License-Identifier: GPL-2.0-only */
/* What the user wants of mails, from the configuration. */
#ifndef BV_CLI_POLICY_H
#define BV_CLI_POLICY_H

#include "answer/decision.h"
#include "base/error.h"
#include "options.h"

/**
 * Take "WHAT.allow" or "WHAT.invalid", the value being the reason.
 *
 * Meaning: false where @key is neither.
 * Errors:  in @why: no reason.
 * Owner:   the list is kept in @keep; the texts are borrowed.
 */
bool bv_policy_take(struct bv_policy *policy, struct bv_text key, struct bv_text reason,
		    struct bv_arena *keep, struct bv_error *why);

/** What --fail-on and bisectverify.hookUndecided say. */
void bv_policy_set(struct bv_policy *policy, const struct bv_options *options);

#endif
