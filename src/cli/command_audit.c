/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git bisect-verify audit PATH...: many logs in some processes, a line of JSON each, and a summary.
 * This process reads no log: it hands out jobs and prints what comes back.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "audit_worker.h"
#include "ordered_output.h"
#include "steady_output.h"
#include "summary.h"
#include "terminal.h"

struct audit {
	const struct bv_paths *paths;
	struct bv_workers *workers;
	struct bv_ordered_output output;
	struct bv_out out;
	size_t next; /* path to hand out */
	size_t ended_count;
	struct state {
		size_t mail; /* the last one begun; 0: none, or no mail */
		bool is_begun, is_answered;
	} * states; /* of the paths */
	struct bv_summary summary;
	const struct bv_pages *pages;
	struct bv_index index; /* of them */
	struct bv_error page_problem;
	struct bv_arena keep; /* of the index */
	struct bv_progress progress;
};

/* The signal that ends the audit; set by its handler. */
static volatile sig_atomic_t ending_signal;

static void note_signal(int signal)
{
	ending_signal = signal;
}

static void listen_to_signals(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = note_signal};
	struct sigaction before;

	(void)sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
			(void)sigaction(signals[i], &action, NULL);
}

static void hand_out(struct audit *audit)
{
	while (audit->next < audit->paths->count &&
	       bv_ordered_output_has_room(&audit->output, audit->next)) {
		struct bv_job job = {.path = audit->next};

		if (!bv_workers_hand_out(audit->workers, &job))
			break;
		audit->next++;
	}
}

static void end_path(struct audit *audit, size_t path)
{
	audit->ended_count++;
	bv_ordered_output_end(&audit->output, path);
	bv_progress_show(&audit->progress, audit->ended_count);
}

/* A line instead of the judgement of the mail @number, or of the whole file. */
static void print_loss(struct audit *audit, size_t path, size_t number, const struct bv_error *lost)
{
	struct bv_source source = {.name = bv_source_name(audit->paths->items[path]),
				   .mail = number};
	struct bv_arena keep = {0};
	struct bv_out_buffer line = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &line};

	bv_report_render_unread(bv_source_label(&source, &keep), lost, &out);
	bv_ordered_output_add(&audit->output, path, (struct bv_text){line.items, line.count});
	audit->summary.sums.lost++;
	bv_arena_release(&keep);
}

static void take_answer(struct audit *audit, const struct bv_worker_event *event)
{
	struct state *state = &audit->states[event->job.path];
	struct bv_text rest = event->bytes;
	struct bv_error nonsense = {0};

	if (bv_summary_unpack(&audit->summary, &rest) &&
	    bv_rows_unpack(&audit->index, &audit->page_problem, &rest, &audit->keep)) {
		bv_ordered_output_add(&audit->output, event->job.path, rest);
	} else {
		(void)bv_fail(&nonsense, BV_ERROR_INTERNAL,
			      "the process that judged it sent what is no answer");
		print_loss(audit, event->job.path, state->mail, &nonsense);
	}
	state->is_begun = false;
	state->is_answered = true;
}

/* The mails behind the one that was lost: a pipe cannot be read again. */
static void go_on_behind(struct audit *audit, size_t path)
{
	size_t last = audit->states[path].mail;
	struct bv_error rest = {0};

	if (bv_path_is_regular(audit->paths->items[path])) {
		bv_workers_hand_out_again(audit->workers,
					  &(struct bv_job){.path = path, .from = last});
		return;
	}
	(void)bv_fail(&rest, BV_ERROR_INPUT, "what is behind mail %zu was not read", last);
	(void)bv_fail_advice(&rest, "write it to a file: a pipe cannot be read again");
	print_loss(audit, path, 0, &rest);
	end_path(audit, path);
}

/*
 * What was begun is lost, and told. The mails behind it are judged yet, unless reading on from
 * there ended a worker, too.
 */
