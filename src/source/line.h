/* A log as numbered lines: what the parsers read. */
#ifndef BV_LOG_LINE_H
#define BV_LOG_LINE_H

#include "base/arena.h"
#include "base/text.h"
#include "source.h"

/** One line without its end. @number is that of the source, which skips where lines were joined. */
struct bv_line {
	struct bv_text text;
	size_t number;
};
struct bv_lines {
	struct bv_line *items;
	size_t count, capacity;
	bool is_truncated; /* past BV_LOG_LINES_MAX or BV_LOG_BYTES_MAX */
	bool is_cut;       /* the last line has no end */
};

/**
 * Split @source into lines; no-break spaces become blanks.
 *
 * Owner: the list in @keep, the texts borrowed from the source or kept too.
 */
void bv_lines_split(struct bv_lines *out, const struct bv_source *source, struct bv_arena *keep);

/**
 * The same lines without mail quoting ("> ", "| " of any depth) where most of the lines that a
 * bisection is made of are quoted; otherwise the lines as they are.
 */
void bv_lines_unquote(struct bv_lines *lines, struct bv_arena *keep);

#endif
