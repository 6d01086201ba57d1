/* SPDX-License-Identifier: GPL-2.0-only */
/* The bugs that a log may be about: what went wrong first for each, and what is left then. */
#include <criterion/criterion.h>

#include "report/draft.h"

#include "base/banned.h"

#define COMMIT(digits) digits "000011112222333344445555666677778888"
#define RARE           "possible deadlock in demo_remove"
#define BUG            "WARNING in demo_wait"

/* start, bad release, good release, two tests of git's; the release walk is v6.1 and v6.0. */
static struct draft *two_bugs(struct bv_arena *keep)
{
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, keep);
	struct bv_step *step = draft_step(draft, BV_PHASE_START, COMMIT("5eed"), BV_VERDICT_BAD);

	draft_runs(draft, step, 7, BV_OUTCOME_CRASHED, BUG);
	draft_runs(draft, step, 2, BV_OUTCOME_CRASHED, RARE);
	draft_runs(draft, step, 1, BV_OUTCOME_OK, "");
	step = draft_step(draft, BV_PHASE_WALK, COMMIT("6100"), BV_VERDICT_BAD);
	step->release = BV_TEXT("v6.1");
	draft_runs(draft, step, 10, BV_OUTCOME_CRASHED, RARE);
	step = draft_step(draft, BV_PHASE_WALK, COMMIT("6000"), BV_VERDICT_GOOD);
	step->release = BV_TEXT("v6.0");
	draft_runs(draft, step, 10, BV_OUTCOME_OK, "");
	step = draft_step(draft, BV_PHASE_BISECT, COMMIT("aaaa"), BV_VERDICT_BAD);
	draft_runs(draft, step, 1, BV_OUTCOME_CRASHED, RARE);
	draft_runs(draft, step, 9, BV_OUTCOME_OK, "");
	step = draft_step(draft, BV_PHASE_BISECT, COMMIT("bbbb"), BV_VERDICT_GOOD);
	draft_runs(draft, step, 10, BV_OUTCOME_OK, "");
	draft->bisection.git.bad = draft_revision(draft, COMMIT("6100"), "");
	*BV_APPEND(&draft->bisection.git.good, keep) = draft_revision(draft, COMMIT("6000"), "");
	draft_blame(draft, COMMIT("aaaa"), "demo: wait");
	draft->result.judgement = BV_JUDGEMENT_DOUBTFUL;
	draft_odds(draft);
	return draft;
}

static const struct bv_bugs *bugs_of(struct draft *draft)
{
	(void)draft_finish(draft);
	return &draft->answer.bugs;
}

static void expect_text(struct bv_text got, const char *expected)
{
	cr_expect(bv_text_equal(got, bv_text_from(expected)), "%.*s", BV_TEXT_ARG(got));
}

Test(bugs, how_often_the_start_showed_each)
{
	struct bv_arena keep = {0};
	struct draft *draft = two_bugs(&keep);
	const struct bv_bugs *bugs;

	(void)draft_reading(draft, BV_READING_TITLE, BUG);
	(void)draft_reading(draft, BV_READING_TITLE, RARE);
	bugs = bugs_of(draft);
	cr_assert_eq(bugs->count, 2);
	cr_expect_eq(bugs->items[0].crashed, 7);
	cr_expect_eq(bugs->items[1].crashed, 2);
	cr_expect_eq(bugs->items[0].runs, 10);
	/* No verdict is wrong by either: it does not matter which it is. */
	cr_expect_not(draft->answer.is_bug_open);
	bv_arena_release(&keep);
}

Test(bugs, one_that_was_lost_in_the_walk)
{
	struct bv_arena keep = {0};
	struct draft *draft = two_bugs(&keep);
	const struct bv_bug *bug;

	draft_reading(draft, BV_READING_TITLE, BUG)->is_lost_in_walk = true;
	draft_wrong(draft, 0, 1, BV_WRONG_NEVER_SEEN, -20);
	bug = &bugs_of(draft)->items[0];
	cr_expect(bv_text_starts_with(bug->wrong_text, BV_TEXT("v6.1 \"bad\" (line 20) is ")) &&
			  bv_text_contains(bug->wrong_text,
					   BV_TEXT("none of its 10 runs showed this bug")),
		  "%.*s", BV_TEXT_ARG(bug->wrong_text));
	cr_expect(bug->does_salvage_lead);
	cr_expect_not(bug->salvage.is_range_same);
	expect_text(bug->left_text, "to bisect: v6.1..5eed00001111");
	bv_arena_release(&keep);
}

