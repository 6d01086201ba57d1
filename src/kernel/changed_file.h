/* SPDX-License-Identifier: GPL-2.0-only */
/* A file that a commit changes, as a tree knows it or as a log prints it. */
#ifndef BV_KERNEL_CHANGED_FILE_H
#define BV_KERNEL_CHANGED_FILE_H

#include "base/error.h"
#include "content.h"

enum bv_file_status {
	BV_FILE_UNKNOWN = 0,
	BV_FILE_ADDED,
	BV_FILE_DELETED,
	BV_FILE_MODIFIED,
	BV_FILE_MODE_CHANGED,
	BV_FILE_RENAMED
};

/**
 * One for all who speak of such a file: a tree, and a log's diffstat, raw lines and patch.
 *
 * Unknown: all zero is "not told": a diffstat has no status, raw lines have no counts, and only a
 *          tree has contents.
 */
struct bv_changed_file {
	struct bv_text path;     /* the new name; begins with "..." where git cut it for a log */
	struct bv_text old_path; /* of a rename, else empty */
	enum bv_file_status status;
	/* Lines, as `git show --stat` counts; unknown for binary. A diffstat tells just the sum. */
	struct bv_count added, deleted, changed;
	struct bv_count bar_plus, bar_minus; /* of a diffstat's bar. Units: signs */
	bool is_bar_broken;                  /* it is none that git draws */
	enum bv_truth is_binary;
	struct bv_text old_id, new_id; /* hex, in a log perhaps cut; empty where there is none */
	struct bv_text old_mode, new_mode; /* "100644" */
	enum bv_content content;
	bool is_directory; /* git < 2.22 printed raw lines of the top level only */
	size_t line;       /* of the log; 0: from a tree */
};
struct bv_changed_files {
	struct bv_changed_file *items;
	size_t count, capacity;
};

/** git's letter for @status in raw lines, '?' for unknown. */
char bv_file_status_letter(enum bv_file_status status);
/** The other way round; a copy is a new file, and another type of file is a changed one. */
enum bv_file_status bv_file_status_of(char letter);

/** Is @printed, of which git may have cut the beginning (".../core/main.c"), the file @path? */
bool bv_path_fits(struct bv_text printed, struct bv_text path);

#endif
