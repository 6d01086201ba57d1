/* SPDX-License-Identifier: GPL-2.0-only */
/* Filters that work line by line. */
#include <string.h>

#include "content_private.h"

#include "base/banned.h"

#define TAB_COLUMNS 8

struct writer {
	char *bytes;
	size_t size;
};

static struct writer writer_make(struct bv_text text, struct bv_arena *keep)
{
	return (struct writer){bv_arena_alloc(keep, text.size + 1, 1), 0};
}

static void write_line(struct writer *writer, struct bv_text line)
{
	if (line.size)
		memcpy(writer->bytes + writer->size, line.data, line.size);
	writer->size += line.size;
	writer->bytes[writer->size++] = '\n';
}

static struct bv_text written(const struct writer *writer)
{
	return (struct bv_text){writer->bytes, writer->size};
}

static size_t indentation(struct bv_text line)
{
	size_t column = 0;

	for (size_t i = 0; i < line.size; i++) {
		if (line.data[i] == '\t')
			column = (column / TAB_COLUMNS + 1) * TAB_COLUMNS;
		else if (line.data[i] == ' ')
			column++;
		else
			break;
	}
	return column;
}

static bool is_help_keyword(struct bv_text trimmed)
{
	return bv_text_equal(trimmed, BV_TEXT("help")) ||
	       bv_text_equal(trimmed, BV_TEXT("---help---"));
}

struct kconfig_state {
	bool is_help;
	bool has_help_column;
	size_t help_column; /* of the first line of the help text */
	bool is_continued;  /* the line before ends in a backslash */
};

/** Is @line, which is not blank, part of a help text? */
static bool take_help_line(struct kconfig_state *state, struct bv_text line)
{
	size_t column = indentation(line);

	if (!state->is_help)
		return false;
	if (!state->has_help_column) {
		state->has_help_column = true;
		state->help_column = column;
	}
	state->is_help = column > 0 && column >= state->help_column;
	return state->is_help;
}

struct bv_text bv_kconfig_filter(struct bv_text text, bool is_help_kept, struct bv_arena *keep)
{
	struct writer writer = writer_make(text, keep);
	struct kconfig_state state = {0};
	struct bv_text rest = text, line;

	while (bv_take_line(&rest, &line)) {
		struct bv_text trimmed = bv_text_trim(line);
		bool was_continued = state.is_continued;

		if (bv_text_is_empty(trimmed)) {
			state.is_continued = false;
			continue;
		}
		if (take_help_line(&state, line)) {
			if (is_help_kept)
				write_line(&writer, trimmed);
			continue;
		}
		state.is_continued = bv_text_ends_with(trimmed, BV_TEXT("\\"));
		if (!was_continued && bv_text_starts_with(trimmed, BV_TEXT("#")) &&
		    !state.is_continued)
			continue;
		if (!was_continued && is_help_keyword(trimmed))
			state = (struct kconfig_state){.is_help = true};
		write_line(&writer, trimmed);
	}
	return written(&writer);
}

/** Inside "define" a comment is text. A doubtful word keeps the rest of the file as it is. */
static bool is_define_after(struct bv_text line, bool is_define)
{
	if (is_define)
		return !bv_text_starts_with(bv_text_trim(line), BV_TEXT("endef"));
	return bv_text_contains(line, BV_TEXT("define"));
}

/** "SUBLEVEL = 36", with nothing in it that make would expand. */
static bool is_version_line(struct bv_text line)
{
	static const struct bv_text names[] = {
		BV_TEXT_INIT("VERSION"),      BV_TEXT_INIT("PATCHLEVEL"), BV_TEXT_INIT("SUBLEVEL"),
		BV_TEXT_INIT("EXTRAVERSION"), BV_TEXT_INIT("NAME"),
	};

	if (bv_text_find_byte(line, '$') != SIZE_MAX || bv_text_ends_with(line, BV_TEXT("\\")))
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct bv_text rest = line;

		if (bv_take_prefix(&rest, names[i]) && bv_take_blanks(&rest) &&
		    bv_take_prefix(&rest, BV_TEXT("=")))
			return true;
	}
	return false;
}

/** A comment line of a makefile; a recipe's line begins with a tab and is the shell's. */
static bool is_make_comment(struct bv_text line)
{
	if (bv_text_starts_with(line, BV_TEXT("\t")) || bv_text_ends_with(line, BV_TEXT("\\")))
		return false;
	return bv_text_starts_with(bv_text_trim(line), BV_TEXT("#"));
}

struct bv_text bv_makefile_filter(struct bv_text text, bool is_version_dropped,
				  struct bv_arena *keep)
{
	struct writer writer = writer_make(text, keep);
	struct bv_text rest = text, line;
	bool is_define = false, is_continued = false;

	while (bv_take_line(&rest, &line)) {
		bool is_alone = !is_continued;

		is_continued = bv_text_ends_with(line, BV_TEXT("\\"));
		if (is_alone && !is_define && (is_make_comment(line) || bv_text_is_empty(line)))
			continue;
		is_define = is_define_after(line, is_define);
		if (is_alone && is_version_dropped && is_version_line(line))
			continue;
		write_line(&writer, line);
	}
	return written(&writer);
}

struct bv_text bv_script_filter(struct bv_text text, struct bv_arena *keep)
{
	struct writer writer = writer_make(text, keep);
	struct bv_text rest = text, line;
	bool is_head = true;

	while (bv_take_line(&rest, &line)) {
		/* "# -*- coding: ... -*-" is read by Python. */
		bool is_read = bv_text_starts_with(line, BV_TEXT("#!")) ||
			       bv_text_contains(line, BV_TEXT("coding"));

		is_head = is_head &&
			  (bv_text_is_empty(line) || bv_text_starts_with(line, BV_TEXT("#")));
		if (!is_head || is_read)
			write_line(&writer, line);
	}
	return written(&writer);
}
