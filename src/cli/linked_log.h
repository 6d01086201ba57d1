/* SPDX-License-Identifier: GPL-2.0-only */
/* The log behind a mail: a file of the user's that holds what the mail only links. */
#ifndef BV_CLI_LINKED_LOG_H
#define BV_CLI_LINKED_LOG_H

#include "base/arena.h"
#include "base/text.h"

/**
 * Find the log that is published at @address in @folders.
 *
 * Meaning: "https://.../bisect.txt?x=ID" is there as Log_ID.txt, ID.txt or ID, packed (.gz, .xz) or
 *          not. Nothing is fetched. False: it is in none, or the address has no such id.
 * Owner:   @path is kept in @keep.
 */
bool bv_linked_log_find(struct bv_text *path, const struct bv_texts *folders,
			struct bv_text address, struct bv_arena *keep);

#endif
