/* SPDX-License-Identifier: GPL-2.0-only */
/* git_bayesect's setting: a line of commits, and a test that also fails without the bug. */
#ifndef SIMULATE_LINE_H
#define SIMULATE_LINE_H

#include <stdbool.h>
#include <stddef.h>

/** Print how often the cause is found in at most @runs_most runs. False when nothing was drawn. */
bool line_simulate(size_t draws, size_t seed, size_t runs_most);

#endif
