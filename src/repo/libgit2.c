/* SPDX-License-Identifier: GPL-2.0-only */
/* libgit2's start and stop. */
#include <git2.h>

#include "tree_private.h"

#include "base/banned.h"

#if defined(__SANITIZE_ADDRESS__)
/* libgit2 1.5 leaks in each regular expression that does not match, one in every open. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libpcre2\n";
}
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

bool bv_git_start(struct bv_error *err)
{
	/* All of git's (setup.c) but objectFormat are harmless to a reader of objects, yet libgit2
	 * refuses those that it does not know; it compares in lower case. */
	static const char *extensions[] = {
		"worktreeconfig", "preciousobjects",     "partialclone",      "relativeworktrees",
		"refstorage",     "submodulepathconfig", "compatobjectformat"};

	if (git_libgit2_init() < 0 ||
	    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
			     sizeof(extensions) / sizeof(extensions[0])) ||
	    /* What a judgement rests on is checked by bv_object_read(); the walk through the
	     * history would take 1.6 times as long. */
	    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0) ||
	    /* Nearly all objects are asked for once. */
	    git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0))
		return bv_fail(err, BV_ERROR_INTERNAL, "libgit2 does not start");
	return true;
}

void bv_git_stop(void)
{
	(void)git_libgit2_shutdown();
}
