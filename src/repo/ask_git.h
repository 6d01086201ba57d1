/* SPDX-License-Identifier: GPL-2.0-only */
/* git itself, asked for its configuration: the one program that is ever run. */
#ifndef BV_REPO_ASK_GIT_H
#define BV_REPO_ASK_GIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

/** What git answered. */
struct bv_git_answer {
	int status;          /* its exit status */
	struct bv_text out;  /* what it printed */
	struct bv_text said; /* what it printed to standard error */
	bool is_cut; /* it printed more than BV_GIT_ANSWER_BYTES_MAX, and was not heard out */
};
#define BV_GIT_ANSWER_BYTES_MAX ((size_t)8 << 20)

/**
 * Run "git @arguments...", the list ending in NULL, in the current directory.
 *
 * Meaning: the environment is ours, so that git -c, GIT_CONFIG_COUNT and the like reach it; but
 *          GIT_CONFIG, which only git-config(1) heeds, and GIT_COMMON_DIR, which we do not, do not.
 *          It speaks English.
 * Errors:  false when no git could be run to its end.
 * Owner:   kept in @keep.
 */
bool bv_ask_git(struct bv_git_answer *out, const char *const *arguments, struct bv_arena *keep);

#endif
