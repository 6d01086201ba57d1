/* Replaying a log's marks on the history, and noting what holds at each step. */
#include "step_facts.h"

#include <string.h>

#include "history_node.h"
#include "infer_verdict.h"
#include "list_order.h"
#include "log_marks.h"
#include "offer_facts.h"
#include "tree_private.h"

#include "base/banned.h"

struct replayer {
	struct bv_facts *facts;
	struct bv_history *history;
	const struct bv_bisection *bisection;
	struct bv_names names;
	struct bv_arena *keep;
	struct bv_replay replay;
	bool is_start_noted;
	bool is_start_missing; /* the true candidates are some of the replay's */
};

static void apply(struct replayer *replayer, enum bv_verdict verdict, struct bv_revision_ref ref,
		  size_t step, size_t line)
{
	struct bv_given_mark mark = {.step = step, .line = line};

	if (bv_names_find(&replayer->names, ref, &mark.commit))
		bv_replay_mark(&replayer->replay, verdict, mark);
	else if (!bv_revision_ref_is_none(ref))
		bv_replay_mark_lost(&replayer->replay, verdict,
				    bv_names_why_not(&replayer->names, ref, replayer->keep));
}

static enum bv_answer is_here(struct replayer *replayer, struct bv_revision_ref ref,
			      struct bv_oid *id)
{
	const struct bv_revision_facts *found = bv_facts_revision(replayer->facts, ref);
	struct bv_commit commit;

	if (!found)
		return BV_UNKNOWN;
	if (!bv_names_find(&replayer->names, ref, &commit))
		return found->exists == BV_NO ? BV_NO : BV_UNKNOWN;
	*id = bv_history_oid(replayer->history, commit);
	return BV_YES;
}

static void apply_start(struct replayer *replayer)
{
	const struct bv_git_start *git = &replayer->bisection->git;
	struct bv_range_facts *range = &replayer->facts->range;

	if (git->path_count > 0)
		replayer->replay.why_never = BV_TEXT("the log restricts the bisection to paths");
	replayer->replay.is_first_parent = git->is_first_parent;
	range->is_bad_known = is_here(replayer, git->bad, &range->bad);
	range->is_good_known = git->good.count > 0 ? BV_YES : BV_UNKNOWN;
	apply(replayer, BV_VERDICT_BAD, git->bad, SIZE_MAX, git->bad_line);
	for (size_t i = 0; i < git->good.count; i++) {
		struct bv_oid *id = BV_APPEND(&range->good, replayer->keep);
		enum bv_answer answer = is_here(replayer, git->good.items[i], id);

		if (answer != BV_YES)
			range->is_good_known = answer;
		apply(replayer, BV_VERDICT_GOOD, git->good.items[i], SIZE_MAX, git->good_line);
	}
}

/* The range as it stood when its candidates were first known; git starts then. */
static void note_start(struct replayer *replayer)
{
	struct bv_range_facts *facts = &replayer->facts->range;
	const struct bv_candidates *set = bv_replay_candidates(&replayer->replay);
	const struct bv_range *range = &replayer->replay.range;

	if (replayer->is_start_noted)
		return;
	facts->why_unknown = replayer->is_start_missing ? BV_WHY_START_MISSING
							: bv_replay_why_unknown(&replayer->replay);
	if (!set || replayer->is_start_missing)
		return;
	replayer->is_start_noted = true;
	facts->candidates_start = BV_COUNT((size_t)set->count);
	facts->is_good_ancestor = range->are_all_good_in_bad;
	if (facts->is_good_ancestor == BV_YES)
		return;
	for (size_t i = 0; i < range->merge_bases.count; i++)
		*BV_APPEND(&facts->merge_bases, replayer->keep) =
			bv_history_oid(replayer->history, range->merge_bases.items[i]);
}

/* What git is known to have gone on with after step @index. */
static void find_sequel(struct replayer *replayer, size_t index, struct bv_sequel *out)
{
	const struct bv_bisection *bisection = replayer->bisection;
	const struct bv_offer *offer = &bisection->pending;
	struct bv_revision_ref next = bisection->pending.revision;

	*out = (struct bv_sequel){0};
	for (size_t i = index + 1; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (!bv_step_is_gits(step))
			continue;
		offer = &step->offer;
		next = bv_revision_ref_is_none(offer->revision) ? step->revision : offer->revision;
		break;
	}
	out->has_next = bv_names_find(&replayer->names, next, &out->next);
	out->revisions_left = offer->revisions_left;
	if (!out->has_next && bv_revision_ref_is_none(next))
		out->has_first_bad = bv_names_find(&replayer->names, bisection->claim.first_bad,
						   &out->first_bad);
}

