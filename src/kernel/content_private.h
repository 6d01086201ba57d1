/* SPDX-License-Identifier: GPL-2.0-only */
/* Files without what the build does not read: how two versions are made comparable. */
#ifndef BV_KERNEL_CONTENT_PRIVATE_H
#define BV_KERNEL_CONTENT_PRIVATE_H

#include "base/arena.h"
#include "base/text.h"

enum bv_c_dialect {
	BV_C_DIALECT_C = 0,
	BV_C_DIALECT_LINES /* assembler, linker scripts, device trees: lines and blanks count */
};

/**
 * The tokens of @text, such that equal results are equal programs but for __LINE__ and the
 * spelling of stringified arguments.
 *
 * Owner:  kept in @keep.
 * Source: C17 5.1.1.2, translation phases 2 to 4, as gcc does them.
 */
struct bv_text bv_c_tokens(struct bv_text text, enum bv_c_dialect dialect, struct bv_arena *keep);

/**
 * A Kconfig file without comments, blank lines and indentation, and without help texts unless
 * @is_help_kept.
 *
 * Owner:  kept in @keep.
 * Source: scripts/kconfig/lexer.l, state HELP: a help text ends at the first line that is
 *         indented less than its first one.
 */
struct bv_text bv_kconfig_filter(struct bv_text text, bool is_help_kept, struct bv_arena *keep);

/**
 * A makefile without comment lines, and without the kernel's version when @is_version_dropped.
 *
 * Meaning: from "define" to "endef" all is kept: in there a comment is text.
 * Owner:   kept in @keep.
 */
struct bv_text bv_makefile_filter(struct bv_text text, bool is_version_dropped,
				  struct bv_arena *keep);

/** A script without the comment lines at its head ("#!" stays). Owner: kept in @keep. */
struct bv_text bv_script_filter(struct bv_text text, struct bv_arena *keep);

#endif
