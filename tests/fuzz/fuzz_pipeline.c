/* SPDX-License-Identifier: GPL-2.0-only */
/* From any bytes to every format: log, model, checks without a tree, answer, renderers; the JSON
 * parses. */
#include <jansson.h>

#include "checks/check.h"
#include "fuzz/fuzz.h"
#include "log/log.h"
#include "report/report.h"

static void expect_json(struct bv_text text)
{
	json_error_t error;
	json_t *object = json_loadb(text.data, text.size, 0, &error);

	BV_ASSERT(json_is_object(object));
	BV_ASSERT(json_is_string(json_object_get(object, "verdict")));
	json_decref(object);
}

/* Nothing that a terminal would obey; the text itself brings line feeds and tabs. */
static void expect_printable(struct bv_text text)
{
	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.data[i];

		BV_ASSERT(c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f));
	}
}

static void render(const struct bv_report *report, const struct bv_format *format)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer, .width = 100};
	struct bv_text text;

	bv_report_render(report, format, &out);
	BV_ASSERT(!out.is_failed);
	text = (struct bv_text){buffer.items, buffer.count};
	if (format == bv_format_find(BV_TEXT("json")))
		expect_json(text);
	expect_printable(text);
	bv_arena_release(&keep);
}

static void salvage(const struct bv_report *report, size_t bug)
{
	struct bv_arena keep = {0};
	struct bv_out_buffer buffer = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};

	if (report->answer->bugs.items[bug].does_salvage_lead)
		bv_report_render_salvage(report, bug, &out);
	BV_ASSERT(!out.is_failed);
	expect_printable((struct bv_text){buffer.items, buffer.count});
	bv_arena_release(&keep);
}

static void judge(const struct bv_bisection *bisection, struct bv_arena *keep)
{
	const struct bv_told told = {0};
	const struct bv_place place = {.log = BV_TEXT("fuzz")};
	struct bv_case c;
	struct bv_check_result result = {0};
	struct bv_answer answer;
	struct bv_report report = {.answer = &answer};

	bv_case_open(&c, bisection, &told, NULL, keep);
	bv_checks_run(&result, &c, keep);
	bv_answer_make(&answer, &c, &result, &place, keep);
	for (size_t i = 0; i < answer.bugs.count; i++)
		salvage(&report, i);
	for (size_t i = 0; i < bv_format_count(); i++) {
		if (!bv_format_at(i)->render)
			continue;
		report.is_verbose = false;
		render(&report, bv_format_at(i));
		report.is_verbose = true;
		render(&report, bv_format_at(i));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct bv_source source = {.name = "fuzz", .text = {(const char *)bytes, size}};
	struct bv_bisections bisections = {0};
	struct bv_arena keep = {0};

	bv_log_read(&bisections, &source, &keep);
	for (size_t i = 0; i < bisections.count; i++)
		judge(&bisections.items[i], &keep);
	bv_arena_release(&keep);
	return 0;
}
