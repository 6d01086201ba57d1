/* SPDX-License-Identifier: GPL-2.0-only */
/* The replay of a log's marks: what is unknown stays unknown, and no longer than it must. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "replay/log_facts.h"
#include "support/drawn_log.h"

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

static void ask(struct bv_drawn_log *place)
{
	bv_tree_step_facts(&place->facts, place->tree, &place->bisection, &place->scratch.keep);
}

static struct bv_drawn_log ask_about(const char *log)
{
	struct bv_drawn_log place = bv_drawn_log_open(drawing, log);

	ask(&place);
	return place;
}

static void expect_why(struct bv_text why, const char *words)
{
	cr_expect(bv_text_contains(why, bv_text_from(words)), "%.*s", BV_TEXT_ARG(why));
}

static enum bv_verdict verdict_of(struct bv_drawn_log *place, const char *name)
{
	return bv_tree_verdict_of(&place->facts, place->tree, &place->bisection,
				  &bv_drawn_find(&place->drawn, name)->id);
}

Test(step_facts, counts_what_each_mark_leaves)
{
	struct bv_drawn_log place = ask_about("start J A\n"
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
	bv_drawn_log_close(&place);
}

Test(step_facts, a_test_outside_the_range_is_no_candidate)
{
	struct bv_drawn_log place = ask_about("start J C\n"
					      "good B\n"
					      "good K\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(steps[0].is_candidate == BV_NO && steps[0].pick == BV_PICK_OUTSIDE);
	cr_expect(steps[0].is_in_bad == BV_YES && steps[0].is_in_good == BV_YES);
	cr_expect(steps[1].is_candidate == BV_NO);
	cr_expect(steps[1].is_in_bad == BV_NO && steps[1].is_in_good == BV_NO);
	cr_expect(steps[1].candidates.value == 7);
	bv_drawn_log_close(&place);
}

Test(step_facts, a_good_commit_that_contains_a_bad_one_is_a_contradiction)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "bad D\n"
					      "good E\n");
	const struct bv_contradictions *found = &place.facts.range.contradictions;

	cr_assert(found->count == 1);
	cr_expect(found->items[0].good_step == 1 && found->items[0].bad_step == 0);
	cr_expect(place.facts.range.candidates_left.is_known);
	cr_expect(place.facts.range.candidates_left.value == 0);
	bv_drawn_log_close(&place);
}

Test(step_facts, each_pair_of_contradicting_marks_counts)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "bad E\n"
					      "bad D\n"
					      "good I\n"
					      "good E\n");

	/* I holds E and D; E holds itself and D. */
	cr_expect(place.facts.range.contradictions.count == 4, "%zu",
		  place.facts.range.contradictions.count);
	bv_drawn_log_close(&place);
}

Test(step_facts, an_older_bad_commit_counts_too)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "bad D\n"
					      "bad I\n"
					      "good H\n");
	const struct bv_contradictions *found = &place.facts.range.contradictions;

	/* H is a candidate below I, and yet it holds D. */
	cr_assert(found->count == 1);
	cr_expect(found->items[0].good_step == 2 && found->items[0].bad_step == 0);
	bv_drawn_log_close(&place);
}

Test(step_facts, the_start_can_contradict_itself)
{
	struct bv_drawn_log place = ask_about("start C J A\n");
	const struct bv_contradictions *found = &place.facts.range.contradictions;

	cr_assert(found->count == 1);
	cr_expect(found->items[0].good_step == SIZE_MAX && found->items[0].bad_step == SIZE_MAX);
	cr_expect(place.facts.range.is_good_ancestor == BV_NO);
	bv_drawn_log_close(&place);
}

Test(step_facts, a_repeated_mark_changes_nothing)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "good E\n"
					      "good E\n"
					      "bad H\n"
					      "bad H\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(steps[1].is_candidate == BV_UNKNOWN && steps[1].candidates.value == 5);
	cr_expect(steps[3].is_candidate == BV_UNKNOWN && steps[3].candidates.value == 3);
	expect_why(steps[1].why_unknown, "before");
	cr_expect(place.facts.range.contradictions.count == 0);
	bv_drawn_log_close(&place);
}

