/* Rows of the first screen. */
#include "screen.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

/* A title of a megabyte must not push the answer off the screen. Units: bytes. */
#define SCREEN_TEXT_MAX 800

/* As much of @text as fits, not cut within a character. */
static struct bv_text readable_part(struct bv_text text)
{
	size_t used = 0;

	if (text.size <= SCREEN_TEXT_MAX)
		return text;
	while (used < SCREEN_TEXT_MAX) {
		uint32_t code_point;
		size_t size = bv_utf8_decode(bv_text_from_offset(text, used), &code_point);

		used += size ? size : 1;
	}
	return bv_text_slice(text, 0, used);
}

struct bv_text bv_screen_text(struct bv_text text, struct bv_arena *keep)
{
	static const char cut_mark[] = " [cut]";
	struct bv_text part = readable_part(text);
	char *copy = bv_arena_alloc(keep, 4 * part.size + sizeof(cut_mark), 1);
	size_t used = 0;

	for (size_t i = 0; i < part.size; i++) {
		char c = part.data[i];

		if (c == '\n' || c == '\r' || c == '\0')
			used += (size_t)snprintf(copy + used, 5, "\\x%02x", (unsigned)c);
		else
			copy[used++] = c;
	}
	if (part.size < text.size) {
		memcpy(copy + used, cut_mark, sizeof(cut_mark) - 1);
		used += sizeof(cut_mark) - 1;
	}
	return (struct bv_text){copy, used};
}

void bv_screen_label(struct bv_out *out, const char *label)
{
	bv_out_print(out, "%-*s", BV_LABEL_COLUMNS, label);
}

void bv_screen_row(struct bv_out *out, const char *label, struct bv_text text)
{
	struct bv_arena scratch = {0};

	bv_screen_label(out, label);
	bv_out_folded(out, bv_screen_text(text, &scratch), BV_LABEL_COLUMNS, BV_LABEL_COLUMNS);
	bv_arena_release(&scratch);
}

const char *bv_screen_plural(size_t count)
{
	return count == 1 ? "" : "s";
}
