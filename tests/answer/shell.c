/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands to paste: a real sh gives back what was quoted, and runs nothing of it. */
#include <criterion/criterion.h>
#include <string.h>

#include "report/draft.h"
#include "support/scratch.h"

#include "base/banned.h"

#define COMMIT(digits) digits "000011112222333344445555666677778888"

static const struct {
	const char *word;
	const char *expected; /* NULL: the same */
} words[] = {
	{"plain-word_1.0/x@y", NULL},
	{"", NULL},
	{"two words", NULL},
	{"it's", NULL},
	{"'", NULL},
	{"''; touch pwned; '", NULL},
	{"$(touch pwned)", NULL},
	{"`touch pwned`", NULL},
	{"$HOME ${HOME} \\ \" !", NULL},
	{"a;b|c&d>e<f", NULL},
	{"*?[a-z]{1,2}", NULL},
	{"~", NULL},
	{"#no-comment", NULL},
	{"-n", NULL},
	{"--title=x", NULL},
	{"NAME=value", NULL},
	{"=ls", NULL},
	{"\xe2\x80\xaeright to left \xff", NULL},
	{"two\nlines", "two?lines"},
	{"\x1b[31mred\x7f\r\t", "?[31mred???"},
};

Test(shell_word, sh_gives_the_word_back)
{
	struct bv_scratch scratch = bv_scratch_open();

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct bv_text quoted = bv_shell_word(bv_text_from(words[i].word), &scratch.keep);
		const char *expected = words[i].expected ? words[i].expected : words[i].word;
		struct bv_text got =
			bv_scratch_run(&scratch, "printf %%s %.*s", BV_TEXT_ARG(quoted));

		cr_expect(bv_text_equal(got, bv_text_from(expected)), "%.*s: %.*s",
			  BV_TEXT_ARG(quoted), BV_TEXT_ARG(got));
	}
	cr_expect(bv_text_is_empty(bv_scratch_run(&scratch, "ls")));
	bv_scratch_close(&scratch);
}

Test(shell_word, a_nul_ends_no_word)
{
	static const char bytes[] = "a\0b";
	struct bv_arena keep = {0};

	cr_expect(
		bv_text_equal(bv_shell_word((struct bv_text){bytes, 3}, &keep), BV_TEXT("'a?b'")));
	bv_arena_release(&keep);
}

/*
 * Whole commands
 */

/* Instead of git: what it was given, word by word; it writes nothing. */
#define GIT "git() { printf 'git'; printf '<%%s>' \"$@\"; echo; }\n"

/* What git is given by the plan's commands, one line each. */
static struct bv_text run_commands(struct draft *draft, struct bv_scratch *scratch)
{
	struct bv_text script = {0};

	(void)draft_finish(draft);
	for (size_t i = 0; i < draft->answer.plan.commands.count; i++)
		script = bv_arena_print(&scratch->keep, "%.*s%.*s\n", BV_TEXT_ARG(script),
					BV_TEXT_ARG(draft->answer.plan.commands.items[i]));
	return bv_scratch_run(scratch, GIT "%.*s", BV_TEXT_ARG(script));
}

static struct draft *with_two_bugs(const char *log, const char *title, struct bv_arena *keep)
{
	struct draft *draft = draft_new(log, BV_KIND_SYZBOT_CAUSE, keep);
	struct bv_step *step = draft_step(draft, BV_PHASE_START, COMMIT("5eed"), BV_VERDICT_BAD);

	draft_runs(draft, step, 5, BV_OUTCOME_CRASHED, title);
	draft_runs(draft, step, 5, BV_OUTCOME_CRASHED, "WARNING in demo_wait");
	step = draft_step(draft, BV_PHASE_BISECT, COMMIT("aaaa"), BV_VERDICT_BAD);
	draft_runs(draft, step, 10, BV_OUTCOME_CRASHED, "WARNING in demo_wait");
	draft_blame(draft, COMMIT("aaaa"), "demo: wait");
	draft->bisection.git.bad = draft_revision(draft, COMMIT("5eed"), "");
	*BV_APPEND(&draft->bisection.git.good, keep) = draft_revision(draft, "v6.0", "");
	draft_odds(draft);
	draft_reading(draft, BV_READING_TITLE, title)->candidates = BV_COUNT(9);
	draft_wrong(draft, 0, 1, BV_WRONG_NEVER_SEEN, -20);
	(void)draft_reading(draft, BV_READING_TITLE, "WARNING in demo_wait");
	draft->result.judgement = BV_JUDGEMENT_DOUBTFUL;
	return draft;
}

