/* SPDX-License-Identifier: GPL-2.0-only */
/* range.*: can the verdicts all hold in this history? */
#include "check_private.h"
#include "kernel/commit_title.h"

#include "base/banned.h"

static void check_empty(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;

	if (!bv_is_left_known(run))
		return;
	/* range.good-contains-bad says so already, and better. */
	if (range->candidates_left.value == 0 && range->contradictions.count == 0)
		(void)bv_finding_add(run, run->c->bisection->last_line,
				     "the verdicts leave no candidate at all");
}

static void check_good_contains_bad(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;

	for (size_t i = 0; i < range->contradictions.count; i++) {
		const struct bv_contradiction *pair = &range->contradictions.items[i];
		struct bv_text good = bv_oid_name(run, &pair->good);
		struct bv_text bad = bv_oid_name(run, &pair->bad);
		bool is_same = bv_oid_equal(&pair->good, &pair->bad);
		size_t later = pair->good_line > pair->bad_line ? pair->good_line : pair->bad_line;
		struct bv_finding *finding;

		if (is_same)
			finding = bv_finding_add(
				run, later, "%.*s was judged good (line %zu) and bad (line %zu)",
				BV_TEXT_ARG(good), pair->good_line, pair->bad_line);
		else
			finding = bv_finding_add(
				run, later, "good %.*s (line %zu) contains bad %.*s (line %zu)",
				BV_TEXT_ARG(good), pair->good_line, BV_TEXT_ARG(bad),
				pair->bad_line);
		bv_finding_oid(run, finding, &pair->good);
		bv_finding_oid(run, finding, &pair->bad);
	}
	if (!range->candidates_left.is_known)
		bv_check_not_run(run, "%.*s", BV_TEXT_ARG(range->why_unknown));
}

static void check_merge_base_untested(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;
	struct bv_finding *finding;
	struct bv_text name;

	if (range->is_good_ancestor == BV_UNKNOWN) {
		bv_check_not_run(run, "%.*s", BV_TEXT_ARG(range->why_unknown));
		return;
	}
	if (range->is_good_ancestor == BV_YES)
		return;
	if (range->is_merge_base_skipped)
		(void)bv_finding_add_at(run, BV_LEVEL_NOTE, run->c->bisection->git.good_line,
					"a good commit is no ancestor of the bad one, and a merge "
					"base was skipped: git cannot be sure of the range then");
	if (range->is_merge_base_in_good)
		(void)bv_finding_add_at(run, BV_LEVEL_NOTE, run->c->bisection->git.good_line,
					"a good commit is no ancestor of the bad one, and a merge "
					"base was not tested; a good commit that was contains it");
	if (range->are_merge_bases_tested == BV_YES)
		return;
	if (range->merge_bases.count == 0) {
		(void)bv_finding_add(run, run->c->bisection->git.line,
				     "the good and the bad commit have no common history");
		return;
	}
	if (range->are_merge_bases_tested == BV_UNKNOWN) {
		bv_check_not_run(run, "the log does not say how a merge base's test went");
		return;
	}
	name = bv_oid_name(run, &range->merge_bases.items[0]);
	finding =
		bv_finding_add(run, run->c->bisection->git.good_line,
			       "a good commit is no ancestor of the bad one, and their merge base "
			       "%.*s was not tested",
			       BV_TEXT_ARG(name));
	for (size_t i = 0; i < range->merge_bases.count; i++)
		bv_finding_oid(run, finding, &range->merge_bases.items[i]);
}

static void report_start(struct bv_check_run *run, size_t line, struct bv_revision_ref told,
			 size_t other_line, struct bv_revision_ref other)
{
	struct bv_text a = bv_case_name(run->c, told), b = bv_case_name(run->c, other);
	struct bv_finding *finding =
		bv_finding_add(run, line, "line %zu begins with %.*s where line %zu has %.*s", line,
			       BV_TEXT_ARG(a), other_line, BV_TEXT_ARG(b));

	bv_finding_commit(run, finding, told);
	bv_finding_commit(run, finding, other);
}

/* git's comments on the ends of the start command, one for each, and which one is looked at. */
struct ends {
	const struct bv_step *comments;
	size_t count, at;
};

