/* SPDX-License-Identifier: GPL-2.0-only */
/* The rows on trust and odds: how far to believe it, the first wrong verdict, how to go on. */
#include <math.h>
#include <string.h>

#include "report_private.h"

#include "base/banned.h"

/*
 * How far to believe the result: one row, and a table of the evidence
 */

#define NAME_COLUMNS 14
/* A piece that would print as 0.0 says nothing. Units: log-odds. */
#define WEIGHT_SHOWN .05

void bv_render_trust(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_trust *trust = &report->result->trust;
	const struct bv_trust_piece *for_it = bv_trust_loudest(trust, true);
	const struct bv_trust_piece *against = bv_trust_loudest(trust, false);
	unsigned in_hundred = bv_trust_percent(trust);
	struct bv_arena scratch = {0};

	if (!trust->is_known)
		return;
	bv_screen_row(out, "trust",
		      bv_arena_print(
			      &scratch,
			      "%.2f: about %u in 100 results like this one are right, all "
			      "evidence weighed (calibrated on %zu syzbot results%s%s%s%s%s)",
			      in_hundred / 100.0, in_hundred, trust->sample_count,
			      trust->has_tree_pieces ? "; what the tree adds is weighed by us" : "",
			      against ? "; most against: " : "", against ? against->words : "",
			      for_it ? "; most for: " : "", for_it ? for_it->words : ""));
	bv_arena_release(&scratch);
}

void bv_render_evidence(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_trust *trust = &report->result->trust;
	struct bv_arena scratch = {0};
	const char *label = "evidence";

	for (size_t i = 0; i < trust->piece_count; i++) {
		const struct bv_trust_piece *piece = &trust->pieces[i];
		bool is_heard = piece->weight >= WEIGHT_SHOWN || piece->weight <= -WEIGHT_SHOWN;

		bv_screen_row(out, label,
			      bv_arena_print(&scratch, "%-*s %+5.1f  %s", NAME_COLUMNS, piece->name,
					     is_heard ? piece->weight : 0.0,
					     piece->is_known ? piece->words : "not known"));
		label = "";
	}
	bv_arena_release(&scratch);
}

/*
 * The first wrong verdict, what is left, how to go on
 */

struct odds_text {
	const struct bv_report *report;
	const struct bv_odds *odds;
	struct bv_out *out;
	struct bv_arena scratch;
};

/* "if the bug is "possible deadlock in foo"", or nothing. */
static struct bv_text condition(struct odds_text *text, const struct bv_wrong *wrong)
{
	struct bv_text title = {0};

	if (wrong->reading != SIZE_MAX)
		title = text->odds->readings.items[wrong->reading].title;
	if (bv_text_is_empty(title))
		return title;
	return bv_arena_print(&text->scratch, " if the bug is \"%.*s\"",
			      BV_TEXT_ARG(bv_screen_text(title, &text->scratch)));
}

static struct bv_text explanation(struct odds_text *text, const struct bv_wrong *wrong)
{
	struct bv_text chance = bv_probability_words(wrong->verdict.ln_holds, &text->scratch);
	static const char *const words[] = {
		[BV_WRONG_NONE] = "",
		[BV_WRONG_NEVER_SEEN] = "only other crashes there, the bug is in that kernel with "
					"probability",
		[BV_WRONG_FEW_CRASHES] = "too few crashes, the bug is in that kernel with "
					 "probability",
		[BV_WRONG_FEW_RUNS] = "too few runs, the bug is absent there with probability",
		[BV_WRONG_BLIND] = "the reproducer need not work on a kernel that old; it holds "
				   "with probability",
	};

	return bv_arena_print(&text->scratch, "%s %.*s", words[wrong->verdict.reason],
			      BV_TEXT_ARG(chance));
}

