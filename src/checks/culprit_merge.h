/* culprit.merge: a merge is blamed. */
#ifndef BV_CHECK_CULPRIT_MERGE_H
#define BV_CHECK_CULPRIT_MERGE_H

#include "check_private.h"

/** Whether the blamed commit is a merge, by the tree, else by how the log prints or titles it. */
enum bv_answer bv_culprit_is_merge(const struct bv_check_run *run);

void bv_check_culprit_merge(struct bv_check_run *run);

#endif
