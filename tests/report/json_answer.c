/* SPDX-License-Identifier: GPL-2.0-only */
/* The JSON of the answer, and of where the log was found: one fact each. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

#include "log/syzbot/syzbot_era.h"
#include "report/draft.h"
#include "report/samples.h"

#include "base/banned.h"

#define V6_1 "6100000011112222333344445555666677778888"
#define V6_0 "6000000011112222333344445555666677778888"

static json_t *parsed(struct bv_text text)
{
	json_error_t error;
	json_t *value = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &error);

	cr_assert(value, "%s", error.text);
	return value;
}

static json_t *finished(struct draft *draft)
{
	(void)draft_finish(draft);
	return parsed(draft_print(draft, "json", 0));
}

/* "answer.plan.tests.0.commit": members and elements on the way. */
static json_t *at(json_t *root, const char *way)
{
	struct bv_text rest = bv_text_from(way), name;
	json_t *value = root;
	uint64_t index;

	while (!bv_text_is_empty(rest)) {
		if (!bv_take_until(&rest, BV_TEXT("."), &name)) {
			name = rest;
			rest = (struct bv_text){0};
		}
		value = bv_take_uint(&name, &index) ? json_array_get(value, index)
						    : json_object_getn(value, name.data, name.size);
	}
	cr_assert(value, "nothing at %s", way);
	return value;
}

/* @expected as JSON. */
static void expect_at(json_t *root, const char *way, const char *expected)
{
	json_t *value = at(root, way), *wanted = json_loads(expected, JSON_DECODE_ANY, NULL);
	char *got = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);

	cr_assert(wanted, "%s", expected);
	cr_expect(json_equal(value, wanted), "%s: %s, not %s", way, got, expected);
	free(got);
	json_decref(wanted);
}

Test(json_place, of_a_mail)
{
	static const struct {
		const char *date, *expected;
	} rows[] = {
		{"2023-09-01", "\"2023-09-01\""},
		{"", "null"},
		{"Fri, 1 Sep", "null"},
		{"2023-09-1\x1b", "null"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.mbox:2", BV_KIND_MAIL, &keep);
		json_t *root;

		draft->place.date = bv_text_from(rows[i].date);
		draft->place.subject = BV_TEXT("[syzbot] WARNING in demo_wait");
		*BV_APPEND(&draft->bisection.remarks, &keep) = (struct bv_remark){
			BV_TEXT("bisection log"), BV_TEXT("https://example.org/log.txt"), 3};
		root = finished(draft);
		expect_at(root, "date", rows[i].expected);
		expect_at(root, "subject", "\"[syzbot] WARNING in demo_wait\"");
		expect_at(root, "log_address", "\"https://example.org/log.txt\"");
		json_decref(root);
		bv_arena_release(&keep);
	}
}

Test(json_place, years_of_the_logs_form)
{
	static const struct {
		struct bv_era era;
		const char *expected;
	} rows[] = {
		{{false, 0, 0}, "null"},
		{{true, BV_ERA_2019_12_PARENT, BV_ERA_2019_12_PARENT},
		 "{\"oldest\": 2019, \"newest\": 2020}"},
		{{true, BV_ERA_2023_08_PICKED, BV_ERA_LAST},
		 "{\"oldest\": 2023, \"newest\": null}"},
		{{true, 0, BV_ERA_COUNT}, "null"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
		json_t *root;

		draft->bisection.era = rows[i].era;
		root = finished(draft);
		expect_at(root, "era", rows[i].expected);
		json_decref(root);
		bv_arena_release(&keep);
	}
}

Test(json_place, the_range_and_its_names)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
	json_t *root = finished(draft);

	expect_at(root, "range", "null");
	json_decref(root);
	draft_step(draft, BV_PHASE_WALK, V6_1, BV_VERDICT_BAD)->release = BV_TEXT("v6.1");
	draft->bisection.git.bad = draft_revision(draft, V6_1, "");
	*BV_APPEND(&draft->bisection.git.good, &keep) = draft_revision(draft, V6_0, "");
	root = finished(draft);
	expect_at(root, "range",
		  "{\"bad\": \"" V6_1 "\", \"bad_name\": \"v6.1\", \"good\": [\"" V6_0 "\"], "
		  "\"good_names\": [\"600000001111\"],\"paths\":[]}");
	json_decref(root);
	bv_arena_release(&keep);
}

Test(json_place, titles_of_the_start_test)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
	json_t *root;

	for (size_t i = 0; i < 2; i++) {
		struct bv_step *step = draft_step(draft, BV_PHASE_START, V6_1, BV_VERDICT_BAD);

		draft_runs(draft, step, 3, BV_OUTCOME_CRASHED, "WARNING in demo_wait");
		draft_runs(draft, step, 1, BV_OUTCOME_CRASHED, "in demo \xff");
		draft_runs(draft, step, 1, BV_OUTCOME_CRASHED, "in demo \xfe");
		draft_runs(draft, step, 5, BV_OUTCOME_OK, "");
	}
	draft_runs(draft, draft_step(draft, BV_PHASE_WALK, V6_0, BV_VERDICT_BAD), 5,
		   BV_OUTCOME_CRASHED, "WARNING in other_wait");
	root = finished(draft);
	expect_at(root, "titles", "{\"WARNING in demo_wait\": 6, \"in demo \xef\xbf\xbd\": 4}");
	json_decref(root);
	bv_arena_release(&keep);
}

