/* SPDX-License-Identifier: GPL-2.0-only */
/* The first screen: what was judged, who is blamed, what holds, and what was not looked at. */
#include "report_private.h"

#include "base/banned.h"

struct text_report {
	const struct bv_report *report;
	struct bv_out *out;
	struct bv_arena scratch;
};

/*
 * Heading
 */

static const char *kind_words(enum bv_kind kind)
{
	static const char *const words[] = {
		[BV_KIND_UNKNOWN] = "no bisection found",
		[BV_KIND_SYZBOT_CAUSE] = "syzbot cause bisection",
		[BV_KIND_SYZBOT_FIX] = "syzbot fix bisection",
		[BV_KIND_GIT_LOG] = "git bisect log",
		[BV_KIND_SESSION] = "terminal session of git bisect",
		[BV_KIND_LKP] = "LKP bisection",
		[BV_KIND_KERNELCI] = "KernelCI bisection",
		[BV_KIND_MAIL] = "mail with a result, without its log",
	};

	return words[kind];
}

/* What it is, and whose words. */
static struct bv_text what_words(struct text_report *text)
{
	const struct bv_bisection *bisection = text->report->c->bisection;

	if (bv_bisection_is_range(bisection))
		return BV_TEXT("mail with a range, no bisection");
	if (bisection->claim.is_quoted && bisection->kind == BV_KIND_MAIL)
		return BV_TEXT("mail that quotes a result, without its log");
	return bv_text_from(kind_words(bisection->kind));
}

static struct bv_text heading_range(struct text_report *text)
{
	const struct bv_git_start *git = &text->report->c->bisection->git;
	struct bv_text bad = bv_words_name(text->report, git->bad);
	struct bv_text good = {0};

	if (git->good.count)
		good = bv_words_name(text->report, git->good.items[0]);
	if (bv_text_is_empty(bad) && bv_text_is_empty(good))
		return (struct bv_text){0};
	if (git->good.count > 1)
		return bv_arena_print(&text->scratch, ", %.*s..%.*s and %zu more good revision%s",
				      BV_TEXT_ARG(good), BV_TEXT_ARG(bad), git->good.count - 1,
				      bv_screen_plural(git->good.count - 1));
	return bv_arena_print(&text->scratch, ", %.*s..%.*s", BV_TEXT_ARG(good), BV_TEXT_ARG(bad));
}

static void print_heading(struct text_report *text)
{
	const struct bv_bisection *bisection = text->report->c->bisection;
	struct bv_text years = bv_words_years(bisection, &text->scratch);
	size_t tested = bv_words_tested_count(bisection);
	struct bv_text count = {0}, part = {0}, quoted = {0}, heading;

	if (tested)
		count = bv_arena_print(&text->scratch, ", %zu revision%s", tested,
				       bv_screen_plural(tested));
	if (bisection->part > 1)
		part = bv_arena_print(&text->scratch, ", number %zu of this text", bisection->part);
	if (bisection->claim.is_quoted && bisection->kind != BV_KIND_MAIL)
		quoted = BV_TEXT(", quoted from another mail");
	heading = bv_arena_print(&text->scratch, "%.*s%s%.*s%.*s%.*s%.*s%.*s",
				 BV_TEXT_ARG(what_words(text)), years.size ? " of " : "",
				 BV_TEXT_ARG(years), BV_TEXT_ARG(part), BV_TEXT_ARG(quoted),
				 BV_TEXT_ARG(count), BV_TEXT_ARG(heading_range(text)));
	bv_out_style(text->out, BV_STYLE_STRONG);
	bv_out_folded(text->out, bv_screen_text(heading, &text->scratch), 0, BV_LABEL_COLUMNS);
	bv_out_style(text->out, BV_STYLE_PLAIN);
}

/*
 * Which crash the bisection is about: a reader asks first how the blamed commit could cause it
 */

/* The one that came most often, and how many others there were. */
static struct bv_text start_words(const struct bv_start_test *test, struct bv_arena *scratch)
{
	const struct bv_seen_title *most = &test->titles.items[0];
	size_t others = test->titles.count - 1;
	struct bv_text rest = {0};

