/* SPDX-License-Identifier: GPL-2.0-only */
/* What to do next: which plan is due, and what stands in it. */
#include <criterion/criterion.h>

#include "report/draft.h"

#include "base/banned.h"

#define COMMIT(digits) digits "000011112222333344445555666677778888"
#define START_ID       COMMIT("5eed")
#define V6_1           COMMIT("6100")
#define V6_0           COMMIT("6000")
#define MIDDLE         COMMIT("aaaa")
#define BLAMED         COMMIT("bbbb")
#define BUG            "WARNING in demo_wait"

enum {
	AT_START,
	AT_BAD_RELEASE,
	AT_GOOD_RELEASE,
	AT_MIDDLE,
	AT_BLAMED
};

static void add_step(struct draft *draft, enum bv_phase phase, const char *commit,
		     enum bv_verdict verdict)
{
	struct bv_step *step = draft_step(draft, phase, commit, verdict);
	bool is_bad = verdict == BV_VERDICT_BAD;

	draft_runs(draft, step, 10, is_bad ? BV_OUTCOME_CRASHED : BV_OUTCOME_OK, is_bad ? BUG : "");
}

/* A syzbot log that blames a commit; nothing is said against it yet. */
static struct draft *blaming(struct bv_arena *keep)
{
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, keep);

	add_step(draft, BV_PHASE_START, START_ID, BV_VERDICT_BAD);
	add_step(draft, BV_PHASE_WALK, V6_1, BV_VERDICT_BAD);
	add_step(draft, BV_PHASE_WALK, V6_0, BV_VERDICT_GOOD);
	draft->bisection.steps.items[AT_BAD_RELEASE].release = BV_TEXT("v6.1");
	draft->bisection.steps.items[AT_GOOD_RELEASE].release = BV_TEXT("v6.0");
	add_step(draft, BV_PHASE_BISECT, MIDDLE, BV_VERDICT_BAD);
	add_step(draft, BV_PHASE_BISECT, BLAMED, BV_VERDICT_BAD);
	draft->bisection.start = draft_revision(draft, START_ID, "");
	draft->bisection.git.bad = draft_revision(draft, V6_1, "");
	*BV_APPEND(&draft->bisection.git.good, keep) = draft_revision(draft, V6_0, "");
	draft_blame(draft, BLAMED, "demo: wait longer");
	draft->result.judgement = BV_JUDGEMENT_CONSISTENT;
	return draft;
}

/* By the reading of @title the verdict of @tested does not hold, and 100 commits are left. */
static void doubt(struct draft *draft, const char *title, size_t tested)
{
	size_t reading = draft->result.odds.readings.count;

	draft->result.judgement = BV_JUDGEMENT_DOUBTFUL;
	if (!draft->result.odds.is_known)
		draft_odds(draft);
	draft_reading(draft, BV_READING_TITLE, title)->candidates = BV_COUNT(100);
	if (tested != SIZE_MAX)
		draft_wrong(draft, reading, tested, BV_WRONG_FEW_CRASHES, -9);
}

static void hinge(struct draft *draft)
{
	draft_finding(draft, "odds.long-tail", BV_LEVEL_WARNING, 40, "four good ones in a row");
	draft_finding_names(draft, MIDDLE);
}

/*
 * Rows: each makes of the log what it is about
 */

static void make_nothing(struct draft *draft)
{
	draft->bisection.claim.ending = BV_ENDING_TIMEOUT;
	draft->result.judgement = BV_JUDGEMENT_UNDECIDED;
}

static void make_fix(struct draft *draft)
{
	draft->bisection.kind = BV_KIND_SYZBOT_FIX;
}

static void make_confirm(struct draft *draft)
{
	(void)draft;
}

static void make_go_on(struct draft *draft)
{
	doubt(draft, BUG, AT_MIDDLE);
}

static void make_refuted_go_on(struct draft *draft)
{
	make_go_on(draft);
	draft->result.judgement = BV_JUDGEMENT_REFUTED;
}

/* What is wrong, but leaves nothing else to test. */
static void make_only_one_left(struct draft *draft)
{
	make_go_on(draft);
	draft->result.odds.readings.items[0].candidates = BV_COUNT(1);
}

