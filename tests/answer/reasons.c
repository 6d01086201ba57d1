/* SPDX-License-Identifier: GPL-2.0-only */
/* Reasons: findings that say the same become one, in order; and no two sentences contradict. */
#include <criterion/criterion.h>
#include <string.h>

#include "report/draft.h"

#include "base/banned.h"

#define COMMIT(digits) digits "000011112222333344445555666677778888"

static const struct bv_reasons *against(struct draft *draft)
{
	(void)draft_finish(draft);
	return &draft->answer.against;
}

static void expect_lines(const struct bv_reason *reason, const size_t *lines, size_t count)
{
	cr_assert_eq(reason->lines.count, count);
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(reason->lines.items[i], lines[i]);
}

/*
 * Against it
 */

Test(against, findings_of_one_check_are_one_reason)
{
	static const char *const commits[] = {COMMIT("aaaa"), COMMIT("bbbb"), COMMIT("cccc"),
					      COMMIT("dddd"), COMMIT("eeee")};
	static const size_t lines[] = {92, 40, 92, 0, 55};
	static const size_t sorted[] = {40, 55, 92};
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
	const struct bv_reasons *reasons;

	for (size_t i = 0; i < 5; i++) {
		draft_finding(draft, "flaky.weak-bad", BV_LEVEL_WARNING, lines[i], "the first");
		draft_finding_names(draft, commits[i]);
	}
	reasons = against(draft);
	cr_assert_eq(reasons->count, 1);
	cr_expect_eq(reasons->items[0].finding_count, 5);
	cr_expect_eq(reasons->items[0].ids.count, 1);
	expect_lines(&reasons->items[0], sorted, 3);
	cr_expect(bv_text_equal(
			  reasons->items[0].text,
			  BV_TEXT("the first; likewise bbbb00001111, cccc00001111, and 2 more")),
		  "%.*s", BV_TEXT_ARG(reasons->items[0].text));
	bv_arena_release(&keep);
}

Test(against, a_commit_is_named_as_the_walk_tested_it)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);

	draft_step(draft, BV_PHASE_WALK, COMMIT("bbbb"), BV_VERDICT_BAD)->release = BV_TEXT("v6.1");
	draft_finding(draft, "flaky.weak-bad", BV_LEVEL_WARNING, 1, "the first");
	draft_finding_names(draft, COMMIT("aaaa"));
	draft_finding(draft, "flaky.weak-bad", BV_LEVEL_WARNING, 2, "another");
	draft_finding_names(draft, COMMIT("bbbb"));
	cr_expect(bv_text_ends_with(against(draft)->items[0].text, BV_TEXT("; likewise v6.1")));
	bv_arena_release(&keep);
}

Test(against, a_commit_is_named_once)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);

	for (size_t i = 1; i <= 3; i++) {
		draft_finding(draft, "culprit.header-differs", BV_LEVEL_WARNING, i, "the author");
		draft_finding_names(draft, COMMIT("aaaa"));
	}
	cr_expect(bv_text_equal(against(draft)->items[0].text,
				BV_TEXT("the author; likewise 2 more")));
	bv_arena_release(&keep);
}

struct found {
	const char *id;
	enum bv_level level;
	size_t line;
	bool is_urgent;
};

/* What becomes of some findings: the checks of the reasons, in order. */
static const struct {
	const char *name;
	struct found findings[5];
	const char *order[5];
} rows[] = {
	{"the level first, then the weight, then the line",
	 {{"flaky.weak-bad", BV_LEVEL_WARNING, 9, false},
	  {"log.totals", BV_LEVEL_WARNING, 5, false},
	  {"crash.other-bug", BV_LEVEL_WARNING, 99, false},
	  {"log.titles", BV_LEVEL_WARNING, 4, false},
	  {"kernel.same-as-parent", BV_LEVEL_ERROR, 100, false}},
	 {"kernel.same-as-parent", "crash.other-bug", "flaky.weak-bad", "log.titles",
	  "log.totals"}},
	{"a check with two levels",
	 {{"log.totals", BV_LEVEL_WARNING, 1, false}, {"log.totals", BV_LEVEL_ERROR, 2, false}},
	 {"log.totals", "log.totals"}},
	{"notes do not count, but for urgent ones",
	 {{"log.totals", BV_LEVEL_NOTE, 1, false}, {"odds.long-tail", BV_LEVEL_NOTE, 2, true}},
	 {"odds.long-tail"}},
	{"one that says what another said",
	 {{"kernel.same-yet-differs", BV_LEVEL_ERROR, 1, false},
	  {"kernel.same-as-parent", BV_LEVEL_ERROR, 2, false}},
	 {"kernel.same-as-parent"}},
	{"... at one level with it",
	 {{"culprit.diffstat-sums", BV_LEVEL_WARNING, 1, false},
	  {"culprit.diffstat-differs", BV_LEVEL_WARNING, 2, false}},
	 {"culprit.diffstat-differs"}},
	{"... at a level below",
	 {{"culprit.diffstat-sums", BV_LEVEL_ERROR, 1, false},
	  {"culprit.diffstat-differs", BV_LEVEL_WARNING, 2, false}},
	 {"culprit.diffstat-sums", "culprit.diffstat-differs"}},
	{"... and alone",
	 {{"kernel.same-yet-differs", BV_LEVEL_ERROR, 1, false}},
	 {"kernel.same-yet-differs"}},
};

