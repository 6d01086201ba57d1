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

enum bv_status bv_status_report(const struct bv_error *err)
{
	struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);

	bv_out_print(&out, "%s: ", err->kind == BV_ERROR_USAGE ? "error" : "fatal");
	if (err->source[0]) {
		bv_out_print(&out, "%s", err->source);
		if (err->line)
			bv_out_print(&out, ":%zu", err->line);
		bv_out_print(&out, ": ");
	}
	bv_out_print(&out, "%s\n", err->text);
	if (err->advice[0])
		bv_out_print(&out, "hint: %s\n", err->advice);
	return err->kind == BV_ERROR_USAGE ? BV_STATUS_USAGE : BV_STATUS_ERROR;
}