Test(step_facts, a_good_commit_that_is_missing_leaves_counts_unknown)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "good elsewhere\n"
					      "good C\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(steps[0].candidates_before.value == 9 && !steps[0].candidates.is_known);
	cr_expect(!steps[1].candidates.is_known && steps[1].is_candidate == BV_UNKNOWN);
	expect_why(steps[1].why_unknown, "commit elsewhere of line 7 is not in this tree");
	cr_expect(!place.facts.range.candidates_left.is_known);
	expect_why(place.facts.range.why_unknown, "elsewhere");
	bv_drawn_log_close(&place);
}

Test(step_facts, a_bad_commit_that_is_missing_is_overcome_by_the_next)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "bad elsewhere\n"
					      "bad H\n"
					      "good E\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(!steps[0].candidates.is_known);
	cr_expect(steps[1].candidates.value == 7);
	cr_expect(steps[2].is_candidate == BV_YES && steps[2].candidates.value == 3);
	bv_drawn_log_close(&place);
}

Test(step_facts, a_skipped_commit_that_is_missing_leaves_counts_known)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "skip elsewhere\n"
					      "good E\n");

	cr_expect(place.facts.steps[1].candidates.value == 5);
	cr_expect(place.facts.steps[1].pick != BV_PICK_UNKNOWN);
	bv_drawn_log_close(&place);
}

Test(step_facts, paths_make_the_counts_unknown)
{
	struct bv_drawn_log place = bv_drawn_log_open(drawing, "start J A\n"
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
	bv_drawn_log_close(&place);
}

Test(step_facts, first_parent_counts_the_trunk_only)
{
	struct bv_drawn_log place = bv_drawn_log_open(drawing, "start J A\n"
							       "good F\n"
							       "good E\n");

	place.bisection.git.is_first_parent = true;
	ask(&place);
	/* B C D E H I J; F is none of them, but B and C are below it. */
	cr_expect(place.facts.range.candidates_start.value == 7);
	cr_expect(place.facts.steps[0].is_candidate == BV_NO);
	cr_expect(place.facts.steps[0].candidates.value == 5);
	cr_expect(place.facts.steps[1].candidates.value == 3);
	bv_drawn_log_close(&place);
}

Test(step_facts, untested_merge_bases_are_noted)
{
	struct bv_drawn_log place = ask_about("start E G\n"
					      "bad D\n");
	struct bv_range_facts *range = &place.facts.range;

	cr_expect(range->is_good_ancestor == BV_NO);
	cr_assert(range->merge_bases.count == 1);
	cr_expect(
		bv_oid_equal(&range->merge_bases.items[0], &bv_drawn_find(&place.drawn, "C")->id));
	cr_expect(range->are_merge_bases_tested == BV_NO);
	cr_expect(place.facts.steps[0].pick != BV_PICK_OUTSIDE);
	bv_drawn_log_close(&place);
}

Test(step_facts, git_goes_on_without_a_skipped_merge_base)
{
	struct bv_drawn_log place = ask_about("start E G\n"
					      "skip C\n"
					      "bad D\n");

	cr_expect(place.facts.range.are_merge_bases_tested == BV_YES);
	cr_expect(place.facts.range.is_merge_base_skipped);
	bv_drawn_log_close(&place);
}

Test(step_facts, git_needs_no_merge_base_that_a_good_commit_contains)
{
	struct bv_drawn_log place = ask_about("start E G\n"
					      "good D\n");

	cr_expect(place.facts.range.are_merge_bases_tested == BV_YES);
	cr_expect(place.facts.range.is_merge_base_in_good);
	bv_drawn_log_close(&place);
}

Test(step_facts, a_tested_merge_base_is_what_git_offers)
{
	struct bv_drawn_log place = ask_about("start E G\n"
					      "good C\n"
					      "good D\n");

	cr_expect(place.facts.range.are_merge_bases_tested == BV_YES);
	cr_expect(place.facts.steps[0].pick == BV_PICK_SAME);
	cr_expect(place.facts.steps[0].is_candidate == BV_UNKNOWN);
	cr_expect(place.facts.steps[1].is_candidate == BV_YES);
	bv_drawn_log_close(&place);
}

Test(step_facts, verdicts_follow_from_what_came_next)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "test E\n"
					      "test H\n"
					      "test F\n"
					      "found F\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(steps[0].verdict == BV_VERDICT_GOOD && steps[0].is_verdict_inferred);
	cr_expect(steps[1].verdict == BV_VERDICT_BAD && steps[1].is_verdict_inferred);
	cr_expect(steps[2].verdict == BV_VERDICT_BAD && steps[2].is_verdict_inferred);
	cr_expect(place.facts.range.candidates_left.value == 1);
	bv_drawn_log_close(&place);
}

