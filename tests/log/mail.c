/* SPDX-License-Identifier: GPL-2.0-only */
/* Mails that claim a result without its log. */
#include <criterion/criterion.h>

#include "base/out.h"
#include "log/log.h"

#define ID    "0123456789abcdef0123456789abcdef01234567"
#define OTHER "1123456789abcdef0123456789abcdef01234567"
#define PRINT "commit " ID "\nAuthor: Ada <ada@example.org>\nDate:   today\n\n    demo: free it\n\n"

struct read_mail {
	struct bv_arena keep;
	struct bv_source source;
	struct bv_bisections bisections;
};

static const struct bv_bisection *read_text(struct read_mail *mail, const char *text)
{
	*mail = (struct read_mail){.source = {.text = bv_text_from(text)}};
	bv_log_read(&mail->bisections, &mail->source, &mail->keep);
	return &mail->bisections.items[0];
}

/* Spelt so; "" for none. */
static bool is_named(const struct bv_bisection *log, struct bv_revision_ref ref,
		     const char *written)
{
	const struct bv_revision *revision = bv_bisection_revision(log, ref);

	return bv_text_equal(revision ? revision->written : (struct bv_text){0},
			     bv_text_from(written));
}

static struct bv_text remark(const struct bv_bisection *log, const char *name)
{
	for (size_t i = 0; i < log->remarks.count; i++)
		if (bv_text_equal(log->remarks.items[i].name, bv_text_from(name)))
			return log->remarks.items[i].value;
	return (struct bv_text){0};
}

Test(mail, syzbots_mail_whole)
{
	struct read_mail mail;
	const struct bv_bisection *log = read_text(
		&mail,
		"syzbot has bisected this issue to:\n\n" PRINT
		"bisection log:  https://example.org/bisect.txt\n"
		"start commit:   fedcba987654 demo: a..\ngit tree:       upstream\n"
		"final oops:     https://example.org/report.txt\n\n"
		"Reported-by: syzbot@example.org\nFixes: 0123456789ab (\"demo: free\nit\")\n");

	cr_expect(log->kind == BV_KIND_MAIL);
	cr_expect(log->claim.ending == BV_ENDING_FIRST_BAD);
	cr_expect(is_named(log, log->claim.first_bad, ID));
	cr_expect(is_named(log, log->start, "fedcba987654"));
	cr_expect_eq(log->claim.statements.count, 2);
	cr_expect_eq(log->claim.statements.items[1].kind, BV_STATEMENT_FIXES);
	cr_expect(is_named(log, log->claim.statements.items[1].revision, ID));
	cr_expect_eq(bv_bisection_revision(log, log->claim.first_bad)->other_subject_line, 0);
	cr_expect(bv_text_equal(remark(log, "git tree"), BV_TEXT("upstream")));
	cr_expect(bv_text_equal(remark(log, "final oops"),
				BV_TEXT("https://example.org/report.txt")));
	bv_arena_release(&mail.keep);
}

/* A digest names several bugs, each with its own result; a reply quotes one at each depth. */
Test(mail, several_announcements)
{
#define BISECTED(id)                                                                               \
	"This bug was bisected to:\n\n\tcommit " id "\n\tAuthor: Ada <ada@example.org>\n"          \
	"\tDate:   today\n\n\t  demo: free it\n\nNo one replied.\n\n"
	struct read_mail mail;

	(void)read_text(&mail, "Three bugs.\n\n" BISECTED(ID) BISECTED(OTHER) BISECTED(ID));
	cr_assert_eq(mail.bisections.count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct bv_bisection *log = &mail.bisections.items[i];
		const struct bv_revision *blamed = bv_bisection_revision(log, log->claim.first_bad);

		cr_expect(is_named(log, log->claim.first_bad, i == 1 ? OTHER : ID), "%zu", i);
		cr_expect(blamed && bv_text_equal(blamed->subject, BV_TEXT("demo: free it")),
			  "%zu: %.*s", i, BV_TEXT_ARG(blamed->subject));
		cr_expect_eq(log->kind, BV_KIND_MAIL);
	}
	bv_arena_release(&mail.keep);
	(void)read_text(&mail, "> syzbot has bisected this bug to:\n>\n> commit " ID
			       "\n> Author: Ada <ada@example.org>\n\nNo.\n"
			       "syzbot has bisected this bug to:\n\ncommit " OTHER
			       "\nAuthor: Ada <ada@example.org>\n");
	cr_expect_eq(mail.bisections.count, 1);
	bv_arena_release(&mail.keep);
}

