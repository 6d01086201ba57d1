/* SPDX-License-Identifier: GPL-2.0-only */
/* The ladder on a terminal: a line for each step, its runs as dots, what it left as a bar. */
#include "ladder.h"
#include "report_private.h"

#include "base/banned.h"

#define LINE_COLUMNS    6
#define NAME_COLUMNS    15
#define VERDICT_COLUMNS 7
#define DOTS_IN_A_ROW   20
#define BAR_COLUMNS     16
/* More rows say no more. */
#define DOTS_MAX ((size_t)200)
/* Titles in the legend. */
#define TITLES_MAX 6

/* What is drawn, in UTF-8 and where only ASCII is sure to be shown. */
enum sign {
	SIGN_BUG = 0, /* a crash of the bug */
	SIGN_CRASH,   /* another one */
	SIGN_OK,
	SIGN_OTHER,
	SIGN_BAR
};
static const struct {
	const char *utf8, *ascii;
	enum bv_style style;
} signs[] = {
	[SIGN_BUG] = {"\xe2\x97\x8f", "#", BV_STYLE_ERROR},     /* black circle */
	[SIGN_CRASH] = {"\xe2\x97\x90", "x", BV_STYLE_WARNING}, /* half a circle */
	[SIGN_OK] = {"\xe2\x97\x8b", "o", BV_STYLE_PLAIN},      /* white circle */
	[SIGN_OTHER] = {"\xc2\xb7", ".", BV_STYLE_FAINT},       /* middle dot */
	[SIGN_BAR] = {"\xe2\x96\xac", "=", BV_STYLE_FAINT},     /* black rectangle */
};

struct ladder_text {
	const struct bv_report *report;
	struct bv_ladder ladder;
	struct bv_out *out;
	struct bv_arena scratch;
};

static void print_signs(struct ladder_text *text, enum sign sign, size_t count)
{
	bv_out_style(text->out, signs[sign].style);
	for (size_t i = 0; i < count; i++)
		bv_out_print(text->out, "%s",
			     text->report->is_ascii ? signs[sign].ascii : signs[sign].utf8);
	bv_out_style(text->out, BV_STYLE_PLAIN);
}

static enum sign sign_of(const struct ladder_text *text, const struct bv_run *run)
{
	enum bv_dot dot = bv_ladder_dot(run);

	if (dot != BV_DOT_CRASH)
		return dot == BV_DOT_OK ? SIGN_OK : SIGN_OTHER;
	return text->ladder.titles[bv_ladder_title(&text->ladder, run)].is_bug ? SIGN_BUG
									       : SIGN_CRASH;
}

/*
 * The legend
 */

static void print_meaning(struct ladder_text *text, const char **label, enum sign sign,
			  struct bv_text meaning)
{
	bv_screen_label(text->out, *label);
	*label = "";
	print_signs(text, sign, 1);
	bv_out_print(text->out, " ");
	bv_out_folded(text->out, bv_screen_text(meaning, &text->scratch), BV_LABEL_COLUMNS + 2,
		      BV_LABEL_COLUMNS + 2);
}

static void print_legend(struct ladder_text *text)
{
	const struct bv_ladder *ladder = &text->ladder;
	const char *label = "ladder";
	size_t crashes = 0;

	for (size_t i = 0, shown = 0; i < ladder->title_count && shown < TITLES_MAX; i++) {
		if (!ladder->titles[i].is_bug)
			continue;
		shown++;
		print_meaning(text, &label, SIGN_BUG, ladder->titles[i].title);
	}
	for (size_t i = 0; i < ladder->title_count; i++)
		crashes += !ladder->titles[i].is_bug;
	if (crashes)
		print_meaning(text, &label, SIGN_CRASH, BV_TEXT("another crash"));
	if (ladder->ok)
		print_meaning(text, &label, SIGN_OK, BV_TEXT("no crash"));
	if (ladder->other)
		print_meaning(text, &label, SIGN_OTHER, BV_TEXT("a run that tells nothing"));
	if (ladder->left_most)
		print_meaning(text, &label, SIGN_BAR,
			      ladder->is_left_from_tree
				      ? BV_TEXT("candidates left, on a log scale")
				      : BV_TEXT("left to test after this, as git printed it, on a "
						"log scale"));
}

/*
 * A step
 */

static void print_blanks(struct bv_out *out, size_t used, size_t columns)
{
	bv_out_print(out, "%*s", (int)(used < columns ? columns - used : 1), "");
}

