/* Opening a repository as git would, with errors that say what to do. */
#ifndef BV_TREE_REPOSITORY_H
#define BV_TREE_REPOSITORY_H

#include "base/error.h"

struct git_repository;

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

#endif
