/* SPDX-License-Identifier: GPL-2.0-only */
/* git bisect-verify hook [MAIL|- [HEADERS]]: git's sendemail-validate. Silent unless it objects. */
#include <stdio.h>

#include "session.h"
#include "terminal.h"

#define OVERRIDE "git send-email --no-validate sends it all the same\n"

/* One line for a mail of which nothing could be judged; whether it goes out all the same. */
static bool pass_undecided(const struct bv_session *session, const struct bv_source *mail,
			   struct bv_text why)
{
	struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);

	bool is_blocked = session->options->does_undecided_block;

	bv_out_text(&out, bv_text_from(mail->name));
	bv_out_print(&out, is_blocked ? ": not sent: not judged: " : ": not judged: ");
	bv_out_text(&out, why);
	bv_out_print(&out, is_blocked ? "\n" OVERRIDE : "\n");
	return !is_blocked;
}

/* What the mail prints of the commit is not the argument: one line, and the mail goes out. */
static void pass_printed(const struct bv_source *mail, const struct bv_check_result *result)
{
	struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);

	bv_out_text(&out, bv_text_from(mail->name));
	bv_out_print(&out, ": passes, but ");
	bv_out_text(&out, result->findings.items[0].text);
	bv_out_print(&out, "\n");
}

/* A mail too long to be read to its end could be one; a result that is taken back is none. */
static bool is_report(const struct bv_bisection *bisection)
{
	return (bisection->kind != BV_KIND_UNKNOWN && !bisection->claim.disowned_line) ||
	       bisection->is_truncated;
}

static void object(const struct bv_session *session, const struct bv_source *mail,
		   const struct bv_judged *judged)
{
	struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);
	struct bv_report report = bv_session_report(session, judged);

	bv_out_text(&out, bv_text_from(mail->name));
	bv_out_print(&out, ": not sent: this bisection result is %s: ",
		     bv_judgement_name(judged->result.judgement));
	bv_out_text(&out, judged->result.reason);
	bv_out_print(&out, "\n");
	bv_report_render(&report, bv_format_at(0), &out);
	bv_out_print(&out, OVERRIDE);
}

/* Whether this bisection lets the mail pass. */
static bool does_pass(struct bv_session *session, const struct bv_source *mail,
		      struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct bv_judged judged;

	bv_session_judge(&judged, session, bisection, keep);
	switch (bv_status_of(judged.result.judgement, session->options)) {
	case BV_STATUS_FINE:
		return true;
	case BV_STATUS_UNDECIDED:
		return pass_undecided(session, mail, judged.result.reason);
	case BV_STATUS_FOUND:
		if (!judged.result.is_only_printed ||
		    (judged.result.is_unjudged && session->options->does_undecided_block))
			break;
		pass_printed(mail, &judged.result);
		return true;
	case BV_STATUS_ERROR:
	case BV_STATUS_USAGE:
		break;
	}
	object(session, mail, &judged);
	return false;
}

static bool judge_all(struct bv_session *session, const struct bv_source *mail,
		      struct bv_bisections *bisections, struct bv_arena *keep)
{
	bool does_all_pass = true;

	for (size_t i = 0; i < bisections->count; i++)
		if (is_report(&bisections->items[i]) &&
		    !does_pass(session, mail, &bisections->items[i], keep))
			does_all_pass = false;
	return does_all_pass;
}

/* Only a report needs a tree and settings: what is wrong with these must not stop other mail. */
static enum bv_status judge_mail(struct bv_options *options, struct bv_source *mail,
				 struct bv_arena *keep)
{
	struct bv_bisections bisections = {0};
	struct bv_session session = {0};
	struct bv_error err = {0};
	enum bv_status status = BV_STATUS_FINE;

	bv_log_read_own(&bisections, mail, keep);
	if (bv_bisections_are_none(&bisections))
		return BV_STATUS_FINE;
	if (!bv_session_open(&session, options, &err)) {
		status = bv_status_report(&err);
	} else {
		bv_session_show_reading(&session);
		bv_session_enter(&session, mail);
		if (!judge_all(&session, mail, &bisections, keep))
			status = BV_STATUS_FOUND;
	}
	bv_session_close(&session);
	return status;
}

/* git gives one mail; the mails of a mailbox are judged one after the other. */
static enum bv_status judge_mails(struct bv_options *options, const char *path)
{
	struct bv_sources *sources = NULL;
	struct bv_source mail;
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	enum bv_status status = BV_STATUS_FINE;

	if (bv_sources_open(&sources, path, &err)) {
		while (bv_sources_next(&mail, sources, &keep, &err)) {
			status = bv_status_worse(status, judge_mail(options, &mail, &keep));
			bv_arena_release(&keep);
		}
	}
	if (err.kind != BV_ERROR_NONE)
		status = bv_status_report(&err);
	bv_sources_close(sources);
	bv_arena_release(&keep);
	return status;
}

/* git calls the hook with the mail and, since 2.41, a file with the headers; ours need only the
 * mail. */
int bv_command_hook(struct bv_options *options, int argument_count, char **arguments)
{
	struct bv_error err = {0};

	if (!options->of[BV_OPTION_LATER].is_given)
		options->of[BV_OPTION_LATER].number = 1;
	if (argument_count > 2) {
		(void)bv_fail(&err, BV_ERROR_USAGE, "hook takes a mail and its headers, no more");
		return (int)bv_status_report(&err);
	}
	return (int)judge_mails(options, argument_count > 0 ? arguments[0] : "-");
}
