/* The terminal, asked once per output. */
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_LEAST   40
#define WIDTH_DEFAULT 80

/* COLUMNS as git's term_columns(), then the terminal itself. */
static size_t width_of(int descriptor)
{
	struct bv_text columns = bv_text_from(getenv("COLUMNS"));
	struct winsize size;
	uint64_t width = 0;

	if (!bv_take_uint(&columns, &width) || columns.size) {
		if (ioctl(descriptor, TIOCGWINSZ, &size) == 0)
			width = size.ws_col;
	}
	if (width == 0)
		return WIDTH_DEFAULT;
	if (width > 1000)
		return 1000;
	return width < WIDTH_LEAST ? WIDTH_LEAST : (size_t)width;
}

static bool is_colour_wanted(int descriptor, enum bv_when colour)
{
	const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");

	if (colour != BV_WHEN_AUTO)
		return colour == BV_WHEN_ALWAYS;
	if (refused && refused[0])
		return false;
	return isatty(descriptor) && terminal && strcmp(terminal, "dumb") != 0;
}

struct bv_out bv_terminal_out(FILE *stream, enum bv_when colour)
{
	int descriptor = fileno(stream);
	struct bv_out out = {.sink = bv_sink_file, .context = stream};

	out.has_colour = is_colour_wanted(descriptor, colour);
	out.width = isatty(descriptor) ? width_of(descriptor) : 0;
	return out;
}

bool bv_terminal_flush(const struct bv_out *out, FILE *stream)
{
	return fflush(stream) == 0 && !ferror(stream) && !out->is_failed;
}
