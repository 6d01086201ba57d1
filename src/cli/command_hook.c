/* git bisect-verify hook [MAIL|- [HEADERS]]: git's sendemail-validate. Silent unless it objects. */
#include <stdio.h>

#include "command.h"
#include "mail_header.h"
#include "session.h"
#include "status.h"
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

static bool is_report(const struct bv_bisection *bisection)
{
	return bisection->kind != BV_KIND_UNKNOWN;
}

static bool has_report(const struct bv_bisections *bisections)
{
	for (size_t i = 0; i < bisections->count; i++)
		if (is_report(&bisections->items[i]))
			return true;
	return false;
}

static void object(const struct bv_session *session, const struct bv_source *mail,
		   const struct bv_judged *judged)
{
	struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);
	struct bv_report report = bv_session_report(session, bv_text_from(mail->name), judged);

	bv_out_text(&out, report.log);
	bv_out_print(&out, ": not sent: this bisection result is %s: ",
		     bv_judgement_name(judged->result.judgement));
	bv_out_text(&out, judged->result.reason);
	bv_out_print(&out, "\n");
	bv_report_render(&report, BV_FORMAT_TEXT, &out);
	bv_out_print(&out, OVERRIDE);
}

/* Whether this bisection lets the mail pass. */
static bool does_pass(struct bv_session *session, const struct bv_source *mail,
		      struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct bv_judged judged;

	bv_session_judge(&judged, session, bisection, keep);
	switch (bv_status_of(judged.result.judgement, session->options->fail_on)) {
	case BV_STATUS_FINE:
		return true;
	case BV_STATUS_UNDECIDED:
		return pass_undecided(session, mail, judged.result.reason);
	case BV_STATUS_FOUND:
	case BV_STATUS_ERROR:
	case BV_STATUS_USAGE:
		break;
	}
	object(session, mail, &judged);
	return false;
}

/* The reported bug's title stands in the mail's subject, unless the user gave it. */
static void take_title(struct bv_session *session, const struct bv_source *mail)
{
	if (bv_text_is_empty(session->settings.title))
		session->settings.title = bv_mail_reported_title(mail->text);
}

/* What is quoted was sent before, and is not this mail's claim: those lines become empty. */
static struct bv_text without_quotes(struct bv_text mail, struct bv_arena *keep)
{
	struct bv_out_buffer kept = {.keep = keep};
	struct bv_text line;

	while (bv_take_line(&mail, &line)) {
		if (!bv_text_starts_with(line, BV_TEXT(">")) && line.size)
			(void)bv_sink_buffer(&kept, line.data, line.size);
		(void)bv_sink_buffer(&kept, "\n", 1);
	}
	return (struct bv_text){kept.items, kept.count};
}

/* Lines of an encoded body are not the text's: wrapped anew, or no text at all. */
static bool is_encoded(const struct bv_source *mail)
{
	struct bv_text encoding = bv_mail_header(mail->text, BV_TEXT("Content-Transfer-Encoding"));

	return bv_text_equal_nocase(encoding, BV_TEXT("quoted-printable")) ||
	       bv_text_equal_nocase(encoding, BV_TEXT("base64"));
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
static enum bv_status judge_mail(struct bv_options *options, const struct bv_source *mail,
				 struct bv_arena *keep)
{
	struct bv_source unquoted = *mail;
	struct bv_bisections bisections = {0};
	struct bv_session session = {0};
	struct bv_error err = {0};
	enum bv_status status = BV_STATUS_FINE;
	bool does_mail_pass;

	unquoted.text = without_quotes(mail->text, keep);
	bv_log_read(&bisections, &unquoted, keep);
	if (!has_report(&bisections))
		return BV_STATUS_FINE;
	if (!bv_session_open(&session, options, &err)) {
		status = bv_status_report(&err);
	} else {
		take_title(&session, mail);
		does_mail_pass = is_encoded(mail)
					 ? pass_undecided(&session, mail,
							  BV_TEXT("its text is encoded (MIME)"))
					 : judge_all(&session, &unquoted, &bisections, keep);
		status = does_mail_pass ? BV_STATUS_FINE : BV_STATUS_FOUND;
	}
	bv_session_close(&session);
	return status;
}

/* git calls the hook with the mail and, since 2.41, a file with the headers; ours need only the
 * mail. */
int bv_command_hook(struct bv_options *options, int argument_count, char **arguments)
{
	const char *path = argument_count > 0 ? arguments[0] : "-";
	struct bv_source mail = {0};
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	enum bv_status status;

	if (argument_count > 2) {
		(void)bv_fail(&err, BV_ERROR_USAGE, "hook takes a mail and its headers, no more");
		return (int)bv_status_report(&err);
	}
	if (bv_source_read(&mail, path, &keep, &err))
		status = judge_mail(options, &mail, &keep);
	else
		status = bv_status_report(&err);
	bv_arena_release(&keep);
	return (int)status;
}
