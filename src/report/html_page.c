/* SPDX-License-Identifier: GPL-2.0-only */
/* The page about one answer: its parts in their order, and its contents. */
#include "html_private.h"

#include "base/banned.h"

static bool has_steps(const struct bv_page *page)
{
	return page->answer->c->bisection->steps.count > 0;
}

static bool has_findings(const struct bv_page *page)
{
	return page->answer->result->findings.count > 0;
}

static bool has_evidence(const struct bv_page *page)
{
	return page->answer->result->trust.is_known;
}

static bool has_unseen(const struct bv_page *page)
{
	return page->answer->unseen.count > 0;
}

static bool has_log(const struct bv_page *page)
{
	return page->log.count > 0;
}

/* What stands below the answer, in its order. */
static const struct part {
	const char *id, *heading;
	bool (*is_there)(const struct bv_page *page);
	void (*write)(struct bv_page *page);
} parts[] = {
	{"steps", "Step by step", has_steps, bv_page_ladder},
	{"where", "Where the runs point", bv_page_has_posterior, bv_page_posterior},
	{"diff", "The change beside the crash", bv_page_has_diff, bv_page_diff},
	{"findings", "All findings", has_findings, bv_page_findings},
	{"evidence", "What trust weighs", has_evidence, bv_page_evidence},
	{"unseen", "Checks not run", has_unseen, bv_page_unseen},
	{"log", "The log", has_log, bv_page_log},
};

static void write_contents(struct bv_page *page)
{
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<nav aria-label=\"On this page\">\n<ul>\n"
			     "<li><a href=\"#answer\">Answer</a></li>\n");
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (!parts[i].is_there(page))
			continue;
		bv_html_markup(html, "<li><a href=\"#");
		bv_html_markup(html, parts[i].id);
		bv_html_markup(html, "\">");
		bv_html_markup(html, parts[i].heading);
		bv_html_markup(html, "</a></li>\n");
	}
	bv_html_markup(html, "</ul>\n</nav>\n");
}

static void write_parts(struct bv_page *page)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (!parts[i].is_there(page))
			continue;
		bv_page_section(page, parts[i].id, parts[i].heading);
		parts[i].write(page);
		bv_page_section_end(page);
	}
}

static struct bv_text title_of(struct bv_page *page)
{
	const struct bv_answer *answer = page->answer;

	return bv_arena_print(&page->keep, "%.*s: %.*s", BV_TEXT_ARG(answer->verdict_text),
			      BV_TEXT_ARG(bv_screen_text(answer->place.log, &page->keep)));
}

void bv_render_html(const struct bv_report *report, struct bv_out *out)
{
	struct bv_page page = {.answer = report->answer};

	bv_html_begin(&page.html, out, report->commit_url);
	bv_page_log_find(&page);
	bv_ladder_make(&page.ladder, report->answer);
	bv_html_head(&page.html, title_of(&page), BV_HTML_SCRIPT_PAGE);
	bv_html_markup(&page.html, "<a class=\"jump\" href=\"#answer\">Skip to the answer</a>\n"
				   "<div class=\"frame\">\n");
	write_contents(&page);
	bv_html_markup(&page.html, "<main>\n");
	bv_page_answer(&page);
	write_parts(&page);
	bv_html_markup(&page.html, "</main>\n</div>\n");
	bv_html_foot(&page.html, BV_HTML_SCRIPT_PAGE);
	bv_html_end(&page.html);
	bv_arena_release(&page.keep);
}
