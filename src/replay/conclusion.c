/* SPDX-License-Identifier: GPL-2.0-only */
/* Can git have come to the blamed commit, whatever a test that is not told said; and does the
 * commit where the bug was seen have it?
 */
#include "copy.h"
#include "log_facts.h"
#include "replay.h"
#include "repo/object.h"

#include "base/banned.h"

/* A bisection of a kernel takes twenty tests; more are no session. */
#define TESTS_MAX 64

struct test {
	struct bv_commit commit;
	enum bv_verdict word; /* git's; unknown where it is not told */
	bool is_offered;
	size_t line;
};
struct tests {
	struct test items[TESTS_MAX];
	size_t count;
};

struct question {
	struct bv_names names;
	struct bv_culprit_facts *culprit;
	struct bv_commit blamed;
	struct tests tests;
	bool is_silent;     /* some test's word is not told */
	bool asked_bases;   /* git had merge bases tested */
	bool has_lost_good; /* what was tested to be good is not here */
};

static enum bv_truth contains(const struct question *question, struct bv_commit young,
			      struct bv_commit old)
{
	return bv_history_is_ancestor(question->names.history, old, young);
}

/* False where a test's commit is not here, or there are too many. */
static bool collect(struct question *question)
{
	const struct bv_bisection *bisection = question->names.bisection;

	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];
		struct test *test = &question->tests.items[question->tests.count];

		enum bv_verdict word = bv_step_word(step, bisection);

		if (!bv_step_is_gits(step))
			continue;
		if (question->tests.count == TESTS_MAX)
			return false;
		if (!bv_names_find(&question->names, bv_step_marked(step), &test->commit)) {
			if (word == BV_VERDICT_BAD || !bv_verdict_is_mark(word))
				return false;
			question->has_lost_good |= word == BV_VERDICT_GOOD;
			continue;
		}
		test->word = word;
		test->is_offered = step->offer.line > 0;
		test->line = step->line;
		question->is_silent |= !bv_verdict_is_mark(test->word);
		question->asked_bases |= step->phase == BV_PHASE_MERGE_BASE;
		question->tests.count++;
	}
	return true;
}

/* git goes on below a bad commit: a good one has no later test among its ancestors. */
static bool can_be_good(const struct question *question, size_t index)
{
	const struct test *tests = question->tests.items;

	if (bv_verdict_is_mark(tests[index].word))
		return tests[index].word == BV_VERDICT_GOOD;
	for (size_t i = index + 1; i < question->tests.count; i++)
		if (tests[i].is_offered && tests[i].commit.index != tests[index].commit.index &&
		    contains(question, tests[index].commit, tests[i].commit) == BV_YES)
			return false;
	return true;
}

/* Of a good end that is not here, what it shares with the bad one is below the merge bases. */
static bool can_end_exclude(const struct question *question, struct bv_commit parent)
{
	const struct bv_git_start *git = &question->names.bisection->git;
	struct bv_commit good;

	if (git->good.count == 1 && question->asked_bases && !question->has_lost_good &&
	    !bv_names_find(&question->names, git->good.items[0], &good))
		return false;
	for (size_t i = 0; i < git->good.count; i++)
		if (!bv_names_find(&question->names, git->good.items[i], &good) ||
		    contains(question, good, parent) != BV_NO)
			return true;
	return question->has_lost_good;
}

/* Could some test, or an end of the range, have told that @parent is good? */
static bool can_be_excluded(const struct question *question, struct bv_commit parent)
{
	if (can_end_exclude(question, parent))
		return true;
	for (size_t i = 0; i < question->tests.count; i++) {
		struct bv_commit tested = question->tests.items[i].commit;

		if (contains(question, tested, parent) != BV_NO &&
		    contains(question, tested, question->blamed) != BV_YES &&
		    can_be_good(question, i))
			return true;
	}
	return false;
}

static void note(struct question *question, enum bv_gap gap, const struct bv_commit *commit,
		 size_t line)
{
	question->culprit->gap = gap;
	if (commit)
		question->culprit->gap_at = bv_history_oid(question->names.history, *commit);
	question->culprit->gap_line = line;
}

/* A bad end that is not here contains all that git offered. */
static enum bv_truth is_bad_end(const struct question *question)
{
	struct bv_commit bad;

	if (bv_names_find(&question->names, question->names.bisection->git.bad, &bad))
		return bad.index == question->blamed.index ? BV_YES : BV_NO;
	for (size_t i = 0; i < question->tests.count; i++)
		if (question->tests.items[i].is_offered &&
		    contains(question, question->blamed, question->tests.items[i].commit) == BV_NO)
			return BV_NO;
	return BV_UNKNOWN;
}

