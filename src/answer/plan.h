/* SPDX-License-Identifier: GPL-2.0-only */
/* The kinds of plans. Each fills answer->plan but for its kind, and is called only when it is due.
 */
#ifndef BV_ANSWER_PLAN_H
#define BV_ANSWER_PLAN_H

#include "answer_private.h"

/** The bug that the plan is for: the reported one, or the likeliest. Owner: borrowed. */
const struct bv_bug *bv_plan_bug(const struct bv_answering *work);

void bv_plan_fetch(struct bv_answering *work);
/*
 * What they are made of
 */

/** Add a line to paste; an empty one is none. Owner: borrowed. */
void bv_plan_command(struct bv_answering *work, struct bv_text line);
/** How often to run each test, by the plan's bug. Units: runs. Unknown: 0. */
size_t bv_plan_runs(const struct bv_answering *work);
/** The same as "twice" or "8 times"; "more than once" where it is not known. */
struct bv_text bv_plan_times(struct bv_answering *work);
/** Which crash counts, and which bug the plan is for. */
void bv_plan_say_what_counts(struct bv_answering *work);
/** Add a test of @ref, or with none of what is to be named yet. Owner: in the answer's arena. */
struct bv_plan_test *bv_plan_add_test(struct bv_answering *work, const char *what,
				      struct bv_revision_ref ref);
/** "  # 8 runs: should crash", a comment for a shell; @expected may be NULL. */
struct bv_text bv_plan_remark(struct bv_answering *work, size_t runs, const char *expected);
/** "git checkout X  # 8 runs: should crash". */
struct bv_text bv_plan_checkout(struct bv_answering *work, const struct bv_plan_test *test,
				const char *expected);

/*
 * The kinds
 */

void bv_plan_ask(struct bv_answering *work);
void bv_plan_repeat_contested(struct bv_answering *work);
void bv_plan_repeat_wrong(struct bv_answering *work);
void bv_plan_repeat_hinge(struct bv_answering *work);
void bv_plan_finish(struct bv_answering *work);
void bv_plan_test_next(struct bv_answering *work);
void bv_plan_which_bug(struct bv_answering *work);
void bv_plan_anew(struct bv_answering *work);
void bv_plan_show_old(struct bv_answering *work);
/** The release that the walk ended at as good, and that the user found bad since; NULL: none. */
const struct bv_step *bv_plan_release_found_bad(const struct bv_answering *work);
void bv_plan_older(struct bv_answering *work);
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
