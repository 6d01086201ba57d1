/* Values for the JSON report. */
#include "json_value.h"

#include <limits.h>
#include <string.h>

#include "words.h"

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
	return bv_json_string_or_null(json,
				      bv_case_full_name(json->report->c, ref, &json->scratch));
}
