/* SPDX-License-Identifier: GPL-2.0-only */
/* The tree's inside: libgit2's handle and our history, never seen above this floor. */
#ifndef BV_REPO_TREE_PRIVATE_H
#define BV_REPO_TREE_PRIVATE_H

#include <git2.h>

#include "history.h"
#include "tree.h"

struct bv_tree {
	struct bv_arena keep; /* lives as long as the tree */
	const char *path;     /* as it was named; NULL: nobody did */
	git_repository *repository;
	struct bv_config config;
	struct bv_history_rules rules;
	git_odb *odb;
	struct bv_history *history; /* opened on first use by bv_tree_history() */
	struct bv_tree_facts facts;
	struct {
		struct bv_release_tag {
			struct bv_oid commit;
			struct bv_text name;
		} * items;
		size_t count, capacity;
	} tags; /* read on first use by bv_release_tags() */
	bool are_tags_read, has_all_tags;
	bv_tree_reading *tell;
	void *tell_context;
};

/** Our ids as libgit2 has them. */
static inline git_oid bv_oid_to_git(const struct bv_oid *oid)
{
	git_oid id;

	(void)git_oid_fromraw(&id, oid->bytes);
	return id;
}

/**
 * Start libgit2, with its process-wide options, and stop it. It counts: the last stop ends it.
 *
 * Meaning: as Debian builds it, it reads all of the system's certificates when it starts, 5 ms; so
 *          only who opens a tree or reads the configuration does that.
 */
BV_MUST_CHECK bool bv_git_start(struct bv_error *err);
void bv_git_stop(void);

/**
 * Open the repository at @path (a work tree, a git folder, bare or not, or a linked work tree), or
 * with NULL the one that GIT_DIR, or else the current directory, leads to.
 *
 * Meaning: *out is NULL when nobody named one and none is around.
 * Errors: BV_ERROR_REPOSITORY.
 * Owner:  the caller frees.
 * Source: git's setup.c, setup_git_directory_gently(); GIT_OBJECT_DIRECTORY and
 *         GIT_ALTERNATE_OBJECT_DIRECTORIES are honoured, GIT_WORK_TREE means nothing to us.
 */
BV_MUST_CHECK bool bv_repository_open(struct git_repository **out, const char *path,
				      struct bv_error *err);

/** What @config says of reading histories. Errors: BV_ERROR_CONFIG. */
BV_MUST_CHECK bool bv_history_rules_of(struct bv_history_rules *out, const struct bv_config *config,
				       struct bv_error *err);

/**
 * Whether tags, branches and replace refs can be read: not where they are a reftable, or elsewhere
 * by an address in extensions.refStorage or GIT_REFERENCE_BACKEND.
 */
bool bv_repository_has_names(struct git_repository *repository);

#endif
