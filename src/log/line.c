/* Lines of a source, numbered, with the limits that keep any input bounded. */
#include "line.h"

#include "unwrap.h"

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

/* A line of a bisection names a commit; prose around it hardly does so in full. */
static bool has_full_hash(struct bv_text text)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.size && digits < 40; i++)
		digits = bv_text_is_hex(bv_text_slice(text, i, 1), 1, 1) ? digits + 1 : 0;
	return digits == 40;
}

void bv_lines_unquote(struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_line *unquoted;
	size_t quoted = 0;
	size_t plain = 0;

	for (size_t i = 0; i < lines->count; i++) {
		struct bv_text text = lines->items[i].text;
		bool is_quoted = bv_unquote(text).size < text.size;

		if (!has_full_hash(text))
			continue;
		quoted += is_quoted;
		plain += !is_quoted;
	}
	if (quoted <= plain)
		return;
	unquoted = bv_arena_alloc(keep, lines->count, sizeof(*unquoted));
	for (size_t i = 0; i < lines->count; i++) {
		unquoted[i].text = bv_unquote(lines->items[i].text);
		unquoted[i].number = lines->items[i].number;
	}
	lines->items = unquoted;
	lines->capacity = lines->count;
}
