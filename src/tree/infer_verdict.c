/* Which verdict makes git go on as it did. */
#include "infer_verdict.h"

#include "base/banned.h"

/* Is @printed an N that some git prints for a commit of this weight among @all? */
static bool is_printed(uint32_t all, uint32_t weight, size_t printed)
{
	static const enum bv_left_rule rules[] = {BV_LEFT_TODAY, BV_LEFT_OLD, BV_LEFT_2005};

	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		struct bv_count left = bv_revisions_left(all, weight, rules[i]);

		if (left.is_known && left.value == printed)
			return true;
	}
	return false;
}

/* A skip leaves the candidates as they are, and with them the split that N comes from. */
static bool is_skip_printed(struct bv_replay *replay, uint32_t next, size_t printed)
{
	struct bv_choice *choice = bv_replay_choice(replay);
	uint32_t all = choice->set->count;

	return is_printed(all, bv_weight(&choice->weights, bv_choice_best(choice)), printed) ||
	       is_printed(all, bv_weight(&choice->weights, next), printed);
}

static enum bv_verdict infer_from_offer(struct bv_replay *replay, uint32_t tested,
					const struct bv_sequel *sequel)
{
	const struct bv_candidates *set = bv_replay_candidates(replay);
	uint32_t next = bv_candidates_find(set, sequel->next);
	uint32_t reached = bv_candidates_reach(set, tested, BV_LOCAL_NONE);
	enum bv_verdict verdict;
	bool is_fitting;

	if (next == BV_LOCAL_NONE || next == tested)
		return BV_VERDICT_UNKNOWN;
	if (bv_candidates_is_ancestor(set, next, &tested, 1)) {
		uint32_t weight = bv_candidates_reach(set, next, BV_LOCAL_NONE);

		verdict = BV_VERDICT_BAD;
		is_fitting = is_printed(reached, weight, sequel->revisions_left.value);
	} else {
		uint32_t weight = bv_candidates_reach(set, next, tested);

		verdict = BV_VERDICT_GOOD;
		is_fitting = is_printed(set->count - reached, weight, sequel->revisions_left.value);
	}
	if (sequel->revisions_left.is_known && !is_fitting &&
	    is_skip_printed(replay, next, sequel->revisions_left.value))
		return BV_VERDICT_SKIP;
	return verdict;
}

/* The conclusion lies on the side that the verdict left: among the ancestors of a bad commit. */
static enum bv_verdict infer_from_conclusion(const struct bv_candidates *set, uint32_t tested,
					     struct bv_commit first_bad)
{
	uint32_t concluded = bv_candidates_find(set, first_bad);

	if (concluded == BV_LOCAL_NONE)
		return BV_VERDICT_UNKNOWN;
	return bv_candidates_is_ancestor(set, concluded, &tested, 1) ? BV_VERDICT_BAD
								     : BV_VERDICT_GOOD;
}

static bool is_untested_base(struct bv_replay *replay, struct bv_commit tested)
{
	struct bv_arena scratch = {0};
	struct bv_commits untested = {0};
	bool is_one = false;

	bv_replay_untested_bases(&untested, replay, &scratch);
	for (size_t i = 0; i < untested.count; i++)
		is_one = is_one || untested.items[i].index == tested.index;
	bv_arena_release(&scratch);
	return is_one;
}

enum bv_verdict bv_infer_verdict(struct bv_replay *replay, struct bv_commit tested,
				 const struct bv_sequel *sequel)
{
	const struct bv_candidates *set = bv_replay_candidates(replay);
	uint32_t local = set ? bv_candidates_find(set, tested) : BV_LOCAL_NONE;

	if (!set)
		return BV_VERDICT_UNKNOWN;
	if (is_untested_base(replay, tested)) /* git gives up when a merge base is bad */
		return sequel->has_next || sequel->has_first_bad ? BV_VERDICT_GOOD
								 : BV_VERDICT_UNKNOWN;
	if (local == BV_LOCAL_NONE)
		return BV_VERDICT_UNKNOWN;
	if (sequel->has_next)
		return infer_from_offer(replay, local, sequel);
	if (sequel->has_first_bad)
		return infer_from_conclusion(set, local, sequel->first_bad);
	return BV_VERDICT_UNKNOWN;
}
