/* SPDX-License-Identifier: GPL-2.0-only */
/* Making a case: what the user assumes, what the tree answers, and what follows. */
#include "case_private.h"

#include "base/banned.h"

#define ARCH_BYTES_MAX 16

/*
 * Assumed verdicts
 */

static bool is_named(const struct bv_bisection *bisection, const struct bv_step *step,
		     struct bv_text name)
{
	const struct bv_revision *revision = bv_bisection_revision(bisection, step->revision);

	if (!revision)
		return false;
	return bv_text_equal(step->release, name) || bv_text_equal(revision->written, name) ||
	       bv_is_same_id(name, revision->written) == BV_YES;
}

bool bv_case_is_named(const struct bv_case *c, struct bv_revision_ref ref, struct bv_text name)
{
	const struct bv_steps *steps = &c->bisection->steps;
	struct bv_arena scratch = {0};
	bool is_it = bv_is_same_id(bv_case_full_name(c, ref, &scratch), name) == BV_YES;

	for (size_t i = 0; !is_it && i < steps->count; i++)
		is_it = bv_revision_ref_equal(steps->items[i].revision, ref) &&
			is_named(c->bisection, &steps->items[i], name);
	bv_arena_release(&scratch);
	return is_it;
}

static bool can_assume(const struct bv_bisection *log, const struct bv_step *step,
		       struct bv_text revision)
{
	return step->phase != BV_PHASE_CONFIG && step->phase != BV_PHASE_BUILD &&
	       is_named(log, step, revision);
}

bool bv_case_can_assume(const struct bv_bisection *log, struct bv_text revision)
{
	for (size_t i = 0; i < log->steps.count; i++)
		if (can_assume(log, &log->steps.items[i], revision))
			return true;
	return false;
}

/* The last assumption about the step, or NULL. */
static const struct bv_assumption *find_assumption(const struct bv_told *told,
						   const struct bv_bisection *log,
						   const struct bv_step *step)
{
	for (size_t i = told->assumptions.count; i-- > 0;)
		if (can_assume(log, step, told->assumptions.items[i].revision))
			return &told->assumptions.items[i];
	return NULL;
}

enum bv_verdict bv_case_result(const struct bv_case *c, struct bv_text commit)
{
	const struct bv_assumptions *list = &c->told->assumptions;

	for (size_t i = list->count; i-- > 0;)
		if (list->items[i].is_result &&
		    bv_is_same_id(list->items[i].revision, commit) == BV_YES)
			return list->items[i].verdict;
	return BV_VERDICT_UNKNOWN;
}

/* More of the log's other tests than this are the log once more: who tests again tests few. */
#define REPEATED_MAX 3

static bool is_log_repeated(const struct bv_case *c)
{
	size_t repeated = 0;

	for (size_t i = 0; i < c->log->steps.count; i++) {
		const struct bv_step *step = &c->log->steps.items[i];
		const struct bv_revision *revision = bv_bisection_revision(c->log, step->revision);

		repeated += revision && step->verdict != BV_VERDICT_UNKNOWN &&
			    bv_case_result(c, revision->written) == step->verdict;
	}
	return repeated > REPEATED_MAX;
}

bool bv_case_is_retested(const struct bv_case *c)
{
	const struct bv_revision *blamed =
		bv_bisection_revision(c->bisection, c->bisection->claim.first_bad);

	return blamed && bv_case_result(c, blamed->written) == BV_VERDICT_BAD &&
	       !is_log_repeated(c);
}

/* A parent that was tested later, to see whether the bug is older. */
static void take_parent_results(struct bv_case *c)
{
	struct bv_culprit_facts *culprit = &c->facts.culprit;

	for (size_t i = 0; culprit->parent_verdicts && i < culprit->parents.count; i++) {
		struct bv_oid_hex hex = bv_oid_hex(&culprit->parents.items[i]);
		enum bv_verdict result = bv_case_result(c, bv_text_from(hex.digits));

		if (result == BV_VERDICT_GOOD || result == BV_VERDICT_BAD)
			culprit->parent_verdicts[i] = result;
	}
}

