/* culprit.*: do the verdicts lead to the blamed commit, and is it what the log prints? */
#include "culprit_detector.h"
#include "culprit_diff.h"
#include "culprit_history.h"
#include "culprit_merge.h"
#include "culprit_print.h"

#include "base/banned.h"

static struct bv_finding *blame_finding(struct bv_check_run *run, struct bv_finding *finding)
{
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
	return finding;
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
		(void)blame_finding(run, bv_finding_add(run, run->c->bisection->claim.line,
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

static void not_bad_untested(struct bv_check_run *run, enum bv_answer is_bad_end)
{
	const struct bv_bisection *log = run->c->bisection;

	if (log->steps.count == 0)
		bv_check_not_run(run, "the log holds no tests");
	else if (is_fragment(log))
		bv_check_not_run(run, "the log's beginning is missing");
	else if (has_ends_only(log))
		bv_check_not_run(run, "the log leaves out the tests between its ends");
	else if (is_bad_end == BV_UNKNOWN && !bv_revision_ref_is_none(log->git.bad))
		bv_check_not_run(run, "whether the blamed commit is the bad end is not known");
	else
		(void)blame_finding(run,
				    bv_finding_add_at(run, BV_LEVEL_WARNING, log->claim.line,
						      "the blamed commit was never tested here"));
}

static void check_not_bad(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	enum bv_answer is_bad_end = bv_case_same(run->c, log->git.bad, log->claim.first_bad);
	enum bv_verdict last = BV_VERDICT_UNKNOWN;
	bool is_bad = is_bad_end == BV_YES, is_read = false;
	size_t line = 0;

	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (step->phase == BV_PHASE_CONFIG || step->phase == BV_PHASE_BUILD ||
		    bv_case_same(run->c, step->revision, log->claim.first_bad) != BV_YES)
			continue;
		last = git_verdict(run, i);
		is_bad |= last == BV_VERDICT_BAD;
		is_read = step->verdict != BV_VERDICT_UNKNOWN;
		line = step->line;
	}
	if (is_bad)
		return;
	if (is_read && (last == BV_VERDICT_GOOD || last == BV_VERDICT_SKIP))
		(void)blame_finding(run, bv_finding_add(run, line,
							"the blamed commit was judged %s, not bad",
							bv_verdict_name(last)));
	else if (line)
		bv_check_not_run(run, "the log does not say how the blamed commit's test went");
	else
		not_bad_untested(run, is_bad_end);
}

static void check_not_verified(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;

	if (!claim->is_reverified && !claim->is_reverted)
		(void)blame_finding(run, bv_finding_add(run, claim->line,
							"the log does not show that it was tested "
							"again, or that a revert helps"));
}

static void check_others_left(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;

	if (bv_is_left_known(run) && range->candidates_left.value > 1)
		(void)blame_finding(run, bv_finding_add(run, run->c->bisection->claim.line,
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

	if (culprit->tags.count)
		(void)blame_finding(run, bv_finding_add(run, run->c->bisection->claim.line,
							"the commit of release %.*s: what changed "
							"is more likely the compiler or the "
							"configuration",
							BV_TEXT_ARG(culprit->tags.items[0])));
	else if (bv_case_is_release(run->c))
		(void)blame_finding(run, bv_finding_add(run, run->c->bisection->claim.line,
							"a release commit by its title: what "
							"changed is more likely the compiler or "
							"the configuration"));
	else if (culprit->is_read == BV_YES && culprit->has_tags_read != BV_YES)
		bv_check_not_run(run, "the tree's tags could not be read");
}

#define NEEDS_DIFF (BV_NEED_CLAIM | BV_NEED_FILES)

static const struct bv_check checks[] = {
	{{"culprit.adds-function", BV_LEVEL_NOTE,
	  "the blamed commit brings in a function that the crash names",
	  "A title of the start test, or the reported one, names a function, and the files that "
	  "the "
	  "commit changes name it now and did not before. That speaks for the result: new code "
	  "crashed.\n"
	  "It errs where the commit moved or renamed older code.\n"
	  "Read the function."},
	 NEEDS_DIFF | BV_NEED_TREE | BV_NEED_CULPRIT,
	 bv_check_culprit_adds_function},
	{{"culprit.comment-only", BV_LEVEL_ERROR, "the blamed commit changes only comments",
	  "The files are compared token by token, without comments and white space, and are equal: "
	  "the "
	  "compiler sees the same program but for line numbers. Those are why the kernel's "
	  "signature can "
	  "differ all the same.\n"
	  "It errs where a line number matters, as for a macro that prints __LINE__.\n"
	  "Do not mail. One of the verdicts is about something else."},
	 NEEDS_DIFF,
	 bv_check_culprit_comment_only},
	{{"culprit.crash-fixed", BV_LEVEL_WARNING,
	  "a later commit fixes the crash and blames another commit",
	  "A commit that the crashed kernel does not have is about this crash: its message has "
	  "syzbot's name for the bug, or the crash's title. Its Fixes: line names another commit "
	  "than "
	  "the log. Somebody who understood the bug found another cause, and it is fixed there "
	  "already.\n"
	  "It errs where one title stands for several bugs.\n"
	  "Read that commit. Do not mail: there is nobody left to ask."},
	 BV_NEED_CLAIM | BV_NEED_TREE | BV_NEED_CULPRIT,
	 bv_check_culprit_crash_fixed},
	{{"culprit.detector", BV_LEVEL_NOTE, "the blamed commit may only have made the bug visible",
	  "Commits that add a check (KASAN, lockdep, WARN), fault injection or system calls are "
	  "often "
	  "blamed for older bugs that they bring to light, or because the reproducer needs them. "
	  "Of "
	  "blamed commits with such a title four in five were wrong.\n"
	  "Ask whether the bug could have gone unnoticed before it."},
	 BV_NEED_CLAIM,
	 bv_check_culprit_detector},
	{{"culprit.diffstat-differs", BV_LEVEL_WARNING,
	  "the printed list of files is not the commit's",
	  "The names and line counts below the printed commit are compared with its trees. A "
	  "difference "
	  "means that the text was edited or belongs to another commit.\n"
	  "It errs where the author's git was told to print something else (diff.renames, "
	  "log.diffMerges).\n"
	  "Compare with git show --stat."},
	 BV_NEED_CLAIM | BV_NEED_PRINT | BV_NEED_TREE | BV_NEED_CULPRIT,
	 bv_check_culprit_diffstat_differs},
	{{"culprit.excluded", BV_LEVEL_ERROR, "the log's own verdicts exclude the blamed commit",
	  "All verdicts are applied to the history in the tree; the blamed commit is not among the "
	  "commits that remain. The log draws a conclusion that does not follow.\n"
	  "git bisect replay shows what does follow."},
	 BV_NEED_CLAIM | BV_NEED_TREE,
	 check_excluded},
	{{"culprit.fixed-later", BV_LEVEL_NOTE, "a later commit says that it fixes this one",
	  "A commit after the blamed one names it in a Fixes: line. That speaks for the result if "
	  "it is "
	  "the same bug; then the bug may be fixed already.\n"
	  "Read that commit before mailing anybody."},
	 BV_NEED_CLAIM | BV_NEED_TREE | BV_NEED_CULPRIT,
	 bv_check_culprit_fixed_later},
	{{"culprit.header-differs", BV_LEVEL_WARNING,
	  "the printed commit is not the one in the tree",
	  "Author, date, title and message below the conclusion are compared with the commit. A "
	  "difference means that the text was edited or is another commit's.\n"
	  "Dates are compared as instants, in whatever zone they were printed; one without a zone "
	  "is not compared.\n"
	  "It errs where .mailmap changed what git printed.\n"
	  "Compare with git show."},
	 BV_NEED_CLAIM | BV_NEED_PRINT | BV_NEED_TREE | BV_NEED_CULPRIT,
	 bv_check_culprit_header_differs},
	{{"culprit.help-text-only", BV_LEVEL_ERROR, "the blamed commit changes only Kconfig help",
	  "Help texts are shown to people and reach neither the configuration nor the image.\n"
	  "Do not mail. One of the verdicts is about something else."},
	 NEEDS_DIFF,
	 bv_check_culprit_help_text_only},
	{{"culprit.merge", BV_LEVEL_WARNING, "the blamed commit is a merge",
	  "A merge brings in a branch; the cause is nearly always a commit of that branch, and "
	  "blaming "
	  "the merge means that a verdict inside was wrong. Of 22 blamed merges in a labelled "
	  "sample all "
	  "were wrong. When every parent is known good the two sides may really not get on: then "
	  "it is a note, but for syzbot; so it is where the log does not say how its tests went, "
	  "as "
	  "that of git bisect run.\n"
	  "Test the merge's parents again, then bisect between them."},
	 BV_NEED_CLAIM,
	 bv_check_culprit_merge},
	{{"culprit.no-code", BV_LEVEL_ERROR, "the blamed commit changes no code",
	  "All its files are of a kind that never reaches a kernel image: MAINTAINERS, CREDITS, "
	  "Documentation, licences, scripts for people. No crash can come from it.\n"
	  "Do not mail. One of the verdicts is about something else: look for the first with "
	  "another "
	  "crash, or with one crash in many runs."},
	 NEEDS_DIFF,
	 bv_check_culprit_no_code},
	{{"culprit.not-bad", BV_LEVEL_ERROR, "the blamed commit was not judged bad",
	  "The first bad commit is the last one judged bad, or the bad end of the range when all "
	  "others "
	  "were good. This one was judged good, skipped, or not tested in this log.\n"
	  "It errs when the middle of the log is missing.\n"
	  "Get the whole log."},
	 BV_NEED_CLAIM,
	 check_not_bad},
	{{"culprit.not-verified", BV_LEVEL_NOTE, "the log shows no test of the result",
	  "The log does not show that the commit was tested again, or reverted on top of the bad "
	  "kernel. KernelCI and LKP do that and say so; syzbot and git bisect do not.\n"
	  "It errs where a person tells of such a test: the words around a log are not read for "
	  "it.\n"
	  "Revert it on the bad kernel and run the reproducer as often as it takes "
	  "(Documentation/admin-guide/verify-bugs-and-bisect-regressions.rst)."},
	 BV_NEED_CLAIM,
	 check_not_verified},
	{{"culprit.other-arch", BV_LEVEL_ERROR,
	  "the blamed commit changes only another architecture",
	  "All its files belong to architectures that were not built (and perhaps to no kernel at "
	  "all). "
	  "Which one was built is told by --arch, by the crash report's own paths, or is x86 for "
	  "syzbot.\n"
	  "It errs when the architecture was guessed wrongly: say --arch.\n"
	  "Do not mail. One of the verdicts is about something else."},
	 NEEDS_DIFF,
	 bv_check_culprit_other_arch},
	{{"culprit.others-left", BV_LEVEL_WARNING, "the verdicts leave other candidates",
	  "git names a commit when no other candidate is left. Here the verdicts in the log leave "
	  "more "
	  "than one, so the log does not prove its conclusion: part of it is missing, or skipped "
	  "commits "
	  "stand beside the result.\n"
	  "git bisect replay, then go on testing."},
	 BV_NEED_CLAIM | BV_NEED_TREE,
	 check_others_left},
	{{"culprit.parent-bad", BV_LEVEL_ERROR, "a parent of the blamed commit was judged bad",
	  "The first bad commit has no bad parent. The log's verdicts and its conclusion "
	  "contradict each "
	  "other.\n"
	  "git bisect replay shows what follows from the verdicts."},
	 BV_NEED_CLAIM | BV_NEED_TREE | BV_NEED_CULPRIT,
	 check_parent_bad},
	{{"culprit.release", BV_LEVEL_WARNING, "the blamed commit is a release",
	  "A release commit changes a version number. That the bug seems to start there means that "
	  "something else changes at releases: the compiler, the configuration, the backported "
	  "patches. "
	  "Of seven blamed releases in a labelled sample all were wrong.\n"
	  "Build both sides with one compiler and one configuration."},
	 BV_NEED_CLAIM,
	 check_release},
	{{"culprit.reverted", BV_LEVEL_NOTE, "the blamed commit was reverted later",
	  "A commit after it says \"This reverts commit\". That speaks for the result if it was "
	  "for this "
	  "bug; then the bug is fixed already.\n"
	  "Read the revert before mailing anybody."},
	 BV_NEED_CLAIM | BV_NEED_TREE | BV_NEED_CULPRIT,
	 bv_check_culprit_reverted},
	{{"culprit.tools-only", BV_LEVEL_ERROR, "the blamed commit changes only tools or samples",
	  "tools/, samples/ and selftests are not part of the image, but for the few tools that "
	  "the build "
	  "itself runs (objtool, resolve_btfids), which count as code here. For a person's "
	  "bisection it "
	  "is a warning: a selftest can be what was tested.\n"
	  "Do not mail when the test was a kernel crash."},
	 NEEDS_DIFF,
	 bv_check_culprit_tools_only},
	{{"culprit.version-only", BV_LEVEL_WARNING, "the blamed commit changes only the version",
	  "The version number changes what uname prints and nothing else.\n"
	  "As for culprit.release: look for what changed at that release besides the commit."},
	 NEEDS_DIFF,
	 bv_check_culprit_version_only},
};

const struct bv_check_family bv_family_culprit = BV_CHECK_FAMILY(checks);
