/* SPDX-License-Identifier: GPL-2.0-only */
/* Mailboxes: where a mail begins and ends, and where its lines stand in the file. */
#include "log/source_text.h"
#include "source/source_private.h"

#define POSTMARK "From ada@example.org Thu Jan  1 00:00:00 1970\n"
#define SUBJECT  "Subject: s\n\n"

Test(mbox, postmarks)
{
	static const struct {
		const char *line;
		bool is_postmark;
	} rows[] = {
		{"From mboxrd@z Thu Jan  1 00:00:00 1970", true},
		{"From mboxrd@z Thu Jan  1 00:00:00 1970\n", true},
		{"From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001", true},
		{"From ada at example.org  Mon Jul 27 22:51:37 2020", true},
		{"From the log at 12:30 one sees it", false},
		{"From v5.1 on it fails", false},
		{"From: ada@example.org 00:00:00 1970", false},
		{"From :00 1970", false},
		{"from ada Thu Jan  1 00:00:00 1970", false},
		{"From ada Thu Jan  1 00:00:00", false},
		{"From ada Thu Jan  1 00:00:00 12", false},
		{"From ", false},
		{"", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(bv_is_postmark(bv_text_from(rows[i].line)), rows[i].is_postmark, "%s",
			     rows[i].line);
}

Test(mbox, heads_of_mails)
{
	static const struct {
		const char *text;
		bool is_head;
	} rows[] = {
		{"Subject: a\n\nbody", true},
		{"From: Ada <ada@example.org>\nTo: Bob\n\n", true},
		{"X-Own: 1\nreceived: from a\n\tby b\nSubject: a\n\n", true},
		{"Subject: a\r\nTo: b\r\n\r\nno: header\r\n", true},
		{"tree:   https://example.org/x.git\nhead:   0123\ndate:   9 months ago\n\n",
		 false},
		{"Fixes: 0123456789ab (\"x\")\n", false},
		{"Subject: a\nThis is no header\n\n", false},
		{" Subject: a\n\n", false},
		{"git bisect start\n", false},
		{"\nSubject: a\n\n", false},
		{"", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(bv_is_mail_head(bv_text_from(rows[i].text)), rows[i].is_head, "%s",
			     rows[i].text);
}

Test(mbox, mails_and_their_lines)
{
	static const struct source_row rows[] = {
		{"one", BV_TEXT_INIT(POSTMARK SUBJECT "body\n"), "[1 |s]\n4:body\n"},
		{"two", BV_TEXT_INIT(POSTMARK SUBJECT "a\n\n" POSTMARK SUBJECT "b\n"),
		 "[1 |s]\n4:a\n5:\n[2 |s]\n9:b\n"},
		{"no end of line", BV_TEXT_INIT(POSTMARK SUBJECT "a"), "[1 |s]\n4:a\n"},
		{"CRLF",
		 BV_TEXT_INIT(
			 "From a Thu Jan  1 00:00:00 1970\r\nSubject: s\r\n\r\na\r\n\r\n" POSTMARK
				 SUBJECT "b\r\n"),
		 "[1 |s]\n4:a\n5:\n[2 |s]\n9:b\n"},
		{"quoted postmarks",
		 BV_TEXT_INIT(POSTMARK SUBJECT ">From here\n>>From there\n> From\n"),
		 "[1 |s]\n4:From here\n5:>From there\n6:> From\n"},
		{"a postmark within a paragraph",
		 BV_TEXT_INIT(POSTMARK SUBJECT "a\n" POSTMARK "b\n"),
		 "[1 |s]\n4:a\n5:From ada@example.org Thu Jan  1 00:00:00 1970\n6:b\n"},
		{"a sentence behind an empty line",
		 BV_TEXT_INIT(POSTMARK SUBJECT "a\n\nFrom here on it fails\n"),
		 "[1 |s]\n4:a\n5:\n6:From here on it fails\n"},
		{"an empty mail", BV_TEXT_INIT(POSTMARK "\n" POSTMARK SUBJECT "b\n"),
		 "[1 |]\n[2 |s]\n6:b\n"},
		{"empty lines first", BV_TEXT_INIT("\n\n" POSTMARK SUBJECT "a\n"), "[1 |s]\n6:a\n"},
		{"a single mail keeps its postmarks",
		 BV_TEXT_INIT(SUBJECT "a\n\n" POSTMARK SUBJECT "b\n"),
		 "[1 |s]\n3:a\n4:\n5:From ada@example.org Thu Jan  1 00:00:00 1970\n6:Subject: "
		 "s\n7:\n"
		 "8:b\n"},
		{"no mail", BV_TEXT_INIT("git bisect start\n"), "1:git bisect start\n"},
		{"nothing", BV_TEXT_INIT(""), ""},
	};

	EXPECT_SOURCES(rows);
}

Test(mbox, a_long_line_does_not_begin_a_mail_in_its_middle)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer bytes = {.keep = &keep};
	struct bv_text postmark = BV_TEXT(POSTMARK);
	const char *found;

	(void)bv_sink_buffer(&bytes, postmark.data, postmark.size);
	(void)bv_sink_buffer(&bytes, "Subject: s\n\n\n", 13);
	/* More than is looked at in one go, and a postmark where the second piece begins. */
	for (size_t i = 0; i < (size_t)64 << 10; i++)
		(void)bv_sink_buffer(&bytes, "x", 1);
	(void)bv_sink_buffer(&bytes, postmark.data, postmark.size);
	found = sources_of((struct bv_text){bytes.items, bytes.count}, &keep);
	cr_expect_null(strstr(found, "[2 "));
	bv_arena_release(&keep);
}

Test(mbox, a_mail_that_is_too_long_is_cut_and_the_next_one_is_read)
{
	char path[] = "bisect-verify-sources-XXXXXX";
	struct bv_arena keep = {0};
	struct bv_sources *sources;
	struct bv_source source;
	struct bv_error err = {0};
	int file = mkstemp(path);

	cr_assert_geq(file, 0);
	cr_assert_eq(write(file, POSTMARK SUBJECT, sizeof(POSTMARK SUBJECT) - 1),
		     (ssize_t)sizeof(POSTMARK SUBJECT) - 1);
	cr_assert_eq(lseek(file, (off_t)BV_LOG_BYTES_MAX, SEEK_CUR) < 0, 0);
	cr_assert_eq(write(file, "\n\n" POSTMARK SUBJECT "b\n", sizeof(POSTMARK SUBJECT) + 3),
		     (ssize_t)sizeof(POSTMARK SUBJECT) + 3);
	cr_assert_eq(close(file), 0);
	cr_assert(bv_sources_open(&sources, path, &err));
	cr_assert(bv_sources_next(&source, sources, &keep, &err));
	cr_expect(source.is_truncated);
	bv_arena_release(&keep);
	cr_assert(bv_sources_next(&source, sources, &keep, &err));
	cr_expect(bv_text_equal(source.text, BV_TEXT("b\n")));
	cr_expect_not(source.is_truncated);
	cr_expect_not(bv_sources_next(&source, sources, &keep, &err));
	bv_sources_close(sources);
	cr_expect_eq(unlink(path), 0);
	bv_arena_release(&keep);
}