static void take_loss(struct audit *audit, const struct bv_worker_event *event)
{
	struct state *state = &audit->states[event->job.path];
	bool is_text_done = state->is_answered && state->mail == 0;
	bool has_more = state->mail > event->job.from;

	if (state->is_begun || (!has_more && !is_text_done))
		print_loss(audit, event->job.path, state->is_begun ? state->mail : 0, &event->lost);
	state->is_begun = false;
	if (has_more)
		go_on_behind(audit, event->job.path);
	else
		end_path(audit, event->job.path);
}

static void take_event(struct audit *audit, const struct bv_worker_event *event)
{
	struct state *state = &audit->states[event->job.path];

	switch (event->news) {
	case BV_WORKER_BEGAN:
		state->mail = event->number;
		state->is_begun = true;
		break;
	case BV_WORKER_ANSWERED:
		take_answer(audit, event);
		break;
	case BV_WORKER_HANDED_ON:
		break;
	case BV_WORKER_ENDED:
		end_path(audit, event->job.path);
		break;
	case BV_WORKER_LOST:
		take_loss(audit, event);
		break;
	}
}

static void run(struct audit *audit, struct bv_error *err)
{
	struct bv_worker_event event;

	while (audit->ended_count < audit->paths->count && !audit->out.is_failed &&
	       !ending_signal && err->kind == BV_ERROR_NONE &&
	       audit->page_problem.kind == BV_ERROR_NONE) {
		hand_out(audit);
		if (bv_workers_wait(audit->workers, &event, err) && !ending_signal)
			take_event(audit, &event);
	}
	bv_ordered_output_flush(&audit->output);
}

static size_t worker_count(const struct bv_options *options, const struct bv_paths *paths)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t count = options->of[BV_OPTION_JOBS].number;

	if (count == 0)
		count = processors > 0 ? (size_t)processors : 1;
	if (count > BV_WORKERS_MAX)
		count = BV_WORKERS_MAX;
	return count < paths->count ? count : paths->count;
}

/* Ended by a signal, the summary is of what was judged, and the shell sees the signal. */
static enum bv_status end_by_signal(const struct audit *audit)
{
	struct bv_error err = {0};

	(void)bv_fail(&err, BV_ERROR_LIMIT, "stopped by a signal: %zu of %zu files judged",
		      audit->ended_count, audit->paths->count);
	(void)bv_status_report(&err);
	(void)signal(ending_signal, SIG_DFL);
	(void)raise(ending_signal);
	return BV_STATUS_ERROR;
}

static bool fail_all(size_t count, struct bv_error *err)
{
	if (count == 1) {
		(void)bv_fail(err, BV_ERROR_INPUT, "the log could not be judged");
		return bv_fail_advice(err, "\"error\" of its line says why");
	}
	(void)bv_fail(err, BV_ERROR_INPUT, "none of the %zu logs could be judged", count);
	return bv_fail_advice(err, "\"error\" of their lines says why");
}

/* The index is of a whole audit only. */
static bool write_index(struct audit *audit)
{
	struct bv_error *problem = &audit->page_problem;

	audit->index.not_judged = audit->summary.sums.unread + audit->summary.sums.lost;
	return problem->kind == BV_ERROR_NONE &&
	       bv_pages_write_index(audit->pages, &audit->index, problem);
}

static enum bv_status sum_up(struct audit *audit, struct bv_error *err)
{
	enum bv_status status = BV_STATUS_FINE;

	if (!ending_signal)
		status = bv_status_written(&audit->out, stdout, BV_STATUS_FINE);
	if (status != BV_STATUS_FINE)
		return status;
	bv_summary_print(&audit->summary, bv_progress_seconds(&audit->progress), stderr);
	if (ending_signal)
		return end_by_signal(audit);
	if (err->kind == BV_ERROR_NONE && bv_summary_is_empty(&audit->summary))
		(void)fail_all(audit->paths->count, err);
	if (err->kind != BV_ERROR_NONE)
		return bv_status_report(err);
	if (audit->pages->is_wanted && !write_index(audit))
		return bv_status_report(&audit->page_problem);
	return BV_STATUS_FINE;
}

