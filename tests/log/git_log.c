/* SPDX-License-Identifier: GPL-2.0-only */
/* BISECT_LOGs: steps, the start's range, terms, and what people do to them. */
#include "git_read.h"

#define A "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
#define B "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2"
#define C "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3"
#define D "d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4"

#define PAIR(word, hash) "# " word ": [" hash "] widget: " hash "\ngit bisect " word " " hash "\n"
#define ENDS             PAIR("bad", A) PAIR("good", B)

struct log_case {
	const char *name, *log;
	const char *start, *bisect; /* verdicts */
	const char *bad;            /* beginning of git.bad */
	size_t goods, paths, unknown;
};

static void expect_log(const struct log_case *row)
{
	struct git_read read;
	const struct bv_bisection *log;

	git_read_text(&read, bv_text_from(row->log));
	log = read.first;
	cr_expect_eq(log->kind, BV_KIND_GIT_LOG, "%s: %s", row->name, bv_kind_name(log->kind));
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_START), row->start, "%s: start %s", row->name,
			 git_verdicts(&read, BV_PHASE_START));
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), row->bisect, "%s: bisect %s",
			 row->name, git_verdicts(&read, BV_PHASE_BISECT));
	cr_expect(*row->bad ? git_is(&read, log->git.bad, row->bad)
			    : bv_revision_ref_is_none(log->git.bad),
		  "%s: bad is %.*s", row->name, BV_TEXT_ARG(git_written(&read, log->git.bad)));
	cr_expect_eq(log->git.good.count, row->goods, "%s: %zu goods", row->name,
		     log->git.good.count);
	cr_expect_eq(log->git.path_count, row->paths, "%s: %zu paths", row->name,
		     log->git.path_count);
	cr_expect_eq(log->unknown_lines.count, row->unknown, "%s: %zu unknown", row->name,
		     log->unknown_lines.count);
	git_read_release(&read);
}

