/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of checks: ids are sorted and well-formed, and each has its text. */
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

static size_t count_paragraphs(const struct bv_explanation *explanation)
{
	size_t count = 0;

	while (explanation->paragraphs[count])
		count++;
	return count;
}

Test(table, each_has_a_level_and_a_text)
{
	for (size_t i = 0; i < bv_check_count(); i++) {
		const struct bv_check *check = bv_check_at(i);
		const struct bv_explanation *text = bv_explanation_find(bv_text_from(check->id));

		cr_expect(check->level >= BV_LEVEL_NOTE, "%s", check->id);
		cr_assert(text, "%s has no text", check->id);
		cr_expect(text->kind == BV_EXPLAINS_CHECK, "%s", check->id);
		cr_expect(count_paragraphs(text) > 1, "%s says not what to do", check->id);
	}
}

Test(table, each_text_of_a_check_has_its_check)
{
	for (size_t i = 0; i < bv_explanation_count(); i++) {
		const struct bv_explanation *text = bv_explanation_at(i);

		cr_expect((text->kind == BV_EXPLAINS_CHECK) ==
				  (bv_check_find(bv_text_from(text->name)) != NULL),
			  "%s", text->name);
	}
}

Test(table, rows_are_found_by_id)
{
	cr_expect(bv_check_find(BV_TEXT("culprit.no-code")) != NULL);
	cr_expect(bv_check_find(BV_TEXT("culprit.no-cod")) == NULL);
	cr_expect(bv_check_at(bv_check_count()) == NULL);
}