static bool open_pages(struct bv_pages *out, const struct bv_session *session, struct bv_error *err)
{
	const char *folder = session->options->of[BV_OPTION_HTML].text;

	if (folder && !bv_pages_open(out, folder, err))
		return false;
	out->commit_url = session->commit_url;
	return true;
}

static enum bv_status audit_all(struct bv_auditor *auditor, struct bv_arena *keep)
{
	const struct bv_options *options = auditor->session->options;
	const struct bv_paths *paths = auditor->paths;
	const struct bv_worker_limits limits = {
		.seconds = options->of[BV_OPTION_TIMEOUT].number,
		.mib = options->of[BV_OPTION_MAX_MEMORY].number,
	};
	struct bv_steady_output steady = {STDOUT_FILENO, &ending_signal};
	struct audit *audit = bv_arena_alloc(keep, 1, sizeof(*audit));
	struct bv_error err = {0};
	enum bv_status status;

	audit->pages = auditor->pages;
	audit->paths = paths;
	audit->summary.labels = auditor->labels;
	audit->states = bv_arena_alloc(keep, paths->count, sizeof(*audit->states));
	audit->out = (struct bv_out){.sink = bv_sink_steady, .context = &steady};
	audit->progress = bv_progress_start("Verifying logs", "logs", paths->count);
	audit->workers =
		bv_workers_open(worker_count(options, paths), &limits, bv_audit_work, auditor);
	bv_ordered_output_init(&audit->output, &audit->out);
	listen_to_signals();
	run(audit, &err);
	bv_progress_end(&audit->progress);
	bv_workers_close(audit->workers);
	status = sum_up(audit, &err);
	bv_ordered_output_release(&audit->output);
	bv_summary_release(&audit->summary);
	bv_arena_release(&audit->keep);
	return status;
}

/* What the command line and --files0-from name. */
static bool list_paths(struct bv_paths *out, const struct bv_options *options, int argument_count,
		       char **arguments, struct bv_arena *keep, struct bv_error *err)
{
	const char *list = options->of[BV_OPTION_FILES0_FROM].text;

	if (argument_count == 0 && !list)
		return bv_fail(err, BV_ERROR_USAGE, "audit wants logs, or folders that hold them");
	if (argument_count && list)
		return bv_fail(err, BV_ERROR_USAGE,
			       "audit wants logs, or a list of them, not both: '%s'", arguments[0]);
	out->left_out = options->of[BV_OPTION_HTML].text;
	for (int i = 0; i < argument_count; i++)
		bv_paths_add(out, arguments[i], keep);
	if (list && !bv_paths_add_list(out, list, keep, err))
		return false;
	if (out->count)
		return true;
	(void)bv_fail(err, BV_ERROR_INPUT, "no log: nothing to read in what was named");
	return bv_fail_advice(err, "hidden files, and what is no regular file, are passed over in "
				   "folders");
}

/* Leaves @out NULL when there are none to read. */
static bool read_labels(const struct bv_labels **out, const struct bv_options *options,
			struct bv_arena *keep, struct bv_error *err)
{
	const char *path = options->of[BV_OPTION_LABELS].text;
	struct bv_labels *labels;

	if (!path)
		return true;
	*out = labels = bv_arena_alloc(keep, 1, sizeof(*labels));
	return bv_labels_read(labels, path, keep, err);
}

int bv_command_audit(struct bv_options *options, int argument_count, char **arguments)
{
	struct bv_session session = {0};
	struct bv_paths paths = {0};
	struct bv_pages pages = {0};
	struct bv_auditor auditor = {&session, &paths, NULL, &pages};
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	enum bv_status status;

	if (list_paths(&paths, options, argument_count, arguments, &keep, &err) &&
	    read_labels(&auditor.labels, options, &keep, &err) &&
	    bv_session_open(&session, options, &err) && open_pages(&pages, &session, &err))
		status = audit_all(&auditor, &keep);
	else
		status = bv_status_report(&err);
	bv_pages_close(&pages);
	bv_session_close(&session);
	bv_arena_release(&keep);
	return (int)status;
}
