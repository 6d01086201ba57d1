/* Is one commit an ancestor of others? */
#ifndef BV_TREE_ANCESTRY_H
#define BV_TREE_ANCESTRY_H

#include "walk.h"

/** As bv_history_is_ancestor(), of any of @young. BV_NO when there are none. */
enum bv_answer bv_history_is_ancestor_of_any(struct bv_history *history, struct bv_commit old,
					     const struct bv_commits *young);

#endif