/* Its one good end was turned over, and only a test of git's is good: how far it reaches nobody has
 * counted. */
Test(bugs, one_without_a_good_end)
{
	struct bv_arena keep = {0};
	struct draft *draft = two_bugs(&keep);
	const struct bv_bug *bug;

	(void)draft_reading(draft, BV_READING_TITLE, RARE);
	draft_wrong(draft, 0, 2, BV_WRONG_FEW_RUNS, -9);
	bug = &bugs_of(draft)->items[0];
	cr_assert_eq(bug->salvage.good.count, 0);
	cr_expect(bug->does_salvage_lead);
	cr_expect(bv_text_is_empty(bug->left_text));
	bv_arena_release(&keep);
}

/* A bug seen once in hundreds of runs: no number of passes proves anything. */
Test(bugs, one_too_rare_to_test_for_leads_nowhere)
{
	static const struct {
		size_t runs;
		bool does_lead;
		const char *left;
	} rows[] = {
		{2, true, "129 commits left, about 8 tests of 2 runs"},
		{BV_RUNS_MANY, false, ""},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = two_bugs(&keep);
		struct bv_reading *reading = draft_reading(draft, BV_READING_TITLE, RARE);
		const struct bv_bug *bug;

		reading->candidates = BV_COUNT(129);
		reading->runs_to_believe = rows[i].runs;
		draft_wrong(draft, 0, 3, BV_WRONG_FEW_CRASHES, -9);
		bug = &bugs_of(draft)->items[0];
		cr_expect_eq(bug->does_salvage_lead, rows[i].does_lead);
		cr_expect_eq(bug->is_rate_hopeless, !rows[i].does_lead);
		expect_text(bug->left_text, rows[i].left);
		bv_arena_release(&keep);
	}
}

Test(bugs, nothing_is_wrong_with_a_consistent_result)
{
	struct bv_arena keep = {0};
	struct draft *draft = two_bugs(&keep);

	(void)draft_reading(draft, BV_READING_TITLE, RARE);
	draft_wrong(draft, 0, 3, BV_WRONG_FEW_CRASHES, -1);
	draft->result.judgement = BV_JUDGEMENT_CONSISTENT;
	cr_expect_null(bugs_of(draft)->items[0].wrong);
	cr_expect(bv_text_is_empty(draft->answer.bugs.items[0].wrong_text));
	bv_arena_release(&keep);
}

Test(bugs, the_reported_one_alone_where_it_is_known)
{
	struct bv_arena keep = {0};
	struct draft *draft = two_bugs(&keep);
	const struct bv_bugs *bugs;

	(void)draft_reading(draft, BV_READING_TITLE, BUG);
	(void)draft_reading(draft, BV_READING_REPORTED, RARE);
	bugs = bugs_of(draft);
	cr_assert_eq(bugs->count, 1);
	cr_expect(bugs->items[0].is_reported);
	expect_text(bugs->items[0].title, RARE);
	bv_arena_release(&keep);
}

Test(bugs, one_without_a_name_where_no_runs_are_known)
{
	struct bv_arena keep = {0};
	struct draft *draft = two_bugs(&keep);

	draft->result.odds.is_known = false;
	cr_assert_eq(bugs_of(draft)->count, 1);
	cr_expect_null(draft->answer.bugs.items[0].reading);
	cr_expect(bv_text_is_empty(draft->answer.bugs.items[0].title));
	bv_arena_release(&keep);
}

/*
 * Verdicts to go on with
 */

/* Neither of two contrary verdicts is better than the other. */
Test(salvage, contrary_verdicts_of_one_commit_are_left_out)
{
	struct bv_arena keep = {0};
	struct draft *draft = two_bugs(&keep);
	const struct bv_salvage *salvage;

	(void)draft_step(draft, BV_PHASE_BISECT, COMMIT("aaaa"), BV_VERDICT_GOOD);
	draft->result.odds = (struct bv_odds){0};
	salvage = &bugs_of(draft)->items[0].salvage;
	cr_expect_eq(salvage->kept[3].reason, BV_KEPT_CONTRARY);
	cr_expect_eq(salvage->kept[4].reason, BV_KEPT_HOLDS);
	cr_expect_eq(salvage->kept[5].reason, BV_KEPT_CONTRARY);
	cr_expect_eq(salvage->kept[5].verdict, BV_VERDICT_UNKNOWN);
	cr_expect(bv_revision_ref_equal(salvage->contested,
					draft->bisection.steps.items[3].revision));
	cr_expect_eq(salvage->left_out, 2);
	cr_expect_not(draft->answer.bugs.items[0].does_salvage_lead);
	bv_arena_release(&keep);
}

