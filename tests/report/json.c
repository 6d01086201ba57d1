/* SPDX-License-Identifier: GPL-2.0-only */
/* The JSON contract: every report fits the schema, whatever bytes went in. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "report/draft.h"
#include "report/samples.h"
#include "support/json_schema.h"

#include "base/banned.h"

typedef void renderer(const struct bv_report *report, struct bv_out *out);

static void render_indented(const struct bv_report *report, struct bv_out *out)
{
	bv_report_render(report, bv_format_find(BV_TEXT("json")), out);
}

static struct bv_text rendered(renderer *render, const struct bv_report *report,
			       struct bv_arena *keep)
{
	struct bv_out_buffer *buffer = bv_arena_alloc(keep, 1, sizeof(*buffer));
	struct bv_out out = {.sink = bv_sink_buffer, .context = buffer};

	buffer->keep = keep;
	render(report, &out);
	cr_assert(!out.is_failed);
	return (struct bv_text){buffer->items, buffer->count};
}

static json_t *parsed(struct bv_text text)
{
	json_error_t error;
	json_t *value = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &error);

	cr_assert(value, "%s", error.text);
	return value;
}

static json_t *load_schema(void)
{
	json_error_t error;
	json_t *schema = json_load_file(BV_SCHEMA, JSON_REJECT_DUPLICATES, &error);

	cr_assert(schema, "%s", error.text);
	return schema;
}

static void expect_fits(json_t *schema, json_t *value, const char *name)
{
	struct bv_schema_problem problem = {0};

	cr_expect(bv_schema_fits_exactly(schema, value, &problem), "%s: %s", name, problem.text);
}

Test(json, schema_has_only_known_keywords)
{
	struct bv_schema_problem problem = {0};
	json_t *schema = load_schema();

	cr_expect(bv_schema_is_understood(schema, &problem), "%s", problem.text);
	json_decref(schema);
}

/* By itself, or by what it refers to. */
static bool is_described(json_t *schema, json_t *property)
{
	const char *reference = json_string_value(json_object_get(property, "$ref"));
	const char *name = reference ? strrchr(reference, '/') + 1 : NULL;
	json_t *text = json_object_get(property, "description");

	if (!text && name)
		text = json_object_get(json_object_get(json_object_get(schema, "$defs"), name),
				       "description");
	return json_string_length(text) > 0;
}

static void expect_described(json_t *schema, json_t *part)
{
	const char *name;
	json_t *property, *inner;
	size_t i;

	json_object_foreach(json_object_get(part, "properties"), name, property)
	{
		cr_expect(is_described(schema, property), "%s", name);
	}
	json_object_foreach(part, name, inner)
	{
		expect_described(schema, inner);
	}
	json_array_foreach(part, i, inner)
	{
		expect_described(schema, inner);
	}
}

Test(json, the_schema_says_of_each_field_what_it_is)
{
	json_t *schema = load_schema();

	expect_described(schema, schema);
	json_decref(schema);
}

Test(json, every_report_fits_the_schema)
{
	json_t *schema = load_schema();

	for (size_t i = 0; i < sample_count; i++) {
		struct bv_arena keep = {0};
		json_t *value = parsed(rendered(render_indented, samples[i].make(&keep), &keep));

		expect_fits(schema, value, samples[i].name);
		json_decref(value);
		bv_arena_release(&keep);
	}
	json_decref(schema);
}

/* A field in each object that later versions may give one. */
static void add_fields(json_t *value)
{
	const char *name;
	json_t *part;
	size_t i;

	json_array_foreach(value, i, part)
	{
		add_fields(part);
	}
	json_object_foreach(value, name, part)
	{
		if (strcmp(name, "titles") != 0)
			add_fields(part);
	}
	if (json_is_object(value))
		json_object_set_new(value, "of_tomorrow", json_true());
}

