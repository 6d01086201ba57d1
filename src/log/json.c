/* SPDX-License-Identifier: GPL-2.0-only */
/* The only place of this floor that knows jansson: JSON in lines, and where its values stand. */
#include "json.h"

#include <jansson.h>

#include "base/banned.h"

/* Attempts that fail cost at most so many times the text. */
#define ATTEMPTS_COST 4

/*
 * The text: lines put together again, without quoting
 */

struct text {
	char *bytes;
	size_t size;
	size_t *starts; /* of each line */
	const struct bv_lines *lines;
	bool is_too_long;
};

static void join(struct text *out, const struct bv_lines *lines, struct bv_arena *scratch)
{
	size_t size = 0;

	*out = (struct text){.lines = lines};
	out->starts = bv_arena_alloc(scratch, lines->count + 1, sizeof(*out->starts));
	for (size_t i = 0; i < lines->count; i++)
		size += bv_unquote(lines->items[i].text).size + 1;
	out->is_too_long = size > BV_JSON_BYTES_MAX;
	if (out->is_too_long)
		return;
	out->bytes = bv_arena_alloc(scratch, size + 1, 1);
	for (size_t i = 0; i < lines->count; i++) {
		struct bv_text line = bv_unquote(lines->items[i].text);

		out->starts[i] = out->size;
		for (size_t k = 0; k < line.size; k++)
			out->bytes[out->size++] = line.data[k];
		out->bytes[out->size++] = '\n';
	}
	out->starts[lines->count] = out->size;
}

/*
 * Lines: jansson keeps none, but members in the order of the text, so that each of their names and
 * each string is the next one between quotation marks. A name that stands twice, which it would
 * drop, it refuses here.
 */

struct cursor {
	const struct text *text;
	size_t at;
	size_t index; /* of the line that @at stands in */
};

static void move_to(struct cursor *cursor, size_t at)
{
	cursor->at = at;
	while (cursor->index + 1 < cursor->text->lines->count &&
	       cursor->text->starts[cursor->index + 1] <= at)
		cursor->index++;
}

static size_t line_of(const struct cursor *cursor)
{
	return cursor->text->lines->items[cursor->index].number;
}

/* The line of the next string, which is passed over. */
static size_t next_string(struct cursor *cursor)
{
	const struct text *text = cursor->text;
	size_t at = cursor->at, line;

	while (at < text->size && text->bytes[at] != '"')
		at++;
	move_to(cursor, at);
	line = line_of(cursor);
	for (at++; at < text->size && text->bytes[at] != '"'; at++)
		at += text->bytes[at] == '\\';
	move_to(cursor, at < text->size ? at + 1 : text->size);
	return line;
}

/*
 * Values, without recursion: jansson bounds the depth
 */

struct frame {
	json_t *value;
	size_t index; /* of the value in the list */
	void *member; /* the next one of an object */
	size_t element;
};

struct copier {
	struct bv_nodes *out;
	struct cursor cursor;
	struct bv_arena *keep;
	struct frame *frames;
	size_t depth;
};

static enum bv_node_kind kind_of(const json_t *value)
{
	if (json_is_string(value))
		return BV_NODE_STRING;
	if (json_is_array(value))
		return BV_NODE_ARRAY;
	return json_is_object(value) ? BV_NODE_OBJECT : BV_NODE_OTHER;
}

static struct bv_text copy_text(const json_t *string, struct bv_arena *keep)
{
	return bv_arena_copy(
		keep, (struct bv_text){json_string_value(string), json_string_length(string)});
}

/* @name is NULL for an element. */
static void add_value(struct copier *copier, json_t *value, const char *name)
{
	struct bv_nodes *out = copier->out;
	struct bv_node *added = BV_APPEND(out, copier->keep);

	*added = (struct bv_node){.kind = kind_of(value), .line = line_of(&copier->cursor)};
	if (name) {
		added->name = bv_arena_copy(copier->keep, bv_text_from(name));
		added->line = next_string(&copier->cursor);
	}
	if (added->kind == BV_NODE_STRING) {
		added->text = copy_text(value, copier->keep);
		added->line = next_string(&copier->cursor);
	}
	added->end = out->count;
	if (added->kind == BV_NODE_ARRAY || added->kind == BV_NODE_OBJECT)
		copier->frames[copier->depth++] = (struct frame){
			.value = value,
			.index = out->count - 1,
			.member = json_is_object(value) ? json_object_iter(value) : NULL,
		};
}

