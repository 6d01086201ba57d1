/* Detectors: changes to them make old bugs visible. */
#ifndef BV_KERNEL_DETECTOR_H
#define BV_KERNEL_DETECTOR_H

#include <stdbool.h>

#include "base/text.h"

/** A commit's title that names a detector: "kasan: ...", "lockdep: ...", "... WARN_ON ...". */
bool bv_title_names_detector(struct bv_text subject);
/** A file of a detector, or a table of system calls, whose numbers reproducers rely on. */
bool bv_path_is_detector(struct bv_text path);

#endif
