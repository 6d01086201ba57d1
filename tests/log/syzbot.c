/* SPDX-License-Identifier: GPL-2.0-only */
/* syzkaller's logs of every era: steps, verdicts, runs, offers. The fixtures are invented. */
#include "log/syzbot/syzbot_era.h"
#include "syzbot_support.h"

#define FIXTURES BV_TEST_DATA "/syzbot/"

static const struct {
	const char *name;
	enum bv_kind kind;
	enum bv_syzbot_era oldest, newest;
	size_t steps;
	enum bv_ending ending;
	const char *first_bad;
	size_t unknown_lines;
	bool is_cut;
} logs[] = {
	{FIXTURES "2018-05-tries.log", BV_KIND_SYZBOT_CAUSE, BV_ERA_2018_05_FIVE_TRIES,
	 BV_ERA_2018_05_FIVE_TRIES, 5, BV_ENDING_FIRST_BAD, "97b7e6213e08", 0, false},
	{FIXTURES "2018-05-fix.log", BV_KIND_SYZBOT_FIX, BV_ERA_2018_05_EIGHT_RUNS,
	 BV_ERA_2018_05_EIGHT_RUNS, 2, BV_ENDING_STILL_ON_HEAD, NULL, 0, false},
	{FIXTURES "2019-03-fix.log", BV_KIND_SYZBOT_FIX, BV_ERA_2019_03_TEN_RUNS,
	 BV_ERA_2019_11_HASHES, 4, BV_ENDING_FIRST_BAD, "f5f74d8a5130", 0, false},
	{FIXTURES "2019-11-signature.log", BV_KIND_SYZBOT_CAUSE, BV_ERA_2019_11_SIGNATURE,
	 BV_ERA_2019_12_PARENT, 4, BV_ENDING_FIRST_BAD, "97b7e6213e08", 0, false},
	{FIXTURES "2020-07-config.log", BV_KIND_SYZBOT_CAUSE, BV_ERA_2020_07_TIMEOUT,
	 BV_ERA_2020_07_TO_AND_CC, 6, BV_ENDING_ONLY_SKIPPED, NULL, 0, false},
	{FIXTURES "2023-05-infra.log", BV_KIND_SYZBOT_CAUSE, BV_ERA_2023_05_INFRA,
	 BV_ERA_2023_05_INFRA, 4, BV_ENDING_OLDEST_RELEASE, NULL, 0, false},
	{FIXTURES "2023-06-majority.log", BV_KIND_SYZBOT_CAUSE, BV_ERA_2023_06_MAJORITY,
	 BV_ERA_2023_06_MAJORITY, 5, BV_ENDING_FIRST_BAD, "53f9d58ee649", 0, false},
	{FIXTURES "2023-07-doubled.log", BV_KIND_SYZBOT_CAUSE, BV_ERA_2023_07_REPRESENTATIVE,
	 BV_ERA_2023_07_REPRESENTATIVE, 4, BV_ENDING_FIRST_BAD, "97b7e6213e08", 0, false},
	{FIXTURES "2023-08-fix.log", BV_KIND_SYZBOT_FIX, BV_ERA_2023_08_INTRODUCED,
	 BV_ERA_2023_08_PICKED, 7, BV_ENDING_FIRST_BAD, "b386ff0d6df4", 0, false},
	{FIXTURES "2023-08-cross-tree.log", BV_KIND_SYZBOT_FIX, BV_ERA_2023_08_PICKED,
	 BV_ERA_2023_08_PICKED, 2, BV_ENDING_NOT_REPRODUCED, NULL, 0, false},
	{FIXTURES "2024-07-two-crashes.log", BV_KIND_SYZBOT_CAUSE, BV_ERA_2024_07_TWO_CRASHES,
	 BV_ERA_2024_07_TWO_CRASHES, 7, BV_ENDING_TIMEOUT, NULL, 0, false},
	{FIXTURES "2024-12-lost-connection.log", BV_KIND_SYZBOT_CAUSE,
	 BV_ERA_2024_12_LOST_CONNECTION, BV_ERA_2024_12_LOST_CONNECTION, 4, BV_ENDING_NONE, NULL, 1,
	 true},
};

