/* The JSON contract "bisect-verify/1": see bisect-verify-1.schema.json. */
#include <jansson.h>
#include <limits.h>
#include <string.h>

#include <bisect_verify/arena.h>

#include "render.h"
#include "words.h"

#include "base/banned.h"

struct json_report {
	const struct bv_report *report;
	struct bv_arena scratch;
	bool is_failed; /* jansson was out of memory */
};

/*
 * Values
 */

/* NUL is valid UTF-8, but many readers of JSON end a string there. */
static struct bv_text without_nul(struct bv_text text, struct bv_arena *keep)
{
	static const char replacement[] = "\xef\xbf\xbd";
	char *clean;
	size_t used = 0;

	if (bv_text_find_byte(text, '\0') == SIZE_MAX)
		return text;
	clean = bv_arena_alloc(keep, text.size, 3);
	for (size_t i = 0; i < text.size; i++) {
		size_t size = text.data[i] ? 1 : 3;

		memcpy(clean + used, text.data[i] ? text.data + i : replacement, size);
		used += size;
	}
	return (struct bv_text){clean, used};
}

static struct bv_text json_text(struct json_report *json, struct bv_text text)
{
	return without_nul(bv_text_to_utf8(text, &json->scratch), &json->scratch);
}

static json_t *string_value(struct json_report *json, struct bv_text text)
{
	struct bv_arena_mark mark = bv_arena_mark(&json->scratch);
	struct bv_text valid = json_text(json, text);
	json_t *value = json_stringn_nocheck(valid.data, valid.size);

	bv_arena_rewind(&json->scratch, mark);
	return value;
}

static json_t *string_or_null(struct json_report *json, struct bv_text text)
{
	return bv_text_is_empty(text) ? json_null() : string_value(json, text);
}

static json_t *word_or_null(const char *word)
{
	return word ? json_string(word) : json_null();
}

/* Null also for a number that a hostile log made too large for JSON readers. */
static json_t *count_or_null(struct bv_count count)
{
	if (!count.is_known || count.value > LLONG_MAX)
		return json_null();
	return json_integer((json_int_t)count.value);
}

static json_t *line_or_null(size_t line)
{
	return count_or_null((struct bv_count){line != 0, line});
}

/* Takes @value over. */
static void put(struct json_report *json, json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value))
		json->is_failed = true;
}

static void append(struct json_report *json, json_t *array, json_t *value)
{
	if (json_array_append_new(array, value))
		json->is_failed = true;
}

/*
 * Parts of the report
 */

static json_t *commit_value(struct json_report *json, struct bv_revision_ref ref)
{
	return string_or_null(json, bv_words_commit(json->report, ref, &json->scratch));
}

static json_t *blamed_value(struct json_report *json)
{
	const struct bv_claim *claim = &json->report->bisection->claim;
	json_t *blamed;

	if (bv_revision_ref_is_none(claim->first_bad))
		return json_null();
	blamed = json_object();
	put(json, blamed, "commit", commit_value(json, claim->first_bad));
	put(json, blamed, "subject",
	    string_or_null(json, bv_words_subject(json->report, claim->first_bad)));
	return blamed;
}

static json_t *findings_value(struct json_report *json)
{
	const struct bv_findings *findings = &json->report->result->findings;
	json_t *array = json_array();

	for (size_t i = 0; i < findings->count; i++) {
		const struct bv_finding *finding = &findings->items[i];
		json_t *object = json_object();
		json_t *commits = json_array();

		for (size_t k = 0; k < finding->commits.count; k++)
			append(json, commits, string_value(json, finding->commits.items[k]));
		put(json, object, "id", json_string(finding->id));
		put(json, object, "level", json_string(bv_level_name(finding->level)));
		put(json, object, "line", line_or_null(finding->line));
		put(json, object, "commits", commits);
		put(json, object, "text", string_value(json, finding->text));
		append(json, array, object);
	}
	return array;
}

static json_t *not_run_value(struct json_report *json)
{
	const struct bv_not_runs *not_run = &json->report->result->not_run;
	json_t *array = json_array();

	for (size_t i = 0; i < not_run->count; i++) {
		json_t *object = json_object();

		put(json, object, "id", json_string(not_run->items[i].id));
		put(json, object, "why", string_value(json, not_run->items[i].why));
		append(json, array, object);
	}
	return array;
}

/* Crashed runs by title; titles that only differ in bytes that are no UTF-8 fall together. */
static json_t *titles_value(struct json_report *json, const struct bv_step *step)
{
	json_t *titles = json_object();

	for (size_t i = 0; i < step->runs.count; i++) {
		const struct bv_run *run = &step->runs.items[i];
		struct bv_arena_mark mark = bv_arena_mark(&json->scratch);
		struct bv_text title;
		json_t *count;

		if (run->outcome != BV_OUTCOME_CRASHED)
			continue;
		title = json_text(json, run->title);
		count = json_object_getn(titles, title.data, title.size);
		if (count)
			(void)json_integer_set(count, json_integer_value(count) + 1);
		else if (json_object_setn_new_nocheck(titles, title.data, title.size,
						      json_integer(1)))
			json->is_failed = true;
		bv_arena_rewind(&json->scratch, mark);
	}
	return titles;
}