static void print_wrongs(struct odds_text *text)
{
	for (size_t i = 0; i < text->odds->wrongs.count; i++) {
		const struct bv_wrong *wrong = &text->odds->wrongs.items[i];
		const struct bv_tested *tested = &text->odds->tested[wrong->verdict.tested];
		struct bv_text name = bv_words_name(text->report, tested->revision);

		bv_screen_row(text->out, i ? "" : "1st wrong",
			      bv_arena_print(&text->scratch, "%.*s \"%s\" (line %zu)%.*s: %.*s",
					     BV_TEXT_ARG(name), bv_verdict_name(tested->verdict),
					     tested->line, BV_TEXT_ARG(condition(text, wrong)),
					     BV_TEXT_ARG(explanation(text, wrong))));
	}
}

static bool has_finding(const struct bv_report *report, const char *id)
{
	for (size_t i = 0; i < report->result->findings.count; i++)
		if (strcmp(report->result->findings.items[i].id, id) == 0)
			return true;
	return false;
}

/*
 * None stands out: the likeliest, should the result be wrong. Where nothing is against the result,
 * "wrong" on the first screen would be read as if there were; and a long tail names another
 * verdict.
 */
static void print_if_wrong(struct odds_text *text)
{
	const struct bv_wrong *wrong = text->odds->if_wrong;
	const struct bv_tested *tested;

	if (!wrong || has_finding(text->report, "odds.long-tail") ||
	    (text->report->result->judgement == BV_JUDGEMENT_CONSISTENT &&
	     !text->report->is_verbose))
		return;
	tested = &text->odds->tested[wrong->verdict.tested];
	bv_screen_row(
		text->out, "1st wrong",
		bv_arena_print(&text->scratch,
			       "if this result is wrong, then %.*s \"%s\" (line %zu) in about "
			       "%.0f of 100: the reproducer may do nothing there",
			       BV_TEXT_ARG(bv_words_name(text->report, tested->revision)),
			       bv_verdict_name(tested->verdict), tested->line,
			       100 * -expm1(wrong->verdict.ln_holds)));
}

static struct bv_text effort(struct odds_text *text, const struct bv_reading *reading, size_t count)
{
	size_t revisions = (size_t)ceil(log2((double)count));

	if (bv_words_is_too_rare(reading))
		return BV_TEXT("the bug shows too rarely for any number of runs of them to be "
			       "enough");
	return bv_arena_print(&text->scratch,
			      "%zu run%s of each %s enough, about %zu revision%s to test",
			      reading->runs_to_believe, bv_screen_plural(reading->runs_to_believe),
			      reading->runs_to_believe == 1 ? "is" : "are", revisions,
			      bv_screen_plural(revisions));
}

/* The newest release that the user knows to be good, before @tested; else @tested. */
static const struct bv_tested *newest_good(const struct bv_odds *odds,
					   const struct bv_tested *tested)
{
	for (const struct bv_tested *one = odds->tested; one < tested; one++)
		if (one->phase == BV_PHASE_WALK && one->is_assumed &&
		    one->verdict == BV_VERDICT_GOOD)
			return one;
	return tested;
}

/* Where to look instead, by the likeliest wrong verdict. */
static struct bv_text direction(struct odds_text *text)
{
	const struct bv_odds *odds = text->odds;
	const struct bv_tested *tested;
	bool is_bad;

	if (odds->wrongs.count == 0)
		return (struct bv_text){0};
	tested = &odds->tested[odds->wrongs.items[0].verdict.tested];
	is_bad = tested->verdict == BV_VERDICT_BAD;
	if (is_bad)
		tested = newest_good(odds, tested);
	return bv_arena_print(&text->scratch, ": the bug came %s %.*s", is_bad ? "after" : "before",
			      BV_TEXT_ARG(bv_words_name(text->report, tested->revision)));
}