Test(json, the_schema_allows_fields_of_tomorrow_and_we_write_none)
{
	json_t *schema = load_schema();

	for (size_t i = 0; i < sample_count; i++) {
		struct bv_schema_problem problem = {0}, exact_problem = {0};
		struct bv_arena keep = {0};
		json_t *value = parsed(rendered(render_indented, samples[i].make(&keep), &keep));

		add_fields(value);
		cr_expect(bv_schema_fits(schema, value, &problem), "%s: %s", samples[i].name,
			  problem.text);
		cr_expect(!bv_schema_fits_exactly(schema, value, &exact_problem), "%s",
			  samples[i].name);
		json_decref(value);
		bv_arena_release(&keep);
	}
	json_decref(schema);
}

Test(json, line_form_is_the_same_object_on_one_line)
{
	for (size_t i = 0; i < sample_count; i++) {
		struct bv_arena keep = {0};
		const struct bv_report *report = samples[i].make(&keep);
		struct bv_text line = rendered(bv_report_render_json_line, report, &keep);
		json_t *compact = parsed(line);
		json_t *indented = parsed(rendered(render_indented, report, &keep));

		cr_expect(json_equal(compact, indented), "%s", samples[i].name);
		cr_expect(bv_text_find_byte(line, '\n') == line.size - 1, "%s", samples[i].name);
		json_decref(compact);
		json_decref(indented);
		bv_arena_release(&keep);
	}
}

Test(json, no_terminal_sees_control_bytes)
{
	struct bv_arena keep = {0};
	struct bv_text text = rendered(render_indented, sample_hostile(&keep), &keep);

	for (size_t i = 0; i < text.size; i++)
		cr_assert((text.data[i] >= ' ' && text.data[i] < 0x7f) || text.data[i] == '\n',
			  "byte %d at %zu", text.data[i], i);
	bv_arena_release(&keep);
}

static json_t *only_step(const struct bv_report *report, struct bv_arena *keep)
{
	json_t *root = parsed(rendered(bv_report_render_json_line, report, keep));
	json_t *step = json_incref(json_array_get(json_object_get(root, "steps"), 0));

	json_decref(root);
	return step;
}

Test(json, titles_that_become_equal_are_added_up)
{
	struct bv_arena keep = {0};
	json_t *step = only_step(sample_hostile(&keep), &keep);
	json_t *titles = json_object_get(step, "titles");

	cr_expect(json_integer_value(json_object_get(titles, "b\xef\xbf\xbd")) == 2);
	cr_expect(json_object_size(titles) == 2);
	json_decref(step);
	bv_arena_release(&keep);
}

Test(json, many_different_titles)
{
	const size_t count = 100000;
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("many.log", BV_KIND_SYZBOT_CAUSE, &keep);
	struct bv_step *step = draft_step(draft, BV_PHASE_BISECT, "v6.1", BV_VERDICT_BAD);
	json_t *value;

	draft_runs(draft, step, count, BV_OUTCOME_CRASHED, "");
	for (size_t i = 0; i < count; i++)
		step->runs.items[i].title = bv_arena_print(&keep, "WARNING in demo_%zu", i);
	value = only_step(draft_finish(draft), &keep);
	cr_expect(json_object_size(json_object_get(value, "titles")) == count);
	json_decref(value);
	bv_arena_release(&keep);
}

static bool is_number(json_t *object, const char *key, json_int_t number)
{
	json_t *value = json_object_get(object, key);

	return json_is_integer(value) && json_integer_value(value) == number;
}

/* What a step of each kind says about its runs. */
static const struct run_row {
	const char *name;
	enum bv_kind kind;
	enum bv_verdict verdict;
	bool is_build_failed, is_known;
} run_rows[] = {
	{"syzkaller prints all runs", BV_KIND_SYZBOT_CAUSE, BV_VERDICT_GOOD, false, true},
	{"a failed build has none", BV_KIND_SYZBOT_FIX, BV_VERDICT_UNKNOWN, true, true},
	{"the log stops before them", BV_KIND_SYZBOT_CAUSE, BV_VERDICT_UNKNOWN, false, false},
	{"git knows of no runs", BV_KIND_GIT_LOG, BV_VERDICT_GOOD, false, false},
};

