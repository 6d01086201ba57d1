/* SPDX-License-Identifier: GPL-2.0-only */
/* The facts about one commit, and the same as git prints it. */
#ifndef BV_SUPPORT_CULPRIT_TEXT_H
#define BV_SUPPORT_CULPRIT_TEXT_H

#include "base/arena.h"
#include "replay/facts.h"
#include "repo/tree.h"

/** The facts of a log that says no more than that @written, titled @subject, is to blame. */
struct bv_facts bv_facts_of(struct bv_tree *tree, const char *written, const char *subject,
			    struct bv_arena *keep);

/** The files, one a line: "added TAB deleted TAB :mode mode id id status TAB [old TAB] path". */
struct bv_text bv_files_text(const struct bv_culprit_facts *culprit, struct bv_arena *keep);

/** A shell function "files COMMIT" that prints the same with git. */
extern const char bv_files_script[];

#endif
