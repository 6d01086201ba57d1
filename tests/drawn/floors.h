/* SPDX-License-Identifier: GPL-2.0-only */
/* What must not get worse: a file of shares, each "NAME... 99.9", as they were measured. */
#ifndef DRAWN_FLOORS_H
#define DRAWN_FLOORS_H

#include "tool.h"

/* Of how many, how many are as they should be; @name is one word or more. False: no such thing. */
typedef bool floors_share(const void *of, struct bv_text name, size_t *all, size_t *fine);

/** A share as such a file has it: in percent, rounded down to a tenth. */
double floors_percent(size_t fine, size_t all);
/**
 * Print each share below its floor in the file @path; false when there is any. A sample may lie
 * three standard deviations below, however small or large it is.
 */
bool floors_hold(const char *path, floors_share *share, const void *of, FILE *out);

#endif
