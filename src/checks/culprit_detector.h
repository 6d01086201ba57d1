/* culprit.detector: commits that make old bugs visible. */
#ifndef BV_CHECK_CULPRIT_DETECTOR_H
#define BV_CHECK_CULPRIT_DETECTOR_H

#include "check_private.h"

void bv_check_culprit_detector(struct bv_check_run *run);

#endif
