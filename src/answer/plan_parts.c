/* SPDX-License-Identifier: GPL-2.0-only */
/* What the kinds of plans are made of: tests, commands, and how often to run. */
#include "plan.h"

#include "base/banned.h"

void bv_plan_command(struct bv_answering *work, struct bv_text line)
{
	if (!bv_text_is_empty(line))
		*BV_APPEND(&work->out->plan.commands, work->keep) = line;
}

/* How often to run, by the bug of the plan; 0 where no rate is known. */
size_t bv_plan_runs(const struct bv_answering *work)
{
	const struct bv_reading *reading = bv_plan_bug(work)->reading;

	return reading && !bv_plan_bug(work)->is_rate_hopeless ? reading->runs_to_believe : 0;
}

void bv_plan_say_what_counts(struct bv_answering *work)
{
	const struct bv_bug *bug = bv_plan_bug(work);

	work->out->plan.bug = 0;
	/* Where it is not known which of several it is, none may be told to count. */
	if (!bv_text_is_empty(bug->title) && (work->out->bugs.count == 1 || bug->is_reported))
		work->out->plan.counts = bv_arena_print(
			work->keep,
			"bad only after a crash titled \"%.*s\": another is not bad, run again or "
			"skip",
			BV_TEXT_ARG(bug->title));
}

struct bv_plan_test *bv_plan_add_test(struct bv_answering *work, const char *what,
				      struct bv_revision_ref ref)
{
	struct bv_plan_test *test = BV_APPEND(&work->out->plan.tests, work->keep);

	test->what = bv_text_from(what);
	test->runs = bv_plan_runs(work);
	if (bv_revision_ref_is_none(ref))
		return test;
	test->commit = bv_case_full_name(work->c, ref, work->keep);
	test->name = bv_case_name(work->c, ref);
	test->subject = bv_case_subject(work->c, ref);
	return test;
}

/* "  # 8 runs: should be bad" */
struct bv_text bv_plan_remark(struct bv_answering *work, size_t runs, const char *expected)
{
	struct bv_text count = {0};

	if (runs)
		count = bv_arena_print(work->keep, "%zu run%s%s", runs, bv_plural(runs),
				       expected ? ": " : "");
	return bv_arena_print(work->keep, "%s%.*s%s", count.size || expected ? "  # " : "",
			      BV_TEXT_ARG(count), expected ? expected : "");
}

/* By the name that the screen has for it. */
struct bv_text bv_plan_checkout(struct bv_answering *work, const struct bv_plan_test *test,
				const char *expected)
{
	return bv_arena_print(work->keep, "git checkout %.*s%.*s",
			      BV_TEXT_ARG(bv_shell_word(test->name, work->keep)),
			      BV_TEXT_ARG(bv_plan_remark(work, test->runs, expected)));
}

/* "8 times", or "some times" where nothing tells how often the bug shows. */
struct bv_text bv_plan_times(struct bv_answering *work)
{
	size_t runs = bv_plan_runs(work);

	if (runs == 0)
		return BV_TEXT("more than once");
	if (runs <= 2)
		return runs == 1 ? BV_TEXT("once") : BV_TEXT("twice");
	return bv_arena_print(work->keep, "%zu times", runs);
}