/* The same, and the blamed commit is good after all. */
static void make_another_left(struct draft *draft)
{
	doubt(draft, BUG, AT_BLAMED);
	draft->result.odds.readings.items[0].candidates = BV_COUNT(1);
}

/* No release was good, said the walk; by the runs the last one was. */
static void make_oldest(struct draft *draft)
{
	draft->bisection.claim = (struct bv_claim){.ending = BV_ENDING_OLDEST_RELEASE};
	draft->bisection.git = (struct bv_git_start){0};
	draft->bisection.steps.count = AT_MIDDLE;
	draft->bisection.steps.items[AT_GOOD_RELEASE].verdict = BV_VERDICT_BAD;
	doubt(draft, BUG, AT_GOOD_RELEASE);
	draft->result.judgement = BV_JUDGEMENT_UNDECIDED;
}

/* ... or was not: too few runs to say. */
static void make_oldest_unsure(struct draft *draft)
{
	make_oldest(draft);
	draft->result.odds.readings.items[0].supported[AT_GOOD_RELEASE] = BV_VERDICT_UNKNOWN;
}

static void make_oldest_right(struct draft *draft)
{
	make_oldest(draft);
	draft->result.odds = (struct bv_odds){0};
}

static void make_which_bug(struct draft *draft)
{
	make_go_on(draft);
	doubt(draft, "possible deadlock in demo_remove", AT_BLAMED);
}

/* Several bugs that lead to the same commits. */
static void make_same_for_both(struct draft *draft)
{
	make_go_on(draft);
	doubt(draft, "possible deadlock in demo_remove", AT_MIDDLE);
}

static void make_told_which(struct draft *draft)
{
	make_which_bug(draft);
	draft->result.odds.readings.items[0].kind = BV_READING_REPORTED;
}

static void make_hopeless(struct draft *draft)
{
	make_go_on(draft);
	draft->result.odds.readings.items[0].runs_to_believe = BV_RUNS_MANY;
}

static void make_blind(struct draft *draft)
{
	doubt(draft, BUG, SIZE_MAX);
	draft_wrong(draft, SIZE_MAX, AT_GOOD_RELEASE, BV_WRONG_BLIND, -1.4);
}

static void make_hinge(struct draft *draft)
{
	draft->result.judgement = BV_JUDGEMENT_DOUBTFUL;
	hinge(draft);
}

/* Only a note: it says nothing of what is consistent. */
static void make_quiet_hinge(struct draft *draft)
{
	hinge(draft);
}

static void make_urgent_hinge(struct draft *draft)
{
	hinge(draft);
	draft->result.findings.items[0].is_urgent = true;
}

static void make_contested(struct draft *draft)
{
	make_go_on(draft);
	(void)draft_step(draft, BV_PHASE_BISECT, BLAMED, BV_VERDICT_GOOD);
}

static void make_unfinished(struct draft *draft)
{
	draft->bisection.kind = BV_KIND_GIT_LOG;
	draft->bisection.pending.revision = draft_revision(draft, COMMIT("cccc"), "demo: more");
	draft->bisection.pending.line = 77;
	draft->result.judgement = BV_JUDGEMENT_DOUBTFUL;
	draft_finding(draft, "log.unfinished", BV_LEVEL_WARNING, 77, "git asks for one more");
}

static void make_in_progress(struct draft *draft)
{
	make_unfinished(draft);
	draft->result.findings.count = 0;
	draft->bisection.claim = (struct bv_claim){0};
	draft->result.judgement = BV_JUDGEMENT_UNDECIDED;
}

static void make_mail(struct draft *draft)
{
	draft->bisection.kind = BV_KIND_MAIL;
	draft->result.judgement = BV_JUDGEMENT_UNDECIDED;
	*BV_APPEND(&draft->bisection.remarks, draft->keep) = (struct bv_remark){
		BV_TEXT("bisection log"), BV_TEXT("https://example.org/log.txt"), 3};
}

/* As syzbot announces a fix: its kind stays. */
static void make_fix_mail(struct draft *draft)
{
	make_mail(draft);
	draft->bisection.kind = BV_KIND_SYZBOT_FIX;
	draft->bisection.steps.count = 0;
}

