/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*, the lines of --summary that the log prints: are they those of the tree's files? */
#include "check_private.h"

#include "base/banned.h"

/* Each line is looked up among the files: so many steps at most. */
#define LOOKUPS_MAX ((size_t)20 << 20)

struct comparison {
	struct bv_check_run *run;
	const struct bv_commit_print *print;
	struct bv_changed_files files;
	bool *is_listed;  /* parallel to @files */
	size_t different; /* lines */
};

static void blame(const struct comparison *on, struct bv_finding *finding)
{
	bv_finding_commit(on->run, finding, on->run->c->bisection->claim.first_bad);
}

/* git quotes a path with letters that are not ASCII; such a one is not compared. */
static bool is_quoted(const struct bv_changed_file *row)
{
	return bv_text_starts_with(row->path, BV_TEXT("\"")) ||
	       bv_text_starts_with(row->old_path, BV_TEXT("\""));
}

static bool has_other_mode(const struct bv_changed_file *file)
{
	return !bv_text_is_empty(file->old_mode) && !bv_text_is_empty(file->new_mode) &&
	       !bv_text_equal(file->old_mode, file->new_mode);
}

/* Whether git has such a line for the file. */
static bool is_mode_line_of(const struct bv_changed_file *row, const struct bv_changed_file *file)
{
	switch (row->status) {
	case BV_FILE_ADDED:
		return file->status == BV_FILE_ADDED && bv_text_equal(row->path, file->path) &&
		       (bv_text_is_empty(row->new_mode) ||
			bv_text_equal(row->new_mode, file->new_mode));
	case BV_FILE_DELETED:
		return file->status == BV_FILE_DELETED && bv_text_equal(row->path, file->path) &&
		       bv_text_equal(row->old_mode, file->old_mode);
	case BV_FILE_RENAMED:
		return file->status == BV_FILE_RENAMED && bv_text_equal(row->path, file->path) &&
		       bv_text_equal(row->old_path, file->old_path);
	case BV_FILE_MODE_CHANGED:
		return has_other_mode(file) && bv_text_equal(row->old_mode, file->old_mode) &&
		       bv_text_equal(row->new_mode, file->new_mode) &&
		       (bv_text_is_empty(row->path) || bv_text_equal(row->path, file->path));
	case BV_FILE_MODIFIED:
		return bv_text_equal(row->path, file->path);
	case BV_FILE_UNKNOWN:
		break;
	}
	return false;
}

/* git has a line for it. */
static bool is_summarised(const struct bv_changed_file *file)
{
	return file->status == BV_FILE_ADDED || file->status == BV_FILE_DELETED ||
	       file->status == BV_FILE_RENAMED || has_other_mode(file);
}

static void compare_mode_line(struct comparison *on, const struct bv_changed_file *row,
			      size_t *next)
{
	/* They too stand in the tree's order. */
	for (size_t i = 0; i < on->files.count; i++) {
		size_t at = (*next + i) % on->files.count;

		if (!is_mode_line_of(row, &on->files.items[at]))
			continue;
		on->is_listed[at] = true;
		*next = at;
		return;
	}
	on->different++;
	blame(on, bv_finding_add(on->run, row->line,
				 "git has no such line for the commit's files: \"%.*s\"",
				 BV_TEXT_ARG(row->path)));
}

/*
 * git prints them below the sums, if any. What was copied from a screen may end above them; where
 * more follows, or some of them stand, the others were taken out.
 */
static bool is_summary_whole(const struct comparison *on)
{
	const struct bv_bisection *log = on->run->c->bisection;

	return on->print->modes.count > 0 || bv_kind_is_syzbot(log->kind) ||
	       (log->kind == BV_KIND_SESSION && log->last_line > on->print->summary_line);
}

static void report_unsummarised(const struct comparison *on)
{
	enum bv_level level = is_summary_whole(on) ? BV_LEVEL_WARNING : BV_LEVEL_NOTE;

	for (size_t i = 0; i < on->files.count && on->print->summary_line; i++) {
		const struct bv_changed_file *file = &on->files.items[i];

		if (on->is_listed[i] || !is_summarised(file))
			continue;
		blame(on, bv_finding_add_at(on->run, level, on->print->summary_line,
					    "the log does not say, as git does, that %.*s is %s",
					    BV_TEXT_ARG(file->path),
					    file->status == BV_FILE_ADDED     ? "new"
					    : file->status == BV_FILE_DELETED ? "deleted"
					    : file->status == BV_FILE_RENAMED ? "renamed"
									      : "of another mode"));
		return;
	}
}

static void check_modes_differ(struct bv_check_run *run)
{
	const struct bv_commit_print *print = &run->c->bisection->claim.print;
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	struct comparison on = {.run = run, .print = print};
	size_t next = 0;

	if (!print->summary_line && print->modes.count == 0) {
		bv_check_not_run(run, "the log prints no diffstat");
		return;
	}
	if (culprit->is_diff_complete != BV_YES || culprit->are_renames_known != BV_YES ||
	    culprit->parents.count > 1) {
		bv_check_not_run(run, "which files it changes, as git prints them, is not known");
		return;
	}
	on.files = bv_case_files_as_printed(run->c, run->keep);
	on.is_listed = bv_arena_alloc(run->keep, on.files.count, sizeof(*on.is_listed));
	if (print->modes.count > LOOKUPS_MAX / (on.files.count + 1)) {
		bv_check_not_run(run, "too many files are listed");
		return;
	}
	for (size_t i = 0; i < print->modes.count; i++)
		if (!is_quoted(&print->modes.items[i]))
			compare_mode_line(&on, &print->modes.items[i], &next);
	if (on.different == 0)
		report_unsummarised(&on);
}

static const struct bv_check checks[] = {
	{"culprit.modes-differ", BV_LEVEL_WARNING,
	 BV_NEED_CLAIM | BV_NEED_PRINT | BV_NEED_TREE | BV_NEED_CULPRIT | BV_NEED_ITSELF |
		 BV_SAYS_PRINTED,
	 check_modes_differ},
};

const struct bv_check_family bv_family_culprit_modes = BV_CHECK_FAMILY(checks);
