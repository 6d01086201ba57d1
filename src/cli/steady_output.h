/* SPDX-License-Identifier: GPL-2.0-only */
/* A sink for much output to somebody who may be slow, or gone. */
#ifndef BV_CLI_STEADY_OUTPUT_H
#define BV_CLI_STEADY_OUTPUT_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

struct bv_steady_output {
	int file; /* descriptor; may be nonblocking */
	const volatile sig_atomic_t *is_ending;
};

/**
 * A bv_sink() on a struct bv_steady_output.
 *
 * Meaning: waits for as long as it takes; when it is ending, for a second without progress.
 * Errors:  in errno.
 */
bool bv_sink_steady(void *context, const char *bytes, size_t size);

#endif
