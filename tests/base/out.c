/* SPDX-License-Identifier: GPL-2.0-only */
/* Printing: what a terminal must not see, folding, sinks that fail. */
#include "base/out.h"

#include <criterion/criterion.h>
#include <stdio.h>

struct page {
	struct bv_arena keep;
	struct bv_out_buffer buffer;
	struct bv_out out;
};

static void page_open(struct page *page)
{
	*page = (struct page){0};
	page->buffer.keep = &page->keep;
	page->out.sink = bv_sink_buffer;
	page->out.context = &page->buffer;
}

static struct bv_text page_text(const struct page *page)
{
	return (struct bv_text){page->buffer.items, page->buffer.count};
}

static void expect_page(struct page *page, const char *wanted, const char *name)
{
	struct bv_text text = page_text(page);

	cr_expect(bv_text_equal(text, bv_text_from(wanted)), "%s: \"%.*s\", not \"%s\"", name,
		  BV_TEXT_ARG(text), wanted);
	bv_arena_release(&page->keep);
}

Test(out, texts_are_made_safe)
{
	static const struct {
		const char *name, *text, *wanted;
	} rows[] = {
		{"plain", "a\tb \"<&>", "a\tb \"<&>"},
		{"line feed", "a\nb", "a\\x0ab"},
		{"terminal escape", "\033[31mred", "\\x1b[31mred"},
		{"delete", "a\x7f", "a\\x7f"},
		{"UTF-8", "J\xc3\xb6rg \xe2\x82\xac \xf0\x9f\x90\xa7",
		 "J\xc3\xb6rg \xe2\x82\xac \xf0\x9f\x90\xa7"},
		{"C1 control",
		 "\xc2\x9b"
		 "2J",
		 "\\xc2\\x9b2J"},
		{"right-to-left override",
		 "\xe2\x80\xae"
		 "cba",
		 "\\xe2\\x80\\xaecba"},
		{"isolate", "\xe2\x81\xa6", "\\xe2\\x81\\xa6"},
		{"Arabic letter mark", "\xd8\x9c", "\\xd8\\x9c"},
		{"Mongolian vowel separator", "\xe1\xa0\x8e", "\\xe1\\xa0\\x8e"},
		{"tag letter", "\xf3\xa0\x81\xa1", "\\xf3\\xa0\\x81\\xa1"},
		{"zero width", "a\xe2\x80\x8b", "a\\xe2\\x80\\x8b"},
		{"byte order mark", "\xef\xbb\xbf", "\\xef\\xbb\\xbf"},
		{"Latin-1", "J\xf6rg", "J\\xf6rg"},
		{"overlong slash", "\xc0\xaf", "\\xc0\\xaf"},
		{"overlong in three", "\xe0\x80\xaf", "\\xe0\\x80\\xaf"},
		{"surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80"},
		{"above Unicode", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
		{"cut short", "\xe2\x82", "\\xe2\\x82"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct bv_text text = bv_text_from(rows[i].text);
		size_t columns = bv_text_columns(text), printed;
		struct page page;

		page_open(&page);
		bv_out_text(&page.out, text);
		printed = bv_text_columns(page_text(&page));
		cr_expect(columns == printed, "%s: %zu columns, not %zu", rows[i].name, columns,
			  printed);
		expect_page(&page, rows[i].wanted, rows[i].name);
	}
}

Test(out, a_nul_is_escaped)
{
	struct page page;

	page_open(&page);
	bv_out_text(&page.out, BV_TEXT("a\0b"));
	expect_page(&page, "a\\x00b", "NUL");
}

Test(out, formats_keep_their_line_feeds_and_nothing_else)
{
	struct page page;

	page_open(&page);
	bv_out_print(&page.out, "%s: %d\n", "x\033[2J", 7);
	expect_page(&page, "x\\x1b[2J: 7\n", "print");
}

Test(out, bytes_pass_unchanged)
{
	struct page page;

	page_open(&page);
	bv_out_bytes(&page.out, "\033\n", 2);
	bv_out_bytes(&page.out, NULL, 0);
	expect_page(&page, "\033\n", "bytes");
}

Test(out, styles_only_with_colour)
{
	struct page page;

	page_open(&page);
	bv_out_style(&page.out, BV_STYLE_ERROR);
	bv_out_style(&page.out, BV_STYLE_PLAIN);
	expect_page(&page, "", "without colour");

	page_open(&page);
	page.out.has_colour = true;
	bv_out_style(&page.out, BV_STYLE_ERROR);
	bv_out_style(&page.out, BV_STYLE_PLAIN);
	expect_page(&page, "\033[1;31m\033[m", "with colour");
}

Test(out, folding)
{
	static const struct {
		const char *name;
		size_t width, column, indent;
		const char *text, *wanted;
	} rows[] = {
		{"no width", 0, 5, 5, "one  two", "one  two\n"},
		{"fits", 7, 0, 2, "one two", "one two\n"},
		{"one too many", 6, 0, 2, "one two", "one\n  two\n"},
		{"starts late", 9, 4, 4, "one two", "one\n    two\n"},
		{"later lines count their indent", 9, 0, 4, "aaa bbb ccc ddd",
		 "aaa bbb\n    ccc\n    ddd\n"},
		{"long word", 4, 0, 1, "a bbbbbbbb c", "a\n bbbbbbbb\n c\n"},
		{"columns, not bytes", 5, 0, 0, "\xc3\xb6\xc3\xb6 \xc3\xb6\xc3\xb6",
		 "\xc3\xb6\xc3\xb6 \xc3\xb6\xc3\xb6\n"},
		{"escapes are wide", 6, 0, 0, "\033 \033", "\\x1b\n\\x1b\n"},
		{"empty", 10, 0, 0, "", "\n"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct page page;

		page_open(&page);
		page.out.width = rows[i].width;
		bv_out_folded(&page.out, bv_text_from(rows[i].text), rows[i].column,
			      rows[i].indent);
		expect_page(&page, rows[i].wanted, rows[i].name);
	}
}

Test(out, folding_ends_for_any_blank_byte)
{
	struct page page;

	page_open(&page);
	page.out.width = 10;
	bv_out_folded(&page.out, BV_TEXT("one\ntwo\r\nthree"), 0, 0);
	cr_expect(bv_text_contains(page_text(&page), BV_TEXT("two")));
	cr_expect(bv_text_contains(page_text(&page), BV_TEXT("three")));
	bv_arena_release(&page.keep);
}

Test(out, text_becomes_valid_utf8)
{
	struct bv_arena keep = {0};

	cr_expect(bv_text_equal(bv_text_to_utf8(BV_TEXT("J\xf6rg \xc3\xb6"), &keep),
				BV_TEXT("J\xef\xbf\xbdrg \xc3\xb6")));
	cr_expect(
		bv_text_equal(bv_text_to_utf8(bv_text_slice(BV_TEXT("\xe2\x82\xac"), 0, 2), &keep),
			      BV_TEXT("\xef\xbf\xbd\xef\xbf\xbd")));
	cr_expect(bv_text_is_empty(bv_text_to_utf8((struct bv_text){0}, &keep)));
	bv_arena_release(&keep);
}

static bool sink_until_full(void *context, const char *bytes, size_t size)
{
	size_t *room = context;

	(void)bytes;
	if (size > *room)
		return false;
	*room -= size;
	return true;
}

/* The n-th write fails, for every n. */
Test(out, a_failed_write_is_remembered_and_ends_all_later_ones)
{
	for (size_t room = 0; room < 9; room++) {
		size_t left = room;
		struct bv_out out = {.sink = sink_until_full, .context = &left};

		for (int i = 0; i < 3; i++)
			bv_out_print(&out, "%s", "abc");
		bv_out_bytes(&out, "d", 1);
		cr_expect(out.is_failed, "%zu", room);
		cr_expect(left == room % 3, "%zu", room);
	}
}

Test(out, a_full_disk_is_a_failed_write)
{
	FILE *file = fopen("/dev/full", "w");
	struct bv_out out = {.sink = bv_sink_file, .context = file};

	if (!file)
		cr_skip_test("skipped: no /dev/full");
	(void)setvbuf(file, NULL, _IONBF, 0);
	bv_out_print(&out, "%s", "abc");
	cr_expect(out.is_failed);
	(void)fclose(file);
}
