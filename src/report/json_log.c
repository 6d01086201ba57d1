/* SPDX-License-Identifier: GPL-2.0-only */
/* The JSON report's values of the log: where it was found, its range, its steps. */
#include <jansson.h>

#include "log/syzbot/syzbot_era.h"
#include "report_private.h"

#include "base/banned.h"

json_t *bv_json_blamed(struct bv_json_report *json)
{
	const struct bv_claim *claim = &json->report->answer->c->bisection->claim;
	json_t *blamed;

	if (bv_revision_ref_is_none(claim->first_bad))
		return json_null();
	blamed = json_object();
	bv_json_put(json, blamed, "commit", bv_json_commit(json, claim->first_bad));
	bv_json_put(json, blamed, "subject",
		    bv_json_string_or_null(
			    json, bv_case_subject(json->report->answer->c, claim->first_bad)));
	bv_json_put(json, blamed, "quoted", json_boolean(claim->is_quoted));
	return blamed;
}

/*
 * Where and when
 */

static bool is_day(struct bv_text text)
{
	static const char form[] = "0000-00-00";
	bool result = text.size == sizeof(form) - 1;

	for (size_t i = 0; result && i < text.size; i++)
		result = form[i] == '-' ? text.data[i] == '-'
					: text.data[i] >= '0' && text.data[i] <= '9';
	return result;
}

static json_t *date_value(struct bv_json_report *json)
{
	struct bv_text date = json->report->answer->place.date;

	return is_day(date) ? bv_json_string(json, date) : json_null();
}

static json_t *year_value(unsigned era)
{
	struct bv_text since = bv_era_since((enum bv_syzbot_era)era);
	uint64_t year;

	return bv_take_uint(&since, &year) ? json_integer((json_int_t)year) : json_null();
}

/* An era ends where the next one begins; the last one is open. */
static json_t *era_value(struct bv_json_report *json)
{
	const struct bv_era *era = &json->report->answer->c->bisection->era;
	json_t *object;

	if (!era->is_known || era->oldest > BV_ERA_LAST || era->newest > BV_ERA_LAST)
		return json_null();
	object = json_object();
	bv_json_put(json, object, "oldest", year_value(era->oldest));
	bv_json_put(json, object, "newest",
		    era->newest == BV_ERA_LAST ? json_null() : year_value(era->newest + 1));
	return object;
}

static json_t *name_value(struct bv_json_report *json, struct bv_revision_ref ref)
{
	return bv_json_string(json, bv_case_name(json->report->answer->c, ref));
}

static json_t *paths_value(struct bv_json_report *json)
{
	const struct bv_git_start *git = &json->report->answer->c->bisection->git;
	json_t *paths = json_array();

	for (size_t i = 0; i < git->path_count; i++)
		bv_json_append(json, paths, bv_json_string(json, git->paths[i]));
	return paths;
}

static json_t *range_value(struct bv_json_report *json)
{
	const struct bv_git_start *git = &json->report->answer->c->bisection->git;
	bool has_bad = !bv_revision_ref_is_none(git->bad);
	json_t *object, *good, *good_names;

	if (!has_bad && git->good.count == 0)
		return json_null();
	object = json_object();
	good = json_array();
	good_names = json_array();
	for (size_t i = 0; i < git->good.count; i++) {
		bv_json_append(json, good, bv_json_commit(json, git->good.items[i]));
		bv_json_append(json, good_names, name_value(json, git->good.items[i]));
	}
	bv_json_put(json, object, "bad", has_bad ? bv_json_commit(json, git->bad) : json_null());
	bv_json_put(json, object, "bad_name", has_bad ? name_value(json, git->bad) : json_null());
	bv_json_put(json, object, "good", good);
	bv_json_put(json, object, "good_names", good_names);
	bv_json_put(json, object, "paths", paths_value(json));
	return object;
}

/* What the text says of its result beside it, as printed. */
static json_t *said_value(struct bv_json_report *json)
{
	const struct bv_claim *claim = &json->report->answer->c->bisection->claim;
	json_t *object = json_object();

	bv_json_put(json, object, "error_probability",
		    bv_json_string_or_null(json, claim->error_probability));
	bv_json_put(json, object, "flaky", json_boolean(claim->is_flagged_flaky));
	bv_json_put(json, object, "repro_chance",
		    bv_json_string_or_null(json, claim->repro_chance));
	bv_json_put(json, object, "tested_again", json_boolean(claim->is_reverified));
	bv_json_put(json, object, "revert_helps", json_boolean(claim->is_reverted));
	return object;
}

/*
 * Titles
 */

/* Titles that only differ in bytes that are no UTF-8 fall together. */
static void count_title(struct bv_json_report *json, json_t *titles, struct bv_text title,
			size_t runs)
{
	struct bv_arena_mark mark = bv_arena_mark(&json->scratch);
	struct bv_text valid = bv_json_text(json, title);
	json_t *count = json_object_getn(titles, valid.data, valid.size);

	if (count)
		(void)json_integer_set(count, json_integer_value(count) + (json_int_t)runs);
	else if (json_object_setn_new_nocheck(titles, valid.data, valid.size,
					      json_integer((json_int_t)runs)))
		json->is_failed = true;
	bv_arena_rewind(&json->scratch, mark);
}

