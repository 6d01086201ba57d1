/* SPDX-License-Identifier: GPL-2.0-only */
/* Which commit is blamed, and all that the tree says about it. */
#include "case_private.h"
#include "kernel/path_class.h"
#include "replay/log_facts.h"
#include "repo/diff.h"
#include "repo/names.h"
#include "repo/object.h"

#include "base/banned.h"

static bool find_id(struct bv_facts *facts, const struct bv_bisection *bisection)
{
	struct bv_revision_ref named = bisection->claim.first_bad;
	const struct bv_revision_facts *revision = bv_facts_revision(facts, named);
	const struct bv_range_facts *range = &facts->range;

	if (revision && revision->resolution != BV_RESOLUTION_NONE) {
		facts->culprit.id = revision->id;
		return true;
	}
	if (revision) {
		facts->culprit.is_read = revision->exists == BV_NO ? BV_NO : BV_UNKNOWN;
		facts->culprit.why_unknown = bv_text_is_empty(revision->why_unknown)
						     ? BV_TEXT("the commit is not in this tree")
						     : revision->why_unknown;
		return false;
	}
	if (range->candidates_left.is_known && !range->is_left_inferred &&
	    range->candidates_left.value == 1 && range->left.count == 1) {
		facts->culprit.id = range->left.items[0];
		return true;
	}
	return false;
}

static void fill_header(struct bv_culprit_facts *culprit, const struct bv_commit_object *commit,
			struct bv_arena *keep)
{
	culprit->author = bv_signature_person(&commit->author, keep);
	culprit->author_date = commit->author.date;
	culprit->subject = commit->subject;
	culprit->message = commit->message;
	culprit->encoding = commit->encoding;
	culprit->parents = commit->parents;
}

static enum bv_truth is_linux(struct bv_tree *tree, const struct bv_oid *root,
			      struct bv_arena *keep)
{
	struct bv_texts folders;

	if (bv_tree_root_folders(&folders, tree, root, keep) != BV_YES)
		return BV_UNKNOWN;
	return bv_folders_are_linux(&folders) ? BV_YES : BV_NO;
}

static void fill_parents(struct bv_facts *facts, struct bv_tree *tree,
			 const struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct bv_culprit_facts *culprit = &facts->culprit;

	culprit->parent_verdicts =
		bv_arena_alloc(keep, culprit->parents.count, sizeof(*culprit->parent_verdicts));
	for (size_t i = 0; i < culprit->parents.count; i++) {
		const struct bv_oid *parent = &culprit->parents.items[i];
		struct bv_text *subject = BV_APPEND(&culprit->parent_subjects, keep);
		struct bv_commit_object commit;

		if (bv_commit_read(&commit, tree, parent, keep) == BV_YES)
			*subject = commit.subject;
		culprit->parent_verdicts[i] = bv_tree_verdict_of(facts, tree, bisection, parent);
	}
}

void bv_culprit_find(struct bv_facts *facts, struct bv_tree *tree,
		     const struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct bv_culprit_facts *culprit = &facts->culprit;
	struct bv_commit_object commit;

	if (!find_id(facts, bisection))
		return;
	if (bv_tree_is_replaced(tree, &culprit->id)) {
		culprit->why_unknown = BV_TEXT("a replace ref stands for the commit");
		return;
	}
	culprit->is_read = bv_commit_read(&commit, tree, &culprit->id, keep);
	if (culprit->is_read != BV_YES) {
		culprit->why_unknown = BV_TEXT("the commit cannot be read");
		return;
	}
	fill_header(culprit, &commit, keep);
	fill_parents(facts, tree, bisection, keep);
	culprit->is_linux = is_linux(tree, &commit.tree, keep);
	culprit->has_tags_read = bv_release_tags(&culprit->tags, tree, &culprit->id, keep);
	bv_culprit_files(culprit, tree, &commit, keep);
}
