/* SPDX-License-Identifier: GPL-2.0-only */
/* Trees first: names are nearly free; then the contents of just the files that differ. And the
 * functions of the crash that they bring in. */
#include <stdlib.h>

#include "case_private.h"
#include "kernel/content.h"
#include "repo/diff.h"
#include "repo/object.h"

#include "base/banned.h"

struct reader {
	struct bv_tree *tree;
	struct bv_culprit_facts *culprit;
	struct bv_arena *keep;
	size_t bytes_read;
	size_t files_read;
	size_t missing, unreadable; /* files */
};

static void explain(struct bv_culprit_facts *culprit, struct bv_text why)
{
	if (bv_text_is_empty(culprit->why_unknown))
		culprit->why_unknown = why;
}

static struct bv_text hex_text(const struct bv_tree_side *side, struct bv_arena *keep)
{
	if (!side->mode)
		return (struct bv_text){0};
	return bv_arena_copy(keep, bv_text_from(bv_oid_hex(&side->id).digits));
}

static struct bv_text mode_text(const struct bv_tree_side *side, struct bv_arena *keep)
{
	return side->mode ? bv_arena_print(keep, "%06o", side->mode) : (struct bv_text){0};
}

static enum bv_file_status status_of(const struct bv_tree_change *change)
{
	if (!change->old.mode)
		return BV_FILE_ADDED;
	if (!change->new.mode)
		return BV_FILE_DELETED;
	return bv_oid_equal(&change->old.id, &change->new.id) ? BV_FILE_MODE_CHANGED
							      : BV_FILE_MODIFIED;
}

/** Open one side; a file that is not there is empty, a submodule is the line git shows for it. */
static bool open_side(struct bv_object *out, struct bv_text *text, struct reader *reader,
		      const struct bv_tree_side *side, struct bv_arena *scratch)
{
	enum bv_truth answer;

	*out = (struct bv_object){0};
	*text = (struct bv_text){0};
	if (!side->mode)
		return true;
	if (side->mode == BV_MODE_GITLINK) {
		*text = bv_arena_print(scratch, "Subproject commit %s\n",
				       bv_oid_hex(&side->id).digits);
		return true;
	}
	answer = bv_object_read(out, reader->tree, &side->id,
				BV_CULPRIT_BYTES_MAX - reader->bytes_read);
	reader->bytes_read += out->bytes.size;
	reader->missing += answer == BV_NO;
	reader->unreadable += answer == BV_UNKNOWN;
	*text = out->bytes;
	return answer == BV_YES;
}

static enum bv_content content_of(const struct bv_changed_file *file, struct bv_text old,
				  struct bv_text new)
{
	/* That a file is there, by its name, is code in itself. */
	if (file->status != BV_FILE_MODIFIED && file->status != BV_FILE_MODE_CHANGED)
		return BV_CONTENT_CODE;
	if (!bv_text_equal(file->old_mode, file->new_mode) && file->status != BV_FILE_MODE_CHANGED)
		return BV_CONTENT_CODE;
	if (old.size > BV_CONTENT_BYTES_MAX || new.size > BV_CONTENT_BYTES_MAX)
		return BV_CONTENT_UNKNOWN;
	return bv_content_compare(file->path, old, new);
}

static void read_contents(struct reader *reader, struct bv_changed_file *file,
			  const struct bv_tree_side *old_side, const struct bv_tree_side *new_side)
{
	struct bv_arena scratch = {0};
	struct bv_object old_object = {0}, new_object = {0};
	struct bv_text old, new;

	if (bv_text_equal(file->old_id, file->new_id)) {
		file->is_binary = BV_UNKNOWN;
		file->added = BV_COUNT(0);
		file->deleted = BV_COUNT(0);
		file->content =
			file->status == BV_FILE_RENAMED ? BV_CONTENT_CODE : BV_CONTENT_NOTHING;
		return;
	}
	if (++reader->files_read > BV_CULPRIT_FILES_MAX) {
		explain(reader->culprit, BV_TEXT("too many files: not all were read"));
		return;
	}
	if (open_side(&old_object, &old, reader, old_side, &scratch) &&
	    open_side(&new_object, &new, reader, new_side, &scratch)) {
		struct bv_line_counts counts = bv_line_count(old, new);

		file->is_binary = counts.is_binary;
		file->added = counts.added;
		file->deleted = counts.deleted;
		file->content = content_of(file, old, new);
	} else if (file->status == BV_FILE_ADDED || file->status == BV_FILE_DELETED) {
		file->content = BV_CONTENT_CODE;
	}
	bv_object_release(&old_object);
	bv_object_release(&new_object);
	bv_arena_release(&scratch);
}

