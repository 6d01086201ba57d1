/* The replay of a log's marks: what is unknown stays unknown, and no longer than it must. */
#include <criterion/criterion.h>

#include <bisect_verify/tree.h>

#include "support/drawn_history.h"
#include "tree/step_facts.h"

/*
 * A - B - C - D - E - H - I - J
 *          \         /
 *           - F --- G          K, a root of its own
 */
static const char drawing[] = "commit A\n"
			      "commit B A\n"
			      "commit C B\n"
			      "commit D C\n"
			      "commit E D\n"
			      "commit F C\n"
			      "commit G F\n"
			      "commit H E G\n"
			      "commit I H\n"
			      "commit J I\n"
			      "commit K\n";

struct place {
	struct bv_scratch scratch;
	struct bv_drawn drawn;
	struct bv_tree *tree;
	struct bv_bisection bisection;
	struct bv_facts facts;
};

static bool is_drawn(const struct place *place, struct bv_text name)
{
	for (size_t i = 0; i < place->drawn.count; i++)
		if (bv_text_equal(place->drawn.items[i].name, name))
			return true;
	return false;
}

/* Names that were not drawn are commits that the tree lacks. */
static struct bv_revision_ref revision_of(struct place *place, struct bv_text name)
{
	struct bv_revisions *revisions = &place->bisection.revisions;
	struct bv_revision_facts *facts = bv_arena_alloc(&place->scratch.keep,
							 revisions->count + 1, sizeof(*facts));

	for (size_t i = 0; i < revisions->count; i++)
		facts[i] = place->facts.revisions[i];
	place->facts.revisions = facts;
	facts += revisions->count;
	*BV_APPEND(revisions, &place->scratch.keep) =
		(struct bv_revision){.written = name, .line = 7};
	facts->exists = BV_NO;
	if (is_drawn(place, name)) {
		const char *terminated = bv_arena_copy(&place->scratch.keep, name).data;

		facts->exists = BV_YES;
		facts->resolution = BV_RESOLUTION_EXACT;
		facts->id = bv_drawn_find(&place->drawn, terminated)->id;
	}
	return (struct bv_revision_ref){(uint32_t)revisions->count};
}

static void read_start(struct place *place, struct bv_text line)
{
	struct bv_git_start *git = &place->bisection.git;
	struct bv_text word;

	git->line = 1;
	cr_assert(bv_take_word(&line, &word));
	git->bad = revision_of(place, word);
	while (bv_take_blanks(&line) && bv_take_word(&line, &word))
		*BV_APPEND(&git->good, &place->scratch.keep) = revision_of(place, word);
}

/* Lines "start BAD GOOD...", "good X", "bad X", "skip X", "test X" without a verdict, "found X". */
static void read_log(struct place *place, const char *log)
{
	static const char *const verdicts[] = {"test", "good", "bad", "skip"};
	struct bv_text rest = bv_text_from(log), line, word;

	while (bv_take_line(&rest, &line)) {
		struct bv_step *step;

		cr_assert(bv_take_word(&line, &word) && bv_take_blanks(&line));
		if (bv_text_equal(word, BV_TEXT("start"))) {
			read_start(place, line);
			continue;
		}
		if (bv_text_equal(word, BV_TEXT("found"))) {
			place->bisection.claim.ending = BV_ENDING_FIRST_BAD;
			place->bisection.claim.first_bad = revision_of(place, line);
			continue;
		}
		step = BV_APPEND(&place->bisection.steps, &place->scratch.keep);
		step->revision = revision_of(place, line);
		step->phase = BV_PHASE_BISECT;
		for (size_t v = 0; v < 4; v++)
			if (bv_text_equal(word, bv_text_from(verdicts[v])))
				step->mark = step->verdict = (enum bv_verdict)v;
	}
}

static struct place open_place(const char *log)
{
	struct place place = {.scratch = bv_scratch_open()};
	struct bv_error err = {0};

	cr_assert(bv_tree_init(&err));
	place.drawn = bv_drawn_parse(drawing, &place.scratch.keep);
	bv_drawn_import(&place.drawn, &place.scratch, "r");
	cr_assert(bv_tree_open(&place.tree, bv_scratch_path(&place.scratch, "r"), &err), "%s",
		  err.text);
	read_log(&place, log);
	return place;
}

static void ask(struct place *place)
{
	bv_tree_step_facts(&place->facts, place->tree, &place->bisection, &place->scratch.keep);
}

static struct place ask_about(const char *log)
{
	struct place place = open_place(log);

	ask(&place);
	return place;
}

static void close_place(struct place *place)
{
	bv_tree_close(place->tree);
	bv_tree_shutdown();
	bv_scratch_close(&place->scratch);
}

static void expect_why(struct bv_text why, const char *words)
{
	cr_expect(bv_text_contains(why, bv_text_from(words)), "%.*s", BV_TEXT_ARG(why));
}

static enum bv_verdict verdict_of(struct place *place, const char *name)
{
	return bv_tree_verdict_of(&place->facts, place->tree, &place->bisection,
				  &bv_drawn_find(&place->drawn, name)->id);
}