/* How the tested commit lies, where the candidates do not say it. */
static void note_place(struct bv_step_facts *facts, struct bv_replay *replay,
		       struct bv_commit tested)
{
	if (facts->is_candidate == BV_YES) {
		facts->is_in_bad = BV_YES;
		facts->is_in_good = BV_NO;
		return;
	}
	facts->is_in_bad = bv_replay_is_in_bad(replay, tested);
	facts->is_in_good = bv_replay_is_in_good(replay, tested);
	if (!bv_replay_candidates(replay) &&
	    (facts->is_in_bad == BV_NO || facts->is_in_good == BV_YES))
		facts->is_candidate = BV_NO;
}

static void note_test(struct replayer *replayer, const struct bv_step *step,
		      struct bv_commit tested, struct bv_step_facts *facts)
{
	const struct bv_candidates *set = bv_replay_candidates(&replayer->replay);
	struct bv_commit offered = tested;

	if (bv_revision_ref_is_none(step->offer.revision) ||
	    bv_names_find(&replayer->names, step->offer.revision, &offered))
		bv_offer_facts(facts, &replayer->replay, offered, &step->offer);
	if (set && offered.index != tested.index)
		facts->is_candidate =
			bv_candidates_find(set, tested) == BV_LOCAL_NONE ? BV_NO : BV_YES;
	note_place(facts, &replayer->replay, tested);
}

/* Of more commits than git's candidates follows only what is none of them. */
static void keep_exclusions(struct bv_step_facts *facts)
{
	*facts = (struct bv_step_facts){
		.is_candidate = facts->is_candidate == BV_NO ? BV_NO : BV_UNKNOWN,
		.is_in_bad = facts->is_in_bad,
		.is_in_good = facts->is_in_good == BV_YES ? BV_YES : BV_UNKNOWN,
		.verdict = facts->verdict,
		.why_unknown = BV_WHY_START_MISSING,
	};
}

/* Git went on with a verdict that cannot be told: from here on its state is not known. */
static void lose_mark(struct replayer *replayer, size_t line)
{
	struct bv_replay *replay = &replayer->replay;

	replay->why_never = bv_replay_candidates(replay)
				    ? bv_arena_print(replayer->keep,
						     "the log does not say how the test at line "
						     "%zu went",
						     line)
				    : bv_replay_why_unknown(replay);
}

/* The mark of step @index in git's word; where the log has none, what its sequel implies. */
static enum bv_verdict find_mark(struct replayer *replayer, size_t index, struct bv_commit tested)
{
	const struct bv_step *step = &replayer->bisection->steps.items[index];
	struct bv_step_facts *facts = &replayer->facts->steps[index];
	struct bv_sequel sequel;
	enum bv_verdict mark;

	if (step->mark != BV_VERDICT_UNKNOWN)
		return step->mark;
	if (step->verdict != BV_VERDICT_UNKNOWN)
		return bv_verdict_translate(replayer->bisection->kind, step->verdict);
	find_sequel(replayer, index, &sequel);
	if (replayer->is_start_missing)
		mark = BV_VERDICT_UNKNOWN;
	else
		mark = bv_infer_verdict(&replayer->replay, tested, &sequel);
	facts->is_verdict_inferred = mark != BV_VERDICT_UNKNOWN;
	facts->verdict = bv_verdict_translate(replayer->bisection->kind, mark);
	if (mark == BV_VERDICT_UNKNOWN && sequel.has_next)
		lose_mark(replayer, step->line);
	return mark;
}

static void replay_step(struct replayer *replayer, size_t index)
{
	const struct bv_step *step = &replayer->bisection->steps.items[index];
	struct bv_step_facts *facts = &replayer->facts->steps[index];
	const struct bv_candidates *set = bv_replay_candidates(&replayer->replay);
	enum bv_verdict mark = step->mark;
	struct bv_commit tested;

	note_start(replayer);
	if (set)
		facts->candidates_before = BV_COUNT((size_t)set->count);
	else
		facts->why_unknown = bv_replay_why_unknown(&replayer->replay);
	if (!bv_names_find(&replayer->names, step->revision, &tested)) {
		facts->why_unknown =
			bv_names_why_not(&replayer->names, step->revision, replayer->keep);
	} else {
		mark = find_mark(replayer, index, tested);
		if (bv_replay_has_mark(&replayer->replay, mark, tested))
			facts->why_unknown = BV_TEXT("it was marked so before");
		else
			note_test(replayer, step, tested, facts);
	}
	apply(replayer, mark, bv_step_marked(step), index, step->verdict_line);
	set = bv_replay_candidates(&replayer->replay);
	if (replayer->is_start_missing)
		keep_exclusions(facts);
	else if (set)
		facts->candidates = BV_COUNT((size_t)set->count);
}

/* Tests outside git's bisection: only what needs no search. */
static void note_other_step(struct replayer *replayer, size_t index)
{
	const struct bv_range_facts *range = &replayer->facts->range;
	struct bv_step_facts *facts = &replayer->facts->steps[index];
	struct bv_revision_ref ref = replayer->bisection->steps.items[index].revision;
	struct bv_commit tested;
	struct bv_oid id;

	if (!bv_names_find(&replayer->names, ref, &tested)) {
		facts->why_unknown = bv_names_why_not(&replayer->names, ref, replayer->keep);
		return;
	}
	id = bv_history_oid(replayer->history, tested);
	if (range->is_bad_known == BV_YES && bv_oid_equal(&id, &range->bad))
		facts->is_in_bad = BV_YES;
	for (size_t i = 0; i < range->good.count; i++)
		if (bv_oid_equal(&id, &range->good.items[i]))
			facts->is_in_good = BV_YES;
}

