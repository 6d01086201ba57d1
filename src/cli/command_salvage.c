/* SPDX-License-Identifier: GPL-2.0-only */
/* git bisect-verify salvage LOG: the log to go on with. */
#include <stdio.h>

#include "odds/salvage.h"
#include "replay/log_facts.h"
#include "session.h"
#include "terminal.h"

struct salvaging {
	struct bv_session *session;
	struct bv_judged judged;
	struct bv_report report;
	struct bv_salvage salvage;
	struct bv_salvage_plan plan;
	struct bv_arena *keep;
};

/*
 * The next commit by what the runs say; where they say nothing of the range to go on with, each
 * commit that the salvaged log leaves counts alike.
 */
static void plan_next(struct salvaging *work, struct bv_judged *again)
{
	double rate = work->salvage.reading ? work->salvage.reading->rate : 1;
	struct bv_next_question question = {
		.bisection = work->judged.c.bisection,
		.facts = &work->judged.c.facts,
		.masses = bv_salvage_cell_masses(&work->salvage, &work->judged.result.odds,
						 &work->judged.c, work->keep),
		.mass_wanted = bv_odds_mass_wanted(rate),
	};

	if (!question.masses) {
		bv_tree_cells(&again->c.facts, work->session->tree, again->c.bisection, work->keep);
		question.bisection = again->c.bisection;
		question.facts = &again->c.facts;
		question.masses = bv_odds_cell_masses(&again->c, work->keep);
	}
	work->plan.has_next =
		bv_tree_next_commit(&work->plan.next, work->session->tree, &question, work->keep);
}

/* What replaying it would leave: the salvaged log is read and judged like any other. */
static void plan_with_tree(struct salvaging *work)
{
	struct bv_out_buffer buffer = {.keep = work->keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};
	struct bv_bisections bisections = {0};
	struct bv_source source = {.name = "salvaged"};
	struct bv_judged again;

	bv_report_render_salvage(&work->report, &work->salvage, NULL, &out);
	source.text = (struct bv_text){buffer.items, buffer.count};
	bv_log_read(&bisections, &source, work->keep);
	bv_session_judge(&again, work->session, &bisections.items[0], work->keep);
	work->plan.candidates = again.c.facts.range.candidates_left;
	if (work->plan.candidates.is_known && work->plan.candidates.value > 1)
		plan_next(work, &again);
}

static bool fail_without(const char *name, struct bv_error *err)
{
	(void)bv_fail(err, BV_ERROR_INPUT, "no bisection of a range in it to salvage");
	return bv_fail_at(err, name, 0);
}

/* The first text of the file that holds a bisection. */
static bool read_first(struct bv_source *source, struct bv_bisections *out, const char *path,
		       struct bv_arena *keep, struct bv_error *err)
{
	struct bv_sources *sources = NULL;
	struct bv_arena_mark mark = bv_arena_mark(keep);
	bool is_found = false;

	if (!bv_sources_open(&sources, path, err))
		return false;
	while (!is_found && bv_sources_next(source, sources, keep, err)) {
		bv_log_read(out, source, keep);
		is_found = !bv_bisections_are_none(out);
		if (!is_found)
			bv_arena_rewind(keep, mark);
	}
	bv_sources_close(sources);
	return is_found || fail_without(path, err);
}

static bool salvage(struct bv_session *session, const char *path, struct bv_arena *keep,
		    struct bv_out *out, struct bv_error *err)
{
	struct salvaging work = {.session = session, .keep = keep};
	struct bv_bisections bisections = {0};
	struct bv_source source = {0};

	if (!read_first(&source, &bisections, path, keep, err) ||
	    !bv_session_can_assume(session, &bisections, err))
		return false;
	bv_session_show_reading(session);
	bv_session_enter(session, &source);
	bv_session_judge(&work.judged, session, &bisections.items[0], keep);
	if (bv_revision_ref_is_none(work.judged.c.bisection->git.bad) &&
	    !bv_bisection_is_start_missing(work.judged.c.bisection))
		return fail_without(source.name, err);
	work.report = bv_session_report(session, &source, &work.judged, keep);
	bv_salvage_make(&work.salvage, &work.judged.result.odds, &work.judged.c, keep);
	if (session->tree)
		plan_with_tree(&work);
	else if (work.salvage.reading)
		work.plan.candidates = work.salvage.reading->candidates;
	bv_report_render_salvage(&work.report, &work.salvage, &work.plan, out);
	return true;
}

int bv_command_salvage(struct bv_options *options, int argument_count, char **arguments)
{
	struct bv_out out = bv_terminal_out(stdout, BV_WHEN_NEVER);
	struct bv_session session = {0};
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	enum bv_status status = BV_STATUS_FINE;

	if (argument_count != 1) {
		(void)bv_fail(&err, BV_ERROR_USAGE, "salvage wants one log, not %d",
			      argument_count);
		status = bv_status_report(&err);
	} else if (!bv_session_open(&session, options, &err) ||
		   !salvage(&session, arguments[0], &keep, &out, &err)) {
		status = bv_status_report(&err);
	} else {
		status = bv_status_written(&out, stdout, BV_STATUS_FINE);
	}
	bv_arena_release(&keep);
	bv_session_close(&session);
	return (int)status;
}