/* The last test that can have made the blamed commit git's bad one; SIZE_MAX: there is none. */
static size_t blaming_test(const struct question *question)
{
	for (size_t i = question->tests.count; i-- > 0;)
		if (question->tests.items[i].commit.index == question->blamed.index)
			return i;
	return SIZE_MAX;
}

/* After it git offers its ancestors only. */
static bool note_later_test(struct question *question, size_t blaming)
{
	for (size_t i = blaming + 1; i < question->tests.count; i++) {
		const struct test *test = &question->tests.items[i];

		if (!test->is_offered ||
		    contains(question, question->blamed, test->commit) != BV_NO)
			continue;
		note(question, BV_GAP_LATER_TEST, &test->commit, test->line);
		return true;
	}
	return false;
}

/* One that is left would have been tested, or named beside it. */
static void note_parents(struct question *question)
{
	const struct bv_git_start *git = &question->names.bisection->git;
	struct bv_parents parents = bv_history_parents(question->names.history, question->blamed);
	size_t count = git->is_first_parent && parents.count > 0 ? 1 : parents.count;

	for (size_t i = 0; i < count && git->path_count == 0; i++)
		if (!can_be_excluded(question, parents.items[i])) {
			note(question, BV_GAP_PARENT, &parents.items[i], 0);
			return;
		}
}

static void find_gap(struct question *question)
{
	const struct bv_bisection *bisection = question->names.bisection;
	enum bv_truth is_end;
	size_t blaming;

	if (bisection->claim.is_implied || bv_bisection_is_start_missing(bisection) ||
	    bv_revision_ref_is_none(bisection->git.bad) || !collect(question))
		return;
	is_end = is_bad_end(question);
	blaming = blaming_test(question);
	if (blaming == SIZE_MAX && is_end == BV_UNKNOWN)
		return;
	question->culprit->gap = BV_GAP_NONE;
	if (blaming == SIZE_MAX && is_end == BV_NO)
		note(question, BV_GAP_UNTESTED, NULL, 0);
	else if (!question->is_silent)
		return;
	else if (blaming == SIZE_MAX || !note_later_test(question, blaming))
		note_parents(question);
}

/* Has it been told to be good, whatever the tests said, or is it still a candidate? */
static bool is_left_over(const struct question *question, size_t index)
{
	for (size_t i = 0; i < question->tests.count; i++)
		if (can_be_good(question, i) &&
		    contains(question, question->tests.items[i].commit,
			     question->tests.items[index].commit) != BV_NO)
			return false;
	return true;
}

/*
 * What is not here was not tested, so it can only be the bad end. git comes to that when all tests
 * were good, and what was skipped is older than a good one.
 */
static void find_gap_of_absent(struct question *question)
{
	const struct bv_bisection *bisection = question->names.bisection;

	if (bisection->claim.is_implied || bv_bisection_is_start_missing(bisection) ||
	    bv_revision_ref_is_none(bisection->git.bad) || !collect(question))
		return;
	for (size_t i = 0; i < question->tests.count; i++)
		if (question->tests.items[i].is_offered && is_left_over(question, i)) {
			note(question, BV_GAP_UNTESTED, NULL, 0);
			return;
		}
}

static bool is_itself(const struct question *question, struct bv_revision_ref ref)
{
	const struct bv_revision_facts *found = bv_facts_revision(question->names.facts, ref);

	return found && (found->resolution == BV_RESOLUTION_EXACT ||
			 found->resolution == BV_RESOLUTION_ABBREVIATION ||
			 found->resolution == BV_RESOLUTION_NAME);
}

/* LKP's mails have a table of the blamed commit and its parent: it asks nothing of either. */
static bool is_seen_blamed(const struct question *question)
{
	const struct bv_bisection *bisection = question->names.bisection;
	struct bv_commit seen;

	return bv_revision_ref_is_none(bisection->git.bad) &&
	       is_itself(question, bisection->claim.first_bad) &&
	       bv_names_find(&question->names, question->culprit->seen, &seen) &&
	       seen.index == question->blamed.index;
}

/*
 * git's bad end, else the first commit that git was told is bad: it names none but an ancestor.
 * Else where the producer started, or the end of the branch that a robot tested: that can be
 * another branch than was bisected, with a copy of the commit.
 */
static void find_seen(const struct question *question)
{
	const struct bv_bisection *bisection = question->names.bisection;
	struct bv_culprit_facts *culprit = question->culprit;

	culprit->seen = bisection->git.bad;
	for (size_t i = 0; i < bisection->steps.count && !is_itself(question, culprit->seen); i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (bv_step_is_gits(step) && bv_step_word(step, bisection) == BV_VERDICT_BAD)
			culprit->seen = bv_step_marked(step);
	}
	culprit->is_seen_bisected = is_itself(question, culprit->seen);
	if (culprit->is_seen_bisected &&
	    !(is_seen_blamed(question) && is_itself(question, bisection->head)))
		return;
	culprit->is_seen_beside = culprit->is_seen_bisected;
	culprit->is_seen_bisected = false;
	culprit->seen = bisection->head;
	if (bisection->kind != BV_KIND_SYZBOT_FIX && is_itself(question, bisection->start))
		culprit->seen = bisection->start;
}

