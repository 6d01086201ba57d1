/* SPDX-License-Identifier: GPL-2.0-only */
/* Two trees side by side; git_diff_tree_to_tree() takes a hundred times as long on a kernel. */
#include "diff.h"

#include <git2.h>
#include <string.h>

#include "object.h"

#include "base/banned.h"

#define DEPTH_MAX      512
#define PATH_BYTES_MAX ((size_t)16 << 10)
#define TREES_MAX      ((size_t)1000000)

struct entry {
	bool is_there;
	unsigned mode;
	struct bv_text name;
	struct bv_oid id;
};

/** One tree object, read entry by entry. */
struct cursor {
	struct bv_object tree;
	struct bv_text rest;
	struct entry entry; /* the current one */
};

struct level {
	struct cursor old, new;
	struct bv_text folder; /* ends in '/', but for the root */
};

struct walk {
	struct bv_tree *from;
	struct bv_tree_changes *out;
	struct bv_arena *keep;
	struct bv_text *why;
	enum bv_truth answer;
	size_t trees_read;
	size_t depth;
	struct level levels[DEPTH_MAX];
};

static void give_up(struct walk *walk, enum bv_truth answer, const struct bv_oid *tree,
		    const char *reason)
{
	walk->answer = answer;
	if (tree)
		*walk->why = bv_arena_print(walk->keep, "tree %.12s %s", bv_oid_hex(tree).digits,
					    reason);
	else
		*walk->why = bv_text_from(reason);
}

/* git's canon_mode(): old trees hold 100664 and the like. */
static unsigned canonical_mode(unsigned mode)
{
	switch (mode & BV_MODE_TYPE) {
	case BV_MODE_FILE:
		return mode & 0100 ? 0100755 : 0100644;
	case 0120000:
		return 0120000;
	case BV_MODE_TREE:
		return BV_MODE_TREE;
	default:
		return BV_MODE_GITLINK;
	}
}

static bool take_mode(struct bv_text *rest, unsigned *out)
{
	size_t size = 0;

	*out = 0;
	while (size < rest->size && size < 7 && rest->data[size] >= '0' && rest->data[size] <= '7')
		*out = *out * 8 + (unsigned)(rest->data[size++] - '0');
	*rest = bv_text_from_offset(*rest, size);
	return size > 0 && bv_take_prefix(rest, BV_TEXT(" "));
}

/** Move to the next entry. False when the tree is damaged. */
static bool advance(struct cursor *cursor)
{
	struct entry *entry = &cursor->entry;

	*entry = (struct entry){0};
	if (bv_text_is_empty(cursor->rest))
		return true;
	if (!take_mode(&cursor->rest, &entry->mode) ||
	    !bv_take_until(&cursor->rest, (struct bv_text){"", 1}, &entry->name) ||
	    bv_text_is_empty(entry->name) || cursor->rest.size < BV_OID_BYTES)
		return false;
	entry->mode = canonical_mode(entry->mode);
	memcpy(entry->id.bytes, cursor->rest.data, BV_OID_BYTES);
	cursor->rest = bv_text_from_offset(cursor->rest, BV_OID_BYTES);
	entry->is_there = true;
	return true;
}

static bool is_tree(const struct entry *entry)
{
	return entry->is_there && entry->mode == BV_MODE_TREE;
}

/** Read @id, or the empty tree for NULL. */
static bool cursor_open(struct cursor *cursor, struct walk *walk, const struct bv_oid *id)
{
	enum bv_truth answer;

	*cursor = (struct cursor){0};
	if (!id)
		return true;
	if (walk->trees_read++ >= TREES_MAX) {
		give_up(walk, BV_UNKNOWN, NULL, "too many trees");
		return false;
	}
	answer = bv_object_read(&cursor->tree, walk->from, id, BV_OBJECT_BYTES_MAX);
	if (answer != BV_YES) {
		give_up(walk, answer, id, answer == BV_NO ? "is not here" : "cannot be read");
		return false;
	}
	cursor->rest = cursor->tree.bytes;
	if (cursor->tree.type == GIT_OBJECT_TREE && advance(cursor))
		return true;
	give_up(walk, BV_UNKNOWN, id, "is damaged");
	return false;
}