Test(syzbot, logs_of_every_era)
{
	for (size_t i = 0; i < sizeof(logs) / sizeof(logs[0]); i++) {
		struct reading log = read_file(logs[i].name);
		const struct bv_bisection *b = log.bisection;

		cr_expect_eq(b->kind, logs[i].kind, "%s: kind", logs[i].name);
		cr_expect(b->era.is_known && b->era.oldest == logs[i].oldest &&
				  b->era.newest == logs[i].newest,
			  "%s: era %u to %u", logs[i].name, b->era.oldest, b->era.newest);
		cr_expect_eq(b->steps.count, logs[i].steps, "%s: %zu steps", logs[i].name,
			     b->steps.count);
		cr_expect_eq(b->claim.ending, logs[i].ending, "%s: ending %d", logs[i].name,
			     (int)b->claim.ending);
		cr_expect(is_written(b, b->claim.first_bad, logs[i].first_bad), "%s: blamed",
			  logs[i].name);
		cr_expect_eq(b->unknown_lines.count, logs[i].unknown_lines, "%s: unknown lines",
			     logs[i].name);
		cr_expect_eq(b->is_cut, logs[i].is_cut, "%s: cut", logs[i].name);
		bv_arena_release(&log.keep);
	}
}

/* How many runs went how, after "all runs" was spelt out and doubles were dropped. */
static const struct {
	const char *name;
	size_t step;
	enum bv_phase phase;
	enum bv_verdict verdict, mark;
	size_t line, verdict_line;
	size_t crashed, ok, other;
	bool is_inferred;
} steps[] = {
	{FIXTURES "2018-05-tries.log", 0, BV_PHASE_START, BV_VERDICT_BAD, BV_VERDICT_UNKNOWN, 3, 4,
	 5, 0, 0, false},
	{FIXTURES "2018-05-tries.log", 1, BV_PHASE_WALK, BV_VERDICT_SKIP, BV_VERDICT_UNKNOWN, 10,
	 11, 0, 0, 0, false},
	{FIXTURES "2018-05-tries.log", 2, BV_PHASE_WALK, BV_VERDICT_GOOD, BV_VERDICT_UNKNOWN, 13,
	 14, 0, 4, 1, false},
	{FIXTURES "2018-05-fix.log", 0, BV_PHASE_START, BV_VERDICT_BAD, BV_VERDICT_UNKNOWN, 3, 4, 8,
	 0, 0, true},
	{FIXTURES "2018-05-fix.log", 1, BV_PHASE_START, BV_VERDICT_BAD, BV_VERDICT_UNKNOWN, 6, 7, 1,
	 7, 0, false},
	/* a fix log's words are the other way round */
	{FIXTURES "2019-03-fix.log", 1, BV_PHASE_START, BV_VERDICT_GOOD, BV_VERDICT_UNKNOWN, 6, 7,
	 0, 10, 0, true},
	{FIXTURES "2019-03-fix.log", 2, BV_PHASE_BISECT, BV_VERDICT_BAD, BV_VERDICT_GOOD, 11, 13,
	 10, 0, 0, true},
	{FIXTURES "2019-03-fix.log", 3, BV_PHASE_BISECT, BV_VERDICT_GOOD, BV_VERDICT_BAD, 16, 18, 0,
	 10, 0, true},
	/* the lines of a failed scp belong to its run */
	{FIXTURES "2019-11-signature.log", 2, BV_PHASE_WALK, BV_VERDICT_GOOD, BV_VERDICT_UNKNOWN,
	 13, 15, 0, 8, 2, false},
	{FIXTURES "2020-07-config.log", 1, BV_PHASE_CONFIG, BV_VERDICT_GOOD, BV_VERDICT_UNKNOWN, 7,
	 9, 0, 10, 0, true},
	/* nothing could be run, in a kernel that was built */
	{FIXTURES "2020-07-config.log", 4, BV_PHASE_BISECT, BV_VERDICT_SKIP, BV_VERDICT_SKIP, 24,
	 27, 0, 0, 0, false},
	{FIXTURES "2023-06-majority.log", 0, BV_PHASE_START, BV_VERDICT_BAD, BV_VERDICT_UNKNOWN, 6,
	 9, 20, 0, 0, true},
	{FIXTURES "2023-06-majority.log", 1, BV_PHASE_WALK, BV_VERDICT_SKIP, BV_VERDICT_UNKNOWN, 11,
	 14, 0, 5, 5, false},
	/* the parent of the blamed commit is built only */
	{FIXTURES "2023-06-majority.log", 4, BV_PHASE_BUILD, BV_VERDICT_UNKNOWN, BV_VERDICT_UNKNOWN,
	 54, 0, 0, 0, 0, false},
	/* 13 lines for 10 runs, then 20 runs each, since the reproducer is flaky */
	{FIXTURES "2023-07-doubled.log", 1, BV_PHASE_WALK, BV_VERDICT_BAD, BV_VERDICT_UNKNOWN, 12,
	 15, 3, 7, 0, false},
	{FIXTURES "2023-07-doubled.log", 2, BV_PHASE_WALK, BV_VERDICT_GOOD, BV_VERDICT_UNKNOWN, 30,
	 33, 0, 20, 0, true},
	{FIXTURES "2023-07-doubled.log", 3, BV_PHASE_BISECT, BV_VERDICT_BAD, BV_VERDICT_BAD, 39, 65,
	 2, 17, 1, false},
	{FIXTURES "2023-08-fix.log", 3, BV_PHASE_MERGE_BASE, BV_VERDICT_GOOD, BV_VERDICT_UNKNOWN,
	 54, 57, 0, 10, 0, true},
	{FIXTURES "2023-08-fix.log", 4, BV_PHASE_PRETENDED, BV_VERDICT_BAD, BV_VERDICT_GOOD, 59, 60,
	 0, 0, 0, false},
	/* one crash in twenty is not enough any more */
	{FIXTURES "2024-07-two-crashes.log", 3, BV_PHASE_WALK, BV_VERDICT_SKIP, BV_VERDICT_UNKNOWN,
	 89, 92, 1, 19, 0, false},
	{FIXTURES "2024-07-two-crashes.log", 5, BV_PHASE_MERGE_BASE, BV_VERDICT_GOOD,
	 BV_VERDICT_GOOD, 143, 148, 0, 20, 0, true},
	{FIXTURES "2024-12-lost-connection.log", 0, BV_PHASE_START, BV_VERDICT_BAD,
	 BV_VERDICT_UNKNOWN, 6, 9, 12, 0, 8, false},
	{FIXTURES "2024-12-lost-connection.log", 3, BV_PHASE_BISECT, BV_VERDICT_UNKNOWN,
	 BV_VERDICT_UNKNOWN, 60, 60, 0, 0, 0, false},
};

