/* SPDX-License-Identifier: GPL-2.0-only */
/* Texts with one place edited, and what the checks say of them. */
#ifndef BV_TEST_EDITED_H
#define BV_TEST_EDITED_H

#include "checks/check.h"
#include "repo/tree.h"

/**
 * @text with @find, which it must hold, replaced; where @replace is NULL its whole line is gone.
 *
 * Owner: kept in @keep.
 */
struct bv_text bv_test_edited(struct bv_text text, const char *find, const char *replace,
			      struct bv_arena *keep);

/** What all checks find in the one bisection of @text. Owner: kept in @keep. */
struct bv_check_result bv_test_judge(struct bv_text text, struct bv_tree *tree,
				     struct bv_arena *keep);

/** The level of the first finding of @id, BV_LEVEL_DEFAULT where there is none. */
enum bv_level bv_test_level_of(const struct bv_check_result *result, const char *id);

#endif
