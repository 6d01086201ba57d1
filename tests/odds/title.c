/* SPDX-License-Identifier: GPL-2.0-only */
/* Title families: which titles can be one bug. */
#include <criterion/criterion.h>

#include "kernel/crash.h"
#include "odds/odds.h"

static bool is_family(const char *member, const char *title)
{
	struct bv_title_family family = {0};
	struct bv_arena keep = {0};
	bool answer;

	bv_title_family_add(&family, bv_text_from(member), &keep);
	answer = bv_title_family_has(&family, bv_text_from(title));
	bv_arena_release(&keep);
	return answer;
}

Test(title, families)
{
	static const struct {
		const char *member, *title;
		bool is_same;
	} rows[] = {
		{"WARNING in demo_wait", "WARNING in demo_wait", true},
		{"WARNING in demo_wait", "WARNING in demo_wait (3)", true},
		{"KASAN: use-after-free Read in demo_wait", "general protection fault in demo_wait",
		 true},
		{"WARNING in demo_queue_rq", "WARNING in __demo_queue_rq", true},
		{"WARNING in demo_queue_rq", "WARNING in demo_queue_flush", true},
		{"WARNING in demo_queue_rq", "WARNING in other_wait", false},
		{"KASAN: use-after-free Read in demo_wait",
		 "KASAN: use-after-free Read in corrupted", true},
		{"KASAN: use-after-free Read in demo_wait", "WARNING in corrupted", false},
		{"INFO: task hung in sys_read", "INFO: task hung in sys_write", false},
		{"WARNING in demo_wait", "lost connection to test machine", false},
		{"lost connection to test machine", "lost connection to test machine", false},
		{"WARNING in demo_wait", "", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		cr_expect(is_family(rows[i].member, rows[i].title) == rows[i].is_same, "%s ~ %s",
			  rows[i].member, rows[i].title);
		cr_expect(bv_titles_are_alike(bv_text_from(rows[i].member),
					      bv_text_from(rows[i].title)) == rows[i].is_same,
			  "%s ~ %s", rows[i].member, rows[i].title);
	}
}

Test(title, a_counter_at_the_end_is_dropped)
{
	static const struct {
		const char *title, *normal;
	} rows[] = {
		{" WARNING in demo (2) ", "WARNING in demo"},
		{"WARNING in demo()", "WARNING in demo()"},
		{"WARNING in demo (x2)", "WARNING in demo (x2)"},
		{"(2)", ""},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect(bv_text_equal(bv_title_normal(bv_text_from(rows[i].title)),
					bv_text_from(rows[i].normal)),
			  "%s", rows[i].title);
}
