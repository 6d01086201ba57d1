/* SPDX-License-Identifier: GPL-2.0-only */
/* git bisect-verify hook [MAIL|- [HEADERS]]: git's sendemail-validate. Silent unless it objects. */
#include <stdio.h>

#include "hook_install.h"
#include "linked_log.h"
#include "policy.h"
#include "session.h"
#include "terminal.h"

/* What a search of later commits takes, at most, when nobody asked for it. */
#define LATER_SECONDS 1.0

/* What is asked, and about which mail now. */
struct hooking {
	struct bv_options *options;
	const char *headers; /* a file; NULL: the mail's own */
	const struct bv_format *format;
	struct bv_out out;
	struct bv_session *session;
	const struct bv_source *mail;
	struct bv_texts recipients;
	struct bv_arena *keep; /* as long as the mail */
	struct bv_decisions decisions;
	struct bv_text why_unasked; /* bisectverify.hook is off; else empty */
};

/* The log behind a mail. */
struct behind {
	enum bv_behind state;
	struct bv_text path;
	struct bv_source source;
	struct bv_judged *judged;
};

/* A mail too long to be read to its end could be one; a result that is taken back is none. */
static bool is_report(const struct bv_bisection *bisection)
{
	return (bisection->kind != BV_KIND_UNKNOWN && !bisection->claim.disowned_line) ||
	       bisection->is_truncated;
}

/*
 * The log behind a mail
 */

static void find_behind(struct behind *out, struct hooking *work, const struct bv_bisection *mail)
{
	const struct bv_texts *folders = &work->session->log_folders;
	const char *given = work->session->options->of[BV_OPTION_LOG].text;
	struct bv_text address = bv_bisection_log_address(mail);

	out->path = bv_text_from(given);
	/* What brings its tests is judged by them. */
	if (given)
		out->state = BV_BEHIND_JUDGED;
	else if (bv_text_is_empty(address) || mail->steps.count)
		out->state = BV_BEHIND_NONE;
	else if (folders->count == 0)
		out->state = BV_BEHIND_NO_FOLDER;
	else if (bv_linked_log_find(&out->path, folders, address, work->keep))
		out->state = BV_BEHIND_JUDGED;
	else
		out->state = BV_BEHIND_NOT_FOUND;
}

static bool is_graver(enum bv_judgement a, enum bv_judgement b)
{
	for (size_t i = 0; i <= BV_JUDGEMENT_REFUTED; i++) {
		if (bv_judgement_by_gravity(i) == b)
			return false;
		if (bv_judgement_by_gravity(i) == a)
			return true;
	}
	return false;
}

/* Of several bisections the gravest. */
static bool judge_behind(struct behind *behind, struct hooking *work, struct bv_error *err)
{
	struct bv_sources *sources = NULL;
	struct bv_bisections bisections = {0};

	if (!bv_sources_open(&sources, behind->path.data, err))
		return false;
	if (bv_sources_next(&behind->source, sources, work->keep, err)) {
		bv_log_read(&bisections, &behind->source, work->keep);
		bv_session_enter_behind(work->session, &behind->source);
	}
	for (size_t i = 0; i < bisections.count; i++) {
		struct bv_judged *judged = bv_arena_alloc(work->keep, 1, sizeof(*judged));

		bv_session_judge(judged, work->session, &bisections.items[i], work->keep);
		if (!behind->judged ||
		    is_graver(judged->answer.verdict, behind->judged->answer.verdict))
			behind->judged = judged;
	}
	bv_sources_close(sources);
	bv_session_enter_behind(work->session, work->mail);
	return err->kind == BV_ERROR_NONE;
}

/*
 * The decision
 */

static bool decide(struct hooking *work, struct bv_bisection *bisection, struct bv_error *err)
{
	struct bv_session *session = work->session;
	struct bv_judged *own = bv_arena_alloc(work->keep, 1, sizeof(*own));
	struct behind *behind = bv_arena_alloc(work->keep, 1, sizeof(*behind));
	struct bv_mail_question question;
	struct bv_decision *decision = BV_APPEND(&work->decisions, work->keep);
	bool is_later_wanted = session->told.is_later_wanted;
	const struct bv_revision *blamed =
		bv_bisection_revision(bisection, bisection->claim.first_bad);

	session->told.announced = blamed ? blamed->written : (struct bv_text){0};
	find_behind(behind, work, bisection);
	if (behind->state == BV_BEHIND_JUDGED && !judge_behind(behind, work, err))
		return false;
	/* Once is enough. */
	if (behind->judged)
		session->told.is_later_wanted = false;
	bv_session_judge(own, session, bisection, work->keep);
	session->told.is_later_wanted = is_later_wanted;
	question = (struct bv_mail_question){
		.mail = &own->answer,
		.log = behind->judged ? &behind->judged->answer : NULL,
		.behind = behind->state,
		.sender = work->mail->sender,
		.recipients = &work->recipients,
	};
	bv_decide(decision, &session->policy, &question, work->keep);
	return true;
}

static bool decide_all(struct hooking *work, struct bv_bisections *bisections, struct bv_error *err)
{
	for (size_t i = 0; i < bisections->count; i++)
		if (is_report(&bisections->items[i]) && !decide(work, &bisections->items[i], err))
			return false;
	return true;
}

static enum bv_status tell(struct hooking *work)
{
	/* The first one may be the only one. */
	struct bv_text name = work->mail->mail > 1 ? bv_source_label(work->mail, work->keep)
						   : bv_text_from(work->mail->name);
	const struct bv_decided decided = {name, work->mail->message_id, &work->decisions,
					   work->why_unasked};
	enum bv_status status = BV_STATUS_FINE;

