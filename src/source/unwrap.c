/* SPDX-License-Identifier: GPL-2.0-only */
/* Mail quoting, indentation and wrapping, line by line. */
#include "line.h"

#include "base/banned.h"

/* A quote mark stands within this many blanks of the margin: deeper it is the text's own. */
#define QUOTE_INDENTATION_MAX 3
/* Mail programs wrap somewhere between these columns. */
#define WRAP_COLUMN_LEAST 62
#define WRAP_COLUMN_MOST  82

static bool is_quote_mark(struct bv_text text)
{
	if (text.size == 0)
		return false;
	if (text.data[0] == '>')
		return true;
	return text.data[0] == '|' &&
	       (text.size == 1 || text.data[1] == ' ' || text.data[1] == '\t' ||
		text.data[1] == '|' || text.data[1] == '>');
}

struct bv_text bv_unquote(struct bv_text line)
{
	for (;;) {
		size_t indentation = bv_indentation(line);
		struct bv_text rest = bv_text_from_offset(line, indentation);

		if (indentation > QUOTE_INDENTATION_MAX || !is_quote_mark(rest))
			return line;
		line = bv_text_from_offset(rest, 1);
		if (line.size && line.data[0] == ' ')
			line = bv_text_from_offset(line, 1);
	}
}

size_t bv_indentation(struct bv_text line)
{
	size_t size = 0;

	while (size < line.size && (line.data[size] == ' ' || line.data[size] == '\t'))
		size++;
	return size;
}

struct bv_text bv_dedent(struct bv_text line, size_t indentation)
{
	size_t own = bv_indentation(line);

	return bv_text_from_offset(line, own < indentation ? own : indentation);
}

static size_t last_word_column(struct bv_text line)
{
	size_t column = line.size;

	while (column > 0 && line.data[column - 1] != ' ')
		column--;
	return column;
}

bool bv_is_unwrapped(struct bv_text line)
{
	return last_word_column(bv_text_trim_end(line)) > WRAP_COLUMN_MOST;
}

bool bv_could_continue(struct bv_text line, struct bv_text next)
{
	struct bv_text word;

	bv_take_blanks(&next);
	if (!bv_take_word(&next, &word) || bv_is_unwrapped(line))
		return false;
	if (line.size && line.data[line.size - 1] == ' ' && line.size < WRAP_COLUMN_MOST)
		return true;
	return bv_text_trim_end(line).size + 1 + word.size > WRAP_COLUMN_LEAST;
}
