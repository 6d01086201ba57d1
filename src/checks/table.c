/* The table of checks: the families in order of their ids, each sorted by itself. */
#include "check_private.h"

#include "base/banned.h"

static const struct bv_check_family *const families[] = {
	&bv_family_commit, &bv_family_crash,  &bv_family_culprit, &bv_family_fix,
	&bv_family_flaky,  &bv_family_kernel, &bv_family_log,     &bv_family_mail,
	&bv_family_odds,   &bv_family_range,  &bv_family_step,    &bv_family_walk,
};

size_t bv_check_count(void)
{
	size_t count = 0;

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		count += families[i]->count;
	return count;
}

const struct bv_check *bv_check_row_at(size_t index)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		if (index < families[i]->count)
			return &families[i]->checks[index];
		index -= families[i]->count;
	}
	return NULL;
}

const struct bv_check *bv_check_row_find(struct bv_text id)
{
	for (size_t i = 0; i < bv_check_count(); i++) {
		const struct bv_check *check = bv_check_row_at(i);

		if (check && bv_text_equal(bv_text_from(check->info.id), id))
			return check;
	}
	return NULL;
}

const struct bv_check_info *bv_check_at(size_t index)
{
	const struct bv_check *check = bv_check_row_at(index);

	return check ? &check->info : NULL;
}

const struct bv_check_info *bv_check_find(struct bv_text id)
{
	const struct bv_check *check = bv_check_row_find(id);

	return check ? &check->info : NULL;
}
