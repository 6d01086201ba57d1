/* SPDX-License-Identifier: GPL-2.0-only */
/* The JSON report's values, trust and odds. */
#include <jansson.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "report_private.h"

#include "base/banned.h"

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

struct bv_text bv_json_text(struct bv_json_report *json, struct bv_text text)
{
	return without_nul(bv_text_to_utf8(text, &json->scratch), &json->scratch);
}

json_t *bv_json_string(struct bv_json_report *json, struct bv_text text)
{
	struct bv_arena_mark mark = bv_arena_mark(&json->scratch);
	struct bv_text valid = bv_json_text(json, text);
	json_t *value = json_stringn_nocheck(valid.data, valid.size);

	bv_arena_rewind(&json->scratch, mark);
	return value;
}

json_t *bv_json_string_or_null(struct bv_json_report *json, struct bv_text text)
{
	return bv_text_is_empty(text) ? json_null() : bv_json_string(json, text);
}

json_t *bv_json_word_or_null(const char *word)
{
	return word ? json_string(word) : json_null();
}

json_t *bv_json_count_or_null(struct bv_count count)
{
	if (!count.is_known || count.value > LLONG_MAX)
		return json_null();
	return json_integer((json_int_t)count.value);
}

json_t *bv_json_line_or_null(size_t line)
{
	return bv_json_count_or_null((struct bv_count){line != 0, line});
}

void bv_json_put(struct bv_json_report *json, json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value))
		json->is_failed = true;
}

void bv_json_append(struct bv_json_report *json, json_t *array, json_t *value)
{
	if (json_array_append_new(array, value))
		json->is_failed = true;
}

json_t *bv_json_commit(struct bv_json_report *json, struct bv_revision_ref ref)
{
	return bv_json_string_or_null(
		json, bv_case_full_name(json->report->answer->c, ref, &json->scratch));
}

json_t *bv_json_strings(struct bv_json_report *json, const struct bv_texts *texts)
{
	json_t *array = json_array();

	for (size_t i = 0; i < texts->count; i++)
		bv_json_append(json, array, bv_json_string(json, texts->items[i]));
	return array;
}

/*
 * Trust and odds
 */

/* The last digits differ between mathematical libraries. */
static json_t *rounded(double value, double unit)
{
	/* Adding zero turns -0 into 0. */
	return json_real(round(value / unit) * unit + 0.0);
}

json_t *bv_json_trust(struct bv_json_report *json)
{
	const struct bv_trust *trust = &json->report->answer->result->trust;

	return trust->is_known ? rounded(trust->chance, .01) : json_null();
}

json_t *bv_json_trust_log_odds(struct bv_json_report *json)
{
	const struct bv_trust *trust = &json->report->answer->result->trust;

	return trust->is_known ? rounded(trust->log_odds, .01) : json_null();
}

json_t *bv_json_evidence(struct bv_json_report *json)
{
	const struct bv_trust *trust = &json->report->answer->result->trust;
	json_t *array = json_array();

	for (size_t i = 0; i < trust->piece_count; i++) {
		const struct bv_trust_piece *piece = &trust->pieces[i];
		json_t *object = json_object();

		bv_json_put(json, object, "name", json_string(piece->name));
		bv_json_put(json, object, "words", json_string(piece->words));
		bv_json_put(json, object, "value",
			    piece->is_known ? rounded(piece->value, .001) : json_null());
		bv_json_put(json, object, "weight", rounded(piece->weight, .01));
		bv_json_append(json, array, object);
	}
	return array;
}

/* Never 0 and never 1: one too small to be stated goes under another key. */
static void put_probability(struct bv_json_report *json, json_t *object, const char *key,
			    const char *below_key, double ln_probability)
{
	bool is_tiny = bv_probability_is_tiny(ln_probability);
	double value = bv_probability_two_digits(ln_probability);

	bv_json_put(json, object, key, is_tiny ? json_null() : json_real(value));
	bv_json_put(json, object, below_key, is_tiny ? json_real(value) : json_null());
}

