/* SPDX-License-Identifier: GPL-2.0-only */
/* Reports made by hand, one for each thing a renderer has to say. */
#ifndef BV_TESTS_REPORT_SAMPLES_H
#define BV_TESTS_REPORT_SAMPLES_H

#include "base/arena.h"
#include "report/report.h"

/** Make the sample's report. Owner: kept in @keep. */
typedef const struct bv_report *sample_maker(struct bv_arena *keep);

sample_maker sample_refuted;    /* a syzbot cause log, no tree */
sample_maker sample_doubtful;   /* a syzbot fix log, a shallow tree, many findings of a kind */
sample_maker sample_consistent; /* a git log whose last verdict is inferred, with a tree */
sample_maker sample_undecided;  /* a log that ends with only skipped commits */
sample_maker sample_nothing;    /* no bisection at all */
sample_maker sample_hostile;    /* escapes, overrides, no UTF-8, too long, too large */

struct sample {
	const char *name;
	sample_maker *make;
};
extern const struct sample samples[];
extern const size_t sample_count;

#endif
