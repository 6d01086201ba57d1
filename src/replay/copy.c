/* SPDX-License-Identifier: GPL-2.0-only */
/* A commit on another branch: rebased or picked, it has another id and the same title. */
#include "copy.h"

#include "kernel/subject.h"
#include "repo/object.h"
#include "repo/range.h"
#include "repo/tree.h"

#include "base/banned.h"

static enum bv_truth is_titled(struct bv_tree *tree, const struct bv_oid *id,
			       struct bv_text canonical, struct bv_arena *scratch)
{
	enum bv_truth answer = BV_UNKNOWN;
	struct bv_object object;

	if (bv_object_read_unchecked(&object, tree, id)) {
		struct bv_text subject =
			bv_message_subject(bv_object_message(object.bytes), scratch);
		enum bv_subject_match match =
			bv_subject_compare(canonical, bv_subject_canonical(subject, scratch));

		answer = match == BV_SUBJECT_EQUAL || match == BV_SUBJECT_PATCH_PREFIX ? BV_YES
										       : BV_NO;
	}
	bv_object_release(&object);
	return answer;
}

static enum bv_truth find_in(const struct bv_candidates *set, struct bv_tree *tree,
			     struct bv_text subject, struct bv_arena *scratch)
{
	struct bv_text canonical = bv_subject_canonical(subject, scratch);
	enum bv_truth answer = BV_NO;

	for (uint32_t i = 0; i < set->count && answer != BV_YES; i++) {
		struct bv_arena_mark mark = bv_arena_mark(scratch);
		struct bv_oid id = bv_candidates_oid(set, i);
		enum bv_truth titled = is_titled(tree, &id, canonical, scratch);

		if (titled != BV_NO)
			answer = titled;
		bv_arena_rewind(scratch, mark);
	}
	return answer;
}

/*
 * Folded into another one when the branch is rebased, with a title that nobody keeps: mm's are
 * file names, "proc-mm-export-pte-sizes-directly-in-smaps-v3" (a3a18061c987 of next-20161202).
 */
static bool is_to_be_folded(struct bv_text subject)
{
	return !bv_text_contains(subject, BV_TEXT(" ")) ||
	       bv_text_starts_with(subject, BV_TEXT("fixup! ")) ||
	       bv_text_starts_with(subject, BV_TEXT("squash! ")) ||
	       bv_text_starts_with(subject, BV_TEXT("amend! "));
}

enum bv_truth bv_copy_find(struct bv_tree *tree, struct bv_text subject, struct bv_commit old,
			   struct bv_commit young)
{
	struct bv_arena scratch = {0};
	struct bv_error err = {0};
	struct bv_history *history = bv_tree_history(tree, &err);
	enum bv_truth answer = BV_UNKNOWN;
	struct bv_range range;

	if (!history || is_to_be_folded(subject))
		return BV_UNKNOWN;
	bv_range_find(&range, history,
		      &(struct bv_range_question){.bad = young, .good = {&old, 1, 1}}, &scratch);
	if (range.is_known && range.candidates.count <= BV_COPY_MAX)
		answer = find_in(&range.candidates, tree, subject, &scratch);
	bv_arena_release(&scratch);
	return answer;
}