Test(git_log, forms)
{
	static const struct log_case rows[] = {
		{"bare start", "git bisect start\n" ENDS PAIR("good", C) PAIR("bad", D), "BG", "GB",
		 "a1a1", 1, 0, 0},
		{"ends with the start",
		 "# bad: [" A "] x\n# good: [" B
		 "] y\ngit bisect start 'HEAD' 'v1.0'\n" PAIR("bad", C),
		 "BG", "B", "a1a1", 1, 0, 0},
		{"several goods with the start",
		 "# bad: [" A "] x\n# good: [" B "] y\n# good: [" C "] z\n"
		 "git bisect start '" A "' '" B "' '" C "'\n" PAIR("bad", D),
		 "BGG", "B", "a1a1", 2, 0, 0},
		{"paths behind dashes",
		 "# bad: [" A "] x\n# good: [" B
		 "] y\ngit bisect start 'HEAD' 'v1.0' '--' 'fs/' 'mm/'\n",
		 "BG", "", "a1a1", 1, 2, 0},
		{"paths without dashes, with the start",
		 "# bad: [" A "] x\n# good: [" B
		 "] y\ngit bisect start 'mine' 'linus/master' 'v4l2'\n",
		 "BG", "", "a1a1", 1, 1, 0},
		{"old paths", "git-bisect start 'drivers/a' 'drivers/b'\n" ENDS, "BG", "", "a1a1",
		 1, 2, 0},
		{"commands only",
		 "git bisect start\ngit bisect bad " A "\ngit bisect good " B "\ngit bisect skip " C
		 "\n",
		 "BG", "S", "a1a1", 1, 0, 0},
		{"start with tags, without comments",
		 "git bisect start 'v1.1' 'v1.0'\ngit bisect bad " C "\n", "BG", "B", "v1.1", 1, 0,
		 0},
		{"comments only",
		 "git bisect start\n# bad: [a1a1a1a1] x\n# good: [b2b2b2b2] y\n"
		 "# bad: [c3c3c3c3] z\n",
		 "BG", "B", "a1a1", 1, 0, 0},
		{"the beginning is missing", ENDS PAIR("bad", C), "", "B", "", 0, 0, 0},
		{"... of which git's status is left",
		 "# status: waiting for both good and bad commits\n" ENDS PAIR("bad", C), "BG", "B",
		 "a1a1", 1, 0, 0},
		{"last command missing", "git bisect start\n" ENDS "# bad: [" C "] z\n", "BG", "B",
		 "a1a1", 1, 0, 0},
		{"the same good one twice",
		 "git bisect start\n" PAIR("good", B) PAIR("good", B) PAIR("bad", A), "GGB", "",
		 "a1a1", 1, 0, 0},
		{"two goods before the bad one",
		 "git bisect start\n" PAIR("good", B) PAIR("good", C) PAIR("bad", A)
			 PAIR("good", D),
		 "GGB", "G", "a1a1", 2, 0, 0},
		{"two bads before the good one: the last counts",
		 "git bisect start\n" PAIR("bad", A) PAIR("bad", C) PAIR("good", B), "BBG", "",
		 "c3c3", 1, 0, 0},
		{"status lines",
		 "git bisect start\n# status: waiting for both good and bad commits\n" PAIR(
			 "bad",
			 A) "# status: waiting for good commit(s), bad commit known\n" PAIR("good",
											    B),
		 "BG", "", "a1a1", 1, 0, 0},
		{"remarks", "git bisect start\n" ENDS "# **** hangs\n\nHello,\n" PAIR("skip", C),
		 "BG", "S", "a1a1", 1, 0, 0},
		{"commented out", "git bisect start\n" ENDS "# git bisect bad " C "\n", "BG", "",
		 "a1a1", 1, 0, 0},
		{"quoted",
		 "> > git bisect start\n> > # bad: [" A "] x\n> > git bisect bad " A
		 "\n> > # good: [" B "] y\n> > git bisect good " B "\n",
		 "BG", "", "a1a1", 1, 0, 0},
		{"indented and CRLF",
		 "  git bisect start\r\n  git bisect bad " A "\r\n  git bisect good " B "\r\n",
		 "BG", "", "a1a1", 1, 0, 0},
		{"an invented state", "git bisect start\n" ENDS PAIR("fake-good", C), "BG", "?",
		 "a1a1", 1, 0, 1},
		{"... in the command only",
		 "git bisect start\n" ENDS "# good: [" C "] z\ngit bisect fake-good " C "\n", "BG",
		 "G?", "a1a1", 1, 0, 1},
		{"... where no comment tells",
		 "git bisect start\ngit bisect bad " A "\ngit bisect good " B
		 "\ngit bisect fake-good " C "\n",
		 "BG", "?", "a1a1", 1, 0, 1},
		{"a command that is no state",
		 "git bisect start\ngit bisect annotate " D "\n" ENDS PAIR("good", C), "BG", "G",
		 "a1a1", 1, 0, 1},
		{"... above the start",
		 "git bisect annotate " D "\ngit bisect start\n" ENDS PAIR("good", C), "BG", "G",
		 "a1a1", 1, 0, 0},
		{"... behind the last verdict",
		 "git bisect start\n" ENDS PAIR("good", C) "git bisect annotate " C "\n", "BG", "G",
		 "a1a1", 1, 0, 1},
		{"own terms",
		 "git bisect start '--term-new=broken' '--term-old=fine'\n" PAIR("broken", A)
			 PAIR("fine", B) PAIR("fine", C) "git bisect annotate " C "\n",
		 "BG", "G", "a1a1", 1, 0, 1},
		{"comment and command disagree: both count",
		 "git bisect start\n" ENDS "# good: [" C "] z\ngit bisect bad " C "\n", "BG", "GB",
		 "a1a1", 1, 0, 0},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect_log(&rows[i]);
}

Test(git_log, lines_of_a_step)
{
	struct git_read read;
	const struct bv_step *step;

	git_read_text(&read, BV_TEXT("git bisect start\n" ENDS PAIR("good", C)));
	cr_assert_eq(read.first->steps.count, 3);
	step = &read.first->steps.items[2];
	cr_expect_eq(step->line, 6);
	cr_expect_eq(step->verdict_line, 7);
	cr_expect_eq(step->mark, BV_VERDICT_GOOD);
	cr_expect_eq(read.first->git.bad_line, 3);
	cr_expect_eq(read.first->git.good_line, 5);
	git_read_release(&read);
}

Test(git_log, command_about_another_commit)
{
	struct git_read read;
	const struct bv_step *step;

	git_read_text(&read, BV_TEXT("git bisect start\n" ENDS "# good: [" C "] z\n"
				     "git bisect good " D "\n"));
	cr_assert_eq(read.first->steps.count, 3);
	step = &read.first->steps.items[2];
	cr_expect(git_is(&read, step->revision, "c3c3"));
	cr_expect(git_is(&read, step->marked, "d4d4"));
	git_read_release(&read);
}

Test(git_log, abbreviation_is_the_commit)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT("git bisect start\n" ENDS "# good: [" C
				     "] z\ngit bisect good c3c3c3c3c3\n"));
	cr_expect_eq(read.first->revisions.count, 3);
	cr_expect(bv_revision_ref_equal(read.first->steps.items[2].revision,
					read.first->steps.items[2].marked));
	git_read_release(&read);
}

