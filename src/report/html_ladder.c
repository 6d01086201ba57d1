/* SPDX-License-Identifier: GPL-2.0-only */
/* The page's ladder: each step with its runs as signs, and what it left. */
#include <string.h>

#include "html_private.h"

#include "base/banned.h"

/* Of so many titles each has a colour; all have a letter. */
#define COLOURS 8

static const char letters[BV_LADDER_TITLES_MAX + 1] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

static void write_crash_sign(struct bv_page *page, size_t title)
{
	bv_html_markup(&page->html, "<i class=\"k");
	bv_html_print(&page->html, "%zu", title < COLOURS ? title + 1 : (size_t)COLOURS);
	bv_html_markup(&page->html, "\">");
	bv_html_print(&page->html, "%c", letters[title]);
	bv_html_markup(&page->html, "</i>");
}

static void write_sign(struct bv_page *page, const struct bv_run *run)
{
	switch (bv_ladder_dot(run)) {
	case BV_DOT_OK:
		bv_html_markup(&page->html, "<i class=\"ok\"></i>");
		break;
	case BV_DOT_CRASH:
		write_crash_sign(page, bv_ladder_title(&page->ladder, run));
		break;
	case BV_DOT_OTHER:
		bv_html_markup(&page->html, "<i class=\"other\">&#215;</i>");
		break;
	}
}

/*
 * The legend
 */

static void write_meaning(struct bv_page *page, struct bv_text meaning, size_t runs)
{
	bv_html_markup(&page->html, "</span> <span>");
	bv_html_text(&page->html, meaning);
	bv_html_markup(&page->html, " <span class=\"aside\">");
	bv_html_print(&page->html, "%zu run%s", runs, bv_screen_plural(runs));
	bv_html_markup(&page->html, "</span></span></li>\n");
}

static void write_legend(struct bv_page *page)
{
	static const char sign[] = "<li><span class=\"runs\" aria-hidden=\"true\">";
	const struct bv_ladder *ladder = &page->ladder;
	struct bv_html *html = &page->html;

	if (!bv_ladder_has_runs(ladder))
		return;
	bv_html_markup(html, "<ul class=\"legend\" aria-label=\"Signs of the runs\">\n");
	for (size_t i = 0; i < ladder->title_count; i++) {
		struct bv_text title = ladder->titles[i].title;

		bv_html_markup(html, "<li>");
		bv_html_markup(html, "<span class=\"runs\">");
		write_crash_sign(page, i);
		write_meaning(page,
			      bv_text_is_empty(title)
				      ? BV_TEXT("a crash without a title, or another")
				      : title,
			      ladder->titles[i].runs);
	}
	if (ladder->ok) {
		bv_html_markup(html, sign);
		bv_html_markup(html, "<i class=\"ok\"></i>");
		write_meaning(page, BV_TEXT("no crash"), ladder->ok);
	}
	if (ladder->other) {
		bv_html_markup(html, sign);
		bv_html_markup(html, "<i class=\"other\">&#215;</i>");
		write_meaning(page,
			      BV_TEXT("tells nothing: no boot, no test, a machine that failed"),
			      ladder->other);
	}
	bv_html_markup(html, "</ul>\n");
}

/*
 * A step
 */

static const char *phase_words(enum bv_phase phase)
{
	static const char *const words[] = {
		[BV_PHASE_UNKNOWN] = "Not known",
		[BV_PHASE_START] = "Start: is the bug there?",
		[BV_PHASE_CONFIG] = "Other configurations",
		[BV_PHASE_WALK] = "Back through the releases",
		[BV_PHASE_BISECT] = "git bisect",
		[BV_PHASE_MERGE_BASE] = "A merge base",
		[BV_PHASE_BUILD] = "Built, not run",
		[BV_PHASE_PRETENDED] = "Decided without a test",
	};

	return words[phase];
}

/* For who does not see the signs: "10 runs: 9 A, 1 without a crash". */
static void write_runs_words(struct bv_page *page, const struct bv_step *step)
{
	size_t counts[BV_LADDER_TITLES_MAX] = {0}, ok = 0, other = 0;
	const char *separator = ": ";

	for (size_t i = 0; i < step->runs.count; i++) {
		enum bv_dot dot = bv_ladder_dot(&step->runs.items[i]);

		if (dot == BV_DOT_CRASH)
			counts[bv_ladder_title(&page->ladder, &step->runs.items[i])]++;
		ok += dot == BV_DOT_OK;
		other += dot == BV_DOT_OTHER;
	}
	bv_html_print(&page->html, "%zu run%s", step->runs.count,
		      bv_screen_plural(step->runs.count));
	for (size_t i = 0; i < page->ladder.title_count; i++) {
		if (counts[i] == 0)
			continue;
		bv_html_print(&page->html, "%s%zu with crash %c", separator, counts[i], letters[i]);
		separator = ", ";
	}
	if (ok) {
		bv_html_print(&page->html, "%s%zu without a crash", separator, ok);
		separator = ", ";
	}
	if (other)
		bv_html_print(&page->html, "%s%zu that tell nothing", separator, other);
}

