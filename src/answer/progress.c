/* SPDX-License-Identifier: GPL-2.0-only */
/* A bisection that is not finished: how far it is, and what git asks for. */
#include <math.h>

#include "answer_private.h"

#include "base/banned.h"

/* A search of git's, without a result: somebody is at it, or was. */
static bool is_in_progress(const struct bv_bisection *log)
{
	return bv_kind_is_gits(log->kind) && log->claim.ending == BV_ENDING_NONE &&
	       (log->git.line || log->steps.count || log->pending.line);
}

/* What the log shows git asking for, behind all tests; else git's own choice in the tree. */
static void find_next(struct bv_answering *work, struct bv_progress_facts *out)
{
	const struct bv_offer *pending = &work->c->bisection->pending;
	const struct bv_range_facts *range = &work->c->facts.range;

	if (!bv_revision_ref_is_none(pending->revision)) {
		out->next = bv_case_full_name(work->c, pending->revision, work->keep);
		out->next_name = bv_case_name(work->c, pending->revision);
		out->next_subject = bv_case_subject(work->c, pending->revision);
		out->next_line = pending->line;
	} else if (range->has_next == BV_YES) {
		out->next =
			bv_arena_copy(work->keep, bv_text_from(bv_oid_hex(&range->next).digits));
		out->next_name = bv_case_short(out->next);
		out->next_subject = range->next_subject;
	}
}

void bv_answer_progress(struct bv_answering *work)
{
	struct bv_progress_facts *out = &work->out->progress;
	const struct bv_offer *pending = &work->c->bisection->pending;

	out->is_in_progress = is_in_progress(work->c->bisection);
	if (!out->is_in_progress)
		return;
	out->left = work->c->facts.range.candidates_left;
	if (out->left.is_known && out->left.value > 1)
		out->tests_left = (size_t)ceil(log2((double)out->left.value));
	else if (pending->steps_left.is_known)
		out->tests_left = (size_t)pending->steps_left.value + 1;
	find_next(work, out);
}
