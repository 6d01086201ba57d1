/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The findings below the verdict: level, id, and what was found, in columns where there is room;
 * the checks that could not be made, by reason; and the table of steps.
 */
#include <string.h>

#include "report_private.h"

#include "base/banned.h"

/* Beside the ids there must be room for some words, else they go below. */
#define TEXT_COLUMNS_MIN 30
/* Of one kind on the first screen: the same mistake in each of forty steps is said three times. */
#define SAME_SHOWN_MAX 3

/* How many findings there are of one id and level, and how many are printed already. */
struct tally {
	const char *id;
	enum bv_level level;
	size_t count, shown;
};
struct tallies {
	struct tally *items;
	size_t count, capacity;
};

struct findings_report {
	const struct bv_report *report;
	struct bv_out *out;
	struct tallies tallies;
	size_t id_columns;
	struct bv_arena scratch;
};

static bool is_shown(const struct bv_report *report, const struct bv_finding *finding)
{
	return finding->level >= BV_LEVEL_WARNING || finding->is_urgent || report->is_verbose;
}

/* The tallies are as few as the checks. */
static struct tally *find_tally(struct findings_report *list, const struct bv_finding *finding)
{
	struct tally *tally;

	for (size_t i = 0; i < list->tallies.count; i++) {
		tally = &list->tallies.items[i];
		if (tally->level == finding->level && strcmp(tally->id, finding->id) == 0)
			return tally;
	}
	tally = BV_APPEND(&list->tallies, &list->scratch);
	tally->id = finding->id;
	tally->level = finding->level;
	return tally;
}

static void count_findings(struct findings_report *list)
{
	const struct bv_findings *findings = &list->report->result->findings;

	for (size_t i = 0; i < findings->count; i++) {
		const struct bv_finding *finding = &findings->items[i];
		size_t columns = strlen(finding->id);

		if (!is_shown(list->report, finding))
			continue;
		find_tally(list, finding)->count++;
		if (columns > list->id_columns)
			list->id_columns = columns;
	}
}

static void print_level(struct findings_report *list, enum bv_level level)
{
	static const enum bv_style styles[] = {
		[BV_LEVEL_DEFAULT] = BV_STYLE_PLAIN, [BV_LEVEL_OFF] = BV_STYLE_PLAIN,
		[BV_LEVEL_NOTE] = BV_STYLE_FAINT,    [BV_LEVEL_WARNING] = BV_STYLE_WARNING,
		[BV_LEVEL_ERROR] = BV_STYLE_ERROR,
	};

	bv_screen_label(list->out, "");
	bv_out_style(list->out, styles[level]);
	bv_out_print(list->out, "%s", bv_level_name(level));
	bv_out_style(list->out, BV_STYLE_PLAIN);
	bv_out_print(list->out, "%*s", BV_LEVEL_COLUMNS - (int)strlen(bv_level_name(level)), "");
}

static void print_text(struct findings_report *list, const char *id, struct bv_text text)
{
	struct bv_out *out = list->out;
	size_t column = BV_LABEL_COLUMNS + BV_LEVEL_COLUMNS + list->id_columns + 2;

	bv_out_print(out, "%s", id);
	if (out->width && out->width < column + TEXT_COLUMNS_MIN) {
		column = BV_LABEL_COLUMNS + 2;
		bv_out_print(out, "\n%*s", (int)column, "");
	} else {
		bv_out_print(out, "%*s", (int)(list->id_columns + 2 - strlen(id)), "");
	}
	bv_out_folded(out, text, column, column);
}

/* "line 4" is not in "line 42". */
static bool names_line(struct bv_text text, struct bv_text line)
{
	for (size_t at = bv_text_find(text, line, 0); at != SIZE_MAX;
	     at = bv_text_find(text, line, at + 1)) {
		struct bv_text rest = bv_text_from_offset(text, at + line.size);
		uint64_t digits;

		if (!bv_take_uint(&rest, &digits))
			return true;
	}
	return false;
}

/* The log's line, unless the text names it itself. */
static struct bv_text with_line(struct findings_report *list, const struct bv_finding *finding)
{
	struct bv_text text = bv_screen_text(finding->text, &list->scratch);
	struct bv_text line = bv_arena_print(&list->scratch, "line %zu", finding->line);

	if (finding->line == 0 || names_line(text, line))
		return text;
	return bv_arena_print(&list->scratch, "%.*s [%.*s]", BV_TEXT_ARG(text), BV_TEXT_ARG(line));
}

static void print_finding(struct findings_report *list, const struct bv_finding *finding)
{
	struct bv_arena_mark mark = bv_arena_mark(&list->scratch);
	struct tally *tally = find_tally(list, finding);

	tally->shown++;
	if (list->report->is_verbose || tally->shown <= SAME_SHOWN_MAX) {
		print_level(list, finding->level);
		print_text(list, finding->id, with_line(list, finding));
	} else if (tally->shown == SAME_SHOWN_MAX + 1) {
		print_level(list, finding->level);
		print_text(list, finding->id,
			   bv_arena_print(&list->scratch, "and %zu more; --verbose shows all",
					  tally->count - SAME_SHOWN_MAX));
	}
	bv_arena_rewind(&list->scratch, mark);
}

