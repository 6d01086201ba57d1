/* SPDX-License-Identifier: GPL-2.0-only */
/* Trust in the reports: a number with its evidence, or nothing at all. */
#include <criterion/criterion.h>
#include <jansson.h>

#include "report/draft.h"
#include "support/json_schema.h"

#include "base/banned.h"

static struct draft *drafted(bool is_known, struct bv_arena *keep)
{
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, keep);

	if (is_known)
		draft->result.trust = (struct bv_trust){
			.is_known = true,
			.chance = .0849,
			.sample_count = 77,
			.pieces = {{"runs", "the runs single it out", true, 3.14159, .7071},
				   {"skipped", "no commit was skipped", false, 0, 0},
				   {"walk", "the walk back was long", true, 2, -1.96}},
			.piece_count = 3,
		};
	draft_blame(draft, "v6.1", "demo: wait");
	draft->result.judgement = BV_JUDGEMENT_CONSISTENT;
	(void)draft_finish(draft);
	return draft;
}

static json_t *parsed(struct bv_text text)
{
	json_error_t error;
	json_t *value = json_loadb(text.data, text.size, 0, &error);

	cr_assert(value, "%s", error.text);
	return value;
}

static double weight_at(json_t *report, size_t index, const char *key)
{
	json_t *piece = json_array_get(json_object_get(report, "evidence"), index);

	return json_number_value(json_object_get(piece, key));
}

Test(trust, json_has_the_chance_and_each_piece)
{
	struct bv_arena keep = {0};
	json_t *report = parsed(draft_print(drafted(true, &keep), "json", 0));
	json_t *evidence = json_object_get(report, "evidence");
	struct bv_schema_problem problem = {0};
	json_error_t error;
	json_t *schema = json_load_file(BV_SCHEMA, 0, &error);

	cr_assert(schema, "%s", error.text);
	cr_expect(bv_schema_fits_exactly(schema, report, &problem), "%s", problem.text);
	cr_expect_float_eq(json_number_value(json_object_get(report, "trust")), .08, 1e-9);
	cr_assert_eq(json_array_size(evidence), 3);
	cr_expect_float_eq(weight_at(report, 0, "value"), 3.142, 1e-9);
	cr_expect_float_eq(weight_at(report, 0, "weight"), .71, 1e-9);
	cr_expect(json_is_null(json_object_get(json_array_get(evidence, 1), "value")));
	cr_expect_float_eq(weight_at(report, 2, "weight"), -1.96, 1e-9);
	json_decref(schema);
	json_decref(report);
	bv_arena_release(&keep);
}

Test(trust, json_has_null_where_nothing_is_known)
{
	struct bv_arena keep = {0};
	json_t *report = parsed(draft_print(drafted(false, &keep), "json", 0));

	cr_expect(json_is_null(json_object_get(report, "trust")));
	cr_expect_eq(json_array_size(json_object_get(report, "evidence")), 0);
	json_decref(report);
	bv_arena_release(&keep);
}

Test(trust, text_says_how_many_of_a_hundred)
{
	struct bv_arena keep = {0};
	struct bv_text text = draft_print(drafted(true, &keep), "text", 0);

	cr_expect(bv_text_contains(text, BV_TEXT("about 8 of 100 results ")), "%.*s",
		  BV_TEXT_ARG(text));
	bv_arena_release(&keep);
}

Test(trust, text_says_nothing_where_nothing_is_known)
{
	struct bv_arena keep = {0};

	cr_expect(!bv_text_contains(draft_print(drafted(false, &keep), "text", 0),
				    BV_TEXT(" of 100 ")));
	bv_arena_release(&keep);
}

Test(trust, verbose_text_lists_the_evidence)
{
	static const struct bv_text rows[] = {
		BV_TEXT_INIT("evidence  runs            +0.7  the runs single it out\n"),
		BV_TEXT_INIT("          skipped         +0.0  not known\n"),
		BV_TEXT_INIT("          walk            -2.0  the walk back was long\n"),
	};
	struct bv_arena keep = {0};
	struct draft *draft = drafted(true, &keep);
	struct bv_text text;

	draft->report.is_verbose = true;
	text = draft_print(draft, "text", 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect(bv_text_contains(text, rows[i]), "\"%.*s\" is not in:\n%.*s",
			  BV_TEXT_ARG(rows[i]), BV_TEXT_ARG(text));
	bv_arena_release(&keep);
}
