/* SPDX-License-Identifier: GPL-2.0-only */
/* The JSON contract "bisect-verify/2": see bisect-verify-2.schema.json. */
#include <jansson.h>
#include <string.h>

#include "report_private.h"

#include "base/banned.h"

/*
 * Parts of the report
 */

static json_t *findings_value(struct bv_json_report *json)
{
	const struct bv_findings *findings = &json->report->answer->result->findings;
	json_t *array = json_array();

	for (size_t i = 0; i < findings->count; i++) {
		const struct bv_finding *finding = &findings->items[i];
		json_t *object = json_object();

		bv_json_put(json, object, "id", json_string(finding->id));
		bv_json_put(json, object, "level", json_string(bv_level_name(finding->level)));
		bv_json_put(json, object, "line", bv_json_line_or_null(finding->line));
		bv_json_put(json, object, "commits", bv_json_strings(json, &finding->commits));
		bv_json_put(json, object, "text", bv_json_string(json, finding->text));
		bv_json_append(json, array, object);
	}
	return array;
}

/* All of them or null, never a part. */
static json_t *left_value(struct bv_json_report *json)
{
	const struct bv_range_facts *range = &json->report->answer->c->facts.range;
	json_t *array;

	if (!range->candidates_left.is_known || range->left.count != range->candidates_left.value)
		return json_null();
	array = json_array();
	for (size_t i = 0; i < range->left.count; i++)
		bv_json_append(json, array, json_string(bv_oid_hex(&range->left.items[i]).digits));
	return array;
}

static struct bv_count candidates_supported(const struct bv_odds *odds)
{
	return odds->is_known ? bv_odds_likeliest(odds)->candidates : (struct bv_count){0};
}

/* A file's name may be any bytes, and somebody will want to open it. */
static void put_encoded_log(struct bv_json_report *json, json_t *root)
{
	static const char plain[] = "-./0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
				    "abcdefghijklmnopqrstuvwxyz~";
	struct bv_text log = json->report->answer->place.log;
	struct bv_out_buffer encoded = {.keep = &json->scratch};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &encoded};

	if (bv_text_equal(log, bv_json_text(json, log)))
		return;
	for (size_t i = 0; i < log.size; i++) {
		unsigned char byte = (unsigned char)log.data[i];

		bv_out_print(&out, strchr(plain, byte) ? "%c" : "%%%02X", byte);
	}
	bv_json_put(json, root, "log_encoded",
		    bv_json_string(json, (struct bv_text){encoded.items, encoded.count}));
}

json_t *bv_json_report_value(struct bv_json_report *json)
{
	const struct bv_report *report = json->report;
	const struct bv_bisection *bisection = report->answer->c->bisection;
	const struct bv_tree_facts *tree = &report->answer->c->facts.tree;
	json_t *root = json_object();

	/* Keeps one block from being made and freed again with every string. */
	(void)bv_arena_alloc(&json->scratch, 1, 1);
	bv_json_put(json, root, "schema", json_string("bisect-verify/2"));
	bv_json_put(json, root, "log", bv_json_string(json, report->answer->place.log));
	put_encoded_log(json, root);
	bv_json_put(json, root, "message_id",
		    bv_json_string_or_null(json, report->answer->place.message_id));
	bv_json_put(json, root, "part", bv_json_line_or_null(bisection->part));
	bv_json_put(json, root, "kind", json_string(bv_kind_name(bisection->kind)));
	bv_json_put(json, root, "verdict",
		    json_string(bv_judgement_name(report->answer->result->judgement)));
	bv_json_put(json, root, "reason", bv_json_string(json, report->answer->result->reason));
	bv_json_put(json, root, "trust", bv_json_trust(json));
	bv_json_put(json, root, "trust_log_odds", bv_json_trust_log_odds(json));
	bv_json_put(json, root, "evidence", bv_json_evidence(json));
	bv_json_put(json, root, "ending", json_string(bv_words_ending(bisection->claim.ending)));
	bv_json_put(json, root, "blamed", bv_json_blamed(json));
	bv_json_put_place(json, root);
	bv_json_put(json, root, "scope", json_string(tree->is_open ? "log+tree" : "log"));
	bv_json_put(json, root, "tree", bv_json_string_or_null(json, tree->path));
	bv_json_put(json, root, "candidates_left",
		    bv_json_count_or_null(report->answer->c->facts.range.candidates_left));
	bv_json_put(json, root, "left", left_value(json));
	bv_json_put(json, root, "candidates_supported",
		    bv_json_count_or_null(candidates_supported(&report->answer->result->odds)));
	bv_json_put(json, root, "first_wrong", bv_json_first_wrong(json));
	bv_json_put(json, root, "odds", bv_json_odds(json));
	bv_json_put(json, root, "suspects", bv_json_suspects(json));
	bv_json_put(json, root, "suspects_read", bv_json_suspects_read(json));
	bv_json_put(json, root, "assumed", bv_json_assumed(json));
	bv_json_put(json, root, "recipients", bv_json_recipients(json));
	bv_json_put(json, root, "unknown_lines",
		    json_integer((json_int_t)bisection->unknown_lines.count));
	bv_json_put(json, root, "truncated", json_boolean(bisection->is_truncated));
	bv_json_put(json, root, "error", json_null());
	bv_json_put(json, root, "answer", bv_json_answer(json));
	bv_json_put(json, root, "progress", bv_json_progress(json));
	bv_json_put(json, root, "findings", findings_value(json));
	bv_json_put(json, root, "not_run", bv_json_not_run(json));
	bv_json_put(json, root, "steps", bv_json_steps(json));
	return root;
}

