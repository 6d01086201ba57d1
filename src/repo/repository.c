/* SPDX-License-Identifier: GPL-2.0-only */
/* Opening a repository where git would, and libgit2's ways to refuse one. */
#include <git2.h>

#include "safe.h"
#include "tree_private.h"

#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h> /* since libgit2 1.8 */
#endif
#include <git2/sys/repository.h>
#include <stdlib.h>

#include "base/arena.h"

#include "base/banned.h"

/* What libgit2 said last; NULL when it said nothing, for which 1.8 has words, too: "no error". */
static const char *last_message(void)
{
	const git_error *last = git_error_last();

	return last && last->klass != GIT_ERROR_NONE ? last->message : NULL;
}

static bool is_error_about(const char *words)
{
	const char *message = last_message();

	return message && bv_text_contains(bv_text_from(message), bv_text_from(words));
}

static bool fail_sha256(struct bv_error *err)
{
	(void)bv_fail_advice(err, "such objects are not read: name a SHA-1 tree with --tree, or "
				  "judge the log alone with --no-tree");
	return bv_fail(err, BV_ERROR_REPOSITORY, "the tree's ids are SHA-256");
}

static bool explain(int error, const char *path, struct bv_error *err)
{
	const char *message = last_message();

	(void)bv_fail_at(err, path, 0);
	if (error == GIT_EOWNER || is_error_about("safe.directory")) {
		(void)bv_fail_advice(err, "git config --global --add safe.directory %s", path);
		return bv_fail(err, BV_ERROR_REPOSITORY, "the tree belongs to another user");
	}
	/* In the words of libgit2 1.5, and in those of 1.9. */
	if (is_error_about("extensions.objectformat") ||
	    is_error_about("unknown object format 'sha256'"))
		return fail_sha256(err);
	if (is_error_about("unsupported extension") || is_error_about("unsupported repository") ||
	    is_error_about("unknown object format")) {
		(void)bv_fail_advice(err, "name a tree in git's ordinary format, such as a clone");
		return bv_fail(err, BV_ERROR_REPOSITORY, "%s", message);
	}
	(void)bv_fail_advice(err, "name a Linux tree with --tree DIR, or judge the log alone with "
				  "--no-tree");
	if (error == GIT_ENOTFOUND)
		return bv_fail(err, BV_ERROR_REPOSITORY, "not a git repository");
	return bv_fail(err, BV_ERROR_REPOSITORY, "%s",
		       message ? message : "the repository does not open");
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && value[0] != '\0';
}

static bool is_true(const char *name)
{
	const char *value = getenv(name);
	bool is_on = false;

	return value && bv_config_parse_bool(&is_on, bv_text_from(value)) && is_on;
}

static int add_alternates(git_odb *odb)
{
	struct bv_arena scratch = {0};
	struct bv_text rest = bv_text_from(getenv("GIT_ALTERNATE_OBJECT_DIRECTORIES")), folder;
	int error = 0;

	while (error == 0 && !bv_text_is_empty(rest)) {
		if (!bv_take_until(&rest, BV_TEXT(":"), &folder)) {
			folder = rest;
			rest = (struct bv_text){0};
		}
		/* One that is not there is skipped, as git skips it. */
		if (!bv_text_is_empty(folder))
			(void)git_odb_add_disk_alternate(odb, bv_arena_copy(&scratch, folder).data);
	}
	bv_arena_release(&scratch);
	return error;
}

static int use_environment_objects(git_repository *repository)
{
	git_odb *odb = NULL;
	int error = 0;

	if (is_set("GIT_OBJECT_DIRECTORY")) {
		error = git_odb_open(&odb, getenv("GIT_OBJECT_DIRECTORY"));
		if (error == 0)
			error = git_repository_set_odb(repository, odb);
	} else {
		error = git_repository_odb(&odb, repository);
	}
	if (error == 0 && is_set("GIT_ALTERNATE_OBJECT_DIRECTORIES"))
		error = add_alternates(odb);
	git_odb_free(odb);
	return error;
}

/* A value of the repository's own configuration; what others say of its format means nothing. */
static struct bv_text own_value(git_repository *repository, const char *key, struct bv_arena *keep)
{
	git_config *all = NULL, *own = NULL;
	git_buf value = GIT_BUF_INIT;
	struct bv_text answer = {0};

