/* The one place where a judgement or an error becomes an exit status. */
#include "status.h"

#include <stdio.h>

#include "terminal.h"

enum bv_status bv_status_of(enum bv_judgement judgement, enum bv_fail_on fail_on)
{
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

enum bv_status bv_status_written(const struct bv_out *out, FILE *stream, enum bv_status status)
{
	struct bv_error err = {0};

	if (bv_terminal_flush(out, stream))
		return status;
	(void)bv_fail(&err, BV_ERROR_INTERNAL, "the output could not be written");
	return bv_status_report(&err);
}

enum bv_status bv_status_report(const struct bv_error *err)
{
	struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);

	print_error(&out, err->kind == BV_ERROR_USAGE ? "error" : "fatal", err);
	return err->kind == BV_ERROR_USAGE ? BV_STATUS_USAGE : BV_STATUS_ERROR;
}
