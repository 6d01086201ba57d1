/* SPDX-License-Identifier: GPL-2.0-only */
/* Objects: libgit2 reads, we check. Its own check is process-wide and would slow the history. */
#include "object.h"

#include <git2.h>
#include <string.h>

#include "tree_private.h"

#include "base/banned.h"

#define TAGS_MAX    16
#define OBJECTS_MAX 256
/* The digits by which a near id is found; another of them in each place. */
#define NEAR_DIGITS BV_NEAR_LEAST
#define NEAR_TRIES  (1 + NEAR_DIGITS * 15)

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

enum bv_truth bv_object_read(struct bv_object *out, struct bv_tree *tree, const struct bv_oid *id,
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

enum bv_truth bv_commit_read(struct bv_commit_object *out, struct bv_tree *tree,
			     const struct bv_oid *id, struct bv_arena *keep)
{
	struct bv_object object;
	enum bv_truth answer = bv_object_read(&object, tree, id, BV_OBJECT_BYTES_MAX);

	if (answer == BV_YES && object.type != GIT_OBJECT_COMMIT)
		answer = BV_NO;
	if (answer == BV_YES && !bv_commit_parse(out, bv_arena_copy(keep, object.bytes), keep))
		answer = BV_UNKNOWN;
	bv_object_release(&object);
	return answer;
}

/*
 * Tags, and all objects behind an abbreviation
 */

/* The type of @id without its contents; BV_NO: there is no such object here. */
static enum bv_truth object_type(int *out, struct bv_tree *tree, const struct bv_oid *id)
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

/** The object a tag names. */
static enum bv_truth tag_target(struct bv_oid *out, struct bv_tree *tree, const struct bv_oid *tag)
{
	struct bv_object object;
	enum bv_truth answer = bv_object_read(&object, tree, tag, BV_OBJECT_BYTES_MAX);
	struct bv_text rest = object.bytes, line;

	if (answer == BV_YES &&
	    !(bv_take_line(&rest, &line) && bv_take_prefix(&line, BV_TEXT("object ")) &&
	      bv_oid_parse(out, line)))
		answer = BV_UNKNOWN;
	bv_object_release(&object);
	return answer;
}

struct bv_peeled bv_peel(struct bv_tree *tree, const struct bv_oid *id)
{
	struct bv_peeled peeled = {.id = *id};
	int type;
	enum bv_truth answer;

	peeled.exists = object_type(&type, tree, &peeled.id);
	answer = peeled.exists;
	for (size_t i = 0; answer == BV_YES && type == GIT_OBJECT_TAG; i++) {
		struct bv_oid tag = peeled.id;

		answer = i < TAGS_MAX ? tag_target(&peeled.id, tree, &tag) : BV_UNKNOWN;
		if (answer == BV_YES)
			answer = object_type(&type, tree, &peeled.id);
		/* A tag of something that is not here. */
		if (answer == BV_NO)
			answer = BV_UNKNOWN;
	}
	if (answer == BV_YES)
		peeled.is_commit = type == GIT_OBJECT_COMMIT ? BV_YES : BV_NO;
	return peeled;
}

/** The prefix of @size digits at @digits, asked of all packs and loose objects at once. */
static int find_one(struct bv_oid *out, struct bv_tree *tree, const char *digits, size_t size)
{
	git_oid prefix, found;
	int error = git_oid_fromstrn(&prefix, digits, size);

	if (!error)
		error = git_odb_exists_prefix(&found, tree->odb, &prefix, size);
	if (!error)
		memcpy(out->bytes, found.id, BV_OID_BYTES);
	return error;
}

/* libgit2 says only "ambiguous"; the objects are found by asking for each next digit, depth first.
 */
enum bv_truth bv_prefix_find(struct bv_oids *out, struct bv_tree *tree, struct bv_text prefix,
			     struct bv_arena *keep)
{
	static const char hex[] = "0123456789abcdef";
	char digits[BV_OID_HEX + 1] = {0};
	size_t next[BV_OID_HEX + 1] = {0}; /* digit to try behind so many */
	size_t size = prefix.size;

	*out = (struct bv_oids){0};
	memcpy(digits, prefix.data, prefix.size);
	for (;;) {
		struct bv_oid found;
		int error = find_one(&found, tree, digits, size);

		if (error == GIT_EAMBIGUOUS && size < BV_OID_HEX) {
			next[++size] = 0;
		} else if (error == 0 && out->count < OBJECTS_MAX) {
			*BV_APPEND(out, keep) = found;
		} else if (error != GIT_ENOTFOUND) {
			return BV_UNKNOWN;
		}
		while (size > prefix.size && next[size] == 16)
			size--;
		if (size == prefix.size)
			return BV_YES;
		digits[size - 1] = hex[next[size]++];
	}
}

static void ask_for(git_odb_expand_id *out, const git_oid *id)
{
	*out = (git_odb_expand_id){.id = *id, .length = NEAR_DIGITS, .type = GIT_OBJECT_COMMIT};
}

/* Asked for together they cost no look for new packs, which takes longer than all of them. */
void bv_near_find(struct bv_oids *out, struct bv_tree *tree, struct bv_text written,
		  struct bv_arena *keep)
{
	git_odb_expand_id tries[NEAR_TRIES];
	size_t count = 0;
	git_oid id;

	*out = (struct bv_oids){0};
	if (git_oid_fromstrn(&id, written.data, NEAR_DIGITS))
		return;
	ask_for(&tries[count++], &id);
	for (size_t i = 0; i < NEAR_DIGITS; i++)
		for (unsigned differs = 1; differs < 16; differs++) {
			git_oid other = id;

			other.id[i / 2] ^= (unsigned char)(i % 2 ? differs : differs << 4);
			ask_for(&tries[count++], &other);
		}
	if (git_odb_expand_ids(tree->odb, tries, count))
		return;
	for (size_t i = 0; i < count; i++) {
		struct bv_oid found;

		memcpy(found.bytes, tries[i].id.id, BV_OID_BYTES);
		if (tries[i].length && bv_oid_other_digits(&found, written) == 1)
			*BV_APPEND(out, keep) = found;
	}
}

enum bv_truth bv_prefix_keep_commits(struct bv_oids *objects, struct bv_tree *tree)
{
	enum bv_truth answer = BV_YES;
	size_t left = 0;

	for (size_t i = 0; i < objects->count; i++) {
		struct bv_peeled peeled = bv_peel(tree, &objects->items[i]);

		if (peeled.is_commit == BV_YES)
			objects->items[left++] = objects->items[i];
		else if (peeled.is_commit == BV_UNKNOWN)
			answer = BV_UNKNOWN;
	}
	objects->count = left;
	return answer;
}
