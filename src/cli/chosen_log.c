/* SPDX-License-Identifier: GPL-2.0-only */
/* From arguments to a text. */
#include "chosen_log.h"

#include <string.h>
#include <unistd.h>

/* "FILE:N", when there is no file of that name. */
static void split_mail(struct bv_chosen_log *out, struct bv_arena *keep)
{
	const char *colon = strrchr(out->path, ':');
	struct bv_text digits = bv_text_from(colon ? colon + 1 : "");
	struct bv_text file = {out->path, colon ? (size_t)(colon - out->path) : 0};
	uint64_t number;

	if (!colon || access(out->path, F_OK) == 0 || !bv_take_uint(&digits, &number) ||
	    !bv_text_is_empty(digits) || number == 0 || number > SIZE_MAX)
		return;
	file = bv_arena_copy(keep, file);
	if (access(file.data, F_OK) != 0)
		return;
	out->path = file.data;
	out->mail = (size_t)number;
}

bool bv_log_choose(struct bv_chosen_log *out, struct bv_session *session, int argument_count,
		   char **arguments, struct bv_error *err)
{
	struct bv_text in_progress = {0};

	*out = (struct bv_chosen_log){.part = session->options->of[BV_OPTION_PART].number};
	if (argument_count > 1) {
		(void)bv_fail(err, BV_ERROR_USAGE, "one log at a time, not %d", argument_count);
		return bv_fail_advice(err, "git bisect-verify audit takes many");
	}
	if (argument_count == 1 && strcmp(arguments[0], "-") == 0 &&
	    bv_text_equal(session->told.results, BV_TEXT("-")))
		return bv_fail(err, BV_ERROR_USAGE,
			       "the log and its results cannot both be "
			       "standard input");
	if (argument_count == 1) {
		out->path = arguments[0];
		split_mail(out, &session->keep);
		session->is_mail_named = out->mail != 0;
		return true;
	}
	if (session->tree)
		in_progress = bv_tree_bisect_log(session->tree, &session->keep);
	if (!bv_text_is_empty(in_progress)) {
		out->path = in_progress.data;
		return true;
	}
	(void)bv_fail(err, BV_ERROR_USAGE,
		      "no log was given, and no bisection is in progress here");
	return bv_fail_advice(err, "name a log, or - for standard input");
}

bool bv_log_is_chosen(const struct bv_chosen_log *log, const struct bv_source *source)
{
	return log->mail == 0 || log->mail == source->mail;
}

bool bv_part_is_chosen(const struct bv_chosen_log *log, const struct bv_bisection *bisection)
{
	return log->part == 0 || log->part == bisection->part;
}
