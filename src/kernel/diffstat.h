/* SPDX-License-Identifier: GPL-2.0-only */
/* The bars of git's diffstat. */
#ifndef BV_KERNEL_DIFFSTAT_H
#define BV_KERNEL_DIFFSTAT_H

#include <stdbool.h>
#include <stddef.h>

#include "changed_file.h"

/** How one diffstat draws its bars: those of its longest row, whatever the screen's width was. */
struct bv_bar_scale {
	bool is_known;
	size_t most;  /* changed lines of that row */
	size_t width; /* its signs; as many as lines where nothing had to be scaled */
};
struct bv_bar {
	size_t plus, minus; /* Units: signs */
};

/** The scale of @rows; unknown where a row has no count or no bar. */
struct bv_bar_scale bv_bar_scale_of(const struct bv_changed_files *rows);
/** Each sign is one line. */
bool bv_bar_is_exact(struct bv_bar_scale scale);
/**
 * The bar of a file with so many lines @added and @deleted.
 *
 * Source: git's diff.c, show_stats() and scale_linear().
 */
struct bv_bar bv_bar_draw(struct bv_bar_scale scale, size_t added, size_t deleted);
/** Can a bar of @signs stand for @changed lines? Two signs at least, where lines go and come. */
bool bv_bar_fits(struct bv_bar_scale scale, size_t changed, size_t signs);

#endif
