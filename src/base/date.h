/* SPDX-License-Identifier: GPL-2.0-only */
/* Dates as git prints them: an instant, and the zone of the person's clock. */
#ifndef BISECT_VERIFY_DATE_H
#define BISECT_VERIFY_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "text.h"

struct bv_zone {
	bool is_negative;
	unsigned hours_minutes; /* 530 for +0530 */
};

struct bv_date {
	uint64_t seconds; /* since 1970; 0 when not readable, as git has it */
	struct bv_zone zone;
};

/**
 * The date in its own zone: "Thu Apr 7 15:20:36 2005 -0700".
 *
 * Meaning: where the clock would leave the years 1970 to 9999, in which git overflows or gives up,
 *          the first second of 1970 in no zone.
 * Owner:   kept in @keep.
 * Source:  git's date.c, show_date() with DATE_NORMAL.
 */
struct bv_text bv_date_print(struct bv_date date, struct bv_arena *keep);

/**
 * The zone at the end of a date printed so.
 *
 * Unknown: false for every other form, and where no zone is printed: what the author's log.date
 *          made of it names no instant.
 */
bool bv_date_zone(struct bv_zone *out, struct bv_text printed);

#endif
