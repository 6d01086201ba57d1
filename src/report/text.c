/* SPDX-License-Identifier: GPL-2.0-only */
/* The first screen is the answer: the verdict in its first row, why, what to do; and with --verbose
 * all the rest below it. */
#include <string.h>

#include "report_private.h"

#include "base/banned.h"

/* A terminal's rows. Of the reasons as many are shown as leave room for all else; the row of checks
 * names them all. */
#define ROWS_MAX    24
#define REASONS_MIN 2
#define FOR_MAX     3

struct text_report {
	const struct bv_report *report;
	const struct bv_answer *answer;
	struct bv_out *out;
	struct bv_arena scratch;
};

/*
 * The verdict
 */

static void print_headline(struct text_report *text, struct bv_out *out)
{
	static const enum bv_style styles[] = {
		[BV_JUDGEMENT_UNDECIDED] = BV_STYLE_WARNING,
		[BV_JUDGEMENT_CONSISTENT] = BV_STYLE_STRONG,
		[BV_JUDGEMENT_DOUBTFUL] = BV_STYLE_WARNING,
		[BV_JUDGEMENT_REFUTED] = BV_STYLE_ERROR,
	};
	struct bv_text word = text->answer->verdict_text;

	bv_out_style(out, styles[text->answer->verdict]);
	bv_out_text(out, word);
	bv_out_style(out, BV_STYLE_PLAIN);
	bv_out_print(out, ": ");
	bv_out_folded(out, bv_screen_text(text->answer->headline, &text->scratch), word.size + 2,
		      BV_LABEL_COLUMNS);
}

/* Which mail it is. */
static void print_place(struct text_report *text, struct bv_out *out)
{
	const struct bv_place *place = &text->answer->place;
	struct bv_text subject = {0};

	if (bv_text_is_empty(place->message_id) && bv_text_is_empty(place->subject))
		return;
	if (!bv_text_is_empty(place->subject))
		subject = bv_arena_print(&text->scratch, " \"%.*s\"", BV_TEXT_ARG(place->subject));
	bv_screen_row(out, "in",
		      bv_arena_print(&text->scratch, "%.*s%.*s%s%.*s%s", BV_TEXT_ARG(place->log),
				     BV_TEXT_ARG(subject), place->message_id.size ? " <" : "",
				     BV_TEXT_ARG(place->message_id),
				     place->message_id.size ? ">" : ""));
}

/*
 * Why
 */

static void print_reason(struct text_report *text, const char *label,
			 const struct bv_reason *reason, struct bv_out *out)
{
	bv_screen_row(out, label, bv_screen_reason(reason, &text->scratch));
}

/* As many as there is room for; what trust says is said there, unless nothing else is. */
static void print_against(struct text_report *text, size_t room, struct bv_out *out)
{
	const struct bv_reasons *list = &text->answer->against;
	/* Nothing is against it, and yet something is to be known. */
	const char *label = text->answer->verdict == BV_JUDGEMENT_CONSISTENT ? "but" : "why";
	size_t rows = 0, shown = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct bv_rows part;

		if (list->items[i].is_said_by_trust && list->count > 1)
			continue;
		bv_rows_begin(&part, out, &text->scratch);
		print_reason(text, label, &list->items[i], &part.out);
		rows += bv_rows_count(&part);
		if (!text->report->is_verbose && shown >= REASONS_MIN && rows > room)
			return;
		bv_rows_print(&part, out);
		label = "";
		shown++;
	}
}

static void print_for(struct text_report *text, struct bv_out *out)
{
	const struct bv_reasons *list = &text->answer->for_it;
	struct bv_text row = {0};

	for (size_t i = 0; i < list->count && (i < FOR_MAX || text->report->is_verbose); i++)
		row = bv_arena_print(&text->scratch, "%.*s%s%.*s", BV_TEXT_ARG(row), i ? "; " : "",
				     BV_TEXT_ARG(list->items[i].text));
	if (!bv_text_is_empty(row))
		bv_screen_row(out, "for it", row);
}

/*
 * What it stands on
 */

