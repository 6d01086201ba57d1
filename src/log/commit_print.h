/* SPDX-License-Identifier: GPL-2.0-only */
/* The commit that git prints below its conclusion, and its patch. */
#ifndef BV_LOG_COMMIT_PRINT_H
#define BV_LOG_COMMIT_PRINT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "bisection.h"
#include "source/line.h"

/*
 * patch_print.c: the patch of a printed commit, line by line: whose files, and is it whole?
 */

/** Initialise with {0}. */
struct bv_patch_print {
	bool is_begun;
	bool is_broken;              /* a hunk has not the lines that it announces */
	uint64_t old_left, new_left; /* of the hunk in hand. Units: lines */
};

/**
 * Take the next line of the patch; true when it belongs to it.
 *
 * Meaning: "diff --git a/OLD b/NEW" adds a file to @out. A line of dashes ends a patch, and
 *          shows that all of it was there when no hunk lacks lines: out->is_patch_whole. Without
 *          it files may have been cut off behind the last one.
 * Owner:   kept in @keep, or borrowed from the line.
 * Source:  git's diff.c, builtin_diff(); the dashes are those of kernelci-core's report template.
 */
bool bv_patch_print_line(struct bv_patch_print *state, struct bv_commit_print *out,
			 const struct bv_line *line, struct bv_arena *keep);

/** "diff --git a/OLD b/NEW": a patch begins here. */
bool bv_is_patch_start(struct bv_text line);

/*
 * stat_print.c: the list of files of a printed commit
 */

/**
 * Take a line of a list of files; true when it is one.
 *
 * Meaning: rows of --stat and its sums, raw lines, and --summary's "create mode", "rename" and so
 *          on are added to @out.
 * Owner:   kept in @keep, or borrowed from the line.
 * Source:  git's diff.c, show_stats(), diff_summary() and diff_flush_raw().
 */
bool bv_stat_print_line(struct bv_commit_print *out, const struct bv_line *line,
			struct bv_arena *keep);

/*
 * commit_print.c: the commit that git prints below its conclusion: header, message, --stat or raw
 * lines, summary.
 */

enum bv_commit_print_part {
	BV_COMMIT_PRINT_BEFORE = 0, /* nothing seen yet: "commit H" is awaited */
	BV_COMMIT_PRINT_HEADER,
	BV_COMMIT_PRINT_MESSAGE,
	BV_COMMIT_PRINT_FILES, /* stat, raw and summary lines */
	BV_COMMIT_PRINT_PATCH,
	BV_COMMIT_PRINT_DONE /* a line came that is not part of it */
};

/** Initialise with {.bisection = ...} at the line of git's conclusion. */
struct bv_commit_print_state {
	struct bv_bisection *bisection; /* receives claim.print, the revision and its statement */
	enum bv_commit_print_part part;
	bool has_blank_line; /* below the header */
	size_t indentation;  /* of the message, once it has begun */
	struct bv_patch_print patch;
	size_t blank_lines; /* of the message, not yet known to be inside it */
	struct {
		char *items;
		size_t count, capacity;
	} message;
};

/**
 * Take the next line; true when it belongs to the printed commit.
 *
 * Meaning: blank lines belong to it until one follows the list of files. After the first false the
 *          state is done and takes no more. "commit H" gives a BV_STATEMENT_HEADER.
 * Owner:   kept in @keep, or borrowed from the line.
 * Source:  git's log-tree.c, show_log(), and diff.c, show_stats() and diff_summary(); raw lines
 *          (before git 2.22) are those of diff.c, diff_flush_raw().
 */
bool bv_commit_print_line(struct bv_commit_print_state *state, const struct bv_line *line,
			  struct bv_arena *keep);

#endif
