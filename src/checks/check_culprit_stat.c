/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*, the list of files that the log prints: is it the tree's? */
#include "check_private.h"
#include "kernel/diffstat.h"

#include "base/banned.h"

/* Each line is looked up among the files: so many steps at most. */
#define LOOKUPS_MAX ((size_t)20 << 20)

/* A comparison of what is printed with the files that the commit changes. */
struct comparison {
	struct bv_check_run *run;
	const struct bv_commit_print *print;
	const struct bv_changed_files *files;
	struct bv_bar_scale scale;
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
	return bv_text_starts_with(row->path, BV_TEXT("\""));
}

/* Its index, or SIZE_MAX. */
static size_t find_file(const struct bv_changed_files *files, struct bv_text printed, size_t hint)
{
	/* git prints the files in the tree's order, so the hint is nearly always right. */
	if (hint < files->count && bv_path_fits(printed, files->items[hint].path))
		return hint;
	for (size_t i = 0; i < files->count; i++)
		if (bv_path_fits(printed, files->items[i].path))
			return i;
	return SIZE_MAX;
}

static size_t sum_of(const struct bv_changed_file *file)
{
	return file->added.value + file->deleted.value;
}

/*
 * Another way to find the fewest lines (diff.algorithm) counts as many more insertions as
 * deletions.
 */
static bool is_other_algorithm(const struct comparison *on, const struct bv_changed_file *row,
			       const struct bv_changed_file *file)
{
	size_t grown = file->added.value - file->deleted.value;

	if (row->changed.value % 2 != sum_of(file) % 2)
		return false;
	return !on->scale.is_known || !bv_bar_is_exact(on->scale) ||
	       row->bar_plus.value - row->bar_minus.value == grown;
}

static bool is_drawn_otherwise(const struct comparison *on, const struct bv_changed_file *row,
			       const struct bv_changed_file *file)
{
	struct bv_bar bar;

	if (!on->scale.is_known || !row->bar_plus.is_known)
		return false;
	bar = bv_bar_draw(on->scale, file->added.value, file->deleted.value);
	return bar.plus != row->bar_plus.value || bar.minus != row->bar_minus.value;
}

static void compare_counts(struct comparison *on, const struct bv_changed_file *row,
			   const struct bv_changed_file *file)
{
	if (!row->changed.is_known || !file->added.is_known || !file->deleted.is_known)
		return;
	if (row->changed.value != sum_of(file)) {
		bool is_other = is_other_algorithm(on, row, file);

		on->different++;
		blame(on, bv_finding_add_at(
				  on->run, is_other ? BV_LEVEL_NOTE : BV_LEVEL_WARNING, row->line,
				  "the log counts %zu changed lines in %.*s, the tree "
				  "%zu%s",
				  row->changed.value, BV_TEXT_ARG(row->path), sum_of(file),
				  is_other ? ", as by another diff.algorithm" : ""));
	} else if (is_drawn_otherwise(on, row, file)) {
		on->different++;
		blame(on, bv_finding_add(on->run, row->line,
					 "the bar of %.*s is not that of %zu insertions and %zu "
					 "deletions, as in the tree",
					 BV_TEXT_ARG(row->path), file->added.value,
					 file->deleted.value));
	}
}

static bool is_from_where_it_was(const struct bv_changed_file *row,
				 const struct bv_changed_file *file)
{
	return bv_text_is_empty(row->old_path) || bv_path_fits(row->old_path, file->old_path);
}

static void compare_row(struct comparison *on, const struct bv_changed_file *row, size_t hint)
{
	size_t found = find_file(on->files, row->path, hint);

	if (found == SIZE_MAX) {
		on->different++;
		blame(on, bv_finding_add(on->run, row->line,
					 "the log lists %.*s, which the commit does not change",
					 BV_TEXT_ARG(row->path)));
		return;
	}
	on->is_listed[found] = true;
	if (is_from_where_it_was(row, &on->files->items[found])) {
		compare_counts(on, row, &on->files->items[found]);
		return;
	}
	on->different++;
	blame(on, bv_finding_add(on->run, row->line,
				 "the log has %.*s renamed from %.*s, the tree has not",
				 BV_TEXT_ARG(row->path), BV_TEXT_ARG(row->old_path)));
}

/* Where the sums are printed too, they say how many rows there were. */
static void report_unlisted(struct comparison *on)
{
	const struct bv_changed_file *first = NULL;
	size_t unlisted = 0;

	for (size_t i = 0; i < on->files->count; i++) {
		if (on->is_listed[i])
			continue;
		first = first ? first : &on->files->items[i];
		unlisted++;
	}
	if (first && on->print->stat.count && !on->print->files_changed.is_known)
		blame(on, bv_finding_add_at(on->run, BV_LEVEL_NOTE,
					    on->print->stat.items[on->print->stat.count - 1].line,
					    "the log leaves out %zu of the %zu files that the "
					    "commit changes, the first: %.*s",
					    unlisted, on->files->count, BV_TEXT_ARG(first->path)));
}

