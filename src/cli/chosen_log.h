/* SPDX-License-Identifier: GPL-2.0-only */
/* Which text the user means: a file, a mail of a mailbox, a part of a text, the bisection in
 * progress. */
#ifndef BV_CLI_CHOSEN_LOG_H
#define BV_CLI_CHOSEN_LOG_H

#include "log/log.h"
#include "session.h"
#include "source/source.h"

struct bv_chosen_log {
	const char *path; /* "-" is standard input */
	size_t mail;      /* only this one of a mailbox; 0: all */
	size_t part;      /* only this bisection of a text; 0: all */
};

/**
 * Choose by the arguments: one log, "FILE:N" for the N-th mail of a mailbox as reports name it,
 * none for the bisection in progress in the session's tree.
 *
 * Errors: BV_ERROR_USAGE for several logs, or none when no bisection is in progress.
 * Owner:  kept by the session, or borrowed from @arguments.
 */
BV_MUST_CHECK bool bv_log_choose(struct bv_chosen_log *out, struct bv_session *session,
				 int argument_count, char **arguments, struct bv_error *err);

/** Is @source of the mail that was chosen? */
bool bv_log_is_chosen(const struct bv_chosen_log *log, const struct bv_source *source);
/** Is @bisection the part that was chosen? */
bool bv_part_is_chosen(const struct bv_chosen_log *log, const struct bv_bisection *bisection);

#endif