static void push(struct walk *walk, struct bv_text folder, const struct bv_oid *old,
		 const struct bv_oid *new)
{
	struct level *level = &walk->levels[walk->depth];

	if (walk->depth == DEPTH_MAX || folder.size > PATH_BYTES_MAX) {
		give_up(walk, BV_UNKNOWN, NULL, "trees are nested too deep");
		return;
	}
	*level = (struct level){.folder = folder};
	walk->depth++;
	if (cursor_open(&level->old, walk, old))
		(void)cursor_open(&level->new, walk, new);
}

static void pop(struct walk *walk)
{
	struct level *level = &walk->levels[--walk->depth];

	bv_object_release(&level->old.tree);
	bv_object_release(&level->new.tree);
}

/* git's base_name_compare(): a folder sorts as if its name ended in '/'. */
static int compare_names(const struct entry *a, const struct entry *b)
{
	size_t shared = a->name.size < b->name.size ? a->name.size : b->name.size;
	int order = memcmp(a->name.data, b->name.data, shared);
	int next_a, next_b;

	if (order)
		return order;
	next_a = a->name.size > shared ? (unsigned char)a->name.data[shared]
				       : (is_tree(a) ? '/' : 0);
	next_b = b->name.size > shared ? (unsigned char)b->name.data[shared]
				       : (is_tree(b) ? '/' : 0);
	return next_a - next_b;
}

static void add_change(struct walk *walk, struct bv_text path, const struct entry *old,
		       const struct entry *new)
{
	struct bv_tree_change *change;

	if (walk->out->count == BV_TREE_CHANGES_MAX) {
		give_up(walk, BV_UNKNOWN, NULL, "too many files differ");
		return;
	}
	change = BV_APPEND(walk->out, walk->keep);
	change->path = path;
	change->old = (struct bv_tree_side){old->mode, old->id};
	change->new = (struct bv_tree_side){new->mode, new->id};
}

/** What @old became; one of the two may be absent. Both are trees, or none is. */
static void compare_entries(struct walk *walk, struct bv_text folder, const struct entry *old,
			    const struct entry *new)
{
	const struct entry *any = new->is_there ? new : old;
	struct bv_text path;

	if (old->is_there && new->is_there &&
	    old->mode == new->mode &&bv_oid_equal(&old->id, &new->id))
		return;
	path = bv_arena_print(walk->keep, "%.*s%.*s%s", BV_TEXT_ARG(folder), BV_TEXT_ARG(any->name),
			      is_tree(any) ? "/" : "");
	if (is_tree(any))
		push(walk, path, old->is_there ? &old->id : NULL, new->is_there ? &new->id : NULL);
	else
		add_change(walk, path, old, new);
}

/** Take the next name from one or both sides of the deepest level. */
static void step(struct walk *walk)
{
	struct level *level = &walk->levels[walk->depth - 1];
	struct entry old = level->old.entry, new = level->new.entry;
	int order;

	if (!old.is_there && !new.is_there) {
		pop(walk);
		return;
	}
	if (!old.is_there)
		order = 1;
	else if (!new.is_there)
		order = -1;
	else
		order = compare_names(&old, &new);
	if (order > 0)
		old = (struct entry){0};
	if (order < 0)
		new = (struct entry){0};
	if ((old.is_there && !advance(&level->old)) || (new.is_there && !advance(&level->new))) {
		give_up(walk, BV_UNKNOWN, NULL, "a tree is damaged");
		return;
	}
	compare_entries(walk, level->folder, &old, &new);
}

enum bv_truth bv_tree_diff(struct bv_tree_changes *out, struct bv_tree *tree,
			   const struct bv_oid *old_tree, const struct bv_oid *new_tree,
			   struct bv_arena *keep, struct bv_text *why)
{
	struct bv_arena scratch = {0};
	struct walk *walk = bv_arena_alloc(&scratch, 1, sizeof(*walk));
	enum bv_truth answer;

