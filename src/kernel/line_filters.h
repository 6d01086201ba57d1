/* Kconfig files, makefiles and scripts without what the build does not read. */
#ifndef BV_TREE_LINE_FILTERS_H
#define BV_TREE_LINE_FILTERS_H

#include "base/arena.h"
#include "base/text.h"

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
