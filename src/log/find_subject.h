/* The blamed commit's title, from anywhere in the text that names the commit with one. */
#ifndef BV_LOG_TITLE_H
#define BV_LOG_TITLE_H

#include "base/arena.h"
#include "bisection.h"
#include "source/line.h"

/**
 * Give the blamed commit a title where its claim printed none.
 *
 * Meaning: H ("TITLE"), H "TITLE" and a printed commit, the first of them in @lines, however deep
 *          it is quoted; a title whose end is missing is none.
 * Owner:   kept in @keep, or borrowed from @lines.
 */
void bv_title_find(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep);

#endif