	*out = (struct bv_tree_changes){0};
	walk->from = tree;
	walk->out = out;
	walk->keep = keep;
	walk->why = why;
	walk->answer = BV_YES;
	if (!old_tree || !bv_oid_equal(old_tree, new_tree))
		push(walk, (struct bv_text){0}, old_tree, new_tree);
	while (walk->depth > 0 && walk->answer == BV_YES)
		step(walk);
	while (walk->depth > 0)
		pop(walk);
	answer = walk->answer;
	bv_arena_release(&scratch);
	return answer;
}

enum bv_truth bv_tree_root_file(struct bv_oid *out, struct bv_tree *tree, const struct bv_oid *root,
				struct bv_text name)
{
	struct cursor cursor = {0};
	enum bv_truth answer = BV_UNKNOWN;

	if (bv_object_read(&cursor.tree, tree, root, BV_OBJECT_BYTES_MAX) == BV_YES &&
	    cursor.tree.type == GIT_OBJECT_TREE) {
		cursor.rest = cursor.tree.bytes;
		answer = BV_NO;
		do {
			if (!advance(&cursor))
				answer = BV_UNKNOWN;
			else if ((cursor.entry.mode & BV_MODE_TYPE) == BV_MODE_FILE &&
				 bv_text_equal(cursor.entry.name, name))
				answer = BV_YES;
		} while (answer == BV_NO && cursor.entry.is_there);
		*out = cursor.entry.id;
	}
	bv_object_release(&cursor.tree);
	return answer;
}

enum bv_truth bv_tree_root_folders(struct bv_texts *out, struct bv_tree *tree,
				   const struct bv_oid *root, struct bv_arena *keep)
{
	struct cursor cursor = {0};
	enum bv_truth answer = bv_object_read(&cursor.tree, tree, root, BV_OBJECT_BYTES_MAX);

	*out = (struct bv_texts){0};
	if (answer == BV_YES && cursor.tree.type != GIT_OBJECT_TREE)
		answer = BV_UNKNOWN;
	cursor.rest = cursor.tree.bytes;
	while (answer == BV_YES) {
		if (!advance(&cursor))
			answer = BV_UNKNOWN;
		else if (!cursor.entry.is_there)
			break;
		else if ((cursor.entry.mode & BV_MODE_TYPE) == BV_MODE_TREE)
			*BV_APPEND(out, keep) = bv_arena_copy(keep, cursor.entry.name);
	}
	bv_object_release(&cursor.tree);
	return answer;
}

/*
 * Line counts, by libgit2's copy of git's diff
 */

/** A NUL among the first bytes makes a file binary. Source: git's xdiff-interface.c. */
#define FIRST_FEW_BYTES 8000

static bool is_binary(struct bv_text text)
{
	return bv_text_find_byte(bv_text_slice(text, 0, FIRST_FEW_BYTES), '\0') != SIZE_MAX;
}

static size_t count_lines(struct bv_text text)
{
	struct bv_text line;
	size_t count = 0;

	while (bv_take_line(&text, &line))
		count++;
	return count;
}

static int count_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
		      const git_diff_line *line, void *context)
{
	struct bv_line_counts *counts = context;

	(void)delta;
	(void)hunk;
	if (line->origin == GIT_DIFF_LINE_ADDITION)
		counts->added.value++;
	else if (line->origin == GIT_DIFF_LINE_DELETION)
		counts->deleted.value++;
	return 0;
}

struct bv_line_counts bv_line_count(struct bv_text old, struct bv_text new)
{
	struct bv_line_counts counts = {BV_NO, BV_COUNT(0), BV_COUNT(0)};
	git_diff_options options;

	if (is_binary(old) || is_binary(new))
		return (struct bv_line_counts){.is_binary = BV_YES};
	if (bv_text_is_empty(old) || bv_text_is_empty(new)) {
		counts.added.value = count_lines(new);
		counts.deleted.value = count_lines(old);
		return counts;
	}
	if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION))
		return (struct bv_line_counts){.is_binary = BV_NO};
	options.flags = GIT_DIFF_FORCE_TEXT;
	options.context_lines = 0;
	if (git_diff_buffers(old.data, old.size, NULL, new.data, new.size, NULL, &options, NULL,
			     NULL, NULL, count_line, &counts))
		return (struct bv_line_counts){.is_binary = BV_NO};
	return counts;
}