static void add_file(struct reader *reader, const struct bv_tree_change *change,
		     const struct bv_tree_change *source)
{
	const struct bv_tree_side *old = source ? &source->old : &change->old;
	struct bv_changed_file *file = BV_APPEND(&reader->culprit->files, reader->keep);

	file->path = change->path;
	file->status = source ? BV_FILE_RENAMED : status_of(change);
	if (source)
		file->old_path = source->path;
	file->old_id = hex_text(old, reader->keep);
	file->new_id = hex_text(&change->new, reader->keep);
	file->old_mode = mode_text(old, reader->keep);
	file->new_mode = mode_text(&change->new, reader->keep);
	read_contents(reader, file, old, &change->new);
}

static void add_files(struct reader *reader, const struct bv_tree_changes *changes)
{
	struct bv_arena scratch = {0};
	size_t *source_of = bv_arena_alloc(&scratch, changes->count, sizeof(*source_of));
	bool *is_source = bv_arena_alloc(&scratch, changes->count, sizeof(*is_source));

	reader->culprit->are_renames_known =
		bv_renames_find(source_of, changes, reader->tree, &scratch);
	for (size_t i = 0; i < changes->count; i++)
		if (source_of[i] != SIZE_MAX)
			is_source[source_of[i]] = true;
	for (size_t i = 0; i < changes->count; i++)
		if (!is_source[i])
			add_file(reader, &changes->items[i],
				 source_of[i] == SIZE_MAX ? NULL : &changes->items[source_of[i]]);
	if (reader->missing)
		explain(reader->culprit,
			bv_arena_print(reader->keep, "the contents of %zu files are not here",
				       reader->missing));
	if (reader->unreadable)
		explain(reader->culprit,
			bv_arena_print(reader->keep, "%zu files cannot be read, or are too large",
				       reader->unreadable));
	bv_arena_release(&scratch);
}

/** The tree of the @index-th parent. */
static enum bv_truth parent_tree(struct bv_oid *out, struct bv_tree *tree,
				 const struct bv_oid *parent, struct bv_arena *keep,
				 struct bv_text *why)
{
	struct bv_arena scratch = {0};
	struct bv_commit_object commit;
	enum bv_truth answer = bv_commit_read(&commit, tree, parent, &scratch);

	if (answer == BV_YES)
		*out = commit.tree;
	else
		*why = bv_arena_print(keep, "parent %.12s %s", bv_oid_hex(parent).digits,
				      answer == BV_NO ? "is not here" : "cannot be read");
	bv_arena_release(&scratch);
	return answer;
}

static int compare_paths(const void *a, const void *b)
{
	const struct bv_tree_change *left = a, *right = b;

	return bv_text_compare(left->path, right->path);
}

/** Keep of the sorted @list what is also in the sorted @other. */
static void intersect(struct bv_tree_changes *list, const struct bv_tree_changes *other)
{
	size_t left = 0, j = 0;

	for (size_t i = 0; i < list->count; i++) {
		while (j < other->count && compare_paths(&other->items[j], &list->items[i]) < 0)
			j++;
		if (j < other->count && compare_paths(&other->items[j], &list->items[i]) == 0)
			list->items[left++] = list->items[i];
	}
	list->count = left;
}

static void sort_by_path(struct bv_tree_changes *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), compare_paths);
}

