/* Reading one of git's small text files whole. */
#ifndef BV_TREE_SMALL_FILE_H
#define BV_TREE_SMALL_FILE_H

#include "base/arena.h"

/**
 * The bytes of the file at @path, up to @bytes_max of them.
 *
 * Errors: false when it is not there or cannot be read.
 * Owner:  kept in @keep.
 */
bool bv_small_file_read(struct bv_text *out, const char *path, size_t bytes_max,
			struct bv_arena *keep);

#endif
