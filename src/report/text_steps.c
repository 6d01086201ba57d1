/* The table of steps of a verbose report. */
#include "render.h"
#include "screen.h"
#include "words.h"

#include "base/banned.h"

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
	const struct bv_step_facts *facts =
		report->c->facts.steps ? &report->c->facts.steps[step_index] : NULL;
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
