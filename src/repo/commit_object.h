/* A commit as its object says it, read as git reads it. */
#ifndef BV_TREE_COMMIT_OBJECT_H
#define BV_TREE_COMMIT_OBJECT_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/oid.h"

struct bv_tree;

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
enum bv_answer bv_commit_read(struct bv_commit_object *out, struct bv_tree *tree,
			      const struct bv_oid *id, struct bv_arena *keep);

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

#endif
