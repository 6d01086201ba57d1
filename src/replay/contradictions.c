/* SPDX-License-Identifier: GPL-2.0-only */
/* Marks that cannot both hold: a good commit that contains a bad one. */
#include "replay.h"

#include "base/banned.h"

static void check_pair(struct bv_contradictions *out, struct bv_history *history,
		       struct bv_given_mark good, struct bv_given_mark bad, struct bv_arena *keep)
{
	if (out->count >= BV_CONTRADICTIONS_MAX || good.is_inferred || bad.is_inferred ||
	    bv_history_is_ancestor(history, bad.commit, good.commit) != BV_YES)
		return;
	*BV_APPEND(out, keep) = (struct bv_contradiction){
		.good_step = good.step,
		.bad_step = bad.step,
		.good = bv_history_oid(history, good.commit),
		.bad = bv_history_oid(history, bad.commit),
		.good_line = good.line,
		.bad_line = bad.line,
	};
}

void bv_contradictions_of_good(struct bv_contradictions *out, struct bv_history *history,
			       struct bv_given_mark good, const struct bv_given_marks *bad,
			       struct bv_arena *keep)
{
	for (size_t i = 0; i < bad->count; i++)
		check_pair(out, history, good, bad->items[i], keep);
}

void bv_contradictions_of_bad(struct bv_contradictions *out, struct bv_history *history,
			      struct bv_given_mark bad, const struct bv_given_marks *good,
			      struct bv_arena *keep)
{
	for (size_t i = 0; i < good->count; i++)
		check_pair(out, history, good->items[i], bad, keep);
}
