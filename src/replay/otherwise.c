/* SPDX-License-Identifier: GPL-2.0-only */
/* A step that went otherwise than the log has it, as what git offered after it shows. */
#include "replay.h"

#include "base/banned.h"

/*
 * A commit that somebody chose without git is one that git would have offered after another verdict
 * once in as many cases as there are candidates: with fewer bits nothing is told.
 */
#define BITS_LEAST 6

/* A step of git's, with all that is needed to take it again. */
struct test {
	size_t step; /* index into the steps */
	struct bv_given_mark mark;
	struct bv_commit tested;
	enum bv_verdict word;
};
struct tests {
	struct test *items;
	size_t count, capacity;
};

/* The log told otherwise: by its marks before @from, and from there on by @tests. */
struct telling {
	enum bv_otherwise kind;
	size_t step;
	struct bv_replay *before;
	struct test altered; /* not an offer of git's when it is @is_given */
	bool is_given;
	const struct test *tests;
	size_t count;
};

static bool is_here(const struct bv_replayer *replayer, size_t index, struct test *out)
{
	const struct bv_step *step = &replayer->names.bisection->steps.items[index];

	*out = (struct test){.step = index, .mark = {.step = index, .line = step->line}};
	out->word = bv_step_word(step, replayer->names.bisection);
	/* What a weak verdict is to its producer it does not say. */
	return out->word != BV_VERDICT_UNKNOWN && step->verdict != BV_VERDICT_WEAK &&
	       bv_names_find(&replayer->names, step->revision, &out->tested) &&
	       bv_names_find(&replayer->names, bv_step_marked(step), &out->mark.commit);
}

/* All of git's steps; none when one of them has no word, one that is not git's, or is not here. */
static bool list_tests(struct tests *out, const struct bv_replayer *replayer, struct bv_arena *keep)
{
	const struct bv_steps *steps = &replayer->names.bisection->steps;
	struct test test;

	for (size_t i = 0; i < steps->count; i++) {
		if (!bv_step_is_gits(&steps->items[i]))
			continue;
		if (!is_here(replayer, i, &test))
			return false;
		*BV_APPEND(out, keep) = test;
	}
	return true;
}

static bool is_not_gits(const struct bv_replayer *replayer, const struct test *test)
{
	enum bv_pick pick = replayer->facts->steps[test->step].pick;

	return pick == BV_PICK_OTHER || pick == BV_PICK_OUTSIDE;
}

static bool mark_start(const struct bv_replayer *replayer, struct bv_replay *replay)
{
	const struct bv_git_start *git = &replayer->names.bisection->git;
	struct bv_given_mark mark = {.step = SIZE_MAX};

	replay->is_first_parent = git->is_first_parent;
	if (git->path_count > 0 || replayer->is_start_missing || !git->good.count ||
	    !bv_names_find(&replayer->names, git->bad, &mark.commit))
		return false;
	bv_replay_mark(replay, BV_VERDICT_BAD, mark);
	for (size_t i = 0; i < git->good.count; i++) {
		if (!bv_names_find(&replayer->names, git->good.items[i], &mark.commit))
			return false;
		bv_replay_mark(replay, BV_VERDICT_GOOD, mark);
	}
	return true;
}

static size_t bits_of(size_t count)
{
	size_t bits = 0;

	for (; count > 1; count /= 2)
		bits++;
	return bits;
}

/* Does git offer @test's commit here? @bits grows where it does not in the log as it is. */
static bool take(struct bv_replayer *replayer, struct bv_replay *replay, const struct test *test,
		 size_t *bits)
{
	const struct bv_step *step = &replayer->names.bisection->steps.items[test->step];
	struct bv_step_facts facts = {0};
	const struct bv_candidates *set;

	if (bv_replay_has_mark(replay, test->word, test->mark.commit))
		return true;
	set = bv_replay_candidates(replay);
	bv_offer_facts(&facts, replay, test->tested, &step->offer);
	if (!set || (facts.pick != BV_PICK_SAME && facts.pick != BV_PICK_SAME_OLD &&
		     facts.pick != BV_PICK_TIE))
		return false;
	if (facts.pick != BV_PICK_TIE && facts.is_candidate == BV_YES &&
	    is_not_gits(replayer, test))
		*bits += bits_of(set->count);
	bv_replay_mark(replay, test->word, test->mark);
	return true;
}

