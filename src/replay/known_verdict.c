/* SPDX-License-Identifier: GPL-2.0-only */
/* What a log's marks say about other commits: the blamed one's parents, those that a fix log tests.
 */
#include "log_facts.h"
#include "replay.h"

#include "base/banned.h"

/* Commits with the bug that a tested one is held against: a real log has a dozen. */
#define BUGGY_MAX 64

struct known {
	const struct bv_names *names;
	struct bv_commit asked;
	struct bv_commits good;
	size_t start_good_count; /* of @good, the first ones */
	bool is_bad;
	struct bv_arena scratch;
};

static void learn(struct known *known, struct bv_revision_ref ref, enum bv_verdict mark)
{
	struct bv_commit commit;

	if (!bv_names_find(known->names, ref, &commit))
		return;
	if (mark == BV_VERDICT_GOOD)
		*BV_APPEND(&known->good, &known->scratch) = commit;
	if (mark == BV_VERDICT_BAD && commit.index == known->asked.index)
		known->is_bad = true;
}

static void learn_all(struct known *known)
{
	const struct bv_bisection *bisection = known->names->bisection;

	learn(known, bisection->git.bad, BV_VERDICT_BAD);
	for (size_t i = 0; i < bisection->git.good.count; i++)
		learn(known, bisection->git.good.items[i], BV_VERDICT_GOOD);
	known->start_good_count = known->good.count;
	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (bv_step_is_gits(step))
			learn(known, bv_step_marked(step), bv_step_word(step, bisection));
	}
}

/*
 * A parent of a candidate that is none itself is an ancestor of a good one; one that is a candidate
 * is good when a good candidate contains it. Unknown when that does not settle it.
 */
static enum bv_truth is_good_by_range(struct known *known, struct bv_commit child)
{
	struct bv_range_question question = {.good = known->good};
	const struct bv_range *range;
	uint32_t asked, *good;
	size_t good_count = known->good.count - known->start_good_count;

	question.good.count = known->start_good_count;
	if (known->start_good_count == 0 ||
	    !bv_names_find(known->names, known->names->bisection->git.bad, &question.bad))
		return BV_UNKNOWN;
	range = bv_range_find_cached(known->names->history, &question);
	if (!range->is_known || bv_candidates_find(&range->candidates, child) == BV_LOCAL_NONE)
		return BV_UNKNOWN;
	asked = bv_candidates_find(&range->candidates, known->asked);
	if (asked == BV_LOCAL_NONE)
		return BV_YES;
	good = bv_arena_alloc(&known->scratch, good_count, sizeof(*good));
	for (size_t i = 0; i < good_count; i++) {
		good[i] = bv_candidates_find(&range->candidates,
					     known->good.items[known->start_good_count + i]);
		if (good[i] == BV_LOCAL_NONE)
			return BV_UNKNOWN;
	}
	return bv_candidates_is_ancestor(&range->candidates, asked, good, good_count) ? BV_YES
										      : BV_NO;
}

static bool is_parent(const struct known *known, struct bv_commit child)
{
	struct bv_parents parents = bv_history_parents(known->names->history, child);

	for (size_t i = 0; i < parents.count; i++)
		if (parents.items[i].index == known->asked.index)
			return true;
	return false;
}

enum bv_verdict bv_tree_verdict_of(const struct bv_facts *facts, struct bv_tree *tree,
				   const struct bv_bisection *bisection,
				   const struct bv_oid *commit)
{
	struct bv_error err = {0};
	struct bv_names names = {bisection, facts, bv_tree_history(tree, &err)};
	struct known known = {.names = &names};
	enum bv_truth is_good = BV_UNKNOWN;
	struct bv_commit child;

	if (!names.history || bv_history_find(names.history, commit, &known.asked) != BV_YES)
		return BV_VERDICT_UNKNOWN;
	learn_all(&known);
	if (!known.is_bad && bv_history_find(names.history, &facts->culprit.id, &child) == BV_YES &&
	    is_parent(&known, child))
		is_good = is_good_by_range(&known, child);
	if (!known.is_bad && is_good == BV_UNKNOWN)
		is_good = bv_history_is_ancestor_of_any(names.history, known.asked, &known.good);
	bv_arena_release(&known.scratch);
	if (known.is_bad)
		return BV_VERDICT_BAD;
	return is_good == BV_YES ? BV_VERDICT_GOOD : BV_VERDICT_UNKNOWN;
}

/*
 * Ancestry questions of fix bisections
 */

/* The start commit, and all that were tested and crashed. */
static void find_buggy(struct bv_commits *out, const struct bv_names *names, struct bv_arena *keep)
{
	const struct bv_steps *steps = &names->bisection->steps;
	struct bv_commit commit;

	if (bv_names_find(names, names->bisection->start, &commit))
		*BV_APPEND(out, keep) = commit;
	for (size_t i = 0; i < steps->count && out->count < BUGGY_MAX; i++)
		if (steps->items[i].verdict == BV_VERDICT_BAD &&
		    bv_names_find(names, steps->items[i].revision, &commit))
			*BV_APPEND(out, keep) = commit;
}

static enum bv_truth contains_any(struct bv_history *history, struct bv_commit tested,
				  const struct bv_commits *buggy)
{
	enum bv_truth answer = BV_NO;

	for (size_t i = 0; i < buggy->count && answer != BV_YES; i++) {
		enum bv_truth one = bv_history_is_ancestor(history, buggy->items[i], tested);

		if (one != BV_NO)
			answer = one;
	}
	return answer;
}

void bv_contains_bug_find(struct bv_facts *facts, struct bv_tree *tree,
			  const struct bv_bisection *bisection)
{
	struct bv_error err = {0};
	struct bv_names names = {bisection, facts, bv_tree_history(tree, &err)};
	struct bv_commits buggy = {0};
	struct bv_arena scratch = {0};
	struct bv_commit tested;

	if (bisection->kind != BV_KIND_SYZBOT_FIX || !names.history)
		return;
	find_buggy(&buggy, &names, &scratch);
	for (size_t i = 0; buggy.count && i < bisection->steps.count; i++)
		if (bv_names_find(&names, bisection->steps.items[i].revision, &tested))
			facts->steps[i].contains_bug = contains_any(names.history, tested, &buggy);
	bv_arena_release(&scratch);
}
