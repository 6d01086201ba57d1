/* SPDX-License-Identifier: GPL-2.0-only */
/* What libFuzzer calls, and without clang driver.c. */
#ifndef BV_TESTS_FUZZ_H
#define BV_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/** Try one input; always 0. A mistake ends the process. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
