/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the next of syzkaller's logs begins in a text. */
#include <criterion/criterion.h>

#include "log/producer.h"

#define HASH  "0123456789abcdef0123456789abcdef01234567"
#define CAUSE "bisecting cause commit starting from " HASH "\n"
#define FIX   "bisecting fixing commit since " HASH "\n"
#define HOST  "ci starts bisection 2026-01-01 00:00:00 +0000 UTC\n"

Test(split, logs)
{
	static const struct {
		const char *name;
		struct bv_text text;
		size_t index, next;
	} rows[] = {
		{"one", BV_TEXT_INIT(CAUSE "a\n"), 0, 2},
		{"two", BV_TEXT_INIT(CAUSE "a\n" FIX "b\n"), 0, 2},
		{"from the second on", BV_TEXT_INIT(CAUSE "a\n" FIX "b\n"), 2, 4},
		{"with their hosts", BV_TEXT_INIT(HOST CAUSE "a\n" HOST CAUSE "b\n"), 0, 3},
		{"words before", BV_TEXT_INIT("x\n" CAUSE "a\n" CAUSE "b\n"), 0, 3},
		{"quoted", BV_TEXT_INIT("> " CAUSE "> a\n> " CAUSE "> b\n"), 0, 2},
		{"no hash", BV_TEXT_INIT(CAUSE "bisecting fixing commit since today\n"), 0, 2},
		{"none", BV_TEXT_INIT("a\n"), 0, 1},
		{"nothing", BV_TEXT_INIT(""), 0, 0},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_source source = {.text = rows[i].text};
		struct bv_arena keep = {0};
		struct bv_lines lines;

		bv_lines_split(&lines, &source, &keep);
		cr_expect_eq(bv_producer_syzbot.split(&lines, rows[i].index), rows[i].next, "%s",
			     rows[i].name);
		bv_arena_release(&keep);
	}
}
