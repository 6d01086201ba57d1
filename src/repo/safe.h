/* SPDX-License-Identifier: GPL-2.0-only */
/* Which repositories git takes for safe. */
#ifndef BV_REPO_SAFE_H
#define BV_REPO_SAFE_H

#include <stdbool.h>

#include "base/error.h"

struct git_repository;

/** How somebody came to a repository. */
struct bv_way {
	const char *from;   /* the folder that was named, or stood in */
	bool is_discovered; /* nobody named it: it lies there or in a folder above */
};

/**
 * Would git open @repository, found by @way?
 *
 * Unknown: false with *has_no_git when it belongs to another user and there is no git to ask what
 *         safe.directory is.
 * Errors: BV_ERROR_REPOSITORY with advice when not.
 * Source: git's setup.c, ensure_valid_ownership(), safe_directory_cb(), is_implicit_bare_repo().
 */
bool bv_is_safe(bool *has_no_git, struct git_repository *repository, const struct bv_way *way,
		struct bv_error *err);

#endif