static struct bv_text top_of(struct bv_text path)
{
	size_t slash = bv_text_find_byte(path, '/');

	return slash == SIZE_MAX ? path : bv_text_slice(path, 0, slash);
}

/* Raw lines of old gits name a directory of the root, or a file in it. */
static void compare_raw(struct comparison *on, const struct bv_changed_file *row)
{
	for (size_t i = 0; i < on->files->count; i++)
		if (bv_text_equal(row->path, top_of(on->files->items[i].path)) ||
		    bv_text_equal(row->path, on->files->items[i].path) ||
		    bv_text_equal(row->path, top_of(on->files->items[i].old_path)))
			return;
	blame(on, bv_finding_add(on->run, row->line,
				 "the log lists %.*s, which the commit does not change",
				 BV_TEXT_ARG(row->path)));
}

/* Insertions and deletions of all files; false where one is not known. */
static bool count_lines(const struct bv_changed_files *files, size_t *added, size_t *deleted)
{
	*added = *deleted = 0;
	for (size_t i = 0; i < files->count; i++) {
		if (files->items[i].is_binary == BV_YES)
			continue;
		if (!files->items[i].added.is_known || !files->items[i].deleted.is_known)
			return false;
		*added += files->items[i].added.value;
		*deleted += files->items[i].deleted.value;
	}
	return true;
}

/* Sums that their own rows contradict are told without the tree. */
static void compare_sums(const struct comparison *on)
{
	const struct bv_commit_print *print = on->print;
	size_t added, deleted;

	if (!print->files_changed.is_known)
		return;
	if (print->files_changed.value != on->files->count)
		blame(on, bv_finding_add(on->run, print->summary_line,
					 "the log counts %zu changed files, the tree %zu",
					 print->files_changed.value, on->files->count));
	else if (on->different == 0 && count_lines(on->files, &added, &deleted) &&
		 print->insertions.value + print->deletions.value == added + deleted &&
		 print->insertions.value != added)
		blame(on, bv_finding_add(on->run, print->summary_line,
					 "the log counts %zu insertions and %zu deletions, the "
					 "tree %zu and %zu",
					 print->insertions.value, print->deletions.value, added,
					 deleted));
}

/* Why the two cannot be compared; empty where they can. */
static struct bv_text why_not_compared(const struct bv_commit_print *print,
				       const struct bv_culprit_facts *culprit)
{
	size_t lines = print->stat.count + print->raw.count;

	if (culprit->is_diff_complete != BV_YES)
		return bv_text_is_empty(culprit->why_unknown)
			       ? BV_TEXT("its trees could not be read")
			       : culprit->why_unknown;
	if (print->stat.count == 0 && print->raw.count == 0)
		return BV_TEXT("the log prints no list of files");
	if (culprit->are_renames_known != BV_YES)
		return BV_TEXT("its renames could not be looked for");
	/* What git shows of a merge depends on the author's settings. */
	if (culprit->parents.count > 1)
		return BV_TEXT("what git prints of a merge depends on its settings");
	if (lines > LOOKUPS_MAX / (culprit->files.count + 1))
		return BV_TEXT("too many files are listed");
	return (struct bv_text){0};
}

static void check_diffstat_differs(struct bv_check_run *run)
{
	const struct bv_commit_print *print = &run->c->bisection->claim.print;
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	struct bv_text why = why_not_compared(print, culprit);
	struct bv_changed_files files = bv_case_files_as_printed(run->c, run->keep);
	struct comparison on = {.run = run, .print = print, .files = &files};

	if (!bv_text_is_empty(why)) {
		bv_check_not_run(run, "%.*s", BV_TEXT_ARG(why));
		return;
	}
	on.scale = bv_bar_scale_of(&print->stat);
	on.is_listed = bv_arena_alloc(run->keep, files.count, sizeof(*on.is_listed));
	for (size_t i = 0; i < print->stat.count; i++)
		if (!is_quoted(&print->stat.items[i]))
			compare_row(&on, &print->stat.items[i], i);
	for (size_t i = 0; i < print->raw.count; i++)
		compare_raw(&on, &print->raw.items[i]);
	report_unlisted(&on);
	compare_sums(&on);
}

static const struct bv_check checks[] = {
	{"culprit.diffstat-differs", BV_LEVEL_WARNING,
	 BV_NEED_CLAIM | BV_NEED_PRINT | BV_NEED_TREE | BV_NEED_CULPRIT | BV_NEED_ITSELF |
		 BV_SAYS_PRINTED,
	 check_diffstat_differs},
};

const struct bv_check_family bv_family_culprit_stat = BV_CHECK_FAMILY(checks);
