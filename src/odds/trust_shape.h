/* Evidence in the shape of the log: its walk, its compilers, its contradictions. */
#ifndef BV_CHECK_TRUST_SHAPE_H
#define BV_CHECK_TRUST_SHAPE_H

#include "checks/check_private.h"

/** Releases that the walk tested, the good one included. */
size_t bv_trust_walked(const struct bv_check_run *run);
/** Two tested kernels were built by different compilers; their linkers do not count. */
bool bv_trust_changes_compiler(const struct bv_check_run *run);
bool bv_trust_has_skips(const struct bv_check_run *run);
/** One kernel, by its signature, was judged bad once and good once. */
bool bv_trust_kernel_contradicts(struct bv_check_run *run);

#endif
