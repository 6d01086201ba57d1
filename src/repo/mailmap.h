/* SPDX-License-Identifier: GPL-2.0-only */
/* .mailmap: the names and addresses that people are shown by. */
#ifndef BV_REPO_MAILMAP_H
#define BV_REPO_MAILMAP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "object.h"

/**
 * The person that @mailmap, the text of a .mailmap, makes of the one of @signature: "Name <mail>".
 *
 * Meaning: the person as it is when no line is about it.
 * Owner:   kept in @keep.
 * Source:  gitmailmap(5).
 */
struct bv_text bv_mailmap_person(struct bv_text mailmap, const struct bv_signature *signature,
				 struct bv_arena *keep);

/** The user's git takes names from elsewhere too: mailmap.file, mailmap.blob. */
bool bv_mailmap_is_set(const struct bv_tree *tree);

#endif
