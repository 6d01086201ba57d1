/* SPDX-License-Identifier: GPL-2.0-only */
/* The terminal, asked once per output; progress as git shows its own; rows of a summary; the exit
 * status. */
#include "terminal.h"

#include <errno.h>
#include <langinfo.h>
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

static bool is_colour_wanted(int descriptor, size_t colour)
{
	const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");

	if (colour != BV_WHEN_AUTO)
		return colour == BV_WHEN_ALWAYS;
	if (refused && refused[0])
		return false;
	return isatty(descriptor) && terminal && strcmp(terminal, "dumb") != 0;
}

struct bv_out bv_terminal_out(FILE *stream, size_t colour)
{
	int descriptor = fileno(stream);
	struct bv_out out = {.sink = bv_sink_file, .context = stream};

	out.has_colour = is_colour_wanted(descriptor, colour);
	out.width = isatty(descriptor) ? width_of(descriptor) : 0;
	return out;
}

bool bv_terminal_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* The first failure says why: what comes later is not written at all. */
static int write_problem(const struct bv_out *out, FILE *stream)
{
	if (out->is_failed)
		return out->problem ? out->problem : EIO;
	errno = 0;
	if (fflush(stream) != 0 || ferror(stream))
		return errno ? errno : EIO;
	return 0;
}

/*
 * Progress
 */

#define MARKS_MAX (sizeof(((struct bv_progress *)NULL)->shown) / sizeof(struct bv_progress_mark))

