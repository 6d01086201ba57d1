/* SPDX-License-Identifier: GPL-2.0-only */
/* The first screen is the answer: the verdict in its first row, why, what to do; and with --verbose
 * all the rest below it. */
#include <string.h>

#include "report_private.h"

#include "base/banned.h"

/* A terminal's rows. Of the reasons as many are shown as leave room for all else; the row of checks
 * names them all. */
#define ROWS_MAX        24
#define REASONS_MIN     2
#define FOR_MAX         3
#define BUGS_MAX        3
#define COMMANDS_MAX    3
#define LINES_NAMED_MAX 4
#define SUSPECTS_MAX    3

struct text_report {
	const struct bv_report *report;
	const struct bv_answer *answer;
	struct bv_out *out;
	struct bv_arena scratch;
};

/*
 * Rows that are counted before they are printed
 */

/* Some rows, kept. */
struct part {
	struct bv_out_buffer buffer;
	struct bv_out out;
	size_t wrapped; /* rows that the terminal adds: lines that are not folded */
};

static void part_begin(struct part *part, struct text_report *text)
{
	*part = (struct part){.buffer = {.keep = &text->scratch}, .out = *text->out};
	part->out.sink = bv_sink_buffer;
	part->out.context = &part->buffer;
}

static size_t rows_of(const struct part *part)
{
	size_t rows = part->wrapped;

	for (size_t i = 0; i < part->buffer.count; i++)
		rows += part->buffer.items[i] == '\n';
	return rows;
}

static void part_print(const struct part *part, struct bv_out *out)
{
	bv_out_bytes(out, part->buffer.items, part->buffer.count);
}

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

/* " (lines 92, 177)", unless the sentence names lines itself. */
static struct bv_text lines_words(struct text_report *text, const struct bv_reason *reason)
{
	struct bv_text list = {0};
	size_t count = reason->lines.count;

	if (bv_text_contains(reason->text, BV_TEXT("(line ")))
		return list;
	for (size_t i = 0; i < count && i < LINES_NAMED_MAX; i++)
		list = bv_arena_print(&text->scratch, "%.*s%s%zu", BV_TEXT_ARG(list), i ? ", " : "",
				      reason->lines.items[i]);
	if (count == 0)
		return list;
	return bv_arena_print(&text->scratch, " (line%s %.*s%s)", bv_screen_plural(count),
			      BV_TEXT_ARG(list), count > LINES_NAMED_MAX ? ", ..." : "");
}

static void print_reason(struct text_report *text, const char *label,
			 const struct bv_reason *reason, struct bv_out *out)
{
	struct bv_text lines = lines_words(text, reason);

	bv_screen_row(out, label,
		      bv_arena_print(&text->scratch, "%.*s%.*s",
				     BV_TEXT_ARG(bv_screen_text(reason->text, &text->scratch)),
				     BV_TEXT_ARG(lines)));
}