	bv_report_render_decided(&decided, work->format, &work->out);
	for (size_t i = 0; i < work->decisions.count; i++)
		if (work->decisions.items[i].ruling == BV_RULING_STOPPED)
			status = BV_STATUS_FOUND;
	return status;
}

/* What people read goes where git's own words go; what programs read is this command's output. */
static FILE *stream_of(const struct bv_format *format)
{
	return format == bv_format_at(0) ? stderr : stdout;
}

/* Since 2.41 git writes the headers that it sends to a file: they hold what options added. */
static bool find_recipients(struct hooking *work, struct bv_error *err)
{
	work->recipients = (struct bv_texts){0};
	if (work->headers)
		return bv_source_read_recipients(&work->recipients, work->headers, work->keep, err);
	work->recipients = work->mail->recipients;
	return true;
}

static bool ask_session(struct hooking *work, struct bv_bisections *bisections,
			struct bv_error *err)
{
	struct bv_session *session = work->session;

	if (session->is_hook_off) {
		work->why_unasked = BV_TEXT("not judged: bisectverify.hook is off");
		/* Programs read it in what they asked for; b4 takes standard error for a failure.
		 */
		if (stream_of(work->format) != stderr)
			return true;
		(void)bv_fail(err, BV_ERROR_CONFIG, "%.*s", BV_TEXT_ARG(work->why_unasked));
		(void)bv_fail_at(err, work->mail->name, 0);
		bv_status_warn(err);
		*err = (struct bv_error){0};
		return true;
	}
	bv_policy_set(&session->policy, session->options);
	bv_session_show_reading(session);
	bv_session_enter(session, work->mail);
	return find_recipients(work, err) && decide_all(work, bisections, err);
}

/* Only a report needs a tree and settings: what is wrong with these must not stop other mail. */
static enum bv_status ask_mail(struct hooking *work)
{
	struct bv_bisections bisections = {0};
	struct bv_session session = {0};
	struct bv_error err = {0};
	enum bv_status status;

	work->decisions = (struct bv_decisions){0};
	work->why_unasked = (struct bv_text){0};
	bv_log_read_own(&bisections, work->mail, work->keep);
	if (bv_bisections_are_none(&bisections))
		return tell(work);
	work->session = &session;
	if (bv_session_open(&session, work->options, &err) && ask_session(work, &bisections, &err))
		status = tell(work);
	else
		status = bv_status_report(&err);
	bv_session_close(&session);
	return status;
}

/* git gives one mail; the mails of a mailbox are judged one after the other. */
static enum bv_status ask_mails(struct hooking *work, const char *path)
{
	struct bv_sources *sources = NULL;
	struct bv_source mail;
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	enum bv_status status = BV_STATUS_FINE;

	work->mail = &mail;
	work->keep = &keep;
	if (bv_sources_open(&sources, path, &err)) {
		while (bv_sources_next(&mail, sources, &keep, &err)) {
			status = bv_status_worse(status, ask_mail(work));
			bv_arena_release(&keep);
		}
	}
	if (err.kind != BV_ERROR_NONE)
		status = bv_status_report(&err);
	bv_sources_close(sources);
	bv_arena_release(&keep);
	return status;
}

static bool can_print(const struct bv_options *options, struct bv_error *err)
{
	const struct bv_format *format = bv_format_at(options->of[BV_OPTION_FORMAT].number);

	if (format->render_decided)
		return true;
	(void)bv_fail(err, BV_ERROR_USAGE, "hook does not print %s", format->name);
	return bv_fail_advice(err, "git bisect-verify prints it of one log");
}

static enum bv_status set_up(const struct bv_options *options, int argument_count)
{
	struct bv_out out = bv_terminal_out(stdout, BV_WHEN_NEVER);
	bool is_install = options->of[BV_OPTION_INSTALL].is_given;
	struct bv_error err = {0};
	size_t given = 0;

	for (size_t i = 0; i < BV_OPTION_COUNT; i++)
		given += options->of[i].is_given;
	if (argument_count > 0 || given > 1)
		(void)bv_fail(&err, BV_ERROR_USAGE, "--install and --uninstall stand alone");
	else if (is_install ? bv_hook_install(&out, &err) : bv_hook_uninstall(&out, &err))
		return bv_status_written(&out, stdout, BV_STATUS_FINE);
	return bv_status_report(&err);
}

/* git calls the hook with the mail and, since 2.41, a file with the headers. */
int bv_command_hook(struct bv_options *options, int argument_count, char **arguments)
{
	const struct bv_format *format = bv_format_at(options->of[BV_OPTION_FORMAT].number);
	struct hooking work = {.options = options,
			       .format = format,
			       .headers = argument_count > 1 ? arguments[1] : NULL};
	struct bv_error err = {0};
	enum bv_status status;

	if (options->of[BV_OPTION_INSTALL].is_given || options->of[BV_OPTION_UNINSTALL].is_given)
		return (int)set_up(options, argument_count);
	/* Somebody waits; who asks for it has time. */
	if (!options->of[BV_OPTION_LATER].is_given) {
		options->of[BV_OPTION_LATER].number = 1;
		options->later_seconds = LATER_SECONDS;
	}
	if (argument_count > 2)
		(void)bv_fail(&err, BV_ERROR_USAGE, "hook takes a mail and its headers, no more");
	if (argument_count > 2 || !can_print(options, &err))
		return (int)bv_status_report(&err);
	work.out = bv_terminal_out(stream_of(format), BV_WHEN_NEVER);
	status = ask_mails(&work, argument_count > 0 ? arguments[0] : "-");
	return (int)bv_status_written(&work.out, stream_of(format), status);
}
