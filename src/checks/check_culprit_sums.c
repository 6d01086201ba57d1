/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*, the diffstat that the log prints: does it add up? */
#include "check_private.h"
#include "kernel/diffstat.h"

#include "base/banned.h"

static void blame(struct bv_check_run *run, struct bv_finding *finding)
{
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

/* Counts of all rows; a binary file has no lines. */
struct sums {
	bool is_known;
	size_t changed, plus, minus;
};

static struct sums sums_of(const struct bv_changed_files *rows)
{
	struct sums sums = {.is_known = true};

	for (size_t i = 0; i < rows->count; i++) {
		const struct bv_changed_file *row = &rows->items[i];

		if (row->is_binary == BV_YES)
			continue;
		sums.is_known &= row->changed.is_known;
		sums.changed += row->changed.value;
		sums.plus += row->bar_plus.value;
		sums.minus += row->bar_minus.value;
	}
	return sums;
}

/* True when all bars can be drawn by one git; else says which can not. */
static bool are_bars_drawn(struct bv_check_run *run, const struct bv_changed_files *rows,
			   struct bv_bar_scale scale)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct bv_changed_file *row = &rows->items[i];
		size_t signs = row->bar_plus.value + row->bar_minus.value;

		if (!row->changed.is_known || !row->bar_plus.is_known)
			continue;
		if (row->is_bar_broken || signs > row->changed.value)
			blame(run, bv_finding_add(run, row->line,
						  "the bar of %.*s is none that git draws",
						  BV_TEXT_ARG(row->path)));
		else if (scale.is_known && !bv_bar_fits(scale, row->changed.value, signs))
			blame(run,
			      bv_finding_add(run, row->line,
					     "the bar of %.*s has %zu signs; %zu lines are "
					     "drawn otherwise beside the longest bar",
					     BV_TEXT_ARG(row->path), signs, row->changed.value));
		else
			continue;
		return false;
	}
	return true;
}

static void compare_sums(struct bv_check_run *run, const struct bv_commit_print *print,
			 bool are_bars_exact)
{
	struct sums sums = sums_of(&print->stat);
	size_t insertions = print->insertions.value, deletions = print->deletions.value;

	if (print->files_changed.value != print->stat.count)
		blame(run, bv_finding_add(run, print->summary_line,
					  "the log counts %zu changed files, and lists %zu",
					  print->files_changed.value, print->stat.count));
	else if (sums.is_known && sums.changed != insertions + deletions)
		blame(run, bv_finding_add(run, print->summary_line,
					  "the log counts %zu insertions and %zu deletions, its "
					  "list of files %zu changed lines",
					  insertions, deletions, sums.changed));
	else if (sums.is_known && are_bars_exact &&
		 (sums.plus != insertions || sums.minus != deletions))
		blame(run, bv_finding_add(run, print->summary_line,
					  "the log counts %zu insertions and %zu deletions, and "
					  "draws %zu and %zu",
					  insertions, deletions, sums.plus, sums.minus));
}

static void check_diffstat_sums(struct bv_check_run *run)
{
	const struct bv_commit_print *print = &run->c->bisection->claim.print;
	struct bv_bar_scale scale = bv_bar_scale_of(&print->stat);
	bool are_drawn;

	if (print->stat.count == 0 && !print->summary_line) {
		bv_check_not_run(run, "the log prints no diffstat");
		return;
	}
	are_drawn = are_bars_drawn(run, &print->stat, scale);
	if (print->summary_line)
		compare_sums(run, print, are_drawn && scale.is_known && bv_bar_is_exact(scale));
}

static const struct bv_check checks[] = {
	{"culprit.diffstat-sums", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_PRINT | BV_SAYS_PRINTED,
	 check_diffstat_sums},
};

const struct bv_check_family bv_family_culprit_sums = BV_CHECK_FAMILY(checks);