Test(json, runs_are_null_where_the_log_has_none)
{
	for (size_t i = 0; i < sizeof(run_rows) / sizeof(run_rows[0]); i++) {
		const struct run_row *row = &run_rows[i];
		struct bv_arena keep = {0};
		struct draft *draft = draft_new("runs.log", row->kind, &keep);
		struct bv_step *step = draft_step(draft, BV_PHASE_BISECT, "v6.1", row->verdict);
		json_t *value;

		step->is_build_failed = row->is_build_failed;
		value = only_step(draft_finish(draft), &keep);
		cr_expect(is_number(value, "crashed", 0) == row->is_known, "%s", row->name);
		cr_expect(json_is_null(json_object_get(value, "ok")) == !row->is_known, "%s",
			  row->name);
		json_decref(value);
		bv_arena_release(&keep);
	}
}

Test(json, steps_carry_what_git_printed_and_what_the_tree_says)
{
	struct bv_arena keep = {0};
	struct draft *draft = draft_new("x.log", BV_KIND_GIT_LOG, &keep);
	struct bv_step *step = draft_step(draft, BV_PHASE_MERGE_BASE, "v6.1", BV_VERDICT_SKIP);
	json_t *value;

	step->offer.revisions_left = BV_COUNT(31);
	step->offer.steps_left = BV_COUNT(5);
	draft_tree(draft, "tree");
	draft->facts.steps[0].candidates = BV_COUNT(63);
	value = only_step(draft_finish(draft), &keep);
	cr_expect(is_number(value, "line", 10));
	cr_expect(is_number(value, "revisions_left", 31));
	cr_expect(is_number(value, "steps_left", 5));
	cr_expect(is_number(value, "candidates", 63));
	cr_expect_str_eq(json_string_value(json_object_get(value, "phase")), "merge-base");
	cr_expect_str_eq(json_string_value(json_object_get(value, "verdict")), "skip");
	json_decref(value);
	bv_arena_release(&keep);
}

Test(json, unread_log_is_undecided_with_its_error)
{
	struct bv_error err = {.line = 7, .source = "a.mbox", .text = "no", .advice = "look"};
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};
	json_t *schema = load_schema();
	json_t *value, *error;

	bv_report_render_unread(BV_TEXT("a.mbox:3"), &err, &out);
	value = parsed((struct bv_text){buffer.items, buffer.count});
	expect_fits(schema, value, "unread");
	error = json_object_get(value, "error");
	cr_expect(json_is_null(json_object_get(value, "answer")));
	cr_expect_str_eq(json_string_value(json_object_get(value, "log")), "a.mbox:3");
	cr_expect_str_eq(json_string_value(json_object_get(value, "kind")), "unknown");
	cr_expect_str_eq(json_string_value(json_object_get(value, "verdict")), "undecided");
	cr_expect_str_eq(json_string_value(json_object_get(error, "text")), "no");
	cr_expect_str_eq(json_string_value(json_object_get(error, "where")), "a.mbox:7");
	cr_expect_str_eq(json_string_value(json_object_get(error, "advice")), "look");
	json_decref(value);
	json_decref(schema);
	bv_arena_release(&keep);
}

/*
 * The validator itself
 */