Test(shell, a_title_and_a_name_are_one_word_each)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct draft *draft = with_two_bugs("-x 'y'\n$(touch pwned)", "BUG: \"$(touch pwned)' `id`",
					    &scratch.keep);
	struct bv_text got;

	*BV_APPEND(&draft->told.said, &scratch.keep) = BV_TEXT("--tree=../my tree; touch pwned");
	*BV_APPEND(&draft->told.said, &scratch.keep) = BV_TEXT("--no-later");
	draft->bisection.part = 2;
	got = run_commands(draft, &scratch);
	cr_assert_eq(draft->answer.plan.kind, BV_PLAN_WHICH_BUG);
	cr_expect(bv_text_starts_with(
			  got, BV_TEXT("git<bisect-verify><--tree=../my tree; touch pwned>"
				       "<--no-later><--title=BUG: \"$(touch pwned)' `id`><--part=2>"
				       "<./-x 'y'?$(touch pwned)>\n")),
		  "%.*s", BV_TEXT_ARG(got));
	cr_expect(bv_text_is_empty(bv_scratch_run(&scratch, "ls")));
	bv_scratch_close(&scratch);
}

Test(shell, what_the_user_told_is_told_again)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct draft *draft = with_two_bugs("x.log", "BUG: in demo_go", &scratch.keep);
	struct bv_text got;

	draft->result.odds.readings.count = 1;
	draft->told.title = BV_TEXT("BUG: in demo_go");
	draft_assume(draft, &draft->bisection.steps.items[0], BV_VERDICT_BAD);
	*BV_APPEND(&draft->told.said, &scratch.keep) = BV_TEXT("--assume=" COMMIT("5eed") "=bad");
	draft_step(draft, BV_PHASE_BISECT, COMMIT("bbbb"), BV_VERDICT_GOOD);
	got = run_commands(draft, &scratch);
	cr_assert_eq(draft->answer.plan.kind, BV_PLAN_GO_ON);
	/* Its output goes to good.log. */
	cr_expect(bv_text_equal(got, BV_TEXT("git<bisect><replay><good.log>\n")), "%.*s",
		  BV_TEXT_ARG(got));
	got = bv_scratch_run(&scratch, "cat good.log");
	cr_expect(bv_text_equal(got, BV_TEXT("git<bisect-verify><salvage><--title=BUG: in demo_go>"
					     "<--assume=" COMMIT("5eed") "=bad><x.log>\n")),
		  "%.*s", BV_TEXT_ARG(got));
	bv_scratch_close(&scratch);
}

Test(shell, what_came_from_a_pipe_is_in_no_command)
{
	struct bv_arena keep = {0};
	struct draft *draft = with_two_bugs("<stdin>", "BUG: in demo_go", &keep);

	draft->place.is_stdin = true;
	(void)draft_finish(draft);
	cr_assert_eq(draft->answer.plan.kind, BV_PLAN_WHICH_BUG);
	cr_expect_eq(draft->answer.plan.commands.count, 0);
	bv_arena_release(&keep);
}

/* A log may name a commit by anything. */
Test(shell, a_commits_name_is_one_word)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct draft *draft = draft_new("x.log", BV_KIND_GIT_LOG, &scratch.keep);
	struct bv_text got;

	draft_blame(draft, "it's; touch pwned", "demo: wait");
	draft->bisection.git.bad = draft_revision(draft, "$(touch pwned)", "");
	draft->result.judgement = BV_JUDGEMENT_CONSISTENT;
	got = run_commands(draft, &scratch);
	cr_assert_eq(draft->answer.plan.kind, BV_PLAN_CONFIRM);
	cr_expect(bv_text_equal(got, BV_TEXT("git<checkout><it's; touch pwned>\n"
					     "git<checkout><it's; touch pwned^>\n"
					     "git<checkout><$(touch pwned)>\n"
					     "git<revert><--no-edit><it's; touch pwned>\n")),
		  "%.*s", BV_TEXT_ARG(got));
	cr_expect(bv_text_is_empty(bv_scratch_run(&scratch, "ls")));
	bv_scratch_close(&scratch);
}

Test(shell, an_address_is_one_word)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct draft *draft = draft_new("x.mbox:1", BV_KIND_MAIL, &scratch.keep);

	*BV_APPEND(&draft->bisection.remarks, &scratch.keep) = (struct bv_remark){
		BV_TEXT("bisection log"), BV_TEXT("https://example.org/?a=1&b=$(touch pwned)"), 3};
	(void)draft_finish(draft);
	cr_assert_eq(draft->answer.plan.kind, BV_PLAN_FETCH);
	cr_assert_eq(draft->answer.plan.commands.count, 1);
	cr_expect(bv_text_equal(
		bv_scratch_run(&scratch, "curl() { printf '<%%s>' \"$@\"; }\ngit() { cat; }\n%.*s",
			       BV_TEXT_ARG(draft->answer.plan.commands.items[0])),
		BV_TEXT("<-sL><https://example.org/?a=1&b=$(touch pwned)>")));
	cr_expect(bv_text_is_empty(bv_scratch_run(&scratch, "ls")));
	bv_scratch_close(&scratch);
}