/* A question mark: inferred; a star: the user's. */
static size_t print_verdict(struct ladder_text *text, size_t index)
{
	static const enum bv_style styles[] = {
		[BV_VERDICT_UNKNOWN] = BV_STYLE_FAINT, [BV_VERDICT_GOOD] = BV_STYLE_GOOD,
		[BV_VERDICT_BAD] = BV_STYLE_ERROR,     [BV_VERDICT_SKIP] = BV_STYLE_WARNING,
		[BV_VERDICT_WEAK] = BV_STYLE_WARNING,
	};
	const struct bv_case *c = text->report->answer->c;
	enum bv_verdict verdict = bv_case_verdict(c, index);
	const char *name = bv_verdict_name(verdict) ? bv_verdict_name(verdict) : "-";
	const char *mark = bv_case_is_assumed(c, index)    ? "*"
			   : bv_case_is_inferred(c, index) ? "?"
							   : "";

	bv_out_style(text->out, styles[verdict]);
	bv_out_print(text->out, "%s", name);
	bv_out_style(text->out, BV_STYLE_PLAIN);
	bv_out_print(text->out, "%s", mark);
	return bv_text_from(name).size + bv_text_from(mark).size;
}

static void print_head(struct ladder_text *text, size_t index)
{
	const struct bv_case *c = text->report->answer->c;
	const struct bv_step *step = &c->bisection->steps.items[index];
	struct bv_text name = bv_screen_text(bv_case_name(c, step->revision), &text->scratch);
	size_t columns = bv_text_columns(name), line = step->line;

	if (line)
		bv_out_print(text->out, "%*zu  ", LINE_COLUMNS, line);
	else
		bv_out_print(text->out, "%*s", LINE_COLUMNS + 2, "");
	bv_out_text(text->out, name);
	print_blanks(text->out, columns, NAME_COLUMNS);
	print_blanks(text->out, print_verdict(text, index), VERDICT_COLUMNS);
}

static void print_left(struct ladder_text *text, size_t index, size_t dots)
{
	struct bv_count left = bv_ladder_left(&text->ladder, text->report->answer->c, index);
	size_t bar;

	if (!left.is_known || text->ladder.left_most == 0)
		return;
	bar = (size_t)(bv_ladder_share(&text->ladder, left.value) * BAR_COLUMNS + .5);
	bv_out_print(text->out, "%*s", (int)(DOTS_IN_A_ROW - dots + 2), "");
	print_signs(text, SIGN_BAR, bar);
	bv_out_print(text->out, "%s%zu", bar ? " " : "", left.value);
}

/* Equal signs in a row are one piece: a sequence for each dot would be long. */
static void print_dots(struct ladder_text *text, const struct bv_runs *runs, size_t from,
		       size_t end)
{
	size_t same;

	for (size_t i = from; i < end; i += same) {
		enum sign sign = sign_of(text, &runs->items[i]);

		for (same = 1; i + same < end && sign_of(text, &runs->items[i + same]) == sign;)
			same++;
		print_signs(text, sign, same);
	}
}

static size_t row_end(size_t from, size_t shown)
{
	return shown - from < DOTS_IN_A_ROW ? shown : from + DOTS_IN_A_ROW;
}

static void print_step(struct ladder_text *text, size_t index)
{
	const struct bv_step *step = &text->report->answer->c->bisection->steps.items[index];
	size_t shown = step->runs.count < DOTS_MAX ? step->runs.count : DOTS_MAX;
	size_t end = row_end(0, shown);

	print_head(text, index);
	print_dots(text, &step->runs, 0, end);
	if (step->is_build_failed && shown == 0) {
		bv_out_print(text->out, "did not build");
		end = sizeof("did not build") - 1;
	}
	print_left(text, index, end);
	bv_out_print(text->out, "\n");
	for (size_t from = end; from < shown; from = end) {
		end = row_end(from, shown);
		bv_out_print(text->out, "%*s", LINE_COLUMNS + 2 + NAME_COLUMNS + VERDICT_COLUMNS,
			     "");
		print_dots(text, &step->runs, from, end);
		bv_out_print(text->out, "\n");
	}
	if (shown < step->runs.count)
		bv_out_print(text->out, "%*sand %zu more\n",
			     LINE_COLUMNS + 2 + NAME_COLUMNS + VERDICT_COLUMNS, "",
			     step->runs.count - shown);
}

void bv_render_ladder(const struct bv_report *report, struct bv_out *out)
{
	size_t count = report->answer->c->bisection->steps.count;
	struct ladder_text text = {.report = report, .out = out};

	if (count == 0)
		return;
	bv_ladder_make(&text.ladder, report->answer);
	bv_out_print(out, "\n");
	print_legend(&text);
	/* Keeps one block from being made and freed again with every step. */
	(void)bv_arena_alloc(&text.scratch, 1, 1);
	for (size_t i = 0; i < count; i++) {
		struct bv_arena_mark mark = bv_arena_mark(&text.scratch);

		print_step(&text, i);
		bv_arena_rewind(&text.scratch, mark);
	}
	bv_arena_release(&text.scratch);
}
