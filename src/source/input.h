/* A file, a pipe or standard input, piece by piece: any size in little memory. */
#ifndef BV_LOG_INPUT_H
#define BV_LOG_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"

/** How far one can look ahead. Units: bytes. */
#define BV_INPUT_BYTES ((size_t)64 << 10)

struct bv_input {
	int file;
	char name[256]; /* as the user wrote it; "-" becomes "<stdin>" */
	bool is_at_end; /* nothing comes behind what is in @bytes */
	size_t from, to;
	char bytes[BV_INPUT_BYTES];
};

/**
 * Open @path, "-" being standard input.
 *
 * Errors: not there, not readable.
 * Owner:  the caller closes, after a success.
 */
BV_MUST_CHECK bool bv_input_open(struct bv_input *out, const char *path, struct bv_error *err);
void bv_input_close(struct bv_input *input);

/**
 * Look at what comes next: as much as BV_INPUT_BYTES, all of the rest when there is less.
 *
 * Errors: a folder, a file that cannot be read.
 * Owner:  borrowed from @input, until something is taken.
 */
BV_MUST_CHECK bool bv_input_look(struct bv_text *out, struct bv_input *input, struct bv_error *err);

/**
 * Look at the next line, its LF included; of a line longer than BV_INPUT_BYTES, as much of it.
 *
 * Meaning: empty at the end.
 * Errors:  as bv_input_look().
 * Owner:   borrowed from @input, until something is taken.
 */
BV_MUST_CHECK bool bv_input_look_line(struct bv_text *out, struct bv_input *input,
				      struct bv_error *err);

/** Go on behind the next @size bytes, which have been looked at. */
void bv_input_take(struct bv_input *input, size_t size);

#endif
