/* The object stores that a repository reads from: its own and its alternates. */
#ifndef BV_TREE_ALTERNATES_H
#define BV_TREE_ALTERNATES_H

#include "base/arena.h"
#include "base/text.h"

/**
 * List @objects and, depth first, the stores that info/alternates names.
 *
 * Owner:  kept in @keep.
 * Source: git's object-file.c, link_alt_odb_entries(): five levels, relative to the store.
 */
void bv_alternates_list(struct bv_texts *out, struct bv_text objects, struct bv_arena *keep);

#endif
