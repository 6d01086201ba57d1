/* Lines that no version of syzkaller prints, in all places: what is known around them stays known.
 */
#include <stdio.h>

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
