/* SPDX-License-Identifier: GPL-2.0-only */
/* Lines of a log, and what mail programs did to them. */
#ifndef BV_SOURCE_LINE_H
#define BV_SOURCE_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "source.h"

/*
 * line.c: a log as numbered lines: what the parsers read.
 */

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
 * bisection is made of are quoted; otherwise the lines as they are. True where somebody else wrote
 * them: their quoting has ">".
 */
bool bv_lines_unquote(struct bv_lines *lines, struct bv_arena *keep);

/*
 * unwrap.c: what mail programs do to lines: quoting, indentation and wrapping, undone.
 */

/**
 * The line without mail quoting.
 *
 * Meaning: "> " and "| " of any depth go, each with one blank; what is indented further stays so.
 */
struct bv_text bv_unquote(struct bv_text line);

/** "ADA wrote:", or the end of it: what follows is a quote. */
bool bv_is_attribution(struct bv_text line);

/** Blanks and tabs at the start of @line. Units: bytes. */
size_t bv_indentation(struct bv_text line);
/** @line without up to @indentation blanks and tabs at its start. */
struct bv_text bv_dedent(struct bv_text line, size_t indentation);

/** A mail program that wraps lines would have broken this one earlier. */
bool bv_is_unwrapped(struct bv_text line);
/**
 * @next could be the rest of @line.
 *
 * Meaning: the first word of @next had no room on @line, or @line ends in the blank that marks a
 *          soft line break.
 * Source:  RFC 3676 section 4.1 for the soft break; the width is the narrowest seen in posted logs.
 */
bool bv_could_continue(struct bv_text line, struct bv_text next);

/*
 * view.c: who says it: the lines of a mail by how deep they are quoted.
 */

/** Deeper quotes than anybody answers to are taken as this deep. */
#define BV_QUOTE_DEPTH_MAX 8
/** A view of all lines, however deep they are quoted. */
#define BV_QUOTE_DEPTH_ANY SIZE_MAX

/**
 * How often @line is quoted, at most BV_QUOTE_DEPTH_MAX.
 *
 * Meaning: only ">" counts. A bar is a quote in a reply, where quotes.c has made it one, and else
 *          the writer's own.
 */
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
