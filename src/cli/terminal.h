/* SPDX-License-Identifier: GPL-2.0-only */
/* What the user sees besides the reports: the terminal, progress, errors, and the exit status. */
#ifndef BV_CLI_TERMINAL_H
#define BV_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

#include "base/error.h"
#include "base/out.h"
#include "checks/check.h"
#include "options.h"

/** An output on @stream, folded and coloured only on a terminal; @colour is an enum bv_when. */
struct bv_out bv_terminal_out(FILE *stream, size_t colour);

/** What the user sees is UTF-8, by the locale that main() took. */
bool bv_terminal_is_utf8(void);

/*
 * Progress on standard error: only on a terminal, and only when it takes longer than a second
 */

struct bv_progress {
	const char *title; /* "Verifying logs" */
	const char *unit;  /* "logs", to say how many a second; NULL: not said */
	size_t total;      /* 0: not known */
	size_t done;
	double started; /* seconds, of a clock that is never set */
	/* What was done when it was shown, the last ones in turn: the rate is theirs. */
	struct bv_progress_mark {
		double at;
		size_t done;
	} shown[8];
	size_t shown_count;
	int column_count; /* of what stands on the terminal */
	bool is_on_terminal;
};
struct bv_progress bv_progress_start(const char *title, const char *unit, size_t total);
void bv_progress_show(struct bv_progress *progress, size_t done);
void bv_progress_end(struct bv_progress *progress);
/** Since its start. */
double bv_progress_seconds(const struct bv_progress *progress);

/*
 * Rows of a summary
 */

/** "3 logs have none", @many being the words; nothing for 0. */
void bv_count_print(size_t count, const char *one, const char *many, struct bv_out *out);
/** The judgements, the gravest first; @index is up to BV_JUDGEMENT_REFUTED. */
enum bv_judgement bv_judgement_by_gravity(size_t index);

/*
 * Exit statuses, and how an error is told
 */

enum bv_status {
	BV_STATUS_FINE = 0,
	BV_STATUS_FOUND = 1, /* doubtful or refuted */
	BV_STATUS_UNDECIDED = 2,
	BV_STATUS_ERROR = 128, /* ours, as git's die() */
	BV_STATUS_USAGE = 129  /* as git's usage() */
};

/** The status of one judged log. */
enum bv_status bv_status_of(enum bv_judgement judgement, const struct bv_options *options);

/** The graver of two: an error, then found, then undecided, then fine. */
enum bv_status bv_status_worse(enum bv_status a, enum bv_status b);

/** Tell the user about @err on standard error, what, where and what to do; the status to exit with.
 */
enum bv_status bv_status_report(const struct bv_error *err);

/** As bv_status_report(), but of what stops nothing. */
void bv_status_warn(const struct bv_error *err);
/** A line that somebody else has to say, as it is. */
void bv_status_say(struct bv_text line);

/** @status when all that was printed on @stream arrived; else the user is told why not. */
enum bv_status bv_status_written(const struct bv_out *out, FILE *stream, enum bv_status status);

#endif
