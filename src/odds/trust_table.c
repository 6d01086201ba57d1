/*
 * The weights of trust. Written by scripts/fit on 2026-11-23 from 404 labelled syzbot
 * cause bisections; do not edit.
 */
#include "trust.h"

#include "base/banned.h"

const size_t bv_trust_sample_count = 404;
const double bv_trust_intercept = -1.5944;

/* Log-odds per unit, and the mean of the sample. */
const struct bv_trust_row bv_trust_rows[BV_PIECE_COUNT] = {
	[BV_PIECE_CANNOT_BE] = {-2.5348, 0.1510}, [BV_PIECE_DETECTOR] = {-0.9900, 0.1559},
	[BV_PIECE_INSERTED] = {0.2790, 3.4302},   [BV_PIECE_KCONFIG] = {-2.1120, 0.1038},
	[BV_PIECE_LONG_WALK] = {-2.1084, 0.1510}, [BV_PIECE_MAGNET] = {-2.6382, 0.0842},
	[BV_PIECE_RELATED] = {0.2068, 1.8366},    [BV_PIECE_RUNS] = {0.2074, 0.3373},
	[BV_PIECE_SKIPPED] = {-0.7204, 0.2252},   [BV_PIECE_SYZBOT_FIX] = {1.2177, 0.1165},
	[BV_PIECE_WALK] = {-0.8646, 0.7079},      [BV_PIECE_WEAK_BAD] = {-0.5727, 0.5792},
};