Test(step_facts, a_fix_log_infers_in_the_words_of_a_cause)
{
	struct bv_drawn_log place = bv_drawn_log_open(drawing, "start J A\n"
							       "test E\n"
							       "test H\n"
							       "test F\n"
							       "found F\n");

	place.bisection.kind = BV_KIND_SYZBOT_FIX;
	ask(&place);
	/* git's "good": the bug is still there. */
	cr_expect(place.facts.steps[0].verdict == BV_VERDICT_BAD);
	cr_expect(place.facts.steps[0].candidates.value == 5);
	cr_expect(verdict_of(&place, "E") == BV_VERDICT_UNKNOWN);
	bv_drawn_log_close(&place);
}

Test(step_facts, a_result_that_no_verdict_leads_to_leaves_it_unknown)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "test E\n"
					      "found F\n");

	cr_expect(place.facts.steps[0].verdict == BV_VERDICT_UNKNOWN);
	cr_expect(!place.facts.range.candidates_left.is_known);
	expect_why(place.facts.range.why_unknown, "neither good, bad nor skip");
	bv_drawn_log_close(&place);
}

Test(step_facts, an_offer_that_two_verdicts_lead_to_leaves_it_unknown)
{
	/* C is good or was skipped. */
	struct bv_drawn_log place = ask_about("start E G\n"
					      "test C\n"
					      "test D\n"
					      "found D\n");
	const struct bv_step_facts *steps = place.facts.steps;

	cr_expect(steps[0].verdict == BV_VERDICT_UNKNOWN && !steps[0].is_verdict_inferred);
	cr_expect(steps[1].verdict == BV_VERDICT_BAD && steps[1].is_verdict_inferred);
	/* What it was makes no difference. */
	cr_expect(steps[1].candidates_before.value == 2 && steps[1].is_candidate == BV_YES);
	cr_expect(place.facts.range.candidates_left.value == 1);
	cr_expect(place.facts.range.are_merge_bases_tested == BV_UNKNOWN);
	bv_drawn_log_close(&place);
}

Test(step_facts, a_verdict_that_was_inferred_contradicts_nothing)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "test E\n"
					      "bad H\n"
					      "bad D\n");

	cr_expect(place.facts.steps[0].verdict == BV_VERDICT_GOOD);
	cr_expect(place.facts.range.contradictions.count == 0);
	cr_expect(place.facts.range.is_left_inferred);
	cr_expect(!place.facts.steps[0].is_state_inferred);
	cr_expect(place.facts.steps[2].is_state_inferred);
	bv_drawn_log_close(&place);
}

Test(step_facts, a_test_that_may_not_be_made_yet_leaves_what_was_left)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "good E\n"
					      "test H\n");

	cr_expect(place.facts.steps[1].verdict == BV_VERDICT_UNKNOWN);
	cr_expect(place.facts.range.candidates_left.value == 5);
	cr_expect(!place.facts.range.is_left_inferred);
	bv_drawn_log_close(&place);
}

Test(step_facts, an_unclear_verdict_ends_the_replay)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "test E\n"
					      "test K\n"
					      "good H\n");

	cr_expect(place.facts.steps[0].verdict == BV_VERDICT_UNKNOWN);
	cr_expect(!place.facts.steps[2].candidates_before.is_known);
	expect_why(place.facts.range.why_unknown, "neither good, bad nor skip");
	bv_drawn_log_close(&place);
}

Test(step_facts, verdicts_of_other_commits_follow)
{
	struct bv_drawn_log place = ask_about("start J A\n"
					      "good E\n"
					      "bad H\n");

	cr_expect(verdict_of(&place, "H") == BV_VERDICT_BAD);
	cr_expect(verdict_of(&place, "E") == BV_VERDICT_GOOD);
	cr_expect(verdict_of(&place, "C") == BV_VERDICT_GOOD);
	cr_expect(verdict_of(&place, "G") == BV_VERDICT_UNKNOWN);
	cr_expect(verdict_of(&place, "I") == BV_VERDICT_UNKNOWN);
	bv_drawn_log_close(&place);
}

