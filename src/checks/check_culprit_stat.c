/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*, the list of files that the log prints: is it the tree's? */
#include "check_private.h"

#include "base/banned.h"

static const struct bv_changed_file *find_file(const struct bv_changed_files *files,
					       struct bv_text printed, size_t hint)
{
	/* git prints the files in the tree's order, so the hint is nearly always right. */
	if (hint < files->count && bv_path_fits(printed, files->items[hint].path))
		return &files->items[hint];
	for (size_t i = 0; i < files->count; i++)
		if (bv_path_fits(printed, files->items[i].path))
			return &files->items[i];
	return NULL;
}

static void compare_row(struct bv_check_run *run, const struct bv_changed_file *row, size_t index)
{
	const struct bv_changed_files *files = &run->c->facts.culprit.files;
	const struct bv_changed_file *file = find_file(files, row->path, index);
	struct bv_finding *finding;

	if (!file) {
		finding = bv_finding_add(run, row->line,
					 "the log lists %.*s, which the commit does not change",
					 BV_TEXT_ARG(row->path));
	} else if (row->changed.is_known && file->added.is_known && file->deleted.is_known &&
		   row->changed.value != file->added.value + file->deleted.value) {
		finding = bv_finding_add(run, row->line,
					 "the log counts %zu changed lines in %.*s, the tree %zu",
					 row->changed.value, BV_TEXT_ARG(row->path),
					 file->added.value + file->deleted.value);
	} else {
		return;
	}
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static struct bv_text top_of(struct bv_text path)
{
	size_t slash = bv_text_find_byte(path, '/');

	return slash == SIZE_MAX ? path : bv_text_slice(path, 0, slash);
}

/* Raw lines of old gits name a directory of the root, or a file in it. */
static void compare_raw(struct bv_check_run *run, const struct bv_changed_file *row)
{
	const struct bv_changed_files *files = &run->c->facts.culprit.files;
	struct bv_finding *finding;

	for (size_t i = 0; i < files->count; i++)
		if (bv_text_equal(row->path, top_of(files->items[i].path)) ||
		    bv_text_equal(row->path, files->items[i].path) ||
		    bv_text_equal(row->path, top_of(files->items[i].old_path)))
			return;
	finding = bv_finding_add(run, row->line,
				 "the log lists %.*s, which the commit does not change",
				 BV_TEXT_ARG(row->path));
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static void check_diffstat_differs(struct bv_check_run *run)
{
	const struct bv_commit_print *print = &run->c->bisection->claim.print;
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	struct bv_finding *finding;

	if (culprit->is_diff_complete != BV_YES) {
		bv_check_not_run(run, "%.*s",
				 BV_TEXT_ARG(bv_text_is_empty(culprit->why_unknown)
						     ? BV_TEXT("its trees could not be read")
						     : culprit->why_unknown));
		return;
	}
	if (print->stat.count == 0 && print->raw.count == 0) {
		bv_check_not_run(run, "the log prints no list of files");
		return;
	}
	if (culprit->are_renames_known != BV_YES) {
		bv_check_not_run(run, "its renames could not be looked for");
		return;
	}
	/* What git shows of a merge depends on the author's settings. */
	if (culprit->parents.count > 1) {
		bv_check_not_run(run, "what git prints of a merge depends on its settings");
		return;
	}
	for (size_t i = 0; i < print->stat.count; i++)
		compare_row(run, &print->stat.items[i], i);
	for (size_t i = 0; i < print->raw.count; i++)
		compare_raw(run, &print->raw.items[i]);
	if (print->files_changed.is_known && print->files_changed.value != culprit->files.count) {
		finding = bv_finding_add(run, print->summary_line,
					 "the log counts %zu changed files, the tree %zu",
					 print->files_changed.value, culprit->files.count);
		bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
	}
}

static const struct bv_check checks[] = {
	{"culprit.diffstat-differs", BV_LEVEL_WARNING,
	 BV_NEED_CLAIM | BV_NEED_PRINT | BV_NEED_TREE | BV_NEED_CULPRIT | BV_SAYS_PRINTED,
	 check_diffstat_differs},
};

const struct bv_check_family bv_family_culprit_stat = BV_CHECK_FAMILY(checks);