/* The next child of the innermost value; false when it has no more. */
static bool add_child(struct copier *copier)
{
	struct frame *frame = &copier->frames[copier->depth - 1];
	void *member = frame->member;

	if (json_is_array(frame->value)) {
		if (frame->element == json_array_size(frame->value))
			return false;
		add_value(copier, json_array_get(frame->value, frame->element++), NULL);
		return true;
	}
	if (!member)
		return false;
	frame->member = json_object_iter_next(frame->value, member);
	add_value(copier, json_object_iter_value(member), json_object_iter_key(member));
	return true;
}

static void copy(struct bv_nodes *out, json_t *root, struct cursor cursor, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	struct copier copier = {.out = out, .cursor = cursor, .keep = keep};

	copier.frames = bv_arena_alloc(&scratch, JSON_PARSER_MAX_DEPTH + 1, sizeof(*copier.frames));
	add_value(&copier, root, NULL);
	while (copier.depth) {
		if (add_child(&copier))
			continue;
		copier.depth--;
		out->items[copier.frames[copier.depth].index].end = out->count;
	}
	bv_arena_release(&scratch);
}

/*
 * Finding it
 */

static bool has_words(const struct bv_lines *lines, const struct bv_nodes_shape *shape)
{
	for (size_t w = 0; w < BV_NODES_WORDS && shape->words[w].size; w++) {
		bool has_word = false;

		for (size_t i = 0; i < lines->count && !has_word; i++)
			has_word = bv_text_contains(lines->items[i].text, shape->words[w]);
		if (!has_word)
			return false;
	}
	return true;
}

/* Those of @shapes whose words are there, ended by NULL. */
static const struct bv_nodes_shape **worth_asking(const struct bv_lines *lines,
						  const struct bv_nodes_shape *const *shapes,
						  struct bv_arena *scratch)
{
	const struct bv_nodes_shape **out;
	size_t count = 0;

	while (shapes[count])
		count++;
	out = bv_arena_alloc(scratch, count + 1, sizeof(*out));
	for (count = 0; *shapes; shapes++)
		if (has_words(lines, *shapes))
			out[count++] = *shapes;
	return out;
}

static bool begins_object(struct bv_text line)
{
	return bv_text_starts_with(bv_text_trim(bv_unquote(line)), BV_TEXT("{"));
}

static struct bv_text damage_words(const json_error_t *error)
{
	static const struct {
		enum json_error_code code;
		struct bv_text words;
	} rows[] = {
		{json_error_premature_end_of_input, BV_TEXT_INIT("it ends in the middle")},
		{json_error_duplicate_key, BV_TEXT_INIT("a name stands twice in one object")},
		{json_error_stack_overflow, BV_TEXT_INIT("it is nested too deep")},
		{json_error_invalid_utf8, BV_TEXT_INIT("it is no UTF-8")},
		{json_error_null_character, BV_TEXT_INIT("a text holds a NUL")},
		{json_error_null_byte_in_key, BV_TEXT_INIT("a name holds a NUL")},
		{json_error_numeric_overflow, BV_TEXT_INIT("a number is too large")},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].code == json_error_code(error))
			return rows[i].words;
	return BV_TEXT("what stands there is no JSON");
}

/* Nothing but blanks stands behind the error. */
static bool is_at_end(const struct text *text, size_t index, const json_error_t *error)
{
	size_t at = text->starts[index] + (size_t)(error->position > 0 ? error->position : 0);
	struct bv_text rest = {text->bytes, text->size};

	return bv_text_is_empty(bv_text_trim(bv_text_from_offset(rest, at)));
}

