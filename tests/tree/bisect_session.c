/* SPDX-License-Identifier: GPL-2.0-only */
/* Real `git bisect` sessions: the facts about their steps must say what git did. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "replay/log_facts.h"
#include "repo/tree.h"
#include "support/drawn_history.h"

#define HISTORIES_PER_CLOCKS 3
#define SESSIONS_PER_HISTORY 8
#define WORDS_MAX            40

/* Answers until git concludes or gives up; each is printed before what git says to it. */
static const char session_script[] = "git bisect reset >/dev/null 2>&1 || true\n"
				     "out=$(git bisect start --no-checkout %s 2>&1) || true\n"
				     "echo \"$out\"\n"
				     "for word in %s; do\n"
				     "	case \"$out\" in *\"[\"*\"] c\"*) ;; *) break ;; esac\n"
				     "	echo \"== $word\"\n"
				     "	out=$(git bisect $word 2>&1) || true\n"
				     "	echo \"$out\"\n"
				     "done\n";

struct session {
	struct bv_scratch *scratch;
	struct bv_arena *keep;
	struct bv_bisection bisection;
	struct bv_facts facts; /* with the revisions resolved */
	struct bv_offer offer; /* of the step to come */
	size_t revision_capacity;
	enum bv_clocks clocks;
	size_t skips;
};

static struct bv_revision_ref revision_of(struct session *session, struct bv_text hex)
{
	struct bv_revisions *revisions = &session->bisection.revisions;
	struct bv_revision_facts *facts;
	struct {
		struct bv_revision_facts *items;
		size_t count, capacity;
	} list = {session->facts.revisions, revisions->count, session->revision_capacity};

	BV_APPEND(revisions, session->keep)->written = bv_arena_copy(session->keep, hex);
	facts = BV_APPEND(&list, session->keep);
	*facts = (struct bv_revision_facts){
		.exists = BV_YES, .is_commit = BV_YES, .resolution = BV_RESOLUTION_EXACT};
	cr_assert(bv_oid_parse(&facts->id, hex));
	session->facts.revisions = list.items;
	session->revision_capacity = list.capacity;
	return (struct bv_revision_ref){(uint32_t)revisions->count};
}

static struct bv_count take_count(struct bv_text *line)
{
	uint64_t number;

	cr_assert(bv_take_uint(line, &number), "no number: %.*s", BV_TEXT_ARG(*line));
	return BV_COUNT(number);
}

static void read_answer(struct session *session, struct bv_text word)
{
	struct bv_step *step = BV_APPEND(&session->bisection.steps, session->keep);

	step->revision = session->offer.revision;
	step->phase = session->offer.is_merge_base ? BV_PHASE_MERGE_BASE : BV_PHASE_BISECT;
	step->offer = session->offer;
	step->mark = bv_text_equal(word, BV_TEXT("good"))  ? BV_VERDICT_GOOD
		     : bv_text_equal(word, BV_TEXT("bad")) ? BV_VERDICT_BAD
							   : BV_VERDICT_SKIP;
	step->verdict = step->mark;
	session->skips += step->mark == BV_VERDICT_SKIP;
	session->offer = (struct bv_offer){0};
}

static void read_line(struct session *session, struct bv_text line)
{
	struct bv_claim *claim = &session->bisection.claim;
	struct bv_offer *offer = &session->offer;
	struct bv_text rest = line, hex;

	if (bv_take_prefix(&rest, BV_TEXT("== "))) {
		read_answer(session, rest);
	} else if (bv_text_contains(line, BV_TEXT("a merge base must be tested"))) {
		offer->is_merge_base = true;
	} else if (bv_take_prefix(&rest, BV_TEXT("Bisecting: "))) {
		offer->revisions_left = take_count(&rest);
		cr_assert(bv_take_until(&rest, BV_TEXT("(roughly "), &hex));
		offer->steps_left = take_count(&rest);
	} else if (bv_take_prefix(&rest, BV_TEXT("["))) {
		cr_assert(bv_take_hex(&rest, 40, 40, &hex));
		offer->revision = revision_of(session, hex);
	} else if (bv_text_ends_with(line, BV_TEXT("is the first bad commit"))) {
		claim->ending = BV_ENDING_FIRST_BAD;
		claim->first_bad = revision_of(session, bv_text_slice(line, 0, 40));
	} else if (bv_text_contains(line, BV_TEXT("could be any of:"))) {
		claim->ending = BV_ENDING_ONLY_SKIPPED;
	} else if (claim->ending == BV_ENDING_ONLY_SKIPPED && bv_text_is_hex(line, 40, 40)) {
		*BV_APPEND(&claim->could_be, session->keep) = revision_of(session, line);
	} else if (bv_text_starts_with(line, BV_TEXT("The merge base "))) {
		claim->ending = BV_ENDING_MERGE_BASE_BAD;
	}
}

