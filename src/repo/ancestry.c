/* Ancestry: a walk down that leaves out all that cannot lie above the commit looked for. */
#include "ancestry.h"

#include "base/banned.h"

struct target {
	struct bv_commit commit;
	uint64_t date, generation;
};

/* Can @node have the target among its ancestors? */
static bool is_above(const struct bv_node *node, const struct target *target)
{
	if (target->generation == BV_HISTORY_GENERATION_NONE)
		return node->generation == BV_HISTORY_GENERATION_NONE;
	return node->generation > target->generation;
}

/* Without generations only the clocks tell when to stop; the newest in the queue comes first. */
static bool is_past(struct bv_walk *walk, const struct target *target)
{
	const struct bv_queue_entry *head = walk->queue.items;

	return bv_history_rests_on_clocks(walk->history) &&
	       target->generation == BV_HISTORY_GENERATION_NONE && walk->queue.count > 0 &&
	       target->date > BV_HISTORY_SLACK_SECONDS &&
	       head->tie < target->date - BV_HISTORY_SLACK_SECONDS &&
	       !bv_walk_spread_misdated(walk);
}

static void mark_above(struct bv_walk *walk, struct bv_commit commit, const struct target *target)
{
	const struct bv_node *node = bv_history_node(walk->history, commit);

	if (commit.index == target->commit.index || is_above(node, target))
		bv_walk_mark(walk, commit, BV_MARK_GOOD);
}

static enum bv_answer search(struct bv_walk *walk, const struct target *target,
			     const struct bv_commits *young)
{
	struct bv_commit commit;

	for (size_t i = 0; i < young->count; i++)
		mark_above(walk, young->items[i], target);
	while (!is_past(walk, target) && bv_walk_next(walk, &commit)) {
		struct bv_parents parents = bv_history_parents(walk->history, commit);

		if (commit.index == target->commit.index)
			return BV_YES;
		for (size_t i = 0; i < parents.count; i++)
			mark_above(walk, parents.items[i], target);
	}
	return walk->is_cut ? BV_UNKNOWN : BV_NO;
}

enum bv_answer bv_history_is_ancestor_of_any(struct bv_history *history, struct bv_commit old,
					     const struct bv_commits *young)
{
	struct target target = {old, bv_history_date(history, old),
				bv_history_generation(history, old)};
	enum bv_answer answer;
	struct bv_walk walk;

	bv_walk_init(&walk, history);
	answer = search(&walk, &target, young);
	bv_walk_release(&walk);
	return answer;
}

enum bv_answer bv_history_is_ancestor(struct bv_history *history, struct bv_commit old,
				      struct bv_commit young)
{
	struct bv_commits one = {&young, 1, 1};

	return bv_history_is_ancestor_of_any(history, old, &one);
}
