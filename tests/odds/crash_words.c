/* SPDX-License-Identifier: GPL-2.0-only */
/* By what a later commit is known to be about the crash. */
#include <criterion/criterion.h>

#include "case/case_private.h"

static void add_run(struct bv_bisection *log, enum bv_phase phase, const char *title,
		    struct bv_arena *keep)
{
	struct bv_step *step = BV_APPEND(&log->steps, keep);
	struct bv_run *run = BV_APPEND(&step->runs, keep);

	step->phase = phase;
	*run = (struct bv_run){.outcome = BV_OUTCOME_CRASHED, .title = bv_text_from(title)};
}

static void add_remark(struct bv_bisection *log, const char *value, struct bv_arena *keep)
{
	*BV_APPEND(&log->remarks, keep) =
		(struct bv_remark){BV_TEXT("Reported-by"), bv_text_from(value), 1};
}

Test(crash_words, are_syzbots_name_and_titles_with_a_function)
{
	struct bv_arena keep = {0};
	struct bv_bisection log = {.kind = BV_KIND_SYZBOT_CAUSE};
	struct bv_told told = {.title = BV_TEXT("KASAN: use-after-free in demo_free")};
	struct bv_crash_words words;
	struct bv_case c;

	add_run(&log, BV_PHASE_START, "WARNING in demo_wait (2)", &keep);
	add_run(&log, BV_PHASE_START, "WARNING in demo_wait", &keep);
	add_run(&log, BV_PHASE_START, "lost connection to test machine", &keep);
	add_run(&log, BV_PHASE_START, "kernel panic: corrupted stack end", &keep);
	add_run(&log, BV_PHASE_BISECT, "WARNING in other_bug", &keep);
	add_remark(&log, "syzbot+0123456789abcdef0123@example.org", &keep);
	add_remark(&log, "Eve <syzbot+0123@example.org>", &keep);
	bv_case_open(&c, &log, &told, NULL, &keep);
	cr_expect(c.start.runs == 4 && c.start.crashed == 4 && c.start.passed == 0);
	cr_expect_eq(c.start.titles.count, 4);
	cr_expect_eq(c.start.family.members.count, 2);
	bv_crash_words_find(&words, &c, &keep);
	cr_assert_eq(words.names.count, 3);
	cr_expect(bv_text_equal(words.names.items[0], BV_TEXT("syzbot+0123456789abcdef0123")));
	cr_expect(bv_text_equal(words.names.items[1], BV_TEXT("WARNING in demo_wait")));
	cr_expect(
		bv_text_equal(words.names.items[2], BV_TEXT("KASAN: use-after-free in demo_free")));
	cr_assert_eq(words.functions.count, 2);
	cr_expect(bv_text_equal(words.functions.items[0], BV_TEXT("demo_wait")));
	bv_arena_release(&keep);
}
