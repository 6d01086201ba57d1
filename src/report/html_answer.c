/* SPDX-License-Identifier: GPL-2.0-only */
/* The top of the page: the answer, as the first screen has it. */
#include "html_private.h"

#include "base/banned.h"

static void write_place(struct bv_page *page)
{
	const struct bv_place *place = &page->answer->place;
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<p class=\"about\">");
	bv_html_element(html, "span class=\"file\"", place->log);
	bv_html_markup(html, " ");
	bv_html_element_or_nothing(html, "span", page->answer->about);
	bv_html_markup(html, "</p>\n");
	if (bv_text_is_empty(place->subject) && bv_text_is_empty(place->message_id))
		return;
	bv_html_markup(html, "<p class=\"about\">");
	bv_html_element_or_nothing(html, "span", place->subject);
	bv_html_markup(html, " ");
	bv_html_element_or_nothing(html, "span", place->date);
	bv_html_markup(html, " ");
	bv_html_element_or_nothing(html, "code", place->message_id);
	bv_html_markup(html, "</p>\n");
}

static void write_verdict(struct bv_page *page)
{
	const struct bv_answer *answer = page->answer;
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<h1 id=\"answer\" tabindex=\"-1\"><span class=\"verdict ");
	bv_html_markup(html, answer->progress.is_in_progress ? "progress"
							     : bv_judgement_name(answer->verdict));
	bv_html_markup(html, "\">");
	bv_html_text(html, answer->verdict_text);
	bv_html_markup(html, "</span> ");
	bv_html_element_or_nothing(html, "span class=\"headline\"", answer->headline);
	bv_html_markup(html, "</h1>\n");
}

/*
 * For and against
 */

static void write_ids(struct bv_page *page, const struct bv_texts *ids)
{
	for (size_t i = 0; i < ids->count; i++) {
		bv_html_markup(&page->html, " ");
		bv_html_element(&page->html, "code class=\"id\"", ids->items[i]);
	}
}

static void write_reason(struct bv_page *page, const struct bv_reason *reason)
{
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<li>");
	if (reason->level != BV_LEVEL_OFF)
		bv_page_level(page, reason->level);
	bv_html_markup(html, "<div>");
	bv_page_sentence(page, reason->text);
	bv_html_markup(html, " ");
	bv_page_lines(page, reason->lines.items, reason->lines.count);
	write_ids(page, &reason->ids);
	bv_html_markup(html, "</div></li>\n");
}

static void write_reasons(struct bv_page *page, const char *id, const char *heading,
			  const struct bv_reasons *reasons)
{
	size_t said = 0;

	for (size_t i = 0; i < reasons->count; i++)
		said += !reasons->items[i].is_said_by_trust;
	if (said == 0)
		return;
	bv_page_section(page, id, heading);
	bv_html_markup(&page->html, reasons == &page->answer->for_it
					    ? "<ul class=\"reasons without\">\n"
					    : "<ul class=\"reasons\">\n");
	for (size_t i = 0; i < reasons->count; i++)
		if (!reasons->items[i].is_said_by_trust)
			write_reason(page, &reasons->items[i]);
	bv_html_markup(&page->html, "</ul>\n");
	bv_page_section_end(page);
}

/*
 * Which bug
 */

static void write_sentence(struct bv_page *page, struct bv_text text)
{
	if (bv_text_is_empty(text))
		return;
	bv_html_markup(&page->html, "<p>");
	bv_page_sentence(page, text);
	bv_html_markup(&page->html, "</p>\n");
}

/* Where one answer is for all bugs, what is said of the first is said of all. */
static void write_bug(struct bv_page *page, const struct bv_bug *bug, bool is_whole)
{
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<li>");
	if (bv_text_is_empty(bug->title))
		bv_html_markup(html, "<strong>Any crash: the log names none</strong>");
	else
		bv_html_element(html, "strong", bug->title);
	if (bug->runs) {
		bv_html_markup(html, " <span class=\"aside\">");
		bv_html_print(html, "%zu of %zu runs of the first test", bug->crashed, bug->runs);
		bv_html_markup(html, "</span>");
	}
	if (bug->is_reported)
		bv_html_markup(html, " <span class=\"tag\">reported</span>");
	if (is_whole) {
		write_sentence(page, bug->wrong_text);
		write_sentence(page, bug->left_text);
	}
	bv_html_markup(html, "</li>\n");
}

