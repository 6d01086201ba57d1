/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of checks: ids are sorted and well-formed, and each has its text, and so have families
 * and words. */
#include <criterion/criterion.h>
#include <string.h>

#include "checks/check.h"
#include "odds/odds_private.h"

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

static bool is_family(struct bv_text name)
{
	for (size_t i = 0; i < bv_check_count(); i++) {
		struct bv_text id = bv_text_from(bv_check_at(i)->id);

		if (bv_text_equal(bv_text_slice(id, 0, bv_text_find_byte(id, '.')), name))
			return true;
	}
	return false;
}

Test(table, each_family_has_a_text)
{
	for (size_t i = 0; i < bv_check_count(); i++) {
		struct bv_text id = bv_text_from(bv_check_at(i)->id);
		const struct bv_explanation *text =
			bv_explanation_find(bv_text_slice(id, 0, bv_text_find_byte(id, '.')));

		cr_assert(text, "the family of %s", bv_check_at(i)->id);
		cr_expect(text->kind == BV_EXPLAINS_FAMILY, "the family of %s", bv_check_at(i)->id);
	}
}

Test(table, each_text_has_its_check_or_family)
{
	for (size_t i = 0; i < bv_explanation_count(); i++) {
		const struct bv_explanation *text = bv_explanation_at(i);
		struct bv_text name = bv_text_from(text->name);

		cr_expect((text->kind == BV_EXPLAINS_CHECK) == (bv_check_find(name) != NULL), "%s",
			  text->name);
		cr_expect((text->kind == BV_EXPLAINS_FAMILY) == is_family(name), "%s", text->name);
	}
}

Test(table, texts_are_sorted)
{
	for (size_t i = 1; i < bv_explanation_count(); i++)
		cr_expect(strcmp(bv_explanation_at(i - 1)->name, bv_explanation_at(i)->name) < 0,
			  "%s", bv_explanation_at(i)->name);
	cr_expect(bv_explanation_at(bv_explanation_count()) == NULL);
}

Test(table, a_text_is_found_as_people_write_it)
{
	static const char *const ways[] = {"first-wrong", "1st wrong", "1st-wrong", "First_Wrong",
					   "FIRST WRONG"};
	static const char *const others[] = {"", "first", "first-wrong ", "firstwrong"};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		const struct bv_explanation *text = bv_explanation_find(bv_text_from(ways[i]));

		cr_assert(text, "%s", ways[i]);
		cr_expect_str_eq(text->name, "first-wrong", "%s", ways[i]);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		cr_expect(bv_explanation_find(bv_text_from(others[i])) == NULL, "%s", others[i]);
}

static void expect_text(const char *word)
{
	cr_expect(bv_explanation_find(bv_text_from(word)) != NULL, "%s", word);
}

Test(table, the_words_of_the_reports_have_texts)
{
	static const char *const labels[] = {
		"1st wrong", "assumed",     "bug",   "bug?",    "checks", "evidence", "for it",
		"hint",      "in progress", "left",  "log",     "mail",   "next",     "not run",
		"suspects",  "tree",        "trust", "verdict", "why"};
	struct bv_piece_values values = {0};
	struct bv_trust trust;

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		expect_text(labels[i]);
	for (enum bv_level level = BV_LEVEL_OFF; level <= BV_LEVEL_ERROR; level++)
		expect_text(bv_level_name(level));
	for (int i = BV_JUDGEMENT_UNDECIDED; i <= BV_JUDGEMENT_REFUTED; i++)
		expect_text(bv_judgement_name((enum bv_judgement)i));
	for (int i = BV_WRONG_NEVER_SEEN; i <= BV_WRONG_BLIND; i++)
		expect_text(bv_wrong_reason_name((enum bv_wrong_reason)i));
	for (size_t i = 0; i < BV_TREE_WORD_COUNT; i++)
		values.is_said[i] = true;
	bv_trust_weigh(&trust, &values);
	for (size_t i = 0; i < trust.piece_count; i++)
		expect_text(trust.pieces[i].name);
}

Test(table, rows_are_found_by_id)
{
	cr_expect(bv_check_find(BV_TEXT("culprit.no-code")) != NULL);
	cr_expect(bv_check_find(BV_TEXT("culprit.no-cod")) == NULL);
	cr_expect(bv_check_at(bv_check_count()) == NULL);
}