Test(mail, syzbots_wording_by_year)
{
	static const struct {
		const char *text;
		enum bv_kind kind;
		enum bv_ending ending;
	} rows[] = {
		{"syzbot has bisected this bug to:\n\n" PRINT, BV_KIND_MAIL, BV_ENDING_FIRST_BAD},
		{"The issue was bisected to:\n\n" PRINT, BV_KIND_MAIL, BV_ENDING_FIRST_BAD},
		{"This bug was bisected to:\n\n\t" PRINT, BV_KIND_MAIL, BV_ENDING_FIRST_BAD},
		{"syzbot suspects this bug was fixed by commit:\n\n" PRINT, BV_KIND_SYZBOT_FIX,
		 BV_ENDING_FIRST_BAD},
		{"syzbot suspects this issue was fixed by commit:\n\n" PRINT, BV_KIND_SYZBOT_FIX,
		 BV_ENDING_FIRST_BAD},
		{"syzbot suspects this issue could be fixed by backporting the following commit:"
		 "\n\ncommit " ID "\ngit tree: upstream\nAuthor: A <a@example.org>\n\n    demo\n",
		 BV_KIND_SYZBOT_FIX, BV_ENDING_FIRST_BAD},
		{"Bisection is inconclusive: the first bad commit could be any of:\n\n"
		 "0123456789ab demo: one\n1123456789ab demo: two\n",
		 BV_KIND_MAIL, BV_ENDING_ONLY_SKIPPED},
		{"Bisection is inconclusive: the issue happens on the oldest tested release.\n",
		 BV_KIND_MAIL, BV_ENDING_OLDEST_RELEASE},
		{"Bisection is inconclusive: the issue happens on the latest tested release.\n",
		 BV_KIND_SYZBOT_FIX, BV_ENDING_STILL_ON_HEAD},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct read_mail mail;
		const struct bv_bisection *log = read_text(&mail, rows[i].text);
		bool is_one = rows[i].ending == BV_ENDING_FIRST_BAD;

		cr_expect_eq(log->kind, rows[i].kind, "%s", rows[i].text);
		cr_expect_eq(log->claim.ending, rows[i].ending, "%s", rows[i].text);
		cr_expect(is_named(log, log->claim.first_bad, is_one ? ID : ""), "%s",
			  rows[i].text);
		cr_expect_eq(log->claim.could_be.count,
			     rows[i].ending == BV_ENDING_ONLY_SKIPPED ? 2 : 0, "%s", rows[i].text);
		bv_arena_release(&mail.keep);
	}
}

