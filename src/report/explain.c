/* SPDX-License-Identifier: GPL-2.0-only */
/* What `explain` prints: a check's own words, laid out. */
#include <string.h>

#include "report_private.h"

#include "base/banned.h"

#define INDENT 4

static void print_paragraphs(struct bv_out *out, struct bv_text explanation)
{
	struct bv_text paragraph;

	while (bv_take_line(&explanation, &paragraph)) {
		if (bv_text_is_empty(bv_text_trim(paragraph)))
			continue;
		bv_out_print(out, "\n%*s", INDENT, "");
		bv_out_folded(out, paragraph, INDENT, INDENT);
	}
}

void bv_report_explain(const struct bv_check_info *check, struct bv_out *out)
{
	bv_out_style(out, BV_STYLE_STRONG);
	bv_out_print(out, "%s", check->id);
	bv_out_style(out, BV_STYLE_PLAIN);
	bv_out_print(out, " (%s)\n%*s", bv_level_name(check->level), INDENT, "");
	bv_out_folded(out, bv_text_from(check->summary), INDENT, INDENT);
	print_paragraphs(out, bv_text_from(check->explanation));
}

static struct bv_text family(const char *id)
{
	struct bv_text text = bv_text_from(id);

	return bv_text_slice(text, 0, bv_text_find_byte(text, '.'));
}

void bv_render_check_list(bv_check_row *row, size_t count, struct bv_out *out)
{
	size_t id_columns = 0;

	for (size_t i = 0; i < count; i++)
		if (strlen(row(i)->id) > id_columns)
			id_columns = strlen(row(i)->id);
	for (size_t i = 0; i < count; i++) {
		const struct bv_check_info *check = row(i);
		size_t column = id_columns + BV_LEVEL_COLUMNS + 2;

		if (i && !bv_text_equal(family(check->id), family(row(i - 1)->id)))
			bv_out_print(out, "\n");
		bv_out_print(out, "%-*s  %-*s", (int)id_columns, check->id, BV_LEVEL_COLUMNS,
			     bv_level_name(check->level));
		bv_out_folded(out, bv_text_from(check->summary), column, column);
	}
}

void bv_report_explain_list(struct bv_out *out)
{
	bv_render_check_list(bv_check_at, bv_check_count(), out);
}
