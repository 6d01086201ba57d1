/* SPDX-License-Identifier: GPL-2.0-only */
/* The weights of trust, by scripts/fit on 2026-11-26 from 575 labelled syzbot logs; do not edit. */
#include "odds_private.h"

const size_t bv_trust_sample_count = 575;
const double bv_trust_intercept = -1.2722;

/* Log-odds per unit, and the mean of the sample. */
const struct bv_trust_row bv_trust_rows[BV_PIECE_COUNT] = {
	[BV_PIECE_CANNOT_BE] = {-3.1846, 0.1426}, [BV_PIECE_RUNS] = {0.1189, -0.1638},
	[BV_PIECE_SHARED] = {0.5362, 0.9218},     [BV_PIECE_SKIPPED] = {-0.9399, 0.2052},
	[BV_PIECE_STRANGE] = {-1.8950, 0.2830},   [BV_PIECE_SWITCH] = {-4.3045, 0.0514},
	[BV_PIECE_TINY] = {-0.9852, 0.1062},      [BV_PIECE_WALK] = {-1.0113, 0.7491},
};
