/* SPDX-License-Identifier: GPL-2.0-only */
/* Lists as Go's %q prints them: the recipients of syzkaller's logs. */
#include <criterion/criterion.h>

#include "log/syzbot/syzbot_private.h"

Test(go_quote, lists)
{
	static const struct {
		struct bv_text text;
		bool is_list;
		size_t count;
		struct bv_text last;
	} rows[] = {
		{BV_TEXT_INIT("[]"), true, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"a@b.org\" \"c@d.org\"]"), true, 2, BV_TEXT_INIT("c@d.org")},
		{BV_TEXT_INIT("[\"\\\"q\\\\\\t\\x41\\u00e4\\U0001f427\"]"), true, 1,
		 BV_TEXT_INIT("\"q\\\tA\xc3\xa4\xf0\x9f\x90\xa7")},
		{BV_TEXT_INIT("[\"a\"\"b\"]"), false, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"a\" "), false, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"a\\"), false, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"\\q\"]"), false, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"\\u12\"]"), false, 0, BV_TEXT_INIT("")},
		{BV_TEXT_INIT("[\"a\"] b"), false, 0, BV_TEXT_INIT("")},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct bv_texts list = {0};

		cr_expect_eq(bv_go_quoted_list(&list, rows[i].text, &keep), rows[i].is_list, "%s",
			     rows[i].text.data);
		cr_expect_eq(list.count, rows[i].count, "%s", rows[i].text.data);
		if (list.count)
			cr_expect(bv_text_equal(list.items[list.count - 1], rows[i].last), "%s",
				  rows[i].text.data);
		bv_arena_release(&keep);
	}
}
