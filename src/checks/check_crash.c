/* SPDX-License-Identifier: GPL-2.0-only */
/* crash.*: is it one and the same bug all the way? */
#include "check_private.h"
#include "kernel/crash.h"

#include "base/banned.h"

/* Distinct titles that are told apart at most. */
#define TITLES_TOLD_MAX 64

/* Runs of @step that crashed inside and outside of the family, or nobody knows how. */
struct crash_count {
	size_t same, other, unnamed;
};

static struct crash_count count_crashes(const struct bv_check_run *run, const struct bv_step *step)
{
	struct crash_count count = {0};

	for (size_t i = 0; i < step->runs.count; i++) {
		if (step->runs.items[i].outcome != BV_OUTCOME_CRASHED)
			continue;
		if (bv_text_is_empty(step->runs.items[i].title))
			count.unnamed++;
		else if (bv_title_family_has(&run->c->family, step->runs.items[i].title))
			count.same++;
		else
			count.other++;
	}
	return count;
}

static bool is_bad_test(const struct bv_step *step)
{
	return bv_step_is_judged(step) && step->verdict == BV_VERDICT_BAD;
}

/* The step whose crashes must be the bug's: the blamed commit's, else the last bad one. */
static size_t deciding_step(const struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;

	/* What fixes a bug does not crash: there the last crash counts. */
	if (log->claim.ending == BV_ENDING_FIRST_BAD && !bv_case_is_fix(run->c))
		return run->c->culprit_step;
	for (size_t i = log->steps.count; i-- > 0;)
		if (is_bad_test(&log->steps.items[i]))
			return i;
	return SIZE_MAX;
}

static bool is_off_family(const struct bv_check_run *run, size_t step_index)
{
	struct crash_count count;

	if (step_index == SIZE_MAX)
		return false;
	count = count_crashes(run, &run->c->bisection->steps.items[step_index]);
	return count.same == 0 && count.unnamed == 0 && count.other > 0;
}

/* The bad test from which on no bad test shows the bug. */
static size_t first_off_family(const struct bv_check_run *run, size_t deciding)
{
	size_t first = deciding;

	for (size_t i = deciding; i-- > 0;) {
		const struct bv_step *step = &run->c->bisection->steps.items[i];

		if (!is_bad_test(step))
			continue;
		if (!is_off_family(run, i))
			break;
		first = i;
	}
	return first;
}

/* The distinct titles of crashes in bad tests of steps @first to @last. */
static struct bv_title_family titles_between(const struct bv_check_run *run, size_t first,
					     size_t last)
{
	struct bv_title_family titles = {0};

	for (size_t i = first; i <= last; i++) {
		const struct bv_step *step = &run->c->bisection->steps.items[i];

		for (size_t j = 0; is_bad_test(step) && j < step->runs.count; j++) {
			struct bv_text title = bv_title_normal(step->runs.items[j].title);
			bool is_known = step->runs.items[j].outcome != BV_OUTCOME_CRASHED;

			for (size_t k = 0; k < titles.members.count && !is_known; k++)
				is_known = bv_text_equal(titles.members.items[k], title);
			is_known |= titles.members.count == TITLES_TOLD_MAX;
			if (!is_known)
				*BV_APPEND(&titles.members, run->keep) = title;
		}
	}
	return titles;
}

/* "A", or "A" and "B", or "A" and 3 others, with @join for "and". */
static struct bv_text quote_titles(const struct bv_check_run *run, const struct bv_texts *titles,
				   const char *join)
{
	if (titles->count == 0)
		return BV_TEXT("nothing");
	if (titles->count == 1)
		return bv_arena_print(run->keep, "\"%.*s\"", BV_TEXT_ARG(titles->items[0]));
	if (titles->count == 2)
		return bv_arena_print(run->keep, "\"%.*s\" %s \"%.*s\"",
				      BV_TEXT_ARG(titles->items[0]), join,
				      BV_TEXT_ARG(titles->items[1]));
	return bv_arena_print(run->keep, "\"%.*s\" %s %zu others", BV_TEXT_ARG(titles->items[0]),
			      join, titles->count - 1);
}

