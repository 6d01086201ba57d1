/* SPDX-License-Identifier: GPL-2.0-only */
/* Writing, keeping and giving back git's sendemail-validate hook. */
#include "hook_install.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "repo/ask_git.h"
#include "source/source.h"

#include "base/banned.h"

#define THEIRS ".before-bisect-verify"
#define MARK   "# git bisect-verify hook --install wrote this; hook --uninstall undoes it.\n"

/* What is not executable git does not run either. */
static const char script[] = "#!/bin/sh\n" MARK "git bisect-verify hook \"$@\" || exit\n"
			     "theirs=$0" THEIRS "\n"
			     "test ! -x \"$theirs\" || exec \"$theirs\" \"$@\"\n";

struct places {
	struct bv_text folder, hook, theirs, fresh;
	struct bv_arena keep;
};

static bool fail(struct bv_error *err, struct bv_text path, const char *what)
{
	char reason[128];
	int problem = errno;

	if (strerror_r(problem, reason, sizeof(reason)))
		(void)snprintf(reason, sizeof(reason), "system error %d", problem);
	(void)bv_fail(err, BV_ERROR_REPOSITORY, "%s: %s", what, reason);
	return bv_fail_at(err, path.data, 0);
}

static bool find_places(struct places *out, struct bv_error *err)
{
	static const char *const arguments[] = {"rev-parse", "--git-path", "hooks", NULL};
	struct bv_git_answer answer;
	struct bv_text rest, line;

	if (!bv_ask_git(&answer, arguments, &out->keep)) {
		(void)bv_fail(err, BV_ERROR_REPOSITORY, "git cannot be asked where its hooks are");
		return bv_fail_advice(err, "is git on the PATH?");
	}
	rest = answer.out;
	if (answer.status != 0 || !bv_take_line(&rest, &line) || bv_text_is_empty(line)) {
		(void)bv_fail(err, BV_ERROR_REPOSITORY, "git knows of no hooks here: %.*s",
			      BV_TEXT_ARG(bv_text_trim(answer.said)));
		return bv_fail_advice(err, "go to the repository that you send from");
	}
	out->folder = bv_arena_copy(&out->keep, line);
	out->hook = bv_arena_print(&out->keep, "%.*s/sendemail-validate", BV_TEXT_ARG(line));
	out->theirs = bv_arena_print(&out->keep, "%.*s" THEIRS, BV_TEXT_ARG(out->hook));
	out->fresh = bv_arena_print(&out->keep, "%.*s.%ld", BV_TEXT_ARG(out->hook), (long)getpid());
	return true;
}

/* The hook calls us by git, and one that git cannot run stops every mail. */
static bool check_git_finds_us(struct places *places, struct bv_error *err)
{
	static const char *const arguments[] = {"bisect-verify", "--version", NULL};
	struct bv_git_answer answer;

	if (bv_ask_git(&answer, arguments, &places->keep) && answer.status == 0)
		return true;
	(void)bv_fail(err, BV_ERROR_REPOSITORY, "git does not find git-bisect-verify");
	return bv_fail_advice(err, "install it, or put its folder on the PATH");
}

static bool is_there(struct bv_text path)
{
	struct stat status;

	return lstat(path.data, &status) == 0;
}

enum hook {
	HOOK_THEIRS = 0,
	HOOK_OURS,
	HOOK_CHANGED /* ours, and somebody wrote into it */
};

static enum hook whose_hook(struct places *places)
{
	struct bv_source source;
	struct bv_error err = {0};

	if (!bv_source_read(&source, places->hook.data, &places->keep, &err) ||
	    !bv_text_contains(bv_text_slice(source.text, 0, sizeof(script)), BV_TEXT(MARK)))
		return HOOK_THEIRS;
	return bv_text_equal(source.text, bv_text_from(script)) ? HOOK_OURS : HOOK_CHANGED;
}

