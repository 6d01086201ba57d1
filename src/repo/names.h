/* SPDX-License-Identifier: GPL-2.0-only */
/* From refs and names to commits: tags, branches, steps back from them, all since a date. */
#ifndef BV_REPO_NAMES_H
#define BV_REPO_NAMES_H

#include "base/arena.h"
#include "base/error.h"
#include "base/oid.h"
#include "base/text.h"

struct bv_tree;

/** Where a name leads. */
struct bv_named {
	enum bv_truth answer; /* NO: there is no such name, or no such parent */
	struct bv_oid id;     /* of the commit, for YES */
	bool is_local;        /* HEAD or a branch: means another commit in each tree */
	bool is_release;      /* "v2.6.36-rc1~3": means the same in every Linux tree */
};

/**
 * Follow a tag, branch, id or HEAD, with "~3", "^2", "^{}", "^{commit}" behind it.
 *
 * Unknown: other expressions, ambiguous ids, more than BV_NAME_GENERATIONS_MAX steps.
 * Owner:   @scratch is used up a little.
 * Source:  gitrevisions(7).
 */
struct bv_named bv_name_follow(struct bv_tree *tree, struct bv_text written,
			       struct bv_arena *scratch);
#define BV_NAME_GENERATIONS_MAX 1000

/** The commit that the tag @name stands for. BV_NO: there is no such tag here. */
enum bv_truth bv_tag_find(struct bv_oid *out, struct bv_tree *tree, struct bv_text name);

/**
 * List the tags "v<digit>..." of the commit @id, signed or not.
 *
 * Unknown: the refs cannot be listed.
 * Owner:   kept in @keep.
 */
enum bv_truth bv_release_tags(struct bv_texts *out, struct bv_tree *tree, const struct bv_oid *id,
			      struct bv_arena *keep);

/*
 * Commits of a time
 */

struct bv_dated_commit {
	uint64_t seconds; /* committer date, since 1970 */
	struct bv_oid id;
};
struct bv_dated_commits {
	struct bv_dated_commit *items;
	size_t count, capacity;
};

/** Committer dates, both included. Units: seconds since 1970. */
struct bv_dates {
	uint64_t since, until;
};

/**
 * List what is reachable from HEAD and the branches and committed between @dates, oldest first.
 *
 * Meaning: a commit older than that ends the walk there, whatever lies behind it.
 * Unknown: more than BV_COMMITS_SINCE_MAX are to be listed or, without a commit-graph, where each
 *          costs a read, BV_COMMITS_SINCE_UNGRAPHED_MAX walked; or the history is cut. The reason
 *          is in @why; @out is then not to be used.
 * Owner:   kept in @keep.
 */
enum bv_truth bv_commits_since(struct bv_dated_commits *out, struct bv_tree *tree,
			       const struct bv_dates *dates, struct bv_arena *keep,
			       struct bv_text *why);
#define BV_COMMITS_SINCE_MAX           ((size_t)2000000)
#define BV_COMMITS_SINCE_UNGRAPHED_MAX ((size_t)20000)

#endif
