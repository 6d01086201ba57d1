/* SPDX-License-Identifier: GPL-2.0-only */
/* The files that an audit is asked to read. */
#ifndef BV_CLI_AUDIT_PATHS_H
#define BV_CLI_AUDIT_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

struct bv_paths {
	const char **items;
	size_t count, capacity;
	const char *left_out; /* a folder that is not looked into, where pages go; NULL: none */
};

/**
 * Add @path; of a folder all regular files below it, the entries of each folder sorted bytewise,
 * without hidden ones and without following links to folders.
 *
 * Errors: none: what cannot be looked at is added as it is, and reading it tells why.
 * Owner:  kept in @keep; @path is borrowed.
 */
void bv_paths_add(struct bv_paths *paths, const char *path, struct bv_arena *keep);

/** A file that can be read more than once: no pipe, and not standard input. */
bool bv_path_is_regular(const char *path);

/**
 * Add the paths that @list holds, each ending in NUL; "-" is standard input.
 *
 * Errors: it cannot be read, or names standard input in a list that came from there; an empty name.
 * Owner:  kept in @keep.
 * Source: --files0-from of GNU wc, sort and du.
 */
BV_MUST_CHECK bool bv_paths_add_list(struct bv_paths *paths, const char *list,
				     struct bv_arena *keep, struct bv_error *err);

#endif
