/* SPDX-License-Identifier: GPL-2.0-only */
/* Wrapped lines: joined where the text shows that it was wrapped, else the title counts as cut. */
#include "git_read.h"

#define A "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
#define B "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2"

#define C "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3"

#define GOOD_B "# good: [" B "] widget: start\ngit bisect good " B "\n"
#define LONG   "widget: turn the handle of the big wheel in the cellar, and oil the bearings of it"

Test(git_wrap, subjects)
{
	static const struct {
		const char *name, *log, *subject; /* of commit A */
		bool is_cut;
	} rows[] = {
		{"comment", "# bad: [" A "] widget: turn\nthe handle\ngit bisect bad " A "\n",
		 "widget: turn the handle", false},
		{"comment, hashed",
		 "# bad: [" A "] widget: turn\n# the handle\ngit bisect bad " A "\n",
		 "widget: turn the handle", false},
		{"comment, three lines",
		 "# bad: [" A "] Merge tag\n'widget-for-the-next-release' of\n"
		 "git://git.example.org/pub/scm/widget\ngit bisect bad " A "\n",
		 "Merge tag 'widget-for-the-next-release' of git://git.example.org/pub/scm/widget",
		 false},
		{"soft breaks", "# bad: [" A "] widget: \nturn\ngit bisect bad " A "\n",
		 "widget: turn", false},
		{"remark behind",
		 "# bad: [" A "] widget: turn\nthe handle\n# **** hangs\ngit bisect bad " A "\n",
		 "widget: turn the handle", false},
		{"remark that could be a wrap in a text with bare wraps",
		 "# good: [" B "] widget: start\nagain\ngit bisect good " B "\n# bad: [" A
		 "] widget: turn\n# and this is a remark\ngit bisect bad " A "\n",
		 "widget: turn", false},
		{"room was left: no wrap", "# bad: [" A "] turn\nit\ngit bisect bad " A "\n",
		 "turn", false},
		{"unwrapped text",
		 "# good: [" B "] " LONG "\ngit bisect good " B "\n# bad: [" A
		 "] widget: turn\nthe handle\ngit bisect bad " A "\n",
		 "widget: turn", false},
		{"broken at a hyphen",
		 "# bad: [" A "] widget: turn self-\nmade handles\ngit bisect bad " A "\n",
		 "widget: turn self-", true},
		{"one offer is no proof",
		 "Bisecting: 3 revisions left to test after this\n[" A
		 "] widget: turn the\nhandle\n\n$ git bisect good\n",
		 "widget: turn the", true},
		{"set below the bracket", "# first bad commit:\n   [" A "]\n   widget: turn it\n",
		 "widget: turn it", false},
		{"indented with no-break spaces",
		 "# first bad commit:\n\xc2\xa0 [" A "]\n\xc2\xa0 widget:\xc2\xa0turn it\n",
		 "widget: turn it", false},
		{"above a prompt",
		 "# bad: [" B "] widget: start\nover\ngit bisect bad " B "\n"
		 "# first bad commit: [" A "]\nwidget: turn the handle\nada@toy:~/widget>\n",
		 "widget: turn the handle", false},
		{"filled as a paragraph",
		 "# bad: [" A "] widget: turn the\nhandle git bisect bad " A "\n",
		 "widget: turn the handle", false},
		{"behind a fence", "```# bad: [" A "] widget: turn\ngit bisect bad " A "\n```\n",
		 "widget: turn", false},
		{"two offers are",
		 "Bisecting: 3 revisions left to test after this\n[" A
		 "] widget: turn the\nhandle\n\n$ git bisect good\n"
		 "Bisecting: 1 revisions left to test after this\n[" B
		 "] widget: oil the\nbearings\n",
		 "widget: turn the handle", false},
		{"a program's output is not",
		 "Bisecting: 3 revisions left to test after this\n[" A
		 "] widget: turn the\nCompiling\n\n"
		 "Bisecting: 1 revisions left to test after this\n[" B "] oil\nCompiling\n",
		 "widget: turn the", true},
		{"two offers and a program's output are not",
		 "Bisecting: 3 revisions left to test after this\n[" A
		 "] widget: turn the\nCompiling\n\n"
		 "Bisecting: 1 revisions left to test after this\n[" B
		 "] widget: oil the\nCompiling\n\n"
		 "Bisecting: 0 revisions left to test after this\n[" C "] paint\nCompiling\n",
		 "widget: turn the", true},
		{"bracket and title wrapped",
		 "# possible first bad commit:\n[" A "] widget: turn the\nhandle\n",
		 "widget: turn the handle", false},
		{"bracket on the next line",
		 "# bad:\n[" A "] widget: turn the\nhandle\ngit bisect bad " A "\n",
		 "widget: turn the handle", false},
		{"lost at the end", GOOD_B "# first bad commit: [" A "] Merge\n", "Merge", true},
		{"lost in the middle", GOOD_B "# first bad commit: [" A "] widget:\n\nBye,\nAda\n",
		 "widget:", true},
		{"a sentence goes on behind it",
		 GOOD_B "# bad: [" A "] widget: turn the\nhandle\ngit bisect bad " A
			"\n\nIt is this one:\n[" A "] widget: turn the\nhandle. It hangs here.\n",
		 "widget: turn the handle", false},
		{"... nor does a wrapped one show all, beside a log that is not wrapped",
		 "It is\n[" A "] widget: turn the\nhandle.\n\n" GOOD_B "# bad: [" A
		 "] widget: turn the handle\ngit bisect bad " A "\n# bad: [" B
		 "] a title that is far longer than any mail program would leave it in one line,"
		 " with words\n",
		 "widget: turn the handle", false},
		{"shortened by hand", GOOD_B "# bad: [a1a1a1a1] widget: turn the han\n",
		 "widget: turn the han", true},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;
		const struct bv_revision *revision = NULL;

		git_read_text(&read, bv_text_from(rows[i].log));
		for (size_t k = 0; k < read.first->revisions.count; k++)
			if (bv_text_starts_with(read.first->revisions.items[k].written,
						BV_TEXT("a1a1")))
				revision = &read.first->revisions.items[k];
		cr_assert_not_null(revision, "%s", rows[i].name);
		cr_expect(bv_text_equal(revision->subject, bv_text_from(rows[i].subject)),
			  "%s: '%.*s'", rows[i].name, BV_TEXT_ARG(revision->subject));
		cr_expect_eq(revision->is_subject_cut, rows[i].is_cut, "%s", rows[i].name);
		cr_expect_eq(revision->other_subject_line, 0, "%s", rows[i].name);
		git_read_release(&read);
	}
}

