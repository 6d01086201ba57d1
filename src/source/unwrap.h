/* What mail programs do to lines: quoting, indentation and wrapping, undone. */
#ifndef BV_LOG_UNWRAP_H
#define BV_LOG_UNWRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/**
 * The line without mail quoting.
 *
 * Meaning: "> " and "| " of any depth go, each with one blank; what is indented further stays so.
 */
struct bv_text bv_unquote(struct bv_text line);

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

#endif
