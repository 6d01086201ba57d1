/* SPDX-License-Identifier: GPL-2.0-only */
/* A table of the truth about logs, written by hand or by any program. */
#ifndef BV_CLI_LABELS_H
#define BV_CLI_LABELS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

struct bv_label {
	struct bv_text log;         /* its name, as the table has it */
	struct bv_text first_wrong; /* a commit or a release; empty: not said */
	uint32_t line;
	bool is_right; /* the blamed commit is the cause */
};

/** Sorted by log. All zero is none. */
struct bv_labels {
	struct bv_label *items;
	size_t count, capacity;
	size_t unsaid_count; /* rows that say neither right nor wrong; they are not among the items
			      */
};

/**
 * Read the table @path, "-" being standard input: columns between tabs, named by the first line.
 *
 * Errors: it cannot be read, a column or a value is missing, a log is there twice, or no row says
 *         right or wrong.
 * Owner:  kept in @keep; @path is borrowed.
 */
BV_MUST_CHECK bool bv_labels_read(struct bv_labels *out, const char *path, struct bv_arena *keep,
				  struct bv_error *err);

/**
 * The label of @log, a name as reports give it, by that, by its last part, or by this without
 * ".txt". NULL: it has none.
 *
 * Owner: borrowed from @labels.
 */
const struct bv_label *bv_labels_find(const struct bv_labels *labels, struct bv_text log);

#endif
