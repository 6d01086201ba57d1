/* culprit.*, the print's half: the commit as the log shows it against the one in the tree. */
#ifndef BV_CHECK_CULPRIT_PRINT_H
#define BV_CHECK_CULPRIT_PRINT_H

#include "check_private.h"

void bv_check_culprit_diffstat_differs(struct bv_check_run *run);
void bv_check_culprit_header_differs(struct bv_check_run *run);

#endif