/* How many runs a verdict is worth, and how many revisions are still to be tested. */
static void print_plan(struct odds_text *text, const struct bv_reading *reading)
{
	size_t count = (size_t)reading->candidates.value;

	if (reading->is_lost_in_walk) {
		bv_screen_row(text->out, "",
			      bv_arena_print(&text->scratch,
					     "the verdicts that hold lead out of the range that "
					     "was bisected%.*s",
					     BV_TEXT_ARG(direction(text))));
		return;
	}
	if (!reading->candidates.is_known || count < 2)
		return;
	bv_screen_row(text->out, "",
		      bv_arena_print(&text->scratch,
				     "%zu commits, if only the verdicts that hold are believed; "
				     "%.*s",
				     count, BV_TEXT_ARG(effort(text, reading, count))));
}

/* What the user said instead of the log. */
static void print_assumed(struct odds_text *text)
{
	const struct bv_case *c = text->report->c;
	const struct bv_steps *steps = &c->bisection->steps;
	const char *label = "assumed";

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		const char *was = bv_verdict_name(c->log->steps.items[i].verdict);

		if (!bv_case_is_assumed(c, i))
			continue;
		bv_screen_row(
			text->out, label,
			bv_arena_print(&text->scratch, "%.*s is %s; the log says %s (line %zu)",
				       BV_TEXT_ARG(bv_words_name(text->report, step->revision)),
				       bv_verdict_name(step->verdict), was ? was : "nothing",
				       step->line));
		label = "";
	}
}

/* A name that a shell takes as it is. */
static bool is_plain_name(struct bv_text name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_./+-";
	bool is_plain = name.size > 0 && name.data[0] != '-';

	for (size_t i = 0; i < name.size; i++)
		is_plain = is_plain && name.data[i] && strchr(plain, name.data[i]);
	return is_plain;
}

/* A file that salvage can be given: no mail in a box, no second bisection of a text. */
static bool can_be_salvaged(const struct bv_report *report)
{
	const struct bv_assumptions *list = &report->c->told->assumptions;

	for (size_t i = 0; i < list->count; i++)
		if (!is_plain_name(list->items[i].revision))
			return false;
	return report->c->bisection->git.line && report->c->bisection->part <= 1 &&
	       bv_text_is_empty(report->message_id) && is_plain_name(report->log);
}

/* Salvage is to assume what this report does. */
static struct bv_text assume_options(struct odds_text *text)
{
	const struct bv_assumptions *list = &text->report->c->told->assumptions;
	struct bv_text options = {0};

	for (size_t i = 0; i < list->count; i++)
		options = bv_arena_print(&text->scratch, "%.*s --assume %.*s=%s",
					 BV_TEXT_ARG(options), BV_TEXT_ARG(list->items[i].revision),
					 bv_verdict_name(list->items[i].verdict));
	return options;
}

/* No log to go on with where no number of runs would make its verdicts better. */
static void print_go_on(struct odds_text *text)
{
	const struct bv_report *report = text->report;
	bool is_doubted = report->result->judgement == BV_JUDGEMENT_DOUBTFUL ||
			  report->result->judgement == BV_JUDGEMENT_REFUTED;

	if (is_doubted && text->odds->is_known &&
	    bv_words_is_too_rare(bv_odds_likeliest(text->odds)))
		bv_screen_row(text->out, "go on", BV_TEXT(BV_WORDS_BISECT_ANEW));
	else if (is_doubted && can_be_salvaged(report))
		bv_screen_row(text->out, "go on",
			      bv_arena_print(&text->scratch,
					     "git bisect-verify salvage%.*s %.*s >good.log && git "
					     "bisect replay good.log",
					     BV_TEXT_ARG(assume_options(text)),
					     BV_TEXT_ARG(report->log)));
}

void bv_render_odds(const struct bv_report *report, struct bv_out *out)
{
	struct odds_text text = {.report = report, .odds = &report->result->odds, .out = out};

	print_assumed(&text);
	if (text.odds->is_known) {
		print_wrongs(&text);
		print_if_wrong(&text);
		print_plan(&text, bv_odds_likeliest(text.odds));
	}
	print_go_on(&text);
	bv_arena_release(&text.scratch);
}
