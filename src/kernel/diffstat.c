/* SPDX-License-Identifier: GPL-2.0-only */
/* The bars of git's diffstat, drawn again. */
#include "diffstat.h"

#include <stdint.h>

#include "base/banned.h"

struct bv_bar_scale bv_bar_scale_of(const struct bv_changed_files *rows)
{
	struct bv_bar_scale scale = {.is_known = true};

	for (size_t i = 0; i < rows->count; i++) {
		const struct bv_changed_file *row = &rows->items[i];
		size_t signs = row->bar_plus.value + row->bar_minus.value;

		if (row->is_binary == BV_YES)
			continue;
		if (!row->changed.is_known || !row->bar_plus.is_known || row->is_bar_broken)
			return (struct bv_bar_scale){0};
		if (row->changed.value < scale.most)
			continue;
		scale.most = row->changed.value;
		scale.width = signs;
	}
	/* The products below must not overflow. */
	scale.is_known = scale.width <= scale.most && scale.most < SIZE_MAX / (scale.width + 1);
	return scale;
}

bool bv_bar_is_exact(struct bv_bar_scale scale)
{
	return scale.width == scale.most;
}

static size_t scaled(struct bv_bar_scale scale, size_t lines)
{
	if (lines == 0 || scale.width == 0)
		return 0;
	return 1 + lines * (scale.width - 1) / scale.most;
}

struct bv_bar bv_bar_draw(struct bv_bar_scale scale, size_t added, size_t deleted)
{
	struct bv_bar bar = {added, deleted};
	size_t all;

	if (bv_bar_is_exact(scale))
		return bar;
	all = scaled(scale, added + deleted);
	if (all < 2 && added && deleted)
		all = 2;
	if (added < deleted) {
		bar.plus = scaled(scale, added);
		bar.minus = all - bar.plus;
	} else {
		bar.minus = scaled(scale, deleted);
		bar.plus = all - bar.minus;
	}
	return bar;
}

bool bv_bar_fits(struct bv_bar_scale scale, size_t changed, size_t signs)
{
	size_t all = scaled(scale, changed);

	if (bv_bar_is_exact(scale))
		return signs == changed;
	return signs == all || (signs == 2 && all == 1 && changed > 1);
}