/* Each folder above it that is missing, too. */
static bool make_folder(struct places *places, struct bv_error *err)
{
	char *path = bv_arena_alloc(&places->keep, places->folder.size + 1, 1);

	for (size_t i = 0; i <= places->folder.size; i++) {
		if (i > 0 && (i == places->folder.size || places->folder.data[i] == '/') &&
		    mkdir(path, 0777) != 0 && errno != EEXIST)
			return fail(err, places->folder, "the folder of hooks cannot be made");
		if (i < places->folder.size)
			path[i] = places->folder.data[i];
	}
	return true;
}

/* Whole or not at all, and by the user's umask, as git's own files. */
static bool write_hook(struct places *places, struct bv_error *err)
{
	FILE *file = fopen(places->fresh.data, "wx");
	mode_t mask = umask(0);
	bool is_written;

	(void)umask(mask);
	if (!file)
		return fail(err, places->hook, "the hook cannot be written");
	is_written = fputs(script, file) >= 0 && fchmod(fileno(file), 0777 & ~mask) == 0;
	is_written = fclose(file) == 0 && is_written;
	if (is_written && rename(places->fresh.data, places->hook.data) == 0)
		return true;
	(void)fail(err, places->hook, "the hook cannot be written");
	(void)unlink(places->fresh.data);
	return false;
}

static bool keep_theirs(struct places *places, struct bv_error *err)
{
	if (is_there(places->theirs)) {
		(void)bv_fail(err, BV_ERROR_REPOSITORY,
			      "the hook there is to be kept under this name, which is taken");
		(void)bv_fail_at(err, places->theirs.data, 0);
		return bv_fail_advice(err, "move that file away");
	}
	return rename(places->hook.data, places->theirs.data) == 0 ||
	       fail(err, places->hook, "the hook that is there cannot be kept");
}

static bool install(struct places *places, struct bv_out *out, struct bv_error *err)
{
	bool has_theirs;

	if (whose_hook(places) != HOOK_THEIRS) {
		bv_out_text(out, places->hook);
		bv_out_print(out, " is installed already\n");
		return true;
	}
	has_theirs = is_there(places->hook);
	if (!make_folder(places, err) || (has_theirs && !keep_theirs(places, err)))
		return false;
	if (!write_hook(places, err)) {
		if (has_theirs)
			(void)rename(places->theirs.data, places->hook.data);
		return false;
	}
	bv_out_print(out, "installed ");
	bv_out_text(out, places->hook);
	if (is_there(places->theirs)) {
		bv_out_print(out, "; it runs yours after ours: ");
		bv_out_text(out, places->theirs);
	}
	bv_out_print(out, "\n");
	return true;
}

static bool uninstall(struct places *places, struct bv_out *out, struct bv_error *err)
{
	bool has_hook = is_there(places->hook), has_theirs = is_there(places->theirs);
	enum hook whose = has_hook ? whose_hook(places) : HOOK_OURS;

	if (!has_hook && !has_theirs) {
		bv_out_print(out, "there is no hook to take away: ");
		bv_out_text(out, places->hook);
		bv_out_print(out, "\n");
		return true;
	}
	if (whose != HOOK_OURS) {
		(void)bv_fail(err, BV_ERROR_REPOSITORY,
			      whose == HOOK_CHANGED
				      ? "this hook was changed after --install wrote it"
				      : "this hook is not ours");
		(void)bv_fail_at(err, places->hook.data, 0);
		return bv_fail_advice(err, "take `git bisect-verify hook` out of it yourself");
	}
	if (has_theirs ? rename(places->theirs.data, places->hook.data) != 0
		       : unlink(places->hook.data) != 0)
		return fail(err, places->hook, "the hook cannot be taken away");
	bv_out_print(out, has_theirs ? "yours is back: " : "removed ");
	bv_out_text(out, places->hook);
	bv_out_print(out, "\n");
	return true;
}

bool bv_hook_install(struct bv_out *out, struct bv_error *err)
{
	struct places places = {0};
	bool is_done = find_places(&places, err) && check_git_finds_us(&places, err) &&
		       install(&places, out, err);

	bv_arena_release(&places.keep);
	return is_done;
}

bool bv_hook_uninstall(struct bv_out *out, struct bv_error *err)
{
	struct places places = {0};
	bool is_done = find_places(&places, err) && uninstall(&places, out, err);

	bv_arena_release(&places.keep);
	return is_done;
}