static void make_doubted_mail(struct draft *draft)
{
	make_mail(draft);
	draft->result.judgement = BV_JUDGEMENT_DOUBTFUL;
}

static void make_refuted_mail(struct draft *draft)
{
	make_mail(draft);
	draft->result.judgement = BV_JUDGEMENT_REFUTED;
}

static void make_mail_alone(struct draft *draft)
{
	make_mail(draft);
	draft->bisection.remarks.count = 0;
}

static const struct {
	const char *name;
	void (*make)(struct draft *draft);
	const char *kind;   /* NULL: none */
	size_t bug;         /* SIZE_MAX: none */
	const char *tested; /* the first commit to test; NULL: none */
	const char *text;   /* part of it */
} rows[] = {
	{"nothing is claimed", make_nothing, NULL, SIZE_MAX, NULL, ""},
	{"a fix is not confirmed so", make_fix, NULL, SIZE_MAX, NULL, ""},
	{"consistent", make_confirm, "confirm", 0, BLAMED, "bbbb00001111 and its parent"},
	{"a verdict turned over", make_go_on, "go-on", 0, NULL, "100 commits left"},
	{"refuted", make_refuted_go_on, "go-on", 0, NULL, "after 10 clean runs"},
	{"nothing else is left", make_only_one_left, "confirm", 0, BLAMED, ""},
	{"... and the blamed one is good", make_another_left, "go-on", 0, NULL, "(1 commit left)"},
	{"a walk too long", make_oldest, "go-on", 0, NULL, "verdicts that hold"},
	{"... without a good end", make_oldest_unsure, "repeat", 0, V6_0,
	 "\"bad\" is probably wrong"},
	{"... or not too long", make_oldest_right, NULL, SIZE_MAX, NULL, ""},
	{"two bugs", make_which_bug, "which-bug", SIZE_MAX, NULL, "which bug was reported"},
	{"two bugs, one way", make_same_for_both, "go-on", 0, NULL, ""},
	{"two bugs, and told which", make_told_which, "go-on", 0, NULL, ""},
	{"it shows too rarely", make_hopeless, "anew", 0, NULL, "crashes reliably"},
	{"the reproducer may be blind", make_blind, "show-old", 0, V6_0, "v6.0"},
	{"all hangs on one verdict", make_hinge, "repeat", 0, MIDDLE, "test aaaa00001111 again"},
	{"... of a consistent result", make_quiet_hinge, "confirm", 0, BLAMED, ""},
	{"... and it is urgent", make_urgent_hinge, "repeat", 0, MIDDLE, ""},
	{"good and bad at once", make_contested, "repeat", 0, BLAMED, "both good and bad"},
	{"git asks for more", make_unfinished, "finish", 0, COMMIT("cccc"), "(line 77)"},
	{"in progress", make_in_progress, "finish", 0, COMMIT("cccc"), "demo: more"},
	{"a mail without its log", make_mail, "fetch-log", SIZE_MAX, NULL, ""},
	{"... about a fix", make_fix_mail, "fetch-log", SIZE_MAX, NULL, ""},
	{"... is doubtful", make_doubted_mail, "fetch-log", SIZE_MAX, NULL, ""},
	{"... is refuted", make_refuted_mail, "confirm", 0, BLAMED, ""},
	{"... and without its address", make_mail_alone, "ask", SIZE_MAX, NULL, ""},
};

static void expect_tested(const struct bv_plan *plan, const char *commit, const char *name)
{
	if (!commit)
		cr_expect_eq(plan->tests.count, 0, "%s", name);
	else
		cr_expect(plan->tests.count > 0 &&
				  bv_text_equal(plan->tests.items[0].commit, bv_text_from(commit)),
			  "%s: %zu tests", name, plan->tests.count);
}

Test(plan, what_is_due)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = blaming(&keep);
		const struct bv_plan *plan = &draft->answer.plan;
		const char *kind;

		rows[i].make(draft);
		(void)draft_finish(draft);
		kind = bv_plan_kind_name(plan->kind);
		cr_expect_str_eq(kind ? kind : "", rows[i].kind ? rows[i].kind : "", "%s: %s",
				 rows[i].name, kind ? kind : "none");
		cr_expect_eq(plan->bug, rows[i].bug, "%s: %zu", rows[i].name, plan->bug);
		expect_tested(plan, rows[i].tested, rows[i].name);
		cr_expect(bv_text_contains(plan->text, bv_text_from(rows[i].text)), "%s: %.*s",
			  rows[i].name, BV_TEXT_ARG(plan->text));
		cr_expect_eq(bv_text_is_empty(plan->text), !rows[i].kind, "%s", rows[i].name);
		bv_arena_release(&keep);
	}
}

