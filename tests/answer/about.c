/* SPDX-License-Identifier: GPL-2.0-only */
/* What was judged, whom it concerns, what was not looked at; and how it ended. */
#include <criterion/criterion.h>

#include "report/draft.h"

#include "base/banned.h"

#define V6_1 "6100000011112222333344445555666677778888"
#define V6_0 "6000000011112222333344445555666677778888"

static const struct bv_answer *answered(struct draft *draft)
{
	(void)draft_finish(draft);
	return &draft->answer;
}

static void expect_part(struct bv_text text, const char *part, const char *name)
{
	cr_expect(bv_text_contains(text, bv_text_from(part)), "%s: %.*s", name, BV_TEXT_ARG(text));
}

Test(about, the_year_that_the_log_gives)
{
	static const struct {
		const char *started, *about;
	} rows[] = {
		{"", "syzbot cause bisection"},
		{"2022-08-01 09:00:00 +0000 UTC", "syzbot cause bisection of 2022"},
		{"20220-08", "syzbot cause bisection"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);

		draft->bisection.started = bv_text_from(rows[i].started);
		cr_expect(bv_text_equal(answered(draft)->about, bv_text_from(rows[i].about)),
			  "%.*s", BV_TEXT_ARG(draft->answer.about));
		bv_arena_release(&keep);
	}
}

Test(about, a_revision_tested_twice_counts_once)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);

	(void)draft_step(draft, BV_PHASE_START, "v6.1", BV_VERDICT_BAD);
	(void)draft_step(draft, BV_PHASE_WALK, "v6.1", BV_VERDICT_BAD);
	(void)draft_step(draft, BV_PHASE_WALK, "v6.0", BV_VERDICT_GOOD);
	(void)draft_step(draft, BV_PHASE_BUILD, "v5.19", BV_VERDICT_UNKNOWN);
	(void)draft_step(draft, BV_PHASE_PRETENDED, "v5.18", BV_VERDICT_BAD);
	expect_part(answered(draft)->about, ", 2 revisions tested", "twice");
	bv_arena_release(&keep);
}

Test(about, a_range_is_named_by_the_releases_that_were_tested)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
	struct bv_step *step = draft_step(draft, BV_PHASE_WALK, V6_1, BV_VERDICT_BAD);

	draft->bisection.git.bad = step->revision;
	*BV_APPEND(&draft->bisection.git.good, &keep) = draft_revision(draft, V6_0, "");
	expect_part(answered(draft)->about, ", 600000001111..610000001111", "by hash");
	step->release = BV_TEXT("v6.1");
	expect_part(answered(draft)->about, ", 600000001111..v6.1", "by release");
	*BV_APPEND(&draft->bisection.git.good, &keep) = draft_revision(draft, "v5.4", "");
	expect_part(answered(draft)->about, "..v6.1 and 1 more good", "two good ones");
	bv_arena_release(&keep);
}

Test(about, the_address_of_a_log_is_one_of_the_web)
{
	static const struct {
		const char *name, *value, *address;
	} rows[] = {
		{"bisection log", "https://example.org/log.txt", "https://example.org/log.txt"},
		{"bisection log", "ftp://example.org/log.txt", ""},
		{"console output", "https://example.org/log.txt", ""},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.mbox:1", BV_KIND_MAIL, &keep);

		*BV_APPEND(&draft->bisection.remarks, &keep) = (struct bv_remark){
			bv_text_from(rows[i].name), bv_text_from(rows[i].value), 3};
		cr_expect(
			bv_text_equal(answered(draft)->log_address, bv_text_from(rows[i].address)),
			"%zu", i);
		bv_arena_release(&keep);
	}
}

