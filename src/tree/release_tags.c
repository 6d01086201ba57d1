/* Release tags; packed refs say where signed ones lead, so that few are read. */
#include "release_tags.h"

#include <string.h>

#include "peel.h"
#include "tree_private.h"

#include "base/banned.h"

static bool is_tag_of(const git_reference *reference, git_odb *odb, const struct bv_oid *commit)
{
	const git_oid *target = git_reference_target_peel(reference);
	struct bv_oid id;
	struct bv_peeled peeled;

	if (target)
		return memcmp(target->id, commit->bytes, BV_OID_BYTES) == 0;
	target = git_reference_target(reference);
	if (!target)
		return false;
	memcpy(id.bytes, target->id, BV_OID_BYTES);
	peeled = bv_peel(odb, &id);
	return peeled.is_commit == BV_YES && bv_oid_equal(&peeled.id, commit);
}

enum bv_answer bv_release_tags(struct bv_texts *out, struct bv_tree *tree, const struct bv_oid *id,
			       struct bv_arena *keep)
{
	git_reference_iterator *iterator = NULL;
	git_reference *reference = NULL;
	int error =
		git_reference_iterator_glob_new(&iterator, tree->repository, "refs/tags/v[0-9]*");

	while (error == 0 && (error = git_reference_next(&reference, iterator)) == 0) {
		struct bv_text name = bv_text_from(git_reference_name(reference));

		if (bv_take_prefix(&name, BV_TEXT("refs/tags/")) &&
		    is_tag_of(reference, tree->odb, id))
			*BV_APPEND(out, keep) = bv_arena_copy(keep, name);
		git_reference_free(reference);
	}
	git_reference_iterator_free(iterator);
	return error == GIT_ITEROVER ? BV_YES : BV_UNKNOWN;
}