static bool is_bug_worth_a_word(const struct bv_bug *bug)
{
	return !bv_text_is_empty(bug->title) || !bv_text_is_empty(bug->wrong_text) ||
	       !bv_text_is_empty(bug->left_text);
}

static bool has_word_on_bugs(const struct bv_answer *answer)
{
	return answer->bugs.count > 1 || !bv_text_is_empty(answer->if_wrong_text) ||
	       (answer->bugs.count == 1 && is_bug_worth_a_word(&answer->bugs.items[0]));
}

static void write_bugs(struct bv_page *page)
{
	const struct bv_bugs *bugs = &page->answer->bugs;

	if (!has_word_on_bugs(page->answer))
		return;
	bv_page_section(page, "bugs", page->answer->is_bug_open ? "Which bug?" : "The bug");
	bv_html_markup(&page->html, "<ul class=\"bugs\">\n");
	for (size_t i = 0; i < bugs->count; i++)
		write_bug(page, &bugs->items[i], i == 0 || page->answer->is_bug_open);
	bv_html_markup(&page->html, "</ul>\n");
	write_sentence(page, page->answer->if_wrong_text);
	bv_page_section_end(page);
}

/*
 * What to do next
 */

/* Columns that a plan's tests have something for. */
struct columns {
	bool has_runs, has_meaning;
};

static struct columns columns_of(const struct bv_plan_tests *tests)
{
	struct columns columns = {0};

	for (size_t i = 0; i < tests->count; i++) {
		const struct bv_plan_test *test = &tests->items[i];

		columns.has_runs |= test->runs > 0;
		columns.has_meaning |=
			!bv_text_is_empty(test->if_bad) || !bv_text_is_empty(test->if_good);
	}
	return columns;
}

static void write_tests_head(struct bv_page *page, const struct columns *columns)
{
	bv_html_markup(&page->html,
		       "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"What to "
		       "test\"><table class=\"plan\">\n<thead><tr><th scope=\"col\">Test</th>");
	if (columns->has_runs)
		bv_html_markup(&page->html, "<th scope=\"col\" class=\"number\">Runs</th>");
	if (columns->has_meaning)
		bv_html_markup(&page->html, "<th scope=\"col\">If it is bad</th><th "
					    "scope=\"col\">If it is good</th>");
	bv_html_markup(&page->html, "</tr></thead>\n<tbody>\n");
}

static void write_test(struct bv_page *page, const struct bv_plan_test *test,
		       const struct columns *columns)
{
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<tr><td>");
	bv_html_text(html, test->what);
	if (!bv_text_is_empty(test->commit)) {
		bv_html_markup(html, " ");
		bv_html_commit(html, test->commit, test->name);
	}
	if (!bv_text_is_empty(test->subject)) {
		bv_html_markup(html, "<br>");
		bv_html_element(html, "span class=\"aside\"", test->subject);
	}
	bv_html_markup(html, "</td>");
	if (columns->has_runs) {
		bv_html_markup(html, "<td class=\"number\">");
		if (test->runs)
			bv_html_print(html, "%zu", test->runs);
		bv_html_markup(html, "</td>");
	}
	if (columns->has_meaning) {
		bv_html_element(html, "td class=\"if bad\"", test->if_bad);
		bv_html_element(html, "td class=\"if good\"", test->if_good);
	}
	bv_html_markup(html, "</tr>\n");
}

static void write_tests(struct bv_page *page)
{
	const struct bv_plan_tests *tests = &page->answer->plan.tests;
	struct columns columns = columns_of(tests);

	if (tests->count == 0)
		return;
	write_tests_head(page, &columns);
	for (size_t i = 0; i < tests->count; i++)
		write_test(page, &tests->items[i], &columns);
	bv_html_markup(&page->html, "</tbody></table></div>\n");
}

