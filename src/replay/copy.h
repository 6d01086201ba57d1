/* SPDX-License-Identifier: GPL-2.0-only */
/* A commit on another branch: rebased or picked, it has another id and the same title. */
#ifndef BV_REPLAY_COPY_H
#define BV_REPLAY_COPY_H

#include "base/text.h"
#include "repo/history.h"

struct bv_tree;

/**
 * Has the history of @young a commit titled @subject, among those that @old's has not?
 *
 * Unknown: @subject is of one that is to be folded into another, a commit cannot be read, or there
 *          are more than BV_COPY_MAX.
 */
enum bv_truth bv_copy_find(struct bv_tree *tree, struct bv_text subject, struct bv_commit old,
			   struct bv_commit young);
#define BV_COPY_MAX 50000

#endif
