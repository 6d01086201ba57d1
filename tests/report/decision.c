/* SPDX-License-Identifier: GPL-2.0-only */
/* What the hook says of mails: ten rows at most, and JSON by its schema. */
#include <criterion/criterion.h>
#include <jansson.h>

#include "report/samples.h"
#include "support/json_schema.h"

#include "base/banned.h"

/* Everything that a decision can have. */
static const struct bv_precedent precedent = {BV_TEXT_INIT("culprit.*"),
					      BV_TEXT_INIT("a\x1b[31m b"), false};
static struct bv_person people[] = {
	{BV_TEXT_INIT("Ada Example"), BV_TEXT_INIT("ada@example.org"), BV_TEXT_INIT("author")},
	{BV_TEXT_INIT(""), BV_TEXT_INIT("b\xff@example.org"), BV_TEXT_INIT("Reviewed-by")},
	{BV_TEXT_INIT("Cem"), BV_TEXT_INIT("cem@example.org"), BV_TEXT_INIT("Acked-by")},
	{BV_TEXT_INIT("Dan"), BV_TEXT_INIT("dan@example.org"), BV_TEXT_INIT("Cc")},
};

static struct bv_text printed(const char *format, const struct bv_decision *decision, size_t width,
			      struct bv_arena *keep)
{
	struct bv_decision copy = {0};
	const struct bv_decisions decisions = {.items = decision ? &copy : NULL,
					       .count = decision != NULL};
	const struct bv_decided decided = {.mail = BV_TEXT("mail"),
					   .message_id = BV_TEXT("1@example.org"),
					   .decisions = &decisions};
	struct bv_out_buffer *buffer = bv_arena_alloc(keep, 1, sizeof(*buffer));
	struct bv_out out = {.sink = bv_sink_buffer, .context = buffer, .width = width};

	if (decision)
		copy = *decision;
	buffer->keep = keep;
	bv_report_render_decided(&decided, bv_format_find(bv_text_from(format)), &out);
	cr_assert(!out.is_failed);
	return (struct bv_text){buffer->items, buffer->count};
}

static struct bv_decision sample_decision(const struct bv_report *report, enum bv_ruling ruling)
{
	return (struct bv_decision){
		.ruling = ruling,
		.answer = report->answer,
		.behind = BV_BEHIND_NO_FOLDER,
		.is_by_log = true,
		.is_judged = true,
		.why = report->answer->result->reason,
		.unseen = BV_TEXT("its log, which it only links, and much else that takes a row"),
		.blamed_people = {.items = people, .count = sizeof(people) / sizeof(people[0])},
		.recipient_count = 7,
	};
}

static size_t count_rows(struct bv_text text)
{
	size_t rows = 0;
	struct bv_text line;

	while (bv_take_line(&text, &line))
		rows++;
	return rows;
}

Test(decision, takes_ten_rows_at_most)
{
	static const size_t widths[] = {0, 40, 80, 200};

	for (size_t i = 0; i < sample_count; i++) {
		struct bv_arena keep = {0};
		const struct bv_report *report = samples[i].make(&keep);
		struct bv_decision decision = sample_decision(report, BV_RULING_STOPPED);

		for (size_t k = 0; k < sizeof(widths) / sizeof(widths[0]); k++) {
			struct bv_text text = printed("text", &decision, widths[k], &keep);

			cr_expect_leq(count_rows(text), 10, "%s: %.*s", samples[i].name,
				      BV_TEXT_ARG(text));
			cr_expect(bv_text_contains(text, BV_TEXT("--no-validate")), "%s: %.*s",
				  samples[i].name, BV_TEXT_ARG(text));
		}
		bv_arena_release(&keep);
	}
}

static void expect_fits(json_t *schema, struct bv_text text, const char *name)
{
	struct bv_schema_problem problem = {0};
	json_error_t error;
	json_t *value = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &error);

	cr_assert(value, "%s: %s", name, error.text);
	cr_expect(bv_schema_fits(schema, value, &problem), "%s: %s", name, problem.text);
	json_decref(value);
}

Test(decision, json_fits_its_schema)
{
	json_error_t error;
	json_t *schema = json_load_file(BV_HOOK_SCHEMA, JSON_REJECT_DUPLICATES, &error);
	struct bv_schema_problem problem = {0};
	struct bv_arena none = {0};

	cr_assert(schema, "%s", error.text);
	cr_expect(bv_schema_is_understood(schema, &problem), "%s", problem.text);
	for (size_t i = 0; i < sample_count; i++) {
		struct bv_arena keep = {0};
		const struct bv_report *report = samples[i].make(&keep);
		struct bv_decision decision =
			sample_decision(report, (enum bv_ruling)(i % (BV_RULING_STOPPED + 1)));

		expect_fits(schema, printed("json", &decision, 0, &keep), samples[i].name);
		decision.precedent = &precedent;
		expect_fits(schema, printed("json", &decision, 0, &keep), samples[i].name);
		bv_arena_release(&keep);
	}
	expect_fits(schema, printed("json", NULL, 0, &none), "no report");
	bv_arena_release(&none);
	json_decref(schema);
}

/* No escape of a log or of a reason reaches a terminal. */
Test(decision, is_safe_to_print)
{
	static const char *const formats[] = {"text", "terse", "json", "b4", "regzbot"};

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		struct bv_arena keep = {0};
		const struct bv_report *report = sample_hostile(&keep);
		struct bv_decision decision = sample_decision(report, BV_RULING_STOPPED);
		struct bv_text text;

		decision.precedent = &precedent;
		decision.why = precedent.reason;
		text = printed(formats[i], &decision, 80, &keep);
		cr_expect_eq(bv_text_find_byte(text, '\x1b'), SIZE_MAX, "%s", formats[i]);
		cr_expect_eq(bv_text_find_byte(text, '\xff'), SIZE_MAX, "%s", formats[i]);
		bv_arena_release(&keep);
	}
}