Test(step_facts, counts_what_each_mark_leaves)
{
	struct place place = ask_about("start J A\n"
				       "good E\n"
				       "bad H\n"
				       "bad F\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(place.facts.range.candidates_start.value == 9);
	cr_expect(steps[0].candidates_before.value == 9 && steps[0].candidates.value == 5);
	cr_expect(steps[1].candidates.value == 3);
	cr_expect(steps[2].candidates.value == 1 && steps[2].is_candidate == BV_YES);
	cr_expect(place.facts.range.left.count == 1);
	cr_expect(bv_oid_equal(&place.facts.range.left.items[0],
			       &bv_drawn_find(&place.drawn, "F")->id));
	cr_expect(place.facts.range.is_good_ancestor == BV_YES);
	cr_expect(place.facts.range.contradictions.count == 0);
	close_place(&place);
}

Test(step_facts, a_test_outside_the_range_is_no_candidate)
{
	struct place place = ask_about("start J C\n"
				       "good B\n"
				       "good K\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(steps[0].is_candidate == BV_NO && steps[0].pick == BV_PICK_OUTSIDE);
	cr_expect(steps[0].is_in_bad == BV_YES && steps[0].is_in_good == BV_YES);
	cr_expect(steps[1].is_candidate == BV_NO);
	cr_expect(steps[1].is_in_bad == BV_NO && steps[1].is_in_good == BV_NO);
	cr_expect(steps[1].candidates.value == 7);
	close_place(&place);
}

Test(step_facts, a_good_commit_that_contains_a_bad_one_is_a_contradiction)
{
	struct place place = ask_about("start J A\n"
				       "bad D\n"
				       "good E\n");
	const struct bv_contradictions *found = &place.facts.range.contradictions;

	cr_assert(found->count == 1);
	cr_expect(found->items[0].good_step == 1 && found->items[0].bad_step == 0);
	cr_expect(place.facts.range.candidates_left.is_known);
	cr_expect(place.facts.range.candidates_left.value == 0);
	close_place(&place);
}

Test(step_facts, each_pair_of_contradicting_marks_counts)
{
	struct place place = ask_about("start J A\n"
				       "bad E\n"
				       "bad D\n"
				       "good I\n"
				       "good E\n");

	/* I holds E and D; E holds itself and D. */
	cr_expect(place.facts.range.contradictions.count == 4, "%zu",
		  place.facts.range.contradictions.count);
	close_place(&place);
}

Test(step_facts, the_start_can_contradict_itself)
{
	struct place place = ask_about("start C J A\n");
	const struct bv_contradictions *found = &place.facts.range.contradictions;

	cr_assert(found->count == 1);
	cr_expect(found->items[0].good_step == SIZE_MAX && found->items[0].bad_step == SIZE_MAX);
	cr_expect(place.facts.range.is_good_ancestor == BV_NO);
	close_place(&place);
}

Test(step_facts, a_repeated_mark_changes_nothing)
{
	struct place place = ask_about("start J A\n"
				       "good E\n"
				       "good E\n"
				       "bad H\n"
				       "bad H\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(steps[1].is_candidate == BV_UNKNOWN && steps[1].candidates.value == 5);
	cr_expect(steps[3].is_candidate == BV_UNKNOWN && steps[3].candidates.value == 3);
	expect_why(steps[1].why_unknown, "before");
	cr_expect(place.facts.range.contradictions.count == 0);
	close_place(&place);
}

Test(step_facts, a_good_commit_that_is_missing_leaves_counts_unknown)
{
	struct place place = ask_about("start J A\n"
				       "good elsewhere\n"
				       "good C\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(steps[0].candidates_before.value == 9 && !steps[0].candidates.is_known);
	cr_expect(!steps[1].candidates.is_known && steps[1].is_candidate == BV_UNKNOWN);
	expect_why(steps[1].why_unknown, "commit elsewhere of line 7 is not in this tree");
	cr_expect(!place.facts.range.candidates_left.is_known);
	expect_why(place.facts.range.why_unknown, "elsewhere");
	close_place(&place);
}

Test(step_facts, a_bad_commit_that_is_missing_is_overcome_by_the_next)
{
	struct place place = ask_about("start J A\n"
				       "bad elsewhere\n"
				       "bad H\n"
				       "good E\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(!steps[0].candidates.is_known);
	cr_expect(steps[1].candidates.value == 7);
	cr_expect(steps[2].is_candidate == BV_YES && steps[2].candidates.value == 3);
	close_place(&place);
}

Test(step_facts, a_skipped_commit_that_is_missing_leaves_counts_known)
{
	struct place place = ask_about("start J A\n"
				       "skip elsewhere\n"
				       "good E\n");

	cr_expect(place.facts.steps[1].candidates.value == 5);
	cr_expect(place.facts.steps[1].pick != BV_PICK_UNKNOWN);
	close_place(&place);
}

Test(step_facts, paths_make_the_counts_unknown)
{
	struct place place = open_place("start J A\n"
					"good K\n"
					"good E\n");
	struct bv_text path = BV_TEXT("fs/");

	place.bisection.git.paths = &path;
	place.bisection.git.path_count = 1;
	ask(&place);
	cr_expect(!place.facts.range.candidates_start.is_known);
	expect_why(place.facts.range.why_unknown, "paths");
	cr_expect(place.facts.steps[0].is_candidate == BV_NO);
	cr_expect(place.facts.steps[1].is_candidate == BV_UNKNOWN);
	close_place(&place);
}

Test(step_facts, first_parent_counts_the_trunk_only)
{
	struct place place = open_place("start J A\n"
					"good F\n"
					"good E\n");

	place.bisection.git.is_first_parent = true;
	ask(&place);
	/* B C D E H I J; F is none of them, but B and C are below it. */
	cr_expect(place.facts.range.candidates_start.value == 7);
	cr_expect(place.facts.steps[0].is_candidate == BV_NO);
	cr_expect(place.facts.steps[0].candidates.value == 5);
	cr_expect(place.facts.steps[1].candidates.value == 3);
	close_place(&place);
}

Test(step_facts, untested_merge_bases_are_noted)
{
	struct place place = ask_about("start E G\n"
				       "good D\n");
	struct bv_range_facts *range = &place.facts.range;

	cr_expect(range->is_good_ancestor == BV_NO);
	cr_assert(range->merge_bases.count == 1);
	cr_expect(bv_oid_equal(&range->merge_bases.items[0],
			       &bv_drawn_find(&place.drawn, "C")->id));
	cr_expect(range->are_merge_bases_tested == BV_NO);
	cr_expect(place.facts.steps[0].pick != BV_PICK_OUTSIDE);
	close_place(&place);
}

Test(step_facts, a_tested_merge_base_is_what_git_offers)
{
	struct place place = ask_about("start E G\n"
				       "good C\n"
				       "good D\n");

	cr_expect(place.facts.range.are_merge_bases_tested == BV_YES);
	cr_expect(place.facts.steps[0].pick == BV_PICK_SAME);
	cr_expect(place.facts.steps[0].is_candidate == BV_UNKNOWN);
	cr_expect(place.facts.steps[1].is_candidate == BV_YES);
	close_place(&place);
}

Test(step_facts, verdicts_follow_from_what_came_next)
{
	struct place place = ask_about("start J A\n"
				       "test E\n"
				       "test H\n"
				       "test F\n"
				       "found F\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(steps[0].verdict == BV_VERDICT_GOOD && steps[0].is_verdict_inferred);
	cr_expect(steps[1].verdict == BV_VERDICT_BAD && steps[1].is_verdict_inferred);
	cr_expect(steps[2].verdict == BV_VERDICT_BAD && steps[2].is_verdict_inferred);
	cr_expect(place.facts.range.candidates_left.value == 1);
	close_place(&place);
}

Test(step_facts, a_fix_log_infers_in_the_words_of_a_cause)
{
	struct place place = open_place("start J A\n"
					"test E\n"
					"found F\n");

	place.bisection.kind = BV_KIND_SYZBOT_FIX;
	ask(&place);
	/* git's "good": the bug is still there. */
	cr_expect(place.facts.steps[0].verdict == BV_VERDICT_BAD);
	cr_expect(place.facts.steps[0].candidates.value == 5);
	cr_expect(verdict_of(&place, "E") == BV_VERDICT_GOOD);
	close_place(&place);
}

Test(step_facts, an_unclear_verdict_ends_the_replay)
{
	struct place place = ask_about("start J A\n"
				       "test E\n"
				       "test K\n"
				       "good H\n");

	cr_expect(place.facts.steps[0].verdict == BV_VERDICT_UNKNOWN);
	cr_expect(!place.facts.steps[2].candidates_before.is_known);
	expect_why(place.facts.range.why_unknown, "does not say");
	close_place(&place);
}

Test(step_facts, verdicts_of_other_commits_follow)
{
	struct place place = ask_about("start J A\n"
				       "good E\n"
				       "bad H\n");

	cr_expect(verdict_of(&place, "H") == BV_VERDICT_BAD);
	cr_expect(verdict_of(&place, "E") == BV_VERDICT_GOOD);
	cr_expect(verdict_of(&place, "C") == BV_VERDICT_GOOD);
	cr_expect(verdict_of(&place, "G") == BV_VERDICT_UNKNOWN);
	cr_expect(verdict_of(&place, "I") == BV_VERDICT_UNKNOWN);
	close_place(&place);
}

Test(step_facts, without_a_start_nothing_is_claimed)
{
	struct place place = ask_about("good E\n"
				       "bad H\n"
				       "good G\n");

	cr_expect(!place.facts.steps[0].candidates_before.is_known);
	expect_why(place.facts.steps[0].why_unknown, "bad");
	cr_expect(place.facts.range.candidates_start.value == 3);
	cr_expect(place.facts.range.candidates_left.value == 1);
	close_place(&place);
}