Test(git_wrap, commands_and_counts)
{
	struct git_read read;

	git_read_text(&read, BV_TEXT("# bad: [" A "] x\n# good: [" B "] y\n"
				     "git bisect start\n'" A "'\n'" B "' '--'\n'fs/'\n"));
	cr_assert_eq(read.first->git.path_count, 1);
	cr_expect(bv_text_equal(read.first->git.paths[0], BV_TEXT("fs/")));
	git_read_release(&read);

	git_read_text(&read,
		      BV_TEXT("git bisect start\ngit bisect bad\n" A "\ngit bisect good\n" B "\n"));
	cr_expect(git_is(&read, read.first->git.bad, "a1a1"));
	cr_expect_eq(read.first->git.good.count, 1);
	git_read_release(&read);

	git_read_text(&read, BV_TEXT("Bisecting: 9 revisions left to test after this (roughly\n"
				     "3 steps)\n[" A "] x\n"));
	cr_expect(read.first->pending.steps_left.is_known);
	cr_expect_eq(read.first->pending.steps_left.value, 3);
	git_read_release(&read);
}

Test(git_wrap, quoted_mail)
{
	struct git_read read;

	git_read_file(&read, BV_TEST_DATA "/git/quoted-wrapped.txt");
	cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), "GBGBG");
	for (size_t i = 0; i < read.first->revisions.count; i++) {
		const struct bv_revision *revision = &read.first->revisions.items[i];

		cr_expect(bv_text_ends_with(revision->subject, BV_TEXT("th time")), "%.*s",
			  BV_TEXT_ARG(revision->subject));
		cr_expect_eq(revision->other_subject_line, 0);
	}
	cr_expect_eq(read.first->unknown_lines.count, 0);
	git_read_release(&read);
}

/* The ends' comments and the start command in one paragraph, as the steps below them are. */
Test(git_wrap, a_filled_start)
{
	static const char *const rows[] = {
		"# bad: [" A "] widget: turn the red handle for the 18th time # good:\n"
		"[" B "] widget: turn the handle git bisect\n"
		"start '" A "' '" B "'\n"
		"# good: [" C "] widget: turn a blue handle and go on until it is\n"
		"turned git bisect good\n" C "\n",
		"> # good: [" B "] widget: one\n> # good: [" C "] widget: two # bad:\n"
		"> [" A "] widget: three git bisect start '" A "'\n> '" B "' '" C "'\n",
		"# bad: [" A "] widget: say git bisect start v1.1\n"
		"# good: [" B "] widget: turn\ngit bisect start 'v1.1' 'v1.0'\n",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct git_read read;
		const struct bv_git_start *git;

		git_read_text(&read, bv_text_from(rows[i]));
		git = &read.first->git;
		cr_expect_eq(git->line, 2 + (i > 0), "%zu: line %zu", i, git->line);
		cr_expect(git_is(&read, git->bad, "a1a1"), "%zu", i);
		cr_expect(git->good.count == 1 + (i == 1) &&
				  git_is(&read, git->good.items[0], "b2b2"),
			  "%zu: %zu good", i, git->good.count);
		cr_expect_str_eq(git_verdicts(&read, BV_PHASE_BISECT), i ? "" : "G", "%zu", i);
		cr_expect_eq(read.first->pending.line, 0, "%zu", i);
		cr_expect_eq(git->path_count, 0, "%zu", i);
		git_read_release(&read);
	}
}

/* What differs only in blanks and in a full stop is one title. */
Test(git_wrap, one_title_or_two)
{
	static const struct {
		const char *first, *second;
		bool is_other;
	} rows[] = {
		{"widget: turn the handle", "widget: turn the  handle", false},
		{"widget: turn self- made handles", "widget: turn self-made handles", false},
		{"widget: turn the handle", "widget: turn the handle.", false},
		{"widget: turn the handle", "widget: turn the handles", true},
		{"widget: turn the handle", "widget: turn", true},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct git_read read;

		git_read_text(&read, bv_arena_print(&keep,
						    "# bad: [" A "] %s\ngit bisect bad " A
						    "\n# first bad commit: [" A "] %s\n",
						    rows[i].first, rows[i].second));
		cr_expect_eq(read.first->revisions.items[0].other_subject_line != 0,
			     rows[i].is_other, "%s", rows[i].second);
		git_read_release(&read);
		bv_arena_release(&keep);
	}
}
