/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*: do the verdicts lead to the blamed commit, and what is it? */
#include "check_private.h"

#include "base/banned.h"

static void blame(struct bv_check_run *run, struct bv_finding *finding)
{
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static bool is_among(const struct bv_oids *oids, const struct bv_oid *oid)
{
	for (size_t i = 0; i < oids->count; i++)
		if (bv_oid_equal(&oids->items[i], oid))
			return true;
	return false;
}

static void check_excluded(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;
	const struct bv_revision_facts *blamed =
		bv_facts_revision(&run->c->facts, run->c->bisection->claim.first_bad);

	if (!bv_is_left_known(run))
		return;
	if (!blamed || blamed->resolution == BV_RESOLUTION_NONE) {
		bv_check_not_run(run, "the blamed commit is not in the tree");
		return;
	}
	if (range->candidates_left.value > range->left.count) {
		bv_check_not_run(run, "too many candidates are left to list them");
		return;
	}
	if (range->candidates_left.value > 0 && !is_among(&range->left, &blamed->id))
		blame(run, bv_finding_add(run, run->c->bisection->claim.line,
					  "the verdicts exclude this commit: it is "
					  "none of the %zu candidates left",
					  range->candidates_left.value));
}

/* In git's words: what fixes a bug is "bad" for git, since it is what changed. */
static enum bv_verdict git_verdict(const struct bv_check_run *run, size_t step_index)
{
	return bv_case_git_word(run->c, bv_case_verdict(run->c, step_index));
}

static bool has_phase(const struct bv_bisection *log, enum bv_phase phase)
{
	for (size_t i = 0; i < log->steps.count; i++)
		if (log->steps.items[i].phase == phase)
			return true;
	return false;
}

/* A log without its beginning: neither a range nor a start test. */
static bool is_fragment(const struct bv_bisection *log)
{
	return !log->git.line && !has_phase(log, BV_PHASE_START);
}

/* Two ends and a result: a person leaves out what git offered in between. */
static bool has_ends_only(const struct bv_bisection *log)
{
	return !bv_kind_is_syzbot(log->kind) && !has_phase(log, BV_PHASE_BISECT) &&
	       !has_phase(log, BV_PHASE_MERGE_BASE);
}

static void not_bad_untested(struct bv_check_run *run, enum bv_truth is_bad_end)
{
	const struct bv_bisection *log = run->c->bisection;

	if (log->steps.count == 0)
		bv_check_not_run(run, "the log holds no tests");
	else if (is_fragment(log))
		bv_check_not_run(run, "the log's beginning is missing");
	else if (bv_bisection_is_end_missing(log))
		bv_check_not_run(run, "the log ends before the test of the blamed commit");
	else if (has_ends_only(log))
		bv_check_not_run(run, "the log leaves out the tests between its ends");
	else if (is_bad_end == BV_UNKNOWN && run->c->facts.culprit.gap != BV_GAP_UNTESTED &&
		 !bv_revision_ref_is_none(log->git.bad))
		bv_check_not_run(run, "whether the blamed commit is the bad end is not known");
	else
		blame(run, bv_finding_add_at(run, BV_LEVEL_WARNING, log->claim.line,
					     "the blamed commit was never tested here"));
}

static void check_not_bad(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	enum bv_truth is_bad_end = bv_case_same(run->c, log->git.bad, log->claim.first_bad);
	enum bv_verdict last = BV_VERDICT_UNKNOWN;
	bool is_bad = is_bad_end == BV_YES, is_read = false, is_some_unknown = false;
	size_t line = 0;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];
		enum bv_truth is_same = bv_case_same(run->c, step->revision, log->claim.first_bad);

		if (step->phase == BV_PHASE_CONFIG || step->phase == BV_PHASE_BUILD)
			continue;
		is_some_unknown |= is_same == BV_UNKNOWN;
		if (is_same != BV_YES)
			continue;
		last = git_verdict(run, i);
		is_bad |= last == BV_VERDICT_BAD;
		is_read = step->verdict != BV_VERDICT_UNKNOWN;
		line = step->line;
	}
	if (is_bad)
		return;
	if (last == BV_VERDICT_WEAK && !bv_kind_has_verdicts(run->c->bisection->kind))
		bv_check_not_run(run, "its producer weighs runs, and calls no commit bad");
	else if (last == BV_VERDICT_WEAK)
		blame(run, bv_finding_add_at(run, BV_LEVEL_WARNING, line,
					     "the blamed commit's test was weak: tested, but not "
					     "certain to be bad"));
	else if (is_read && (last == BV_VERDICT_GOOD || last == BV_VERDICT_SKIP))
		blame(run, bv_finding_add(run, line, "the blamed commit was judged %s, not bad",
					  bv_verdict_name(last)));
	else if (line)
		bv_check_not_run(run, "the log does not say how the blamed commit's test went");
	else if (is_some_unknown)
		bv_check_not_run(run, "whether a test was of the blamed commit is not known");
	else
		not_bad_untested(run, is_bad_end);
}

