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
	return draft;
}

static struct bv_text rendered(struct draft *draft, const char *format)
{
	struct bv_out_buffer buffer = {.keep = draft->keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};

	bv_report_render(&draft->report, bv_format_find(bv_text_from(format)), &out);
	cr_assert(!out.is_failed);
	return (struct bv_text){buffer.items, buffer.count};
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
	json_t *report = parsed(rendered(drafted(true, &keep), "json"));
	json_t *evidence = json_object_get(report, "evidence");
	struct bv_schema_problem problem = {0};
	json_error_t error;
	json_t *schema = json_load_file(BV_SCHEMA, 0, &error);

	cr_assert(schema, "%s", error.text);
	cr_expect(bv_schema_fits_exactly(schema, report, &problem), "%s", problem.text);
	cr_expect_float_eq(json_number_value(json_object_get(report, "trust")), .08, 1e-9);
	cr_assert_eq(json_array_size(evidence), 3);
	cr_expect_float_eq(weight_at(report, 0, "value"), 3.1, 1e-9);
	cr_expect_float_eq(weight_at(report, 0, "weight"), .71, 1e-9);
	cr_expect(json_is_null(json_object_get(json_array_get(evidence, 1), "value")));
	cr_expect_float_eq(weight_at(report, 2, "weight"), -2, 1e-9);
	json_decref(schema);
	json_decref(report);
	bv_arena_release(&keep);
}

static struct bv_text salvaged(struct draft *draft, const struct bv_reading *reading)
{
	struct bv_out_buffer buffer = {.keep = draft->keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};
	struct bv_salvage salvage = {.reading = reading};
	struct bv_salvage_plan plan = {0};

	bv_report_render_salvage(&draft->report, &salvage, &plan, &out);
	cr_assert(!out.is_failed);
	return (struct bv_text){buffer.items, buffer.count};
}

/* A bug seen once in hundreds of runs: no number of passes proves anything, on no salvaged log. */
Test(odds, a_bug_too_rare_to_test_for_has_no_number_of_runs)
{
	static const struct {
		size_t runs;
		const char *words, *go_on;
	} rows[] = {
		{2, "believed; 2 runs of each are enough, about 8 revisions to test\n",
		 "\ngo on     git bisect-verify salvage x.log >good.log"},
		{BV_RUNS_MANY,
		 "believed; the bug shows too rarely for any number of runs of them to be "
		 "enough\n",
		 "\ngo on     bisect anew, with a reproducer or a .config that crashes reliably"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = drafted(true, &keep);
		struct bv_reading *reading = BV_APPEND(&draft->result.odds.readings, &keep);
		struct bv_text text;

		draft->result.odds.is_known = true;
		draft->result.judgement = BV_JUDGEMENT_DOUBTFUL;
		draft->bisection.git.line = 1;
		reading->candidates = (struct bv_count){true, 129};
		reading->runs_to_believe = rows[i].runs;
		reading->rate = .01;
		text = rendered(draft, "text");
		cr_expect(bv_text_contains(text, bv_text_from(rows[i].words)) &&
				  bv_text_contains(text, bv_text_from(rows[i].go_on)),
			  "%.*s", BV_TEXT_ARG(text));
		cr_expect_eq(bv_text_contains(salvaged(draft, reading),
					      BV_TEXT("\n# go on: bisect anew, with a reproducer")),
			     rows[i].runs == BV_RUNS_MANY);
		bv_arena_release(&keep);
	}
}

/* What is left outside the range: on which side? */
Test(odds, a_bug_lost_in_the_walk_is_looked_for_behind_the_wrong_verdict)
{
	static const struct {
		enum bv_verdict verdict;
		const char *words;
	} rows[] = {{BV_VERDICT_BAD, "was bisected: the bug came after v5.13\n"},
		    {BV_VERDICT_GOOD, "was bisected: the bug came before v5.13\n"}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = drafted(true, &keep);
		struct bv_odds *odds = &draft->result.odds;
		struct bv_tested tested = {.revision = draft_revision(draft, "v5.13", ""),
					   .verdict = rows[i].verdict};
		struct bv_wrong *wrong = BV_APPEND(&odds->wrongs, &keep);
		struct bv_text text;

		BV_APPEND(&odds->readings, &keep)->is_lost_in_walk = true;
		wrong->reading = 0;
		odds->is_known = true;
		odds->tested = &tested;
		text = rendered(draft, "text");
		cr_expect(bv_text_contains(text, bv_text_from(rows[i].words)), "%.*s",
			  BV_TEXT_ARG(text));
		bv_arena_release(&keep);
	}
}

/* The crash comes first: how often it was seen, beside what. */
Test(crash, is_that_of_the_start_and_the_reported_one)
{
	struct bv_arena keep = {0};
	struct draft *draft = drafted(true, &keep);
	struct bv_step *start = draft_step(draft, BV_PHASE_START, "v5.13", BV_VERDICT_BAD);
	struct bv_text text;

	draft_runs(draft, start, 3, BV_OUTCOME_CRASHED, "WARNING in demo_rare");
	draft_runs(draft, start, 5, BV_OUTCOME_CRASHED, "WARNING in demo_wait");
	draft_runs(draft, start, 2, BV_OUTCOME_OK, "");
	draft->bisection.bug_title = BV_TEXT("WARNING in demo_\033[31mred");
	text = rendered(draft, "text");
	cr_expect(bv_text_contains(text, BV_TEXT("\"WARNING in demo_wait\" in 5 of 10 runs of the "
						 "start, and 1 other title\n")),
		  "%.*s", BV_TEXT_ARG(text));
	cr_expect(bv_text_contains(text, BV_TEXT("\ncrash     \"WARNING in demo_")));
	cr_expect_not(bv_text_contains(text, BV_TEXT("\033[31m")));
	bv_arena_release(&keep);
}

Test(trust, json_has_null_where_nothing_is_known)
{
	struct bv_arena keep = {0};
	json_t *report = parsed(rendered(drafted(false, &keep), "json"));

	cr_expect(json_is_null(json_object_get(report, "trust")));
	cr_expect_eq(json_array_size(json_object_get(report, "evidence")), 0);
	json_decref(report);
	bv_arena_release(&keep);
}

Test(trust, text_says_what_weighs_most)
{
	struct bv_arena keep = {0};
	struct bv_text text = rendered(drafted(true, &keep), "text");

	cr_expect(bv_text_contains(text,
				   BV_TEXT("trust     0.08: about 8 in 100 results like this one "
					   "are right, all evidence weighed (calibrated on 77 "
					   "syzbot results; most against: the walk back was long; "
					   "most for: the runs "
					   "single it out)\n")),
		  "%.*s", BV_TEXT_ARG(text));
	bv_arena_release(&keep);
}

Test(trust, text_says_nothing_where_nothing_is_known)
{
	struct bv_arena keep = {0};

	cr_expect(!bv_text_contains(rendered(drafted(false, &keep), "text"), BV_TEXT("trust")));
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
	text = rendered(draft, "text");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect(bv_text_contains(text, rows[i]), "\"%.*s\" is not in:\n%.*s",
			  BV_TEXT_ARG(rows[i]), BV_TEXT_ARG(text));
	bv_arena_release(&keep);
}
