/* SPDX-License-Identifier: GPL-2.0-only */
/* Where in a configuration file something is set; git's own list does not say. */
#include "base/out.h"
#include "config.h"

#include "base/banned.h"

struct reader {
	struct bv_text rest;
	size_t line;
	struct bv_arena scratch;
	struct bv_text section; /* as it begins a key: "section.subsection." */
};

static char first(const struct reader *reader)
{
	return reader->rest.size ? reader->rest.data[0] : '\0';
}

static void skip(struct reader *reader)
{
	reader->line += first(reader) == '\n';
	reader->rest = bv_text_from_offset(reader->rest, 1);
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_of_name(char byte)
{
	return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '-';
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static void add(struct bv_out_buffer *word, char byte)
{
	(void)bv_sink_buffer(word, &byte, 1);
}

static void skip_blanks(struct reader *reader)
{
	while (first(reader) == ' ' || first(reader) == '\t')
		skip(reader);
}

static void skip_line(struct reader *reader)
{
	while (reader->rest.size && first(reader) != '\n')
		skip(reader);
}

/* "[section "subsection"]", behind the bracket. */
static bool read_section(struct reader *reader)
{
	struct bv_out_buffer word = {.keep = &reader->scratch};

	for (; is_of_name(first(reader)) || first(reader) == '.'; skip(reader))
		add(&word, lower(first(reader)));
	skip_blanks(reader);
	if (first(reader) == '"') {
		add(&word, '.');
		for (skip(reader); first(reader) != '"'; skip(reader)) {
			if (first(reader) == '\\')
				skip(reader);
			if (first(reader) == '\n' || reader->rest.size == 0)
				return false;
			add(&word, first(reader));
		}
		skip(reader);
	}
	add(&word, '.');
	reader->section = (struct bv_text){word.items, word.count};
	if (first(reader) != ']')
		return false;
	skip(reader);
	return true;
}

/* A value, up to the end of its last line. */
static void skip_value(struct reader *reader)
{
	bool is_quoted = false;

	for (; reader->rest.size; skip(reader)) {
		if (first(reader) == '\n')
			return;
		if (!is_quoted && (first(reader) == '#' || first(reader) == ';')) {
			skip_line(reader);
			return;
		}
		if (first(reader) == '"')
			is_quoted = !is_quoted;
		/* It takes whatever follows with it, the end of the line above all. */
		if (first(reader) == '\\')
			skip(reader);
	}
}

/* Whether it is @key's. */
static bool read_name(struct reader *reader, struct bv_text key)
{
	struct bv_out_buffer word = {.keep = &reader->scratch};

	for (; is_of_name(first(reader)); skip(reader))
		add(&word, lower(first(reader)));
	skip_value(reader);
	return bv_take_prefix(&key, reader->section) &&
	       bv_text_equal(key, (struct bv_text){word.items, word.count});
}

size_t bv_config_line(struct bv_text text, struct bv_text key, size_t index)
{
	struct reader reader = {.rest = text, .line = 1};
	bool is_known = true;
	size_t found = 0;

	(void)bv_take_prefix(&reader.rest, BV_TEXT("\xef\xbb\xbf"));
	while (is_known && !found && reader.rest.size) {
		size_t line = reader.line;

		if (first(&reader) == '[') {
			skip(&reader);
			is_known = read_section(&reader);
		} else if (is_letter(first(&reader))) {
			if (read_name(&reader, key) && index-- == 0)
				found = line;
		} else if (first(&reader) == '#' || first(&reader) == ';') {
			skip_line(&reader);
		} else {
			skip(&reader);
		}
	}
	bv_arena_release(&reader.scratch);
	return found;
}