static void check_not_verified(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;

	if (claim->is_reverified || claim->is_reverted || bv_case_is_retested(run->c))
		return;
	blame(run, bv_finding_add(run, claim->line,
				  "no test of the result was found, nor that a revert helps%s",
				  run->c->bisection->kind == BV_KIND_MAIL
					  ? "; what people write of it is not read"
					  : ""));
}

static void check_others_left(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;

	if (!bv_kind_has_verdicts(run->c->bisection->kind))
		bv_check_not_run(run, "its producer weighs runs, and excludes no commit");
	else if (bv_is_left_known(run) && range->candidates_left.value > 1)
		blame(run, bv_finding_add(run, run->c->bisection->claim.line,
					  "the verdicts leave %zu candidates, not "
					  "one",
					  range->candidates_left.value));
}

static void check_parent_bad(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	if (!culprit->parent_verdicts) {
		bv_check_not_run(run, "the verdicts of its parents are not known");
		return;
	}
	for (size_t i = 0; i < culprit->parents.count; i++) {
		struct bv_text name = bv_oid_name(run, &culprit->parents.items[i]);
		struct bv_finding *finding;

		if (culprit->parent_verdicts[i] != BV_VERDICT_BAD)
			continue;
		finding = bv_finding_add(run, run->c->bisection->claim.line,
					 "its parent %.*s was judged bad, so it is not the first",
					 BV_TEXT_ARG(name));
		bv_finding_oid(run, finding, &culprit->parents.items[i]);
	}
}

static void check_release(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	enum bv_truth is_release = bv_case_is_release(run->c);
	size_t line = run->c->bisection->claim.line;

	if (is_release == BV_UNKNOWN)
		bv_check_not_run(run, "whether it changes more than the version is not known");
	else if (is_release == BV_YES && culprit->tags.count)
		blame(run, bv_finding_add(run, line,
					  "it is the commit of release %.*s: what changed "
					  "is more likely the compiler or the "
					  "configuration",
					  BV_TEXT_ARG(culprit->tags.items[0])));
	else if (is_release == BV_YES)
		blame(run, bv_finding_add(run, line,
					  "it is a release commit by its title: what "
					  "changed is more likely the compiler or "
					  "the configuration"));
	else if (culprit->is_read == BV_YES && culprit->has_tags_read != BV_YES)
		bv_check_not_run(run, "the tree's tags could not be read");
}

/* The last verdict on the commit that @written begins, in git's words. */
static enum bv_verdict verdict_on(const struct bv_check_run *run, struct bv_text written)
{
	const struct bv_bisection *log = run->c->bisection;
	enum bv_verdict verdict = BV_VERDICT_UNKNOWN;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];
		const struct bv_revision *revision = bv_bisection_revision(log, step->revision);

		if (revision && step->phase != BV_PHASE_CONFIG &&
		    bv_text_equal_nocase(bv_text_slice(revision->written, 0, written.size),
					 written))
			verdict = step->verdict;
	}
	return verdict;
}

static bool are_parents_good_by_tree(const struct bv_culprit_facts *culprit)
{
	for (size_t i = 0; i < culprit->parents.count; i++)
		if (!culprit->parent_verdicts || culprit->parent_verdicts[i] != BV_VERDICT_GOOD)
			return false;
	return true;
}

/* "Merge: 0123456789ab fedcba987654" */
static bool are_parents_good_by_log(const struct bv_check_run *run)
{
	struct bv_text rest = run->c->bisection->claim.print.merge, parent;
	size_t parents = 0;

	while (bv_take_blanks(&rest) && bv_take_hex(&rest, 7, 40, &parent)) {
		if (verdict_on(run, parent) != BV_VERDICT_GOOD)
			return false;
		parents++;
	}
	return parents > 1;
}

/* A run prints no marks: then it is not known which of its sides were tested, nor how it went. */
static bool is_some_test_silent(const struct bv_bisection *log)
{
	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if ((step->phase == BV_PHASE_BISECT || step->phase == BV_PHASE_MERGE_BASE) &&
		    (step->verdict == BV_VERDICT_UNKNOWN || step->verdict == BV_VERDICT_WEAK))
			return true;
	}
	return false;
}