Test(git_log, terms)
{
	static const struct {
		const char *name, *log, *bad, *good;
	} rows[] = {
		{"usual", "git bisect start\n" ENDS, "bad", "good"},
		{"new and old", "git bisect start\n" PAIR("new", A) PAIR("old", B), "new", "old"},
		{"declared",
		 "git bisect start '--term-old=fast' '--term-new=slow'\n" PAIR("slow", A)
			 PAIR("fast", B),
		 "slow", "fast"},
		{"declared in two words",
		 "git bisect start --term-good ok --term-bad broken\n" PAIR("broken", A)
			 PAIR("ok", B),
		 "broken", "ok"},
		{"by the conclusion",
		 "git bisect start\n" PAIR("slow", A) PAIR("fast", B) "# first slow commit: [" A
								      "] x\n",
		 "slow", "fast"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;

		git_read_text(&read, bv_text_from(rows[i].log));
		cr_expect(bv_text_equal(read.first->git.bad_term, bv_text_from(rows[i].bad)),
			  "%s: %.*s", rows[i].name, BV_TEXT_ARG(read.first->git.bad_term));
		cr_expect(bv_text_equal(read.first->git.good_term, bv_text_from(rows[i].good)),
			  "%s: %.*s", rows[i].name, BV_TEXT_ARG(read.first->git.good_term));
		cr_expect_str_eq(git_verdicts(&read, BV_PHASE_START), "BG", "%s: %s", rows[i].name,
				 git_verdicts(&read, BV_PHASE_START));
		git_read_release(&read);
	}
}

Test(git_log, first_parent)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT("git bisect start '--no-checkout' '--first-parent'\n" ENDS));
	cr_expect(read.first->git.is_first_parent);
	git_read_release(&read);
}

