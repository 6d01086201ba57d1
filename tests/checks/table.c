/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of checks: ids are sorted, well-formed and explained. */
#include <criterion/criterion.h>
#include <string.h>

#include "checks/check.h"

Test(table, ids_are_sorted)
{
	for (size_t i = 1; i < bv_check_count(); i++)
		cr_expect(strcmp(bv_check_at(i - 1)->id, bv_check_at(i)->id) < 0, "%s",
			  bv_check_at(i)->id);
}

Test(table, ids_are_family_and_kebab_case)
{
	for (size_t i = 0; i < bv_check_count(); i++) {
		const char *id = bv_check_at(i)->id;
		size_t dots = 0;

		for (const char *c = id; *c; c++) {
			dots += *c == '.';
			cr_expect((*c >= 'a' && *c <= 'z') || *c == '.' || *c == '-', "%s", id);
		}
		cr_expect(dots == 1, "%s", id);
	}
}

Test(table, each_is_explained)
{
	for (size_t i = 0; i < bv_check_count(); i++) {
		const struct bv_check_info *check = bv_check_at(i);

		cr_expect(check->level >= BV_LEVEL_NOTE, "%s", check->id);
		cr_expect(strlen(check->summary) > 10 && strlen(check->summary) < 73, "%s",
			  check->id);
		cr_expect(strchr(check->explanation, '\n'), "%s says not what to do", check->id);
	}
}

Test(table, rows_are_found_by_id)
{
	cr_expect(bv_check_find(BV_TEXT("culprit.no-code")) != NULL);
	cr_expect(bv_check_find(BV_TEXT("culprit.no-cod")) == NULL);
	cr_expect(bv_check_at(bv_check_count()) == NULL);
}
