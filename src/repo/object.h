/* SPDX-License-Identifier: GPL-2.0-only */
/* Objects: read and checked, peeled, found by an abbreviation; commits as git reads them. */
#ifndef BV_REPO_OBJECT_H
#define BV_REPO_OBJECT_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/oid.h"
#include "base/text.h"

struct bv_tree;
struct git_odb_object;

/** An object that was read. Released by bv_object_release(); {0} is none. */
struct bv_object {
	struct git_odb_object *handle;
	int type;             /* as libgit2's git_object_t */
	struct bv_text bytes; /* borrowed from @handle */
};

/**
 * Read the object @id and check that its bytes hash to it.
 *
 * Meaning: BV_NO: there is no such object here.
 * Unknown: it is damaged, or larger than @most_bytes.
 * Owner:   the caller releases, whatever the answer.
 */
enum bv_truth bv_object_read(struct bv_object *out, struct bv_tree *tree, const struct bv_oid *id,
			     size_t most_bytes);
/**
 * The same without the check, for the messages of many commits, which counts as reading history;
 * false when it cannot be read.
 */
bool bv_object_read_unchecked(struct bv_object *out, struct bv_tree *tree, const struct bv_oid *id);
void bv_object_release(struct bv_object *object);

#define BV_OBJECT_BYTES_MAX ((size_t)64 << 20)

/*
 * Commits
 */

/** "Name <mail> seconds zone". */
struct bv_signature {
	struct bv_text name, mail;
	struct bv_date date;
};

struct bv_commit_object {
	struct bv_oid tree;
	struct bv_oids parents;
	uint64_t walked_date; /* of the committer, as git's walks read it; 0 where they read none */
	struct bv_signature author, committer;
	struct bv_text encoding; /* of the message; empty: UTF-8 */
	struct bv_text message;  /* the first line that is not blank to the end of the last one */
	struct bv_text subject;  /* as git's %s */
};

/**
 * Read the commit @id.
 *
 * Meaning: BV_NO: no such object, or no commit.
 * Unknown: it cannot be read, or has no tree line.
 * Owner:   kept in @keep.
 */
enum bv_truth bv_commit_read(struct bv_commit_object *out, struct bv_tree *tree,
			     const struct bv_oid *id, struct bv_arena *keep);

/** The same of its @bytes, which are borrowed; false when they do not begin as a commit does. */
bool bv_commit_parse(struct bv_commit_object *out, struct bv_text bytes, struct bv_arena *keep);

/**
 * Of the commit @bytes only the tree, the parents and the date that walks go by.
 *
 * Errors: false when they do not begin as a commit does.
 * Owner:  parents are kept in @keep.
 * Source: git's commit.c, parse_commit_buffer() and parse_commit_date().
 */
bool bv_commit_parse_links(struct bv_commit_object *out, struct bv_text bytes,
			   struct bv_arena *keep);

/** What follows the headers of a commit or tag. Owner: borrowed. */
struct bv_text bv_object_message(struct bv_text bytes);

/**
 * The title of a message: the lines of its first paragraph, joined by blanks.
 *
 * Owner:  kept in @keep, or borrowed when it is one line.
 * Source: git's pretty.c, format_subject().
 */
struct bv_text bv_message_subject(struct bv_text message, struct bv_arena *keep);

/** "Name <mail>". Owner: kept in @keep. */
struct bv_text bv_signature_person(const struct bv_signature *signature, struct bv_arena *keep);

/*
 * From whatever a name stands for to a commit
 */

/** What an id leads to. */
struct bv_peeled {
	enum bv_truth exists;
	enum bv_truth is_commit; /* or a tag of one */
	struct bv_oid id;        /* the commit's, when it is one */
};

/** Follow the tags from @id to a commit. */
struct bv_peeled bv_peel(struct bv_tree *tree, const struct bv_oid *id);

/**
 * The objects whose ids begin with the hex digits @prefix (4 to 40).
 *
 * Unknown: there are too many, or the object database fails.
 * Owner:   kept in @keep.
 */
enum bv_truth bv_prefix_find(struct bv_oids *out, struct bv_tree *tree, struct bv_text prefix,
			     struct bv_arena *keep);
#define BV_PREFIX_LEAST 4

/**
 * The commits whose ids differ in one digit from the hex digits @written, BV_NEAR_LEAST to 40.
 *
 * Meaning: none where the object database fails, or an id is in doubt by its first digits alone.
 * Owner:   kept in @keep.
 */
void bv_near_find(struct bv_oids *out, struct bv_tree *tree, struct bv_text written,
		  struct bv_arena *keep);
#define BV_NEAR_LEAST 10

/**
 * Keep the commits, and tags of commits, among @objects: git prefers them, too.
 *
 * Unknown: one of them cannot be read.
 * Source:  git's object-name.c, disambiguate_committish_only().
 */
enum bv_truth bv_prefix_keep_commits(struct bv_oids *objects, struct bv_tree *tree);

#endif
