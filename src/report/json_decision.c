/* SPDX-License-Identifier: GPL-2.0-only */
/* Decisions for programs: the JSON contract "bisect-verify-hook/1", and b4's review checks. */
#include <jansson.h>

#include "report_private.h"

#include "base/banned.h"

static const char *behind_name(enum bv_behind behind)
{
	static const char *const names[] = {
		[BV_BEHIND_NONE] = "none",
		[BV_BEHIND_JUDGED] = "judged",
		[BV_BEHIND_NO_FOLDER] = "no-folder",
		[BV_BEHIND_NOT_FOUND] = "not-found",
	};

	return names[behind];
}

static json_t *precedent_value(struct bv_json_report *json, const struct bv_precedent *precedent)
{
	json_t *object;

	if (!precedent)
		return json_null();
	object = json_object();
	bv_json_put(json, object, "what", bv_json_string(json, precedent->what));
	bv_json_put(json, object, "reason", bv_json_string(json, precedent->reason));
	bv_json_put(json, object, "invalid", json_boolean(precedent->is_invalid));
	return object;
}

static json_t *people_value(struct bv_json_report *json, const struct bv_people *people)
{
	json_t *array = json_array();

	for (size_t i = 0; i < people->count; i++) {
		json_t *object = json_object();

		bv_json_put(json, object, "name",
			    bv_json_string_or_null(json, people->items[i].name));
		bv_json_put(json, object, "address",
			    bv_json_string(json, people->items[i].address));
		bv_json_put(json, object, "role", bv_json_string(json, people->items[i].role));
		bv_json_append(json, array, object);
	}
	return array;
}

/* All that a mail which reports nothing has, too. */
static json_t *frame(struct bv_json_report *json, const struct bv_decided *decided)
{
	json_t *root = json_object();

	bv_json_put(json, root, "schema", json_string("bisect-verify-hook/1"));
	bv_json_put(json, root, "mail", bv_json_string(json, decided->mail));
	bv_json_put(json, root, "message_id", bv_json_string_or_null(json, decided->message_id));
	return root;
}

static void render_none(const struct bv_decided *decided, struct bv_out *out)
{
	struct bv_json_report json = {0};
	json_t *root = frame(&json, decided);

	bool is_asked = bv_text_is_empty(decided->why_unasked);

	bv_json_put(&json, root, "decision",
		    json_string(bv_ruling_name(is_asked ? BV_RULING_SILENT : BV_RULING_SAID)));
	bv_json_put(&json, root, "goes_out", json_true());
	bv_json_put(&json, root, "why",
		    is_asked ? json_string("it is no report of a bisection")
			     : bv_json_string(&json, decided->why_unasked));
	bv_json_put(&json, root, "judged", json_false());
	bv_json_put(&json, root, "log_behind", json_string(behind_name(BV_BEHIND_NONE)));
	bv_json_put(&json, root, "log", json_null());
	bv_json_put(&json, root, "unseen", json_null());
	bv_json_put(&json, root, "precedent", json_null());
	bv_json_put(&json, root, "recipients", json_null());
	bv_json_put(&json, root, "blamed_people", json_array());
	bv_json_put(&json, root, "report", json_null());
	bv_json_write(&json, root, JSON_COMPACT, out);
}

static void render_one(const struct bv_decided *decided, const struct bv_decision *decision,
		       struct bv_out *out)
{
	const struct bv_report report = {.answer = decision->answer};
	struct bv_json_report json = {.report = &report};
	json_t *root = frame(&json, decided);

	bv_json_put(&json, root, "decision", json_string(bv_ruling_name(decision->ruling)));
	bv_json_put(&json, root, "goes_out", json_boolean(decision->ruling != BV_RULING_STOPPED));
	bv_json_put(&json, root, "why", bv_json_string(&json, decision->why));
	bv_json_put(&json, root, "judged", json_boolean(decision->is_judged));
	bv_json_put(&json, root, "log_behind", json_string(behind_name(decision->behind)));
	bv_json_put(&json, root, "log",
		    decision->is_by_log ? bv_json_string(&json, decision->answer->place.log)
					: json_null());
	bv_json_put(&json, root, "unseen", bv_json_string_or_null(&json, decision->unseen));
	bv_json_put(&json, root, "precedent", precedent_value(&json, decision->precedent));
	bv_json_put(&json, root, "recipients", json_integer((json_int_t)decision->recipient_count));
	bv_json_put(&json, root, "blamed_people", people_value(&json, &decision->blamed_people));
	bv_json_put(&json, root, "report", bv_json_report_value(&json));
	bv_json_write(&json, root, JSON_COMPACT, out);
}

void bv_render_decided_json(const struct bv_decided *decided, struct bv_out *out)
{
	for (size_t i = 0; i < decided->decisions->count; i++)
		render_one(decided, &decided->decisions->items[i], out);
	if (decided->decisions->count == 0)
		render_none(decided, out);
}

/*
 * b4
 */

static const char *b4_status(enum bv_ruling ruling)
{
	static const char *const words[] = {
		[BV_RULING_SILENT] = "pass",
		[BV_RULING_SAID] = "warn",
		[BV_RULING_STOPPED] = "fail",
	};

	return words[ruling];
}

static struct bv_text b4_details(struct bv_json_report *json, const struct bv_reasons *reasons)
{
	struct bv_text details = {0};

	for (size_t i = 0; i < reasons->count; i++)
		details = bv_arena_print(
			&json->scratch, "%.*s%s%.*s", BV_TEXT_ARG(details), i ? "\n" : "",
			BV_TEXT_ARG(bv_screen_reason(&reasons->items[i], &json->scratch)));
	return details;
}

static json_t *b4_value(struct bv_json_report *json, enum bv_ruling ruling, struct bv_text summary,
			struct bv_text details)
{
	json_t *object = json_object();

	bv_json_put(json, object, "tool", json_string("bisect-verify"));
	bv_json_put(json, object, "status", json_string(b4_status(ruling)));
	bv_json_put(json, object, "summary", bv_json_string(json, summary));
	bv_json_put(json, object, "details", bv_json_string(json, details));
	return object;
}

/* What was decided before says more than what was judged. */
static struct bv_text b4_summary(struct bv_json_report *json, const struct bv_decision *decision)
{
	const struct bv_answer *answer = decision->answer;

	if (decision->precedent)
		return decision->why;
	return bv_arena_print(&json->scratch, "%.*s: %.*s", BV_TEXT_ARG(answer->verdict_text),
			      BV_TEXT_ARG(answer->headline));
}

/* Source: b4's misc/review-ci-example.py: an array of results, which may be empty. */
void bv_render_decided_b4(const struct bv_decided *decided, struct bv_out *out)
{
	struct bv_json_report json = {0};
	json_t *array = json_array();

	if (!bv_text_is_empty(decided->why_unasked))
		bv_json_append(
			&json, array,
			b4_value(&json, BV_RULING_SAID, decided->why_unasked, (struct bv_text){0}));
	for (size_t i = 0; i < decided->decisions->count; i++) {
		const struct bv_decision *decision = &decided->decisions->items[i];

		bv_json_append(&json, array,
			       b4_value(&json, decision->ruling, b4_summary(&json, decision),
					b4_details(&json, &decision->answer->against)));
	}
	bv_json_write(&json, array, JSON_INDENT(2), out);
}