/* Marks that are not shown can only take candidates away. */
Test(step_facts, without_a_start_only_exclusions_are_claimed)
{
	struct bv_drawn_log place = ask_about("good E\n"
					      "bad H\n"
					      "good G\n"
					      "good C\n");
	const struct bv_step_facts *steps = place.facts.steps;

	for (size_t i = 0; i < 4; i++) {
		cr_expect(!steps[i].candidates_before.is_known, "%zu", i);
		cr_expect(!steps[i].candidates.is_known, "%zu", i);
		cr_expect(steps[i].pick == BV_PICK_UNKNOWN, "%zu", i);
		expect_why(steps[i].why_unknown, "no git bisect start");
	}
	cr_expect(steps[2].is_candidate == BV_UNKNOWN);
	cr_expect(steps[3].is_candidate == BV_NO && steps[3].is_in_good == BV_YES);
	cr_expect(!place.facts.range.candidates_start.is_known);
	cr_expect(place.facts.range.is_good_ancestor == BV_UNKNOWN);
	cr_expect(place.facts.range.candidates_left.value == 1);
	bv_drawn_log_close(&place);
}

Test(step_facts, without_a_start_the_candidates_are_not_counted)
{
	struct bv_drawn_log place = ask_about("good E\n"
					      "bad H\n");

	cr_expect(!place.facts.range.candidates_left.is_known);
	expect_why(place.facts.range.why_unknown, "no git bisect start");
	bv_drawn_log_close(&place);
}

#define IN_LINE 257

/* c0 to c256, each the parent of the next. */
static struct bv_otherwise_facts otherwise_in_line(const char *log, const char *commit)
{
	static char line[IN_LINE * sizeof("commit c256 c255\n")];
	struct bv_otherwise_facts otherwise;
	struct bv_drawn_log place;
	size_t size = (size_t)snprintf(line, sizeof(line), "commit c0\n");

	for (size_t i = 1; i < IN_LINE; i++)
		size += (size_t)snprintf(line + size, sizeof(line) - size, "commit c%zu c%zu\n", i,
					 i - 1);
	place = bv_drawn_log_open(line, log);
	ask(&place);
	otherwise = place.facts.otherwise;
	cr_expect(!commit ||
		  bv_oid_equal(&otherwise.commit, &bv_drawn_find(&place.drawn, commit)->id));
	bv_drawn_log_close(&place);
	return otherwise;
}

Test(step_facts, later_offers_show_how_a_step_went)
{
	struct bv_otherwise_facts it;

	it = otherwise_in_line("start c256 c0\nbad c128\nbad c192\ngood c160\n", "c128");
	cr_expect(it.kind == BV_OTHERWISE_VERDICT && it.step == 0);
	cr_expect(it.verdict == BV_VERDICT_GOOD);
	it = otherwise_in_line("start c256 c0\ngood c100\nbad c192\ngood c160\n", "c128");
	cr_expect(it.kind == BV_OTHERWISE_COMMIT && it.step == 0);
	it = otherwise_in_line("start c256 c0\nbad c192\ngood c128\ngood c160\n", "c128");
	cr_expect(it.kind == BV_OTHERWISE_ORDER && it.step == 0);
}

Test(step_facts, own_choices_show_nothing)
{
	static const char *const logs[] = {
		"start c256 c0\ngood c128\nbad c192\ngood c160\n",
		/* c150 is nobody's choice, and git goes on from it */
		"start c256 c0\ngood c128\ngood c150\nbad c203\n",
		/* ... as c192 would be, were c128 good; but c64 is not */
		"start c256 c0\nbad c128\nbad c192\nbad c64\n",
		/* a weak verdict may have been a skip to git, which then offers c129 */
		"start c256 c0\nweak c128\nbad c129\ngood c64\ngood c96\n",
	};

	for (size_t i = 0; i < sizeof(logs) / sizeof(logs[0]); i++)
		cr_expect(otherwise_in_line(logs[i], NULL).kind == BV_OTHERWISE_UNKNOWN, "%zu", i);
}