/* As many as there is room for; what trust says is said there, unless nothing else is. */
static void print_against(struct text_report *text, size_t room, struct bv_out *out)
{
	const struct bv_reasons *list = &text->answer->against;
	/* Nothing is against it, and yet something is to be known. */
	const char *label = text->answer->verdict == BV_JUDGEMENT_CONSISTENT ? "but" : "why";
	size_t rows = 0, shown = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct part part;

		if (list->items[i].is_said_by_trust && list->count > 1)
			continue;
		part_begin(&part, text);
		print_reason(text, label, &list->items[i], &part.out);
		rows += rows_of(&part);
		if (!text->report->is_verbose && shown >= REASONS_MIN && rows > room)
			return;
		part_print(&part, out);
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

static void print_row(const char *label, struct bv_text text, struct bv_out *out)
{
	if (!bv_text_is_empty(text))
		bv_screen_row(out, label, text);
}

/*
 * Which bug
 */

/* "9 of 20  general protection fault in demo_run", and what that means. */
static void print_choice(struct text_report *text, const struct bv_bug *bug, struct bv_out *out)
{
	struct bv_text wrong = bug->wrong_text;
	struct bv_text left = bug->left_text;

	bv_screen_row(out, "",
		      bv_arena_print(&text->scratch, "%zu of %zu: %.*s", bug->crashed, bug->runs,
				     BV_TEXT_ARG(bug->title)));
	if (bv_text_is_empty(wrong))
		wrong = BV_TEXT("no verdict stands out as wrong");
	bv_screen_label(out, "");
	bv_out_print(out, "  ");
	bv_out_folded(
		out,
		bv_screen_text(bv_arena_print(&text->scratch, "%.*s%s%.*s", BV_TEXT_ARG(wrong),
					      left.size ? "; " : "", BV_TEXT_ARG(left)),
			       &text->scratch),
		BV_LABEL_COLUMNS + 2, BV_LABEL_COLUMNS + 2);
}

static void print_one_bug(struct text_report *text, const struct bv_bug *bug, struct bv_out *out)
{
	size_t others = text->answer->bugs.count - 1;
	struct bv_text seen = {0}, more = {0};

	if (bug->runs)
		seen = bv_arena_print(&text->scratch, " in %zu of %zu runs of the first test",
				      bug->crashed, bug->runs);
	if (bug->crashed_otherwise)
		seen = bv_arena_print(&text->scratch, "%.*s (%zu crashed otherwise)",
				      BV_TEXT_ARG(seen), bug->crashed_otherwise);
	if (others)
		more = bv_arena_print(&text->scratch, ", and %zu other%s", others,
				      bv_screen_plural(others));
	if (!bv_text_is_empty(bug->title))
		bv_screen_row(out, "bug",
			      bv_arena_print(&text->scratch, "\"%.*s\"%s%.*s%.*s",
					     BV_TEXT_ARG(bug->title),
					     bug->is_reported ? ", the reported one," : "",
					     BV_TEXT_ARG(seen), BV_TEXT_ARG(more)));
	print_row("1st wrong", bug->wrong_text, out);
}

static void print_bugs(struct text_report *text, struct bv_out *out)
{
	const struct bv_bugs *bugs = &text->answer->bugs;

	if (!text->answer->is_bug_open) {
		print_one_bug(text, &bugs->items[0], out);
		print_row("if wrong", text->answer->if_wrong_text, out);
		return;
	}
	bv_screen_row(out, "bug?",
		      bv_arena_print(&text->scratch,
				     "the first test shows %zu; --title says which was reported:",
				     bugs->count));
	for (size_t i = 0; i < bugs->count && (i < BUGS_MAX || text->report->is_verbose); i++)
		print_choice(text, &bugs->items[i], out);
}

/*
 * What to do
 */

static void print_suspects(struct text_report *text, struct bv_out *out)
{
	/* Those of one bug say nothing of another. */
	if (text->answer->suspects.is_asked && !text->answer->is_bug_open)
		bv_render_suspects(text->report, text->report->is_verbose ? SIZE_MAX : SUSPECTS_MAX,
				   out);
}

/* "X 8 runs: if bad ..., if good ..." */
static void print_test(struct text_report *text, const struct bv_plan_test *test,
		       struct bv_out *out)
{
	struct bv_text runs = {0}, subject = {0};

	if (test->runs)
		runs = bv_arena_print(&text->scratch, ", %zu run%s", test->runs,
				      bv_screen_plural(test->runs));
	if (!bv_text_is_empty(test->subject))
		subject = bv_arena_print(&text->scratch, " \"%.*s\"", BV_TEXT_ARG(test->subject));
	bv_screen_row(out, "",
		      bv_arena_print(
			      &text->scratch, "- %.*s %.*s%.*s%.*s%s%.*s%s%.*s",
			      BV_TEXT_ARG(test->what), BV_TEXT_ARG(test->name),
			      BV_TEXT_ARG(subject), BV_TEXT_ARG(runs),
			      test->if_bad.size ? "; if bad: " : "", BV_TEXT_ARG(test->if_bad),
			      test->if_good.size ? "; if good: " : "", BV_TEXT_ARG(test->if_good)));
}

/* A command that is folded cannot be pasted. The rows that it takes beyond one. */
static size_t print_command(struct bv_text command, struct bv_out *out)
{
	static const struct bv_text prompt = BV_TEXT_INIT("  $ ");
	size_t columns = prompt.size + bv_text_columns(command);

	bv_out_text(out, prompt);
	bv_out_text(out, command);
	bv_out_print(out, "\n");
	return out->width ? (columns - 1) / out->width : 0;
}

static size_t print_plan(struct text_report *text, struct bv_out *out)
{
	size_t wrapped = 0;

	const struct bv_plan *plan = &text->answer->plan;
	bool is_verbose = text->report->is_verbose;

	if (plan->kind == BV_PLAN_NONE)
		return 0;
	print_row("next", plan->text, out);
	print_row("", plan->counts, out);
	for (size_t i = 0; i < plan->tests.count && is_verbose; i++)
		print_test(text, &plan->tests.items[i], out);
	for (size_t i = 0; i < plan->commands.count && (i < COMMANDS_MAX || is_verbose); i++)
		wrapped += print_command(plan->commands.items[i], out);
	return wrapped;
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
	print_row("checks", row, out);
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
static void print_rest(struct text_report *text, struct part *part)
{
	struct bv_out *out = &part->out;

	print_row("tree", text->answer->wrong_tree_text, out);
	print_for(text, out);
	print_row("mail", text->answer->people_text, out);
	print_bugs(text, out);
	print_suspects(text, out);
	part->wrapped = print_plan(text, out);
	print_checks(text, out);
	print_about(text, out);
}

/* What of @text fits into @width columns; 0: all. */
static struct bv_text first_columns(struct bv_text text, size_t width)
{
	while (width && bv_text_columns(text) > width)
		text.size -= bv_text_columns(text) - width;
	return text;
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
	struct part head, rest;
	size_t taken;

	if (!print_quoting(&text)) {
		part_begin(&head, &text);
		print_headline(&text, &head.out);
		print_place(&text, &head.out);
		part_begin(&rest, &text);
		print_rest(&text, &rest);
		taken = rows_of(&head) + rows_of(&rest);
		part_print(&head, out);
		print_against(&text, taken < ROWS_MAX ? ROWS_MAX - taken : 0, out);
		part_print(&rest, out);
		if (report->has_ladder)
			bv_render_ladder(report, out);
		if (report->is_verbose)
			bv_render_details(report, out);
	}
	bv_arena_release(&text.scratch);
}