Test(plan, how_often_and_which_crash_counts)
{
	struct bv_arena keep = {0};
	struct draft *draft = blaming(&keep);
	const struct bv_plan *plan = &draft->answer.plan;

	doubt(draft, BUG, SIZE_MAX);
	hinge(draft);
	(void)draft_finish(draft);
	cr_assert_eq(plan->kind, BV_PLAN_REPEAT);
	cr_expect_eq(plan->tests.items[0].runs, 10);
	cr_expect(bv_text_contains(plan->counts, BV_TEXT("\"" BUG "\"")));
	cr_expect(bv_text_equal(plan->commands.items[0],
				BV_TEXT("git checkout aaaa00001111  # 10 runs")),
		  "%.*s", BV_TEXT_ARG(plan->commands.items[0]));
	bv_arena_release(&keep);
}

/* No rate, no number; and no test says what it means without saying both. */
Test(plan, tests_say_what_each_result_means)
{
	struct bv_arena keep = {0};
	struct draft *draft = blaming(&keep);
	const struct bv_plan_tests *tests = &draft->answer.plan.tests;

	(void)draft_finish(draft);
	cr_assert_eq(tests->count, 3);
	for (size_t i = 0; i < tests->count; i++) {
		cr_expect_eq(tests->items[i].runs, 0);
		cr_expect_not(bv_text_is_empty(tests->items[i].if_bad));
		cr_expect_not(bv_text_is_empty(tests->items[i].if_good));
	}
	bv_arena_release(&keep);
}

static bool has_test(const struct bv_plan *plan, const char *what)
{
	for (size_t i = 0; i < plan->tests.count; i++)
		if (bv_text_contains(plan->tests.items[i].what, bv_text_from(what)))
			return true;
	return false;
}

Test(plan, a_merge_has_parents_and_is_not_reverted)
{
	struct bv_arena keep = {0};
	struct draft *draft = blaming(&keep);

	draft->facts.culprit.is_read = BV_YES;
	*BV_APPEND(&draft->facts.culprit.parents, &keep) = (struct bv_oid){0};
	*BV_APPEND(&draft->facts.culprit.parents, &keep) = (struct bv_oid){0};
	(void)draft_finish(draft);
	cr_expect_eq(draft->answer.plan.kind, BV_PLAN_CONFIRM);
	cr_expect(has_test(&draft->answer.plan, "its other parent"));
	cr_expect_not(has_test(&draft->answer.plan, "reverted"));
	bv_arena_release(&keep);
}

/* To revert what changes no kernel shows nothing. */
Test(plan, what_cannot_be_the_cause_is_not_reverted)
{
	struct bv_arena keep = {0};
	struct draft *draft = blaming(&keep);

	draft->result.judgement = BV_JUDGEMENT_REFUTED;
	draft->result.is_innocence_proven = true;
	(void)draft_finish(draft);
	cr_expect_eq(draft->answer.plan.kind, BV_PLAN_CONFIRM);
	cr_expect(has_test(&draft->answer.plan, "its parent"));
	cr_expect_not(has_test(&draft->answer.plan, "reverted"));
	bv_arena_release(&keep);
}

/* It was tested again: the revert is all that is left. */
Test(plan, what_was_tested_again)
{
	struct bv_arena keep = {0};
	struct draft *draft = blaming(&keep);

	*BV_APPEND(&draft->told.assumptions, &keep) = (struct bv_assumption){
		.revision = BV_TEXT(BLAMED), .verdict = BV_VERDICT_BAD, .is_result = true};
	(void)draft_finish(draft);
	cr_assert_eq(draft->answer.plan.tests.count, 1);
	cr_expect(has_test(&draft->answer.plan, "reverted"));
	bv_arena_release(&keep);
}