static void put_runs(struct json_report *json, json_t *object, const struct bv_step *step)
{
	bool is_known = bv_words_has_runs(json->report->bisection, step);
	struct bv_count crashed = {is_known, bv_step_count(step, BV_OUTCOME_CRASHED)};
	struct bv_count ok = {is_known, bv_step_count(step, BV_OUTCOME_OK)};
	struct bv_count other = {is_known, bv_step_count_other(step)};

	put(json, object, "crashed", count_or_null(crashed));
	put(json, object, "ok", count_or_null(ok));
	put(json, object, "other", count_or_null(other));
	put(json, object, "runs_inferred", json_boolean(step->is_runs_inferred));
	put(json, object, "titles", titles_value(json, step));
}

static json_t *step_value(struct json_report *json, size_t step_index)
{
	const struct bv_step *step = &json->report->bisection->steps.items[step_index];
	const struct bv_facts *facts = json->report->facts;
	struct bv_count candidates = {0};
	bool is_inferred;
	enum bv_verdict verdict = bv_words_verdict(json->report, step_index, &is_inferred);
	json_t *object = json_object();

	if (facts->steps)
		candidates = facts->steps[step_index].candidates;
	put(json, object, "commit", commit_value(json, step->revision));
	put(json, object, "line", line_or_null(step->line));
	put(json, object, "phase", word_or_null(bv_phase_name(step->phase)));
	put(json, object, "verdict", word_or_null(bv_verdict_name(verdict)));
	put(json, object, "verdict_inferred", json_boolean(is_inferred));
	put_runs(json, object, step);
	put(json, object, "candidates", count_or_null(candidates));
	put(json, object, "revisions_left", count_or_null(step->offer.revisions_left));
	put(json, object, "steps_left", count_or_null(step->offer.steps_left));
	return object;
}

static json_t *steps_value(struct json_report *json)
{
	json_t *array = json_array();

	for (size_t i = 0; i < json->report->bisection->steps.count; i++) {
		struct bv_arena_mark mark = bv_arena_mark(&json->scratch);

		append(json, array, step_value(json, i));
		bv_arena_rewind(&json->scratch, mark);
	}
	return array;
}

static json_t *recipients_value(const struct bv_claim *claim)
{
	size_t count = bv_words_recipients(claim);

	return count_or_null((struct bv_count){claim->recipients_line || count, count});
}

static json_t *report_value(struct json_report *json)
{
	const struct bv_report *report = json->report;
	const struct bv_bisection *bisection = report->bisection;
	const struct bv_tree_facts *tree = &report->facts->tree;
	json_t *root = json_object();

	/* Keeps one block from being made and freed again with every string. */
	(void)bv_arena_alloc(&json->scratch, 1, 1);
	put(json, root, "schema", json_string("bisect-verify/1"));
	put(json, root, "log", string_value(json, report->log));
	put(json, root, "message_id", string_or_null(json, report->message_id));
	put(json, root, "part", line_or_null(bisection->part));
	put(json, root, "kind", json_string(bv_kind_name(bisection->kind)));
	put(json, root, "verdict", json_string(bv_judgement_name(report->result->judgement)));
	put(json, root, "reason", string_value(json, bv_words_reason(report->result)));
	put(json, root, "trust", json_null());
	put(json, root, "ending", json_string(bv_words_ending(bisection->claim.ending)));
	put(json, root, "blamed", blamed_value(json));
	put(json, root, "scope", json_string(tree->is_open ? "log+tree" : "log"));
	put(json, root, "tree", string_or_null(json, tree->path));
	put(json, root, "candidates_left", count_or_null(report->facts->range.candidates_left));
	put(json, root, "candidates_supported", json_null());
	put(json, root, "first_wrong", json_null());
	put(json, root, "recipients", recipients_value(&bisection->claim));
	put(json, root, "unknown_lines", json_integer((json_int_t)bisection->unknown_lines.count));
	put(json, root, "truncated", json_boolean(bisection->is_truncated));
	put(json, root, "error", json_null());
	put(json, root, "findings", findings_value(json));
	put(json, root, "not_run", not_run_value(json));
	put(json, root, "steps", steps_value(json));
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
static void write_value(struct json_report *json, json_t *root, size_t flags, struct bv_out *out)
{
	if (json->is_failed ||
	    json_dump_callback(root, write_chunk, out, flags | JSON_ENSURE_ASCII) != 0)
		out->is_failed = true;
	bv_out_bytes(out, "\n", 1);
	json_decref(root);
	bv_arena_release(&json->scratch);
}

void bv_render_json(const struct bv_report *report, struct bv_out *out)
{
	struct json_report json = {.report = report};

	write_value(&json, report_value(&json), JSON_INDENT(2), out);
}

void bv_report_render_json_line(const struct bv_report *report, struct bv_out *out)
{
	struct json_report json = {.report = report};

	write_value(&json, report_value(&json), JSON_COMPACT, out);
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
	static const struct bv_facts no_facts;
	const struct bv_check_result result = {.reason = bv_text_from(err->text)};
	const struct bv_report report = {
		.log = log, .bisection = &nothing, .facts = &no_facts, .result = &result};
	struct json_report json = {.report = &report};
	json_t *root = report_value(&json);
	json_t *error = json_object();

	put(&json, error, "text", string_value(&json, bv_text_from(err->text)));
	put(&json, error, "where", string_or_null(&json, error_place(err, &json.scratch)));
	put(&json, error, "advice", string_or_null(&json, bv_text_from(err->advice)));
	put(&json, root, "error", error);
	write_value(&json, root, JSON_COMPACT, out);
}
