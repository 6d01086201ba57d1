/* SPDX-License-Identifier: GPL-2.0-only */
/* Whom git shows as the blamed commit's author: as the commit has it, or as a .mailmap does. */
#include "case_private.h"
#include "repo/diff.h"
#include "repo/mailmap.h"
#include "repo/names.h"
#include "repo/object.h"

#include "base/banned.h"

#define MAILMAP_BYTES_MAX ((size_t)16 << 20)

struct asking {
	struct bv_tree *tree;
	struct bv_culprit_facts *culprit;
	struct bv_signature author;
	struct bv_arena *keep;
};

/* The name by the .mailmap of the commit @id. */
static void add_name_by(struct asking *on, const struct bv_oid *id)
{
	struct bv_object mailmap = {0};
	struct bv_commit_object commit;
	struct bv_oid blob;
	enum bv_truth answer = bv_commit_read(&commit, on->tree, id, on->keep);

	if (answer == BV_YES)
		answer = bv_tree_root_file(&blob, on->tree, &commit.tree, BV_TEXT(".mailmap"));
	else
		answer = BV_UNKNOWN;
	if (answer == BV_NO)
		return;
	if (answer == BV_YES)
		answer = bv_object_read(&mailmap, on->tree, &blob, MAILMAP_BYTES_MAX);
	if (answer == BV_YES)
		*BV_APPEND(&on->culprit->author_names, on->keep) =
			bv_mailmap_person(mailmap.bytes, &on->author, on->keep);
	else
		on->culprit->are_author_names_known = BV_UNKNOWN;
	bv_object_release(&mailmap);
}

/* The commit that was checked out when git concluded: it takes the .mailmap from there. */
static const struct bv_oid *last_tested(const struct bv_facts *facts,
					const struct bv_bisection *bisection)
{
	for (size_t i = bisection->steps.count; i-- > 0;) {
		const struct bv_revision_facts *found =
			bv_facts_revision(facts, bisection->steps.items[i].revision);

		if (bv_step_is_gits(&bisection->steps.items[i]) && found &&
		    found->resolution != BV_RESOLUTION_NONE)
			return &found->id;
	}
	return NULL;
}

void bv_author_names_find(struct bv_facts *facts, struct bv_tree *tree,
			  const struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct bv_culprit_facts *culprit = &facts->culprit;
	struct asking on = {.tree = tree, .culprit = culprit, .keep = keep};
	const struct bv_oid *tested = last_tested(facts, bisection);
	struct bv_text printed = bisection->claim.print.author;
	struct bv_commit_object commit;
	struct bv_named head;

	if (culprit->is_read != BV_YES || bv_text_is_empty(printed) ||
	    bv_text_equal(printed, culprit->author) ||
	    bv_commit_read(&commit, tree, &culprit->id, keep) != BV_YES)
		return;
	on.author = commit.author;
	culprit->are_author_names_known = bv_mailmap_is_set(tree) ? BV_UNKNOWN : BV_YES;
	head = bv_name_follow(tree, BV_TEXT("HEAD"), keep);
	if (head.answer == BV_YES)
		add_name_by(&on, &head.id);
	add_name_by(&on, &culprit->id);
	if (tested)
		add_name_by(&on, tested);
}