/*
 * git names one commit when its verdicts exclude all others, so it has excluded both sides of a
 * merge, if they were candidates: not along first parents, nor below paths alone.
 */
static bool are_sides_excluded(const struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct bv_range_facts *range = &run->c->facts.range;
	const struct bv_statements *statements = &log->claim.statements;
	bool is_gits = false;

	for (size_t i = 0; i < statements->count; i++)
		is_gits |= statements->items[i].kind == BV_STATEMENT_GIT ||
			   statements->items[i].kind == BV_STATEMENT_COMMENT;
	if (range->candidates_left.is_known && range->candidates_left.value != 1)
		return false;
	return is_gits && !bv_bisection_is_start_missing(log) && !log->git.is_first_parent &&
	       log->git.path_count == 0 && !log->is_cut && !is_some_test_silent(log) &&
	       has_phase(log, BV_PHASE_BISECT);
}

/* What the log and the tree tell of a blamed merge. */
static const char *merge_words(const struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	if (run->c->bisection->git.is_first_parent)
		return "it is a merge, in a bisection along first parents: each commit that it "
		       "brings in may be the cause";
	if (culprit->is_read == BV_YES ? are_parents_good_by_tree(culprit)
				       : are_parents_good_by_log(run))
		return "it is a merge whose parents were all judged good: either its two sides do "
		       "not work together, or one of these verdicts is wrong";
	if (are_sides_excluded(run))
		return "it is a merge whose sides were judged good: either they do not work "
		       "together, or one of these verdicts is wrong";
	if (is_some_test_silent(run->c->bisection))
		return "it is a merge, and the log does not say how its sides were tested";
	if (culprit->is_evil_merge == BV_NO)
		return "it is a merge that changes nothing by itself; how its sides were judged is "
		       "not known";
	return "it is a merge; how its sides were judged is not known";
}

/*
 * A merge can be a true result: its two sides do not get on. In syzbot's results it is not: of 22
 * blamed merges in a labelled sample none was the cause, though most had two good parents; the good
 * ones were false.
 */
static void check_merge(struct bv_check_run *run)
{
	enum bv_truth is_merge = bv_case_is_merge(run->c);
	enum bv_level level = bv_case_is_syzbots(run->c) ? BV_LEVEL_WARNING : BV_LEVEL_NOTE;
	struct bv_finding *finding;

	if (is_merge == BV_UNKNOWN)
		bv_check_not_run(run, "neither the log nor the tree shows the commit's parents");
	if (is_merge != BV_YES)
		return;
	finding = bv_finding_add_at(run, level, run->c->bisection->claim.line, "%s",
				    merge_words(run));
	/* Also where it is a note: who reads the title only takes it for a change. */
	finding->is_urgent = true;
	blame(run, finding);
}

static void check_adds_function(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	for (size_t i = 0; i < culprit->added_functions.count; i++)
		blame(run, bv_finding_add(run, run->c->bisection->claim.line,
					  "it brings in %.*s, which the crash names",
					  BV_TEXT_ARG(culprit->added_functions.items[i])));
	if (culprit->are_functions_read != BV_YES)
		bv_check_not_run(run, "the contents of its files were not searched for the crash's "
				      "functions");
}

static const struct bv_check checks[] = {
	{"culprit.adds-function", BV_LEVEL_NOTE,
	 BV_NEED_CLAIM | BV_NEED_FILES | BV_NEED_TREE | BV_NEED_CULPRIT, check_adds_function},
	{"culprit.excluded", BV_LEVEL_ERROR, BV_NEED_CLAIM | BV_NEED_TREE, check_excluded},
	{"culprit.merge", BV_LEVEL_WARNING, BV_NEED_CLAIM, check_merge},
	{"culprit.not-bad", BV_LEVEL_ERROR, BV_NEED_CLAIM, check_not_bad},
	{"culprit.not-verified", BV_LEVEL_NOTE, BV_NEED_CLAIM, check_not_verified},
	{"culprit.others-left", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_TREE, check_others_left},
	{"culprit.parent-bad", BV_LEVEL_ERROR, BV_NEED_CLAIM | BV_NEED_TREE | BV_NEED_CULPRIT,
	 check_parent_bad},
	{"culprit.release", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_LINUX, check_release},
};

const struct bv_check_family bv_family_culprit = BV_CHECK_FAMILY(checks);
