/* SPDX-License-Identifier: GPL-2.0-only */
/* The kinds of plans. Each fills answer->plan but for its kind, and is called only when it is due.
 */
#ifndef BV_ANSWER_PLAN_H
#define BV_ANSWER_PLAN_H

#include "answer_private.h"

/** The bug that the plan is for: the reported one, or the likeliest. Owner: borrowed. */
const struct bv_bug *bv_plan_bug(const struct bv_answering *work);

void bv_plan_fetch(struct bv_answering *work);
void bv_plan_ask(struct bv_answering *work);
void bv_plan_repeat_contested(struct bv_answering *work);
void bv_plan_repeat_hinge(struct bv_answering *work);
void bv_plan_finish(struct bv_answering *work);
void bv_plan_test_next(struct bv_answering *work);
void bv_plan_which_bug(struct bv_answering *work);
void bv_plan_anew(struct bv_answering *work);
void bv_plan_show_old(struct bv_answering *work);
void bv_plan_go_on(struct bv_answering *work);
void bv_plan_confirm(struct bv_answering *work);
void bv_plan_revert(struct bv_answering *work);

/**
 * What git bisect would test next after replaying @salvage, or the runs would have tested.
 *
 * Unknown: false, without a tree or where the range is not known.
 * Owner:   kept in the answer's arena.
 */
bool bv_plan_next_commit(struct bv_next_commit *out, struct bv_answering *work,
			 const struct bv_salvage *salvage);

#endif