Test(syzbot, steps_with_their_verdicts_and_runs)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct reading log = read_file(steps[i].name);
		const struct bv_step *step = &log.bisection->steps.items[steps[i].step];

		cr_assert_lt(steps[i].step, log.bisection->steps.count);
		cr_expect(step->phase == steps[i].phase && step->verdict == steps[i].verdict &&
				  step->mark == steps[i].mark,
			  "%s, step %zu: phase %d, verdict %d, mark %d", steps[i].name,
			  steps[i].step, (int)step->phase, (int)step->verdict, (int)step->mark);
		cr_expect(step->line == steps[i].line &&
				  step->verdict_line == steps[i].verdict_line,
			  "%s, step %zu: lines %zu, %zu", steps[i].name, steps[i].step, step->line,
			  step->verdict_line);
		cr_expect(bv_step_count(step, BV_OUTCOME_CRASHED) == steps[i].crashed &&
				  bv_step_count(step, BV_OUTCOME_OK) == steps[i].ok &&
				  bv_step_count_other(step) == steps[i].other &&
				  step->is_runs_inferred == steps[i].is_inferred,
			  "%s, step %zu: runs", steps[i].name, steps[i].step);
		bv_arena_release(&log.keep);
	}
}

#define ONES           "1111111111111111111111111111111111111111"
#define TWOS           "2222222222222222222222222222222222222222"
#define START          "bisecting cause commit starting from " ONES "\n"
#define TEST(compiler) "testing commit " ONES " with gcc (GCC) " compiler "\n"
#define SIGNED         "kernel signature: " ONES "111111111111111111111111\n"
#define OK5            "run #0: OK\nrun #1: OK\nrun #2: OK\nrun #3: OK\nrun #4: OK\n"

