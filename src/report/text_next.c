/* SPDX-License-Identifier: GPL-2.0-only */
/* The rows of the first screen on which bug it is, and on what to do next. */
#include "report_private.h"

#include "base/banned.h"

/* On the first screen; all with --verbose. */
#define BUGS_MAX     3
#define COMMANDS_MAX 3
#define SUSPECTS_MAX 3

struct next_text {
	const struct bv_report *report;
	const struct bv_answer *answer;
	struct bv_arena scratch;
};

/*
 * Which bug
 */

/* "9 of 20  general protection fault in demo_run", and what that means. */
static void print_choice(struct next_text *text, const struct bv_bug *bug, struct bv_out *out)
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

static void print_one_bug(struct next_text *text, const struct bv_bug *bug, struct bv_out *out)
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
	bv_screen_row_if_any(out, "1st wrong", bug->wrong_text);
}

static void print_bugs(struct next_text *text, struct bv_out *out)
{
	const struct bv_bugs *bugs = &text->answer->bugs;

	if (!text->answer->is_bug_open) {
		print_one_bug(text, &bugs->items[0], out);
		bv_screen_row_if_any(out, "if wrong", text->answer->if_wrong_text);
		return;
	}
	bv_screen_row(out, "bug?",
		      bv_arena_print(&text->scratch, "the first test shows %zu%s", bugs->count,
				     bv_text_is_empty(text->answer->c->title)
					     ? "; --title says which was reported:"
					     : ", none of them by the reported title:"));
	for (size_t i = 0; i < bugs->count && (i < BUGS_MAX || text->report->is_verbose); i++)
		print_choice(text, &bugs->items[i], out);
}

/*
 * What to do
 */

static void print_suspects(struct next_text *text, struct bv_out *out)
{
	/* Those of one bug say nothing of another. */
	if (text->answer->suspects.is_asked && !text->answer->is_bug_open)
		bv_render_suspects(text->report, text->report->is_verbose ? SIZE_MAX : SUSPECTS_MAX,
				   out);
}

/* "X 8 runs: if bad ..., if good ..." */
static void print_test(struct next_text *text, const struct bv_plan_test *test, struct bv_out *out)
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

static size_t print_plan(struct next_text *text, struct bv_out *out)
{
	size_t wrapped = 0;

	const struct bv_plan *plan = &text->answer->plan;
	bool is_verbose = text->report->is_verbose;

	if (plan->kind == BV_PLAN_NONE)
		return 0;
	bv_screen_row_if_any(out, "next", plan->text);
	bv_screen_row_if_any(out, "", plan->counts);
	for (size_t i = 0; i < plan->tests.count && is_verbose; i++)
		print_test(text, &plan->tests.items[i], out);
	for (size_t i = 0; i < plan->commands.count && (i < COMMANDS_MAX || is_verbose); i++)
		wrapped += print_command(plan->commands.items[i], out);
	return wrapped;
}

void bv_render_bugs(const struct bv_report *report, struct bv_out *out)
{
	struct next_text text = {.report = report, .answer = report->answer};

	print_bugs(&text, out);
	print_suspects(&text, out);
	bv_arena_release(&text.scratch);
}

size_t bv_render_plan(const struct bv_report *report, struct bv_out *out)
{
	struct next_text text = {.report = report, .answer = report->answer};
	size_t wrapped = print_plan(&text, out);

	bv_arena_release(&text.scratch);
	return wrapped;
}