static void check_other_bug(struct bv_check_run *run)
{
	size_t deciding = deciding_step(run), first;
	const struct bv_step *step;
	struct bv_title_family later;
	struct bv_text name, later_words, start_words;
	struct bv_finding *finding;

	if (deciding == SIZE_MAX) {
		bv_check_not_run(run, "no test shows the crash of the blamed commit");
		return;
	}
	if (bv_step_count(&run->c->bisection->steps.items[deciding], BV_OUTCOME_CRASHED) == 0) {
		bv_check_not_run(run, "the log does not say how the blamed commit crashed");
		return;
	}
	if (run->c->start.family.members.count == 0 || !is_off_family(run, deciding))
		return;
	first = first_off_family(run, deciding);
	step = &run->c->bisection->steps.items[first];
	later = titles_between(run, first, deciding);
	name = bv_case_name(run->c, step->revision);
	later_words = quote_titles(run, &later.members, "or");
	start_words = quote_titles(run, &run->c->start.family.members, "or");
	finding = bv_finding_add(
		run, step->verdict_line ? step->verdict_line : step->line,
		"from the test of %.*s on, every crash is %.*s, not %.*s as in the first test",
		BV_TEXT_ARG(name), BV_TEXT_ARG(later_words), BV_TEXT_ARG(start_words));
	bv_finding_commit(run, finding, step->revision);
}

static void check_report_differs(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	struct bv_text bug;

	if (bv_text_is_empty(claim->crash_title)) {
		bv_check_not_run(run, "the log ends without a crash report");
		return;
	}
	/* crash.other-bug says so already. */
	if (is_off_family(run, deciding_step(run)))
		return;
	if (bv_title_family_has(&run->c->family, claim->crash_title))
		return;
	bug = quote_titles(run, &run->c->start.family.members, "and");
	(void)bv_finding_add(run, claim->crash_line,
			     "the final report is \"%.*s\"; the start showed %.*s",
			     BV_TEXT_ARG(claim->crash_title), BV_TEXT_ARG(bug));
}

/*
 * syzkaller makes the title of the report's own lines, so that the function it names is in them.
 * Hung tasks are named after what they wait for, which need not be in what was kept of the report.
 */
static bool is_report_of_title(const struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	struct bv_text function = bv_title_function(claim->crash_title);

	/* What has no stack may be a piece of the report. */
	return run->c->bisection->is_cut || !bv_title_names_function(claim->crash_title) ||
	       bv_text_starts_with(claim->crash_title, BV_TEXT("INFO: ")) ||
	       bv_text_contains(claim->crash_report, function) ||
	       !bv_text_contains(claim->crash_report, BV_TEXT("+0x"));
}

/* Does a run of the blamed commit show @title? Unknown where the log does not say how it crashed.
 */
static enum bv_truth is_shown(const struct bv_check_run *run, struct bv_text title)
{
	const struct bv_bisection *log = run->c->bisection;
	size_t crashed = 0, unnamed = 0;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (bv_case_same(run->c, step->revision, log->claim.first_bad) != BV_YES)
			continue;
		for (size_t j = 0; j < step->runs.count; j++) {
			bool has_crashed = step->runs.items[j].outcome == BV_OUTCOME_CRASHED;

			crashed += has_crashed;
			unnamed += has_crashed && bv_text_is_empty(step->runs.items[j].title);
			if (bv_text_equal(step->runs.items[j].title, title))
				return BV_YES;
		}
	}
	return crashed == 0 || unnamed ? BV_UNKNOWN : BV_NO;
}

/*
 * The report at the end is one of the blamed commit's runs: syzkaller keeps that of each test.
 * What fixes a bug has none.
 */
