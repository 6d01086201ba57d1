/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The weights of trust. Written by scripts/fit on 2026-11-24 from 404 labelled syzbot
 * cause bisections; do not edit.
 */
#include "odds_private.h"

#include "base/banned.h"

const size_t bv_trust_sample_count = 404;
const double bv_trust_intercept = -1.7086;

/* Log-odds per unit, and the mean of the sample. */
const struct bv_trust_row bv_trust_rows[BV_PIECE_COUNT] = {
	[BV_PIECE_CANNOT_BE] = {-2.9728, 0.1510}, [BV_PIECE_DETECTOR] = {-1.1079, 0.1510},
	[BV_PIECE_INSERTED] = {0.1757, 3.4302},   [BV_PIECE_KCONFIG] = {-4.8947, 0.0395},
	[BV_PIECE_LONG_WALK] = {-2.2737, 0.1658}, [BV_PIECE_MAGNET] = {-2.4074, 0.0842},
	[BV_PIECE_RELATED] = {0.2264, 1.8366},    [BV_PIECE_RUNS] = {0.1935, 1.1637},
	[BV_PIECE_SKIPPED] = {-0.8990, 0.2252},   [BV_PIECE_STRANGE] = {-2.9374, 0.2232},
	[BV_PIECE_SYZBOT_FIX] = {1.6550, 0.1165}, [BV_PIECE_WALK] = {-0.7878, 0.7079},
};