/* An element each, so that each is copied alone. */
static void write_commands(struct bv_page *page)
{
	const struct bv_texts *commands = &page->answer->plan.commands;

	for (size_t i = 0; i < commands->count; i++) {
		bv_html_markup(&page->html, "<div class=\"commands\"><pre tabindex=\"0\">");
		bv_html_element(&page->html, "code", commands->items[i]);
		bv_html_markup(&page->html, "</pre></div>\n");
	}
}

static void write_plan(struct bv_page *page)
{
	const struct bv_plan *plan = &page->answer->plan;

	if (plan->kind == BV_PLAN_NONE)
		return;
	bv_page_section(page, "next", "Next");
	bv_html_element_or_nothing(&page->html, "p class=\"lead\"", plan->text);
	write_sentence(page, plan->counts);
	write_tests(page);
	write_commands(page);
	write_sentence(page, plan->expected);
	bv_page_section_end(page);
}

static void write_suspects(struct bv_page *page)
{
	const struct bv_suspects *suspects = &page->answer->suspects;
	struct bv_html *html = &page->html;

	if (suspects->count == 0)
		return;
	bv_page_section(page, "suspects", "Worth a look first");
	bv_html_markup(html, "<p>");
	bv_html_print(html,
		      "Of %zu commits %s, those that share most with the crash. A list to begin "
		      "with, and no finding.",
		      suspects->commit_count,
		      suspects->is_whole_range ? "that were bisected" : "left");
	bv_html_markup(html, "</p>\n<ol class=\"suspects\">\n");
	for (size_t i = 0; i < suspects->count; i++) {
		const struct bv_suspect *suspect = &suspects->items[i];
		struct bv_oid_hex hex = bv_oid_hex(&suspect->id);
		struct bv_text commit = bv_text_from(hex.digits);

		bv_html_markup(html, "<li>");
		bv_html_commit(html, commit, bv_case_short(commit));
		bv_html_markup(html, " ");
		bv_html_text(html, suspect->subject);
		bv_html_markup(html, " ");
		bv_html_element(html, "span class=\"aside\"", suspect->reason);
		bv_html_markup(html, "</li>\n");
	}
	bv_html_markup(html, "</ol>\n");
	bv_page_section_end(page);
}

static void write_people(struct bv_page *page)
{
	if (bv_text_is_empty(page->answer->people_text))
		return;
	bv_page_section(page, "mail", "Mail");
	write_sentence(page, page->answer->people_text);
	bv_page_section_end(page);
}

static void write_bounds(struct bv_page *page)
{
	const struct bv_answer *answer = page->answer;
	struct bv_html *html = &page->html;

	if (bv_text_is_empty(answer->unseen_text) && bv_text_is_empty(answer->log_address))
		return;
	bv_page_section(page, "bounds", "Not looked at");
	write_sentence(page, answer->unseen_text);
	if (!bv_text_is_empty(answer->log_address)) {
		bv_html_markup(html, "<p>The bisection's log: <a rel=\"noreferrer\" href=\"");
		bv_html_text(html, answer->log_address);
		bv_html_markup(html, "\">");
		bv_html_text(html, answer->log_address);
		bv_html_markup(html, "</a></p>\n");
	}
	bv_page_section_end(page);
}

void bv_page_answer(struct bv_page *page)
{
	bv_html_markup(&page->html, "<header>\n");
	write_place(page);
	write_verdict(page);
	bv_html_element_or_nothing(&page->html, "p class=\"lead\"", page->answer->wrong_tree_text);
	bv_html_markup(&page->html, "</header>\n<div class=\"answer\">\n");
	write_reasons(page, "why", "Why", &page->answer->against);
	write_reasons(page, "for", "For it", &page->answer->for_it);
	write_bugs(page);
	write_people(page);
	write_plan(page);
	write_suspects(page);
	write_bounds(page);
	bv_html_markup(&page->html, "</div>\n");
}
