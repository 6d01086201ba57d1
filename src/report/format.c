/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of formats. */
#include "report_private.h"

#include "base/banned.h"

/* Below this the columns would leave no room for words. */
#define WIDTH_MIN 40

static const struct bv_format formats[] = {
	{"text", "the default", bv_render_text, bv_render_decided_text, true, false},
	{"terse", "one finding per line", bv_render_terse, bv_render_decided_terse, false, false},
	{"json", "the schema is bisect-verify-2.schema.json", bv_render_json,
	 bv_render_decided_json, false, false},
	{"html", "a page that needs no other file and no network", bv_render_html, NULL, false,
	 true},
	{"mail", "the text of a reply to whoever reported the result", bv_render_mail, NULL, false,
	 true},
	{"b4", "of hook: a review check of b4", NULL, bv_render_decided_b4, false, false},
	{"regzbot", "commands to the regression tracker", bv_render_regzbot,
	 bv_render_decided_regzbot, false, false},
};

size_t bv_format_count(void)
{
	return sizeof(formats) / sizeof(formats[0]);
}

const struct bv_format *bv_format_at(size_t index)
{
	return index < bv_format_count() ? &formats[index] : NULL;
}

const struct bv_format *bv_format_find(struct bv_text name)
{
	for (size_t i = 0; i < bv_format_count(); i++)
		if (bv_text_equal(name, bv_text_from(formats[i].name)))
			return &formats[i];
	return NULL;
}

/* Gives the width before. */
static size_t widen(struct bv_out *out)
{
	size_t width = out->width;

	if (width && width < WIDTH_MIN)
		out->width = WIDTH_MIN;
	return width;
}

void bv_report_render(const struct bv_report *report, const struct bv_format *format,
		      struct bv_out *out)
{
	size_t width = widen(out);

	format->render(report, out);
	out->width = width;
}

void bv_report_render_decided(const struct bv_decided *decided, const struct bv_format *format,
			      struct bv_out *out)
{
	size_t width = widen(out);

	format->render_decided(decided, out);
	out->width = width;
}
