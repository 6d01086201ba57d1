/* SPDX-License-Identifier: GPL-2.0-only */
/* A bug as syzbot's dashboard tells of it in JSON. */
#ifndef BV_LOG_BUG_FILE_H
#define BV_LOG_BUG_FILE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

struct bv_bug_file {
	struct bv_text title;
	struct bv_texts crash_titles; /* under which it was seen, each once */
	struct bv_texts fix_titles;   /* subjects of the commits that fix it */
	struct bv_text architecture;  /* of its crashes, where all have one; else empty */
};

/**
 * Read the file @path.
 *
 * Errors: not readable, no such JSON, or damaged.
 * Owner:  kept in @keep.
 * Source: syzkaller, dashboard/api/api.go, Bug; display-title is older than it.
 */
BV_MUST_CHECK bool bv_bug_file_read(struct bv_bug_file *out, const char *path,
				    struct bv_arena *keep, struct bv_error *err);

#endif
