/* SPDX-License-Identifier: GPL-2.0-only */
/* Which commits some of a log's verdicts leave. */
#include "log_facts.h"
#include "replay.h"

#include "base/banned.h"

static void add_good(struct bv_commits *good, const struct bv_names *names,
		     struct bv_revision_ref ref, struct bv_arena *keep)
{
	struct bv_commit commit;

	if (bv_names_find(names, ref, &commit))
		*BV_APPEND(good, keep) = commit;
}

/* Each bad one leaves its ancestors; one that is no candidate contradicts others, or is older. */
static void narrow(struct bv_candidates *set, const struct bv_names *names,
		   const struct bv_left_question *question)
{
	const struct bv_steps *steps = &question->bisection->steps;
	struct bv_commit commit;
	uint32_t local;

	for (size_t i = 0; question->words && i < steps->count; i++) {
		if (question->words[i] != BV_VERDICT_BAD ||
		    !bv_names_find(names, bv_step_marked(&steps->items[i]), &commit))
			continue;
		local = bv_candidates_find(set, commit);
		if (local != BV_LOCAL_NONE)
			bv_candidates_keep_ancestors(set, set, local, NULL);
	}
}

static void list(struct bv_left *out, const struct bv_candidates *set, size_t most,
		 struct bv_arena *keep)
{
	struct bv_arena scratch = {0};

	out->count = BV_COUNT((size_t)set->count);
	if (set->count > 0 && set->count <= most) {
		const uint32_t *order = bv_list_order(set, &scratch);

		for (uint32_t i = set->count; i-- > 0;)
			*BV_APPEND(&out->commits, keep) = bv_candidates_oid(set, order[i]);
	}
	bv_arena_release(&scratch);
}

static struct bv_text find(struct bv_left *out, const struct bv_names *names,
			   const struct bv_left_question *question, struct bv_arena *keep)
{
	const struct bv_steps *steps = &question->bisection->steps;
	struct bv_range_question asked = {.is_first_parent =
						  question->bisection->git.is_first_parent};
	struct bv_arena scratch = {0};
	struct bv_range range;
	struct bv_text why = {0};

	for (size_t i = 0; i < question->good.count; i++)
		add_good(&asked.good, names, question->good.items[i], &scratch);
	for (size_t i = 0; question->words && i < steps->count; i++)
		if (question->words[i] == BV_VERDICT_GOOD)
			add_good(&asked.good, names, bv_step_marked(&steps->items[i]), &scratch);
	if (!bv_names_find(names, question->bad, &asked.bad)) {
		why = BV_TEXT("the bad end of the range cannot be found in this tree");
	} else if (asked.good.count == 0) {
		why = BV_TEXT("no good commit is left to begin at");
	} else {
		bv_range_find(&range, names->history, &asked, &scratch);
		if (range.is_known) {
			narrow(&range.candidates, names, question);
			list(out, &range.candidates, question->most, keep);
		} else {
			why = bv_arena_copy(keep, range.why_unknown);
		}
	}
	bv_arena_release(&scratch);
	return why;
}

void bv_tree_left(struct bv_left *out, struct bv_tree *tree,
		  const struct bv_left_question *question, struct bv_arena *keep)
{
	struct bv_error err = {0};
	struct bv_names names = {question->bisection, question->facts, bv_tree_history(tree, &err)};

	*out = (struct bv_left){0};
	if (!names.history)
		out->why_unknown = bv_arena_copy(keep, bv_text_from(err.text));
	else if (bv_bisection_is_start_missing(question->bisection))
		out->why_unknown = BV_WHY_START_MISSING;
	else if (question->bisection->git.path_count > 0)
		out->why_unknown = BV_TEXT("the bisection was limited to some paths");
	else
		out->why_unknown = find(out, &names, question, keep);
	/* The facts found no damage, so here is the first place that met it. */
	if (bv_tree_drop_damaged_graph(tree))
		*out = (struct bv_left){.why_unknown = BV_TEXT("the commit-graph is damaged")};
}