Test(json_place, recipients)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
	json_t *root = finished(draft);

	expect_at(root, "recipients", "null");
	json_decref(root);
	draft->bisection.claim.recipients_line = 7;
	root = finished(draft);
	expect_at(root, "recipients", "[]");
	json_decref(root);
	*BV_APPEND(&draft->bisection.claim.recipients_to, &keep) = BV_TEXT("ada@example.org");
	*BV_APPEND(&draft->bisection.claim.recipients_cc, &keep) = BV_TEXT("ADA@example.org");
	root = finished(draft);
	expect_at(root, "recipients", "[\"ada@example.org\"]");
	json_decref(root);
	bv_arena_release(&keep);
}

Test(json_answer, checks_that_were_not_made_stand_by_their_reason)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_SYZBOT_CAUSE, &keep);
	json_t *root;

	draft_not_run(draft, "commit.exists", "no tree", false);
	draft_not_run(draft, "fix.inversion", "this is no fix bisection", true);
	draft_not_run(draft, "range.outside", "no tree", false);
	root = finished(draft);
	expect_at(root, "not_run",
		  "[{\"why\": \"no tree\", \"ids\": [\"commit.exists\", \"range.outside\"], "
		  "\"applies\": true}, {\"why\": \"this is no fix bisection\", "
		  "\"ids\": [\"fix.inversion\"], \"applies\": false}]");
	json_decref(root);
	bv_arena_release(&keep);
}

Test(json_answer, a_bisection_in_progress)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_GIT_LOG, &keep);
	json_t *root;

	draft->bisection.git.line = 1;
	draft->bisection.pending.revision = draft_revision(draft, V6_0, "demo: six");
	draft->bisection.pending.steps_left = BV_COUNT(3);
	root = finished(draft);
	expect_at(root, "progress",
		  "{\"in_progress\": true, \"left\": null, \"tests_left\": 4, \"next\": \"" V6_0
		  "\"}");
	expect_at(root, "answer.plan.kind", "\"finish\"");
	json_decref(root);
	draft->bisection.kind = BV_KIND_SYZBOT_CAUSE;
	root = finished(draft);
	expect_at(root, "progress", "null");
	expect_at(root, "answer.plan", "null");
	json_decref(root);
	bv_arena_release(&keep);
}

/* Each sentence of the answer is where the text report has it from. */
Test(json_answer, is_what_the_text_says)
{
	static const struct {
		const char *way, *expected;
	} rows[] = {
		{"answer.against.0.level", "\"error\""},
		{"answer.against.0.checks", "[\"culprit.no-code\"]"},
		{"answer.against.1.checks",
		 "[\"kernel.same-as-parent\", \"kernel.same-yet-differs\"]"},
		{"answer.against.1.lines", "[240, 258]"},
		{"answer.against.1.findings", "2"},
		{"answer.bug_open", "true"},
		{"answer.bugs.0.title", "\"possible deadlock in demo_remove\""},
		{"answer.bugs.0.crashed", "11"},
		{"answer.bugs.0.runs", "20"},
		{"answer.bugs.0.reported", "false"},
		{"answer.bugs.0.left", "129"},
		{"answer.bugs.0.salvage_leads", "true"},
		{"answer.bugs.1.left", "null"},
		{"answer.plan.kind", "\"which-bug\""},
		{"answer.plan.bug", "null"},
		{"answer.plan.tests", "[]"},
		{"answer.if_wrong", "null"},
		{"answer.tree_warning", "null"},
	};
	struct bv_arena keep = {0};
	const struct bv_report *report = sample_refuted(&keep);
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};
	json_t *root;

	bv_report_render_json_line(report, &out);
	root = parsed((struct bv_text){buffer.items, buffer.count});
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect_at(root, rows[i].way, rows[i].expected);
	cr_expect(bv_text_equal(report->answer->headline,
				bv_text_from(json_string_value(at(root, "answer.headline")))));
	cr_expect(bv_text_equal(
		report->answer->bugs.items[0].wrong_text,
		bv_text_from(json_string_value(at(root, "answer.bugs.0.first_wrong")))));
	json_decref(root);
	bv_arena_release(&keep);
}

Test(json_answer, the_schema_has_every_kind_of_plan)
{
	json_error_t error;
	json_t *schema = json_load_file(BV_SCHEMA, 0, &error), *kinds;

	cr_assert(schema, "%s", error.text);
	kinds = at(schema, "$defs.plan.properties.kind.enum");
	cr_expect_eq(json_array_size(kinds), BV_PLAN_FETCH);
	for (int kind = BV_PLAN_NONE + 1; kind <= BV_PLAN_FETCH; kind++) {
		const char *name = bv_plan_kind_name((enum bv_plan_kind)kind);
		bool is_there = false;
		json_t *one;
		size_t i;

		json_array_foreach(kinds, i, one)
		{
			is_there |= strcmp(json_string_value(one), name) == 0;
		}
		cr_expect(is_there, "%s", name);
	}
	json_decref(schema);
}

Test(json_answer, the_tests_of_a_plan)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_GIT_LOG, &keep);
	json_t *root;

	draft_blame(draft, V6_1, "demo: wait");
	draft->result.judgement = BV_JUDGEMENT_CONSISTENT;
	root = finished(draft);
	expect_at(root, "answer.plan.kind", "\"confirm\"");
	expect_at(root, "answer.plan.tests.0.commit", "\"" V6_1 "\"");
	expect_at(root, "answer.plan.tests.0.name", "\"610000001111\"");
	expect_at(root, "answer.plan.tests.0.subject", "\"demo: wait\"");
	expect_at(root, "answer.plan.tests.0.runs", "null");
	expect_at(root, "answer.plan.tests.1.commit", "null");
	cr_expect(bv_text_starts_with(
		bv_text_from(json_string_value(at(root, "answer.plan.commands.0"))),
		BV_TEXT("git checkout 610000001111")));
	json_decref(root);
	bv_arena_release(&keep);
}