/* Skips come one by one or, where a whole stretch cannot be built, one after another. */
static const char *random_words(struct bv_random *random, struct bv_arena *keep)
{
	static const size_t percents[][2] = {{0, 0}, {25, 25}, {15, 80}}; /* after a skip */
	const size_t *percent = percents[bv_random_below(random, 3)];
	struct bv_text words = {"", 0};
	bool is_skip = false;

	for (size_t i = 0; i < WORDS_MAX; i++) {
		is_skip = bv_random_below(random, 100) < percent[is_skip];
		words = bv_arena_print(keep, "%.*s %s", BV_TEXT_ARG(words),
				       is_skip                      ? "skip"
				       : bv_random_below(random, 2) ? "good"
								    : "bad");
	}
	return words.data;
}

/* A session from a random range; the good commits are not always older. */
static void run_session(struct session *session, struct bv_random *random,
			const struct bv_drawn *drawn)
{
	size_t bad = drawn->count - 1 - bv_random_below(random, drawn->count / 2);
	size_t good_count = 1 + bv_random_below(random, 2);
	const char *hex = bv_drawn_hex(drawn, bad, session->keep);
	struct bv_text range = bv_arena_print(session->keep, "%s", hex), out, line;
	struct bv_git_start *git = &session->bisection.git;

	git->line = 1;
	git->bad = revision_of(session, bv_text_from(hex));
	for (size_t i = 0; i < good_count; i++) {
		hex = bv_drawn_hex(drawn, bv_random_below(random, bad), session->keep);
		range = bv_arena_print(session->keep, "%s %s", range.data, hex);
		*BV_APPEND(&git->good, session->keep) = revision_of(session, bv_text_from(hex));
	}
	out = bv_arena_print(session->keep, session_script, range.data,
			     random_words(random, session->keep));
	out = bv_scratch_run(session->scratch, "cd base\n%s", out.data);
	while (bv_take_line(&out, &line))
		read_line(session, line);
	session->bisection.pending = session->offer;
}

static void expect_step(const struct bv_step *step, const struct bv_step_facts *facts,
			const char *name)
{
	struct bv_count left = step->offer.revisions_left, steps = step->offer.steps_left;

	cr_expect(facts->pick == BV_PICK_SAME, "%s: pick %d", name, (int)facts->pick);
	if (step->offer.is_merge_base)
		return;
	cr_expect(facts->is_candidate != BV_NO, "%s: no candidate", name);
	cr_expect(facts->left_rule == BV_LEFT_TODAY, "%s: rule %d", name, (int)facts->left_rule);
	cr_expect(facts->revisions_left.is_known && facts->revisions_left.value == left.value,
		  "%s: N %zu, git %zu", name, facts->revisions_left.value, left.value);
	cr_expect(facts->steps_left.is_known && facts->steps_left.value == steps.value,
		  "%s: K %zu, git %zu", name, facts->steps_left.value, steps.value);
}

static void expect_end(const struct session *session, const char *name)
{
	const struct bv_claim *claim = &session->bisection.claim;
	const struct bv_range_facts *range = &session->facts.range;
	const struct bv_revision_facts *first_bad =
		bv_facts_revision(&session->facts, claim->first_bad);

	/* Where clocks are wrong git can offer, and blame, what a good commit contains. */
	if (session->clocks == BV_CLOCKS_WRONG)
		return;
	if (claim->ending == BV_ENDING_FIRST_BAD && session->skips == 0) {
		cr_expect(range->candidates_left.value == 1, "%s: %zu left", name,
			  range->candidates_left.value);
		cr_expect(range->left.count == 1 &&
				  bv_oid_equal(&range->left.items[0], &first_bad->id),
			  "%s: another commit is left", name);
	}
	if (claim->ending == BV_ENDING_ONLY_SKIPPED)
		cr_expect(range->candidates_left.value == claim->could_be.count,
			  "%s: %zu left, git %zu", name, range->candidates_left.value,
			  claim->could_be.count);
	cr_expect((range->contradictions.count > 0) == (claim->ending == BV_ENDING_MERGE_BASE_BAD),
		  "%s: %zu contradictions", name, range->contradictions.count);
}

static void expect_session(struct session *session, struct bv_tree *tree, const char *name)
{
	const struct bv_steps *steps = &session->bisection.steps;

	bv_tree_step_facts(&session->facts, tree, &session->bisection, session->keep);
	for (size_t i = 0; i < steps->count; i++)
		expect_step(&steps->items[i], &session->facts.steps[i], name);
	expect_end(session, name);
}

/* How many marks were silent, and of how many of those it was told what they were. */
struct silence {
	size_t silent, told;
};

static bool is_silenced(const struct session *session, size_t step)
{
	return session->bisection.steps.items[step].mark == BV_VERDICT_UNKNOWN;
}