static json_t *wrong_value(struct bv_json_report *json, const struct bv_wrong *wrong,
			   const char *condition)
{
	const struct bv_odds *odds = &json->report->answer->result->odds;
	const struct bv_tested *tested = &odds->tested[wrong->verdict.tested];
	struct bv_text title = {0};
	json_t *object = json_object();

	if (wrong->reading != SIZE_MAX)
		title = odds->readings.items[wrong->reading].title;
	bv_json_put(json, object, "commit", bv_json_commit(json, tested->revision));
	bv_json_put(json, object, "line", bv_json_line_or_null(tested->line));
	bv_json_put(json, object, "verdict",
		    bv_json_word_or_null(bv_verdict_name(tested->verdict)));
	bv_json_put(json, object, "title", bv_json_string_or_null(json, title));
	bv_json_put(json, object, "reason",
		    bv_json_word_or_null(bv_wrong_reason_name(wrong->verdict.reason)));
	bv_json_put(json, object, "condition", bv_json_word_or_null(condition));
	put_probability(json, object, "probability_holds", "probability_holds_below",
			wrong->verdict.ln_holds);
	return object;
}

json_t *bv_json_first_wrong(struct bv_json_report *json)
{
	const struct bv_odds *odds = &json->report->answer->result->odds;
	json_t *array = json_array();

	for (size_t i = 0; i < odds->wrongs.count; i++)
		bv_json_append(json, array, wrong_value(json, &odds->wrongs.items[i], NULL));
	if (odds->if_wrong)
		bv_json_append(json, array, wrong_value(json, odds->if_wrong, "result-is-wrong"));
	if (odds->is_known)
		return array;
	json_decref(array);
	return json_null();
}

json_t *bv_json_odds(struct bv_json_report *json)
{
	const struct bv_odds *odds = &json->report->answer->result->odds;
	json_t *array = json_array();

	for (size_t i = 0; i < odds->readings.count; i++) {
		const struct bv_reading *reading = &odds->readings.items[i];
		json_t *object = json_object();

		bv_json_put(json, object, "reading",
			    json_string(bv_reading_kind_name(reading->kind)));
		bv_json_put(json, object, "title", bv_json_string_or_null(json, reading->title));
		put_probability(json, object, "probability_blamed", "probability_blamed_below",
				reading->ln_blamed_most);
		bv_json_put(json, object, "candidates", bv_json_count_or_null(reading->candidates));
		bv_json_put(json, object, "rate",
			    json_real(bv_probability_two_digits(log(reading->rate))));
		bv_json_put(json, object, "runs_to_believe",
			    json_integer((json_int_t)reading->runs_to_believe));
		bv_json_append(json, array, object);
	}
	return array;
}

/*
 * Suspects
 */

json_t *bv_json_suspects(struct bv_json_report *json)
{
	const struct bv_suspects *suspects = &json->report->answer->suspects;
	json_t *array;

	if (!suspects->is_asked || !bv_text_is_empty(suspects->why_not))
		return json_null();
	array = json_array();
	for (size_t i = 0; i < suspects->count; i++) {
		const struct bv_suspect *suspect = &suspects->items[i];
		json_t *object = json_object();

		bv_json_put(json, object, "commit", json_string(bv_oid_hex(&suspect->id).digits));
		bv_json_put(json, object, "subject",
			    bv_json_string_or_null(json, suspect->subject));
		bv_json_put(json, object, "reason", bv_json_string(json, suspect->reason));
		bv_json_append(json, array, object);
	}
	return array;
}

json_t *bv_json_suspects_read(struct bv_json_report *json)
{
	const struct bv_suspects *suspects = &json->report->answer->suspects;
	json_t *object;

	if (!suspects->is_asked)
		return json_null();
	object = json_object();
	bv_json_put(json, object, "range",
		    json_string(suspects->is_whole_range ? "bisected" : "left"));
	bv_json_put(json, object, "commits", json_integer((json_int_t)suspects->commit_count));
	bv_json_put(json, object, "merges", json_integer((json_int_t)suspects->merges));
	bv_json_put(json, object, "unread", json_integer((json_int_t)suspects->unread));
	bv_json_put(json, object, "unsearched", json_integer((json_int_t)suspects->unsearched));
	bv_json_put(json, object, "sections_left_out",
		    json_boolean(suspects->are_sections_left_out));
	bv_json_put(json, object, "why_not", bv_json_string_or_null(json, suspects->why_not));
	return object;
}
