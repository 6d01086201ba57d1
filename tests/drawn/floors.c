/* SPDX-License-Identifier: GPL-2.0-only */
/* Shares held against what was measured. */
#include "floors.h"

#include <math.h>

/* How many of each a floor is measured with, about: so sure it is. */
#define FLOOR_SAMPLE 200
/* So many standard deviations may a sample lie below it: once in 700 times by chance. */
#define DEVIATIONS 3

double floors_percent(size_t fine, size_t all)
{
	return floor(1000.0 * (double)fine / (double)all) / 10;
}

/* The fewest of @all that a true share of @percent explains; 100 is what no sample can show. */
static double least_fine(double percent, size_t all)
{
	double share = fmin(percent / 100, 1.0 - 0.5 / FLOOR_SAMPLE);

	return share * (double)all - DEVIATIONS * sqrt((double)all * share * (1.0 - share));
}

/* "NAME... 99.9": the percent is the last word. */
static bool read_line(struct bv_text line, struct bv_text *name, double *percent)
{
	size_t at = line.size;
	struct bv_text rest;
	uint64_t whole, tenth;

	while (at > 0 && line.data[at - 1] != ' ')
		at--;
	rest = bv_text_from_offset(line, at);
	*name = bv_text_trim(bv_text_slice(line, 0, at));
	if (bv_text_is_empty(*name) || !bv_take_uint(&rest, &whole) ||
	    !bv_take_prefix(&rest, BV_TEXT(".")) || !bv_take_uint(&rest, &tenth) || rest.size > 0)
		return false;
	*percent = (double)whole + (double)tenth / 10;
	return true;
}

bool floors_hold(const char *path, floors_share *share, const void *of, FILE *out)
{
	struct bv_arena keep = {0};
	struct bv_text rest = pairs_read_file(path, &keep), line, name;
	bool holds = true;
	double percent;

	while (bv_take_line(&rest, &line)) {
		size_t all, fine;

		if (bv_text_is_empty(line) || bv_text_starts_with(line, BV_TEXT("#")))
			continue;
		if (!read_line(line, &name, &percent))
			pairs_die("%s: no \"name 99.9\": %.*s", path, BV_TEXT_ARG(line));
		if (!share(of, name, &all, &fine))
			pairs_die("%s names what there is not: %.*s", path, BV_TEXT_ARG(name));
		if ((double)fine >= least_fine(percent, all))
			continue;
		fprintf(out, "FAIL: %.*s: %zu of %zu are as they should be; %.1f %% were\n",
			BV_TEXT_ARG(name), fine, all, percent);
		holds = false;
	}
	bv_arena_release(&keep);
	return holds;
}
