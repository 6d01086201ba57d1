/* Ancestry questions of fix bisections. */
#include "contains_bug.h"

#include "log_marks.h"

#include "base/banned.h"

/* Commits with the bug that a tested one is held against: a real log has a dozen. */
#define BUGGY_MAX 64

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

static enum bv_answer contains_any(struct bv_history *history, struct bv_commit tested,
				   const struct bv_commits *buggy)
{
	enum bv_answer answer = BV_NO;

	for (size_t i = 0; i < buggy->count && answer != BV_YES; i++) {
		enum bv_answer one = bv_history_is_ancestor(history, buggy->items[i], tested);

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