	for (size_t i = 1; i < test->titles.count; i++)
		if (test->titles.items[i].runs > most->runs)
			most = &test->titles.items[i];
	if (others)
		rest = bv_arena_print(scratch, ", and %zu other title%s", others,
				      bv_screen_plural(others));
	return bv_arena_print(scratch, "\"%.*s\" in %zu of %zu runs of the start%.*s",
			      BV_TEXT_ARG(bv_screen_text(most->title, scratch)), most->runs,
			      test->runs, BV_TEXT_ARG(rest));
}

static void print_crash(const struct bv_report *report, struct bv_out *out)
{
	struct bv_text reported = report->c->title;
	struct bv_arena scratch = {0};
	struct bv_text words = {0};

	if (report->c->start.titles.count > 0)
		words = start_words(&report->c->start, &scratch);
	if (!bv_text_is_empty(reported))
		words = bv_arena_print(&scratch, "\"%.*s\" was reported%s%.*s",
				       BV_TEXT_ARG(bv_screen_text(reported, &scratch)),
				       words.size ? "; " : "", BV_TEXT_ARG(words));
	if (!bv_text_is_empty(words))
		bv_screen_row(out, "crash", words);
	bv_arena_release(&scratch);
}

/*
 * What the log concludes
 */

/* Some runs of the merge base that git was told is bad. */
static bool has_bad_merge_base_crashed(const struct bv_bisection *bisection)
{
	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (step->phase == BV_PHASE_MERGE_BASE && step->mark == BV_VERDICT_BAD &&
		    bv_step_count(step, BV_OUTCOME_CRASHED))
			return true;
	}
	return false;
}

/* A fix bisection calls bad what does not crash; a person's own words may mean either. */
static struct bv_text merge_base_words(struct text_report *text)
{
	const struct bv_bisection *bisection = text->report->c->bisection;
	bool is_fix = bv_case_is_fix(text->report->c);
	struct bv_text term = bisection->git.bad_term;

	if (is_fix && !has_bad_merge_base_crashed(bisection))
		return BV_TEXT("at a merge base without the crash: the bug is younger than it, so "
			       "no fix can be found on this branch");
	if (is_fix)
		return BV_TEXT("at a merge base that was marked bad");
	if (!bv_text_is_empty(term) && !bv_text_equal(term, BV_TEXT("bad")))
		return bv_arena_print(&text->scratch, "at a merge base that is %.*s already",
				      BV_TEXT_ARG(bv_screen_text(term, &text->scratch)));
	return BV_TEXT("at a merge base that has the bug already");
}

static struct bv_text ending_words(struct text_report *text)
{
	const struct bv_claim *claim = &text->report->c->bisection->claim;
	static const char *const words[] = {
		[BV_ENDING_NONE] = "without a conclusion",
		[BV_ENDING_FIRST_BAD] = "with a commit that cannot be read",
		[BV_ENDING_ONLY_SKIPPED] = "with only skipped commits left",
		[BV_ENDING_OLDEST_RELEASE] = "at the oldest release, without a good one",
		[BV_ENDING_STILL_ON_HEAD] = "at HEAD, which still has the bug",
		[BV_ENDING_NOT_REPRODUCED] = "because the bug could not be reproduced",
		[BV_ENDING_TIMEOUT] = "because its producer ran out of time",
		[BV_ENDING_ERROR] = "with an error of its producer",
	};
	struct bv_text error = claim->text;

	if (claim->ending == BV_ENDING_MERGE_BASE_BAD)
		return merge_base_words(text);
	if (claim->ending == BV_ENDING_ONLY_SKIPPED && claim->could_be.count)
		return bv_arena_print(&text->scratch, "with %zu commit%s, any of them possible",
				      claim->could_be.count,
				      bv_screen_plural(claim->could_be.count));
	(void)bv_take_prefix(&error, BV_TEXT("error: "));
	if (claim->ending == BV_ENDING_ERROR && !bv_text_is_empty(error))
		return bv_arena_print(&text->scratch, "%s: %.*s", words[claim->ending],
				      BV_TEXT_ARG(bv_screen_text(error, &text->scratch)));
	return bv_text_from(words[claim->ending]);
}

