/* One ancestry question a step, for fix bisections only. */
#include "contains_start.h"

#include "log_marks.h"

#include "base/banned.h"

void bv_contains_start_find(struct bv_facts *facts, struct bv_tree *tree,
			    const struct bv_bisection *bisection)
{
	struct bv_error err = {0};
	struct bv_names names = {bisection, facts, bv_tree_history(tree, &err)};
	struct bv_commit start, tested;

	if (bisection->kind != BV_KIND_SYZBOT_FIX || !names.history ||
	    !bv_names_find(&names, bisection->start, &start))
		return;
	for (size_t i = 0; i < bisection->steps.count; i++)
		if (bv_names_find(&names, bisection->steps.items[i].revision, &tested))
			facts->steps[i].contains_start =
				bv_history_is_ancestor(names.history, start, tested);
}