Test(against, order)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
		const struct bv_reasons *reasons;
		size_t count = 0;

		for (size_t k = 0; k < 5 && rows[i].findings[k].id; k++) {
			const struct found *found = &rows[i].findings[k];

			draft_finding(draft, found->id, found->level, found->line, "why");
			draft->result.findings.items[k].is_urgent = found->is_urgent;
		}
		reasons = against(draft);
		for (; count < 5 && rows[i].order[count]; count++)
			cr_expect(count < reasons->count &&
					  bv_text_equal(reasons->items[count].ids.items[0],
							bv_text_from(rows[i].order[count])),
				  "%s: %zu", rows[i].name, count);
		cr_expect_eq(reasons->count, count, "%s: %zu", rows[i].name, reasons->count);
		bv_arena_release(&keep);
	}
}

Test(against, a_companion_adds_its_lines_and_its_check)
{
	static const size_t lines[] = {10, 20, 30};

	for (size_t first = 0; first < 2; first++) {
		static const char *const ids[] = {"kernel.same-yet-differs",
						  "kernel.same-as-parent"};
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
		const struct bv_reasons *reasons;

		draft_finding(draft, ids[first], BV_LEVEL_ERROR, 20, ids[first]);
		draft_finding(draft, ids[1 - first], BV_LEVEL_ERROR, 10, ids[1 - first]);
		draft_finding(draft, ids[0], BV_LEVEL_ERROR, 30, ids[0]);
		reasons = against(draft);
		cr_assert_eq(reasons->count, 1);
		cr_expect(bv_text_starts_with(reasons->items[0].text, bv_text_from(ids[1])));
		cr_expect_eq(reasons->items[0].ids.count, 2);
		cr_expect_eq(reasons->items[0].finding_count, 3);
		expect_lines(&reasons->items[0], lines, 3);
		bv_arena_release(&keep);
	}
}

Test(against, what_trust_says_is_marked_where_there_is_trust)
{
	for (int is_known = 0; is_known < 2; is_known++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);

		draft->result.trust.is_known = is_known;
		draft_finding(draft, "odds.low-trust", BV_LEVEL_WARNING, 0, "few are right");
		cr_expect_eq(against(draft)->items[0].is_said_by_trust, is_known);
		bv_arena_release(&keep);
	}
}

/*
 * For it
 */

/* Nothing is against this one: two releases, three commits, each of ten runs. */
static struct draft *fine(struct bv_arena *keep)
{
	static const struct {
		enum bv_phase phase;
		const char *commit, *release;
		enum bv_verdict verdict;
	} steps[] = {
		{BV_PHASE_START, COMMIT("5eed"), "", BV_VERDICT_BAD},
		{BV_PHASE_WALK, COMMIT("6000"), "v6.0", BV_VERDICT_GOOD},
		{BV_PHASE_BISECT, COMMIT("aaaa"), "", BV_VERDICT_BAD},
		{BV_PHASE_BISECT, COMMIT("bbbb"), "", BV_VERDICT_BAD},
	};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, keep);

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct bv_step *step =
			draft_step(draft, steps[i].phase, steps[i].commit, steps[i].verdict);
		bool is_bad = steps[i].verdict == BV_VERDICT_BAD;

		step->release = bv_text_from(steps[i].release);
		draft_runs(draft, step, 10, is_bad ? BV_OUTCOME_CRASHED : BV_OUTCOME_OK,
			   is_bad ? "WARNING in demo_wait" : "");
	}
	draft_blame(draft, COMMIT("bbbb"), "demo: wait longer");
	draft->bisection.claim.culprit_signature = BV_TEXT("1111");
	draft->bisection.claim.parent_signature = BV_TEXT("2222");
	draft->bisection.claim.is_reverted = draft->bisection.claim.is_reverified = true;
	draft->result.judgement = BV_JUDGEMENT_CONSISTENT;
	return draft;
}