static bool is_spelt_as_id(const struct bv_bisection *bisection, struct bv_revision_ref ref)
{
	const struct bv_revision *revision = bv_bisection_revision(bisection, ref);

	return revision && bv_text_is_hex(revision->written, BV_PREFIX_LEAST, BV_OID_HEX);
}

/* Once more without the clocks: what is said then is a proof. */
static enum bv_truth is_ancestor_surely(struct bv_history *history, struct bv_commit old,
					struct bv_commit young)
{
	enum bv_truth answer = bv_history_is_ancestor(history, old, young);
	bool rests = bv_history_rests_on_clocks(history);

	if (answer != BV_NO || !rests)
		return answer;
	bv_history_rest_on_clocks(history, false);
	answer = bv_history_is_ancestor(history, old, young);
	bv_history_rest_on_clocks(history, true);
	return answer;
}

/* A test of the commit that is taken for the blamed one by its title: the log names it twice. */
static struct bv_revision_ref find_namesake(const struct question *question)
{
	const struct bv_bisection *bisection = question->names.bisection;

	for (size_t i = 0; i < bisection->steps.count; i++) {
		struct bv_revision_ref ref = bisection->steps.items[i].revision;
		struct bv_commit tested;

		if (bv_step_is_gits(&bisection->steps.items[i]) && is_itself(question, ref) &&
		    bv_names_find(&question->names, ref, &tested) &&
		    tested.index == question->blamed.index)
			return ref;
	}
	return (struct bv_revision_ref){0};
}

static void find_absent(struct question *question, const struct bv_revision_facts *blamed)
{
	struct bv_culprit_facts *culprit = question->culprit;
	struct bv_commit seen;

	if (!is_spelt_as_id(question->names.bisection, question->names.bisection->claim.first_bad))
		return;
	culprit->is_absent = true;
	if (blamed->resolution == BV_RESOLUTION_SUBJECT)
		culprit->namesake = find_namesake(question);
	if (bv_names_find(&question->names, culprit->seen, &seen))
		culprit->is_in_seen = BV_NO;
}

static void find_place(struct question *question, struct bv_tree *tree,
		       const struct bv_revision_facts *blamed)
{
	const struct bv_bisection *bisection = question->names.bisection;
	struct bv_history *history = question->names.history;
	struct bv_culprit_facts *culprit = question->culprit;
	struct bv_commit start, seen;

	if (bv_history_is_shallow(history) || bv_history_has_grafts(history) ||
	    bv_history_has_replace_refs(history))
		return;
	find_seen(question);
	if (blamed->exists == BV_NO)
		find_absent(question, blamed);
	if (!is_itself(question, bisection->claim.first_bad))
		return;
	if (bv_names_find(&question->names, culprit->seen, &seen))
		culprit->is_in_seen = is_ancestor_surely(history, question->blamed, seen);
	if (culprit->is_in_seen == BV_NO && !culprit->is_seen_bisected)
		culprit->has_copy = bv_copy_find(tree, culprit->subject, question->blamed, seen);
	if (culprit->is_seen_beside && culprit->has_copy == BV_UNKNOWN &&
	    culprit->is_in_seen == BV_NO)
		culprit->is_in_seen = BV_UNKNOWN;
	if (bisection->kind == BV_KIND_SYZBOT_FIX && is_itself(question, bisection->start) &&
	    bv_names_find(&question->names, bisection->start, &start))
		culprit->is_in_start = bv_history_is_ancestor(history, question->blamed, start);
}

void bv_conclusion_find(struct bv_facts *facts, struct bv_tree *tree,
			const struct bv_bisection *bisection)
{
	const struct bv_revision_facts *blamed =
		bv_facts_revision(facts, bisection->claim.first_bad);
	struct bv_error err = {0};
	struct question question = {
		.names = {bisection, facts, bv_tree_history(tree, &err)},
		.culprit = &facts->culprit,
	};
	bool is_here;

	if (!question.names.history || !blamed || bisection->claim.ending != BV_ENDING_FIRST_BAD)
		return;
	is_here = bv_names_find(&question.names, bisection->claim.first_bad, &question.blamed);
	find_place(&question, tree, blamed);
	if (is_here)
		find_gap(&question);
	else if (question.culprit->is_absent)
		find_gap_of_absent(&question);
}
