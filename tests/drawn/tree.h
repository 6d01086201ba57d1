/* SPDX-License-Identifier: GPL-2.0-only */
/* A drawn tree of Linux's shape: releases, topics that are merged, all sorts of commits. */
#ifndef DRAWN_TREE_H
#define DRAWN_TREE_H

#include "tool.h"

#define TREE_COMMITS_MAX  320
#define TREE_FILES        22
#define TREE_SLOTS        5
#define TREE_RELEASES_MAX 8
#define TREE_PARENTS_MAX  4
#define TREE_NONE         ((size_t)-1)

/* What a commit is; only code is ever the cause of a bug. */
enum tree_kind {
	TREE_ROOT,
	TREE_CODE,
	TREE_OTHER_ARCH,
	TREE_DOCUMENT,
	TREE_MAINTAINERS,
	TREE_RELEASE,
	TREE_MERGE
};

struct tree_person {
	const char *name, *mail;
	int zone; /* as git prints it: -330 is -0330 */
};

struct tree_commit {
	size_t parents[TREE_PARENTS_MAX];
	size_t parent_count;
	enum tree_kind kind;
	const struct tree_person *author, *committer;
	int64_t author_date, commit_date;
	const char *subject;
	const char *body;  /* behind the subject's empty line, all trailers; may be empty */
	const char *tag;   /* a release's, else NULL */
	size_t file, slot; /* what it changes */
	uint16_t slots[TREE_FILES][TREE_SLOTS]; /* the commit that last changed each */
	bool has[TREE_COMMITS_MAX];             /* its ancestors, itself among them */
	char hex[41];
	struct bv_text block; /* as `git log --stat --summary` prints it, with the first line */
};

/* Parents come before their children; the first is the root. */
struct tree {
	struct bv_arena keep;
	const char *folder; /* a bare repository */
	struct tree_commit *commits;
	size_t count;
	size_t head;   /* of the trunk */
	size_t stable; /* a branch from an old release that is merged nowhere */
	size_t releases[TREE_RELEASES_MAX];
	size_t release_count;
};

/** Draw one and import it with git as @folder, which must not be there. */
struct tree *tree_open(struct dice *dice, const char *folder);
void tree_close(struct tree *tree);

/** A commit of any kind by its id in hex, or TREE_NONE. */
size_t tree_find(const struct tree *tree, struct bv_text hex);
bool tree_has(const struct tree *tree, size_t commit, size_t ancestor);
/** What ends up in an x86 image, in 64 hex digits. Owner: kept in @keep. */
const char *tree_signature(const struct tree *tree, size_t commit, struct bv_arena *keep);
/** What `git show` prints of a commit, its patch too. Owner: kept in @keep. */
struct bv_text tree_show(const struct tree *tree, const struct tree_commit *commit,
			 struct bv_arena *keep);
/** A commit of that kind below @head, or TREE_NONE. */
size_t tree_draw_kind(const struct tree *tree, enum tree_kind kind, size_t head, struct dice *dice);

/* The files; content.c. */
struct tree_file {
	const char *path, *area, *name;
	enum tree_kind kind;
};
extern const struct tree_file tree_files[TREE_FILES];
extern const char *const tree_functions[TREE_SLOTS];
/** The stream for git fast-import that makes all of it. */
struct bv_text tree_stream(const struct tree *tree, struct bv_arena *keep);

#endif
