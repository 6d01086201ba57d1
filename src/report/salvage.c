/* SPDX-License-Identifier: GPL-2.0-only */
/* The salvaged log: what `git bisect replay` takes, and comments for the reader. */
#include <math.h>

#include "report_private.h"

#include "base/banned.h"

struct salvage_text {
	const struct bv_report *report;
	const struct bv_answer *answer;
	const struct bv_bug *bug;
	const struct bv_salvage *salvage;
	struct bv_out *out;
	struct bv_arena scratch;
};

static const char *git_word(const struct salvage_text *text, enum bv_verdict verdict)
{
	return bv_verdict_name(bv_case_git_word(text->answer->c, verdict));
}

/* All digits where they are known; a name is as good where the log has no more. */
static struct bv_text commit_of(struct salvage_text *text, struct bv_revision_ref ref)
{
	return bv_case_full_name(text->answer->c, ref, &text->scratch);
}

static void print_comment(struct salvage_text *text, const char *name, struct bv_text value)
{
	if (bv_text_is_empty(value))
		return;
	bv_out_print(text->out, "# %s", name);
	bv_out_text(text->out, value);
	bv_out_print(text->out, "\n");
}

static void print_mark(struct salvage_text *text, const char *word, struct bv_revision_ref ref)
{
	struct bv_text commit = commit_of(text, ref);
	struct bv_text subject = bv_case_subject(text->answer->c, ref);

	bv_out_print(text->out, "# %s: [%.*s] ", word, BV_TEXT_ARG(commit));
	bv_out_text(text->out,
		    bv_text_is_empty(subject) ? bv_case_name(text->answer->c, ref) : subject);
	bv_out_print(text->out, "\ngit bisect %s %.*s\n", word, BV_TEXT_ARG(commit));
}

static struct bv_text why(struct salvage_text *text, const struct bv_kept *kept)
{
	struct bv_text chance = bv_probability_words(kept->ln_holds, &text->scratch);

	switch (kept->reason) {
	case BV_KEPT_MISSING:
		return BV_TEXT("it cannot be found in this tree");
	case BV_KEPT_CONTRADICTED:
		return BV_TEXT("other verdicts contradict it");
	case BV_KEPT_CONTRARY:
		return BV_TEXT("it was judged good and bad");
	case BV_KEPT_NOT:
	case BV_KEPT_HOLDS:
	case BV_KEPT_TURNED:
	case BV_KEPT_DOUBTED:
		break;
	}
	return bv_arena_print(&text->scratch, "by its runs it holds with probability %.*s",
			      BV_TEXT_ARG(chance));
}

static void print_step(struct salvage_text *text, size_t index)
{
	const struct bv_step *step = &text->answer->c->bisection->steps.items[index];
	const struct bv_kept *kept = &text->salvage->kept[index];
	struct bv_text commit = commit_of(text, step->revision);
	enum bv_verdict was = bv_case_verdict(text->answer->c, index);

	if (kept->reason == BV_KEPT_NOT)
		return;
	if (kept->reason != BV_KEPT_HOLDS) {
		bv_out_print(text->out, "# %s: \"%s\" of %.*s (line %zu): ",
			     kept->reason == BV_KEPT_TURNED ? "turned over" : "left out",
			     git_word(text, was), BV_TEXT_ARG(commit), step->line);
		bv_out_text(text->out, why(text, kept));
		bv_out_print(text->out, "\n");
	}
	if (kept->verdict != BV_VERDICT_UNKNOWN)
		print_mark(text, git_word(text, kept->verdict), step->revision);
}

static void print_head(struct salvage_text *text)
{
	const struct bv_salvage *salvage = text->salvage;
	size_t held = salvage->held + salvage->walk_held;
	size_t turned = salvage->turned + salvage->walk_turned;
	size_t left_out = salvage->left_out + salvage->walk_left_out + salvage->missing;
	struct bv_text source = text->answer->place.log;

	print_comment(text, "salvaged by git bisect-verify from ", source);
	bv_out_print(text->out, "# %zu of %zu verdicts hold, %zu turned over, %zu left out\n", held,
		     held + turned + left_out, turned, left_out);
	print_comment(text, "for the bug: ", text->bug->title);
	if (!salvage->reading)
		print_comment(text, "the runs could not be weighed: ",
			      text->answer->result->odds.why_unknown);
	if (bv_bisection_is_start_missing(text->answer->c->bisection))
		bv_out_print(text->out, "# how the bisection was started is not shown: it goes on "
					"from these verdicts alone\n");
}

