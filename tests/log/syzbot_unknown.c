/* SPDX-License-Identifier: GPL-2.0-only */
/* Lines that no version of syzkaller prints, in all places: what is known around them stays known.
 */

#include "log/syzbot/syzbot_era.h"
#include "syzbot_support.h"

#define A      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define ODD    "frobnicating the kernel\n"
#define TEST   "bisecting cause commit starting from " A "\ntesting commit " A "\n"
#define GCC    "compiler: gcc (Demo) 10.2.1\n"
#define SIGN   "kernel signature: 1111111111111111111111111111111111111111111111111111111111111111\n"
#define RUNS   "run #0: crashed: KASAN: use-after-free in demo\nrun #1: OK\n"
#define STOPS  "revisions tested: 1, total time: 1s (build: 1s, test: 1s)\nerror: it ends\n"
#define FAILED "failed building " A ": demo.c:1: demo is missing\n"

static const struct {
	const char *name, *text;
	size_t unknown_lines;
	bool is_build_failed;
	bool has_compiler, has_signature;
	size_t runs;
} tests[] = {
	{"none", TEST GCC SIGN RUNS STOPS, 0, false, true, true, 2},
	{"above the compiler", TEST ODD GCC SIGN RUNS STOPS, 1, false, true, true, 2},
	{"above the signature", TEST GCC ODD SIGN RUNS STOPS, 1, false, true, true, 2},
	{"above the runs", TEST GCC SIGN ODD RUNS STOPS, 1, false, true, true, 2},
	{"three in a row", TEST ODD ODD ODD GCC SIGN RUNS STOPS, 3, false, true, true, 2},
	{"everywhere", TEST ODD GCC ODD SIGN ODD RUNS STOPS, 3, false, true, true, 2},
	{"runs alone", TEST ODD RUNS STOPS, 1, false, false, false, 2},
	{"all runs", TEST GCC SIGN ODD "all runs: OK\n" STOPS, 1, false, true, true, 20},
	{"a kernel that was not tested", TEST ODD SIGN STOPS, 1, false, false, true, 0},
	{"a setup that failed", TEST ODD GCC SIGN "failed: no machine\n" STOPS, 1, false, true,
	 true, 0},
	{"the words of a failed build", TEST ODD STOPS, 0, true, false, false, 0},
	{"a failed build that is said to be one", TEST ODD FAILED STOPS, 0, true, false, false, 0},
	{"... with a compiler behind it", TEST FAILED GCC STOPS, 0, true, false, false, 0},
};

Test(syzbot_unknown, a_line_inside_a_test)
{
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		struct reading log = read_text(bv_text_from(tests[i].text));
		const struct bv_step *step = &log.bisection->steps.items[0];
		const char *name = tests[i].name;

		cr_assert_eq(log.bisection->steps.count, 1, "%s", name);
		cr_expect_eq(log.bisection->unknown_lines.count, tests[i].unknown_lines,
			     "%s: %zu unknown lines", name, log.bisection->unknown_lines.count);
		cr_expect_eq(step->is_build_failed, tests[i].is_build_failed, "%s", name);
		cr_expect_eq(step->build_error.size > 0, tests[i].is_build_failed || i == 9, "%s",
			     name);
		cr_expect_eq(step->compiler.size > 0, tests[i].has_compiler, "%s", name);
		cr_expect_eq(step->signature.size > 0, tests[i].has_signature, "%s", name);
		cr_expect_eq(step->runs.count, tests[i].runs, "%s: %zu runs", name,
			     step->runs.count);
		bv_arena_release(&log.keep);
	}
}

#define R4(n) "run #" n "0: OK\nrun #" n "1: OK\nrun #" n "2: OK\nrun #" n "3: OK\n"
#define R20   R4("0") R4("1") R4("2") R4("3") "run #40: crashed: BUG: demo\n" R4("5")
#define GCC10 " with gcc (GCC) 10.2.1 20210217\n"
#define START "bisecting cause commit starting from " A "\ntesting commit " A GCC10 SIGN
#define OFFER                                                                                      \
	"# git bisect start " A " " B                                                              \
	"\nBisecting: 3 revisions left to test after this (roughly 2 steps)\n[" B "] demo: one\n"
#define NEXT "testing commit " B GCC10 SIGN "all runs: OK\n# git bisect good " B "\n"

/* Since 2020-12 an empty line follows what git prints; since 2021-02 the first test has 20 runs. */
Test(syzbot_unknown, a_line_below_what_git_offers)
{
	static const struct {
		const char *name, *text;
		enum bv_syzbot_era oldest, newest;
		size_t runs; /* of the second test, which lists none */
	} rows[] = {
		{"an empty line", START R20 OFFER "\n" NEXT, BV_ERA_2021_02_TWENTY_RUNS,
		 BV_ERA_2021_02_TWENTY_RUNS, 20},
		{"unknown, then empty", START R20 OFFER ODD "\n" NEXT, BV_ERA_2021_02_TWENTY_RUNS,
		 BV_ERA_2021_02_TWENTY_RUNS, 20},
		{"the empty line was lost", START R20 OFFER NEXT, BV_ERA_2021_02_TWENTY_RUNS,
		 BV_ERA_2021_02_TWENTY_RUNS, 20},
		{"few runs, an empty line", START RUNS OFFER "\n" NEXT, BV_ERA_2020_11_FLAKY,
		 BV_ERA_2020_11_FLAKY, 10},
		{"few runs, unknown, then empty", START RUNS OFFER ODD "\n" NEXT,
		 BV_ERA_2020_01_SHA256, BV_ERA_2020_11_FLAKY, 10},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading log = read_text(bv_text_from(rows[i].text));
		const struct bv_bisection *b = log.bisection;

		cr_assert_eq(b->steps.count, 2, "%s", rows[i].name);
		cr_expect(b->era.is_known && b->era.oldest == rows[i].oldest &&
				  b->era.newest == rows[i].newest,
			  "%s: era %u to %u", rows[i].name, b->era.oldest, b->era.newest);
		cr_expect_eq(b->steps.items[1].runs.count, rows[i].runs, "%s: %zu runs",
			     rows[i].name, b->steps.items[1].runs.count);
		bv_arena_release(&log.keep);
	}
}