/*
 * Writing
 */

/* jansson leaves DEL as it is, which is a control character; in JSON text it is in a string. */
static int write_chunk(const char *bytes, size_t size, void *context)
{
	struct bv_out *out = context;
	struct bv_text rest = {bytes, size};
	struct bv_text plain;

	while (bv_take_until(&rest, BV_TEXT("\x7f"), &plain)) {
		bv_out_bytes(out, plain.data, plain.size);
		bv_out_bytes(out, "\\u007f", 6);
	}
	bv_out_bytes(out, rest.data, rest.size);
	return out->is_failed ? -1 : 0;
}

/* ASCII only: no reader's terminal sees C1 controls or bidirectional overrides. */
void bv_json_write(struct bv_json_report *json, json_t *value, size_t flags, struct bv_out *out)
{
	if (json->is_failed ||
	    json_dump_callback(value, write_chunk, out,
			       flags | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(4)) != 0)
		out->is_failed = true;
	bv_out_bytes(out, "\n", 1);
	json_decref(value);
	bv_arena_release(&json->scratch);
}

void bv_render_json(const struct bv_report *report, struct bv_out *out)
{
	struct bv_json_report json = {.report = report};

	bv_json_write(&json, bv_json_report_value(&json), JSON_INDENT(2), out);
}

void bv_report_render_json_line(const struct bv_report *report, struct bv_out *out)
{
	struct bv_json_report json = {.report = report};

	bv_json_write(&json, bv_json_report_value(&json), JSON_COMPACT, out);
}

static struct bv_text error_place(const struct bv_error *err, struct bv_arena *keep)
{
	if (err->line == 0)
		return bv_text_from(err->source);
	return bv_arena_print(keep, "%s:%zu", err->source, err->line);
}

void bv_report_render_unread(struct bv_text log, const struct bv_error *err, struct bv_out *out)
{
	static const struct bv_bisection nothing;
	static const struct bv_told told;
	const struct bv_case c = {.log = &nothing, .told = &told, .bisection = &nothing};
	const struct bv_check_result result = {.reason = bv_text_from(err->text)};
	const struct bv_answer answer = {.place.log = log, .c = &c, .result = &result};
	const struct bv_report report = {.answer = &answer};
	struct bv_json_report json = {.report = &report};
	json_t *root = bv_json_report_value(&json);
	json_t *error = json_object();

	bv_json_put(&json, error, "text", bv_json_string(&json, bv_text_from(err->text)));
	bv_json_put(&json, error, "where",
		    bv_json_string_or_null(&json, error_place(err, &json.scratch)));
	bv_json_put(&json, error, "advice",
		    bv_json_string_or_null(&json, bv_text_from(err->advice)));
	bv_json_put(&json, root, "error", error);
	bv_json_put(&json, root, "answer", json_null());
	bv_json_write(&json, root, JSON_COMPACT, out);
}
