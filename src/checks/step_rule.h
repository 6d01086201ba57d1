/* step.verdict-*: the producer's own rule, of the log's time and of today. */
#ifndef BV_CHECK_STEP_RULE_H
#define BV_CHECK_STEP_RULE_H

#include "check_private.h"

void bv_check_step_verdict_rule(struct bv_check_run *run);
void bv_check_step_verdict_today(struct bv_check_run *run);

#endif
