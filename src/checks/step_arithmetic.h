/* step.arithmetic: what git's printed counts say about each other, without a tree. */
#ifndef BV_CHECK_STEP_ARITHMETIC_H
#define BV_CHECK_STEP_ARITHMETIC_H

#include "check_private.h"

void bv_check_step_arithmetic(struct bv_check_run *run);

#endif