/** Which files of a merge differ from every parent? @changes are those against the first. */
static enum bv_truth is_evil_merge(struct bv_culprit_facts *culprit, struct bv_tree *tree,
				   const struct bv_commit_object *commit,
				   const struct bv_tree_changes *changes)
{
	struct bv_arena scratch = {0};
	struct bv_tree_changes common = {0};
	enum bv_truth answer = BV_YES;

	for (size_t i = 0; i < changes->count; i++)
		*BV_APPEND(&common, &scratch) = changes->items[i];
	sort_by_path(&common);
	for (size_t i = 1; i < commit->parents.count && common.count && answer == BV_YES; i++) {
		struct bv_tree_changes other;
		struct bv_text why = {0};
		struct bv_oid tree_id;

		answer = parent_tree(&tree_id, tree, &culprit->parents.items[i], &scratch, &why);
		if (answer == BV_YES)
			answer =
				bv_tree_diff(&other, tree, &tree_id, &commit->tree, &scratch, &why);
		if (answer != BV_YES)
			break;
		sort_by_path(&other);
		intersect(&common, &other);
	}
	if (answer == BV_YES)
		answer = common.count ? BV_YES : BV_NO;
	else
		answer = BV_UNKNOWN;
	bv_arena_release(&scratch);
	return answer;
}

void bv_culprit_files(struct bv_culprit_facts *culprit, struct bv_tree *tree,
		      const struct bv_commit_object *commit, struct bv_arena *keep)
{
	struct reader reader = {.tree = tree, .culprit = culprit, .keep = keep};
	struct bv_tree_changes changes = {0};
	struct bv_text why = {0};
	struct bv_oid old_tree;
	enum bv_truth answer = BV_YES;

	if (commit->parents.count)
		answer = parent_tree(&old_tree, tree, &commit->parents.items[0], keep, &why);
	if (answer == BV_YES)
		answer = bv_tree_diff(&changes, tree, commit->parents.count ? &old_tree : NULL,
				      &commit->tree, keep, &why);
	culprit->is_diff_complete = answer;
	if (answer != BV_YES) {
		explain(culprit, why);
		return;
	}
	add_files(&reader, &changes);
	culprit->is_evil_merge =
		commit->parents.count < 2 ? BV_NO : is_evil_merge(culprit, tree, commit, &changes);
}

/*
 * Functions of the crash, looked for on both sides
 */

/* More, and the commit is no single change that a function could tell apart. */
#define FILES_MAX      200
#define FILE_BYTES_MAX ((size_t)4 << 20)

/* Note which of @names the blob @id, empty for none, holds. False when it cannot be read. */
static bool read_side(bool *is_named, struct bv_text id, struct bv_tree *tree,
		      const struct bv_texts *names)
{
	struct bv_object blob;
	struct bv_oid oid;
	bool is_read;

	if (bv_text_is_empty(id))
		return true;
	is_read = bv_oid_parse(&oid, id) &&
		  bv_object_read(&blob, tree, &oid, FILE_BYTES_MAX) == BV_YES;
	if (!is_read)
		return false;
	for (size_t i = 0; i < names->count; i++)
		is_named[i] = is_named[i] || bv_c_name_is_in(blob.bytes, names->items[i]);
	bv_object_release(&blob);
	return true;
}

/* A submodule's commit is no blob of this tree. */
static bool is_submodule(const struct bv_changed_file *file)
{
	return bv_text_equal(file->old_mode, BV_TEXT("160000")) ||
	       bv_text_equal(file->new_mode, BV_TEXT("160000"));
}

void bv_added_functions_find(struct bv_culprit_facts *culprit, struct bv_tree *tree,
			     const struct bv_crash_words *crash, struct bv_arena *keep)
{
	const struct bv_texts *names = &crash->functions;
	bool *is_before = bv_arena_alloc(keep, names->count, sizeof(*is_before));
	bool *is_after = bv_arena_alloc(keep, names->count, sizeof(*is_after));

	if (culprit->files.count > FILES_MAX)
		return;
	for (size_t i = 0; i < culprit->files.count; i++) {
		const struct bv_changed_file *file = &culprit->files.items[i];

		if (!is_submodule(file) && (!read_side(is_before, file->old_id, tree, names) ||
					    !read_side(is_after, file->new_id, tree, names)))
			return;
	}
	culprit->are_functions_read = BV_YES;
	for (size_t i = 0; i < names->count; i++)
		if (is_after[i] && !is_before[i])
			*BV_APPEND(&culprit->added_functions, keep) = names->items[i];
}
