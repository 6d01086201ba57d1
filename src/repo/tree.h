/* SPDX-License-Identifier: GPL-2.0-only */
/* A local Linux tree, opened for reading only. The only place that knows libgit2. */
#ifndef BV_REPO_TREE_H
#define BV_REPO_TREE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/oid.h"
#include "base/text.h"
#include "config.h"

/** The tree itself. */
struct bv_tree_facts {
	bool is_open;
	struct bv_text path;
	bool is_shallow, is_partial, has_grafts, has_replace_refs;
	bool has_no_names;              /* its refs are kept in a way that libgit2 does not read */
	enum bv_truth has_commit_graph; /* one that could be used */
	struct bv_text graph_note;      /* why a commit-graph was left aside */
	size_t commits_read;            /* one by one, for want of a commit-graph or beyond it */
	bool is_hint_due;               /* a commit-graph would have made this faster */
};

struct bv_tree;
struct bv_history;

/**
 * Open the tree at @path, or with NULL the one git would use: GIT_DIR, else the current directory
 * and its parents.
 *
 * Meaning: *out is NULL when nobody named a tree and there is none around.
 * Errors: BV_ERROR_REPOSITORY when one that was named is none, or cannot be opened, with advice;
 *         BV_ERROR_CONFIG when git's configuration cannot be read.
 * Owner:  the caller closes; NULL is fine.
 */
BV_MUST_CHECK bool bv_tree_open(struct bv_tree **out, const char *path, struct bv_error *err);
void bv_tree_close(struct bv_tree *tree);

/** Told how many commits were read one by one so far, every few thousand. */
typedef void bv_tree_reading(void *context, size_t commits);
/** Whom to tell; NULL: nobody, as at first. Owner: @context is borrowed. */
void bv_tree_tell_reading(struct bv_tree *tree, bv_tree_reading *tell, void *context);

/** Settings from `git config bisectverify.*`, and color.ui, in git's order. */
struct bv_settings {
	const struct bv_config_entry **items;
	size_t count, capacity;
	struct bv_config config; /* where they are from */
};
/**
 * The settings that git has for @tree, or with NULL for the current directory.
 *
 * Owner: kept in @keep, or @tree's.
 */
BV_MUST_CHECK bool bv_tree_settings(struct bv_settings *out, struct bv_tree *tree,
				    struct bv_arena *keep, struct bv_error *err);

/** The bisection in progress in @tree: the path of its BISECT_LOG; empty when there is none. */
struct bv_text bv_tree_bisect_log(struct bv_tree *tree, struct bv_arena *keep);

/** What is known of the tree itself by now. Owner: texts borrow from @tree. */
struct bv_tree_facts bv_tree_about(struct bv_tree *tree);
/** Its history is cut by git, as far as is known by now. */
bool bv_tree_is_shallow(const struct bv_tree *tree);
/** A replace ref stands for @id: git shows that one, and what we would say is about another. */
bool bv_tree_is_replaced(struct bv_tree *tree, const struct bv_oid *id);

/** The history, opened on first use; NULL with @err when it cannot be had. Owner: @tree's. */
struct bv_history *bv_tree_history(struct bv_tree *tree, struct bv_error *err);
/** The commit-graph turned out damaged, and is left aside now: what was asked must be asked again.
 */
bool bv_tree_drop_damaged_graph(struct bv_tree *tree);

#endif
