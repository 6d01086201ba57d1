/* Who says it: the lines of a mail by how deep they are quoted. */
#ifndef BV_LOG_VIEW_H
#define BV_LOG_VIEW_H

#include "base/arena.h"
#include "line.h"

/** Deeper quotes than anybody answers to are taken as this deep. */
#define BV_QUOTE_DEPTH_MAX 8
/** A view of all lines, however deep they are quoted. */
#define BV_QUOTE_DEPTH_ANY SIZE_MAX

/** How often @line is quoted, at most BV_QUOTE_DEPTH_MAX. */
size_t bv_quote_depth(struct bv_text line);

/**
 * The lines that are quoted @depth times, without their quoting; the others are empty, so that
 * nothing is joined across them.
 *
 * Owner: the list in @keep, the texts borrowed from @lines.
 */
void bv_view(struct bv_lines *out, const struct bv_lines *lines, size_t depth,
	     struct bv_arena *keep);

/**
 * What stands in the view from @offset of its line @index on, lines joined by one blank, until
 * @end was seen, a blank line, or a few lines: more no title has.
 *
 * Owner: borrowed from the view, or kept in @keep.
 */
struct bv_text bv_view_join(const struct bv_lines *view, size_t index, size_t offset,
			    struct bv_text end, struct bv_arena *keep);

#endif
