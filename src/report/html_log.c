/* SPDX-License-Identifier: GPL-2.0-only */
/* The log's own text, numbered, so that every finding can point at its line. */
#include <string.h>

#include "html_private.h"

#include "base/banned.h"

/* What a page shows of a log, at most. */
#define LINES_MAX 5000
#define BYTES_MAX ((size_t)512 << 10)
/* Of a line; no producer's are as long. */
#define LINE_BYTES_MAX 2000

static size_t number_of(const struct bv_place *place, size_t index)
{
	if (!place->line_numbers || place->line_number_count == 0)
		return index + 1;
	if (index >= place->line_number_count)
		index = place->line_number_count - 1;
	return place->line_numbers[index];
}

/* Of a long text, the part from which this bisection was read. */
static size_t first_shown(const struct bv_page *page, size_t line_count)
{
	const struct bv_bisection *bisection = page->answer->c->bisection;

	if (line_count <= LINES_MAX && page->answer->place.text.size <= BYTES_MAX)
		return 0;
	return bisection->first_line;
}

/* What it takes in the page, about: "&quot;" for one byte, "\\x1b" for another. */
static size_t page_bytes(struct bv_text line)
{
	size_t bytes = 20;

	for (size_t i = 0; i < line.size && i < LINE_BYTES_MAX; i++)
		bytes += line.data[i] >= ' ' && !strchr("&<>\"'", line.data[i]) ? 1 : 5;
	return bytes;
}

static size_t count_lines(struct bv_text rest)
{
	struct bv_text line;
	size_t count = 0;

	while (bv_take_line(&rest, &line))
		count++;
	return count;
}

void bv_page_log_find(struct bv_page *page)
{
	const struct bv_place *place = &page->answer->place;
	struct bv_html_log *log = &page->log;
	struct bv_text rest = place->text, line;
	size_t from, newest = 0, bytes = 0;

	log->line_count = count_lines(rest);
	from = first_shown(page, log->line_count);
	for (size_t i = 0;
	     log->count < LINES_MAX && bytes < BYTES_MAX && bv_take_line(&rest, &line); i++) {
		size_t number = number_of(place, i);
		struct bv_html_line *shown;

		if (number < from)
			continue;
		shown = BV_APPEND(log, &page->keep);
		*shown = (struct bv_html_line){line, number, number > newest};
		newest = number > newest ? number : newest;
		bytes += page_bytes(line);
	}
}

/* A browser counts by itself, so only jumps need a number. */
static void write_line(struct bv_page *page, const struct bv_html_line *line, size_t expected)
{
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<li");
	if (line->is_named)
		bv_html_print(html, " id=L%zu", line->number);
	if (line->number != expected)
		bv_html_print(html, " value=%zu", line->number);
	bv_html_markup(html, ">");
	bv_html_text(html, bv_text_slice(line->text, 0, LINE_BYTES_MAX));
	if (line->text.size > LINE_BYTES_MAX) {
		bv_html_markup(html, " <span class=\"aside\">");
		bv_html_print(html, "[cut: %zu bytes more]", line->text.size - LINE_BYTES_MAX);
		bv_html_markup(html, "</span>");
	}
	bv_html_markup(html, "\n");
}

void bv_page_log(struct bv_page *page)
{
	const struct bv_html_log *log = &page->log;
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<details open><summary>");
	bv_html_print(html, "%zu line%s", log->line_count, bv_screen_plural(log->line_count));
	bv_html_markup(html,
		       "</summary>\n<div class=\"scroll text\" tabindex=\"0\" role=\"region\" "
		       "aria-label=\"Text of the log\">\n<ol class=\"log\">");
	for (size_t i = 0; i < log->count; i++)
		write_line(page, &log->items[i], i ? log->items[i - 1].number + 1 : 1);
	bv_html_markup(html, "</ol>\n</div>\n");
	if (log->count < log->line_count) {
		bv_html_markup(html, "<p class=\"aside\">");
		bv_html_print(html,
			      "This page has %zu of the log's %zu lines, from line %zu on: the "
			      "others were left out for its size.",
			      log->count, log->line_count, log->items[0].number);
		bv_html_markup(html, "</p>\n");
	}
	bv_html_markup(html, "</details>\n");
}
