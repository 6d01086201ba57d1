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

/** One more bisection, the @producer's, from the state @found of it: or what is damaged there. */
void bv_state_file_read(struct bv_bisections *out, const struct bv_lines *lines,
			const struct bv_producer *producer, const struct bv_nodes_found *found,
			struct bv_arena *keep);

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
