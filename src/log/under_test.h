/* SPDX-License-Identifier: GPL-2.0-only */
/* What was tested, as far as the text around a bisection tells. */
#ifndef BV_LOG_UNDER_TEST_H
#define BV_LOG_UNDER_TEST_H

#include "bisection.h"
#include "source/line.h"

/**
 * Fill out->under_test from all of @lines and the mail's @subject.
 *
 * Meaning: what names a commit does not count: its title tells what the commit is about, and so
 *          does the message that git prints.
 */
void bv_under_test_find(struct bv_bisection *out, const struct bv_lines *lines,
			struct bv_text subject);

#endif