/* Is all that follows what git offers then, and not by chance? */
static bool does_fit(struct bv_replayer *replayer, const struct telling *telling, size_t *bits)
{
	struct bv_contradictions contradictions = {0};
	struct bv_replay replay;
	bool fits = true;

	*bits = 0;
	bv_replay_fork(&replay, telling->before, &contradictions);
	if (telling->is_given)
		bv_replay_mark(&replay, telling->altered.word, telling->altered.mark);
	else
		fits = take(replayer, &replay, &telling->altered, bits);
	for (size_t i = 0; i < telling->count && fits; i++)
		fits = take(replayer, &replay, &telling->tests[i], bits);
	bv_replay_release(&replay);
	return fits && *bits >= BITS_LEAST;
}

static bool tell(struct bv_replayer *replayer, const struct telling *telling)
{
	struct bv_otherwise_facts *out = &replayer->facts->otherwise;
	size_t bits;

	if (!does_fit(replayer, telling, &bits))
		return false;
	out->bits = bits;
	out->kind = telling->kind;
	out->step = telling->step;
	out->verdict = telling->altered.word;
	out->commit = bv_history_oid(replayer->names.history, telling->altered.tested);
	return true;
}

/* git's commit was tested at @test, with the verdict that the log has for another one. */
static bool tell_commit(struct bv_replayer *replayer, struct telling telling,
			const struct test *test)
{
	const struct bv_oid *id = &replayer->facts->steps[test->step].git_pick;

	telling.kind = BV_OTHERWISE_COMMIT;
	telling.step = test->step;
	telling.is_given = true;
	telling.altered = *test;
	if (bv_history_find(replayer->names.history, id, &telling.altered.tested) != BV_YES)
		return false;
	telling.altered.mark.commit = telling.altered.tested;
	return tell(replayer, &telling);
}

/* The verdict before @tests was another one; @before is without it. */
static bool tell_verdict(struct bv_replayer *replayer, struct telling telling,
			 const struct test *test)
{
	static const enum bv_verdict words[] = {BV_VERDICT_GOOD, BV_VERDICT_BAD, BV_VERDICT_SKIP};

	telling.kind = BV_OTHERWISE_VERDICT;
	telling.step = test->step;
	telling.is_given = true;
	telling.altered = *test;
	for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++) {
		telling.altered.word = words[w];
		if (words[w] != test->word && tell(replayer, &telling))
			return true;
	}
	return false;
}

/* The first two of @tests, the other way round. */
static bool tell_order(struct bv_replayer *replayer, struct telling telling,
		       const struct tests *tests, size_t first)
{
	struct test *rest = bv_arena_alloc(telling.before->keep, tests->count, sizeof(*rest));

	if (first + 1 >= tests->count)
		return false;
	for (size_t i = first; i < tests->count; i++)
		rest[telling.count++] = tests->items[i];
	telling.kind = BV_OTHERWISE_ORDER;
	telling.step = tests->items[first].step;
	telling.altered = rest[1];
	rest[1] = rest[0];
	telling.tests = &rest[1];
	telling.count--;
	return tell(replayer, &telling);
}

/* @replay has the start's marks; test @first of @tests is the first that is not git's choice. */
static void find(struct bv_replayer *replayer, struct bv_replay *replay, const struct tests *tests,
		 size_t first)
{
	const struct test *at = &tests->items[first];
	struct telling later = {.before = replay, .tests = at + 1};
	struct telling from_here = {.before = replay, .tests = at};
	size_t i;

	later.count = tests->count - first - 1;
	from_here.count = tests->count - first;
	for (i = 0; i + 1 < first; i++)
		bv_replay_mark(replay, tests->items[i].word, tests->items[i].mark);
	if (first > 0) {
		const struct test *before = at - 1;
		bool is_tie = replayer->facts->steps[before->step].pick == BV_PICK_TIE;

		if (tell_verdict(replayer, from_here, before) ||
		    (is_tie && tell_commit(replayer, from_here, before)))
			return;
		bv_replay_mark(replay, before->word, before->mark);
	}
	if (!tell_commit(replayer, later, at))
		(void)tell_order(replayer, (struct telling){.before = replay}, tests, first);
}

void bv_replayer_find_otherwise(struct bv_replayer *replayer)
{
	struct bv_arena scratch = {0};
	struct bv_contradictions contradictions = {0};
	struct tests tests = {0};
	struct bv_replay replay;
	size_t first = 0;

	if (!list_tests(&tests, replayer, &scratch))
		goto out;
	while (first < tests.count && !is_not_gits(replayer, &tests.items[first]))
		first++;
	if (first >= tests.count)
		goto out;
	bv_replay_init(&replay, replayer->names.history, &contradictions, &scratch);
	if (mark_start(replayer, &replay))
		find(replayer, &replay, &tests, first);
	bv_replay_release(&replay);
out:
	bv_arena_release(&scratch);
}
