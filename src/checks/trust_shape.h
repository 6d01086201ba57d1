/* Evidence in the shape of the log: its walk, its weak verdicts, its contradictions. */
#ifndef BV_CHECK_TRUST_SHAPE_H
#define BV_CHECK_TRUST_SHAPE_H

#include "check_private.h"

/** Releases that the walk tested, the good one included. */
size_t bv_trust_walked(const struct bv_check_run *run);
/** Bad verdicts on fewer crashes than syzkaller asks for since e8709b21d (2024-07-15). */
size_t bv_trust_weak_bad(const struct bv_check_run *run);
bool bv_trust_has_skips(const struct bv_check_run *run);
/** One kernel, by its signature, was judged bad once and good once. */
bool bv_trust_kernel_contradicts(struct bv_check_run *run);

#endif
