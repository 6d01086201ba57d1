/* SPDX-License-Identifier: GPL-2.0-only */
/* When a syzkaller log was made, as far as its lines tell: the eras of pkg/bisect. */
#ifndef BV_LOG_SYZBOT_ERA_H
#define BV_LOG_SYZBOT_ERA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "log/bisection.h"

/**
 * Named after the month of the change and what it changed; bv_era counts in these.
 *
 * Source: the history of syzkaller's pkg/bisect/bisect.go; the commits are in era.c.
 */
enum bv_syzbot_era {
	BV_ERA_2018_05_FIVE_TRIES = 0,
	BV_ERA_2018_05_EIGHT_RUNS,
	BV_ERA_2019_03_TEN_RUNS,
	BV_ERA_2019_03_SKIP,
	BV_ERA_2019_11_HASHES,
	BV_ERA_2019_11_SIGNATURE,
	BV_ERA_2019_12_PARENT,
	BV_ERA_2020_01_SHA256,
	BV_ERA_2020_07_TIMEOUT,
	BV_ERA_2020_07_TO_AND_CC,
	BV_ERA_2020_11_FLAKY,
	BV_ERA_2021_02_TWENTY_RUNS,
	BV_ERA_2021_07_COMPILER,
	BV_ERA_2022_07_HOST,
	BV_ERA_2022_09_COMPILER_TYPE,
	BV_ERA_2022_10_ENSURE,
	BV_ERA_2023_05_INFRA,
	BV_ERA_2023_06_MAJORITY,
	BV_ERA_2023_06_ENOUGH_RUNS,
	BV_ERA_2023_07_REPRESENTATIVE,
	BV_ERA_2023_08_INTRODUCED,
	BV_ERA_2023_08_PICKED,
	BV_ERA_2024_07_TWO_CRASHES,
	BV_ERA_2024_12_LOST_CONNECTION
};
#define BV_ERA_FIRST BV_ERA_2018_05_FIVE_TRIES
#define BV_ERA_LAST  BV_ERA_2024_12_LOST_CONNECTION
#define BV_ERA_COUNT ((size_t)BV_ERA_LAST + 1)

/** "2019-03-17": when the era began in the source; syzbot followed within days. */
struct bv_text bv_era_since(enum bv_syzbot_era era);

/** The eras in which a line or a property can occur. */
struct bv_era_span {
	enum bv_syzbot_era oldest, newest;
};

/** What is known so far. Initialise with bv_era_guess_init(). */
struct bv_era_guess {
	struct bv_era_span span;
	bool has_evidence;
	bool is_contradictory; /* lines of eras that do not meet: cut, edited or glued */
};

struct bv_era_guess bv_era_guess_init(void);
/** Evidence that cannot be otherwise. */
void bv_era_narrow(struct bv_era_guess *guess, struct bv_era_span span);
/** Weaker evidence, what is missing for example: left aside where it contradicts. */
void bv_era_prefer(struct bv_era_guess *guess, struct bv_era_span span);
/** The day a log was made, "2025-07-09..."; false when @date is none. */
bool bv_era_narrow_date(struct bv_era_guess *guess, struct bv_text date);
struct bv_era bv_era_of_guess(const struct bv_era_guess *guess);

#endif
