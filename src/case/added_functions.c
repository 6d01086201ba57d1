/* Looking for the crash's functions on both sides of a diff. */
#include "added_functions.h"

#include "kernel/content.h"
#include "repo/object.h"

#include "base/banned.h"

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
