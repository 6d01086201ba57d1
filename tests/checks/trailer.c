/* SPDX-License-Identifier: GPL-2.0-only */
/* Whom a commit names: people, each once, with what they are to it. */
#include "kernel/trailer.h"

#include <criterion/criterion.h>

Test(trailer, people)
{
	static const struct {
		const char *name, *address, *role;
	} rows[] = {
		{"Ada Example", "ada@example.org", "author"},
		{"", "ben@example.org", "Reviewed-by"},
		{"Cem", "cem@example.org", "Cc"},
		{"Dan", "dan@example.org", "Co-developed-by"},
	};
	static const struct bv_text message =
		BV_TEXT_INIT("demo: free the queue\n\nBy: nobody@example.org says this.\n\n"
			     "Reviewed-by: ben@example.org\n"
			     "Signed-off-by: Ada <ADA@example.org>\n"
			     "Cc: Cem <cem@example.org>\n"
			     "Cc: linux-demo@vger.kernel.org\n"
			     "Cc: <stable@kernel.org>\n"
			     "Reported-by: syzbot+0123456789abcdef@syzkaller.appspotmail.com\n"
			     "Co-developed-by: Dan <dan@example.org>\n"
			     "Tested-by: no address\n");
	struct bv_arena keep = {0};
	struct bv_people people = {0};

	bv_trailer_people(&people, BV_TEXT("Ada Example <ada@example.org>"), message, &keep);
	cr_assert_eq(people.count, sizeof(rows) / sizeof(rows[0]));
	for (size_t i = 0; i < people.count; i++) {
		cr_expect(bv_text_equal(people.items[i].name, bv_text_from(rows[i].name)),
			  "row %zu", i);
		cr_expect(bv_text_equal(people.items[i].address, bv_text_from(rows[i].address)),
			  "row %zu", i);
		cr_expect(bv_text_equal(people.items[i].role, bv_text_from(rows[i].role)),
			  "row %zu", i);
	}
	bv_arena_release(&keep);
}
