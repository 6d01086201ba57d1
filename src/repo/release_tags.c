/* Release tags, read once; packed refs say where signed ones lead, so that few are peeled. */
#include "release_tags.h"

#include <git2.h>
#include <string.h>

#include "object.h"
#include "tree_private.h"

#include "base/banned.h"

static bool find_commit(struct bv_oid *out, const git_reference *reference, struct bv_tree *tree)
{
	const git_oid *target = git_reference_target_peel(reference);
	struct bv_peeled peeled;

	if (target) {
		memcpy(out->bytes, target->id, BV_OID_BYTES);
		return true;
	}
	target = git_reference_target(reference);
	if (!target)
		return false;
	memcpy(out->bytes, target->id, BV_OID_BYTES);
	peeled = bv_peel(tree, out);
	*out = peeled.id;
	return peeled.is_commit == BV_YES;
}

static void read_tags(struct bv_tree *tree)
{
	git_reference_iterator *iterator = NULL;
	git_reference *reference = NULL;
	int error =
		git_reference_iterator_glob_new(&iterator, tree->repository, "refs/tags/v[0-9]*");

	while (error == 0 && (error = git_reference_next(&reference, iterator)) == 0) {
		struct bv_text name = bv_text_from(git_reference_name(reference));
		struct bv_oid commit;

		if (bv_take_prefix(&name, BV_TEXT("refs/tags/")) &&
		    find_commit(&commit, reference, tree))
			*BV_APPEND(&tree->tags, &tree->keep) =
				(struct bv_release_tag){commit, bv_arena_copy(&tree->keep, name)};
		git_reference_free(reference);
	}
	git_reference_iterator_free(iterator);
	tree->has_all_tags = error == GIT_ITEROVER;
	tree->are_tags_read = true;
}

enum bv_answer bv_release_tags(struct bv_texts *out, struct bv_tree *tree, const struct bv_oid *id,
			       struct bv_arena *keep)
{
	if (!tree->are_tags_read)
		read_tags(tree);
	for (size_t i = 0; i < tree->tags.count; i++)
		if (bv_oid_equal(&tree->tags.items[i].commit, id))
			*BV_APPEND(out, keep) = bv_arena_copy(keep, tree->tags.items[i].name);
	return tree->has_all_tags ? BV_YES : BV_UNKNOWN;
}
