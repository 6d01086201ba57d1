/* SPDX-License-Identifier: GPL-2.0-only */
/* The kinds of plans: what to test, how often, which crash counts, and what each result means. */
#include <math.h>

#include "plan.h"
#include "replay/log_facts.h"

#include "base/banned.h"

void bv_plan_ask(struct bv_answering *work)
{
	work->out->plan.text = BV_TEXT("ask for the log: the output of `git bisect log`");
}

void bv_plan_fetch(struct bv_answering *work)
{
	struct bv_text address = work->out->log_address;

	work->out->plan.text = BV_TEXT("judge the log that the mail links to");
	bv_plan_command(
		work, bv_arena_print(work->keep, "curl -sL %.*s | %.*s -",
				     BV_TEXT_ARG(bv_shell_word(address, work->keep)),
				     BV_TEXT_ARG(bv_answer_command_on(work, "", (struct bv_text){0},
								      (struct bv_text){0}))));
}

/*
 * What git asks for
 */

static void ask_for(struct bv_answering *work, struct bv_revision_ref ref, struct bv_text name,
		    struct bv_text commit, struct bv_text subject)
{
	struct bv_plan_test *test = bv_plan_add_test(work, "what git asks for", ref);

	test->name = name;
	test->commit = commit;
	test->subject = subject;
	bv_plan_say_what_counts(work);
	bv_plan_command(work, bv_plan_checkout(work, test, NULL));
}

/* Behind the result: it is none until that is tested. */
void bv_plan_finish(struct bv_answering *work)
{
	const struct bv_offer *pending = &work->c->bisection->pending;
	struct bv_text name = bv_case_name(work->c, pending->revision);

	ask_for(work, pending->revision, name,
		bv_case_full_name(work->c, pending->revision, work->keep),
		bv_case_subject(work->c, pending->revision));
	work->out->plan.text = bv_arena_print(
		work->keep,
		"test %.*s, which git asked for last (line %zu): the bisection is not "
		"finished",
		BV_TEXT_ARG(name), pending->line);
}

static struct bv_text term(struct bv_text used, const char *usual)
{
	return bv_text_is_empty(used) ? bv_text_from(usual) : used;
}

void bv_plan_test_next(struct bv_answering *work)
{
	const struct bv_git_start *git = &work->c->bisection->git;
	const struct bv_progress_facts *progress = &work->out->progress;
	struct bv_text subject = {0};

	ask_for(work, (struct bv_revision_ref){0}, progress->next_name, progress->next,
		progress->next_subject);
	if (!bv_text_is_empty(progress->next_subject))
		subject = bv_arena_print(work->keep, " \"%.*s\"",
					 BV_TEXT_ARG(progress->next_subject));
	work->out->plan.text = bv_arena_print(
		work->keep, "test %.*s%.*s, then git bisect %.*s or %.*s",
		BV_TEXT_ARG(progress->next_name), BV_TEXT_ARG(subject),
		BV_TEXT_ARG(term(git->good_term, "good")), BV_TEXT_ARG(term(git->bad_term, "bad")));
}

/*
 * Repeat what all the rest hangs on
 */

void bv_plan_repeat_contested(struct bv_answering *work)
{
	struct bv_revision_ref ref = bv_plan_bug(work)->salvage.contested;
	struct bv_plan_test *test =
		bv_plan_add_test(work, "the commit that was judged both good and bad", ref);
	struct bv_text name = test->name;

	test->if_bad = BV_TEXT("its good verdict is void: the cause is in it or before it");
	test->if_good = BV_TEXT("its bad verdict is void: the cause came after it");
	bv_plan_say_what_counts(work);
	work->out->plan.text =
		bv_arena_print(work->keep, "test %.*s again, %.*s: it was judged both good and bad",
			       BV_TEXT_ARG(name), BV_TEXT_ARG(bv_plan_times(work)));
	bv_plan_command(work, bv_plan_checkout(work, test, NULL));
}

