/* SPDX-License-Identifier: GPL-2.0-only */
/* Texts that come in any order, printed in the order of their jobs. */
#ifndef BV_CLI_ORDERED_OUTPUT_H
#define BV_CLI_ORDERED_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/out.h"

/** Jobs that may be under way or wait to be printed at once. */
#define BV_ORDERED_JOBS_MAX 1024
/** No more jobs are begun while more text than this waits. */
#define BV_ORDERED_BYTES_MAX ((size_t)64 << 20)

struct bv_ordered_output {
	struct bv_out *out;
	size_t printed; /* jobs, whole */
	size_t waiting_bytes;
	struct bv_ordered_job {
		struct bv_arena keep;
		struct bv_out_buffer text;
		bool is_done;
	} jobs[BV_ORDERED_JOBS_MAX]; /* by their number, modulo the most */
};

/** Owner: @out is borrowed; the caller calls bv_ordered_output_release(). */
void bv_ordered_output_init(struct bv_ordered_output *ordered, struct bv_out *out);
void bv_ordered_output_release(struct bv_ordered_output *ordered);

/** Can @job be begun? Not when too many wait for one before it. */
bool bv_ordered_output_has_room(const struct bv_ordered_output *ordered, size_t job);
/** Add @text to what @job prints; what comes first in order is printed at once. */
void bv_ordered_output_add(struct bv_ordered_output *ordered, size_t job, struct bv_text text);
/** @job is done. */
void bv_ordered_output_end(struct bv_ordered_output *ordered, size_t job);
/** Print what still waits for jobs that will not be done. */
void bv_ordered_output_flush(struct bv_ordered_output *ordered);

#endif