static void print_runs(struct salvage_text *text)
{
	const struct bv_reading *reading = text->bug->reading;
	size_t left = text->bug->left.is_known ? text->bug->left.value : 0;

	if (!reading || reading->rate <= 0)
		return;
	bv_out_print(text->out,
		     "# runs: the bug shows in %.0f of 100; call a commit good after %zu clean "
		     "run%s\n",
		     100 * bv_probability_two_digits(log(reading->rate)), reading->runs_to_believe,
		     bv_screen_plural(reading->runs_to_believe));
	print_comment(text, "", text->answer->plan.counts);
	if (left > 1)
		bv_out_print(
			text->out,
			"# expected: about %.0f runs to the end, at the very least %.0f\n",
			ceil(bv_odds_runs_planned(left, reading->rate, reading->runs_to_believe)),
			ceil(bv_odds_runs_expected(left, reading->rate)));
}

static void print_plan(struct salvage_text *text)
{
	const struct bv_plan_tests *tests = &text->answer->plan.tests;

	if (text->bug->left.is_known)
		bv_out_print(text->out, "# left: %zu commit%s\n", text->bug->left.value,
			     bv_screen_plural(text->bug->left.value));
	else
		bv_out_print(text->out, "# left: not known%s\n",
			     text->answer->c->facts.tree.is_open
				     ? ""
				     : " without a tree that has the range");
	if (tests->count)
		print_comment(text, "test next: ",
			      bv_arena_print(&text->scratch, "%.*s %.*s",
					     BV_TEXT_ARG(tests->items[0].commit),
					     BV_TEXT_ARG(tests->items[0].subject)));
	print_runs(text);
}

/*
 * As it was started, but with the ends that hold, which follow as marks. git's replay takes only
 * words in single quotes. Source: git's quote.c, sq_dequote_to_strvec().
 */
static void print_start(struct salvage_text *text)
{
	const struct bv_git_start *git = &text->answer->c->bisection->git;

	bv_out_print(text->out, "git bisect start");
	if (git->is_first_parent)
		bv_out_print(text->out, " '--first-parent'");
	for (size_t i = 0; i < git->path_count; i++) {
		bv_out_print(text->out, i ? " " : " '--' ");
		bv_out_text(text->out, bv_shell_quoted(git->paths[i], &text->scratch));
	}
	bv_out_print(text->out, "\n");
}

/* Releases that were tested bad and did not show this bug: good ends now. */
static void print_walk(struct salvage_text *text)
{
	const struct bv_odds *odds = &text->answer->result->odds;
	const struct bv_reading *reading = text->salvage->reading;

	for (size_t i = 0; reading && i < odds->tested_count; i++) {
		const struct bv_tested *tested = &odds->tested[i];
		struct bv_text name = bv_case_name(text->answer->c, tested->revision);

		if (tested->phase == BV_PHASE_WALK && tested->verdict == BV_VERDICT_BAD &&
		    reading->supported[i] == BV_VERDICT_GOOD)
			print_comment(text, "turned over: ",
				      bv_arena_print(&text->scratch, "\"bad\" of %.*s (line %zu)",
						     BV_TEXT_ARG(name), tested->line));
	}
}

void bv_report_render_salvage(const struct bv_report *report, size_t bug, struct bv_out *out)
{
	const struct bv_answer *answer = report->answer;
	struct salvage_text text = {
		.report = report,
		.answer = answer,
		.bug = &answer->bugs.items[bug],
		.salvage = &answer->bugs.items[bug].salvage,
		.out = out,
	};

	print_head(&text);
	print_plan(&text);
	print_start(&text);
	print_walk(&text);
	if (!bv_revision_ref_is_none(text.salvage->bad))
		print_mark(&text, "bad", text.salvage->bad);
	for (size_t i = 0; i < text.salvage->good.count; i++)
		print_mark(&text, "good", text.salvage->good.items[i]);
	for (size_t i = 0; i < answer->c->bisection->steps.count; i++)
		print_step(&text, i);
	bv_arena_release(&text.scratch);
}
