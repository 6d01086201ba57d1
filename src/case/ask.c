/* SPDX-License-Identifier: GPL-2.0-only */
/* Asking the tree all that is asked about a log. */
#include "case_private.h"
#include "replay/log_facts.h"
#include "repo/names.h"
#include "repo/object.h"

#include "base/banned.h"

/* Cells are for weighing runs. */
static bool has_runs(const struct bv_bisection *bisection)
{
	for (size_t i = 0; i < bisection->steps.count; i++)
		if (bisection->steps.items[i].runs.count > 0 &&
		    bisection->steps.items[i].phase == BV_PHASE_BISECT)
			return true;
	return false;
}

/* Few candidates are worth their titles; a single one is the culprit, whose facts have its title.
 */
static void name_left(struct bv_range_facts *range, struct bv_tree *tree, struct bv_arena *keep)
{
	if (range->left.count < 2 || range->left.count > BV_LEFT_NAMED_MAX)
		return;
	for (size_t i = 0; i < range->left.count; i++) {
		struct bv_text *subject = BV_APPEND(&range->left_subjects, keep);
		struct bv_commit_object commit;

		if (bv_commit_read(&commit, tree, &range->left.items[i], keep) == BV_YES)
			*subject = commit.subject;
	}
}

/* More good ends than these are named by their ids. */
#define ENDS_NAMED_MAX 8

static void name_end(struct bv_facts *facts, struct bv_tree *tree, struct bv_revision_ref ref,
		     struct bv_arena *keep)
{
	struct bv_texts tags = {0};

	if (bv_revision_ref_is_none(ref) ||
	    facts->revisions[ref.number - 1].resolution == BV_RESOLUTION_NONE)
		return;
	(void)bv_release_tags(&tags, tree, &facts->revisions[ref.number - 1].id, keep);
	if (tags.count)
		facts->revisions[ref.number - 1].release = tags.items[0];
}

/* People know a range by its releases. */
static void name_ends(struct bv_facts *facts, struct bv_tree *tree, const struct bv_git_start *git,
		      struct bv_arena *keep)
{
	name_end(facts, tree, git->bad, keep);
	for (size_t i = 0; i < git->good.count && i < ENDS_NAMED_MAX; i++)
		name_end(facts, tree, git->good.items[i], keep);
}

static void name_next(struct bv_range_facts *range, struct bv_tree *tree, struct bv_arena *keep)
{
	struct bv_commit_object commit;

	if (range->has_next == BV_YES &&
	    bv_commit_read(&commit, tree, &range->next, keep) == BV_YES)
		range->next_subject = commit.subject;
}

/* The one that the producer started from, or the first that git was told is bad. */
static const struct bv_oid *crashed_kernel(const struct bv_facts *facts,
					   const struct bv_bisection *bisection)
{
	const struct bv_revision_facts *found = bv_facts_revision(facts, bisection->start);

	if (!found || found->resolution == BV_RESOLUTION_NONE)
		found = bv_facts_revision(facts, bisection->git.bad);
	return found && found->resolution != BV_RESOLUTION_NONE ? &found->id : NULL;
}

static void ask(struct bv_case *c, struct bv_tree *tree, const struct bv_crash_words *words,
		struct bv_arena *keep)
{
	const struct bv_bisection *bisection = c->bisection;
	struct bv_facts *out = &c->facts;

	*out = (struct bv_facts){0};
	bv_resolve_revisions(out, tree, bisection, keep);
	out->steps = bv_arena_alloc(keep, bisection->steps.count, sizeof(*out->steps));
	bv_tree_step_facts(out, tree, bisection, keep);
	name_left(&out->range, tree, keep);
	name_next(&out->range, tree, keep);
	name_ends(out, tree, &bisection->git, keep);
	bv_contains_bug_find(out, tree, bisection);
	bv_culprit_find(out, tree, bisection, keep);
	bv_conclusion_find(out, tree, bisection);
	bv_author_names_find(out, tree, bisection, keep);
	if (out->culprit.is_diff_complete == BV_YES)
		bv_added_functions_find(&out->culprit, tree, words, keep);
	out->culprit.is_later_wanted = c->told->is_later_wanted;
	if (c->told->is_later_wanted && out->culprit.is_read == BV_YES) {
		struct bv_crash_seen crash = {words, crashed_kernel(out, bisection),
					      c->told->later_seconds};

		bv_later_search(&out->culprit, tree, &crash, keep);
	}
	if (has_runs(bisection))
		bv_tree_cells(out, tree, bisection, keep);
}

void bv_case_ask(struct bv_case *c, struct bv_tree *tree, struct bv_arena *keep)
{
	struct bv_crash_words words;

	bv_crash_words_find(&words, c, keep);
	do
		ask(c, tree, &words, keep);
	while (bv_tree_drop_damaged_graph(tree));
	c->facts.tree = bv_tree_about(tree);
	c->facts.tree.path = bv_arena_copy(keep, c->facts.tree.path);
	c->facts.tree.graph_note = bv_arena_copy(keep, c->facts.tree.graph_note);
}