static bool is_tested(const struct replayer *replayer, struct bv_commit commit)
{
	const struct bv_replay *replay = &replayer->replay;

	for (size_t i = 0; i < replay->bad_marks.count; i++)
		if (replay->bad_marks.items[i].commit.index == commit.index)
			return true;
	return bv_replay_has_mark(replay, BV_VERDICT_GOOD, commit);
}

static void note_merge_bases(struct replayer *replayer)
{
	struct bv_range_facts *facts = &replayer->facts->range;
	struct bv_commit base;

	if (facts->is_good_ancestor == BV_UNKNOWN)
		return;
	facts->are_merge_bases_tested = BV_YES;
	for (size_t i = 0; i < facts->merge_bases.count; i++)
		if (bv_history_find(replayer->history, &facts->merge_bases.items[i], &base) !=
			    BV_YES ||
		    !is_tested(replayer, base))
			facts->are_merge_bases_tested = BV_NO;
}

/* The newest first, in git's order. */
static void list_left(struct bv_oids *out, const struct bv_candidates *set, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	const uint32_t *order = bv_list_order(set, &scratch);

	for (uint32_t i = set->count; i-- > 0 && out->count < BV_LEFT_LISTED_MAX;)
		*BV_APPEND(out, keep) = bv_candidates_oid(set, order[i]);
	bv_arena_release(&scratch);
}

static void note_end(struct replayer *replayer)
{
	struct bv_range_facts *facts = &replayer->facts->range;
	const struct bv_candidates *set;

	note_start(replayer);
	note_merge_bases(replayer);
	set = bv_replay_candidates(&replayer->replay);
	/* If the verdicts hold, one is left; of one that can only be this. */
	if (replayer->is_start_missing && (!set || set->count > 1))
		return;
	if (!set) {
		facts->why_unknown = bv_replay_why_unknown(&replayer->replay);
		return;
	}
	facts->candidates_left = BV_COUNT((size_t)set->count);
	list_left(&facts->left, set, replayer->keep);
}

/* One replay from the start. True when it is worth doing again without resting on clocks. */
static bool replay(struct replayer *replayer)
{
	const struct bv_bisection *bisection = replayer->bisection;
	struct bv_facts *facts = replayer->facts;
	bool is_doubted;

	memset(facts->steps, 0, bisection->steps.count * sizeof(*facts->steps));
	facts->range = (struct bv_range_facts){0};
	replayer->is_start_noted = false;
	bv_replay_init(&replayer->replay, replayer->history, &facts->range.contradictions,
		       replayer->keep);
	apply_start(replayer);
	for (size_t i = 0; i < bisection->steps.count; i++) {
		facts->steps[i].verdict = bisection->steps.items[i].verdict;
		if (bv_step_is_gits(&bisection->steps.items[i]))
			replay_step(replayer, i);
		else
			note_other_step(replayer, i);
	}
	note_end(replayer);
	is_doubted = replayer->replay.are_clocks_doubted ||
		     (replayer->replay.rests_on_clocks && facts->range.is_good_ancestor == BV_NO);
	bv_replay_release(&replayer->replay);
	return is_doubted;
}

void bv_tree_step_facts(struct bv_facts *facts, struct bv_tree *tree,
			const struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct replayer replayer = {
		.facts = facts,
		.bisection = bisection,
		.keep = keep,
		.is_start_missing = bv_bisection_is_start_missing(bisection),
	};
	struct bv_error err = {0};
	unsigned restarts;

	/* One more, so that there is a list even when there are no steps. */
	facts->steps = bv_arena_alloc(keep, bisection->steps.count + 1, sizeof(*facts->steps));
	replayer.history = bv_tree_history(tree, &err);
	if (!replayer.history) {
		facts->range.why_unknown = bv_arena_copy(keep, bv_text_from(err.text));
		for (size_t i = 0; i < bisection->steps.count; i++) {
			facts->steps[i].verdict = bisection->steps.items[i].verdict;
			facts->steps[i].why_unknown = facts->range.why_unknown;
		}
		return;
	}
	replayer.names = (struct bv_names){bisection, facts, replayer.history};
	do {
		restarts = bv_history_restarts(replayer.history);
		bv_history_rest_on_clocks(replayer.history, true);
		if (replay(&replayer)) {
			bv_history_rest_on_clocks(replayer.history, false);
			(void)replay(&replayer);
			bv_history_rest_on_clocks(replayer.history, true);
		}
	} while (restarts != bv_history_restarts(replayer.history));
}