/* What is kept from the first screen, by the names of the checks that have more to say. */
static void print_hidden(struct findings_report *list)
{
	const struct bv_findings *findings = &list->report->result->findings;
	struct bv_texts ids = {0};

	for (size_t i = 0; i < findings->count; i++)
		if (!is_shown(list->report, &findings->items[i]))
			*BV_APPEND(&ids, &list->scratch) = bv_text_from(findings->items[i].id);
	if (ids.count == 0)
		return;
	print_level(list, BV_LEVEL_NOTE);
	bv_out_folded(list->out,
		      bv_arena_print(&list->scratch,
				     "%zu note%s not shown, which do%s not change the verdict; "
				     "--verbose shows %s: %.*s",
				     ids.count, bv_screen_plural(ids.count),
				     ids.count == 1 ? "es" : "", ids.count == 1 ? "it" : "them",
				     BV_TEXT_ARG(bv_words_checks(&ids, false, &list->scratch))),
		      BV_LABEL_COLUMNS + BV_LEVEL_COLUMNS, BV_LABEL_COLUMNS + BV_LEVEL_COLUMNS);
}

void bv_render_findings(const struct bv_report *report, struct bv_out *out)
{
	struct findings_report list = {.report = report, .out = out};

	count_findings(&list);
	for (size_t i = 0; i < report->result->findings.count; i++)
		if (is_shown(report, &report->result->findings.items[i]))
			print_finding(&list, &report->result->findings.items[i]);
	print_hidden(&list);
	bv_arena_release(&list.scratch);
}

/*
 * What was not looked at
 */

/* On the first screen. */
#define REASONS_SHOWN_MAX 3

/* One reason, with the checks that have it. */
struct reason {
	struct bv_text why;
	struct bv_texts ids;
};
struct reasons {
	struct reason *items;
	size_t count, capacity;
};

static struct reason *find_reason(struct reasons *reasons, struct bv_text why,
				  struct bv_arena *keep)
{
	struct reason *reason;

	for (size_t i = 0; i < reasons->count; i++)
		if (bv_text_equal(reasons->items[i].why, why))
			return &reasons->items[i];
	reason = BV_APPEND(reasons, keep);
	reason->why = why;
	return reason;
}

static void group(struct reasons *out, const struct bv_report *report, struct bv_arena *keep)
{
	const struct bv_not_runs *not_run = &report->result->not_run;

	for (size_t i = 0; i < not_run->count; i++) {
		struct bv_text id = bv_text_from(not_run->items[i].id);
		struct reason *reason;

		if (not_run->items[i].does_not_apply && !report->is_verbose)
			continue;
		reason = find_reason(out, not_run->items[i].why, keep);
		*BV_APPEND(&reason->ids, keep) = id;
	}
}

static void print_reason(struct bv_out *out, const char *label, const struct reason *reason,
			 bool is_verbose, struct bv_arena *keep)
{
	struct bv_text ids = bv_words_checks(&reason->ids, is_verbose, keep);

	bv_screen_label(out, label);
	bv_out_folded(out,
		      bv_arena_print(keep, "%zu check%s (%.*s): %.*s", reason->ids.count,
				     bv_screen_plural(reason->ids.count), BV_TEXT_ARG(ids),
				     BV_TEXT_ARG(bv_screen_text(reason->why, keep))),
		      BV_LABEL_COLUMNS, BV_LABEL_COLUMNS);
}

static size_t reasons_shown(const struct bv_report *report, const struct reasons *reasons)
{
	if (report->is_verbose || reasons->count <= REASONS_SHOWN_MAX)
		return reasons->count;
	return REASONS_SHOWN_MAX;
}

void bv_render_not_run(const struct bv_report *report, struct bv_out *out)
{
	struct bv_arena scratch = {0};
	struct reasons reasons = {0};
	size_t shown, other_checks = 0;

	group(&reasons, report, &scratch);
	shown = reasons_shown(report, &reasons);
	for (size_t i = 0; i < shown; i++)
		print_reason(out, i ? "" : "not run", &reasons.items[i], report->is_verbose,
			     &scratch);
	for (size_t i = shown; i < reasons.count; i++)
		other_checks += reasons.items[i].ids.count;
	if (other_checks)
		bv_screen_row(out, "",
			      bv_arena_print(&scratch,
					     "%zu more for other reasons; --verbose names them",
					     other_checks));
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
		[BV_VERDICT_UNKNOWN] = BV_STYLE_FAINT,
		[BV_VERDICT_GOOD] = BV_STYLE_GOOD,
		[BV_VERDICT_BAD] = BV_STYLE_ERROR,
		[BV_VERDICT_SKIP] = BV_STYLE_WARNING,
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
	const struct bv_step *step = &report->c->bisection->steps.items[step_index];
	const struct bv_step_facts *facts = bv_case_step_facts(report->c, step_index);
	bool has_runs = bv_words_has_runs(report->c->bisection, step);
	struct bv_text commit =
		bv_text_is_empty(step->release)
			? bv_words_short(bv_case_full_name(report->c, step->revision, scratch))
			: step->release;
	bool is_inferred = bv_case_is_inferred(report->c, step_index);
	enum bv_verdict verdict = bv_case_verdict(report->c, step_index);

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

void bv_render_steps(const struct bv_report *report, struct bv_out *out)
{
	size_t count = report->c->bisection->steps.count;
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
