/* SPDX-License-Identifier: GPL-2.0-only */
/* What was tested, by the text around a git log: a title of a commit does not tell. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "log/log.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define LOG                                                                                        \
	"git bisect start\n# bad: [" A "] demo: %s\ngit bisect bad " A "\n"                        \
	"# good: [" B "] demo: b\ngit bisect good " B "\n"                                         \
	"# first bad commit: [" A "] demo: %s\n"

static enum bv_under_test tested(const char *above, const char *title, const char *below)
{
	struct bv_source source = {.name = "demo"};
	struct bv_bisections bisections = {0};
	struct bv_arena keep = {0};
	enum bv_under_test answer;
	char text[2048];

	(void)snprintf(text, sizeof(text), "%s\n" LOG "%s\n", above, title, title, below);
	source.text = bv_text_from(text);
	bv_log_read(&bisections, &source, &keep);
	cr_assert_eq(bisections.count, 1);
	answer = bisections.items[0].under_test;
	bv_arena_release(&keep);
	return answer;
}

Test(under_test, by_the_words_around_the_log)
{
	static const struct {
		const char *line;
		enum bv_under_test is;
	} rows[] = {
		{"The network is slow since then.", BV_UNDER_TEST_UNKNOWN},
		{"[   12.345678] Call Trace:", BV_UNDER_TEST_IMAGE},
		{"> BUG: KASAN: slab-use-after-free in demo_read+0x12/0x34", BV_UNDER_TEST_IMAGE},
		{"demo-board fails to boot with v6.1", BV_UNDER_TEST_IMAGE},
		{"  Test suite: boot", BV_UNDER_TEST_IMAGE},
		{"make htmldocs warns:", BV_UNDER_TEST_OTHER},
		{"kselftest demo fails to build", BV_UNDER_TEST_OTHER},
		{"htmldocs was fine, but KASAN: null-ptr-deref", BV_UNDER_TEST_IMAGE},
		{"a rebooting board, unkasan: no", BV_UNDER_TEST_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		cr_expect_eq(tested(rows[i].line, "a", ""), rows[i].is, "%s", rows[i].line);
		cr_expect_eq(tested("", "a", rows[i].line), rows[i].is, "%s", rows[i].line);
	}
}

Test(under_test, not_by_what_commits_are_about)
{
	cr_expect_eq(tested("", "docs: explain Call Trace: and RIP", ""), BV_UNDER_TEST_UNKNOWN);
	cr_expect_eq(tested("It is " A " (\"demo: docs: explain kernel BUG at x\")",
			    "docs: explain kernel BUG at x", ""),
		     BV_UNDER_TEST_UNKNOWN);
	cr_expect_eq(tested("", "a",
			    A " is the first bad commit\ncommit " A "\n"
			      "Author: Ada <ada@example.org>\n"
			      "Date:   Mon Apr 19 09:37:04 2021 +0200\n\n"
			      "    demo: a\n\n    Say what Call Trace: means.\n"),
		     BV_UNDER_TEST_UNKNOWN);
}
