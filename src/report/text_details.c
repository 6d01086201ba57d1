/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What --verbose adds to the first screen: every finding with its level and id, the pieces of
 * trust, what the user assumed, the checks that could not be made by reason, and the steps.
 */
#include <string.h>

#include "report_private.h"

#include "base/banned.h"

/* Beside the ids there must be room for some words, else they go below. */
#define TEXT_COLUMNS_MIN 30

/*
 * Findings
 */

static size_t widest_id(const struct bv_findings *findings)
{
	size_t widest = 0;

	for (size_t i = 0; i < findings->count; i++)
		if (strlen(findings->items[i].id) > widest)
			widest = strlen(findings->items[i].id);
	return widest;
}

static void print_level(enum bv_level level, struct bv_out *out)
{
	static const enum bv_style styles[] = {
		[BV_LEVEL_DEFAULT] = BV_STYLE_PLAIN, [BV_LEVEL_OFF] = BV_STYLE_PLAIN,
		[BV_LEVEL_NOTE] = BV_STYLE_FAINT,    [BV_LEVEL_WARNING] = BV_STYLE_WARNING,
		[BV_LEVEL_ERROR] = BV_STYLE_ERROR,
	};

	bv_out_style(out, styles[level]);
	bv_out_print(out, "%s", bv_level_name(level));
	bv_out_style(out, BV_STYLE_PLAIN);
	bv_out_print(out, "%*s", BV_LEVEL_COLUMNS - (int)strlen(bv_level_name(level)), "");
}

static void print_text(const char *id, size_t id_columns, struct bv_text text, struct bv_out *out)
{
	size_t column = BV_LABEL_COLUMNS + BV_LEVEL_COLUMNS + id_columns + 2;

	bv_out_print(out, "%s", id);
	if (out->width && out->width < column + TEXT_COLUMNS_MIN) {
		column = BV_LABEL_COLUMNS + 2;
		bv_out_print(out, "\n%*s", (int)column, "");
	} else {
		bv_out_print(out, "%*s", (int)(id_columns + 2 - strlen(id)), "");
	}
	bv_out_folded(out, text, column, column);
}

static void print_findings(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_findings *findings = &report->answer->result->findings;
	size_t id_columns = widest_id(findings);
	struct bv_arena scratch = {0};

	/* Keeps one block from being made and freed again with every finding. */
	(void)bv_arena_alloc(&scratch, 1, 1);
	for (size_t i = 0; i < findings->count; i++) {
		const struct bv_finding *finding = &findings->items[i];
		struct bv_arena_mark mark = bv_arena_mark(&scratch);

		bv_screen_label(out, i ? "" : "findings");
		print_level(finding->level, out);
		print_text(finding->id, id_columns,
			   bv_screen_with_line(bv_screen_text(finding->text, &scratch),
					       finding->line, &scratch),
			   out);
		bv_arena_rewind(&scratch, mark);
	}
	bv_arena_release(&scratch);
}

/*
 * The pieces of trust
 */

#define NAME_COLUMNS 14
#define WORDS_COLUMN (BV_LABEL_COLUMNS + NAME_COLUMNS + 8)
/* A piece that would print as 0.0 says nothing. Units: log-odds. */
#define WEIGHT_SHOWN .05

static void print_evidence(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_trust *trust = &report->answer->result->trust;

	for (size_t i = 0; i < trust->piece_count; i++) {
		const struct bv_trust_piece *piece = &trust->pieces[i];
		bool is_heard = piece->weight >= WEIGHT_SHOWN || piece->weight <= -WEIGHT_SHOWN;
		const char *words = is_heard ? piece->words : "says nothing here";

		bv_screen_label(out, i ? "" : "evidence");
		bv_out_print(out, "%-*s %+5.1f  ", NAME_COLUMNS, piece->name,
			     is_heard ? piece->weight : 0.0);
		bv_out_folded(out, bv_text_from(piece->is_known ? words : "not known"),
			      WORDS_COLUMN, WORDS_COLUMN);
	}
}

/*
 * What the user said instead of the log
 */

static void print_assumed(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_case *c = report->answer->c;
	const struct bv_steps *steps = &c->bisection->steps;
	struct bv_arena scratch = {0};
	const char *label = "assumed";

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		const char *was = bv_verdict_name(c->log->steps.items[i].verdict);

		if (!bv_case_is_assumed(c, i))
			continue;
		bv_screen_row(out, label,
			      bv_arena_print(&scratch, "%.*s is %s; the log says %s (line %zu)",
					     BV_TEXT_ARG(bv_case_name(c, step->revision)),
					     bv_verdict_name(step->verdict), was ? was : "nothing",
					     step->line));
		label = "";
	}
	bv_arena_release(&scratch);
}

/*
 * What was not looked at
 */