/* Without it what is left has no good end, or no bad one. */
void bv_plan_repeat_wrong(struct bv_answering *work)
{
	const struct bv_tested *tested =
		&work->result->odds.tested[bv_plan_bug(work)->wrong->verdict.tested];
	struct bv_plan_test *test =
		bv_plan_add_test(work, "what was probably judged wrongly", tested->revision);

	test->if_bad = BV_TEXT("the cause is in it or before it");
	test->if_good = BV_TEXT("the cause came after it: bisect from it on");
	bv_plan_say_what_counts(work);
	work->out->plan.text =
		bv_arena_print(work->keep, "test %.*s again, %.*s: its \"%s\" is probably wrong",
			       BV_TEXT_ARG(test->name), BV_TEXT_ARG(bv_plan_times(work)),
			       bv_verdict_name(tested->verdict));
	bv_plan_command(work, bv_plan_checkout(work, test, NULL));
}

void bv_plan_repeat_hinge(struct bv_answering *work)
{
	const struct bv_finding *tail = bv_answer_finding(work->out, "odds.long-tail");
	struct bv_revision_ref ref = tail->revisions.items[0];
	struct bv_plan_test *test = bv_plan_add_test(work, "what all later tests hang on", ref);
	struct bv_text name = test->name;

	bv_plan_say_what_counts(work);
	work->out->plan.text =
		bv_arena_print(work->keep, "test %.*s again, %.*s: all later tests hang on it",
			       BV_TEXT_ARG(name), BV_TEXT_ARG(bv_plan_times(work)));
	bv_plan_command(work, bv_plan_checkout(work, test, NULL));
}

/*
 * Which bug; no bug that shows often enough
 */

void bv_plan_which_bug(struct bv_answering *work)
{
	if (bv_text_is_empty(work->c->title))
		work->out->plan.text =
			BV_TEXT("say which bug was reported: what to do depends on it");
	else
		work->out->plan.text = BV_TEXT("no run shows the reported bug: say which of these "
					       "titles is the same bug, or bisect anew");
	for (size_t i = 0; i < work->out->bugs.count; i++) {
		struct bv_text extra = bv_arena_print(
			work->keep, " --title=%.*s",
			BV_TEXT_ARG(bv_shell_word(work->out->bugs.items[i].title, work->keep)));

		bv_plan_command(work, bv_answer_command(work, "", extra));
	}
}

void bv_plan_anew(struct bv_answering *work)
{
	work->out->plan.bug = 0;
	work->out->plan.text = BV_TEXT("bisect anew, with a reproducer or a .config that crashes "
				       "reliably: this one shows the bug too rarely to tell good "
				       "from bad");
}

/*
 * Does the reproducer work on old kernels at all?
 */

void bv_plan_show_old(struct bv_answering *work)
{
	const struct bv_tested *tested =
		&work->result->odds.tested[bv_plan_bug(work)->wrong->verdict.tested];
	struct bv_plan_test *test = bv_plan_add_test(work, "the good release", tested->revision);
	struct bv_text name = test->name;

	test->what = BV_TEXT("the good release, with a .config and a compiler of its time");
	test->if_bad = bv_arena_print(work->keep,
				      "the bug is older than %.*s: bisect from an older release",
				      BV_TEXT_ARG(name));
	test->if_good =
		bv_arena_print(work->keep,
			       "counts only once the reproducer has crashed a kernel of that "
			       "age; then judge again with --assume=%.*s=good",
			       BV_TEXT_ARG(name));
	bv_plan_say_what_counts(work);
	work->out->plan.text = bv_arena_print(
		work->keep,
		"run the reproducer on %.*s, built by a compiler of its time: this crash makes it "
		"bad; no crash counts only if that setup crashes another kernel of that age",
		BV_TEXT_ARG(name));
	bv_plan_command(work, bv_plan_checkout(work, test, NULL));
}