static void print_claim(struct text_report *text)
{
	const struct bv_report *report = text->report;
	struct bv_revision_ref blamed = report->c->bisection->claim.first_bad;
	struct bv_text commit, row;

	if (bv_revision_ref_is_none(blamed)) {
		if (report->c->bisection->kind != BV_KIND_UNKNOWN &&
		    !bv_bisection_is_range(report->c->bisection))
			bv_screen_row(text->out, "ends", ending_words(text));
		return;
	}
	commit = bv_words_short(bv_case_full_name(report->c, blamed, &text->scratch));
	row = bv_arena_print(
		&text->scratch, "%.*s %.*s%s", BV_TEXT_ARG(commit),
		BV_TEXT_ARG(bv_screen_text(bv_case_subject(report->c, blamed), &text->scratch)),
		bv_words_is_subject_cut(report, blamed) ? " ..." : "");
	bv_screen_row(text->out, bv_case_is_fix(report->c) ? "fixed by" : "blamed", row);
}

/* No capitals and no green: a "CONSISTENT" was read as "correct", which is never said. */
static void print_verdict(struct text_report *text)
{
	static const enum bv_style styles[] = {
		[BV_JUDGEMENT_UNDECIDED] = BV_STYLE_WARNING,
		[BV_JUDGEMENT_CONSISTENT] = BV_STYLE_STRONG,
		[BV_JUDGEMENT_DOUBTFUL] = BV_STYLE_WARNING,
		[BV_JUDGEMENT_REFUTED] = BV_STYLE_ERROR,
	};
	const struct bv_check_result *result = text->report->result;
	struct bv_text verdict = bv_text_from(bv_judgement_name(result->judgement));

	bv_screen_label(text->out, "verdict");
	bv_out_style(text->out, styles[result->judgement]);
	bv_out_text(text->out, verdict);
	bv_out_style(text->out, BV_STYLE_PLAIN);
	bv_out_print(text->out, ": ");
	bv_out_folded(text->out, bv_screen_text(bv_words_reason(result), &text->scratch),
		      BV_LABEL_COLUMNS + verdict.size + 2, BV_LABEL_COLUMNS);
}

/*
 * What follows
 */

static struct bv_text left_commit(struct text_report *text, size_t index)
{
	const struct bv_range_facts *range = &text->report->c->facts.range;
	struct bv_oid_hex hex = bv_oid_hex(&range->left.items[index]);
	struct bv_text subject = {0};

	if (index < range->left_subjects.count)
		subject = bv_screen_text(range->left_subjects.items[index], &text->scratch);
	return bv_arena_print(&text->scratch, "%.*s%s%.*s", BV_SHORT_DIGITS, hex.digits,
			      subject.size ? " " : "", BV_TEXT_ARG(subject));
}

static void print_left(struct text_report *text)
{
	const struct bv_range_facts *range = &text->report->c->facts.range;
	size_t count = range->candidates_left.value;
	bool is_listed = count == range->left.count && count <= BV_LEFT_NAMED_MAX;
	struct bv_text row;

	if (!range->candidates_left.is_known)
		return;
	if (count == 0) {
		bv_screen_row(text->out, "left",
			      BV_TEXT("no commit, if every verdict is believed"));
		return;
	}
	row = bv_arena_print(&text->scratch, "%zu commit%s, if every verdict is believed%s", count,
			     bv_screen_plural(count), is_listed ? ":" : "");
	if (is_listed && count == 1)
		row = bv_arena_print(&text->scratch, "%.*s %.*s", BV_TEXT_ARG(row),
				     BV_TEXT_ARG(left_commit(text, 0)));
	bv_screen_row(text->out, "left", row);
	for (size_t i = 0; is_listed && count > 1 && i < count; i++) {
		bv_screen_label(text->out, "");
		bv_out_folded(text->out, left_commit(text, i), BV_LABEL_COLUMNS,
			      BV_LABEL_COLUMNS + 2);
	}
}

