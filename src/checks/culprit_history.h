/* What the tree says for the blamed commit or against it. */
#ifndef BV_CHECK_CULPRIT_HISTORY_H
#define BV_CHECK_CULPRIT_HISTORY_H

#include "check_private.h"

/** culprit.adds-function */
void bv_check_culprit_adds_function(struct bv_check_run *run);
/** culprit.crash-fixed */
void bv_check_culprit_crash_fixed(struct bv_check_run *run);
/** culprit.fixed-later */
void bv_check_culprit_fixed_later(struct bv_check_run *run);
/** culprit.reverted */
void bv_check_culprit_reverted(struct bv_check_run *run);

#endif
