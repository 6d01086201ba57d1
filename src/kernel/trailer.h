/* SPDX-License-Identifier: GPL-2.0-only */
/* The people that a commit names. */
#ifndef BV_KERNEL_TRAILER_H
#define BV_KERNEL_TRAILER_H

#include "base/arena.h"
#include "base/text.h"

/**
 * Whom syzkaller would mail about a commit by @author with @message, without get_maintainer.pl.
 *
 * Meaning: addresses, some more than once; with @is_with_cc also those of Cc: lines.
 * Owner:   added to @out, kept in @keep.
 * Source:  syzkaller, pkg/vcs/git.go, gitParseCommit(); Cc: until b730d26a8 (2019-12-10).
 */
void bv_trailer_recipients(struct bv_texts *out, struct bv_text author, struct bv_text message,
			   bool is_with_cc, struct bv_arena *keep);

/** Somebody whom a commit names. */
struct bv_person {
	struct bv_text name; /* may be empty */
	struct bv_text address;
	struct bv_text role; /* "author", "Reviewed-by" */
};
struct bv_people {
	struct bv_person *items;
	size_t count, capacity;
};

/**
 * The people that a commit by @author with @message names, each once, the author first.
 *
 * Meaning: by lines "...-by:" and "Cc:" anywhere in the message; lists and robots are no people.
 * Owner:   added to @out, kept in @keep; texts are borrowed.
 * Source:  git-send-email.perl, which writes to those of a patch.
 */
void bv_trailer_people(struct bv_people *out, struct bv_text author, struct bv_text message,
		       struct bv_arena *keep);

#endif
