/* SPDX-License-Identifier: GPL-2.0-only */
/* Paragraphs that a mail program broke into lines, put together again. */
#include "source_private.h"

#include "base/banned.h"

/* A line taken apart. */
struct flowed_line {
	size_t depth; /* of quoting */
	struct bv_text text;
	size_t number;
	bool goes_on; /* ends in a soft break */
};

static bool take_line(struct flowed_line *out, struct bv_decoded_cursor *cursor)
{
	struct bv_text line;

	*out = (struct flowed_line){0};
	if (!bv_decoded_take_line(cursor, &line, &out->number))
		return false;
	while (bv_take_prefix(&line, BV_TEXT(">")))
		out->depth++;
	(void)bv_take_prefix(&line, BV_TEXT(" "));
	out->text = line;
	/* The signature's mark ends in a blank, but nothing belongs to it. */
	out->goes_on =
		bv_text_ends_with(line, BV_TEXT(" ")) && !bv_text_equal(line, BV_TEXT("-- "));
	return true;
}

static void begin_line(struct bv_decoded *out, const struct flowed_line *line)
{
	for (size_t i = 0; i < line->depth; i++)
		bv_decoded_add(out, BV_TEXT(">"), line->number);
	if (line->depth)
		bv_decoded_add(out, BV_TEXT(" "), line->number);
}

void bv_flowed_join(struct bv_decoded *out, const struct bv_decoded *from, bool is_delsp)
{
	struct bv_decoded_cursor cursor = bv_decoded_read(from);
	struct flowed_line line, before = {0};

	while (take_line(&line, &cursor)) {
		if (!before.goes_on || before.depth != line.depth) {
			bv_decoded_end_line(out);
			begin_line(out, &line);
		}
		if (line.goes_on && is_delsp)
			line.text.size--;
		/* An empty line has an end, too. */
		bv_decoded_add(out, line.text, line.number);
		if (!line.goes_on)
			bv_decoded_add(out, BV_TEXT("\n"), line.number);
		before = line;
	}
	bv_decoded_end_line(out);
}
