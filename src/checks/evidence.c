/* Evidence: the blamed commit's step, its files, the titles of the start test. */
#include "evidence.h"

#include "base/banned.h"

#define ARCH_BYTES_MAX 16

bool bv_step_is_judged(const struct bv_step *step)
{
	return step->runs.count > 0 &&
	       (step->phase == BV_PHASE_START || step->phase == BV_PHASE_WALK ||
		step->phase == BV_PHASE_BISECT || step->phase == BV_PHASE_MERGE_BASE);
}

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

static void take_tree_files(struct bv_evidence *out, const struct bv_file_changes *files,
			    struct bv_arena *keep)
{
	for (size_t i = 0; i < files->count; i++) {
		struct bv_evidence_file *file = BV_APPEND(&out->files, keep);

		file->path = files->items[i].path;
		file->old_path = files->items[i].old_path;
		file->content = files->items[i].content;
		file->status = files->items[i].status;
	}
	out->files_source = BV_FILES_TREE;
	out->is_files_complete = true;
}

/* git cuts long names in a diffstat to ".../tail": such a path says nothing of its beginning. */
static bool is_cut_path(struct bv_text path)
{
	return bv_text_starts_with(path, BV_TEXT("...")) || bv_text_is_empty(path);
}

static void take_printed_stat(struct bv_evidence *out, const struct bv_commit_print *print,
			      struct bv_arena *keep)
{
	const struct bv_stat_rows *rows = &print->stat;

	out->files_source = BV_FILES_STAT;
	out->is_files_complete =
		!print->files_changed.is_known || print->files_changed.value == rows->count;
	for (size_t i = 0; i < rows->count; i++) {
		struct bv_evidence_file *file = BV_APPEND(&out->files, keep);

		file->path = rows->items[i].path;
		file->old_path = rows->items[i].old_path;
		if (is_cut_path(file->path))
			out->is_files_complete = false;
	}
}

static void take_printed_raw(struct bv_evidence *out, const struct bv_raw_rows *rows,
			     struct bv_arena *keep)
{
	out->files_source = BV_FILES_RAW;
	out->is_files_complete = true;
	for (size_t i = 0; i < rows->count; i++) {
		struct bv_evidence_file *file = BV_APPEND(&out->files, keep);

		file->path = rows->items[i].path;
		/* Mode 040000 is a tree: the list is not recursive. */
		file->is_directory = bv_text_ends_with(rows->items[i].new_mode, BV_TEXT("40000")) ||
				     bv_text_ends_with(rows->items[i].old_mode, BV_TEXT("40000"));
	}
}

static void take_printed_patch(struct bv_evidence *out, const struct bv_commit_print *print,
			       struct bv_arena *keep)
{
	out->files_source = BV_FILES_PATCH;
	out->is_files_complete = print->is_patch_whole;
	for (size_t i = 0; i < print->patch.count; i++) {
		struct bv_evidence_file *file = BV_APPEND(&out->files, keep);

		file->path = print->patch.items[i].path;
		file->old_path = print->patch.items[i].old_path;
	}
}

static void collect_files(struct bv_evidence *out, const struct bv_bisection *bisection,
			  const struct bv_facts *facts, struct bv_arena *keep)
{
	const struct bv_commit_print *print = &bisection->claim.print;

	if (facts->culprit.is_diff_complete == BV_YES) {
		take_tree_files(out, &facts->culprit.files, keep);
		return;
	}
	/* The file list of a commit that the log does not blame is no evidence. */
	if (bv_revisions_are_same(bisection, facts, print->revision, bisection->claim.first_bad) !=
	    BV_YES)
		return;
	if (print->stat.count)
		take_printed_stat(out, print, keep);
	else if (print->patch.count)
		take_printed_patch(out, print, keep);
	else if (print->raw.count)
		take_printed_raw(out, &print->raw, keep);
}

static void collect_family(struct bv_evidence *out, const struct bv_bisection *bisection,
			   struct bv_text title, struct bv_arena *keep)
{
	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		if (!bv_bisection_is_start_test(bisection, step))
			continue;
		for (size_t j = 0; j < step->runs.count; j++)
			if (step->runs.items[j].outcome == BV_OUTCOME_CRASHED)
				bv_title_family_add(&out->start, step->runs.items[j].title, keep);
	}
	for (size_t i = 0; i < out->start.members.count; i++)
		bv_title_family_add(&out->family, out->start.members.items[i], keep);
	bv_title_family_add(&out->family, title, keep);
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

void bv_evidence_collect(struct bv_evidence *out, const struct bv_bisection *bisection,
			 const struct bv_facts *facts,
			 const struct bv_settings_for_checks *settings, struct bv_arena *keep)
{
	*out = (struct bv_evidence){0};
	out->culprit_step = find_culprit_step(bisection);
	collect_files(out, bisection, facts, keep);
	collect_family(out, bisection, settings->title, keep);
	out->arch = settings->arch;
	if (bv_text_is_empty(out->arch))
		out->arch = bisection->arch;
	if (bv_text_is_empty(out->arch))
		out->arch = arch_of_report(bisection->claim.crash_report);
	/* syzbot's main instances test x86-64; its other ones show their architecture in the oops.
	 */
	if (bv_text_is_empty(out->arch) && bv_kind_is_syzbot(bisection->kind))
		out->arch = BV_TEXT("x86");
}

enum bv_answer bv_revisions_are_same(const struct bv_bisection *bisection,
				     const struct bv_facts *facts, struct bv_revision_ref a,
				     struct bv_revision_ref b)
{
	const struct bv_revision_facts *left = bv_facts_revision(facts, a);
	const struct bv_revision_facts *right = bv_facts_revision(facts, b);
	const struct bv_revision *first = bv_bisection_revision(bisection, a);
	const struct bv_revision *second = bv_bisection_revision(bisection, b);

	if (!first || !second)
		return BV_UNKNOWN;
	if (bv_revision_ref_equal(a, b))
		return BV_YES;
	if (left && right && left->resolution != BV_RESOLUTION_NONE &&
	    right->resolution != BV_RESOLUTION_NONE)
		return bv_oid_equal(&left->id, &right->id) ? BV_YES : BV_NO;
	/* Two hex spellings differ, or one shortens the other. */
	if (bv_text_is_hex(first->written, 4, 64) && bv_text_is_hex(second->written, 4, 64)) {
		size_t size = first->written.size < second->written.size ? first->written.size
									 : second->written.size;

		return bv_text_equal_nocase(bv_text_slice(first->written, 0, size),
					    bv_text_slice(second->written, 0, size))
			       ? BV_YES
			       : BV_NO;
	}
	return BV_UNKNOWN;
}
