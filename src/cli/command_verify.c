/* SPDX-License-Identifier: GPL-2.0-only */
/* git bisect-verify [LOG|-]: verify one log. */
#include <stdio.h>

#include "chosen_log.h"
#include "session.h"
#include "terminal.h"

/* All that verifying the texts of one file needs. */
struct verifying {
	struct bv_session *session;
	struct bv_chosen_log log;
	struct bv_sources *sources;
	struct bv_out *out;
	enum bv_status status;
	size_t mail_count, bisection_count;
	struct bv_text what_else; /* that the last mail without a bisection is; empty */
	size_t judged[BV_JUDGEMENT_REFUTED + 1]; /* how many of each verdict */
};

static void verify_one(struct verifying *work, struct bv_bisection *bisection,
		       struct bv_arena *keep)
{
	const struct bv_options *options = work->session->options;
	const struct bv_format *format = bv_format_at(options->of[BV_OPTION_FORMAT].number);
	struct bv_judged judged;
	struct bv_report report;

	work->bisection_count++;
	if (options->of[BV_OPTION_DUMP_MODEL].number) {
		bv_report_dump_model(bisection, work->out);
		return;
	}
	bv_session_judge(&judged, work->session, bisection, keep);
	report = bv_session_report(work->session, &judged);
	if (work->bisection_count > 1 && format->is_for_a_screen)
		bv_out_print(work->out, "\n");
	if (work->bisection_count == 1 || !format->is_whole)
		bv_report_render(&report, format, work->out);
	work->judged[judged.result.judgement]++;
	work->status =
		bv_status_worse(work->status, bv_status_of(judged.result.judgement, options));
}

/* Mails of which none holds a bisection leave nothing to say but this. */
static void tell_none(struct verifying *work, const char *name)
{
	struct bv_error none = {0};

	if (work->log.part)
		(void)bv_fail(&none, BV_ERROR_INPUT, "it has no bisection number %zu",
			      work->log.part);
	else if (work->mail_count == 1 && !bv_text_is_empty(work->what_else))
		(void)bv_fail(&none, BV_ERROR_INPUT, "no bisection in this mail: %.*s",
			      BV_TEXT_ARG(work->what_else));
	else if (work->log.mail)
		(void)bv_fail(&none, BV_ERROR_INPUT, "no bisection in mail %zu, or no such mail",
			      work->log.mail);
	else
		(void)bv_fail(&none, BV_ERROR_INPUT, "no bisection in %s",
			      work->mail_count == 1 ? "this mail" : "any of its mails");
	(void)bv_fail_at(&none, name, 0);
	bv_status_warn(&none);
	work->status = BV_STATUS_UNDECIDED;
}

/* The last row of a mailbox, for who has read the others fleetingly. */
static void print_sum(struct verifying *work)
{
	static const enum bv_judgement order[] = {BV_JUDGEMENT_REFUTED, BV_JUDGEMENT_DOUBTFUL,
						  BV_JUDGEMENT_CONSISTENT, BV_JUDGEMENT_UNDECIDED};
	const struct bv_options *options = work->session->options;
	const struct bv_format *format = bv_format_at(options->of[BV_OPTION_FORMAT].number);
	const char *join = ": ";

	if (work->mail_count < 2 || format != bv_format_at(0) ||
	    options->of[BV_OPTION_DUMP_MODEL].number)
		return;
	bv_out_print(work->out, "\n%zu mails", work->mail_count);
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (work->judged[order[i]] == 0)
			continue;
		bv_out_print(work->out, "%s%zu %s", join, work->judged[order[i]],
			     bv_judgement_name(order[i]));
		join = ", ";
	}
	bv_out_print(work->out, "\n");
}

/* A page is about one bisection; the exit status is about all. */
static void tell_others(const struct verifying *work, const char *name)
{
	size_t format = work->session->options->of[BV_OPTION_FORMAT].number;
	struct bv_error others = {0};

	if (work->bisection_count < 2 || !bv_format_at(format)->is_whole)
		return;
	(void)bv_fail(&others, BV_ERROR_INPUT, "only the first of %zu bisections is shown",
		      work->bisection_count);
	(void)bv_fail_at(&others, name, 0);
	(void)bv_fail_advice(&others, "git bisect-verify audit --html DIR makes a page for each");
	bv_status_warn(&others);
}

static bool verify_source(struct verifying *work, const struct bv_source *source,
			  struct bv_arena *keep, struct bv_error *err)
{
	struct bv_bisections bisections = {0};

	if (!bv_log_is_chosen(&work->log, source))
		return true;
	work->mail_count += source->mail != 0;
	bv_log_read(&bisections, source, keep);
	if (source->mail && bv_bisections_are_none(&bisections)) {
		work->what_else =
			bv_arena_copy(&work->session->keep, bisections.items[0].what_else);
		return true;
	}
	if (!bv_session_can_assume(work->session, &bisections, err))
		return false;
	bv_session_enter(work->session, source);
	for (size_t i = 0; i < bisections.count; i++)
		if (bv_part_is_chosen(&work->log, &bisections.items[i]))
			verify_one(work, &bisections.items[i], keep);
	return true;
}

static bool verify(struct verifying *work, struct bv_error *err)
{
	struct bv_source source;
	struct bv_arena keep = {0};

	bv_session_show_reading(work->session);
	if (!bv_sources_open(&work->sources, work->log.path, err))
		return false;
	while (bv_sources_next(&source, work->sources, &keep, err) &&
	       verify_source(work, &source, &keep, err))
		bv_arena_release(&keep);
	if (err->kind == BV_ERROR_NONE && work->bisection_count == 0)
		tell_none(work, bv_source_name(work->log.path));
	else if (err->kind == BV_ERROR_NONE)
		print_sum(work);
	if (err->kind == BV_ERROR_NONE)
		tell_others(work, bv_source_name(work->log.path));
	bv_arena_release(&keep);
	bv_sources_close(work->sources);
	return err->kind == BV_ERROR_NONE;
}

/* Not every format is one of reports; the drawing goes below the text, and nowhere else. */
static bool can_print(const struct bv_options *options, struct bv_error *err)
{
	const struct bv_format *format = bv_format_at(options->of[BV_OPTION_FORMAT].number);

	if (!format->render) {
		(void)bv_fail(err, BV_ERROR_USAGE, "--format=%s is for hook", format->name);
		return bv_fail_advice(err, "git bisect-verify hook --format=%s", format->name);
	}
	if (!options->of[BV_OPTION_LADDER].number || format->is_for_a_screen)
		return true;
	(void)bv_fail(err, BV_ERROR_USAGE, "--ladder and --format=%s contradict each other",
		      format->name);
	return bv_fail_advice(err, "leave one of them out");
}

int bv_command_verify(struct bv_options *options, int argument_count, char **arguments)
{
	struct bv_session session = {0};
	struct bv_out out = {0};
	struct verifying work = {.session = &session, .out = &out};
	struct bv_error err = {0};
	enum bv_status status;

	bool is_open = can_print(options, &err) && bv_session_open(&session, options, &err);

	/* The session knows color.ui. */
	out = bv_terminal_out(stdout, options->of[BV_OPTION_COLOUR].number);
	if (is_open && bv_log_choose(&work.log, &session, argument_count, arguments, &err) &&
	    verify(&work, &err))
		status = work.status;
	else
		status = bv_status_report(&err);
	status = bv_status_written(&out, stdout, status);
	bv_session_close(&session);
	return (int)status;
}