bool bv_case_is_assumed(const struct bv_case *c, size_t index)
{
	return find_assumption(c->told, c->log, &c->log->steps.items[index]);
}

static void assume(struct bv_case *c, struct bv_bisection *believed, struct bv_arena *keep)
{
	struct bv_steps *steps = &believed->steps;
	struct bv_step *copies;

	if (c->told->assumptions.count == 0)
		return;
	copies = bv_arena_alloc(keep, steps->count, sizeof(*copies));
	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_assumption *assumption =
			find_assumption(c->told, c->log, &steps->items[i]);

		copies[i] = steps->items[i];
		if (!assumption)
			continue;
		copies[i].verdict = assumption->verdict;
		if (copies[i].mark != BV_VERDICT_UNKNOWN)
			copies[i].mark = bv_case_git_word(c, assumption->verdict);
	}
	steps->items = copies;
}

/*
 * The claim that a log does not state and the tree can complete: git wrote no conclusion into its
 * log before 1.8.3, and people cut it off.
 */

/* The line of the last verdict: what follows from all of them stands there at the earliest. */
static size_t last_verdict_line(const struct bv_steps *steps)
{
	size_t line = 0;

	for (size_t i = 0; i < steps->count; i++)
		if (steps->items[i].verdict_line > line)
			line = steps->items[i].verdict_line;
	return line;
}

static void imply_claim(struct bv_bisection *bisection, const struct bv_facts *facts)
{
	const struct bv_range_facts *range = &facts->range;

	if (!bv_kind_is_gits(bisection->kind) || bisection->claim.ending != BV_ENDING_NONE ||
	    !range->candidates_left.is_known || range->candidates_left.value != 1 ||
	    range->is_left_inferred || range->left.count != 1)
		return;
	/* The last candidate is the bad end or was marked bad, so the log names it. */
	for (size_t i = 0; i < bisection->revisions.count; i++) {
		const struct bv_revision_facts *revision = &facts->revisions[i];

		if (revision->resolution == BV_RESOLUTION_NONE ||
		    !bv_oid_equal(&revision->id, &range->left.items[0]))
			continue;
		bisection->claim.ending = BV_ENDING_FIRST_BAD;
		bisection->claim.is_implied = true;
		bisection->claim.first_bad = (struct bv_revision_ref){(uint32_t)i + 1};
		bisection->claim.line = last_verdict_line(&bisection->steps);
		return;
	}
}

/*
 * What is derived
 */

static size_t find_culprit_step(const struct bv_bisection *bisection)
{
	const struct bv_steps *steps = &bisection->steps;

	for (size_t i = steps->count; i-- > 0;) {
		const struct bv_step *step = &steps->items[i];

		if (step->verdict == BV_VERDICT_BAD && step->phase != BV_PHASE_CONFIG &&
		    !bv_revision_ref_is_none(step->revision) &&
		    bv_revision_ref_equal(step->revision, bisection->claim.first_bad))
			return i;
	}
	return SIZE_MAX;
}

static void take_files(struct bv_case_files *out, const struct bv_changed_files *files,
		       enum bv_files_source source, bool is_complete)
{
	*out = (struct bv_case_files){files->items, files->count, source, is_complete};
	/* git cuts long names in a diffstat to ".../tail": such a path tells no folder. */
	for (size_t i = 0; source == BV_FILES_STAT && i < files->count; i++)
		if (bv_text_is_empty(files->items[i].path) ||
		    bv_text_starts_with(files->items[i].path, BV_TEXT("...")))
			out->is_complete = false;
}

/* The best list of them that there is. */
static void find_files(struct bv_case *c)
{
	const struct bv_commit_print *print = &c->bisection->claim.print;
	const struct bv_count *count = &print->files_changed;

	if (c->facts.culprit.is_diff_complete == BV_YES)
		take_files(&c->files, &c->facts.culprit.files, BV_FILES_TREE, true);
	/* The file list of a commit that the log does not blame is no evidence. */
	else if (bv_case_same(c, print->revision, c->bisection->claim.first_bad) != BV_YES)
		return;
	else if (print->stat.count)
		take_files(&c->files, &print->stat, BV_FILES_STAT,
			   !count->is_known || count->value == print->stat.count);
	else if (print->patch.count)
		take_files(&c->files, &print->patch, BV_FILES_PATCH, print->is_patch_whole);
	else if (print->raw.count)
		take_files(&c->files, &print->raw, BV_FILES_RAW, true);
}

