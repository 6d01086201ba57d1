/* SPDX-License-Identifier: GPL-2.0-only */
/* The salvaged log: what `git bisect replay` takes, and comments for the reader. */
#include <math.h>

#include "report_private.h"

#include "base/banned.h"

struct salvage_text {
	const struct bv_report *report;
	const struct bv_salvage *salvage;
	struct bv_out *out;
	struct bv_arena scratch;
};

static const char *git_word(const struct salvage_text *text, enum bv_verdict verdict)
{
	return bv_verdict_name(bv_case_git_word(text->report->c, verdict));
}

/* All digits where they are known; a name is as good where the log has no more. */
static struct bv_text commit_of(struct salvage_text *text, struct bv_revision_ref ref)
{
	return bv_case_full_name(text->report->c, ref, &text->scratch);
}

static void print_mark(struct salvage_text *text, const char *word, struct bv_revision_ref ref)
{
	struct bv_text commit = commit_of(text, ref);
	struct bv_text subject = bv_case_subject(text->report->c, ref);

	bv_out_print(text->out, "# %s: [%.*s] ", word, BV_TEXT_ARG(commit));
	bv_out_text(text->out,
		    bv_text_is_empty(subject) ? bv_words_name(text->report, ref) : subject);
	bv_out_print(text->out, "\ngit bisect %s %.*s\n", word, BV_TEXT_ARG(commit));
}

static struct bv_text why(struct salvage_text *text, const struct bv_kept *kept)
{
	struct bv_text chance = bv_probability_words(kept->ln_holds, &text->scratch);

	if (kept->reason == BV_KEPT_MISSING)
		return BV_TEXT("it is not in this tree");
	if (kept->reason == BV_KEPT_CONTRADICTED)
		return BV_TEXT("other verdicts contradict it");
	if (text->salvage->is_blind)
		return BV_TEXT("the reproducer must first be shown to work on kernels that old");
	return bv_arena_print(&text->scratch, "by its runs it holds with probability %.*s",
			      BV_TEXT_ARG(chance));
}

static void print_step(struct salvage_text *text, size_t index)
{
	const struct bv_step *step = &text->report->c->bisection->steps.items[index];
	const struct bv_kept *kept = &text->salvage->kept[index];
	struct bv_text commit = commit_of(text, step->revision);
	enum bv_verdict was = bv_case_verdict(text->report->c, index);

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
	size_t all = salvage->held + salvage->turned + salvage->left_out;

	bv_out_print(text->out, "# salvaged by git bisect-verify from ");
	bv_out_text(text->out, text->report->log);
	bv_out_print(text->out, "\n# %zu of %zu verdicts hold, %zu turned over, %zu left out\n",
		     salvage->held, all, salvage->turned, salvage->left_out);
	if (salvage->reading && !bv_text_is_empty(salvage->reading->title)) {
		bv_out_print(text->out, "# for the bug: ");
		bv_out_text(text->out, salvage->reading->title);
		bv_out_print(text->out, "\n");
	}
	if (!salvage->reading) {
		bv_out_print(text->out, "# the runs could not be weighed: ");
		bv_out_text(text->out, text->report->result->odds.why_unknown);
		bv_out_print(text->out, "\n");
	}
	if (bv_bisection_is_start_missing(text->report->c->bisection))
		bv_out_print(text->out, "# how the bisection was started is not shown: it goes on "
					"from these verdicts alone\n");
	if (salvage->is_blind)
		bv_out_print(text->out, "# the reproducer need not work on kernels as old as the "
					"good release: no good verdict is believed\n");
}

static void print_runs(struct salvage_text *text, size_t candidates)
{
	const struct bv_reading *reading = text->salvage->reading;

	if (!reading || reading->rate <= 0)
		return;
	if (bv_words_is_too_rare(reading)) {
		bv_out_print(text->out, "# runs: the bug shows too rarely for any number of them "
					"to make a commit good\n"
					"# go on: " BV_WORDS_BISECT_ANEW "\n");
		return;
	}
	bv_out_print(text->out,
		     "# runs: the bug shows in %.0f %% of them; %zu that pass make a commit good, "
		     "one crash makes it bad\n",
		     100 * bv_probability_two_digits(log(reading->rate)), reading->runs_to_believe);
	if (candidates > 1)
		bv_out_print(text->out,
			     "# expected: about %.0f runs to the end, at the very least %.0f\n",
			     ceil(bv_odds_runs_planned(candidates, reading->rate,
						       reading->runs_to_believe)),
			     ceil(bv_odds_runs_expected(candidates, reading->rate)));
}

/* Git is told of one, be it an end of the range or a commit that it offered. */
static bool has_good(const struct salvage_text *text)
{
	enum bv_verdict good = bv_case_git_word(text->report->c, BV_VERDICT_GOOD);

	for (size_t i = 0; i < text->report->c->bisection->steps.count; i++)
		if (text->salvage->kept[i].verdict == good)
			return true;
	return text->salvage->good.count > 0;
}

static void print_plan(struct salvage_text *text, const struct bv_salvage_plan *plan)
{
	if (!has_good(text))
		bv_out_print(text->out, "# no good commit is left: find one that the bug is not "
					"in\n");
	if (plan->candidates.is_known)
		bv_out_print(text->out, "# left: %zu commit%s\n", (size_t)plan->candidates.value,
			     plan->candidates.value == 1 ? "" : "s");
	else
		bv_out_print(text->out, "# left: not known without a tree that has the range\n");
	if (plan->has_next) {
		struct bv_oid_hex hex = bv_oid_hex(&plan->next.id);

		bv_out_print(text->out, "# test next: %s ", hex.digits);
		bv_out_text(text->out, plan->next.subject);
		bv_out_print(text->out, "\n");
	}
	print_runs(text, plan->candidates.is_known ? (size_t)plan->candidates.value : 0);
}

void bv_report_render_salvage(const struct bv_report *report, const struct bv_salvage *salvage,
			      const struct bv_salvage_plan *plan, struct bv_out *out)
{
	struct salvage_text text = {.report = report, .salvage = salvage, .out = out};
	bool is_first_parent = report->c->bisection->git.is_first_parent;

	if (plan) {
		print_head(&text);
		print_plan(&text, plan);
	}
	bv_out_print(out, "git bisect start%s\n", is_first_parent ? " --first-parent" : "");
	if (!bv_revision_ref_is_none(salvage->bad))
		print_mark(&text, "bad", salvage->bad);
	for (size_t i = 0; i < salvage->good.count; i++)
		print_mark(&text, "good", salvage->good.items[i]);
	for (size_t i = 0; i < report->c->bisection->steps.count; i++)
		print_step(&text, i);
	bv_arena_release(&text.scratch);
}
