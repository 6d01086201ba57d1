/* Intel's kernel test robot (0-day, LKP): the counts of its old logs. */
#ifndef BV_LOG_LKP_H
#define BV_LOG_LKP_H

#include <stdbool.h>

#include "base/arena.h"
#include "log/bisection.h"

/** "20:07 ...": LKP writes the time behind its verdicts. */
bool bv_lkp_is_comment(struct bv_text comment);
/** How the runs of one test went. */
struct bv_lkp_counts {
	uint64_t good, bad;
};

/**
 * "HH:MM [G|B] GOOD BAD ... SUBJECT" behind a verdict: the runs of the newest step, and the title
 * of its revision.
 *
 * Meaning: until 2018 two numbers, "190+ 0" or "0- 1"; then with the letter four. The third,
 *          GOOD_BUT_DIRTY, are runs without the bug that showed another failure; the fourth,
 *          DIRTY_NOT_BAD, says nothing of its own here.
 */
void bv_lkp_take_comment(struct bv_bisection *out, struct bv_text comment, struct bv_arena *keep);
/** So many runs of the newest step, the bad ones with @title. No robot's numbers say nothing. */
void bv_lkp_add_runs(struct bv_bisection *out, const struct bv_lkp_counts *counts,
		     struct bv_text title, size_t line, struct bv_arena *keep);

#endif
