/* SPDX-License-Identifier: GPL-2.0-only */
/* Names first, then the steps behind them one by one; and the release tags. */
#include "names.h"

#include <git2.h>
#include <string.h>

#include "object.h"
#include "tree_private.h"

#include "base/banned.h"

#define NAME_BYTES_MAX 512

static bool is_plain_name(struct bv_text name)
{
	if (bv_text_is_empty(name) || name.size > NAME_BYTES_MAX ||
	    bv_text_find_byte(name, '\0') != SIZE_MAX)
		return false;
	return !bv_text_contains(name, BV_TEXT("..")) && !bv_text_contains(name, BV_TEXT("@{"));
}

enum bv_truth bv_tag_find(struct bv_oid *out, struct bv_tree *tree, struct bv_text name)
{
	struct bv_arena scratch = {0};
	enum bv_truth answer = BV_NO;
	git_oid id;
	int error;

	if (!is_plain_name(name))
		return BV_NO;
	(void)(bv_take_prefix(&name, BV_TEXT("refs/tags/")) ||
	       bv_take_prefix(&name, BV_TEXT("tags/")));
	error = git_reference_name_to_id(
		&id, tree->repository,
		bv_arena_print(&scratch, "refs/tags/%.*s", BV_TEXT_ARG(name)).data);
	if (error == 0) {
		struct bv_oid target;
		struct bv_peeled peeled;

		memcpy(target.bytes, id.id, BV_OID_BYTES);
		peeled = bv_peel(tree, &target);
		*out = peeled.id;
		answer = peeled.is_commit;
	} else if (tree->facts.has_no_names ||
		   (error != GIT_ENOTFOUND && error != GIT_EINVALIDSPEC)) {
		answer = BV_UNKNOWN;
	}
	bv_arena_release(&scratch);
	return answer;
}

/** HEAD or a branch of this tree: the author's stood elsewhere, unless the title says not. */
static enum bv_truth find_branch(struct bv_oid *out, struct bv_tree *tree, struct bv_text name,
				 struct bv_arena *scratch)
{
	git_reference *reference = NULL;
	git_object *object = NULL;
	enum bv_truth answer = BV_NO;

	if (is_plain_name(name) &&
	    git_reference_dwim(&reference, tree->repository, bv_arena_copy(scratch, name).data) ==
		    0 &&
	    git_reference_peel(&object, reference, GIT_OBJECT_COMMIT) == 0) {
		memcpy(out->bytes, git_object_id(object)->id, BV_OID_BYTES);
		answer = BV_YES;
	}
	git_object_free(object);
	git_reference_free(reference);
	return answer;
}

/** "v2.6.36-rc1": a name that every Linux tree means the same by. */
static bool is_release_name(struct bv_text name)
{
	static const struct bv_text letters = BV_TEXT_INIT("0123456789.-rc");

	if (name.size < 2 || name.data[0] != 'v')
		return false;
	for (size_t i = 1; i < name.size; i++)
		if (bv_text_find_byte(letters, name.data[i]) == SIZE_MAX)
			return false;
	return name.data[1] >= '0' && name.data[1] <= '9' && is_plain_name(name);
}

/** The commit that the part before '~' and '^' stands for. */
static void find_base(struct bv_named *out, struct bv_tree *tree, struct bv_text name,
		      struct bv_arena *scratch)
{
	struct bv_oids objects;
	struct bv_peeled peeled;

	if (!bv_text_is_hex(name, BV_PREFIX_LEAST, BV_OID_HEX)) {
		out->answer = bv_tag_find(&out->id, tree, name);
		out->is_local = out->answer == BV_NO;
		if (out->is_local)
			out->answer = find_branch(&out->id, tree, name, scratch);
		return;
	}
	out->answer = bv_prefix_find(&objects, tree, name, scratch);
	if (out->answer == BV_YES && objects.count > 1)
		out->answer = bv_prefix_keep_commits(&objects, tree);
	if (out->answer != BV_YES)
		return;
	out->answer = objects.count ? BV_UNKNOWN : BV_NO;
	if (objects.count == 1) {
		peeled = bv_peel(tree, &objects.items[0]);
		out->id = peeled.id;
		out->answer = peeled.is_commit;
	}
}

/** A step of an expression: the @parent-th parent, @count times. */
struct step {
	uint64_t parent;
	uint64_t count;
};

/** "~3", "^2", "^", "^0", "^{}", "^{commit}". */
static bool take_step(struct bv_text *suffix, struct step *out)
{
	uint64_t number = 1;

	if (bv_take_prefix(suffix, BV_TEXT("~"))) {
		(void)bv_take_uint(suffix, &number);
		*out = (struct step){.parent = 1, .count = number};
		return true;
	}
	if (!bv_take_prefix(suffix, BV_TEXT("^")))
		return false;
	*out = (struct step){0};
	if (bv_take_prefix(suffix, BV_TEXT("{}")) || bv_take_prefix(suffix, BV_TEXT("{commit}")))
		return true;
	(void)bv_take_uint(suffix, &number);
	*out = (struct step){.parent = number, .count = number > 0};
	return true;
}

static enum bv_truth go_to_parent(struct bv_oid *id, struct bv_tree *tree, uint64_t parent,
				  struct bv_arena *scratch)
{
	struct bv_arena_mark mark = bv_arena_mark(scratch);
	struct bv_commit_object commit;
	enum bv_truth answer = bv_commit_read(&commit, tree, id, scratch);

	if (answer == BV_YES && parent > commit.parents.count)
		answer = BV_NO;
	if (answer == BV_YES)
		*id = commit.parents.items[parent - 1];
	bv_arena_rewind(scratch, mark);
	return answer;
}

static size_t find_suffix(struct bv_text written)
{
	for (size_t i = 0; i < written.size; i++)
		if (written.data[i] == '~' || written.data[i] == '^')
			return i;
	return written.size;
}

struct bv_named bv_name_follow(struct bv_tree *tree, struct bv_text written,
			       struct bv_arena *scratch)
{
	struct bv_text suffix = bv_text_from_offset(written, find_suffix(written));
	struct bv_text name = bv_text_slice(written, 0, written.size - suffix.size);
	struct bv_named named = {.is_release = is_release_name(name)};
	uint64_t steps_left = BV_NAME_GENERATIONS_MAX;
	struct step step = {0};

	find_base(&named, tree, name, scratch);
	while (named.answer == BV_YES && !bv_text_is_empty(suffix)) {
		if (!take_step(&suffix, &step) || step.count > steps_left)
			named.answer = BV_UNKNOWN;
		for (; named.answer == BV_YES && step.count > 0; step.count--, steps_left--)
			named.answer = go_to_parent(&named.id, tree, step.parent, scratch);
	}
	return named;
}

/*
 * Release tags, read once; packed refs say where signed ones lead, so that few are peeled
 */

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
	tree->has_all_tags = error == GIT_ITEROVER && !tree->facts.has_no_names;
	tree->are_tags_read = true;
}

enum bv_truth bv_release_tags(struct bv_texts *out, struct bv_tree *tree, const struct bv_oid *id,
			      struct bv_arena *keep)
{
	if (!tree->are_tags_read)
		read_tags(tree);
	for (size_t i = 0; i < tree->tags.count; i++)
		if (bv_oid_equal(&tree->tags.items[i].commit, id))
			*BV_APPEND(out, keep) = bv_arena_copy(keep, tree->tags.items[i].name);
	return tree->has_all_tags ? BV_YES : BV_UNKNOWN;
}
