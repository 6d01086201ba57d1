/* What the parts of the JSON report share: values from our types. */
#ifndef BV_REPORT_JSON_VALUE_H
#define BV_REPORT_JSON_VALUE_H

#include <jansson.h>

#include "base/arena.h"
#include "report.h"

struct bv_json_report {
	const struct bv_report *report;
	struct bv_arena scratch;
	bool is_failed; /* jansson was out of memory */
};

/** @text as valid UTF-8 without NUL. Owner: borrowed, or kept in the scratch arena. */
struct bv_text bv_json_text(struct bv_json_report *json, struct bv_text text);
json_t *bv_json_string(struct bv_json_report *json, struct bv_text text);
/** Null for an empty text, a NULL word, an unknown count, line 0. */
json_t *bv_json_string_or_null(struct bv_json_report *json, struct bv_text text);
json_t *bv_json_word_or_null(const char *word);
/** Null also for a number that a hostile log made too large for JSON readers. */
json_t *bv_json_count_or_null(struct bv_count count);
json_t *bv_json_line_or_null(size_t line);
json_t *bv_json_commit(struct bv_json_report *json, struct bv_revision_ref ref);

/** Set a member, append an element. Owner: takes @value over. */
void bv_json_put(struct bv_json_report *json, json_t *object, const char *key, json_t *value);
void bv_json_append(struct bv_json_report *json, json_t *array, json_t *value);

/* Parts of the report that are files of their own. */
json_t *bv_json_first_wrong(struct bv_json_report *json);
json_t *bv_json_assumed(struct bv_json_report *json);
json_t *bv_json_odds(struct bv_json_report *json);
json_t *bv_json_trust(struct bv_json_report *json);
json_t *bv_json_evidence(struct bv_json_report *json);

#endif
