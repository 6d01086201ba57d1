/* SPDX-License-Identifier: GPL-2.0-only */
/* Mailboxes: where a mail begins and ends; tests/data/models has more of them. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/out.h"
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

/* A new file that holds @bytes, and is gone once it is closed. */
static struct bv_sources *open_bytes(struct bv_text bytes)
{
	char path[] = "bisect-verify-sources-XXXXXX";
	struct bv_sources *sources;
	struct bv_error err = {0};
	int file = mkstemp(path);

	cr_assert_geq(file, 0);
	cr_assert_eq(write(file, bytes.data, bytes.size), (ssize_t)bytes.size);
	cr_assert_eq(close(file), 0);
	cr_assert(bv_sources_open(&sources, path, &err), "%s", err.text);
	cr_assert_eq(unlink(path), 0);
	return sources;
}

/* How many texts are in @bytes, and in all of them how many lines. */
static void count_texts(size_t *texts, size_t *lines, struct bv_text bytes)
{
	struct bv_sources *sources = open_bytes(bytes);
	struct bv_source source;
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	struct bv_text line;

	*texts = *lines = 0;
	while (bv_sources_next(&source, sources, &keep, &err)) {
		++*texts;
		while (bv_take_line(&source.text, &line))
			++*lines;
	}
	cr_expect_eq(err.kind, BV_ERROR_NONE, "%s", err.text);
	bv_sources_close(sources);
	bv_arena_release(&keep);
}

Test(mbox, a_long_line_does_not_begin_a_mail_in_its_middle)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer bytes = {.keep = &keep};
	struct bv_text postmark = BV_TEXT(POSTMARK);
	size_t mails, lines;

	(void)bv_sink_buffer(&bytes, postmark.data, postmark.size);
	(void)bv_sink_buffer(&bytes, "Subject: s\n\n\n", 13);
	/* More than is looked at in one go, and a postmark where the second piece begins. */
	for (size_t i = 0; i < (size_t)64 << 10; i++)
		(void)bv_sink_buffer(&bytes, "x", 1);
	(void)bv_sink_buffer(&bytes, postmark.data, postmark.size);
	count_texts(&mails, &lines, (struct bv_text){bytes.items, bytes.count});
	cr_expect_eq(mails, 1);
	cr_expect_eq(lines, 2);
	bv_arena_release(&keep);
}

Test(mbox, too_many_parts_of_a_mail_are_left_out)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer bytes = {.keep = &keep};
	struct bv_text head = BV_TEXT("Subject: s\nMIME-Version: 1.0\n"
				      "Content-Type: multipart/mixed; boundary=\"=_x\"\n\n");
	struct bv_text part = BV_TEXT("--=_x\n\npart\n");
	size_t mails, lines;

	(void)bv_sink_buffer(&bytes, head.data, head.size);
	for (size_t i = 0; i < 1000; i++)
		(void)bv_sink_buffer(&bytes, part.data, part.size);
	count_texts(&mails, &lines, (struct bv_text){bytes.items, bytes.count});
	cr_expect_eq(mails, 1);
	cr_expect_eq(lines, 256);
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
