/* What the blamed commit's files can do to the kernel: a check a class. */
#ifndef BV_CHECK_CULPRIT_DIFF_H
#define BV_CHECK_CULPRIT_DIFF_H

#include "check_private.h"

/* The checks, one per class. */
void bv_check_culprit_comment_only(struct bv_check_run *run);
void bv_check_culprit_help_text_only(struct bv_check_run *run);
void bv_check_culprit_no_code(struct bv_check_run *run);
void bv_check_culprit_other_arch(struct bv_check_run *run);
void bv_check_culprit_tools_only(struct bv_check_run *run);
void bv_check_culprit_version_only(struct bv_check_run *run);

#endif
