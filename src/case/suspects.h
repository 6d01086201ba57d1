/* SPDX-License-Identifier: GPL-2.0-only */
/* Suspects: commits that are worth a look first, by what they share with the crash. */
#ifndef BV_CASE_SUSPECTS_H
#define BV_CASE_SUSPECTS_H

#include "case.h"

/** What a commit shares with a frame of the crash, ordered by how much that says. */
enum bv_shared {
	BV_SHARED_NOTHING = 0,
	BV_SHARED_SECTION, /* a file of the same section of MAINTAINERS */
	BV_SHARED_FOLDER,
	BV_SHARED_FILE,
	BV_SHARED_FUNCTION /* which it changes */
};

struct bv_suspect {
	struct bv_oid id;
	struct bv_text subject; /* empty when it cannot be read */
	enum bv_shared shared;
	struct bv_text reason; /* "changes foo(), 2nd frame" */
};
/** So many are named. */
#define BV_SUSPECTS_NAMED_MAX 10
/** More are not looked through: the list would be a guess, and takes seconds. */
#define BV_SUSPECTS_COMMITS_MAX ((size_t)5000)

struct bv_suspects {
	struct bv_suspect *items; /* the best first */
	size_t count, capacity;
	bool is_asked;       /* the result leaves a question, and there is a tree */
	bool is_whole_range; /* looked through is all that was bisected: the verdicts that hold
				leave just the blamed commit */
	bool are_sections_left_out; /* for some commits: too many patterns to try */
	bool has_stack;             /* of the bug, with files; else by the functions of titles */
	size_t commit_count;        /* looked through, and merges, which are passed over */
	size_t merges;              /* of those */
	size_t unread;              /* of those, by diffs that are not here or cannot be read */
	size_t unsearched;          /* the oldest, when there is too much to read */
	struct bv_text why_not;     /* they were asked for, and nothing could be looked through */
};

/**
 * Rank @commits, the newest first, by what they share with the telling frames of the crash.
 *
 * Meaning: function over file, folder and section; of equals the one whose file the frames name
 *          first, second or later, then the newer one. Without a stack of the bug the functions of
 * its titles are the frames. Merges are passed over: what they bring in has commits of its own; not
 * so where git bisected along first parents. What shares nothing is not listed. Unknown: commits
 * whose diffs cannot be read are counted in @unread; why_not, when nothing tells where the crash
 * was. Owner:   kept in @keep.
 */
void bv_suspects_rank(struct bv_suspects *out, const struct bv_case *c,
		      const struct bv_oids *commits, struct bv_arena *keep);

#endif
