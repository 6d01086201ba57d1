/* SPDX-License-Identifier: GPL-2.0-only */
/* Building the model: what all parsers need. */
#ifndef BV_LOG_BUILDER_H
#define BV_LOG_BUILDER_H

#include "base/arena.h"
#include "base/text.h"
#include "log.h"
#include "source/line.h"

/** More than any bisection has; what a hostile log names beyond is dropped (@is_truncated). */
#define BV_REVISIONS_MAX ((size_t)16384)
#define BV_STEPS_MAX     ((size_t)16384)
#define BV_RUNS_MAX      ((size_t)65536)
/** More bisections than any mail has. */
#define BV_PARTS_MAX ((size_t)32)

/** One more bisection, the next part of a text, of @lines. Earlier addresses may move. */
struct bv_bisection *bv_build_part(struct bv_bisections *out, const struct bv_lines *lines,
				   struct bv_arena *keep);

/**
 * The revision spelt @written, added on first mention.
 *
 * Meaning: hex spellings compare without case. An empty text is no revision, nor is one that
 *          would be too many.
 */
struct bv_revision_ref bv_build_revision(struct bv_bisection *bisection, struct bv_text written,
					 size_t line, struct bv_arena *keep);

/**
 * The same, but an abbreviation of an id that is known already is that id. Looks through all of
 * them: for the few that a mail names.
 */
struct bv_revision_ref bv_build_abbreviated(struct bv_bisection *bisection, struct bv_text written,
					    size_t line, struct bv_arena *keep);

/**
 * Note the title that @line prints with @ref. The first one stays; where a later one is another
 * (bv_subject_is_same()), @other_subject_line remembers that. A longer one replaces a cut one.
 */
void bv_build_subject(struct bv_bisection *bisection, struct bv_revision_ref ref,
		      struct bv_text subject, bool is_cut, size_t line);

void bv_build_statement(struct bv_bisection *bisection, enum bv_statement_kind kind,
			struct bv_revision_ref ref, struct bv_text subject, size_t line,
			struct bv_arena *keep);

/**
 * One more step, zeroed; NULL when it would be too many. Earlier addresses may move.
 */
struct bv_step *bv_build_step(struct bv_bisection *bisection, struct bv_arena *keep);

/** Note what a robot says besides; empty values say nothing. */
void bv_build_remark(struct bv_bisection *bisection, struct bv_text name, struct bv_text value,
		     size_t line, struct bv_arena *keep);

/** A verdict about what was checked out, which the text does not tell. */
void bv_build_unnamed(struct bv_bisection *bisection, struct bv_text text, size_t line,
		      struct bv_arena *keep);

void bv_build_unknown(struct bv_bisection *bisection, struct bv_text text, size_t line,
		      struct bv_arena *keep);

#endif
