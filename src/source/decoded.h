/* Text that was decoded, line by line, with the line of the source that each line comes from. */
#ifndef BV_LOG_DECODED_H
#define BV_LOG_DECODED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/out.h"
#include "base/text.h"

struct bv_line_numbers {
	size_t *items;
	size_t count, capacity;
};

/** Grows in @bytes.keep. Past BV_LOG_BYTES_MAX or BV_LOG_LINES_MAX, what comes is dropped. */
struct bv_decoded {
	struct bv_out_buffer bytes;
	struct bv_line_numbers numbers; /* one for each line */
	bool is_in_line;                /* the last line has no end yet */
	bool is_truncated;
};

void bv_decoded_init(struct bv_decoded *out, struct bv_arena *keep);

/**
 * Add @text, which may hold several lines or a piece of one.
 *
 * Meaning: lines that begin in it have the number @number.
 */
void bv_decoded_add(struct bv_decoded *decoded, struct bv_text text, size_t number);
/** End the line that is open, if one is. */
void bv_decoded_end_line(struct bv_decoded *decoded);

/** All of it. Owner: borrowed, until more is added. */
struct bv_text bv_decoded_text(const struct bv_decoded *decoded);

/** Goes through the lines of a decoded text; initialise with bv_decoded_read(). */
struct bv_decoded_cursor {
	struct bv_text rest;
	const struct bv_line_numbers *numbers;
	size_t index;
};
struct bv_decoded_cursor bv_decoded_read(const struct bv_decoded *decoded);
/** The next line without its LF or CRLF, and its number. False at the end. */
bool bv_decoded_take_line(struct bv_decoded_cursor *cursor, struct bv_text *out, size_t *number);

#endif
