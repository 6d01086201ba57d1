/* SPDX-License-Identifier: GPL-2.0-only */
/* Confirming a result: the blamed commit, its parents, and a revert. */
#include "plan.h"

#include "base/banned.h"

static struct bv_revision_ref bad_end(const struct bv_case *c)
{
	return bv_revision_ref_is_none(c->bisection->start) ? c->bisection->git.bad
							    : c->bisection->start;
}

/*
 * Where the two kernels cannot differ nobody knows which verdict is the wrong one. Not every bug is
 * a crash.
 */
static const char *expected(const struct bv_answering *work, bool is_bad)
{
	bool is_crash = !bv_text_is_empty(bv_plan_bug(work)->title) || work->c->start.crashed > 0;

	if (work->result->is_innocence_proven)
		return NULL;
	if (is_crash)
		return is_bad ? "should crash" : "should not crash";
	return is_bad ? "should be bad" : "should be good";
}

static bool confirm_revert(struct bv_answering *work, struct bv_text culprit)
{
	struct bv_revision_ref bad = bad_end(work->c);
	struct bv_plan_test *test;

	if (bv_revision_ref_is_none(bad) ||
	    bv_case_same(work->c, bad, work->c->bisection->claim.first_bad) == BV_YES)
		return false;
	test = bv_plan_add_test(work, "the bad end, with the blamed commit reverted", bad);
	test->if_bad = BV_TEXT("it is not the cause, or not the only one");
	test->if_good = BV_TEXT("the result holds");
	bv_plan_command(
		work,
		bv_arena_print(work->keep, "git checkout %.*s && git revert --no-edit %.*s%.*s",
			       BV_TEXT_ARG(bv_shell_word(test->name, work->keep)),
			       BV_TEXT_ARG(culprit),
			       BV_TEXT_ARG(bv_plan_remark(work, test->runs, "should not crash"))));
	return true;
}

static void confirm_parent(struct bv_answering *work, const char *what, const char *behind,
			   struct bv_text culprit)
{
	struct bv_plan_test *test = bv_plan_add_test(work, what, (struct bv_revision_ref){0});

	test->name = bv_arena_print(work->keep, "%.*s%s", BV_TEXT_ARG(culprit), behind);
	test->if_bad = BV_TEXT("the bug is older than the blamed commit");
	test->if_good = BV_TEXT("that agrees with the log");
	bv_plan_command(work, bv_plan_checkout(work, test, expected(work, false)));
}

static void confirm_blamed(struct bv_answering *work, struct bv_revision_ref blamed)
{
	struct bv_plan_test *test = bv_plan_add_test(work, "the blamed commit", blamed);

	test->if_bad = BV_TEXT("that agrees with the log");
	test->if_good = BV_TEXT("it is not the first bad commit");
	bv_plan_command(work, bv_plan_checkout(work, test, expected(work, true)));
}

static struct bv_text confirm_words(struct bv_answering *work, struct bv_text name, bool has_revert)
{
	const char *parents = bv_case_is_merge(work->c) == BV_YES ? "parents" : "parent";
	struct bv_text revert = {0};

	if (work->result->is_innocence_proven)
		return bv_arena_print(
			work->keep,
			"test %.*s and its %s again, %.*s each: they cannot differ, so "
			"one of their verdicts is wrong",
			BV_TEXT_ARG(name), parents, BV_TEXT_ARG(bv_plan_times(work)));
	if (has_revert)
		revert = bv_arena_print(work->keep, ", and %.*s with it reverted",
					BV_TEXT_ARG(bv_case_name(work->c, bad_end(work->c))));
	return bv_arena_print(work->keep,
			      "to %s test %.*s and its %s again, %.*s each%.*s: if one goes "
			      "otherwise, the result does not hold",
			      bv_answer_is_doubted(work->out) ? "settle it" : "be surer",
			      BV_TEXT_ARG(name), parents, BV_TEXT_ARG(bv_plan_times(work)),
			      BV_TEXT_ARG(revert));
}

void bv_plan_confirm(struct bv_answering *work)
{
	struct bv_revision_ref blamed = work->c->bisection->claim.first_bad;
	struct bv_text name = bv_case_name(work->c, blamed);
	bool has_revert = false;

	bv_plan_say_what_counts(work);
	confirm_blamed(work, blamed);
	confirm_parent(work, "its parent", "^", name);
	if (bv_case_is_merge(work->c) == BV_YES)
		confirm_parent(work, "its other parent", "^2", name);
	else if (!work->result->is_innocence_proven)
		has_revert = confirm_revert(work, bv_shell_word(name, work->keep));
	work->out->plan.text = confirm_words(work, name, has_revert);
}

/* It was tested again: what is left is to see the bug go with it. */
void bv_plan_revert(struct bv_answering *work)
{
	struct bv_text name = bv_case_name(work->c, work->c->bisection->claim.first_bad);

	bv_plan_say_what_counts(work);
	if (!confirm_revert(work, bv_shell_word(name, work->keep))) {
		work->out->plan = (struct bv_plan){.bug = SIZE_MAX};
		return;
	}
	work->out->plan.text =
		bv_arena_print(work->keep, "to be surer still test %.*s with %.*s reverted, %.*s",
			       BV_TEXT_ARG(bv_case_name(work->c, bad_end(work->c))),
			       BV_TEXT_ARG(name), BV_TEXT_ARG(bv_plan_times(work)));
}