Test(git_log, conclusion)
{
	static const struct {
		const char *name, *log;
		enum bv_ending ending;
		const char *first_bad;
		size_t could_be, line;
	} rows[] = {
		{"none", "git bisect start\n" ENDS, BV_ENDING_NONE, "", 0, 0},
		{"comment", "git bisect start\n" ENDS "# first bad commit: [" A "] x\n",
		 BV_ENDING_FIRST_BAD, "a1a1", 0, 6},
		{"screen before the log", C " is first bad commit\n\ngit bisect start\n" ENDS,
		 BV_ENDING_FIRST_BAD, "c3c3", 0, 1},
		{"screen and comment: the screen",
		 A " is the first bad commit\ngit bisect start\n" ENDS "# first bad commit: [" B
		   "] y\n",
		 BV_ENDING_FIRST_BAD, "a1a1", 0, 1},
		{"printed commit alone",
		 "It is\n\n  commit " A
		 "\n  Author: Ann <ann@example.org>\n\ngit bisect start\n" ENDS,
		 BV_ENDING_FIRST_BAD, "a1a1", 0, 3},
		{"a commit that was not judged bad",
		 "Like\n\n  commit " B
		 "\n  Author: Ann <ann@example.org>\n\ngit bisect start\n" ENDS,
		 BV_ENDING_NONE, "", 0, 0},
		{"skipped",
		 "git bisect start\n" ENDS "# only skipped commits left to test\n"
		 "# possible first bad commit: [" A "] x\n# possible first bad commit: [" C "] z\n",
		 BV_ENDING_ONLY_SKIPPED, "", 2, 6},
		{"skipped, the brackets wrapped",
		 "# only skipped commits left to test\n# possible first bad commit:\n[" A
		 "] widget: turn the\nhandle\n# possible first bad commit:\n[" C "] z\n",
		 BV_ENDING_ONLY_SKIPPED, "", 2, 1},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;
		const struct bv_claim *claim;

		git_read_text(&read, bv_text_from(rows[i].log));
		claim = &read.first->claim;
		cr_expect_eq(claim->ending, rows[i].ending, "%s: ending %d", rows[i].name,
			     claim->ending);
		cr_expect(bv_text_starts_with(git_written(&read, claim->first_bad),
					      bv_text_from(rows[i].first_bad)) &&
				  bv_revision_ref_is_none(claim->first_bad) == !*rows[i].first_bad,
			  "%s: blames %.*s", rows[i].name,
			  BV_TEXT_ARG(git_written(&read, claim->first_bad)));
		cr_expect_eq(claim->could_be.count, rows[i].could_be, "%s", rows[i].name);
		cr_expect_eq(claim->line, rows[i].line, "%s: line %zu", rows[i].name, claim->line);
		git_read_release(&read);
	}
}

/* Git dropped "[PATCH] " in its log, and printed it below its conclusion. */
Test(git_log, patch_prefix_is_no_other_title)
{
	static const struct {
		const char *title;
		bool is_other;
	} rows[] = {{"[PATCH] turn it", false}, {"turn it", false}, {"turn it back", true}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;
		struct bv_arena keep = {0};
		struct bv_text text = bv_arena_print(
			&keep,
			A " is first bad commit\ncommit " A
			  "\nAuthor: Ann <ann@example.org>\n\n    %s\n\n"
			  "git bisect start\n# bad: [" A "] turn it\ngit bisect bad " A "\n",
			rows[i].title);

		git_read_text(&read, text);
		cr_assert_eq(read.first->revisions.count, 1, "%s", rows[i].title);
		cr_expect_eq(read.first->revisions.items[0].other_subject_line != 0,
			     rows[i].is_other, "%s", rows[i].title);
		git_read_release(&read);
		bv_arena_release(&keep);
	}
}

struct print_case {
	const char *name, *log;
	size_t line;
	const char *revision, *merge, *subject;
	const char *start; /* verdicts */
};