/* A fact of the tree: git's replay leaves only the blamed commit. */
static void leave_only_the_blamed_one(struct draft *draft)
{
	draft_tree(draft, "tree");
	draft->facts.culprit.is_read = BV_YES;
	(void)bv_oid_parse(&draft->facts.culprit.id, BV_TEXT(COMMIT("bbbb")));
	draft->facts.range.candidates_left = BV_COUNT(1);
	*BV_APPEND(&draft->facts.range.left, draft->keep) = draft->facts.culprit.id;
}

static const struct bv_reason *find_for(struct draft *draft, const char *name)
{
	(void)draft_finish(draft);
	for (size_t i = 0; i < draft->answer.for_it.count; i++)
		if (strcmp(draft->answer.for_it.items[i].name, name) == 0)
			return &draft->answer.for_it.items[i];
	return NULL;
}

static const struct {
	const char *name;
	const char *silencer; /* a finding, at whatever level; NULL: none has to silence it */
	bool is_for_refuted;
} pros[] = {
	{"revert-helps", NULL, true},
	{"verified", NULL, true},
	{"clear-runs", "flaky.weak-bad", false},
	{"one-title", "crash.other-bug", false},
	{"one-title", "crash.several-bugs", false},
	{"short-walk", "walk.range", false},
	{"other-kernel", "kernel.same-as-parent", false},
	{"only-one", "culprit.others-left", false},
};
#define PROS (sizeof(pros) / sizeof(pros[0]))

Test(for_it, is_said_where_nothing_is_against_it)
{
	for (size_t i = 0; i < PROS; i++) {
		struct bv_arena keep = {0};
		struct draft *draft = fine(&keep);

		leave_only_the_blamed_one(draft);
		cr_expect(find_for(draft, pros[i].name), "%s", pros[i].name);
		bv_arena_release(&keep);
	}
}

Test(for_it, is_silenced_by_a_finding_that_says_otherwise)
{
	for (size_t i = 0; i < PROS; i++) {
		struct bv_arena keep = {0};
		struct draft *draft;

		if (!pros[i].silencer)
			continue;
		draft = fine(&keep);
		leave_only_the_blamed_one(draft);
		draft_finding(draft, pros[i].silencer, BV_LEVEL_NOTE, 1, "why");
		cr_expect_not(find_for(draft, pros[i].name), "%s", pros[i].name);
		bv_arena_release(&keep);
	}
}

/* Where it cannot be the cause only what somebody tested is told. */
Test(for_it, a_refuted_result)
{
	for (size_t i = 0; i < PROS; i++) {
		struct bv_arena keep = {0};
		struct draft *draft = fine(&keep);

		leave_only_the_blamed_one(draft);
		draft->result.judgement = BV_JUDGEMENT_REFUTED;
		cr_expect_eq(find_for(draft, pros[i].name) != NULL, pros[i].is_for_refuted, "%s",
			     pros[i].name);
		bv_arena_release(&keep);
	}
}

Test(for_it, what_later_commits_say)
{
	struct bv_arena keep = {0};
	struct draft *draft = fine(&keep);

	draft_finding(draft, "culprit.fixed-later", BV_LEVEL_NOTE, 0, "somebody fixed it");
	cr_expect(
		bv_text_equal(find_for(draft, "fixed-later")->text, BV_TEXT("somebody fixed it")));
	draft_finding(draft, "culprit.crash-fixed", BV_LEVEL_WARNING, 0, "of another commit");
	cr_expect_not(find_for(draft, "fixed-later"));
	bv_arena_release(&keep);
}

Test(for_it, what_spoils_it_in_the_log_itself)
{
	static const struct {
		const char *name;
		enum bv_outcome outcome;
		const char *title;
	} spoilers[] = {
		{"clear-runs", BV_OUTCOME_OK, ""},
		{"one-title", BV_OUTCOME_CRASHED, "possible deadlock in other_remove"},
	};

	for (size_t i = 0; i < sizeof(spoilers) / sizeof(spoilers[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = fine(&keep);

		draft_runs(draft, &draft->bisection.steps.items[2], 1, spoilers[i].outcome,
			   spoilers[i].title);
		cr_expect_not(find_for(draft, spoilers[i].name), "%s", spoilers[i].name);
		bv_arena_release(&keep);
	}
}

Test(for_it, nothing_without_a_blamed_commit)
{
	struct bv_arena keep = {0};
	struct draft *draft = fine(&keep);

	draft->bisection.claim.ending = BV_ENDING_TIMEOUT;
	(void)draft_finish(draft);
	cr_expect_eq(draft->answer.for_it.count, 0);
	bv_arena_release(&keep);
}