/* The architecture of the first "arch/NAME/" in the crash report: the code that ran. */
static struct bv_text arch_of_report(struct bv_text report)
{
	const struct bv_text arch = BV_TEXT(" arch/");
	size_t at = bv_text_find(report, arch, 0);
	struct bv_text rest, name;

	if (at == SIZE_MAX)
		return (struct bv_text){0};
	rest = bv_text_slice(report, at + arch.size, ARCH_BYTES_MAX);
	if (!bv_take_until(&rest, BV_TEXT("/"), &name))
		return (struct bv_text){0};
	return name;
}

/* What was built: told, or named by the log. */
static struct bv_text built_arch(const struct bv_case *c)
{
	struct bv_text arch = c->told->arch;

	if (bv_text_is_empty(arch))
		arch = c->bisection->arch;
	if (bv_text_is_empty(arch))
		arch = arch_of_report(c->bisection->claim.crash_report);
	/* syzbot's main instances test x86-64; its other ones show their architecture in the oops.
	 */
	if (bv_text_is_empty(arch) && bv_kind_is_syzbot(c->bisection->kind))
		arch = BV_TEXT("x86");
	return arch;
}

/* What the walk tested revisions as: their names in every text. */
static const struct bv_text *find_releases(const struct bv_bisection *bisection,
					   struct bv_arena *keep)
{
	struct bv_text *releases = NULL;

	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (bv_text_is_empty(step->release) ||
		    !bv_bisection_revision(bisection, step->revision))
			continue;
		if (!releases)
			releases =
				bv_arena_alloc(keep, bisection->revisions.count, sizeof(*releases));
		if (bv_text_is_empty(releases[step->revision.number - 1]))
			releases[step->revision.number - 1] = step->release;
	}
	return releases;
}

/* Everything but the facts. */
static struct bv_bisection *begin(struct bv_case *c, const struct bv_bisection *log,
				  const struct bv_told *told, struct bv_arena *keep)
{
	struct bv_bisection *believed = bv_arena_alloc(keep, 1, sizeof(*believed));

	*believed = *log;
	*c = (struct bv_case){.log = log, .told = told, .bisection = believed};
	assume(c, believed, keep);
	c->releases = find_releases(believed, keep);
	c->title = bv_text_is_empty(told->title) ? log->bug_title : told->title;
	bv_start_test_read(&c->start, believed, keep);
	bv_title_family_add(&c->reported, bv_title_normal(c->title), keep);
	for (size_t i = 0; i < told->titles.count; i++)
		bv_title_family_add(&c->reported, told->titles.items[i], keep);
	bv_title_family_join(&c->family, &c->start.family, keep);
	bv_title_family_join(&c->family, &c->reported, keep);
	return believed;
}

static void finish(struct bv_case *c, struct bv_bisection *believed)
{
	imply_claim(believed, &c->facts);
	c->culprit_step = find_culprit_step(believed);
	find_files(c);
	take_parent_results(c);
	c->arch = built_arch(c);
}

void bv_case_open(struct bv_case *out, const struct bv_bisection *log, const struct bv_told *told,
		  struct bv_tree *tree, struct bv_arena *keep)
{
	struct bv_bisection *believed = begin(out, log, told, keep);

	out->tree = tree;
	if (tree)
		bv_case_ask(out, tree, keep);
	finish(out, believed);
}

void bv_case_open_with(struct bv_case *out, const struct bv_bisection *log,
		       const struct bv_told *told, const struct bv_facts *facts,
		       struct bv_arena *keep)
{
	struct bv_bisection *believed = begin(out, log, told, keep);

	out->facts = *facts;
	finish(out, believed);
}
