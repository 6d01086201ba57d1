/* SPDX-License-Identifier: GPL-2.0-only */
/* What was tested, by the words of people and robots. */
#ifndef BV_KERNEL_UNDER_TEST_H
#define BV_KERNEL_UNDER_TEST_H

#include "base/text.h"

enum bv_under_test {
	BV_UNDER_TEST_UNKNOWN = 0,
	BV_UNDER_TEST_OTHER, /* documentation, device tree sources, selftests, tools */
	BV_UNDER_TEST_IMAGE  /* the kernel ran: it crashed, or did not boot */
};

/**
 * What one line of a report tells.
 *
 * Meaning: an oops, or words for a boot that failed, tell that a kernel ran. Titles of commits say
 *          such things too: who asks leaves them out.
 */
enum bv_under_test bv_line_under_test(struct bv_text line);

#endif