Test(git_log, printed_commit)
{
	static const struct print_case rows[] = {
		{"below the conclusion, another commit",
		 A " is the first bad commit\ncommit " B
		   "\nAuthor: Ann <ann@example.org>\n\n    y\n\ngit bisect start\n" ENDS,
		 2, "b2b2", "", "y", "BG"},
		{"cut behind its first line", A " is the first bad commit\ncommit " A "\n", 2,
		 "a1a1", "", "", ""},
		{"elsewhere",
		 "commit " A "\nAuthor: Ann <ann@example.org>\n\n    x\n\n"
		 "git bisect start\n" ENDS "# first bad commit: [" A "] x\n",
		 1, "a1a1", "", "x", "BG"},
		{"indented, and its parents wrapped",
		 "  commit " A "\n  Merge: " C "\n  " D "\n  Author: Ann <ann@example.org>\n\n"
		 "      x\n\ngit bisect start\n" ENDS,
		 1, "a1a1", C " " D, "x", "BG"},
		{"above the conclusion",
		 "It said\n\ncommit " A " (HEAD)\nAuthor: Ann <ann@example.org>\nDate:   today\n\n"
		 "    x\n\nis first bad commit.\n",
		 3, "a1a1", "", "x", ""},
		{"above the conclusion, quoted",
		 "> commit " A "\n> Author: Ann <ann@example.org>\n>\n>     x\n>\n"
		 "> is the first bad commit\n",
		 1, "a1a1", "", "x", ""},
		{"what its message says is no step",
		 A " is the first bad commit\ncommit " A
		   "\nAuthor: Ann <ann@example.org>\n\n    x\n    \n    # bad: [" C "] z\n"
		   "    git bisect bad " C "\n\ngit bisect start\n" ENDS,
		 2, "a1a1", "", "x", "BG"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;
		const struct bv_commit_print *print;

		git_read_text(&read, bv_text_from(rows[i].log));
		print = &read.first->claim.print;
		cr_expect_eq(print->line, rows[i].line, "%s: line %zu", rows[i].name, print->line);
		cr_expect(git_is(&read, print->revision, rows[i].revision), "%s", rows[i].name);
		cr_expect(bv_text_equal(print->merge, bv_text_from(rows[i].merge)),
			  "%s: merge %.*s", rows[i].name, BV_TEXT_ARG(print->merge));
		cr_expect(bv_text_equal(print->subject, bv_text_from(rows[i].subject)), "%s: %.*s",
			  rows[i].name, BV_TEXT_ARG(print->subject));
		cr_expect_str_eq(git_verdicts(&read, BV_PHASE_START), rows[i].start, "%s: %s",
				 rows[i].name, git_verdicts(&read, BV_PHASE_START));
		cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), "", "%s: %s", rows[i].name,
				 git_verdicts(&read, BV_PHASE_BISECT));
		git_read_release(&read);
	}
}

/* LKP goes on testing when it has found its commit. */
Test(git_log, lkp_retests_are_no_steps)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT("git bisect start v1.1 v1.0 --\n"
				     "git bisect  bad " A "  # 10:12  B  3  1  x\n"
				     "git bisect good " B "  # 10:40  G 19  0  y\n"
				     "# first bad commit: [" A "] x\n"
				     "git bisect good " B "  # 11:02  G 84  0  y\n"));
	cr_expect_eq(read.first->kind, BV_KIND_LKP);
	cr_expect_eq(read.first->steps.count, 4);
	cr_expect(read.first->claim.is_reverified);
	git_read_release(&read);
}

/* The good end's runs say nothing of how often the bug comes. */
Test(git_log, of_two_ends_the_bad_one_is_the_start_test)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT("git bisect start\n"
				     "git bisect good " B "  # 10:12  G 40  0  y\n"
				     "git bisect  bad " A "  # 10:40  B  3  1  x\n"
				     "git bisect good " C "  # 11:02  G 19  0  z\n"));
	cr_assert_eq(read.first->steps.count, 3);
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(bv_bisection_is_start_test(read.first, &read.first->steps.items[i]),
			     i == 1, "step %zu", i);
	git_read_release(&read);
}

/* Two bisections in one text: the first is read, and nothing of the second. */
Test(git_log, second_bisection_is_not_mixed_in)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT("# bad: [" A "] x\n# good: [" B "] y\n"
				     "git bisect start 'HEAD' 'v1.0'\n" PAIR(
					     "good", C) "\nOnce more:\n\n"
							"# bad: [" D "] x\n# good: [" B "] y\n"
							"git bisect start 'HEAD' 'v1.0'\n"
							"# first bad commit: [" D "] x\n"));
	cr_expect_eq(read.first->steps.count, 3);
	cr_expect_eq(read.first->claim.ending, BV_ENDING_NONE);
	git_read_release(&read);
}
