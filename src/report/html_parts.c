/* SPDX-License-Identifier: GPL-2.0-only */
/* What the parts of the page share: sections, links to lines, levels, bars. */
#include "html_private.h"

#include "base/banned.h"

void bv_page_section(struct bv_page *page, const char *id, const char *heading)
{
	struct bv_html *html = &page->html;

	bv_html_markup(html, "\n<section id=\"");
	bv_html_markup(html, id);
	bv_html_markup(html, "\" aria-labelledby=\"");
	bv_html_markup(html, id);
	bv_html_markup(html, "-h\">\n<h2 id=\"");
	bv_html_markup(html, id);
	bv_html_markup(html, "-h\">");
	bv_html_markup(html, heading);
	bv_html_markup(html, "</h2>\n");
}

void bv_page_section_end(struct bv_page *page)
{
	bv_html_markup(&page->html, "</section>\n");
}

/* The line that @line begins in is the last one shown that does not begin behind it. */
static size_t shown_line(const struct bv_html_log *log, size_t line)
{
	size_t low = 0, high = log->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (log->items[middle].number <= line)
			low = middle + 1;
		else
			high = middle;
	}
	while (low > 0 && !log->items[low - 1].is_named)
		low--;
	if (low == 0)
		return 0;
	/* Behind the last one nothing is known to be shown. */
	if (low == log->count && log->items[low - 1].number < line && log->count < log->line_count)
		return 0;
	return log->items[low - 1].number;
}

static void link_line(struct bv_page *page, size_t line, const char *before)
{
	struct bv_html *html = &page->html;
	size_t shown = shown_line(&page->log, line);

	if (!shown) {
		bv_html_print(html, "%s%zu", before, line);
		return;
	}
	bv_html_markup(html, "<a class=\"line\" href=\"#L");
	bv_html_print(html, "%zu", shown);
	bv_html_markup(html, "\">");
	bv_html_print(html, "%s%zu", before, line);
	bv_html_markup(html, "</a>");
}

void bv_page_lines(struct bv_page *page, const size_t *lines, size_t count)
{
	if (count == 0)
		return;
	bv_html_markup(&page->html, "<span class=\"lines\">");
	for (size_t i = 0; i < count; i++) {
		if (i)
			bv_html_markup(&page->html, ", ");
		link_line(page, lines[i], i ? "" : count > 1 ? "lines " : "line ");
	}
	bv_html_markup(&page->html, "</span>");
}

/* Our sentences name lines so; what a log says in these words gets a link to its line, too. */
void bv_page_sentence(struct bv_page *page, struct bv_text text)
{
	static const char word[] = "line ";
	size_t at;

	while ((at = bv_text_find(text, bv_text_from(word), 0)) != SIZE_MAX) {
		struct bv_text rest = bv_text_from_offset(text, at + sizeof(word) - 1);
		uint64_t line;

		bv_html_text(&page->html, bv_text_slice(text, 0, at));
		if (bv_take_uint(&rest, &line))
			link_line(page, (size_t)line, word);
		else
			bv_html_text(&page->html, bv_text_from(word));
		text = rest;
	}
	bv_html_text(&page->html, text);
}

void bv_page_line(struct bv_page *page, size_t line)
{
	if (line)
		bv_page_lines(page, &line, 1);
}

void bv_page_level(struct bv_page *page, enum bv_level level)
{
	const char *name = bv_level_name(level);

	bv_html_markup(&page->html, "<span class=\"level ");
	bv_html_markup(&page->html, name);
	bv_html_markup(&page->html, "\">");
	bv_html_markup(&page->html, name);
	bv_html_markup(&page->html, "</span>");
}

void bv_page_more(struct bv_page *page, size_t count, const char *what)
{
	if (count == 0)
		return;
	bv_html_markup(&page->html, "<p class=\"aside\">");
	bv_html_print(&page->html, "And %zu more %s, which this page leaves out.", count, what);
	bv_html_markup(&page->html, "</p>\n");
}

void bv_page_bar(struct bv_page *page, double share, const char *class_name)
{
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<svg class=\"bar ");
	bv_html_markup(html, class_name);
	bv_html_markup(html, "\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
			     "aria-hidden=\"true\"><rect width=\"");
	bv_html_print(html, "%u.%u", (unsigned)(share * 1000 + .5) / 10,
		      (unsigned)(share * 1000 + .5) % 10);
	bv_html_markup(html, "\" height=\"8\"/></svg>");
}
