/* SPDX-License-Identifier: GPL-2.0-only */
/* Errors: the first one wins, and long texts are cut, not overrun. */
#include "base/error.h"

#include <criterion/criterion.h>
#include <string.h>

Test(error, the_first_one_wins)
{
	struct bv_error err = {0};

	cr_expect_not(bv_fail(&err, BV_ERROR_INPUT, "line %d", 7));
	cr_expect_not(bv_fail(&err, BV_ERROR_LIMIT, "later"));
	cr_expect_eq(err.kind, BV_ERROR_INPUT);
	cr_expect_str_eq(err.text, "line 7");

	cr_expect_not(bv_fail_at(&err, "a.log", 3));
	cr_expect_not(bv_fail_at(&err, "b.log", 4));
	cr_expect_str_eq(err.source, "a.log");
	cr_expect_eq(err.line, 3);

	cr_expect_not(bv_fail_advice(&err, "try %s", "this"));
	cr_expect_not(bv_fail_advice(&err, "try that"));
	cr_expect_str_eq(err.advice, "try this");
}

Test(error, long_texts_are_cut)
{
	struct bv_error err = {0};
	char text[1000];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	(void)bv_fail(&err, BV_ERROR_INPUT, "%s", text);
	(void)bv_fail_at(&err, text, 1);
	(void)bv_fail_advice(&err, "%s", text);
	cr_expect_eq(strlen(err.text), sizeof(err.text) - 1);
	cr_expect_eq(strlen(err.source), sizeof(err.source) - 1);
	cr_expect_eq(strlen(err.advice), sizeof(err.advice) - 1);
}
