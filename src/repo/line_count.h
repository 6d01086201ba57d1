/* How many lines a change adds and removes. */
#ifndef BV_TREE_LINE_COUNT_H
#define BV_TREE_LINE_COUNT_H

#include "base/error.h"
#include "base/text.h"

struct bv_line_counts {
	enum bv_answer is_binary;
	struct bv_count added, deleted; /* unknown for binary */
};

/**
 * Count as `git show --stat` does.
 *
 * Meaning: a file that is not there is the empty text.
 * Source:  git's diff.c, builtin_diffstat(); checked against `git show --numstat`.
 */
struct bv_line_counts bv_line_count(struct bv_text old, struct bv_text new);

#endif
