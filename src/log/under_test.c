/* SPDX-License-Identifier: GPL-2.0-only */
/* What was tested, as far as the text around a bisection tells. */
#include "under_test.h"

#include "base/banned.h"

/* A report says it at its beginning; what is attached behind it need not be read for this. */
#define BYTES_READ ((size_t)1 << 20)

#define HASH_DIGITS_LEAST 7
/* So much of a title tells it from others. */
#define TITLE_BYTES 40

/* "# bad: [H] title", "git bisect good H", "[H] title", "commit H", "H title". */
static bool is_about_commit(struct bv_text line)
{
	struct bv_text hash;

	(void)bv_take_blanks(&line);
	if (bv_take_prefix(&line, BV_TEXT("#")) || bv_take_prefix(&line, BV_TEXT("git ")) ||
	    bv_take_prefix(&line, BV_TEXT("$ ")) || bv_take_prefix(&line, BV_TEXT("commit")))
		return true;
	(void)bv_take_prefix(&line, BV_TEXT("["));
	return bv_take_hex(&line, HASH_DIGITS_LEAST, 64, &hash);
}

/* The last line of the printed commit, of its message or of its files; 0: none is printed. */
static size_t last_printed(const struct bv_commit_print *print)
{
	size_t last = print->message_line > print->line ? print->message_line : print->line;
	struct bv_text rest = print->message, line;

	while (bv_take_line(&rest, &line))
		last++;
	if (print->summary_line > last)
		last = print->summary_line;
	return print->line ? last : 0;
}

/* "commit: H ("title")" and the like. */
static bool holds_title(const struct bv_bisection *log, struct bv_text line)
{
	const struct bv_revision *blamed = bv_bisection_revision(log, log->claim.first_bad);

	return blamed && !bv_text_is_empty(blamed->subject) &&
	       bv_text_contains(line, bv_text_slice(blamed->subject, 0, TITLE_BYTES));
}

void bv_under_test_find(struct bv_bisection *out, const struct bv_lines *lines,
			struct bv_text subject)
{
	size_t first = out->claim.print.line, last = last_printed(&out->claim.print), bytes = 0;

	if (!holds_title(out, subject))
		out->under_test = bv_line_under_test(subject);
	for (size_t i = 0; i < lines->count && bytes < BYTES_READ; i++) {
		const struct bv_line *line = &lines->items[i];
		enum bv_under_test here = bv_line_under_test(line->text);
		bool is_printed = last && line->number >= first && line->number <= last;

		bytes += line->text.size;
		if (here > out->under_test && !is_printed &&
		    !is_about_commit(bv_unquote(line->text)) && !holds_title(out, line->text))
			out->under_test = here;
	}
}
