/* KernelCI's report mails: what stands around their plain git log. */
#ifndef BV_LOG_KERNELCI_H
#define BV_LOG_KERNELCI_H

#include "base/arena.h"
#include "log/bisection.h"
#include "source/line.h"

/**
 * The sections Summary, Checks and Parameters: where it started, what it found and tested again,
 * the architecture, and the rest as remarks.
 *
 * Source: kernelci-core, the bisection report of 2018 to 2020.
 */
void bv_kernelci_read(struct bv_bisection *out, const struct bv_lines *lines,
		      struct bv_arena *keep);

#endif
