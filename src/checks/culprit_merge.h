/* culprit.merge: a merge is blamed. */
#ifndef BV_CHECK_CULPRIT_MERGE_H
#define BV_CHECK_CULPRIT_MERGE_H

#include "check_private.h"

void bv_check_culprit_merge(struct bv_check_run *run);

#endif
