/* SPDX-License-Identifier: GPL-2.0-only */
/* From texts to bisections. */
#ifndef BISECT_VERIFY_LOG_H
#define BISECT_VERIFY_LOG_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "bisection.h"
#include "source/source.h"

struct bv_bisections {
	struct bv_bisection *items;
	size_t count, capacity;
};

/**
 * Find and read every bisection in @source.
 *
 * Meaning: always at least one; text that holds none gives one of kind BV_KIND_UNKNOWN.
 * Errors:  none; any bytes give a model, with what was not understood in its unknown lines.
 * Owner:   kept in @keep; texts borrow from the source, which must outlive the model.
 */
void bv_log_read(struct bv_bisections *out, const struct bv_source *source, struct bv_arena *keep);

/** The same of what the writer of a mail says, without what others said before and is quoted. */
void bv_log_read_own(struct bv_bisections *out, const struct bv_source *source,
		     struct bv_arena *keep);

/** Nobody's bisection: all of the text was read, and @bisections are of kind BV_KIND_UNKNOWN. */
bool bv_bisections_are_none(const struct bv_bisections *bisections);

#endif
