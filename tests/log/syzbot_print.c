/* SPDX-License-Identifier: GPL-2.0-only */
/* The commit that git prints below its conclusion. */
#include "log/commit_print.h"
#include "reading.h"

/* Feed @text line by line; how many lines belonged to the commit. */
static size_t feed(struct bv_bisection *out, struct bv_text text, struct bv_arena *keep)
{
	struct bv_commit_print_state state = {.bisection = out};
	struct bv_line line = {0};
	size_t taken = 0;

	while (bv_take_line(&text, &line.text)) {
		line.number++;
		if (!bv_commit_print_line(&state, &line, keep))
			break;
		taken++;
	}
	return taken;
}

Test(syzbot_print, header_message_and_files)
{
	struct bv_arena keep = {0};
	struct bv_bisection b = {0};
	const struct bv_commit_print *print = &b.claim.print;
	size_t taken = feed(&b,
			    BV_TEXT("commit 1234567890abcdef1234567890abcdef12345678 (tag: v1)\n"
				    "Merge: 1234567 89abcde\n"
				    "Author: Ada Example <ada@example.org>\n"
				    "Date:   Mon Apr 19 09:37:04 2021 +0200\n"
				    "\n"
				    "    widget: a | title\n"
				    "    \n"
				    "      indented\n"
				    "\n"
				    "    commit 2 files changed\n"
				    "\n"
				    " Documentation/a | b.rst | 7 ++++---\n"
				    " .../{old => new}/c.c    | 2 +-\n"
				    " a/{ => sub}/d.c         | 0\n"
				    " logo.png                | Bin 0 -> 812 bytes\n"
				    " 4 files changed, 5 insertions(+), 4 deletions(-)\n"
				    " rename a/{ => sub}/d.c (100%)\n"
				    " create mode 100644 logo.png\n"
				    "\n"
				    " not/a/file | 3 +++\n"),
			    &keep);

	cr_expect_eq(taken, 18);
	cr_expect_eq(print->line, 1);
	cr_expect(bv_text_equal(print->merge, BV_TEXT("1234567 89abcde")));
	cr_expect(bv_text_equal(print->author, BV_TEXT("Ada Example <ada@example.org>")));
	cr_expect(bv_text_equal(print->date, BV_TEXT("Mon Apr 19 09:37:04 2021 +0200")));
	cr_expect(bv_text_equal(print->subject, BV_TEXT("widget: a | title")));
	cr_expect(bv_text_equal(
		print->message,
		BV_TEXT("widget: a | title\n\n  indented\n\ncommit 2 files changed")));
	cr_assert_eq(print->stat.count, 4);
	cr_expect(bv_text_equal(print->stat.items[0].path, BV_TEXT("Documentation/a | b.rst")));
	cr_expect_eq(print->stat.items[0].changed.value, 7);
	cr_expect(bv_text_equal(print->stat.items[1].old_path, BV_TEXT(".../old/c.c")));
	cr_expect(bv_text_equal(print->stat.items[1].path, BV_TEXT(".../new/c.c")));
	cr_expect(bv_text_equal(print->stat.items[2].old_path, BV_TEXT("a/d.c")));
	cr_expect(bv_text_equal(print->stat.items[2].path, BV_TEXT("a/sub/d.c")));
	cr_expect(print->stat.items[3].is_binary == BV_YES &&
		  !print->stat.items[3].changed.is_known);
	cr_expect_eq(print->summary_line, 16);
	cr_expect(print->files_changed.value == 4 && print->insertions.value == 5 &&
		  print->deletions.value == 4);
	bv_arena_release(&keep);
}

Test(syzbot_print, raw_lines_of_old_git)
{
	struct bv_arena keep = {0};
	struct bv_bisection b = {0};
	const struct bv_changed_file *row;

	cr_expect_eq(feed(&b,
			  BV_TEXT("diff-tree 1234567890abcdef1234567890abcdef12345678 (from 12)\n"
				  "Author: Ada Example <ada@example.org>\n"
				  "\n"
				  "    widget\n"
				  "\n"
				  ":100644 100644 abcdef1... 1234567... R\told.c\tnew.c\n"
				  ":040000 040000 abcdef1234567890abcdef1234567890abcdef12 "
				  "234567890abcdef1234567890abcdef123456789 M\tdrivers\n"
				  "testing commit\n"),
			  &keep),
		     7);
	cr_assert_eq(b.claim.print.raw.count, 2);
	row = &b.claim.print.raw.items[0];
	cr_expect(row->status == BV_FILE_RENAMED && bv_text_equal(row->path, BV_TEXT("new.c")));
	row = &b.claim.print.raw.items[1];
	cr_expect(row->status == BV_FILE_MODIFIED && row->is_directory &&
		  bv_text_equal(row->path, BV_TEXT("drivers")) &&
		  bv_text_equal(row->old_mode, BV_TEXT("040000")));
	bv_arena_release(&keep);
}

Test(syzbot_print, a_part_that_is_zero_is_left_out_of_the_summary)
{
	struct bv_arena keep = {0};
	struct bv_bisection b = {0};

	(void)feed(&b,
		   BV_TEXT("commit 1234567890abcdef1234567890abcdef12345678\n\n    a\n\n"
			   " a.c | 1 -\n 1 file changed, 1 deletion(-)\n"),
		   &keep);
	cr_expect(b.claim.print.insertions.is_known && b.claim.print.insertions.value == 0);
	cr_expect_eq(b.claim.print.deletions.value, 1);
	bv_arena_release(&keep);
}

Test(syzbot_print, other_lines_end_it_at_once)
{
	static const struct bv_text rows[] = {
		BV_TEXT_INIT("parent commit 1234567890abcdef1234567890abcdef12345678\n"),
		BV_TEXT_INIT("commit message: x\n"),
		BV_TEXT_INIT("commit 1234567890abcdef1234567890abcdef12345678 not reachable\n"),
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct bv_bisection b = {0};

		cr_expect_eq(feed(&b, rows[i], &keep), 0, "%s", rows[i].data);
		cr_expect_eq(b.claim.print.line, 0, "%s", rows[i].data);
		bv_arena_release(&keep);
	}
}
