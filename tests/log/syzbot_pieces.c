/* SPDX-License-Identifier: GPL-2.0-only */
/* Pieces of syzkaller's logs, as people paste them: what the missing lines said is not known. */
#include <stdio.h>

#include "log/syzbot/syzbot_era.h"
#include "syzbot_support.h"

#define A       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B       "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C       "cccccccccccccccccccccccccccccccccccccccc"
#define START   "bisecting cause commit starting from " A "\n"
#define OF(h)   "testing commit " h " gcc\n"
#define CRASHES "all runs: crashed: WARNING in demo\n"
#define PASSES  "all runs: OK\n"
#define SEEDY   "run #0: crashed: lost connection\n" R4("1") R4("2") "run #9: OK\n"
#define R4(n)   "run #" n "1: OK\nrun #" n "2: OK\nrun #" n "3: OK\nrun #" n "4: OK\n"
#define OFFER(h)                                                                                   \
	"Bisecting: 3 revisions left to test after this (roughly 2 steps)\n[" h "] demo: one\n"

/* A step in a few letters: phase, verdict, runs as crashed + passed, release. A bad verdict on less
 * than half of the runs makes the reproducer flaky: then the next tests have twenty. */
static const char *step_words(const struct bv_step *step)
{
	static char words[100];
	static const char verdicts[] = {'?', 'G', 'B', 'S'};
	const char *phase = bv_phase_name(step->phase);

	(void)snprintf(words, sizeof(words), "%s %c %zu+%zu %.*s", phase ? phase : "-",
		       verdicts[step->verdict], bv_step_count(step, BV_OUTCOME_CRASHED),
		       bv_step_count(step, BV_OUTCOME_OK), BV_TEXT_ARG(step->release));
	return words;
}

#define STEPS_MAX 5

Test(syzbot_pieces, what_a_test_is_for)
{
	static const struct {
		const char *name, *text;
		const char *steps[STEPS_MAX];
	} rows[] = {
		{"a test and its mark, without a start",
		 START OF(A) CRASHES "[...]\n" OF(B) SEEDY "# git bisect bad " B "\n" OFFER(C) OF(C)
			 PASSES "# git bisect good " C "\n",
		 {"start B 20+0 ", "bisect B 1+9 ", "bisect G 0+20 "}},
		{"a mark of another commit than was tested",
		 OF(B) SEEDY "# git bisect bad " C "\n",
		 {"- B 1+9 ", "bisect B 0+0 "}},
		{"the last test has no mark yet",
		 OF(B) SEEDY "# git bisect bad " B "\n" OFFER(C) OF(C) PASSES,
		 {"bisect B 1+9 ", "bisect ? 0+20 "}},
		{"a mark, then what was offered",
		 "# git bisect bad " B "\nBisecting: a merge base must be tested\n[" C
		 "] demo: base\n" OF(C) PASSES "# git bisect good " C "\n",
		 {"bisect B 0+0 ", "merge-base G 0+10 "}},
		{"the start's commit again is another configuration",
		 START OF(A) CRASHES OF(A) CRASHES OF(B) CRASHES OF(B) CRASHES,
		 {"start B 20+0 ", "config B 10+0 ", "- B 10+0 ", "- B 10+0 "}},
		{"a release is of one test",
		 "testing release v6.9\n" OF(A) CRASHES OF(B) SEEDY,
		 {"walk B 10+0 v6.9", "- B 1+9 "}},
		{"a walk goes on only from what is not good",
		 "testing release v6.9\n" OF(A) PASSES "testing release v6.8\n" OF(B) PASSES,
		 {"walk S 0+10 v6.9", "walk G 0+10 v6.8"}},
		{"... and may have ended above a mark",
		 "testing release v6.9\n" OF(A) PASSES OF(B) CRASHES "# git bisect bad " B "\n",
		 {"walk G 0+10 v6.9", "bisect B 10+0 "}},
		{"a merge base is announced each time",
		 "bisecting fixing commit since " A "\n"
		 "no existing result, test the revision\n" OF(B) PASSES OF(C) CRASHES
		 "# git bisect good " C "\n",
		 {"merge-base G 0+10 ", "bisect B 10+0 "}},
		{"what was pretended is over with the next test",
		 "the bug was not introduced yet; pretend that kernel crashed\n" OF(B) CRASHES
		 "# git bisect bad " B "\n",
		 {"bisect B 10+0 "}},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading log = read_text(bv_text_from(rows[i].text));
		const struct bv_steps *tests = &log.bisection->steps;

		for (size_t k = 0; k < STEPS_MAX; k++) {
			const char *found =
				k < tests->count ? step_words(&tests->items[k]) : "none";

			cr_expect_str_eq(found, rows[i].steps[k] ? rows[i].steps[k] : "none",
					 "%s, step %zu: %s", rows[i].name, k + 1, found);
		}
		bv_arena_release(&log.keep);
	}
}

/* The first test of a piece need not be the log's first, which has twenty runs since 2021. */
Test(syzbot_pieces, the_first_test_shown_does_not_date_the_log)
{
	struct reading log = read_text(
		BV_TEXT("testing release v5.4\ntesting commit " A " with gcc (GCC) 8.1.0\n"
			"kernel signature: " A "aaaaaaaaaaaaaaaaaaaaaaaa\n" SEEDY));

	cr_expect(log.bisection->era.is_known);
	cr_expect_eq(log.bisection->era.newest, BV_ERA_2021_02_TWENTY_RUNS, "%u",
		     log.bisection->era.newest);
	bv_arena_release(&log.keep);
}