Test(syzbot, what_is_missing_dates_a_log_too)
{
	static const struct {
		const char *why;
		struct bv_text text;
		enum bv_syzbot_era oldest, newest;
	} rows[] = {
		{"nothing but the head", BV_TEXT_INIT(START), BV_ERA_2019_03_TEN_RUNS,
		 BV_ERA_2021_07_COMPILER},
		{"a kernel without a signature", BV_TEXT_INIT(START TEST("8.1.0") "all runs: OK\n"),
		 BV_ERA_2019_03_TEN_RUNS, BV_ERA_2019_11_HASHES},
		{"ten lines in the first test", BV_TEXT_INIT(START TEST("9.9.9") SIGNED OK5 OK5),
		 BV_ERA_2020_01_SHA256, BV_ERA_2020_11_FLAKY},
		{"twenty lines in the first test",
		 BV_TEXT_INIT(START TEST("9.9.9") SIGNED OK5 OK5 OK5 OK5),
		 BV_ERA_2021_02_TWENTY_RUNS, BV_ERA_2021_02_TWENTY_RUNS},
		{"the compiler of the time of twenty runs",
		 BV_TEXT_INIT(START TEST("10.2.1 20210217") SIGNED "all runs: OK\n"),
		 BV_ERA_2021_02_TWENTY_RUNS, BV_ERA_2021_02_TWENTY_RUNS},
		{"the compiler before it, in mainline",
		 BV_TEXT_INIT(START TEST("8.1.0") SIGNED
			      "all runs: OK\ntesting release v5.10\n" TEST("8.1.0")),
		 BV_ERA_2020_01_SHA256, BV_ERA_2020_11_FLAKY},
		{"a stable tree keeps its compiler",
		 BV_TEXT_INIT(START TEST("8.1.0") SIGNED
			      "all runs: OK\ntesting release v5.4.101\n" TEST("8.1.0")),
		 BV_ERA_2020_01_SHA256, BV_ERA_2021_02_TWENTY_RUNS},
		{"an empty line behind git's answer",
		 BV_TEXT_INIT(START "# git bisect start " ONES " " TWOS "\n[" TWOS "] a\n\nb\n"),
		 BV_ERA_2020_11_FLAKY, BV_ERA_2021_07_COMPILER},
		{"none behind it",
		 BV_TEXT_INIT(START "# git bisect start " ONES " " TWOS "\n[" TWOS
				    "] a\n" TEST("9.9.9")),
		 BV_ERA_2019_11_HASHES, BV_ERA_2020_11_FLAKY},
		{"an unknown line behind it",
		 BV_TEXT_INIT(START "# git bisect start " ONES " " TWOS "\n[" TWOS "] a\nb\n"),
		 BV_ERA_2019_11_HASHES, BV_ERA_2021_07_COMPILER},
		{"a skip although a run passed",
		 BV_TEXT_INIT(START TEST("8.1.0") "run #0: OK\n# git bisect start " ONES
						  " v5.0\n" TEST("8.1.0") "run #0: OK\n"
									  "# git bisect skip " ONES
									  "\n"),
		 BV_ERA_2019_03_SKIP, BV_ERA_2019_03_SKIP},
		{"a crash without its representative",
		 BV_TEXT_INIT("ci starts bisection 2023-07-10 10:00:00 +0000 UTC\n" START
			      "testing commit " ONES " gcc\n" SIGNED "all runs: crashed: a\n"),
		 BV_ERA_2023_05_INFRA, BV_ERA_2023_06_ENOUGH_RUNS},
		{"eras that do not meet",
		 BV_TEXT_INIT(
			 "ci starts bisection 2023-07-10 10:00:00 +0000 UTC\n" START TEST("8.1.0")),
		 0, 0},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading log = read_text(rows[i].text);
		const struct bv_era *era = &log.bisection->era;

		cr_expect(era->oldest == rows[i].oldest && era->newest == rows[i].newest,
			  "%s: %u to %u", rows[i].why, era->oldest, era->newest);
		bv_arena_release(&log.keep);
	}
}

