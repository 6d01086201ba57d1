/* What the terminal is: width, colour, or none at all. */
#ifndef BV_CLI_TERMINAL_H
#define BV_CLI_TERMINAL_H

#include <stdio.h>

#include "base/out.h"
#include "options.h"

/** An output on @stream: folded and, as @colour says, coloured only when it is a terminal. */
struct bv_out bv_terminal_out(FILE *stream, enum bv_when colour);

/** Flush @stream; false when anything printed on it was lost. */
bool bv_terminal_flush(const struct bv_out *out, FILE *stream);

#endif
