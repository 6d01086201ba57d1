/* C, its preprocessor and its relatives without comments and white space. */
#ifndef BV_TREE_C_TOKENS_H
#define BV_TREE_C_TOKENS_H

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

#endif
