/* The files that an audit is asked to read, in order. */
#ifndef BV_CLI_AUDIT_PATHS_H
#define BV_CLI_AUDIT_PATHS_H

#include <stddef.h>

#include "base/arena.h"

struct bv_paths {
	const char **items;
	size_t count, capacity;
};

/**
 * Add @path; of a folder, all regular files below it, sorted bytewise, without hidden ones and
 * without following links to folders. A path that cannot be looked at is added as it is: reading it
 * tells why.
 *
 * Owner: kept in @keep.
 */
void bv_paths_add(struct bv_paths *paths, const char *path, struct bv_arena *keep);

#endif
