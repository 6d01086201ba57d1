/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An audit's worker: each text of a file is an answer of its own, what it adds to the summary and
 * the lines to print.
 */
#include "audit_worker.h"

#include "summary.h"

static uint64_t spelling_hash(const struct bv_bisection *bisection, struct bv_revision_ref ref)
{
	const struct bv_revision *revision = bv_bisection_revision(bisection, ref);

	return revision ? bv_text_hash_nocase(revision->written) : 0;
}

/* Logs of one range: it is found once, by the worker that has met it. */
static uint64_t kin_of(const struct bv_bisections *bisections)
{
	const struct bv_bisection *first = &bisections->items[0];
	const struct bv_revision_refs *good = &first->git.good;
	uint64_t kin = spelling_hash(first, first->git.bad);

	for (size_t i = 0; i < good->count; i++)
		kin += spelling_hash(first, good->items[i]);
	return kin;
}

/* What is sent of one text. */
struct telling {
	const struct bv_auditor *auditor;
	const struct bv_worker_pipes *pipes;
	size_t path;
	struct bv_summary summary;
	struct bv_index rows;    /* with pages */
	struct bv_error problem; /* a page that could not be written */
	struct bv_out_buffer lines;
	struct bv_out out;
	struct bv_arena *keep;
};

static void begin(struct telling *telling, const struct bv_auditor *auditor,
		  const struct bv_worker_pipes *pipes, size_t path, struct bv_arena *keep)
{
	*telling = (struct telling){
		.auditor = auditor,
		.pipes = pipes,
		.path = path,
		.summary = {.labels = auditor->labels},
		.lines = {.keep = keep},
		.out = {.sink = bv_sink_buffer, .context = &telling->lines},
		.keep = keep,
	};
}

static void answer(struct telling *telling)
{
	struct bv_out_buffer bytes = {.keep = telling->keep};

	bv_summary_pack(&telling->summary, &bytes);
	bv_rows_pack(&telling->rows, &telling->problem, &bytes);
	(void)bv_sink_buffer(&bytes, telling->lines.items, telling->lines.count);
	bv_worker_answer(telling->pipes, (struct bv_text){bytes.items, bytes.count});
	bv_summary_release(&telling->summary);
}

static void write_page(struct telling *telling, const struct bv_report *report, size_t mail)
{
	const struct bv_pages *pages = telling->auditor->pages;
	const struct bv_page_place place = {
		.path = telling->path,
		.name = telling->auditor->paths->items[telling->path],
		.mail = mail,
		.part = report->answer->c->bisection->part,
	};
	struct bv_index_row *row;

	if (!pages->is_wanted || telling->problem.kind != BV_ERROR_NONE)
		return;
	row = BV_APPEND(&telling->rows, telling->keep);
	bv_index_row_make(row, report->answer, telling->keep);
	row->page = bv_page_name(&place, telling->keep);
	/* The error is told where the row would have been. */
	(void)!bv_pages_write(pages, row->page, report, &telling->problem);
}

static void judge_all(struct telling *telling, const struct bv_source *source,
		      const struct bv_bisections *bisections)
{
	struct bv_session *session = telling->auditor->session;

	bv_session_enter(session, source);
	for (size_t i = 0; i < bisections->count; i++) {
		struct bv_judged judged;
		struct bv_report report;

		bv_session_judge(&judged, session, &bisections->items[i], telling->keep);
		report = bv_session_report(session, &judged);
		bv_report_render_json_line(&report, &telling->out);
		write_page(telling, &report, source->mail);
		bv_summary_add(&telling->summary, &judged);
	}
}

static void answer_source(struct telling *telling, const struct bv_source *source,
			  const struct bv_bisections *bisections)
{
	if (source->mail && bv_bisections_are_none(bisections))
		telling->summary.sums.mails_without++;
	else
		judge_all(telling, source, bisections);
	answer(telling);
}

static void answer_unread(struct telling *telling, const struct bv_error *err)
{
	const char *path = telling->auditor->paths->items[telling->path];

	telling->summary.sums.unread = 1;
	bv_report_render_unread(bv_text_from(bv_source_name(path)), err, &telling->out);
	answer(telling);
}

/* False when it is another worker's: what is no mail, and can be read once more. */
static bool do_source(const struct bv_auditor *auditor, const struct bv_worker_pipes *pipes,
		      const struct bv_job *job, const struct bv_source *source)
{
	struct bv_bisections bisections = {0};
	struct bv_arena keep = {0};
	struct telling telling;
	bool is_mine = true;

	if (source->mail)
		bv_worker_begin(pipes, source->mail);
	bv_log_read(&bisections, source, &keep);
	if (auditor->session->tree && !source->mail &&
	    bv_path_is_regular(auditor->paths->items[job->path]))
		is_mine = !bv_worker_hand_on(pipes, job, kin_of(&bisections));
	if (is_mine) {
		begin(&telling, auditor, pipes, job->path, &keep);
		answer_source(&telling, source, &bisections);
	}
	bv_arena_release(&keep);
	return is_mine;
}

/* Of a mailbox that ended a worker, the mails before job->from have been answered. */
static bool do_job(const struct bv_auditor *auditor, const struct bv_worker_pipes *pipes,
		   const struct bv_job *job)
{
	const char *path = auditor->paths->items[job->path];
	struct bv_sources *sources = NULL;
	struct bv_source source;
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	struct telling telling;
	bool is_mine = bv_sources_open(&sources, path, &err);

	for (size_t i = 0; is_mine && bv_sources_next(&source, sources, &keep, &err); i++) {
		if (i >= job->from)
			is_mine = do_source(auditor, pipes, job, &source);
		bv_arena_release(&keep);
	}
	if (err.kind != BV_ERROR_NONE) {
		begin(&telling, auditor, pipes, job->path, &keep);
		answer_unread(&telling, &err);
	}
	bv_sources_close(sources);
	bv_arena_release(&keep);
	return is_mine || err.kind != BV_ERROR_NONE;
}

void bv_audit_work(void *context, const struct bv_worker_pipes *pipes)
{
	const struct bv_auditor *auditor = context;
	struct bv_job job;

	while (bv_worker_take(pipes, &job)) {
		BV_ASSERT(job.path < auditor->paths->count);
		if (do_job(auditor, pipes, &job))
			bv_worker_end(pipes);
	}
	bv_session_close(auditor->session);
}
