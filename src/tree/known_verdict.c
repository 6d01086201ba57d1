/* What the marks of a log say about any commit. */
#include "ancestry.h"
#include "log_marks.h"
#include "step_facts.h"
#include "tree_private.h"

#include "base/banned.h"

struct known {
	const struct bv_names *names;
	struct bv_commit asked;
	struct bv_commits good;
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

enum bv_verdict bv_tree_verdict_of(const struct bv_facts *facts, struct bv_tree *tree,
				   const struct bv_bisection *bisection,
				   const struct bv_oid *commit)
{
	struct bv_error err = {0};
	struct bv_names names = {bisection, facts, bv_tree_history(tree, &err)};
	struct known known = {.names = &names};
	enum bv_verdict verdict = BV_VERDICT_UNKNOWN;

	if (!names.history || bv_history_find(names.history, commit, &known.asked) != BV_YES)
		return BV_VERDICT_UNKNOWN;
	learn(&known, bisection->git.bad, BV_VERDICT_BAD);
	for (size_t i = 0; i < bisection->git.good.count; i++)
		learn(&known, bisection->git.good.items[i], BV_VERDICT_GOOD);
	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (bv_step_is_gits(step))
			learn(&known, bv_step_marked(step),
			      step->mark ? step->mark
					 : bv_verdict_translate(bisection->kind,
								facts->steps[i].verdict));
	}
	if (known.is_bad)
		verdict = BV_VERDICT_BAD;
	else if (bv_history_is_ancestor_of_any(names.history, known.asked, &known.good) == BV_YES)
		verdict = BV_VERDICT_GOOD;
	bv_arena_release(&known.scratch);
	return verdict;
}
