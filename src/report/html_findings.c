/* SPDX-License-Identifier: GPL-2.0-only */
/* Every finding with its line of the log, and the checks that could not be made. */
#include "html_private.h"

#include "base/banned.h"

static void write_finding(struct bv_page *page, const struct bv_finding *finding)
{
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<tr><td>");
	bv_page_level(page, finding->level);
	bv_html_markup(html, "</td><th scope=\"row\"><code class=\"id\">");
	bv_html_markup(html, finding->id);
	bv_html_markup(html, "</code></th><td>");
	bv_page_sentence(page, bv_screen_text(finding->text, &page->keep));
	bv_html_markup(html, "</td><td>");
	bv_page_line(page, finding->line);
	bv_html_markup(html, "</td></tr>\n");
}

void bv_page_findings(struct bv_page *page)
{
	const struct bv_findings *findings = &page->answer->result->findings;
	size_t shown =
		findings->count < BV_PAGE_FINDINGS_MAX ? findings->count : BV_PAGE_FINDINGS_MAX;

	bv_html_markup(&page->html,
		       "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of "
		       "findings\"><table class=\"findings\">\n<thead><tr><th scope=\"col\">Level"
		       "</th><th scope=\"col\">Check</th><th scope=\"col\">What was found</th><th "
		       "scope=\"col\">In the log</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < shown; i++)
		write_finding(page, &findings->items[i]);
	bv_html_markup(&page->html, "</tbody></table></div>\n");
	bv_page_more(page, findings->count - shown, "findings");
}

static void write_unseen(struct bv_page *page, const struct bv_unseen *unseen)
{
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<li>");
	bv_html_text(html, bv_screen_text(unseen->why, &page->keep));
	bv_html_markup(html, " <span class=\"aside\">");
	bv_html_print(html, "%zu check%s:", unseen->ids.count, bv_screen_plural(unseen->ids.count));
	bv_html_markup(html, "</span>");
	for (size_t i = 0; i < unseen->ids.count; i++) {
		bv_html_markup(html, " ");
		bv_html_element(html, "code class=\"id\"", unseen->ids.items[i]);
	}
	bv_html_markup(html, "</li>\n");
}

/* Those that do not apply to this log, or those that do. */
static void write_unseens(struct bv_page *page, bool do_not_apply)
{
	const struct bv_unseens *unseen = &page->answer->unseen;

	bv_html_markup(&page->html, "<ul class=\"unseen\">\n");
	for (size_t i = 0; i < unseen->count; i++)
		if (unseen->items[i].does_not_apply == do_not_apply)
			write_unseen(page, &unseen->items[i]);
	bv_html_markup(&page->html, "</ul>\n");
}

void bv_page_unseen(struct bv_page *page)
{
	const struct bv_unseens *unseen = &page->answer->unseen;
	size_t missing = 0, others = 0;

	for (size_t i = 0; i < unseen->count; i++)
		*(unseen->items[i].does_not_apply ? &others : &missing) +=
			unseen->items[i].ids.count;
	if (missing)
		write_unseens(page, false);
	if (others == 0)
		return;
	bv_html_markup(&page->html, "<details><summary>");
	bv_html_print(&page->html, "%zu check%s not apply to this log", others,
		      others == 1 ? " does" : "s do");
	bv_html_markup(&page->html, "</summary>\n");
	write_unseens(page, true);
	bv_html_markup(&page->html, "</details>\n");
}
