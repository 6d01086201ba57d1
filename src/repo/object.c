/* Objects: libgit2 reads, we check. Its own check is process-wide and would slow the history. */
#include "object.h"

#include "git_oid.h"
#include "tree_private.h"

#include "base/banned.h"

enum bv_answer bv_object_type(int *out, struct bv_tree *tree, const struct bv_oid *id)
{
	git_oid oid = bv_oid_to_git(id);
	git_object_t type = GIT_OBJECT_INVALID;
	size_t size;
	int error = git_odb_read_header(&size, &type, tree->odb, &oid);

	*out = error == 0 ? type : GIT_OBJECT_INVALID;
	if (error == 0)
		return BV_YES;
	return error == GIT_ENOTFOUND ? BV_NO : BV_UNKNOWN;
}

static bool is_hash_right(const struct bv_object *object, const git_oid *expected)
{
	git_oid computed;

	return git_odb_hash(&computed, object->bytes.data, object->bytes.size,
			    (git_object_t)object->type) == 0 &&
	       git_oid_equal(&computed, expected);
}

static void take_bytes(struct bv_object *object)
{
	object->type = git_odb_object_type(object->handle);
	object->bytes = (struct bv_text){git_odb_object_data(object->handle),
					 git_odb_object_size(object->handle)};
}

enum bv_answer bv_object_read(struct bv_object *out, struct bv_tree *tree, const struct bv_oid *id,
			      size_t most_bytes)
{
	git_oid oid = bv_oid_to_git(id);
	git_object_t type;
	size_t size;
	int error;

	*out = (struct bv_object){0};
	error = git_odb_read_header(&size, &type, tree->odb, &oid);
	if (error == 0 && size > most_bytes)
		return BV_UNKNOWN;
	if (error == 0)
		error = git_odb_read(&out->handle, tree->odb, &oid);
	if (error)
		return error == GIT_ENOTFOUND ? BV_NO : BV_UNKNOWN;
	take_bytes(out);
	if (is_hash_right(out, &oid))
		return BV_YES;
	bv_object_release(out);
	return BV_UNKNOWN;
}

bool bv_object_read_unchecked(struct bv_object *out, struct bv_tree *tree, const struct bv_oid *id)
{
	git_oid oid = bv_oid_to_git(id);

	*out = (struct bv_object){0};
	if (tree->history)
		bv_history_note_read(tree->history);
	if (git_odb_read(&out->handle, tree->odb, &oid))
		return false;
	take_bytes(out);
	return true;
}

void bv_object_release(struct bv_object *object)
{
	git_odb_object_free(object->handle);
	*object = (struct bv_object){0};
}
