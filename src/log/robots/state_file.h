/* SPDX-License-Identifier: GPL-2.0-only */
/* What the readers of JSON state files have in common. */
#ifndef BV_LOG_STATE_FILE_H
#define BV_LOG_STATE_FILE_H

#include "log/json.h"
#include "log/producer.h"

struct bv_state_file {
	struct bv_bisection *out;
	struct bv_nodes nodes;
	struct bv_arena *keep;
};

/** BV_CLAIM_STRONG where @lines hold a file of @shape, or begin as one that is damaged. */
enum bv_claim_strength bv_state_file_recognise(const struct bv_lines *lines,
					       const struct bv_nodes_shape *shape);

/**
 * One more bisection of @kind, from the file of @shape in @lines.
 *
 * Meaning: false where there is none to read; the bisection then says what is damaged.
 */
bool bv_state_file_open(struct bv_state_file *out, struct bv_bisections *all,
			const struct bv_lines *lines, enum bv_kind kind,
			const struct bv_nodes_shape *shape);

/** Good, bad, skip or weak; unknown for any other word. */
enum bv_verdict bv_state_file_verdict(struct bv_text word);

/** The revision that a value names; none where it is no name that git would take. */
struct bv_revision_ref bv_state_file_revision(struct bv_state_file *file, struct bv_text written,
					      size_t line);

/** A step; one whose revision or verdict nobody can read becomes an unknown line instead. */
struct bv_step *bv_state_file_step(struct bv_state_file *file, enum bv_phase phase,
				   enum bv_verdict verdict, struct bv_text written, size_t line);
/** An end of the range: a step of phase start. */
void bv_state_file_end(struct bv_state_file *file, enum bv_verdict verdict, struct bv_text written,
		       size_t line);
/** The producer blames @written; @name is what the file calls it. */
void bv_state_file_blame(struct bv_state_file *file, struct bv_text written, const char *name,
			 size_t line);
/** Members of @at that are texts become remarks; @names ends with an empty one. */
void bv_state_file_remarks(struct bv_state_file *file, const struct bv_node *at,
			   const struct bv_text *names);

#endif
