/* SPDX-License-Identifier: GPL-2.0-only */
/* Whose a repository is, and what safe.directory and safe.bareRepository say of it. */
#include "safe.h"

#include <git2.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config.h"

#include "base/banned.h"

#define LEVELS_MAX 1000

/* A repository's parts as git sees them. */
struct parts {
	struct bv_text worktree; /* the folder with .git; absent for one found as a folder itself */
	struct bv_text dot_git;  /* a folder, or a file that names one */
	struct bv_text folder;   /* the git folder */
};

static bool is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Up from where the search began, as git and libgit2 went. */
static void find_parts(struct parts *out, git_repository *repository, const char *from,
		       struct bv_arena *keep)
{
	struct bv_text at = bv_arena_print(keep, "%s/.", from);
	struct stat folder, here, dot_git, above;

	*out = (struct parts){.folder = bv_text_from(git_repository_path(repository))};
	if (stat(out->folder.data, &folder) != 0)
		return;
	for (int i = 0; i < LEVELS_MAX && stat(at.data, &here) == 0; i++) {
		struct bv_text name = bv_arena_print(keep, "%.*s/.git", BV_TEXT_ARG(at));
		struct bv_text parent = bv_arena_print(keep, "%.*s/..", BV_TEXT_ARG(at));

		if (stat(name.data, &dot_git) == 0 &&
		    (S_ISREG(dot_git.st_mode) || is_same(&dot_git, &folder))) {
			out->worktree = at;
			out->dot_git = name;
			return;
		}
		if (is_same(&here, &folder) || stat(parent.data, &above) != 0 ||
		    is_same(&here, &above))
			return;
		at = parent;
	}
}

/* Source: git's compat/posix or git-compat-util.h, is_path_owned_by_current_uid(). */
static bool is_owned(struct bv_text path)
{
	struct bv_text sudo = bv_text_from(getenv("SUDO_UID"));
	struct stat status;
	uint64_t user = geteuid();

	if (lstat(path.data, &status) != 0)
		return false;
	if (user == 0 && status.st_uid != 0 &&
	    (!bv_take_uint(&sudo, &user) || !bv_text_is_empty(sudo)))
		return false;
	return status.st_uid == user;
}

static bool are_owned(const struct parts *parts)
{
	return is_owned(parts->folder) &&
	       (!parts->worktree.data || (is_owned(parts->worktree) && is_owned(parts->dot_git)));
}

/* "/srv/trees" followed by "/" and a star: one of the folders above @path is /srv/trees. */
static bool is_below(struct bv_text folder, struct bv_text path, struct bv_arena *keep)
{
	struct stat wanted, here, above;

	if (stat(bv_arena_copy(keep, folder.size ? folder : BV_TEXT("/")).data, &wanted) != 0 ||
	    stat(path.data, &here) != 0)
		return false;
	for (int i = 0; i < LEVELS_MAX; i++, here = above) {
		path = bv_arena_print(keep, "%.*s/..", BV_TEXT_ARG(path));
		if (stat(path.data, &above) != 0 || is_same(&here, &above))
			return false;
		if (is_same(&above, &wanted))
			return true;
	}
	return false;
}

/* Where git stands when it meets "." as a value: in the folder with .git itself. */
static bool is_meant(struct bv_text value, struct bv_text path, struct bv_arena *keep)
{
	struct stat wanted, here;

	if (bv_text_equal(value, BV_TEXT("*")))
		return true;
	if (!bv_text_starts_with(value, BV_TEXT("/")) && !bv_text_equal(value, BV_TEXT(".")))
		return false;
	if (bv_text_ends_with(value, BV_TEXT("/*")))
		return is_below(bv_text_slice(value, 0, value.size - 2), path, keep);
	return stat(value.data, &wanted) == 0 && stat(path.data, &here) == 0 &&
	       is_same(&wanted, &here);
}

/* The last values win, and an empty one takes back all before it. */
static bool is_listed(const struct bv_texts *values, struct bv_text path, struct bv_arena *keep)
{
	bool is_safe = false;

	for (size_t i = 0; i < values->count; i++)
		is_safe = values->items[i].size &&
			  (is_safe || is_meant(values->items[i], path, keep));
	return is_safe;
}

/* A bare repository in a clone's working files would bring its own configuration. */
static bool is_bare_allowed(const struct parts *parts, struct bv_arena *keep, struct bv_error *err)
{
	struct bv_texts values;
	struct bv_text value;

	if (parts->worktree.data || bv_text_ends_with(parts->folder, BV_TEXT("/.git/")) ||
	    bv_text_contains(parts->folder, BV_TEXT("/.git/worktrees/")) ||
	    bv_text_contains(parts->folder, BV_TEXT("/.git/modules/")))
		return true;
	if (!bv_config_protected(&values, "safe.bareRepository", keep, err) || values.count == 0)
		return err->kind == BV_ERROR_NONE;
	value = values.items[values.count - 1];
	if (bv_text_equal(value, BV_TEXT("all")))
		return true;
	(void)bv_fail_at(err, parts->folder.data, 0);
	if (!bv_text_equal(value, BV_TEXT("explicit")))
		return bv_fail(err, BV_ERROR_CONFIG, "bad value '%.*s' for 'safe.bareRepository'",
			       BV_TEXT_ARG(value));
	(void)bv_fail_advice(err, "name it with --tree, or in GIT_DIR");
	return bv_fail(err, BV_ERROR_REPOSITORY,
		       "a bare repository, and safe.bareRepository is 'explicit'");
}

static bool is_whose_allowed(bool *has_no_git, const struct parts *parts,
			     git_repository *repository, struct bv_arena *keep,
			     struct bv_error *err)
{
	const char *workdir = git_repository_workdir(repository);
	struct bv_text named = bv_text_from(
		workdir && parts->worktree.data ? workdir : git_repository_path(repository));
	struct bv_texts values;

	if (are_owned(parts))
		return true;
	if (!bv_config_protected(&values, "safe.directory", keep, err)) {
		*has_no_git = err->kind == BV_ERROR_NONE;
		return false;
	}
	if (is_listed(&values, parts->worktree.data ? parts->worktree : parts->folder, keep))
		return true;
	if (named.size > 1)
		named.size--;
	(void)bv_fail_at(err, bv_arena_copy(keep, named).data, 0);
	(void)bv_fail_advice(err, "git config --global --add safe.directory %.*s",
			     BV_TEXT_ARG(named));
	return bv_fail(err, BV_ERROR_REPOSITORY, "the tree belongs to another user");
}

bool bv_is_safe(bool *has_no_git, git_repository *repository, const struct bv_way *way,
		struct bv_error *err)
{
	struct bv_arena keep = {0};
	struct parts parts;
	bool is_safe;

	*has_no_git = false;
	find_parts(&parts, repository, way->from, &keep);
	is_safe = (!way->is_discovered || is_bare_allowed(&parts, &keep, err)) &&
		  is_whose_allowed(has_no_git, &parts, repository, &keep, err);
	bv_arena_release(&keep);
	return is_safe;
}
