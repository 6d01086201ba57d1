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

#endif
