/* SPDX-License-Identifier: GPL-2.0-only */
/* git bisect-verify salvage [LOG|-]: the log to go on with, or the one thing to do instead. */
#include <stdio.h>

#include "chosen_log.h"
#include "session.h"
#include "terminal.h"

struct salvaging {
	struct bv_session *session;
	struct bv_chosen_log log;
	struct bv_bisections bisections;
	size_t part; /* index of the bisection */
	struct bv_source source;
	struct bv_judged judged;
	struct bv_arena keep;
};

static bool fail_without(const char *name, struct bv_error *err)
{
	(void)bv_fail(err, BV_ERROR_INPUT, "no bisection of a range in it to salvage");
	return bv_fail_at(err, name, 0);
}

/* A result that is told without its tests, or nothing at all. */
static bool has_range(const struct bv_bisection *bisection)
{
	return bisection->steps.count > 0 || !bv_revision_ref_is_none(bisection->git.bad) ||
	       bv_bisection_is_start_missing(bisection);
}

/* The first bisection of a range in what was chosen. */
static bool find_bisection(struct salvaging *work)
{
	for (size_t i = 0; i < work->bisections.count; i++) {
		work->part = i;
		if (bv_part_is_chosen(&work->log, &work->bisections.items[i]) &&
		    has_range(&work->bisections.items[i]))
			return true;
	}
	return false;
}

static bool read_first(struct salvaging *work, struct bv_error *err)
{
	struct bv_sources *sources = NULL;
	struct bv_arena_mark mark = bv_arena_mark(&work->keep);
	bool is_found = false;

	if (!bv_sources_open(&sources, work->log.path, err))
		return false;
	while (!is_found && bv_sources_next(&work->source, sources, &work->keep, err)) {
		work->bisections = (struct bv_bisections){0};
		if (bv_log_is_chosen(&work->log, &work->source)) {
			bv_log_read(&work->bisections, &work->source, &work->keep);
			is_found = find_bisection(work);
		}
		if (!is_found)
			bv_arena_rewind(&work->keep, mark);
	}
	bv_sources_close(sources);
	if (!is_found && err->kind == BV_ERROR_NONE)
		return fail_without(bv_source_name(work->log.path), err);
	return is_found;
}

/*
 * Nothing to print: what to do instead
 */

static void print_line(struct bv_out *out, const char *label, struct bv_text text)
{
	if (bv_text_is_empty(text))
		return;
	bv_out_print(out, "%s", label);
	bv_out_text(out, text);
	bv_out_print(out, "\n");
}

static bool does_call_wrong(const struct bv_answer *answer)
{
	for (size_t i = 0; i < answer->bugs.count; i++)
		if (answer->bugs.items[i].wrong)
			return true;
	return answer->against.count > 0;
}

/* What the answer says otherwise, or that there is nothing to go on with. */
static void print_instead(const struct bv_answer *answer)
{
	struct bv_out out = bv_terminal_out(stderr, BV_WHEN_NEVER);
	const struct bv_plan *plan = &answer->plan;

	bv_out_text(&out, answer->place.log);
	if (!does_call_wrong(answer))
		bv_out_print(&out, ": nothing to salvage: no verdict stands out as wrong\n");
	else
		bv_out_print(&out, ": no log to go on with\n");
	for (size_t i = 0; answer->is_bug_open && i < answer->bugs.count; i++) {
		const struct bv_bug *bug = &answer->bugs.items[i];

		bv_out_print(&out, "  %zu of %zu: ", bug->crashed, bug->runs);
		bv_out_text(&out, bug->title);
		bv_out_print(&out, "\n");
	}
	print_line(&out, "next: ", plan->text);
	print_line(&out, "      ", plan->counts);
	for (size_t i = 0; i < plan->commands.count; i++)
		print_line(&out, "  $ ", plan->commands.items[i]);
}

static enum bv_status salvage(struct salvaging *work, struct bv_out *out)
{
	struct bv_report report = bv_session_report(work->session, &work->judged);

	if (work->judged.answer.plan.kind != BV_PLAN_GO_ON) {
		print_instead(&work->judged.answer);
		return BV_STATUS_UNDECIDED;
	}
	bv_report_render_salvage(&report, work->judged.answer.plan.bug, out);
	return BV_STATUS_FINE;
}

int bv_command_salvage(struct bv_options *options, int argument_count, char **arguments)
{
	struct bv_out out = bv_terminal_out(stdout, BV_WHEN_NEVER);
	struct bv_session session = {0};
	struct salvaging work = {.session = &session};
	struct bv_error err = {0};
	enum bv_status status;

	if (!bv_session_open(&session, options, &err) ||
	    !bv_log_choose(&work.log, &session, argument_count, arguments, &err) ||
	    !read_first(&work, &err) || !bv_session_can_assume(&session, &work.bisections, &err)) {
		status = bv_status_report(&err);
	} else {
		bv_session_show_reading(&session);
		bv_session_enter(&session, &work.source);
		bv_session_judge(&work.judged, &session, &work.bisections.items[work.part],
				 &work.keep);
		status = bv_status_written(&out, stdout, salvage(&work, &out));
	}
	bv_arena_release(&work.keep);
	bv_session_close(&session);
	return (int)status;
}
