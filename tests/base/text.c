/* SPDX-License-Identifier: GPL-2.0-only */
/* Slices and cursors: what they take, and that they touch nothing when they do not match. */
#include "base/text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(text, slices_are_clipped_to_the_text)
{
	struct bv_text text = BV_TEXT("abcdef");

	cr_expect(bv_text_equal(bv_text_slice(text, 2, 3), BV_TEXT("cde")));
	cr_expect(bv_text_equal(bv_text_slice(text, 4, SIZE_MAX), BV_TEXT("ef")));
	cr_expect(bv_text_is_empty(bv_text_slice(text, SIZE_MAX, 1)));
	cr_expect(bv_text_is_empty(bv_text_from_offset((struct bv_text){0}, 5)));
	cr_expect(bv_text_is_empty(bv_text_from(NULL)));
}

Test(text, comparing)
{
	static const struct {
		const char *a, *b;
		int order;
	} rows[] = {
		{"", "", 0}, {"", "a", -1}, {"ab", "abc", -1}, {"b", "abc", 1}, {"\xff", "a", 1},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct bv_text a = bv_text_from(rows[i].a), b = bv_text_from(rows[i].b);
		int order = bv_text_compare(a, b);

		cr_expect((order > 0) - (order < 0) == rows[i].order, "%s", rows[i].b);
		cr_expect(bv_text_equal(a, b) == (rows[i].order == 0), "%s", rows[i].b);
	}
	cr_expect(bv_text_equal_nocase(BV_TEXT("AbC1"), BV_TEXT("aBc1")));
	cr_expect_not(bv_text_equal_nocase(BV_TEXT("@"), BV_TEXT("`")));
	cr_expect(bv_text_starts_with(BV_TEXT("abc"), BV_TEXT("ab")));
	cr_expect_not(bv_text_starts_with(BV_TEXT("a"), BV_TEXT("ab")));
	cr_expect(bv_text_ends_with(BV_TEXT("abc"), BV_TEXT("bc")));
	cr_expect_not(bv_text_ends_with(BV_TEXT("c"), BV_TEXT("bc")));
}

Test(text, finding)
{
	struct bv_text text = BV_TEXT("aab aab\0aac");

	cr_expect_eq(bv_text_find(text, BV_TEXT("aac"), 0), 8);
	cr_expect_eq(bv_text_find(text, BV_TEXT("aab"), 1), 4);
	cr_expect_eq(bv_text_find(text, BV_TEXT("aacc"), 0), SIZE_MAX);
	cr_expect_eq(bv_text_find(text, BV_TEXT(""), 3), 3);
	cr_expect_eq(bv_text_find(text, BV_TEXT("a"), SIZE_MAX), SIZE_MAX);
	cr_expect_eq(bv_text_find_byte(text, 'c'), 10);
	cr_expect_eq(bv_text_find_byte((struct bv_text){0}, 'c'), SIZE_MAX);
}

/* AddressSanitizer sees a byte read too many. */
Test(text, finding_stays_inside_the_text)
{
	char *bytes = malloc(3);
	struct bv_text text = {bytes, 3};

	memcpy(bytes, "xab", 3);
	cr_expect_eq(bv_text_find(text, BV_TEXT("abc"), 0), SIZE_MAX);
	cr_expect_eq(bv_text_find(text, BV_TEXT("ab"), 0), 1);
	free(bytes);
}

Test(text, trimming)
{
	cr_expect(bv_text_equal(bv_text_trim(BV_TEXT(" \t a b\r\n")), BV_TEXT("a b")));
	cr_expect(bv_text_equal(bv_text_trim_end(BV_TEXT(" a ")), BV_TEXT(" a")));
	cr_expect(bv_text_is_empty(bv_text_trim(BV_TEXT(" \n "))));
}

Test(text, lines_end_in_lf_crlf_or_nothing)
{
	static const char *const wanted[] = {"one", "", "two\rand a half", "three"};
	struct bv_text rest = BV_TEXT("one\r\n\ntwo\rand a half\nthree"), line;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		cr_assert(bv_take_line(&rest, &line));
		cr_expect(bv_text_equal(line, bv_text_from(wanted[i])), "%s", wanted[i]);
	}
	cr_expect_not(bv_take_line(&rest, &line));
}

Test(text, numbers_that_do_not_fit_are_not_taken)
{
	static const struct {
		const char *text;
		bool is_taken;
		uint64_t value;
		size_t left;
	} rows[] = {
		{"0", true, 0, 0},
		{"12 left", true, 12, 5},
		{"18446744073709551615", true, UINT64_MAX, 0},
		{"18446744073709551616", false, 0, 20},
		{"99999999999999999999999", false, 0, 23},
		{"-1", false, 0, 2},
		{" 1", false, 0, 2},
		{"", false, 0, 0},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct bv_text rest = bv_text_from(rows[i].text);
		uint64_t value = 0;

		cr_expect(bv_take_uint(&rest, &value) == rows[i].is_taken, "%s", rows[i].text);
		cr_expect(value == rows[i].value, "%s", rows[i].text);
		cr_expect(rest.size == rows[i].left, "%s", rows[i].text);
	}
}

Test(text, hex_runs_are_taken_whole_or_not_at_all)
{
	struct bv_text rest = BV_TEXT("0123456789aBcDeFg"), out = {0};

	cr_expect_not(bv_take_hex(&rest, 4, 15, &out));
	cr_expect_not(bv_take_hex(&rest, 17, 40, &out));
	cr_expect_eq(rest.size, 17);
	cr_expect(bv_text_is_empty(out));
	cr_expect(bv_take_hex(&rest, 4, 16, &out));
	cr_expect(bv_text_equal(out, BV_TEXT("0123456789aBcDeF")));
	cr_expect(bv_text_equal(rest, BV_TEXT("g")));
	cr_expect(bv_text_is_hex(out, 16, 16));
	cr_expect_not(bv_text_is_hex(BV_TEXT("12g4"), 4, 4));
	cr_expect_not(bv_text_is_hex(BV_TEXT("1234"), 5, 40));
}

Test(text, cursors_stay_where_nothing_matches)
{
	struct bv_text rest = BV_TEXT(" a:b"), out = {0};

	cr_expect_not(bv_take_prefix(&rest, BV_TEXT("a")));
	cr_expect_not(bv_take_word(&rest, &out));
	cr_expect_not(bv_take_until(&rest, BV_TEXT("::"), &out));
	cr_expect(bv_text_equal(rest, BV_TEXT(" a:b")));
	cr_expect(bv_text_is_empty(out));

	cr_expect(bv_take_blanks(&rest));
	cr_expect(bv_take_until(&rest, BV_TEXT(":"), &out));
	cr_expect(bv_text_equal(out, BV_TEXT("a")));
	cr_expect(bv_take_word(&rest, &out));
	cr_expect(bv_text_equal(out, BV_TEXT("b")));
	cr_expect(bv_take_blanks(&rest));
	cr_expect(bv_text_is_empty(rest));
}
