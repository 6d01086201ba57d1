/* Finding a commit by its abbreviation, among those that the log names in full. */
#ifndef BV_LOG_GIT_NAMES_H
#define BV_LOG_GIT_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "log/bisection.h"

/** Initialise with {0}. A table by the first seven digits. */
struct bv_git_names {
	uint32_t *slots; /* revision numbers, 0: free */
	size_t known;    /* revisions that were looked at */
};

/**
 * The revision named in full whose id begins with @abbreviation; none when there is none.
 *
 * Units: at least seven hex digits.
 */
struct bv_revision_ref bv_git_names_find(struct bv_git_names *names,
					 const struct bv_bisection *bisection,
					 struct bv_text abbreviation, struct bv_arena *keep);

#endif