Test(mail, what_is_a_claim)
{
	static const struct {
		const char *name, *text;
		enum bv_kind kind;
	} rows[] = {
		{"a report", "I bisected it.\nFixes: 0123456789ab (\"demo\")\n", BV_KIND_MAIL},
		{"a patch",
		 "Found by bisection.\nFixes: 0123456789ab (\"demo\")\ndiff --git a/x b/x\n",
		 BV_KIND_UNKNOWN},
		{"a patch's message",
		 "Bisected to commit 0123456789ab.\n\nSigned-off-by: Ada <ada@example.org>\n",
		 BV_KIND_UNKNOWN},
		{"a patch with git's words",
		 "A bisect shows that commit\n0123456789ab (\"demo\") is the first bad commit.\n\n"
		 "Signed-off-by: Ada <ada@example.org>\n",
		 BV_KIND_MAIL},
		{"a fix", "Fixes: 0123456789ab (\"demo\")\n", BV_KIND_UNKNOWN},
		{"talk", "Could you bisect this?\n", BV_KIND_UNKNOWN},
		{"a promise", "I will bisect it from 0123456789ab on.\n", BV_KIND_UNKNOWN},
		{"a reply", "> syzbot has bisected this issue to:\n>\n> commit " ID "\n",
		 BV_KIND_MAIL},
		{"the robot's name",
		 "Reported-by: kernel test robot <lkp@example.org>\n"
		 "commit: " ID "\n",
		 BV_KIND_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct read_mail mail;

		cr_expect(read_text(&mail, rows[i].text)->kind == rows[i].kind, "%s", rows[i].name);
		bv_arena_release(&mail.keep);
	}
}

Test(mail, own_words_before_quoted_ones)
{
	static const struct {
		const char *text, *blamed;
		bool is_quoted;
	} rows[] = {
		{"> I bisected it to " OTHER "\n\nI bisected it to " ID "\n", ID, false},
		{"> #regzbot introduced: " OTHER "\n\nI bisected it to " ID "\n", ID, false},
		{"#regzbot introduced: v6.0..v6.1\n\n> > I have bisected this issue to: [" ID "]\n",
		 ID, true},
		{"> > I bisected it to " OTHER "\n> No: I bisected it to " ID "\n", ID, true},
		{"> I bisected it to\n" ID "\n> and stopped\n", ID, true}, /* a mailer's wrap */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct read_mail mail;
		const struct bv_bisection *log = read_text(&mail, rows[i].text);

		cr_expect(is_named(log, log->claim.first_bad, rows[i].blamed), "%s", rows[i].text);
		cr_assert_eq(log->claim.statements.count, 1, "%s", rows[i].text);
		cr_expect_eq(log->claim.statements.items[0].is_quoted, rows[i].is_quoted, "%s",
			     rows[i].text);
		cr_expect_eq(log->claim.is_quoted, rows[i].is_quoted, "%s", rows[i].text);
		bv_arena_release(&mail.keep);
	}
}

Test(mail, regzbot)
{
	static const struct {
		const char *text, *blamed, *good, *bad, *title;
	} rows[] = {
		{"#regzbot introduced: 0123456789ab\n", "0123456789ab", "", "", ""},
		{"#regzbot ^introduced 0123456\n", "0123456", "", "", ""},
		{"# regzbot introduced: " ID " ^\n", ID, "", "", ""},
		{"#regzbot introduced: 0123456789ab (\"demo: free\nit\")\n", "0123456789ab", "", "",
		 ""},
		{"#regzbot introduced: 0123456789ab https://example.org/report\n", "0123456789ab",
		 "", "", ""},
		{"#regzbot introduced: https://example.org/linux.git/commit/?id=0123456789ab\n",
		 "0123456789ab", "", "", ""},
		{"#regzbot introduced: v6.0..v6.1\n", "", "v6.0", "v6.1", ""},
		{"#regzbot introduced: v6.0 to v6.1-rc2\n", "", "v6.0", "v6.1-rc2", ""},
		{"#regzbot introduced: next-20240101..next-20240102 https://example.org/r\n", "",
		 "next-20240101", "next-20240102", ""},
		{"#regzbot introduced: v6.0..\n#regzbot title: demo: hangs\n", "", "v6.0", "",
		 "demo: hangs"},
		{"#regzbot introduced: v6.0..v6.1\nBisected to 0123456789ab.\n", "0123456789ab",
		 "v6.0", "v6.1", ""},
		{"#regzbot introduced: https://example.org/bug?id=217000\n", "", "", "", ""},
		{"#regzbot link: https://example.org/commit/0123456789ab\n", "", "", "", ""},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct read_mail mail;
		const struct bv_bisection *log = read_text(&mail, rows[i].text);
		bool is_claim = rows[i].blamed[0] || rows[i].good[0];

		cr_expect_eq(log->kind, is_claim ? BV_KIND_MAIL : BV_KIND_UNKNOWN, "%s",
			     rows[i].text);
		cr_expect(is_named(log, log->claim.first_bad, rows[i].blamed), "%s", rows[i].text);
		cr_expect(is_named(log, log->git.bad, rows[i].bad), "%s", rows[i].text);
		cr_expect_eq(log->git.good.count, rows[i].good[0] ? 1 : 0, "%s", rows[i].text);
		if (log->git.good.count)
			cr_expect(is_named(log, log->git.good.items[0], rows[i].good), "%s",
				  rows[i].text);
		cr_expect(bv_text_equal(log->bug_title, bv_text_from(rows[i].title)), "%s",
			  rows[i].text);
		bv_arena_release(&mail.keep);
	}
}

/* What is claimed around a log that states nothing, and what is claimed against the quoted one. */
Test(mail, beside_a_log)
{
	static const struct {
		const char *text;
		size_t parts;
		const char *blamed;
		enum bv_kind kind;
	} rows[] = {
		{"git bisect start\n# good: [" OTHER "] a\ngit bisect good " OTHER "\n\n"
		 "#regzbot introduced: " ID "\n",
		 1, ID, BV_KIND_GIT_LOG},
		{"> " OTHER " is the first bad commit\n\nNo, I bisected it to " ID ".\n", 2, ID,
		 BV_KIND_MAIL},
		{"> " ID " is the first bad commit\n\nYes, I bisected it to 0123456789ab.\n", 1, ID,
		 BV_KIND_SESSION},
		{OTHER " is the first bad commit\n\n> I bisected it to " ID ".\n", 1, OTHER,
		 BV_KIND_SESSION},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct read_mail mail;
		const struct bv_bisection *log = read_text(&mail, rows[i].text);

		cr_expect_eq(mail.bisections.count, rows[i].parts, "%s", rows[i].text);
		cr_expect_eq(log->kind, rows[i].kind, "%s", rows[i].text);
		cr_expect(is_named(log, log->claim.first_bad, rows[i].blamed), "%s", rows[i].text);
		for (size_t k = 0; k < mail.bisections.count; k++)
			cr_expect_eq(mail.bisections.items[k].part, k + 1, "%s", rows[i].text);
		bv_arena_release(&mail.keep);
	}
}

/* A line of a log that somebody quotes does not carry what the mail claims. */
Test(mail, excerpt_of_syzbots_log)
{
	static const struct {
		const char *text;
		enum bv_kind kind;
		size_t steps;
		bool is_quoted;
	} rows[] = {
		{"> syzbot has bisected this bug to:\n>\n> commit " ID
		 "\n> Author: Ada <ada@example.org>\n>\n>     demo: free it\n\n"
		 "No, here it went wrong:\n\ntesting commit " ID " with gcc (GCC) 5.5.0\n"
		 "run #0: crashed: WARNING in wait\n",
		 BV_KIND_MAIL, 0, true},
		{"I bisected it to " ID ".\ntesting commit " ID " with gcc (GCC) 5.5.0\n",
		 BV_KIND_MAIL, 0, false},
		{"testing commit " ID " with gcc (GCC) 5.5.0\nrun #0: crashed: WARNING in wait\n",
		 BV_KIND_SYZBOT_CAUSE, 1, false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct read_mail mail;
		const struct bv_bisection *log = read_text(&mail, rows[i].text);

		cr_expect_eq(mail.bisections.count, 1, "%s", rows[i].text);
		cr_expect_eq(log->kind, rows[i].kind, "%s", rows[i].text);
		cr_expect_eq(log->steps.count, rows[i].steps, "%s", rows[i].text);
		if (log->kind == BV_KIND_MAIL) {
			cr_expect(is_named(log, log->claim.first_bad, ID), "%s", rows[i].text);
			cr_expect_eq(log->claim.statements.items[0].is_quoted, rows[i].is_quoted,
				     "%s", rows[i].text);
		}
		bv_arena_release(&mail.keep);
	}
}

/* What the claim does not say of the commit, other lines of the mail may. */
Test(mail, title_from_elsewhere)
{
	static const struct {
		const char *text, *title;
	} rows[] = {
		{"#regzbot introduced: 0123456789ab\n> Reverting 0123456789abcd (\"demo: free\n> "
		 "it\") "
		 "helps\n",
		 "demo: free it"},
		{"Since 0123456789ab \"demo: free it\".\n#regzbot introduced: 0123456789ab\n",
		 "demo: free it"},
		{"#regzbot introduced: 0123456789ab\n\n> " PRINT, "demo: free it"},
		{"#regzbot introduced: 0123456789ab\n1123456789ab (\"demo: other\")\n", ""},
		{"#regzbot introduced: 0123456789ab\n0123456789ab (\"demo: cut\n", ""},
		{ID " is the first bad commit\ncommit " ID
		    "\nAuthor: A <a@example.org>\n\n    own\n\n"
		    "> " ID " is the first bad commit\n> [...]\n",
		 "own"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct read_mail mail;
		const struct bv_bisection *log = read_text(&mail, rows[i].text);
		const struct bv_revision *blamed = bv_bisection_revision(log, log->claim.first_bad);

		cr_assert(blamed, "%s", rows[i].text);
		cr_expect(bv_text_equal(blamed->subject, bv_text_from(rows[i].title)), "%s: %.*s",
			  rows[i].text, BV_TEXT_ARG(blamed->subject));
		cr_expect(!log->claim.is_quoted, "%s", rows[i].text);
		bv_arena_release(&mail.keep);
	}
}

Test(mail, several_logs_are_several_parts)
{
	struct read_mail mail;

	(void)read_text(&mail, "git bisect start\n# bad: [" ID "] a\ngit bisect bad " ID "\n"
			       "# first bad commit: [" ID "] a\n\nand the other\n\n"
			       "git bisect start\n# bad: [" OTHER "] b\ngit bisect bad " OTHER "\n"
			       "# first bad commit: [" OTHER "] b\n");
	cr_assert_eq(mail.bisections.count, 2);
	cr_expect(
		is_named(&mail.bisections.items[0], mail.bisections.items[0].claim.first_bad, ID));
	cr_expect(is_named(&mail.bisections.items[1], mail.bisections.items[1].claim.first_bad,
			   OTHER));
	cr_expect_eq(mail.bisections.items[0].last_line, 7);
	cr_expect_eq(mail.bisections.items[1].first_line, 8);
	bv_arena_release(&mail.keep);
}

/* No text is read as more bisections than one could read. */
Test(mail, parts_are_bounded)
{
	struct read_mail mail;
	struct bv_arena keep = {0};
	struct bv_out_buffer text = {.keep = &keep};

	for (size_t i = 0; i < 100; i++)
		(void)bv_sink_buffer(&text, "git bisect start\n# bad: [" ID "] a\n",
				     sizeof("git bisect start\n# bad: [" ID "] a\n") - 1);
	(void)bv_sink_buffer(&text, "", 1);
	(void)read_text(&mail, text.items);
	cr_expect_lt(mail.bisections.count, 100);
	cr_expect(mail.bisections.items[mail.bisections.count - 1].is_truncated);
	bv_arena_release(&mail.keep);
	bv_arena_release(&keep);
}