/* Does git's comment take the tag of a release for another one, or that title for another end? */
static bool is_release_elsewhere(const struct bv_bisection *log, const struct ends *ends,
				 struct bv_text word)
{
	enum bv_truth is_own = BV_UNKNOWN, is_any = BV_UNKNOWN;

	for (size_t i = 0; i < ends->count; i++) {
		struct bv_text title =
			bv_bisection_revision(log, ends->comments[i].revision)->subject;
		enum bv_truth answer = bv_title_is_of_release(title, word);

		if (i == ends->at)
			is_own = answer;
		else if (answer == BV_YES)
			is_any = BV_YES;
	}
	return is_own == BV_NO || (is_own == BV_UNKNOWN && is_any == BV_YES);
}

static bool compare_release(struct bv_check_run *run, const struct ends *ends)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct bv_step *step = &ends->comments[ends->at];
	struct bv_text word = log->git.typed_words.items[ends->at];
	struct bv_text title = bv_bisection_revision(log, step->revision)->subject;
	struct bv_finding *finding;

	if (!is_release_elsewhere(log, ends, word))
		return true;
	finding = bv_finding_add(run, log->git.line,
				 "the start command names %.*s where line %zu has \"%.*s\"",
				 BV_TEXT_ARG(word), step->line, BV_TEXT_ARG(title));
	bv_finding_commit(run, finding, step->revision);
	return false;
}

/* git's comments say what it took the words of its start command for. */
static void compare_typed(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	struct ends ends = {.count = log->git.typed.count};
	size_t above = 0;

	for (size_t i = 0; i < log->steps.count; i++)
		above += log->steps.items[i].line < log->git.line;
	if (ends.count > above)
		return;
	ends.comments = log->steps.items + (above - ends.count);
	for (; ends.at < ends.count; ends.at++) {
		const struct bv_step *step = &ends.comments[ends.at];
		struct bv_revision_ref typed = log->git.typed.items[ends.at];

		if (!compare_release(run, &ends))
			return;
		if (bv_revision_ref_is_none(typed) ||
		    bv_case_same(run->c, typed, step->revision) != BV_NO)
			continue;
		/* Without the object it can be a tag's own id. */
		if (!bv_facts_revision(&run->c->facts, typed) ||
		    bv_facts_revision(&run->c->facts, typed)->resolution == BV_RESOLUTION_NONE) {
			bv_check_not_run(run, "what the start command names is not here");
			continue;
		}
		report_start(run, log->git.line, typed, step->line, step->revision);
		return;
	}
}

/*
 * syzkaller first tests the commit that it starts from, and says so; a fix bisection HEAD, too.
 * Source: syzkaller's pkg/bisect/bisect.go, bisect(): it is the same variable.
 */
static void compare_first_tests(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct bv_revision *start = bv_bisection_revision(log, log->start);

	if (start && bv_case_same(run->c, log->start_again, log->start) == BV_NO)
		report_start(run, log->start_again_line, log->start_again, start->line, log->start);
	for (size_t i = 0; i < log->steps.count && start; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (step->phase != BV_PHASE_START ||
		    bv_case_same(run->c, step->revision, log->start) != BV_NO ||
		    (!bv_revision_ref_is_none(log->head) &&
		     bv_case_same(run->c, step->revision, log->head) != BV_NO))
			continue;
		report_start(run, step->line, step->revision, start->line, log->start);
		return;
	}
}

/* A fix bisection goes from the start commit, which has the bug, to HEAD, which has it not. */
static void compare_fix_range(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct bv_revision *start = bv_bisection_revision(log, log->start);
	const struct bv_revision *head = bv_bisection_revision(log, log->head);

	if (log->kind != BV_KIND_SYZBOT_FIX || !log->git.line || !start || !head)
		return;
	if (bv_case_same(run->c, log->git.bad, log->head) == BV_NO)
		report_start(run, log->git.line, log->git.bad, head->line, log->head);
	else if (log->git.good.count == 1 &&
		 bv_case_same(run->c, log->git.good.items[0], log->start) == BV_NO)
		report_start(run, log->git.line, log->git.good.items[0], start->line, log->start);
}

static void check_start_differs(struct bv_check_run *run)
{
	compare_typed(run);
	if (!bv_kind_is_syzbot(run->c->bisection->kind))
		return;
	compare_first_tests(run);
	compare_fix_range(run);
}

