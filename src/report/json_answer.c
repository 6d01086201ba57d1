/* SPDX-License-Identifier: GPL-2.0-only */
/* The JSON report's object "answer": the answer as it is, sentence by sentence. */
#include <jansson.h>

#include "report_private.h"

#include "base/banned.h"

static void put_text(struct bv_json_report *json, json_t *object, const char *key,
		     struct bv_text text)
{
	bv_json_put(json, object, key, bv_json_string_or_null(json, text));
}

static void put_count(struct bv_json_report *json, json_t *object, const char *key, size_t count)
{
	bv_json_put(json, object, key, json_integer((json_int_t)count));
}

/*
 * Reasons
 */

static json_t *lines_value(struct bv_json_report *json, const struct bv_lines *lines)
{
	json_t *array = json_array();

	for (size_t i = 0; i < lines->count; i++)
		bv_json_append(json, array, json_integer((json_int_t)lines->items[i]));
	return array;
}

static json_t *against_value(struct bv_json_report *json)
{
	const struct bv_reasons *reasons = &json->report->answer->against;
	json_t *array = json_array();

	for (size_t i = 0; i < reasons->count; i++) {
		const struct bv_reason *reason = &reasons->items[i];
		json_t *object = json_object();

		bv_json_put(json, object, "level", json_string(bv_level_name(reason->level)));
		bv_json_put(json, object, "text", bv_json_string(json, reason->text));
		bv_json_put(json, object, "checks", bv_json_strings(json, &reason->ids));
		bv_json_put(json, object, "lines", lines_value(json, &reason->lines));
		put_count(json, object, "findings", reason->finding_count);
		bv_json_append(json, array, object);
	}
	return array;
}

static json_t *for_value(struct bv_json_report *json)
{
	const struct bv_reasons *reasons = &json->report->answer->for_it;
	json_t *array = json_array();

	for (size_t i = 0; i < reasons->count; i++) {
		json_t *object = json_object();

		bv_json_put(json, object, "name", json_string(reasons->items[i].name));
		bv_json_put(json, object, "text", bv_json_string(json, reasons->items[i].text));
		bv_json_append(json, array, object);
	}
	return array;
}

/*
 * Bugs
 */

static json_t *bugs_value(struct bv_json_report *json)
{
	const struct bv_bugs *bugs = &json->report->answer->bugs;
	json_t *array = json_array();

	for (size_t i = 0; i < bugs->count; i++) {
		const struct bv_bug *bug = &bugs->items[i];
		json_t *object = json_object();

		put_text(json, object, "title", bug->title);
		put_count(json, object, "crashed", bug->crashed);
		put_count(json, object, "crashed_otherwise", bug->crashed_otherwise);
		put_count(json, object, "runs", bug->runs);
		bv_json_put(json, object, "reported", json_boolean(bug->is_reported));
		put_text(json, object, "first_wrong", bug->wrong_text);
		bv_json_put(json, object, "left", bv_json_count_or_null(bug->left));
		put_text(json, object, "left_text", bug->left_text);
		bv_json_put(json, object, "salvage_leads", json_boolean(bug->does_salvage_lead));
		bv_json_append(json, array, object);
	}
	return array;
}

/*
 * The plan
 */

static json_t *tests_value(struct bv_json_report *json, const struct bv_plan_tests *tests)
{
	json_t *array = json_array();

	for (size_t i = 0; i < tests->count; i++) {
		const struct bv_plan_test *test = &tests->items[i];
		struct bv_count runs = {test->runs != 0, test->runs};
		json_t *object = json_object();

		bv_json_put(json, object, "what", bv_json_string(json, test->what));
		put_text(json, object, "commit", test->commit);
		put_text(json, object, "name", test->name);
		put_text(json, object, "subject", test->subject);
		bv_json_put(json, object, "runs", bv_json_count_or_null(runs));
		put_text(json, object, "if_bad", test->if_bad);
		put_text(json, object, "if_good", test->if_good);
		bv_json_append(json, array, object);
	}
	return array;
}

static json_t *plan_value(struct bv_json_report *json)
{
	const struct bv_plan *plan = &json->report->answer->plan;
	struct bv_count bug = {plan->bug != SIZE_MAX, plan->bug};
	json_t *object;

	if (plan->kind == BV_PLAN_NONE)
		return json_null();
	object = json_object();
	bv_json_put(json, object, "kind", json_string(bv_plan_kind_name(plan->kind)));
	bv_json_put(json, object, "text", bv_json_string(json, plan->text));
	bv_json_put(json, object, "bug", bv_json_count_or_null(bug));
	put_text(json, object, "counts", plan->counts);
	bv_json_put(json, object, "tests", tests_value(json, &plan->tests));
	bv_json_put(json, object, "commands", bv_json_strings(json, &plan->commands));
	put_text(json, object, "expected", plan->expected);
	return object;
}

json_t *bv_json_answer(struct bv_json_report *json)
{
	const struct bv_answer *answer = json->report->answer;
	json_t *object = json_object();

	bv_json_put(json, object, "headline", bv_json_string(json, answer->headline));
	bv_json_put(json, object, "against", against_value(json));
	bv_json_put(json, object, "for", for_value(json));
	bv_json_put(json, object, "bugs", bugs_value(json));
	bv_json_put(json, object, "bug_open", json_boolean(answer->is_bug_open));
	put_text(json, object, "if_wrong", answer->if_wrong_text);
	bv_json_put(json, object, "plan", plan_value(json));
	put_text(json, object, "people", answer->people_text);
	bv_json_put(json, object, "about", bv_json_string(json, answer->about));
	bv_json_put(json, object, "unseen", bv_json_string(json, answer->unseen_text));
	put_text(json, object, "trust", answer->trust_text);
	put_text(json, object, "tree_warning", answer->wrong_tree_text);
	return object;
}

/*
 * Beside it
 */

json_t *bv_json_progress(struct bv_json_report *json)
{
	const struct bv_progress_facts *progress = &json->report->answer->progress;
	struct bv_count tests = {progress->tests_left != 0, progress->tests_left};
	json_t *object;

	if (!progress->is_in_progress)
		return json_null();
	object = json_object();
	bv_json_put(json, object, "in_progress", json_true());
	bv_json_put(json, object, "left", bv_json_count_or_null(progress->left));
	bv_json_put(json, object, "tests_left", bv_json_count_or_null(tests));
	put_text(json, object, "next", progress->next);
	return object;
}

json_t *bv_json_not_run(struct bv_json_report *json)
{
	const struct bv_unseens *list = &json->report->answer->unseen;
	json_t *array = json_array();

	for (size_t i = 0; i < list->count; i++) {
		const struct bv_unseen *unseen = &list->items[i];
		json_t *object = json_object();

		bv_json_put(json, object, "why", bv_json_string(json, unseen->why));
		bv_json_put(json, object, "ids", bv_json_strings(json, &unseen->ids));
		bv_json_put(json, object, "applies", json_boolean(!unseen->does_not_apply));
		bv_json_append(json, array, object);
	}
	return array;
}
