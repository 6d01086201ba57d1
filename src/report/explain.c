/* SPDX-License-Identifier: GPL-2.0-only */
/* What `explain` prints: the texts on checks, families and words, laid out. */
#include <string.h>

#include "report_private.h"

#include "base/banned.h"

#define INDENT 4

static void print_strong(struct bv_out *out, const char *text)
{
	bv_out_style(out, BV_STYLE_STRONG);
	bv_out_print(out, "%s", text);
	bv_out_style(out, BV_STYLE_PLAIN);
}

void bv_render_explanation(const struct bv_explanation *explanation, enum bv_level level,
			   struct bv_out *out)
{
	print_strong(out, explanation->name);
	if (explanation->kind == BV_EXPLAINS_FAMILY)
		bv_out_print(out, ".*");
	if (explanation->kind == BV_EXPLAINS_CHECK)
		bv_out_print(out, " (%s)", bv_level_name(level));
	bv_out_print(out, "\n%*s", INDENT, "");
	bv_out_folded(out, bv_text_from(explanation->summary), INDENT, INDENT);
	for (const char *const *paragraph = explanation->paragraphs; *paragraph; paragraph++) {
		bv_out_print(out, "\n%*s", INDENT, "");
		bv_out_folded(out, bv_text_from(*paragraph), INDENT, INDENT);
	}
}

static struct bv_text family(const char *id)
{
	struct bv_text text = bv_text_from(id);

	return bv_text_slice(text, 0, bv_text_find_byte(text, '.'));
}

static size_t id_columns(const struct bv_check_lines *lines)
{
	size_t columns = 0;

	for (size_t i = 0; i < lines->count; i++)
		if (strlen(lines->items[i].id) > columns)
			columns = strlen(lines->items[i].id);
	return columns;
}

void bv_render_check_lines(const struct bv_check_lines *lines, struct bv_out *out)
{
	size_t columns = id_columns(lines);
	size_t summary_column = columns + BV_LEVEL_COLUMNS + 2;

	for (size_t i = 0; i < lines->count; i++) {
		const struct bv_check_line *line = &lines->items[i];

		if (i && !bv_text_equal(family(line->id), family(lines->items[i - 1].id)))
			bv_out_print(out, "\n");
		bv_out_print(out, "%-*s  %-*s", (int)columns, line->id, BV_LEVEL_COLUMNS,
			     bv_level_name(line->level));
		bv_out_folded(out, bv_text_from(line->summary), summary_column, summary_column);
	}
}

/* All checks, or those of the family @name. */
static void print_checks(const char *name, struct bv_out *out)
{
	struct bv_arena scratch = {0};
	struct bv_check_lines lines = {0};

	for (size_t i = 0; i < bv_check_count(); i++) {
		const struct bv_check *check = bv_check_at(i);
		const struct bv_explanation *text = bv_explanation_find(bv_text_from(check->id));

		if (!name || bv_text_equal(family(check->id), bv_text_from(name)))
			*BV_APPEND(&lines, &scratch) = (struct bv_check_line){
				check->id, check->level, text ? text->summary : ""};
	}
	bv_render_check_lines(&lines, out);
	bv_arena_release(&scratch);
}

void bv_report_explain(const struct bv_explanation *explanation, struct bv_out *out)
{
	const struct bv_check *check = bv_check_find(bv_text_from(explanation->name));

	bv_render_explanation(explanation, check ? check->level : BV_LEVEL_DEFAULT, out);
	if (explanation->kind == BV_EXPLAINS_FAMILY) {
		bv_out_print(out, "\n");
		print_checks(explanation->name, out);
	}
}

static void print_summaries(enum bv_explains kind, const char *heading, struct bv_out *out)
{
	size_t columns = 0;

	for (size_t i = 0; i < bv_explanation_count(); i++) {
		const struct bv_explanation *explanation = bv_explanation_at(i);

		if (explanation->kind == kind && strlen(explanation->name) > columns)
			columns = strlen(explanation->name);
	}
	bv_out_print(out, "\n");
	print_strong(out, heading);
	bv_out_print(out, "\n");
	for (size_t i = 0; i < bv_explanation_count(); i++) {
		const struct bv_explanation *explanation = bv_explanation_at(i);

		if (explanation->kind != kind)
			continue;
		bv_out_print(out, "%-*s", (int)columns + 2, explanation->name);
		bv_out_folded(out, bv_text_from(explanation->summary), columns + 2, columns + 2);
	}
}

void bv_report_explain_list(struct bv_out *out)
{
	print_checks(NULL, out);
	print_summaries(BV_EXPLAINS_FAMILY, "families of checks", out);
	print_summaries(BV_EXPLAINS_WORD, "words of the reports", out);
}