/* Only the tree knows that two spellings are one commit. */
Test(salvage, contrary_verdicts_by_the_tree)
{
	struct bv_arena keep = {0};
	struct draft *draft = two_bugs(&keep);
	struct bv_oid id;
	const struct bv_salvage *salvage;

	(void)draft_step(draft, BV_PHASE_BISECT, "demo-tag", BV_VERDICT_GOOD);
	draft->result.odds = (struct bv_odds){0};
	cr_assert(bv_oid_parse(&id, BV_TEXT(COMMIT("aaaa"))));
	draft_tree(draft, "tree");
	for (size_t i = 0; i < draft->bisection.revisions.count; i++)
		draft->facts.revisions[i].resolution = BV_RESOLUTION_EXACT;
	*BV_APPEND(&draft->facts.range.contradictions, &keep) =
		(struct bv_contradiction){.good = id, .bad = id, .good_step = 5, .bad_step = 3};
	salvage = &bugs_of(draft)->items[0].salvage;
	cr_expect_eq(salvage->kept[3].reason, BV_KEPT_CONTRARY);
	cr_expect_eq(salvage->kept[5].reason, BV_KEPT_CONTRARY);
	cr_expect_not(bv_revision_ref_is_none(salvage->contested));
	bv_arena_release(&keep);
}

/* The verdicts of one that was turned over are one with the other, and not contrary. */
Test(salvage, a_turned_verdict_is_no_contrary_one)
{
	struct bv_arena keep = {0};
	struct draft *draft = two_bugs(&keep);
	const struct bv_salvage *salvage;

	draft_reading(draft, BV_READING_TITLE, BUG)->candidates = BV_COUNT(20);
	draft_wrong(draft, 0, 3, BV_WRONG_NEVER_SEEN, -20);
	salvage = &bugs_of(draft)->items[0].salvage;
	cr_expect_eq(salvage->kept[3].reason, BV_KEPT_TURNED);
	cr_expect_eq(salvage->kept[3].verdict, BV_VERDICT_GOOD);
	cr_expect(bv_revision_ref_is_none(salvage->contested));
	cr_expect_eq(salvage->turned, 1);
	bv_arena_release(&keep);
}

Test(salvage, a_doubted_verdict_is_left_out)
{
	struct bv_arena keep = {0};
	struct draft *draft = two_bugs(&keep);
	const struct bv_salvage *salvage;

	(void)draft_reading(draft, BV_READING_TITLE, RARE);
	draft_wrong(draft, 0, 3, BV_WRONG_FEW_CRASHES, -1);
	salvage = &bugs_of(draft)->items[0].salvage;
	cr_expect_eq(salvage->kept[3].reason, BV_KEPT_DOUBTED);
	cr_expect_eq(salvage->kept[3].verdict, BV_VERDICT_UNKNOWN);
	bv_arena_release(&keep);
}

/* What git replays, and why each verdict is not as it was. */
Test(salvage, is_printed_with_its_reasons)
{
	static const struct bv_text lines[] = {
		BV_TEXT_INIT("# for the bug: " BUG "\n"),
		BV_TEXT_INIT("git bisect start\n"),
		BV_TEXT_INIT("git bisect bad " COMMIT("6100") "\n"),
		BV_TEXT_INIT("git bisect good " COMMIT("6000") "\n"),
		BV_TEXT_INIT("# turned over: \"bad\" of " COMMIT("aaaa") " (line 40): "),
		BV_TEXT_INIT("git bisect good " COMMIT("aaaa") "\n"),
		BV_TEXT_INIT("git bisect good " COMMIT("bbbb") "\n"),
	};
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};
	struct draft *draft = two_bugs(&keep);
	size_t at = 0;

	draft_reading(draft, BV_READING_TITLE, BUG)->candidates = BV_COUNT(20);
	draft_wrong(draft, 0, 3, BV_WRONG_NEVER_SEEN, -20);
	bv_report_render_salvage(draft_finish(draft), 0, &out);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		at = bv_text_find((struct bv_text){buffer.items, buffer.count}, lines[i], at);
		cr_assert_neq(at, SIZE_MAX, "no \"%.*s\" in\n%.*s", BV_TEXT_ARG(lines[i]),
			      (int)buffer.count, buffer.items);
	}
	bv_arena_release(&keep);
}
