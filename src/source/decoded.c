/* SPDX-License-Identifier: GPL-2.0-only */
/* Text that was decoded, line by line, with the line of the source that each line comes from. */
#include "source_private.h"

#include "base/banned.h"

void bv_decoded_init(struct bv_decoded *out, struct bv_arena *keep)
{
	*out = (struct bv_decoded){.bytes = {.keep = keep}};
}

static void add_piece(struct bv_decoded *decoded, struct bv_text piece, size_t number)
{
	if (decoded->bytes.count + piece.size > BV_LOG_BYTES_MAX ||
	    (!decoded->is_in_line && decoded->numbers.count == BV_LOG_LINES_MAX)) {
		decoded->is_truncated = true;
		return;
	}
	if (!decoded->is_in_line)
		*BV_APPEND(&decoded->numbers, decoded->bytes.keep) = number;
	(void)bv_sink_buffer(&decoded->bytes, piece.data, piece.size);
	decoded->is_in_line = piece.data[piece.size - 1] != '\n';
}

void bv_decoded_add(struct bv_decoded *decoded, struct bv_text text, size_t number)
{
	while (text.size && !decoded->is_truncated) {
		size_t end = bv_text_find_byte(text, '\n');
		struct bv_text piece = end == SIZE_MAX ? text : bv_text_slice(text, 0, end + 1);

		add_piece(decoded, piece, number);
		text = bv_text_from_offset(text, piece.size);
	}
}

void bv_decoded_end_line(struct bv_decoded *decoded)
{
	/* A line that was cut off by the limit ends where it stands. */
	if (!decoded->is_in_line)
		return;
	(void)bv_sink_buffer(&decoded->bytes, "\n", 1);
	decoded->is_in_line = false;
}

struct bv_text bv_decoded_text(const struct bv_decoded *decoded)
{
	return (struct bv_text){decoded->bytes.items, decoded->bytes.count};
}

struct bv_decoded_cursor bv_decoded_read(const struct bv_decoded *decoded)
{
	return (struct bv_decoded_cursor){bv_decoded_text(decoded), &decoded->numbers, 0};
}

bool bv_decoded_take_line(struct bv_decoded_cursor *cursor, struct bv_text *out, size_t *number)
{
	if (!bv_take_line(&cursor->rest, out))
		return false;
	*number = cursor->numbers->items[cursor->index++];
	return true;
}
