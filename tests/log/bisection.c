/* SPDX-License-Identifier: GPL-2.0-only */
/* What is known of a bisection besides what --dump-model prints of it; see tests/data/models. */
#include <string.h>

#include "base/out.h"
#include "reading.h"

#define MODELS BV_TEST_DATA "/models/"
#define SYZBOT BV_TEST_DATA "/syzbot/"

/* The runs of a git log's good end, and of HEAD in a fix bisection, which is tested first too, say
 * nothing of how often the bug comes. */
Test(bisection, whose_runs_are_the_starts)
{
	static const struct {
		const char *path;
		const char *steps; /* 's' for a start test */
	} rows[] = {
		{MODELS "syzbot-steps/start-test-of-a-cause-bisection.txt", "s-"},
		{MODELS "syzbot-steps/start-test-of-a-fix-bisection-is-not-heads.txt", "s-"},
		{MODELS "syzbot-steps/start-test-where-head-is-the-start-both.txt", "ss"},
		{MODELS "syzbot-steps/start-test-none-behind-head.txt", "--"},
		{MODELS "git-log/start-test-is-the-bad-end.txt", "-s-"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading log = read_file(rows[i].path);
		const struct bv_steps *steps = &log.bisection->steps;

		cr_assert_eq(steps->count, strlen(rows[i].steps), "%s", rows[i].path);
		for (size_t k = 0; k < steps->count; k++)
			cr_expect_eq(bv_bisection_is_start_test(log.bisection, &steps->items[k]),
				     rows[i].steps[k] == 's', "%s: step %zu", rows[i].path, k + 1);
		bv_arena_release(&log.keep);
	}
}

/* What the replayed file says is not in the text. */
Test(bisection, a_replay_hides_the_start)
{
	struct reading log = read_file(MODELS "git-session/replay-begins-anew.txt");

	cr_expect(bv_bisection_is_start_missing(log.bisection));
	bv_arena_release(&log.keep);
}

Test(bisection, parts_have_their_own_lines)
{
	struct reading log = read_file(MODELS "mail/several-logs-are-several-parts.txt");

	cr_assert_eq(log.all.count, 2);
	cr_expect_eq(log.all.items[0].last_line, 7);
	cr_expect_eq(log.all.items[1].first_line, 8);
	bv_arena_release(&log.keep);
}

/* The title that is printed for one commit is not the other's. */
Test(bisection, parts_have_their_own_prints)
{
	struct reading log = read_file(MODELS "git-results/prints-stay-apart.txt");

	cr_assert_eq(log.all.count, 2);
	cr_expect(bv_text_equal(log.all.items[0].claim.print.subject, BV_TEXT("title")));
	cr_expect(bv_text_equal(log.all.items[1].claim.print.subject, BV_TEXT("old title")));
	cr_expect_eq(log.all.items[1].first_line, 8);
	bv_arena_release(&log.keep);
}

/* No text is read as more bisections than one could read. */
Test(bisection, parts_are_bounded)
{
	struct bv_text start = BV_TEXT("git bisect start\n"
				       "# bad: [0123456789abcdef0123456789abcdef01234567] a\n");
	struct bv_arena keep = {0};
	struct bv_out_buffer text = {.keep = &keep};
	struct reading log;

	for (size_t i = 0; i < 100; i++)
		(void)bv_sink_buffer(&text, start.data, start.size);
	log = read_text((struct bv_text){text.items, text.count});
	cr_expect_lt(log.all.count, 100);
	cr_expect(log.all.items[log.all.count - 1].is_truncated);
	bv_arena_release(&log.keep);
	bv_arena_release(&keep);
}

/* A verdict is where its runs begin; a kernel that is only built has none. */
Test(bisection, a_verdict_without_runs_has_no_line)
{
	struct reading built = read_file(SYZBOT "2023-06-majority.log");
	struct reading lost = read_file(SYZBOT "2024-12-lost-connection.log");

	cr_assert(built.bisection->steps.count == 5 && lost.bisection->steps.count == 4);
	cr_expect_eq(built.bisection->steps.items[4].verdict_line, 0);
	cr_expect_eq(lost.bisection->steps.items[3].verdict_line, 60);
	bv_arena_release(&built.keep);
	bv_arena_release(&lost.keep);
}

Test(bisection, one_list_of_recipients_until_2020)
{
	struct reading log = read_file(SYZBOT "2019-03-fix.log");

	cr_expect(log.bisection->claim.has_one_recipient_list);
	bv_arena_release(&log.keep);
}

Test(bisection, the_oops_is_no_part_of_the_log)
{
	struct reading log = read_file(SYZBOT "2019-11-signature.log");
	const struct bv_claim *claim = &log.bisection->claim;

	cr_expect_eq(claim->crash_line, 67);
	cr_expect(bv_text_starts_with(claim->crash_report, BV_TEXT("first bad commit: ")));
	cr_expect(bv_text_ends_with(claim->crash_report, BV_TEXT("(GCC) 8.1.0\n")));
	bv_arena_release(&log.keep);
}
