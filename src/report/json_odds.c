/* The JSON report's odds. */
#include <math.h>

#include "json_value.h"

#include "base/banned.h"

/* Never 0 and never 1: one too small to be stated goes under another key. */
static void put_probability(struct bv_json_report *json, json_t *object, const char *key,
			    const char *below_key, double ln_probability)
{
	bool is_tiny = bv_probability_is_tiny(ln_probability);
	double value = bv_probability_two_digits(ln_probability);

	bv_json_put(json, object, key, is_tiny ? json_null() : json_real(value));
	bv_json_put(json, object, below_key, is_tiny ? json_real(value) : json_null());
}

json_t *bv_json_first_wrong(struct bv_json_report *json)
{
	const struct bv_odds *odds = &json->report->result->odds;
	json_t *array = json_array();

	for (size_t i = 0; i < odds->wrongs.count; i++) {
		const struct bv_wrong *wrong = &odds->wrongs.items[i];
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
		put_probability(json, object, "probability_holds", "probability_holds_below",
				wrong->verdict.ln_holds);
		bv_json_append(json, array, object);
	}
	if (odds->is_known)
		return array;
	json_decref(array);
	return json_null();
}

json_t *bv_json_assumed(struct bv_json_report *json)
{
	const struct bv_steps *steps = &json->report->c->bisection->steps;
	json_t *array = json_array();

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		json_t *object;

		if (!bv_case_is_assumed(json->report->c, i))
			continue;
		object = json_object();
		bv_json_put(json, object, "commit", bv_json_commit(json, step->revision));
		bv_json_put(json, object, "line", bv_json_line_or_null(step->line));
		bv_json_put(json, object, "verdict",
			    bv_json_word_or_null(bv_verdict_name(step->verdict)));
		bv_json_put(json, object, "verdict_in_log",
			    bv_json_word_or_null(
				    bv_verdict_name(json->report->c->log->steps.items[i].verdict)));
		bv_json_append(json, array, object);
	}
	return array;
}

json_t *bv_json_odds(struct bv_json_report *json)
{
	const struct bv_odds *odds = &json->report->result->odds;
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
