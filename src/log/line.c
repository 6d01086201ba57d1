/* Lines of a source, numbered, with the limits that keep any input bounded. */
#include "line.h"

#include "base/banned.h"

void bv_lines_split(struct bv_lines *out, const struct bv_source *source, struct bv_arena *keep)
{
	struct bv_text rest = source->text;
	struct bv_text text;

	*out = (struct bv_lines){0};
	out->is_truncated = source->is_truncated;
	out->is_cut = rest.size > 0 && rest.data[rest.size - 1] != '\n';
	while (bv_take_line(&rest, &text)) {
		struct bv_line *line;

		if (out->count == BV_LOG_LINES_MAX) {
			out->is_truncated = true;
			return;
		}
		line = BV_APPEND(out, keep);
		line->text = text;
		line->number = out->count;
	}
}