static void write_runs(struct bv_page *page, const struct bv_step *step)
{
	struct bv_html *html = &page->html;
	size_t shown = step->runs.count;

	/* A log that prints no runs at all need not say so in each step. */
	if (shown == 0 && !step->is_build_failed && !bv_ladder_has_runs(&page->ladder))
		return;
	if (shown == 0) {
		bv_html_markup(html, "<span class=\"none\">");
		bv_html_markup(html, step->is_build_failed ? "did not build" : "no runs printed");
		bv_html_markup(html, "</span>");
		return;
	}
	if (shown > BV_PAGE_RUNS_MAX)
		shown = BV_PAGE_RUNS_MAX;
	bv_html_markup(html, "<span class=\"runs\" role=\"img\" aria-label=\"");
	write_runs_words(page, step);
	bv_html_markup(html, "\" title=\"");
	write_runs_words(page, step);
	bv_html_markup(html, "\">");
	for (size_t i = 0; i < shown; i++)
		write_sign(page, &step->runs.items[i]);
	bv_html_markup(html, "</span>");
	if (shown < step->runs.count) {
		bv_html_markup(html, " <span class=\"aside\">");
		bv_html_print(html, "and %zu more", step->runs.count - shown);
		bv_html_markup(html, "</span>");
	}
}

static bool is_blamed(const struct bv_page *page, size_t index)
{
	const struct bv_bisection *bisection = page->answer->c->bisection;

	return !bv_revision_ref_is_none(bisection->claim.first_bad) &&
	       bv_case_same(page->answer->c, bisection->steps.items[index].revision,
			    bisection->claim.first_bad) == BV_YES;
}

static void write_who(struct bv_page *page, size_t index)
{
	const struct bv_case *c = page->answer->c;
	const struct bv_step *step = &c->bisection->steps.items[index];
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<div class=\"who\">");
	bv_html_commit(html, bv_case_full_name(c, step->revision, &html->scratch),
		       bv_case_name(c, step->revision));
	if (is_blamed(page, index))
		bv_html_markup(html, " <span class=\"tag\">blamed</span>");
	bv_html_markup(html, " ");
	bv_page_line(page, step->line);
	bv_html_element_or_nothing(
		html, "div class=\"subject\"",
		bv_screen_text(bv_case_subject(c, step->revision), &html->scratch));
	bv_html_markup(html, "</div>");
}

static void write_verdict(struct bv_page *page, size_t index)
{
	const struct bv_case *c = page->answer->c;
	const char *name = bv_verdict_name(bv_case_verdict(c, index));
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<div class=\"said ");
	bv_html_markup(html, name ? name : "unsaid");
	bv_html_markup(html, "\">");
	bv_html_markup(html, name ? name : "not said");
	if (bv_case_is_assumed(c, index))
		bv_html_markup(html, " <small>assumed by you</small>");
	else if (bv_case_is_inferred(c, index))
		bv_html_markup(html, " <small>inferred</small>");
	bv_html_markup(html, "</div>");
}

static void write_left(struct bv_page *page, size_t index)
{
	struct bv_count left = bv_ladder_left(&page->ladder, page->answer->c, index);
	struct bv_html *html = &page->html;

	bv_html_markup(html, "<div class=\"left\">");
	if (left.is_known && page->ladder.left_most) {
		bv_page_bar(page, bv_ladder_share(&page->ladder, left.value), "scale");
		bv_html_markup(html, "<span>");
		bv_html_print(html, "%zu", left.value);
		bv_html_markup(html, "<span class=\"hidden\"> left</span></span>");
	}
	bv_html_markup(html, "</div>");
}

static void write_step(struct bv_page *page, size_t index)
{
	struct bv_arena_mark mark = bv_arena_mark(&page->html.scratch);

	bv_html_markup(&page->html, is_blamed(page, index) ? "<li class=\"step blamed\" id=\"S"
							   : "<li class=\"step\" id=\"S");
	bv_html_print(&page->html, "%zu", index + 1);
	bv_html_markup(&page->html, "\" tabindex=\"-1\">");
	write_who(page, index);
	write_verdict(page, index);
	bv_html_markup(&page->html, "<div>");
	write_runs(page, &page->answer->c->bisection->steps.items[index]);
	bv_html_markup(&page->html, "</div>");
	write_left(page, index);
	bv_html_markup(&page->html, "</li>\n");
	bv_arena_rewind(&page->html.scratch, mark);
}

void bv_page_ladder(struct bv_page *page)
{
	const struct bv_steps *steps = &page->answer->c->bisection->steps;
	size_t shown = steps->count < BV_PAGE_STEPS_MAX ? steps->count : BV_PAGE_STEPS_MAX;
	struct bv_html *html = &page->html;

	write_legend(page);
	if (page->ladder.left_most) {
		bv_html_markup(html, "<p class=\"aside\">");
		bv_html_markup(html,
			       page->ladder.is_left_from_tree
				       ? "Bars: candidates left after each step, on a log scale."
				       : "Bars: the revisions left to test after this, as git "
					 "printed them, on a log scale.");
		bv_html_markup(html, "</p>\n");
	}
	for (size_t i = 0; i < shown; i++) {
		enum bv_phase phase = steps->items[i].phase;

		if (i == 0 || phase != steps->items[i - 1].phase) {
			bv_html_markup(html, i ? "</ol>\n<h3>" : "<h3>");
			bv_html_markup(html, phase_words(phase));
			bv_html_markup(html, "</h3>\n<ol class=\"ladder\">\n");
		}
		write_step(page, i);
	}
	bv_html_markup(html, shown ? "</ol>\n" : "");
	bv_page_more(page, steps->count - shown, "steps");
}