const struct bv_step *bv_plan_release_found_bad(const struct bv_answering *work)
{
	const struct bv_steps *steps = &work->c->log->steps;

	for (size_t i = steps->count; i-- > 0;)
		if (steps->items[i].phase == BV_PHASE_WALK)
			return bv_case_is_assumed(work->c, i) &&
					       steps->items[i].verdict == BV_VERDICT_GOOD &&
					       bv_case_verdict(work->c, i) == BV_VERDICT_BAD
				       ? &steps->items[i]
				       : NULL;
	return NULL;
}

/* No range is left: what git bisected began at a kernel with the bug. */
void bv_plan_older(struct bv_answering *work)
{
	const struct bv_step *release = bv_plan_release_found_bad(work);
	struct bv_text name =
		bv_case_name(work->c, release ? release->revision : (struct bv_revision_ref){0});

	bv_plan_say_what_counts(work);
	work->out->plan.text = bv_arena_print(
		work->keep,
		"the bug is in %.*s too: test older releases until one is good, and bisect from "
		"there to %.*s",
		BV_TEXT_ARG(name), BV_TEXT_ARG(name));
}

/*
 * Go on from the verdicts that hold
 */

static void name_next_commit(struct bv_answering *work, const struct bv_bug *bug)
{
	bool is_only = bug->only.count == 1;
	struct bv_next_commit next = {0};
	struct bv_plan_test *test;

	if (is_only)
		next.id = bug->only.items[0];
	else if (!bv_plan_next_commit(&next, work, &bug->salvage))
		return;
	test = bv_plan_add_test(work,
				is_only ? "the commit that is left" : "the commit to test next",
				(struct bv_revision_ref){0});
	test->commit = bv_arena_copy(work->keep, bv_text_from(bv_oid_hex(&next.id).digits));
	test->name = bv_case_short(test->commit);
	test->subject = next.subject;
}

static struct bv_text run_rule(struct bv_answering *work)
{
	size_t runs = bv_plan_runs(work);

	if (runs == 0)
		return (struct bv_text){0};
	return bv_arena_print(work->keep, "; call a commit good after %zu clean run%s", runs,
			      bv_plural(runs));
}

static struct bv_text go_on_words(struct bv_answering *work, const struct bv_bug *bug)
{
	bool is_changed = bug->salvage.turned + bug->salvage.left_out > 0 || bug->wrong;
	struct bv_text left = bug->left_text;

	return bv_arena_print(work->keep, "bisect on from %s%s%.*s%s%.*s",
			      is_changed ? "the verdicts that hold" : "where it stopped",
			      left.size ? " (" : "", BV_TEXT_ARG(left), left.size ? ")" : "",
			      BV_TEXT_ARG(run_rule(work)));
}

/* Another commit than the log's takes the blame. */
static struct bv_text only_words(struct bv_answering *work)
{
	return bv_arena_print(
		work->keep,
		"test %.*s and its parent, %.*s each: the verdicts that hold leave no other commit",
		BV_TEXT_ARG(work->out->plan.tests.items[0].name), BV_TEXT_ARG(bv_plan_times(work)));
}

void bv_plan_go_on(struct bv_answering *work)
{
	const struct bv_bug *bug = bv_plan_bug(work);
	struct bv_text salvage = bv_answer_command(work, "salvage", (struct bv_text){0});

	bv_plan_say_what_counts(work);
	name_next_commit(work, bug);
	work->out->plan.expected = bug->left_text;
	work->out->plan.text = bug->only.count ? only_words(work) : go_on_words(work, bug);
	if (bv_text_is_empty(salvage))
		work->out->plan.text = bv_arena_print(
			work->keep,
			"%.*s; `git bisect-verify salvage -`, given the same log and "
			"options, writes it for git bisect replay",
			BV_TEXT_ARG(work->out->plan.text));
	else
		bv_plan_command(work, bv_arena_print(work->keep,
						     "%.*s >good.log && git bisect replay good.log",
						     BV_TEXT_ARG(salvage)));
}
