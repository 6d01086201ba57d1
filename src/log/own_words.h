/* SPDX-License-Identifier: GPL-2.0-only */
/* Whose words the lines of a mail are. */
#ifndef BV_LOG_OWN_WORDS_H
#define BV_LOG_OWN_WORDS_H

#include "base/arena.h"
#include "source/line.h"

/**
 * Empty the lines that nobody says, and quote ("> ") those that somebody else said.
 *
 * Meaning: nobody says what the mail's own patch adds or removes; the patch of a commit that the
 *          mail prints stays. An indented log is a quote in a reply, or below "ADA wrote:", unless
 *          a log stands at the margin as well, or the mail quotes with ">": people set in a log of
 *          their own, too. In a mail that starts a thread it is the writer's own. @lines are those
 * of a mail, @is_reply tells whether it answers another one. Owner:   the lines are kept anew where
 * they change.
 */
void bv_words_settle(struct bv_lines *lines, bool is_reply, struct bv_arena *keep);

/** Empty the lines that are quoted. Owner: the list in @keep. */
void bv_words_keep_own(struct bv_lines *lines, struct bv_arena *keep);

#endif
