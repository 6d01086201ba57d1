/* SPDX-License-Identifier: GPL-2.0-only */
/* Texts that several threads make, printed in the order of their jobs. */
#ifndef BV_CLI_ORDERED_OUTPUT_H
#define BV_CLI_ORDERED_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <threads.h>

#include "base/arena.h"
#include "base/out.h"

/** Jobs that may be under way or waiting to be printed at once. */
#define BV_ORDERED_JOBS_MAX 256

struct bv_ordered_output {
	mtx_t lock;
	cnd_t has_moved;
	struct bv_out *out;
	size_t job_count, taken, printed; /* jobs */
	struct bv_ordered_job {
		struct bv_arena keep;
		struct bv_out_buffer text;
		bool is_done;
	} jobs[BV_ORDERED_JOBS_MAX]; /* by their number, modulo the most */
};

/** Owner: @out is borrowed; the caller calls bv_ordered_output_release(). */
void bv_ordered_output_init(struct bv_ordered_output *ordered, struct bv_out *out,
			    size_t job_count);
void bv_ordered_output_release(struct bv_ordered_output *ordered);

/** No more jobs: bv_ordered_output_take() says no from now on. */
void bv_ordered_output_stop(struct bv_ordered_output *ordered);

/** The next job for this thread; false when there is none, or nothing can be printed any more. */
bool bv_ordered_output_take(struct bv_ordered_output *ordered, size_t *job);

/** Add @text to what @job prints; what comes first in order is printed at once. */
void bv_ordered_output_add(struct bv_ordered_output *ordered, size_t job, struct bv_text text);

/** @job is done. Returns how many are printed to their end. */
size_t bv_ordered_output_end(struct bv_ordered_output *ordered, size_t job);

#endif