/* The first test of a log is its start test, unless the log's beginning is missing. */
Test(syzbot, what_the_first_test_is_for)
{
	static const struct {
		struct bv_text text;
		enum bv_phase phase;
	} rows[] = {
		{BV_TEXT_INIT(START TEST("8.1.0") "all runs: OK\n"), BV_PHASE_START},
		{BV_TEXT_INIT("building syzkaller on " TWOS "\n" TEST("8.1.0")), BV_PHASE_START},
		{BV_TEXT_INIT("testing current HEAD " ONES "\n" TEST("8.1.0")), BV_PHASE_START},
		{BV_TEXT_INIT("testing release v5.0\n" TEST("8.1.0")), BV_PHASE_WALK},
		{BV_TEXT_INIT("# git bisect start " ONES " " TWOS "\n" TEST("8.1.0")),
		 BV_PHASE_BISECT},
		{BV_TEXT_INIT(TEST("8.1.0") "run #0: crashed: a\n" TEST("8.1.0")),
		 BV_PHASE_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading log = read_text(rows[i].text);
		const struct bv_steps *tests = &log.bisection->steps;

		for (size_t k = 0; k < tests->count; k++)
			cr_expect_eq(tests->items[k].phase, rows[i].phase, "row %zu", i);
		cr_expect_gt(tests->count, 0);
		bv_arena_release(&log.keep);
	}
}

/* HEAD of a fix bisection is tested first too, but shows nothing of how often the bug comes. */
Test(syzbot, whose_runs_are_the_starts)
{
	static const struct {
		struct bv_text text;
		bool first, second;
	} rows[] = {
		{BV_TEXT_INIT(START TEST("8.1.0") "all runs: crashed: a\n"
						  "testing release v5.0\n" TEST("8.1.0")),
		 true, false},
		{BV_TEXT_INIT("bisecting fixing commit since " TWOS "\n"
			      "testing commit " TWOS "\nall runs: crashed: a\n"
			      "testing current HEAD " ONES "\n" TEST("8.1.0") "all runs: OK\n"),
		 true, false},
		{BV_TEXT_INIT("bisecting fixing commit since " ONES
			      "\n" TEST("8.1.0") "all runs: crashed: a\n"
						 "testing current HEAD " ONES "\n" TEST("8.1.0")),
		 true, true},
		{BV_TEXT_INIT("testing current HEAD " ONES
			      "\n" TEST("8.1.0") "all runs: OK\n"
						 "testing commit " TWOS "\nall runs: crashed: a\n"),
		 false, false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading log = read_text(rows[i].text);
		const struct bv_steps *tests = &log.bisection->steps;

		cr_assert_eq(tests->count, 2, "row %zu", i);
		cr_expect_eq(bv_bisection_is_start_test(log.bisection, &tests->items[0]),
			     rows[i].first, "row %zu", i);
		cr_expect_eq(bv_bisection_is_start_test(log.bisection, &tests->items[1]),
			     rows[i].second, "row %zu", i);
		bv_arena_release(&log.keep);
	}
}

Test(syzbot, a_tag_in_the_range_stands_for_the_hash_that_was_tested)
{
	struct reading log = read_file(FIXTURES "2018-05-tries.log");
	const struct bv_git_start *git = &log.bisection->git;

	cr_assert_eq(git->good.count, 1);
	cr_expect(is_written(log.bisection, git->bad, "53f9d58ee649"));
	cr_expect(is_written(log.bisection, git->good.items[0], "773db2918a86"));
	bv_arena_release(&log.keep);
}

Test(syzbot, what_git_offered_stays_with_the_step_that_tested_it)
{
	struct reading log = read_file(FIXTURES "2024-07-two-crashes.log");
	const struct bv_bisection *b = log.bisection;
	const struct bv_offer *base = &b->steps.items[5].offer;
	const struct bv_offer *next = &b->steps.items[6].offer;

	cr_expect(base->is_merge_base && base->line == 140 && !base->revisions_left.is_known);
	cr_expect(next->line == 149 && next->revisions_left.value == 1 &&
		  next->steps_left.value == 1);
	cr_expect(is_written(b, next->revision, "97b7e6213e08"));
	/* offered, but the time was over */
	cr_expect_eq(b->pending.line, 156);
	bv_arena_release(&log.keep);
}

Test(syzbot, the_text_of_a_failed_build_is_no_ending)
{
	struct reading log = read_file(FIXTURES "2019-11-signature.log");
	const struct bv_step *step = &log.bisection->steps.items[1];

	cr_expect(step->is_build_failed);
	cr_expect(bv_text_starts_with(step->build_error,
				      BV_TEXT("error: drivers/widget/core.c:12:3")));
	cr_expect_eq(log.bisection->claim.ending, BV_ENDING_FIRST_BAD);
	bv_arena_release(&log.keep);
}

/* A test of another commit than the marked one is what a check looks for. */
Test(syzbot, the_mark_keeps_the_commit_it_names)
{
	struct reading log = read_text(BV_TEXT(
		"bisecting cause commit starting from 1111111111111111111111111111111111111111\n"
		"# git bisect start 1111111111111111111111111111111111111111 "
		"2222222222222222222222222222222222222222\n"
		"testing commit 3333333333333333333333333333333333333333 gcc\n"
		"all runs: OK\n"
		"# git bisect bad 4444444444444444444444444444444444444444\n"
		"# git bisect good 5555555555555555555555555555555555555555\n"));
	const struct bv_bisection *b = log.bisection;

	cr_assert_eq(b->steps.count, 2);
	cr_expect(is_written(b, b->steps.items[0].revision, "3333"));
	cr_expect(is_written(b, b->steps.items[0].marked, "4444"));
	cr_expect_eq(b->steps.items[0].verdict, BV_VERDICT_BAD);
	/* marked without a test that the log shows */
	cr_expect(is_written(b, b->steps.items[1].revision, "5555"));
	cr_expect_eq(b->steps.items[1].verdict_line, 6);
	bv_arena_release(&log.keep);
}

Test(syzbot, a_quoted_log_is_read_without_its_quotes)
{
	struct reading log = read_text(BV_TEXT(
		"On Monday somebody wrote:\n"
		"> bisecting cause commit starting from 1111111111111111111111111111111111111111\n"
		"> testing commit 1111111111111111111111111111111111111111 with gcc (GCC) 8.1.0\n"
		"> all runs: OK\n"
		"> revisions tested: 1, total time: 1m0s (build: 30s, test: 30s)\n"
		"> error: the crash wasn't reproduced on the original commit\n"));

	cr_expect_eq(log.bisection->kind, BV_KIND_SYZBOT_CAUSE);
	cr_expect_eq(log.bisection->steps.count, 1);
	cr_expect_eq(log.bisection->claim.ending, BV_ENDING_NOT_REPRODUCED);
	cr_expect_eq(log.bisection->claim.line, 6);
	bv_arena_release(&log.keep);
}
