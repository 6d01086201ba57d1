/* SPDX-License-Identifier: GPL-2.0-only */
/* What `git rev-list --bisect-vars` says, and whether we say the same. */
#ifndef BV_SUPPORT_BISECT_VARS_H
#define BV_SUPPORT_BISECT_VARS_H

#include <git2.h>

#include "base/oid.h"
#include "repo/candidates.h"

struct bv_bisect_vars {
	bool has_pick;
	struct bv_oid pick;
	uint64_t left, all, steps; /* left: -1 where the only candidate is picked */
};

/** A shell function "none" for where there is no candidate: git then prints nothing at all. */
extern const char bv_bisect_vars_script[];

/** The value of a line "NAME=VALUE", without quotes; the line must be next. */
struct bv_text bv_take_value(struct bv_text *rest, const char *name);
struct bv_bisect_vars bv_take_bisect_vars(struct bv_text *rest);

/** Do @set, and git's pick, N and K in it, say what git said? */
bool bv_is_as_git(const struct bv_candidates *set, const struct bv_bisect_vars *git);

/** Open the history of @path; the repository is the caller's to free after closing it. */
struct bv_history *bv_open_history(const char *path, git_repository **repository);
/** The commit @id, which must be there. */
struct bv_commit bv_must_find(struct bv_history *history, const struct bv_oid *id);

#endif