/* What the tests say of @end; unknown also where a test's revision cannot be compared. */
static enum bv_truth is_judged(const struct bv_check_run *run, struct bv_revision_ref end,
			       enum bv_verdict verdict)
{
	const struct bv_bisection *log = run->c->bisection;
	enum bv_truth answer = log->unknown_lines.count ? BV_UNKNOWN : BV_NO;

	for (size_t i = 0; i < log->steps.count; i++) {
		enum bv_truth is_same = bv_case_same(run->c, log->steps.items[i].revision, end);

		if (is_same == BV_YES && log->steps.items[i].verdict == verdict)
			return BV_YES;
		if (is_same == BV_UNKNOWN)
			answer = BV_UNKNOWN;
	}
	return answer;
}

static void compare_end(struct bv_check_run *run, struct bv_revision_ref end, size_t line,
			enum bv_verdict verdict)
{
	const char *word = bv_verdict_name(verdict);
	struct bv_finding *finding;
	enum bv_truth answer;

	if (bv_revision_ref_is_none(end))
		return;
	answer = is_judged(run, end, verdict);
	if (answer == BV_UNKNOWN)
		bv_check_not_run(run,
				 "which tests the last good and bad ones rest on is not known");
	if (answer != BV_NO)
		return;
	finding = bv_finding_add(run, line,
				 "%.*s is called the last %s one here, but no test found it %s",
				 BV_TEXT_ARG(bv_case_name(run->c, end)), word, word);
	bv_finding_commit(run, finding, end);
}

/* Of those that say how near they came: each end was tested, and the bad one is the result. */
static void check_ends_differ(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	struct bv_text blamed = bv_case_name(run->c, claim->first_bad);
	struct bv_text bad = bv_case_name(run->c, claim->last_bad);
	struct bv_finding *finding;

	compare_end(run, claim->last_good, claim->last_good_line, BV_VERDICT_GOOD);
	compare_end(run, claim->last_bad, claim->last_bad_line, BV_VERDICT_BAD);
	if (claim->ending != BV_ENDING_FIRST_BAD || bv_revision_ref_is_none(claim->last_bad) ||
	    bv_case_same(run->c, claim->first_bad, claim->last_bad) != BV_NO)
		return;
	finding = bv_finding_add(run, claim->last_bad_line,
				 "the last bad one here is %.*s, but the result is %.*s (line %zu)",
				 BV_TEXT_ARG(bad), BV_TEXT_ARG(blamed), claim->line);
	bv_finding_commit(run, finding, claim->last_bad);
	bv_finding_commit(run, finding, claim->first_bad);
}

/* With a parent that is known good nothing lies between the two. */
static bool is_parent_good(const struct bv_case *c)
{
	const struct bv_culprit_facts *culprit = &c->facts.culprit;

	return culprit->parents.count == 1 && culprit->parent_verdicts &&
	       culprit->parent_verdicts[0] == BV_VERDICT_GOOD;
}

static void check_paths(struct bv_check_run *run)
{
	const struct bv_git_start *git = &run->c->bisection->git;
	struct bv_revision_ref blamed = run->c->bisection->claim.first_bad;
	struct bv_text more = {0};
	struct bv_finding *finding;

	if (git->path_count == 0)
		return;
	if (git->path_count > 1)
		more = bv_arena_print(run->keep, " and %zu more", git->path_count - 1);
	finding = bv_finding_add(run, git->line,
				 "git looked only at commits that touch %.*s%.*s: the others were "
				 "never candidates",
				 BV_TEXT_ARG(git->paths[0]), BV_TEXT_ARG(more));
	finding->is_urgent = !bv_revision_ref_is_none(blamed) && !is_parent_good(run->c);
}

static const struct bv_check checks[] = {
	{"range.empty", BV_LEVEL_ERROR, BV_NEED_TREE, check_empty},
	{"range.ends-differ", BV_LEVEL_WARNING, 0, check_ends_differ},
	{"range.good-contains-bad", BV_LEVEL_ERROR, BV_NEED_TREE, check_good_contains_bad},
	{"range.merge-base-untested", BV_LEVEL_WARNING, BV_NEED_TREE, check_merge_base_untested},
	{"range.paths", BV_LEVEL_NOTE, 0, check_paths},
	{"range.start-differs", BV_LEVEL_WARNING, 0, check_start_differs},
};

const struct bv_check_family bv_family_range = BV_CHECK_FAMILY(checks);