static void check_end_unseen(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	struct bv_text title = claim->crash_title, function = bv_title_function(title);
	enum bv_truth answer = is_shown(run, title);

	if (bv_text_is_empty(title))
		bv_check_not_run(run, "the log ends without a crash report");
	else if (answer == BV_NO)
		bv_finding_commit(run,
				  bv_finding_add(run, claim->crash_line,
						 "the final report is \"%.*s\", which no run of "
						 "the blamed commit shows",
						 BV_TEXT_ARG(title)),
				  claim->first_bad);
	else if (!is_report_of_title(run))
		bv_finding_commit(run,
				  bv_finding_add(run, claim->crash_line,
						 "the final report is called \"%.*s\", but no "
						 "line of it names %.*s",
						 BV_TEXT_ARG(title), BV_TEXT_ARG(function)),
				  claim->first_bad);
	else if (answer == BV_UNKNOWN)
		bv_check_not_run(run, "the log does not say how the blamed commit crashed");
}

static bool is_one_family(const struct bv_check_run *run)
{
	const struct bv_title_family *start = &run->c->start.family;

	for (size_t i = 1; i < start->members.count; i++) {
		struct bv_title_family before = bv_title_family_first(start, i);

		if (!bv_title_family_has(&before, start->members.items[i]))
			return false;
	}
	return true;
}

static void check_several_bugs(struct bv_check_run *run)
{
	struct bv_text titles;

	if (is_one_family(run))
		return;
	titles = quote_titles(run, &run->c->start.family.members, "and");
	(void)bv_finding_add(run, run->c->start.line,
			     "the start shows %zu titles that need not be one bug: %.*s",
			     run->c->start.family.members.count, BV_TEXT_ARG(titles));
}

static void check_title_never_seen(struct bv_check_run *run)
{
	const struct bv_start_test *start = &run->c->start;
	struct bv_finding *finding;

	if (bv_text_is_empty(run->c->title)) {
		bv_check_not_run(run, "the reported bug's title is not known: use --title");
		return;
	}
	if (!start->line) {
		bv_check_not_run(run, "the log has no start test");
		return;
	}
	for (size_t i = 0; i < start->titles.count; i++)
		if (bv_title_family_has(&run->c->reported, start->titles.items[i].title))
			return;
	finding =
		bv_finding_add(run, start->line, "the first test never shows the reported \"%.*s\"",
			       BV_TEXT_ARG(run->c->title));
	/* Whoever names a bug is to hear that the log is about another. */
	finding->is_urgent = !bv_text_is_empty(run->c->told->title);
}

static void check_unrelated_stack(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	const struct bv_case_files *files = &run->c->files;
	struct bv_texts directories = {0};
	struct bv_finding *finding;

	bv_stack_directories(&directories, claim->crash_report, run->keep);
	if (directories.count == 0) {
		bv_check_not_run(run, "the log ends without a stack that names files");
		return;
	}
	if (!run->c->files.is_complete || run->c->files.source == BV_FILES_RAW) {
		bv_check_not_run(run, "the blamed commit's list of files is not complete");
		return;
	}
	for (size_t i = 0; i < files->count; i++)
		if (bv_text_set_has(&directories, bv_directory_of(files->items[i].path)))
			return;
	finding =
		bv_finding_add(run, claim->crash_line,
			       "the final stack runs through no directory that the commit changes");
	bv_finding_commit(run, finding, claim->first_bad);
}

static const struct bv_check checks[] = {
	{"crash.end-unseen", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_RUNS | BV_NEED_SYZBOT,
	 check_end_unseen},
	{"crash.other-bug", BV_LEVEL_WARNING, BV_NEED_RUNS | BV_NEED_FAMILY, check_other_bug},
	{"crash.report-differs", BV_LEVEL_NOTE, BV_NEED_FAMILY | BV_NEED_SYZBOT,
	 check_report_differs},
	{"crash.several-bugs", BV_LEVEL_NOTE, BV_NEED_RUNS | BV_NEED_FAMILY, check_several_bugs},
	{"crash.title-never-seen", BV_LEVEL_NOTE, BV_NEED_RUNS, check_title_never_seen},
	{"crash.unrelated-stack", BV_LEVEL_NOTE, BV_NEED_CLAIM | BV_NEED_FILES,
	 check_unrelated_stack},
};

const struct bv_check_family bv_family_crash = BV_CHECK_FAMILY(checks);
