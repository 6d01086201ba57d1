/* SPDX-License-Identifier: GPL-2.0-only */
/* How syzkaller's logs end: result, recipients, signatures, totals, errors, the oops. */
#include "log/syzbot/syzbot_private.h"
#include "syzbot_support.h"

#define FIXTURES BV_TEST_DATA "/syzbot/"

Test(syzbot_claim, three_statements_name_the_same_commit)
{
	struct reading log = read_file(FIXTURES "2019-11-signature.log");
	const struct bv_claim *claim = &log.bisection->claim;

	cr_assert_eq(claim->statements.count, 3);
	cr_expect_eq(claim->statements.items[0].kind, BV_STATEMENT_GIT);
	cr_expect_eq(claim->statements.items[1].kind, BV_STATEMENT_HEADER);
	cr_expect_eq(claim->statements.items[2].kind, BV_STATEMENT_PRODUCER);
	for (size_t i = 0; i < 3; i++)
		cr_expect(is_written(log.bisection, claim->statements.items[i].revision,
				     "97b7e6213e08"));
	cr_expect_eq(claim->line, 65);
	bv_arena_release(&log.keep);
}

Test(syzbot_claim, signatures_in_both_spellings)
{
	static const struct {
		const char *name, *culprit, *parent;
	} rows[] = {
		{FIXTURES "2019-11-signature.log", "302f5a21", "4d0fbd5c"},
		{FIXTURES "2023-06-majority.log", "5419614e", "b900c4fa"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading log = read_file(rows[i].name);
		const struct bv_claim *claim = &log.bisection->claim;

		cr_expect(bv_text_starts_with(claim->culprit_signature,
					      bv_text_from(rows[i].culprit)) &&
				  bv_text_starts_with(claim->parent_signature,
						      bv_text_from(rows[i].parent)),
			  "%s", rows[i].name);
		bv_arena_release(&log.keep);
	}
}

Test(syzbot_claim, the_end_of_a_fix_bisection)
{
	struct reading log = read_file(FIXTURES "2023-08-fix.log");
	const struct bv_claim *claim = &log.bisection->claim;

	cr_expect(is_written(log.bisection, claim->untested_parent, "f5f74d8a5130"));
	cr_expect_eq(claim->revisions_tested.value, 5);
	cr_expect(bv_text_equal(claim->total_time, BV_TEXT("1h1m2.5s")));
	cr_expect(bv_text_equal(claim->error_probability, BV_TEXT("0.00")));
	cr_expect(bv_text_equal(claim->false_negative, BV_TEXT("0.000")));
	cr_assert_eq(claim->recipients_to.count, 1);
	cr_expect(bv_text_equal(claim->recipients_to.items[0], BV_TEXT("ada@example.org")));
	cr_expect_eq(claim->recipients_cc.count, 0);
	bv_arena_release(&log.keep);
}

Test(syzbot_claim, one_list_of_recipients_until_2020)
{
	struct reading log = read_file(FIXTURES "2019-03-fix.log");
	const struct bv_claim *claim = &log.bisection->claim;

	cr_expect(claim->has_one_recipient_list);
	cr_assert_eq(claim->recipients_to.count, 2);
	cr_expect(bv_text_equal(claim->recipients_to.items[1], BV_TEXT("list@example.org")));
	bv_arena_release(&log.keep);
}

Test(syzbot_claim, the_list_of_an_inconclusive_bisection_is_read_once)
{
	struct reading log = read_file(FIXTURES "2020-07-config.log");
	const struct bv_claim *claim = &log.bisection->claim;

	cr_assert_eq(claim->could_be.count, 3);
	cr_expect(is_written(log.bisection, claim->could_be.items[0], "97b7e6213e08"));
	cr_expect(is_written(log.bisection, claim->could_be.items[2], "53f9d58ee649"));
	bv_arena_release(&log.keep);
}

Test(syzbot_claim, the_oops_is_no_part_of_the_log)
{
	struct reading log = read_file(FIXTURES "2019-11-signature.log");
	const struct bv_claim *claim = &log.bisection->claim;

	cr_expect(bv_text_equal(claim->crash_title,
				BV_TEXT("INFO: rcu detected stall in widget_loop")));
	cr_expect_eq(claim->crash_line, 67);
	cr_expect(bv_text_starts_with(claim->crash_report, BV_TEXT("first bad commit: ")));
	cr_expect(bv_text_ends_with(claim->crash_report, BV_TEXT("(GCC) 8.1.0\n")));
	bv_arena_release(&log.keep);
}

Test(syzbot_claim, the_oldest_release_gets_its_title)
{
	struct reading log = read_file(FIXTURES "2023-05-infra.log");
	const struct bv_bisection *b = log.bisection;
	const struct bv_revision *oldest = bv_bisection_revision(b, b->steps.items[3].revision);

	cr_expect(bv_text_equal(oldest->subject, BV_TEXT("Linux 6.1")));
	bv_arena_release(&log.keep);
}

#define HEX40 "1111111111111111111111111111111111111111"

Test(syzbot_claim, a_lone_error_is_a_log_where_only_syzkaller_writes_it)
{
	static const struct {
		struct bv_text text;
		enum bv_kind kind;
		enum bv_ending ending;
	} rows[] = {
		{BV_TEXT_INIT("bisection is taking too long (>8h0m0s), aborting"),
		 BV_KIND_SYZBOT_CAUSE, BV_ENDING_TIMEOUT},
		{BV_TEXT_INIT("the crash wasn't reproduced on the original commit"),
		 BV_KIND_SYZBOT_CAUSE, BV_ENDING_NOT_REPRODUCED},
		{BV_TEXT_INIT("commit " HEX40 " not reachable in branch 'master'"),
		 BV_KIND_SYZBOT_CAUSE, BV_ENDING_ERROR},
		{BV_TEXT_INIT("syzkaller build failed: failed to run [\"make\"]\nmake: stop\n"),
		 BV_KIND_SYZBOT_CAUSE, BV_ENDING_ERROR},
		{BV_TEXT_INIT("failed to run [\"make\"]: exit status 2"), BV_KIND_UNKNOWN,
		 BV_ENDING_NONE},
		{BV_TEXT_INIT("failed to run [\"git\" \"checkout\" \"" HEX40 "\"]: exit status 1\n"
			      "fatal: it is not there\n"),
		 BV_KIND_SYZBOT_CAUSE, BV_ENDING_ERROR},
		{BV_TEXT_INIT("failed to run [git checkout]: exit status 1\n"), BV_KIND_UNKNOWN,
		 BV_ENDING_NONE},
		{BV_TEXT_INIT("It says:\nfailed to run [\"git\" \"checkout\"]: exit status 1\n"),
		 BV_KIND_UNKNOWN, BV_ENDING_NONE},
		{BV_TEXT_INIT("mm/a.c:3: error: expected expression"), BV_KIND_UNKNOWN,
		 BV_ENDING_NONE},
		{BV_TEXT_INIT(""), BV_KIND_UNKNOWN, BV_ENDING_NONE},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading log = read_text(rows[i].text);

		cr_expect(log.bisection->kind == rows[i].kind &&
				  log.bisection->claim.ending == rows[i].ending,
			  "%s", rows[i].text.data);
		cr_expect_eq(log.bisection->steps.count, 0);
		cr_expect_eq(log.bisection->unknown_lines.count, 0, "%s", rows[i].text.data);
		bv_arena_release(&log.keep);
	}
}

#define HEAD                                                                                       \
	"bisecting cause commit starting from " HEX40 "\n"                                         \
	"# git bisect start " HEX40 " 2222222222222222222222222222222222222222\n"
#define TOTALS "revisions tested: 1, total time: 1m0s (build: 30s, test: 30s)\n"

Test(syzbot_claim, endings)
{
	static const struct {
		struct bv_text text;
		enum bv_ending ending;
		const char *first_bad;
	} rows[] = {
		{BV_TEXT_INIT(HEAD HEX40 " is the first bad commit\n"), BV_ENDING_FIRST_BAD,
		 "1111"},
		/* git concluded, syzkaller did not */
		{BV_TEXT_INIT(HEAD HEX40 " is the first bad commit\n" TOTALS
					 "error: no result for culprit commit\n"),
		 BV_ENDING_ERROR, NULL},
		{BV_TEXT_INIT(HEAD "The merge base " HEX40 " is bad.\n"
				   "This means the bug has been fixed between x and [y].\n" TOTALS
				   "error: failed to run [\"git\" \"bisect\" \"bad\"]\n"),
		 BV_ENDING_MERGE_BASE_BAD, NULL},
		{BV_TEXT_INIT(HEAD "There are only 'skip'ped commits left to test.\n" TOTALS),
		 BV_ENDING_ONLY_SKIPPED, NULL},
		{BV_TEXT_INIT(HEAD TOTALS
			      "the crash already happened on the oldest tested release\n"),
		 BV_ENDING_OLDEST_RELEASE, NULL},
		{BV_TEXT_INIT(HEAD TOTALS "the crash still happens on HEAD\n"),
		 BV_ENDING_STILL_ON_HEAD, NULL},
		{BV_TEXT_INIT(HEAD "HEAD had kernel build, boot or test errors\n" TOTALS
				   "crash still not fixed or there were kernel test errors\n"),
		 BV_ENDING_ERROR, NULL},
		/* these words end nothing before the totals */
		{BV_TEXT_INIT(HEAD "error: the crash wasn't reproduced\n"), BV_ENDING_NONE, NULL},
		{BV_TEXT_INIT(HEAD "first bad commit: " HEX40 " a title\n"), BV_ENDING_NONE, NULL},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading log = read_text(rows[i].text);
		const struct bv_claim *claim = &log.bisection->claim;

		cr_expect_eq(claim->ending, rows[i].ending, "row %zu: %d", i, (int)claim->ending);
		cr_expect(is_written(log.bisection, claim->first_bad, rows[i].first_bad),
			  "row %zu: blamed", i);
		bv_arena_release(&log.keep);
	}
}

Test(syzbot_claim, lists_quoted_by_go)
{
	static const struct {
		struct bv_text text;
		bool is_list;
		size_t count;
		struct bv_text last;
	} rows[] = {
		{BV_TEXT_INIT("[]"), true, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"a@b.org\" \"c@d.org\"]"), true, 2, BV_TEXT_INIT("c@d.org")},
		{BV_TEXT_INIT("[\"\\\"q\\\\\\t\\x41\\u00e4\\U0001f427\"]"), true, 1,
		 BV_TEXT_INIT("\"q\\\tA\xc3\xa4\xf0\x9f\x90\xa7")},
		{BV_TEXT_INIT("[\"a\"\"b\"]"), false, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"a\" "), false, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"a\\"), false, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"\\q\"]"), false, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"\\u12\"]"), false, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"a\"] b"), false, 0, BV_TEXT_INIT("")},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct bv_texts list = {0};

		cr_expect_eq(bv_go_quoted_list(&list, rows[i].text, &keep), rows[i].is_list, "%s",
			     rows[i].text.data);
		cr_expect_eq(list.count, rows[i].count, "%s", rows[i].text.data);
		if (list.count)
			cr_expect(bv_text_equal(list.items[list.count - 1], rows[i].last), "%s",
				  rows[i].text.data);
		bv_arena_release(&keep);
	}
}
