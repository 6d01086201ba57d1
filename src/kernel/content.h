/* SPDX-License-Identifier: GPL-2.0-only */
/* Do two versions of a file say the same to the build? */
#ifndef BV_KERNEL_CONTENT_H
#define BV_KERNEL_CONTENT_H

#include <stdbool.h>

#include "base/text.h"

/** What the contents say, when both blobs could be read. */
enum bv_content {
	BV_CONTENT_UNKNOWN = 0,
	BV_CONTENT_CODE,      /* tokens differ */
	BV_CONTENT_COMMENTS,  /* the same tokens: comments and white space only */
	BV_CONTENT_HELP_TEXT, /* Kconfig help only */
	BV_CONTENT_VERSION, /* only VERSION, PATCHLEVEL, SUBLEVEL, EXTRAVERSION, NAME of Makefile */
	BV_CONTENT_NOTHING  /* the same bytes */
};

/**
 * Compare two versions of the file @path.
 *
 * Meaning: C, headers, assembler and device trees: equal tokens, with the lines of the
 *          preprocessor (and of assembler) kept apart. Kconfig: all but help texts and comments.
 *          Makefiles: all but comment lines; the root one also but for its version. Scripts: all
 *          but the comment that heads them. Any other file, and any doubt, is BV_CONTENT_CODE.
 *          __LINE__, kernel-doc and build ids can still change with comments.
 */
enum bv_content bv_content_compare(struct bv_text path, struct bv_text old, struct bv_text new);

/** Larger files are not compared. */
#define BV_CONTENT_BYTES_MAX ((size_t)4 << 20)

/**
 * The definition of the function @name in the C file @text, from the line that names it to the
 * brace that ends it; empty when there is none.
 *
 * Meaning: by the kernel's style alone: the head begins a line and the brace that ends it, too.
 *          What is written otherwise, or made by a macro, is not found.
 * Owner:   borrowed.
 */
struct bv_text bv_c_function_find(struct bv_text text, struct bv_text name);

/** A byte of a name in C: a letter, a digit, an underscore. */
bool bv_c_is_name_byte(char c);
/** Is @name, of letters, digits and underscores as C has them, in @text, alone? */
bool bv_c_name_is_in(struct bv_text text, struct bv_text name);

#endif