static void expect_told(const struct session *session, const enum bv_verdict *said,
			struct silence *silence)
{
	for (size_t i = 0; i < session->bisection.steps.count; i++) {
		const struct bv_step_facts *facts = &session->facts.steps[i];

		if (!is_silenced(session, i)) {
			cr_expect(facts->verdict == said[i] && !facts->is_verdict_inferred);
			continue;
		}
		silence->silent++;
		silence->told += facts->verdict != BV_VERDICT_UNKNOWN;
		cr_expect(facts->is_verdict_inferred == (facts->verdict != BV_VERDICT_UNKNOWN));
		cr_expect(facts->verdict == BV_VERDICT_UNKNOWN || facts->verdict == said[i],
			  "step %zu of %zu inferred %d, was %d", i, session->bisection.steps.count,
			  (int)facts->verdict, (int)said[i]);
	}
}

/* Nothing that is known in silence differs from what the words say. */
static void expect_no_other_facts(const struct session *session, const struct bv_facts *spoken)
{
	const struct bv_range_facts *range = &session->facts.range;
	bool was_silent = false;

	for (size_t i = 0; i < session->bisection.steps.count; i++) {
		const struct bv_step_facts *facts = &session->facts.steps[i];
		const struct bv_step_facts *other = &spoken->steps[i];

		cr_expect_eq(facts->is_state_inferred, was_silent);
		was_silent = was_silent || is_silenced(session, i);
		cr_expect(!facts->candidates.is_known ||
			  facts->candidates.value == other->candidates.value);
		cr_expect(facts->pick == BV_PICK_UNKNOWN || facts->pick == other->pick);
		cr_expect(facts->left_rule != BV_LEFT_NONE);
		cr_expect(!facts->steps_left.is_known ||
			  facts->steps_left.value == other->steps_left.value);
	}
	cr_expect_eq(range->is_left_inferred, was_silent);
	cr_expect(!range->candidates_left.is_known ||
		  range->candidates_left.value == spoken->range.candidates_left.value);
	cr_expect(range->contradictions.count <= spoken->range.contradictions.count);
	/* With wrong clocks what git offers can be no candidate. */
	cr_expect(!was_silent || session->clocks == BV_CLOCKS_WRONG ||
		  range->contradictions.count == 0);
}

/*
 * The same without some of the words, as a run prints it: the next offer tells what they were, or
 * nothing does.
 */
static void expect_inferred(struct session *session, struct bv_tree *tree, struct bv_random *random,
			    struct silence *silence)
{
	struct bv_steps *steps = &session->bisection.steps;
	enum bv_verdict *said = bv_arena_alloc(session->keep, steps->count + 1, sizeof(*said));
	struct bv_facts spoken = session->facts;
	size_t some = bv_random_below(random, 2);

	for (size_t i = 0; i < steps->count; i++) {
		said[i] = steps->items[i].verdict;
		if (!some || bv_random_below(random, 2))
			steps->items[i].verdict = steps->items[i].mark = BV_VERDICT_UNKNOWN;
	}
	bv_tree_step_facts(&session->facts, tree, &session->bisection, session->keep);
	expect_told(session, said, silence);
	expect_no_other_facts(session, &spoken);
}

static size_t compare_history(struct bv_random *random, enum bv_clocks clocks,
			      struct silence *silence)
{
	static const char *const modes[] = {"base", "full"};
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_drawn drawn =
		bv_drawn_random(random, 40 + bv_random_below(random, 200), clocks, &scratch.keep);
	struct bv_error err = {0};
	struct bv_tree *trees[2];
	size_t steps = 0;

	bv_drawn_import(&drawn, &scratch, "base");
	(void)bv_scratch_run(&scratch,
			     "git -C base update-ref refs/heads/master $(tail -n 1 base/all.txt)\n"
			     "git init -q --bare full\n"
			     "echo $PWD/base/objects >full/objects/info/alternates\n"
			     "git -C full commit-graph write --no-progress --stdin-commits"
			     " <base/all.txt");
	for (size_t m = 0; m < 2; m++)
		cr_assert(bv_tree_open(&trees[m], bv_scratch_path(&scratch, modes[m]), &err));
	for (size_t i = 0; i < SESSIONS_PER_HISTORY; i++) {
		struct session session = {
			.scratch = &scratch, .keep = &scratch.keep, .clocks = clocks};

		run_session(&session, random, &drawn);
		steps += session.bisection.steps.count;
		for (size_t m = 0; m < 2; m++)
			expect_session(&session, trees[m], modes[m]);
		expect_inferred(&session, trees[1], random, silence);
	}
	for (size_t m = 0; m < 2; m++)
		bv_tree_close(trees[m]);
	bv_scratch_close(&scratch);
	return steps;
}

Test(bisect_session, as_git)
{
	struct bv_random random = bv_random_open("sessions");
	struct silence silence = {0};
	size_t steps = 0;

	for (int clocks = 0; clocks < BV_CLOCKS_COUNT; clocks++)
		for (size_t i = 0; i < HISTORIES_PER_CLOCKS; i++)
			steps += compare_history(&random, (enum bv_clocks)clocks, &silence);
	printf("sessions: %zu steps, of %zu silent ones %zu told\n", steps, silence.silent,
	       silence.told);
	/* A merge base is good or was skipped, and git goes on alike: some stay silent. */
	cr_expect(10 * silence.told > 7 * silence.silent);
}