static json_t *start_titles(struct bv_json_report *json)
{
	const struct bv_seen_titles *seen = &json->report->answer->c->start.titles;
	json_t *titles = json_object();

	for (size_t i = 0; i < seen->count; i++)
		count_title(json, titles, seen->items[i].title, seen->items[i].runs);
	return titles;
}

void bv_json_put_place(struct bv_json_report *json, json_t *root)
{
	const struct bv_answer *answer = json->report->answer;

	bv_json_put(json, root, "subject", bv_json_string_or_null(json, answer->place.subject));
	bv_json_put(json, root, "date", date_value(json));
	bv_json_put(json, root, "era", era_value(json));
	bv_json_put(json, root, "log_address", bv_json_string_or_null(json, answer->log_address));
	bv_json_put(json, root, "range", range_value(json));
	bv_json_put(json, root, "said", said_value(json));
	bv_json_put(json, root, "titles", start_titles(json));
}

json_t *bv_json_recipients(struct bv_json_report *json)
{
	const struct bv_answer *answer = json->report->answer;

	if (answer->recipients.count == 0 && !answer->c->bisection->claim.recipients_line)
		return json_null();
	return bv_json_strings(json, &answer->recipients);
}

/*
 * Steps
 */

/* Crashed runs by title. */
static json_t *titles_value(struct bv_json_report *json, const struct bv_step *step)
{
	json_t *titles = json_object();

	for (size_t i = 0; i < step->runs.count; i++)
		if (step->runs.items[i].outcome == BV_OUTCOME_CRASHED)
			count_title(json, titles, step->runs.items[i].title, 1);
	return titles;
}

static void put_runs(struct bv_json_report *json, json_t *object, const struct bv_step *step)
{
	bool is_known = bv_words_has_runs(json->report->answer->c->bisection, step);
	struct bv_count crashed = {is_known, bv_step_count(step, BV_OUTCOME_CRASHED)};
	struct bv_count ok = {is_known, bv_step_count(step, BV_OUTCOME_OK)};
	struct bv_count other = {is_known, bv_step_count_other(step)};

	bv_json_put(json, object, "crashed", bv_json_count_or_null(crashed));
	bv_json_put(json, object, "ok", bv_json_count_or_null(ok));
	bv_json_put(json, object, "other", bv_json_count_or_null(other));
	bv_json_put(json, object, "dirty", bv_json_count_or_null(step->dirty));
	bv_json_put(json, object, "runs_inferred", json_boolean(step->is_runs_inferred));
	bv_json_put(json, object, "titles", titles_value(json, step));
}

static json_t *pick_value(struct bv_json_report *json, size_t step_index)
{
	const struct bv_step_facts *facts = bv_case_step_facts(json->report->answer->c, step_index);

	if (!facts || facts->pick == BV_PICK_UNKNOWN)
		return json_null();
	return json_string(bv_oid_hex(&facts->git_pick).digits);
}

static json_t *step_value(struct bv_json_report *json, size_t step_index)
{
	const struct bv_step *step = &json->report->answer->c->bisection->steps.items[step_index];
	const struct bv_facts *facts = &json->report->answer->c->facts;
	struct bv_count candidates = {0};
	bool is_inferred = bv_case_is_inferred(json->report->answer->c, step_index);
	enum bv_verdict verdict = bv_case_verdict(json->report->answer->c, step_index);
	json_t *object = json_object();

	if (facts->steps)
		candidates = facts->steps[step_index].candidates;
	bv_json_put(json, object, "commit", bv_json_commit(json, step->revision));
	bv_json_put(json, object, "line", bv_json_line_or_null(step->line));
	bv_json_put(json, object, "phase", bv_json_word_or_null(bv_phase_name(step->phase)));
	bv_json_put(json, object, "verdict", bv_json_word_or_null(bv_verdict_name(verdict)));
	bv_json_put(json, object, "verdict_inferred", json_boolean(is_inferred));
	put_runs(json, object, step);
	bv_json_put(json, object, "candidates", bv_json_count_or_null(candidates));
	bv_json_put(json, object, "git_pick", pick_value(json, step_index));
	bv_json_put(json, object, "revisions_left",
		    bv_json_count_or_null(step->offer.revisions_left));
	bv_json_put(json, object, "steps_left", bv_json_count_or_null(step->offer.steps_left));
	return object;
}

json_t *bv_json_steps(struct bv_json_report *json)
{
	json_t *array = json_array();

	for (size_t i = 0; i < json->report->answer->c->bisection->steps.count; i++) {
		struct bv_arena_mark mark = bv_arena_mark(&json->scratch);

		bv_json_append(json, array, step_value(json, i));
		bv_arena_rewind(&json->scratch, mark);
	}
	return array;
}

json_t *bv_json_assumed(struct bv_json_report *json)
{
	const struct bv_steps *steps = &json->report->answer->c->bisection->steps;
	json_t *array = json_array();

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		json_t *object;

		if (!bv_case_is_assumed(json->report->answer->c, i))
			continue;
		object = json_object();
		bv_json_put(json, object, "commit", bv_json_commit(json, step->revision));
		bv_json_put(json, object, "line", bv_json_line_or_null(step->line));
		bv_json_put(json, object, "verdict",
			    bv_json_word_or_null(bv_verdict_name(step->verdict)));
		bv_json_put(json, object, "verdict_in_log",
			    bv_json_word_or_null(bv_verdict_name(
				    json->report->answer->c->log->steps.items[i].verdict)));
		bv_json_append(json, array, object);
	}
	return array;
}