static void print_unseen(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_unseens *list = &report->answer->unseen;
	struct bv_arena scratch = {0};

	for (size_t i = 0; i < list->count; i++) {
		const struct bv_unseen *unseen = &list->items[i];
		struct bv_text ids = bv_words_list(&unseen->ids, &scratch);

		bv_screen_row(out, i ? "" : "not run",
			      bv_arena_print(&scratch, "%zu check%s (%.*s): %.*s",
					     unseen->ids.count, bv_screen_plural(unseen->ids.count),
					     BV_TEXT_ARG(ids),
					     BV_TEXT_ARG(bv_screen_text(unseen->why, &scratch))));
	}
	bv_arena_release(&scratch);
}

/*
 * The table of steps of a verbose report
 */

#define LINE_COLUMNS    6
#define PHASE_COLUMNS   12
#define COMMIT_COLUMNS  16
#define VERDICT_COLUMNS 8
#define NUMBER_COLUMNS  8

static void print_cell(struct bv_out *out, struct bv_text text, size_t columns)
{
	size_t used = bv_text_columns(text);

	bv_out_text(out, text);
	bv_out_print(out, "%*s", (int)(used < columns ? columns - used : 1), "");
}

static void print_number(struct bv_out *out, struct bv_count count)
{
	if (count.is_known)
		bv_out_print(out, "%*zu", NUMBER_COLUMNS, count.value);
	else
		bv_out_print(out, "%*s", NUMBER_COLUMNS, "-");
}

static struct bv_text or_dash(const char *word)
{
	return word ? bv_text_from(word) : BV_TEXT("-");
}

/* A question mark: not the log's word but what its next offer implies. */
static void print_verdict(struct bv_out *out, enum bv_verdict verdict, bool is_inferred)
{
	static const enum bv_style styles[] = {
		[BV_VERDICT_UNKNOWN] = BV_STYLE_FAINT, [BV_VERDICT_GOOD] = BV_STYLE_GOOD,
		[BV_VERDICT_BAD] = BV_STYLE_ERROR,     [BV_VERDICT_SKIP] = BV_STYLE_WARNING,
		[BV_VERDICT_WEAK] = BV_STYLE_WARNING,
	};
	struct bv_text word = or_dash(bv_verdict_name(verdict));

	bv_out_style(out, styles[verdict]);
	bv_out_text(out, word);
	bv_out_style(out, BV_STYLE_PLAIN);
	print_cell(out, is_inferred ? BV_TEXT("?") : BV_TEXT(" "), VERDICT_COLUMNS - word.size);
}

static void print_step(const struct bv_report *report, size_t step_index, struct bv_arena *scratch,
		       struct bv_out *out)
{
	const struct bv_step *step = &report->answer->c->bisection->steps.items[step_index];
	const struct bv_step_facts *facts = bv_case_step_facts(report->answer->c, step_index);
	bool has_runs = bv_words_has_runs(report->answer->c->bisection, step);
	struct bv_text commit = bv_case_name(report->answer->c, step->revision);
	bool is_inferred = bv_case_is_inferred(report->answer->c, step_index);
	enum bv_verdict verdict = bv_case_verdict(report->answer->c, step_index);

	bv_out_print(out, "%*zu  ", LINE_COLUMNS, step->line);
	print_cell(out, or_dash(bv_phase_name(step->phase)), PHASE_COLUMNS);
	print_cell(out, bv_screen_text(commit, scratch), COMMIT_COLUMNS);
	print_verdict(out, verdict, is_inferred);
	print_number(out, (struct bv_count){has_runs, bv_step_count(step, BV_OUTCOME_CRASHED)});
	print_number(out, (struct bv_count){has_runs, bv_step_count(step, BV_OUTCOME_OK)});
	print_number(out, (struct bv_count){has_runs, bv_step_count_other(step)});
	print_number(out, facts ? facts->candidates : (struct bv_count){0});
	bv_out_print(out, "\n");
}

static void print_steps(const struct bv_report *report, struct bv_out *out)
{
	size_t count = report->answer->c->bisection->steps.count;
	struct bv_arena scratch = {0};

	if (count == 0)
		return;
	bv_out_print(out, "\n%*s  %-*s%-*s%-*s%*s%*s%*s%*s\n", LINE_COLUMNS, "line", PHASE_COLUMNS,
		     "phase", COMMIT_COLUMNS, "commit", VERDICT_COLUMNS, "verdict", NUMBER_COLUMNS,
		     "crashed", NUMBER_COLUMNS, "ok", NUMBER_COLUMNS, "other", NUMBER_COLUMNS,
		     "left");
	/* Keeps one block from being made and freed again with every step. */
	(void)bv_arena_alloc(&scratch, 1, 1);
	for (size_t i = 0; i < count; i++) {
		struct bv_arena_mark mark = bv_arena_mark(&scratch);

		print_step(report, i, &scratch, out);
		bv_arena_rewind(&scratch, mark);
	}
	bv_arena_release(&scratch);
}

void bv_render_details(const struct bv_report *report, struct bv_out *out)
{
	print_assumed(report, out);
	print_findings(report, out);
	print_evidence(report, out);
	print_unseen(report, out);
	print_steps(report, out);
}