static double now_seconds(void)
{
	struct timespec now = {0};

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct bv_progress bv_progress_start(const char *title, const char *unit, size_t total)
{
	return (struct bv_progress){
		.title = title,
		.unit = unit,
		.total = total,
		.started = now_seconds(),
		.is_on_terminal = isatty(STDERR_FILENO) == 1,
	};
}

double bv_progress_seconds(const struct bv_progress *progress)
{
	return now_seconds() - progress->started;
}

/* Of what was done since @since. */
static double rate_since(struct bv_progress_mark since, double now, size_t done)
{
	return now > since.at && done > since.done ? (double)(done - since.done) / (now - since.at)
						   : 0;
}

/* A shorter text than the last one wipes out the rest of that. */
static void print_progress(struct bv_progress *progress, size_t done, double rate)
{
	int count, before = progress->column_count;

	if (progress->total)
		count = fprintf(stderr, "\r%s: %3zu%% (%zu/%zu)", progress->title,
				done * 100 / progress->total, done, progress->total);
	else
		count = fprintf(stderr, "\r%s: %zu", progress->title, done);
	if (progress->unit)
		count += fprintf(stderr, ", %.*f %s/s", rate < 9.95, rate, progress->unit);
	if (count < before)
		(void)fprintf(stderr, "%*s", before - count, "");
	progress->column_count = count;
}

/* Source: git's throughput is that of the last eight times that it was shown. */
void bv_progress_show(struct bv_progress *progress, size_t done)
{
	const struct bv_progress_mark start = {.at = progress->started};
	struct bv_progress_mark *last, *next = &progress->shown[progress->shown_count % MARKS_MAX];
	double now;

	progress->done = done;
	if (!progress->is_on_terminal)
		return;
	now = now_seconds();
	last = &progress->shown[(progress->shown_count + MARKS_MAX - 1) % MARKS_MAX];
	if (now < progress->started + 2 || (progress->shown_count && now < last->at + 1))
		return;
	print_progress(progress, done,
		       rate_since(progress->shown_count < MARKS_MAX ? start : *next, now, done));
	*next = (struct bv_progress_mark){now, done};
	progress->shown_count++;
	(void)fflush(stderr);
}

/* The last one has the rate of the whole. */
void bv_progress_end(struct bv_progress *progress)
{
	const struct bv_progress_mark start = {.at = progress->started};

	if (progress->shown_count == 0)
		return;
	if (progress->total)
		print_progress(progress, progress->done,
			       rate_since(start, now_seconds(), progress->done));
	(void)fprintf(stderr, progress->done < progress->total ? "\n" : ", done.\n");
	progress->shown_count = 0;
}

/*
 * Rows of a summary
 */

void bv_count_print(size_t count, const char *one, const char *many, struct bv_out *out)
{
	if (count)
		bv_out_print(out, "%7zu %s\n", count, count == 1 ? one : many);
}

enum bv_judgement bv_judgement_by_gravity(size_t index)
{
	static const enum bv_judgement order[] = {BV_JUDGEMENT_REFUTED, BV_JUDGEMENT_DOUBTFUL,
						  BV_JUDGEMENT_UNDECIDED, BV_JUDGEMENT_CONSISTENT};

	return order[index];
}

/*
 * The one place where a judgement or an error becomes an exit status
 */

enum bv_status bv_status_of(enum bv_judgement judgement, const struct bv_options *options)
{
	size_t fail_on = options->of[BV_OPTION_FAIL_ON].number;

	switch (judgement) {
	case BV_JUDGEMENT_UNDECIDED:
		return BV_STATUS_UNDECIDED;
	case BV_JUDGEMENT_CONSISTENT:
		return BV_STATUS_FINE;
	case BV_JUDGEMENT_DOUBTFUL:
		return fail_on == BV_FAIL_ON_DOUBTFUL ? BV_STATUS_FOUND : BV_STATUS_FINE;
	case BV_JUDGEMENT_REFUTED:
		return fail_on == BV_FAIL_ON_NEVER ? BV_STATUS_FINE : BV_STATUS_FOUND;
	}
	return BV_STATUS_ERROR;
}

static int gravity(enum bv_status status)
{
	switch (status) {
	case BV_STATUS_FINE:
		return 0;
	case BV_STATUS_UNDECIDED:
		return 1;
	case BV_STATUS_FOUND:
		return 2;
	case BV_STATUS_ERROR:
	case BV_STATUS_USAGE:
		break;
	}
	return 3;
}

enum bv_status bv_status_worse(enum bv_status a, enum bv_status b)
{
	return gravity(a) >= gravity(b) ? a : b;
}

/* A name may hold line feeds: they must not begin a line that we did not write. */
static void print_error(struct bv_out *out, const char *what, const struct bv_error *err)
{
	bv_out_print(out, "%s: ", what);
	if (err->source[0]) {
		bv_out_text(out, bv_text_from(err->source));
		if (err->line)
			bv_out_print(out, ":%zu", err->line);
		bv_out_print(out, ": ");
	}
	bv_out_text(out, bv_text_from(err->text));
	if (err->advice[0]) {
		bv_out_print(out, "\nhint: ");
		bv_out_text(out, bv_text_from(err->advice));
	}
	bv_out_print(out, "\n");
}

void bv_status_warn(const struct bv_error *err)
{
	struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);

	print_error(&out, "warning", err);
}

void bv_status_say(struct bv_text line)
{
	struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);

	bv_out_text(&out, line);
	bv_out_print(&out, "\n");
}

enum bv_status bv_status_written(const struct bv_out *out, FILE *stream, enum bv_status status)
{
	int problem = write_problem(out, stream);
	struct bv_error err = {0};

	if (problem == 0)
		return status;
	(void)bv_fail(&err, BV_ERROR_INTERNAL, "the output could not be written: %s",
		      strerror(problem));
	if (problem == EPIPE)
		(void)bv_fail_advice(&err, "what reads it ended before it had read all");
	return bv_status_report(&err);
}

enum bv_status bv_status_report(const struct bv_error *err)
{
	struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);

	print_error(&out, err->kind == BV_ERROR_USAGE ? "error" : "fatal", err);
	return err->kind == BV_ERROR_USAGE ? BV_STATUS_USAGE : BV_STATUS_ERROR;
}