static void print_mail(struct text_report *text)
{
	static const char *const words[] = {
		[BV_JUDGEMENT_UNDECIDED] = " of a log that could not be judged",
		[BV_JUDGEMENT_CONSISTENT] = "",
		[BV_JUDGEMENT_DOUBTFUL] =
			", for a commit that the log does not prove guilty: do not send it yet",
		[BV_JUDGEMENT_REFUTED] =
			", for a commit that this log cannot blame: do not send it",
	};
	const struct bv_claim *claim = &text->report->c->bisection->claim;
	size_t count = bv_words_recipients(claim);

	if (count == 0)
		return;
	bv_screen_row(text->out, "mail",
		      bv_arena_print(&text->scratch, "the log names %zu recipient%s%s", count,
				     bv_screen_plural(count),
				     words[text->report->result->judgement]));
}

static struct bv_text tree_words(struct text_report *text)
{
	const struct bv_tree_facts *tree = &text->report->c->facts.tree;

	return bv_arena_print(&text->scratch, "%.*s%s%s%s%s", BV_TEXT_ARG(tree->path),
			      tree->is_shallow ? ", shallow" : "",
			      tree->is_partial ? ", partial" : "",
			      tree->has_grafts ? ", with grafts" : "",
			      tree->has_replace_refs ? ", with replaced objects" : "");
}

/* A tree that has few of the log's commits is hardly the one that was bisected. */
static bool is_wrong_tree(const struct bv_words_found *found)
{
	return found->named > 0 && 2 * found->here < found->named;
}

/* Above the verdict, which then says little. */
static void print_wrong_tree(struct text_report *text)
{
	struct bv_words_found found = bv_words_found(text->report);
	struct bv_text lacks;

	if (!is_wrong_tree(&found))
		return;
	if (found.named == 1)
		lacks = BV_TEXT("it lacks the commit");
	else if (found.here == 0)
		lacks = bv_arena_print(&text->scratch, "it has none of the %zu commits",
				       found.named);
	else
		lacks = bv_arena_print(&text->scratch, "it has only %zu of the %zu commits",
				       found.here, found.named);
	bv_screen_row(
		text->out, "tree",
		bv_arena_print(&text->scratch,
			       "%.*s: %.*s that the log names: git fetch%s, or name the right "
			       "one with --tree",
			       BV_TEXT_ARG(tree_words(text)), BV_TEXT_ARG(lacks),
			       text->report->c->facts.tree.is_shallow ? " --unshallow" : ""));
}

static void print_tree(struct text_report *text)
{
	const struct bv_tree_facts *tree = &text->report->c->facts.tree;
	struct bv_words_found found = bv_words_found(text->report);

	if (!tree->is_open) {
		bv_screen_row(text->out, "tree", BV_TEXT("none: the log alone was judged"));
		return;
	}
	if (!is_wrong_tree(&found))
		bv_screen_row(text->out, "tree", tree_words(text));
	if (text->report->is_verbose && !bv_text_is_empty(tree->graph_note))
		bv_screen_row(text->out, is_wrong_tree(&found) ? "tree" : "", tree->graph_note);
	if (tree->is_hint_due)
		bv_screen_row(text->out, "hint",
			      bv_arena_print(&text->scratch,
					     "%zu commits were read one by one; `git commit-graph "
					     "write --reachable` in that tree, once, spares that",
					     tree->commits_read));
}

void bv_render_text(const struct bv_report *report, struct bv_out *out)
{
	struct text_report text = {.report = report, .out = out};

	print_heading(&text);
	print_wrong_tree(&text);
	print_crash(report, out);
	print_claim(&text);
	print_verdict(&text);
	bv_render_trust(report, out);
	bv_render_findings(report, out);
	print_left(&text);
	bv_render_odds(report, out);
	bv_render_suspects(report, out);
	print_mail(&text);
	print_tree(&text);
	bv_render_not_run(report, out);
	if (report->is_verbose) {
		bv_render_evidence(report, out);
		bv_render_steps(report, out);
	}
	bv_arena_release(&text.scratch);
}
