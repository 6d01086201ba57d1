/* SPDX-License-Identifier: GPL-2.0-only */
/* The blamed commit's files as the log's git lists them. */
#include <stdlib.h>

#include "case.h"

#include "base/banned.h"

/* Some row or line of the log shows a rename: its git looked for them. */
static bool are_renames_printed(const struct bv_commit_print *print)
{
	for (size_t i = 0; i < print->stat.count; i++)
		if (!bv_text_is_empty(print->stat.items[i].old_path))
			return true;
	for (size_t i = 0; i < print->modes.count; i++)
		if (!bv_text_is_empty(print->modes.items[i].old_path))
			return true;
	return false;
}

static int compare_paths(const void *left, const void *right)
{
	const struct bv_changed_file *a = left, *b = right;

	return bv_text_compare(a->path, b->path);
}

/*
 * The files as git bisect printed them until 2.44, which looked for no renames: a renamed one is
 * two, whose lines nobody counted.
 */
static struct bv_changed_files without_renames(const struct bv_changed_files *files,
					       struct bv_arena *keep)
{
	struct bv_changed_files out = {0};

	for (size_t i = 0; i < files->count; i++) {
		const struct bv_changed_file *file = &files->items[i];
		struct bv_changed_file *old, *new = BV_APPEND(&out, keep);

		*new = *file;
		if (file->status != BV_FILE_RENAMED)
			continue;
		new->status = BV_FILE_ADDED;
		new->old_path = new->old_mode = (struct bv_text){0};
		new->added = new->deleted = (struct bv_count){0};
		old = BV_APPEND(&out, keep);
		*old = (struct bv_changed_file){.path = file->old_path,
						.status = BV_FILE_DELETED,
						.old_mode = file->old_mode};
	}
	if (out.count)
		qsort(out.items, out.count, sizeof(*out.items), compare_paths);
	return out;
}

struct bv_changed_files bv_case_files_as_printed(const struct bv_case *c, struct bv_arena *keep)
{
	const struct bv_changed_files *files = &c->facts.culprit.files;

	return are_renames_printed(&c->bisection->claim.print) ? *files
							       : without_renames(files, keep);
}
