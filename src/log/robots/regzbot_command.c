/* SPDX-License-Identifier: GPL-2.0-only */
/* Lines that are commands to regzbot. */
#include "regzbot_command.h"

#include "base/banned.h"

/* A command goes on in the lines below it up to a blank one; nobody writes more than some. */
#define LINES_MOST 8

static bool take_name(struct bv_text *rest)
{
	static const struct bv_text name = BV_TEXT_INIT("regzbot");

	if (rest->size < name.size ||
	    !bv_text_equal_nocase(bv_text_slice(*rest, 0, name.size), name))
		return false;
	*rest = bv_text_from_offset(*rest, name.size);
	return true;
}

static enum bv_regzbot_word word_of(struct bv_text name)
{
	static const struct bv_text titles[] = {
		BV_TEXT_INIT("title"),
		BV_TEXT_INIT("subject"),
		BV_TEXT_INIT("summary"),
	};

	if (bv_text_equal_nocase(name, BV_TEXT("introduced")))
		return BV_REGZBOT_INTRODUCED;
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (bv_text_equal_nocase(name, titles[i]))
			return BV_REGZBOT_TITLE;
	return BV_REGZBOT_OTHER;
}

/* "introduced:", "^introduced", "introduced^:" */
static bool take_word(struct bv_text *rest, struct bv_text *word)
{
	(void)bv_take_prefix(rest, BV_TEXT("^"));
	bv_take_blanks(rest);
	if (!bv_take_word(rest, word))
		return false;
	bv_take_blanks(rest);
	if (bv_text_ends_with(*word, BV_TEXT(":")))
		word->size--;
	else if (bv_take_prefix(rest, BV_TEXT(":")))
		bv_take_blanks(rest);
	if (bv_text_ends_with(*word, BV_TEXT("^")))
		word->size--;
	return true;
}

/* Where the next command of the line begins; its end when there is none. */
static size_t find_next(struct bv_text line, size_t from)
{
	for (size_t i = from; i < line.size; i++) {
		struct bv_text rest = bv_text_from_offset(line, i);

		if (i > 0 && (line.data[i - 1] == ' ' || line.data[i - 1] == '\t') &&
		    bv_take_prefix(&rest, BV_TEXT("#")) && take_name(&rest))
			return i;
	}
	return line.size;
}

bool bv_regzbot_take(struct bv_regzbot_command *out, struct bv_text line, size_t from)
{
	struct bv_text rest = bv_text_from_offset(line, from);

	bv_take_blanks(&rest);
	if (!bv_take_prefix(&rest, BV_TEXT("#")))
		return false;
	bv_take_blanks(&rest);
	if (!take_name(&rest))
		return false;
	(void)bv_take_prefix(&rest, BV_TEXT(":"));
	bv_take_blanks(&rest);
	if (!take_word(&rest, &out->name))
		return false;
	out->word = word_of(out->name);
	out->offset = line.size - rest.size;
	out->end = find_next(line, out->offset);
	out->arguments = bv_text_trim_end(bv_text_slice(line, out->offset, out->end - out->offset));
	if (bv_text_ends_with(out->arguments, BV_TEXT(";")))
		out->arguments.size--;
	return true;
}

bool bv_regzbot_is_told(const struct bv_lines *view, size_t index)
{
	for (size_t i = 0; i < LINES_MOST; i++) {
		struct bv_text line = view->items[index - i].text;
		struct bv_regzbot_command command;

		if (bv_regzbot_take(&command, line, 0))
			return command.word == BV_REGZBOT_OTHER;
		if (index == i || bv_text_is_empty(bv_text_trim(line)))
			return false;
	}
	return false;
}