/* "errors culprit.no-code; warnings crash.other-bug, flaky.weak-bad": all, by name. */
static void print_checks(struct text_report *text, struct bv_out *out)
{
	static const struct {
		enum bv_level level;
		const char *words;
	} levels[] = {{BV_LEVEL_ERROR, "errors "},
		      {BV_LEVEL_WARNING, "warnings "},
		      {BV_LEVEL_NOTE, "notes "}};
	const struct bv_reasons *list = &text->answer->against;
	struct bv_text row = {0};

	for (size_t k = 0; k < sizeof(levels) / sizeof(levels[0]); k++) {
		const char *join = levels[k].words;

		for (size_t i = 0; i < list->count; i++) {
			const struct bv_texts *ids = &list->items[i].ids;

			if (list->items[i].level != levels[k].level)
				continue;
			for (size_t j = 0; j < ids->count; j++) {
				row = bv_arena_print(&text->scratch, "%.*s%s%s%.*s",
						     BV_TEXT_ARG(row),
						     row.size && join[0] != ',' ? "; " : "", join,
						     BV_TEXT_ARG(ids->items[j]));
				join = ", ";
			}
		}
	}
	bv_screen_row_if_any(out, "checks", row);
}

static void print_about(struct text_report *text, struct bv_out *out)
{
	const struct bv_answer *answer = text->answer;
	bool is_hinted = answer->c->facts.tree.is_hint_due;

	bv_screen_row(out, "log",
		      bv_arena_print(&text->scratch, "%.*s; %.*s%s", BV_TEXT_ARG(answer->about),
				     BV_TEXT_ARG(answer->unseen_text),
				     text->report->is_verbose ? "" : "; -v for all"));
	if (is_hinted)
		bv_screen_row(out, "hint",
			      bv_arena_print(&text->scratch,
					     "`git commit-graph write --reachable` in that tree, "
					     "once, spares reading %zu commits",
					     answer->c->facts.tree.commits_read));
}

/* All that stands behind the reasons. */
static void print_rest(struct text_report *text, struct bv_rows *part)
{
	struct bv_out *out = &part->out;

	bv_screen_row_if_any(out, "tree", text->answer->wrong_tree_text);
	print_for(text, out);
	bv_screen_row_if_any(out, "mail", text->answer->people_text);
	bv_render_bugs(text->report, out);
	part->wrapped = bv_render_plan(text->report, out);
	print_checks(text, out);
	print_about(text, out);
}

/* What of @text fits into @width columns, not cut within a character; 0: all. */
static struct bv_text first_columns(struct bv_text text, size_t width)
{
	size_t used = 0, columns = 0;

	while (width && used < text.size) {
		uint32_t code_point;
		size_t size = bv_utf8_decode(bv_text_from_offset(text, used), &code_point);
		struct bv_text one = bv_text_slice(text, used, size ? size : 1);

		columns += bv_text_columns(one);
		if (columns > width)
			break;
		used += one.size;
	}
	return width ? bv_text_slice(text, 0, used) : text;
}

/* Somebody else's words, in a mailbox: one line says where, and whose judgement. */
static bool print_quoting(struct text_report *text)
{
	const struct bv_answer *answer = text->answer;
	const struct bv_place *place = &answer->place;
	struct bv_text row;

	if (text->report->is_verbose || place->mail == 0 || !answer->c->bisection->claim.is_quoted)
		return false;
	row = bv_arena_print(&text->scratch, "mail %zu only quotes: %.*s: %.*s <%.*s>", place->mail,
			     BV_TEXT_ARG(answer->verdict_text), BV_TEXT_ARG(answer->headline),
			     BV_TEXT_ARG(place->message_id));
	bv_out_text(text->out, first_columns(row, text->out->width));
	bv_out_print(text->out, "\n");
	return true;
}

void bv_render_text(const struct bv_report *report, struct bv_out *out)
{
	struct text_report text = {.report = report, .answer = report->answer, .out = out};
	struct bv_rows head, rest;
	size_t taken;

	if (!print_quoting(&text)) {
		bv_rows_begin(&head, out, &text.scratch);
		print_headline(&text, &head.out);
		print_place(&text, &head.out);
		bv_rows_begin(&rest, out, &text.scratch);
		print_rest(&text, &rest);
		taken = bv_rows_count(&head) + bv_rows_count(&rest);
		bv_rows_print(&head, out);
		print_against(&text, taken < ROWS_MAX ? ROWS_MAX - taken : 0, out);
		bv_rows_print(&rest, out);
		if (report->has_ladder)
			bv_render_ladder(report, out);
		if (report->is_verbose)
			bv_render_details(report, out);
	}
	bv_arena_release(&text.scratch);
}