static const struct schema_row {
	const char *schema, *value;
	bool is_fitting;
} schema_rows[] = {
	{"{\"type\": \"integer\"}", "1", true},
	{"{\"type\": \"integer\"}", "1.5", false},
	{"{\"type\": \"number\"}", "1", true},
	{"{\"type\": [\"string\", \"null\"]}", "null", true},
	{"{\"type\": [\"string\", \"null\"]}", "false", false},
	{"{\"enum\": [null, \"a\"]}", "\"a\"", true},
	{"{\"enum\": [null, \"a\"]}", "\"b\"", false},
	{"{\"const\": \"a\"}", "\"b\"", false},
	{"{\"minimum\": 1}", "0", false},
	{"{\"minimum\": 1}", "\"not a number\"", true},
	{"{\"maximum\": 0.5}", "0.6", false},
	{"{\"required\": [\"a\"]}", "{\"b\": 1}", false},
	{"{\"properties\": {\"a\": {\"const\": 1}}}", "{\"a\": 2}", false},
	{"{\"properties\": {\"a\": {}}, \"additionalProperties\": false}", "{\"a\": 2}", true},
	{"{\"properties\": {\"a\": {}}, \"additionalProperties\": false}", "{\"b\": 2}", false},
	{"{\"additionalProperties\": {\"const\": 1}}", "{\"b\": 2}", false},
	{"{\"items\": {\"const\": 1}}", "[1, 2]", false},
	{"{\"oneOf\": [{\"const\": 1}, {\"const\": 2}]}", "2", true},
	{"{\"oneOf\": [{\"const\": 1}, {\"type\": \"integer\"}]}", "1", false},
	{"{\"oneOf\": [{\"const\": 1}, {\"const\": 2}]}", "3", false},
	{"{\"$ref\": \"#/$defs/one\", \"$defs\": {\"one\": {\"const\": 1}}}", "2", false},
	{"{\"$ref\": \"#/$defs/two\", \"$defs\": {\"one\": {\"const\": 1}}}", "1", false},
	{"{\"pattern\": \"^a\"}", "\"a\"", false},
};

Test(json_schema, keywords)
{
	for (size_t i = 0; i < sizeof(schema_rows) / sizeof(schema_rows[0]); i++) {
		const struct schema_row *row = &schema_rows[i];
		struct bv_schema_problem problem = {0};
		json_t *schema = json_loads(row->schema, 0, NULL);
		json_t *value = json_loads(row->value, JSON_DECODE_ANY, NULL);

		cr_assert(schema && value, "%s", row->schema);
		cr_expect(bv_schema_fits(schema, value, &problem) == row->is_fitting, "%s: %s",
			  row->schema, row->value);
		json_decref(schema);
		json_decref(value);
	}
}

Test(json_schema, exactly_is_without_fields_that_are_not_named)
{
	static const char text[] =
		"{\"properties\": {\"a\": {\"oneOf\": [{\"type\": \"null\"}, {\"$ref\": "
		"\"#/$defs/b\"}]},"
		" \"n\": {\"additionalProperties\": {\"type\": \"integer\"}}},"
		" \"$defs\": {\"b\": {\"type\": \"object\", \"properties\": {\"c\": {}}}}}";
	static const struct {
		const char *value;
		bool is_exact;
	} rows[] = {
		{"{}", true},
		{"{\"a\": null}", true},
		{"{\"a\": {\"c\": 1}, \"n\": {\"any\": 1}}", true},
		{"{\"b\": 1}", false},
		{"{\"a\": {\"c\": 1, \"d\": 1}}", false},
	};
	json_t *schema = json_loads(text, 0, NULL);

	cr_assert(schema);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_schema_problem problem = {0}, exact_problem = {0};
		json_t *value = json_loads(rows[i].value, 0, NULL);

		cr_assert(value, "%s", rows[i].value);
		cr_expect(bv_schema_fits(schema, value, &problem), "%s", rows[i].value);
		cr_expect(bv_schema_fits_exactly(schema, value, &exact_problem) == rows[i].is_exact,
			  "%s", rows[i].value);
		json_decref(value);
	}
	json_decref(schema);
}

Test(json_schema, an_unknown_keyword_is_found_where_no_value_leads)
{
	struct bv_schema_problem problem = {0};
	json_t *schema =
		json_loads("{\"$defs\": {\"a\": {\"items\": {\"format\": \"date\"}}}}", 0, NULL);

	cr_expect(!bv_schema_is_understood(schema, &problem));
	json_decref(schema);
}