Test(about, a_mail_of_a_fix_is_not_its_log)
{
	static const struct {
		const char *address;
		bool is_quoted;
		const char *about;
	} rows[] = {
		{"https://example.org/log.txt", false, "mail with a fix, without its log"},
		{"https://example.org/log.txt", true, "mail that quotes a fix, without its log"},
		{"", false, "syzbot fix bisection"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.mbox:1", BV_KIND_SYZBOT_FIX, &keep);

		draft->bisection.claim.is_quoted = rows[i].is_quoted;
		*BV_APPEND(&draft->bisection.remarks, &keep) = (struct bv_remark){
			BV_TEXT("bisection log"), bv_text_from(rows[i].address), 3};
		cr_expect(bv_text_equal(answered(draft)->about, bv_text_from(rows[i].about)),
			  "%zu: %.*s", i, BV_TEXT_ARG(draft->answer.about));
		bv_arena_release(&keep);
	}
}

/*
 * People
 */

Test(people, each_once_and_what_to_do)
{
	static const struct {
		enum bv_judgement judgement;
		const char *words;
	} rows[] = {
		{BV_JUDGEMENT_REFUTED, "do not mail the 2 recipients"},
		{BV_JUDGEMENT_DOUBTFUL, "do not yet mail the 2 recipients"},
		{BV_JUDGEMENT_CONSISTENT, "nothing here speaks against a mail to the 2 recipients"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
		struct bv_claim *claim = &draft->bisection.claim;

		*BV_APPEND(&claim->recipients_to, &keep) = BV_TEXT("ada@example.org");
		*BV_APPEND(&claim->recipients_to, &keep) = BV_TEXT("Ada@example.org");
		*BV_APPEND(&claim->recipients_cc, &keep) = BV_TEXT("list@example.org");
		draft->result.judgement = rows[i].judgement;
		cr_expect_eq(answered(draft)->recipients.count, 2);
		expect_part(draft->answer.people_text, rows[i].words, "people");
		bv_arena_release(&keep);
	}
}

/*
 * What was not looked at
 */

Test(unseen, checks_are_listed_by_reason_and_missing_ones_counted)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
	const struct bv_unseens *unseen;

	draft_not_run(draft, "commit.exists", "no tree", false);
	draft_not_run(draft, "fix.inversion", "this is no fix bisection", true);
	draft_not_run(draft, "range.outside", "no tree", false);
	draft->result.judgement = BV_JUDGEMENT_CONSISTENT;
	unseen = &answered(draft)->unseen;
	cr_assert_eq(unseen->count, 2);
	cr_expect_eq(unseen->items[0].ids.count, 2);
	cr_expect_not(unseen->items[0].does_not_apply);
	cr_expect(unseen->items[1].does_not_apply);
	expect_part(draft->answer.unseen_text, "2 checks", "missing");
	bv_arena_release(&keep);
}

Test(unseen, a_tree_that_lacks_most_of_the_commits_is_another_one)
{
	static const struct {
		size_t here;
		bool is_shallow;
		const char *words; /* empty: nothing is said */
	} rows[] = {
		{0, false, "tree has none of the 3 commits that the log names: git fetch, or"},
		{1, true,
		 "tree has only 1 of the 3 commits that the log names: git fetch "
		 "--unshallow, or"},
		{2, false, ""},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.log", BV_KIND_GIT_LOG, &keep);

		(void)draft_revision(draft, V6_1, "");
		(void)draft_revision(draft, V6_0, "");
		(void)draft_revision(draft, "5190000011112222333344445555666677778888", "");
		(void)draft_revision(draft, "a-name", "");
		draft_tree(draft, "tree");
		draft->facts.tree.is_shallow = rows[i].is_shallow;
		for (size_t k = 0; k < rows[i].here; k++)
			draft->facts.revisions[k].resolution = BV_RESOLUTION_EXACT;
		cr_expect(bv_text_starts_with(answered(draft)->wrong_tree_text,
					      bv_text_from(rows[i].words)) &&
				  (rows[i].words[0] != '\0' ||
				   bv_text_is_empty(draft->answer.wrong_tree_text)),
			  "%zu: %.*s", i, BV_TEXT_ARG(draft->answer.wrong_tree_text));
		bv_arena_release(&keep);
	}
}

/*
 * How it ended
 */

/* Git's word for a merge base says "bad" of one that has changed already, whatever the change. */
Test(ending, a_bad_merge_base)
{
	static const struct {
		enum bv_kind kind;
		const char *term;
		enum bv_outcome outcome; /* of the merge base's runs */
		const char *words;
	} rows[] = {
		{BV_KIND_SESSION, "bad", BV_OUTCOME_UNKNOWN, "that has the bug already"},
		{BV_KIND_SESSION, "", BV_OUTCOME_UNKNOWN, "that has the bug already"},
		{BV_KIND_SESSION, "fixed", BV_OUTCOME_UNKNOWN, "that is fixed already"},
		{BV_KIND_SYZBOT_FIX, "bad", BV_OUTCOME_OK, "without the crash: the bug is"},
		{BV_KIND_SYZBOT_FIX, "bad", BV_OUTCOME_CRASHED, "that was marked bad"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.log", rows[i].kind, &keep);
		struct bv_step *base =
			draft_step(draft, BV_PHASE_MERGE_BASE, "v6.1", BV_VERDICT_GOOD);

		base->mark = BV_VERDICT_BAD;
		draft_runs(draft, base, 10, rows[i].outcome, "");
		draft->bisection.git.bad_term = bv_text_from(rows[i].term);
		draft->bisection.claim.ending = BV_ENDING_MERGE_BASE_BAD;
		expect_part(answered(draft)->headline, rows[i].words, rows[i].term);
		bv_arena_release(&keep);
	}
}

Test(ending, a_range_is_named_by_its_ends)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.json", BV_KIND_KCI_BISECT, &keep);
	struct bv_claim *claim = &draft->bisection.claim;

	claim->ending = BV_ENDING_RANGE;
	claim->last_good = draft_revision(draft, V6_0, "");
	claim->last_bad = draft_revision(draft, V6_1, "");
	expect_part(answered(draft)->headline, "with the range 600000001111..610000001111", "");
	bv_arena_release(&keep);
}

/*
 * A bisection in progress
 */

Test(progress, what_git_asks_for)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SESSION, &keep);
	const struct bv_progress_facts *progress;

	draft->bisection.git.line = 1;
	draft->bisection.pending.revision = draft_revision(draft, V6_0, "demo: six");
	draft->bisection.pending.line = 44;
	draft->bisection.pending.steps_left = BV_COUNT(3);
	progress = &answered(draft)->progress;
	cr_assert(progress->is_in_progress);
	cr_expect(bv_text_equal(progress->next, BV_TEXT(V6_0)));
	cr_expect(bv_text_equal(progress->next_subject, BV_TEXT("demo: six")));
	cr_expect_eq(progress->next_line, 44);
	cr_expect_eq(progress->tests_left, 4);
	cr_expect(bv_text_equal(draft->answer.verdict_text, BV_TEXT("in progress")));
	bv_arena_release(&keep);
}

Test(progress, a_robots_log_is_never_in_progress)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);

	draft->bisection.git.line = 1;
	cr_expect_not(answered(draft)->progress.is_in_progress);
	bv_arena_release(&keep);
}