static void note_damage(struct bv_nodes_found *out, const struct text *text, size_t index,
			const json_error_t *error)
{
	size_t last = text->lines->count - 1;

	if (!bv_text_is_empty(out->damage))
		return;
	out->damage = is_at_end(text, index, error) ? BV_TEXT("it ends in the middle")
						    : damage_words(error);
	if (error->line > 0)
		index += (size_t)error->line - 1;
	out->damage_line = text->lines->items[index < last ? index : last].number;
}

/* What came of reading an object. */
struct attempt {
	bool is_json;
	size_t used; /* bytes that were looked at */
};

static const struct bv_nodes_shape *shape_of(const struct bv_nodes *nodes,
					     const struct bv_nodes_shape *const *shapes)
{
	for (; *shapes; shapes++)
		if ((*shapes)->is_own(nodes))
			return *shapes;
	return NULL;
}

/* The object that begins in the line of @index: kept when it has one of @shapes. */
static struct attempt try_object(struct bv_nodes_found *out, const struct text *text, size_t index,
				 const struct bv_nodes_shape *const *shapes, struct bv_arena *keep)
{
	struct bv_arena_mark mark = bv_arena_mark(keep);
	struct cursor cursor = {text, text->starts[index], index};
	json_error_t error;
	json_t *root = json_loadb(text->bytes + cursor.at, text->size - cursor.at,
				  JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &error);
	struct attempt attempt = {.is_json = root != NULL, .used = 1};

	if (error.position > 0)
		attempt.used = (size_t)error.position;
	if (!root) {
		note_damage(out, text, index, &error);
		return attempt;
	}
	copy(&out->nodes, root, cursor, keep);
	json_decref(root);
	out->shape = shape_of(&out->nodes, shapes);
	if (!out->shape) {
		out->nodes = (struct bv_nodes){0};
		bv_arena_rewind(keep, mark);
	}
	return attempt;
}

static bool find_object(struct bv_nodes_found *out, const struct text *text,
			const struct bv_nodes_shape *const *shapes, struct bv_arena *keep)
{
	size_t cost_most = ATTEMPTS_COST * text->size, cost = 0, behind = 0;

	for (size_t i = 0; i < text->lines->count && cost < cost_most; i++) {
		struct attempt attempt;

		/* What stands inside of another's object is none of its own. */
		if (text->starts[i] < behind || !begins_object(text->lines->items[i].text))
			continue;
		attempt = try_object(out, text, i, shapes, keep);
		if (out->shape)
			return true;
		cost += attempt.used;
		if (attempt.is_json)
			behind = text->starts[i] + attempt.used;
	}
	return false;
}

/* The first line that says something begins an object. */
static bool begins_as_json(const struct bv_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (!bv_text_is_empty(bv_text_trim(lines->items[i].text)))
			return begins_object(lines->items[i].text);
	return false;
}

/* An object of one of @shapes, of which one at least is asked for. */
static void find_shape(struct bv_nodes_found *out, const struct bv_lines *lines,
		       const struct bv_nodes_shape *const *shapes, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	struct text text;
	bool is_found;

	join(&text, lines, &scratch);
	is_found = !text.is_too_long && find_object(out, &text, shapes, keep);
	bv_arena_release(&scratch);
	if (text.is_too_long) {
		out->damage = BV_TEXT("it is longer than 4 MiB");
		out->damage_line = lines->items[0].number;
	}
	if (is_found) {
		out->state = BV_NODES_READ;
	} else if (begins_as_json(lines) && !bv_text_is_empty(out->damage)) {
		out->state = BV_NODES_DAMAGED;
		out->shape = shapes[0];
	}
}

void bv_nodes_find(struct bv_nodes_found *out, const struct bv_lines *lines,
		   const struct bv_nodes_shape *const *shapes, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	const struct bv_nodes_shape **asked = worth_asking(lines, shapes, &scratch);

	*out = (struct bv_nodes_found){.state = BV_NODES_NONE};
	if (asked[0])
		find_shape(out, lines, asked, keep);
	bv_arena_release(&scratch);
}