	if (git_repository_config(&all, repository) == 0 &&
	    git_config_open_level(&own, all, GIT_CONFIG_LEVEL_LOCAL) == 0 &&
	    git_config_get_string_buf(&value, own, key) == 0)
		answer = bv_arena_copy(keep, bv_text_from(value.ptr));
	git_buf_dispose(&value);
	git_config_free(own);
	git_config_free(all);
	return answer;
}

/* A libgit2 that reads SHA-256 opens what we would not understand. */
static bool has_our_ids(git_repository *repository, struct bv_error *err)
{
	struct bv_arena keep = {0};
	struct bv_text format = own_value(repository, "extensions.objectformat", &keep);
	bool is_ours = bv_text_is_empty(format) || bv_text_equal(format, BV_TEXT("sha1"));

	bv_arena_release(&keep);
	if (is_ours)
		return true;
	(void)bv_fail_at(err, git_repository_path(repository), 0);
	return fail_sha256(err);
}

static bool is_files(struct bv_text storage)
{
	return bv_text_is_empty(storage) || bv_text_equal(storage, BV_TEXT("files"));
}

/* What HEAD says in a repository whose refs are kept elsewhere, for those that do not know. Source:
 * git's refs/reftable-backend.c, reftable_be_create_on_disk(), since 2.54 refs.c,
 * refs_create_refdir_stubs(). */
#define NO_HEAD "refs/heads/.invalid"

bool bv_repository_has_names(git_repository *repository)
{
	struct bv_arena keep = {0};
	git_reference *head = NULL;
	bool has_names;

	/* Which libgit2 does not heed. */
	if (!is_files(bv_text_from(getenv("GIT_REFERENCE_BACKEND"))))
		return false;
	has_names = is_files(own_value(repository, "extensions.refstorage", &keep));
	if (!has_names && git_reference_lookup(&head, repository, "HEAD") == 0)
		has_names = !bv_text_equal(bv_text_from(git_reference_symbolic_target(head)),
					   BV_TEXT(NO_HEAD));
	git_reference_free(head);
	bv_arena_release(&keep);
	return has_names;
}

/* Whose it is, we ask ourselves: libgit2 does not know all the ways to say what is safe. The option
 * is the process's. */
static int open_whosever(git_repository **out, const char *path, unsigned flags, bool is_validated)
{
	int was_validated = 1, error;

	(void)git_libgit2_opts(GIT_OPT_GET_OWNER_VALIDATION, &was_validated);
	(void)git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, (int)is_validated);
	error = git_repository_open_ext(out, path, flags, getenv("GIT_CEILING_DIRECTORIES"));
	(void)git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, was_validated);
	return error;
}

static void drop(git_repository **repository)
{
	git_repository_free(*repository);
	*repository = NULL;
}

/* As git, without a word where GIT_DIR names it. */
static int open_safe(git_repository **out, const struct bv_way *way, unsigned flags,
		     struct bv_error *err)
{
	bool is_explicit = flags & GIT_REPOSITORY_OPEN_NO_DOTGIT, has_no_git = false;
	int error = open_whosever(out, way->from, flags, false);

	if (error != 0 || is_explicit || bv_is_safe(&has_no_git, *out, way, err))
		return error;
	drop(out);
	return has_no_git ? open_whosever(out, way->from, flags, true) : GIT_EOWNER;
}

bool bv_repository_open(git_repository **out, const char *path, struct bv_error *err)
{
	struct bv_way way = {.from = path};
	unsigned flags = 0;
	int error;

	git_error_clear();
	*out = NULL;
	if (path) {
		flags = GIT_REPOSITORY_OPEN_NO_SEARCH;
	} else if (is_set("GIT_DIR")) {
		way.from = getenv("GIT_DIR");
		flags = GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT;
	} else {
		way = (struct bv_way){.from = ".", .is_discovered = true};
		if (is_true("GIT_DISCOVERY_ACROSS_FILESYSTEM"))
			flags = GIT_REPOSITORY_OPEN_CROSS_FS;
	}
	error = open_safe(out, &way, flags, err);
	if (error == 0)
		error = use_environment_objects(*out);
	if (error == 0 && has_our_ids(*out, err))
		return true;
	drop(out);
	if (err->kind != BV_ERROR_NONE)
		return false;
	if (way.is_discovered && error == GIT_ENOTFOUND && !is_error_about("safe.directory"))
		return true;
	return explain(error, way.from, err);
}
