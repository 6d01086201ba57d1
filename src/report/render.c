/* Rendering: the formats as a table. */
#include "render.h"

#include "base/banned.h"

/* Below this the columns would leave no room for words. */
#define WIDTH_MIN 40

void bv_report_render(const struct bv_report *report, enum bv_format format, struct bv_out *out)
{
	static void (*const renderers[])(const struct bv_report *, struct bv_out *) = {
		[BV_FORMAT_TEXT] = bv_render_text,
		[BV_FORMAT_TERSE] = bv_render_terse,
		[BV_FORMAT_JSON] = bv_render_json,
	};
	size_t width = out->width;

	if (width && width < WIDTH_MIN)
		out->width = WIDTH_MIN;
	renderers[format](report, out);
	out->width = width;
}
