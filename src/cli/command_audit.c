/* SPDX-License-Identifier: GPL-2.0-only */
/* git bisect-verify audit PATH...: many logs in one process, a line of JSON each, and a summary. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <threads.h>
#include <unistd.h>

#include "ordered_output.h"
#include "session.h"
#include "summary.h"
#include "terminal.h"

/* The files that an audit is asked to read, in order. */
struct paths {
	const char **items;
	size_t count, capacity;
};

static int compare_paths(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

static void list_folder(struct paths *entries, const char *folder, struct bv_arena *keep)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;

	if (!directory) {
		*BV_APPEND(entries, keep) = folder;
		return;
	}
	while ((entry = readdir(directory)) != NULL)
		if (entry->d_name[0] != '.')
			*BV_APPEND(entries, keep) =
				bv_arena_print(keep, "%s/%s", folder, entry->d_name).data;
	(void)closedir(directory);
	if (entries->count)
		qsort(entries->items, entries->count, sizeof(*entries->items), compare_paths);
}

enum path_kind {
	PATH_FILE, /* or what cannot be looked at: reading it tells why */
	PATH_FOLDER,
	PATH_OTHER /* found in a folder: a pipe, a device, a link to a folder */
};

static enum path_kind kind_of(const char *path, bool is_named)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return PATH_FILE;
	if (S_ISREG(status.st_mode))
		return PATH_FILE;
	if (is_named)
		return S_ISDIR(status.st_mode) ? PATH_FOLDER : PATH_FILE;
	if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode))
		return PATH_FOLDER;
	return PATH_OTHER;
}

/*
 * Add @path; of a folder, all regular files below it, sorted bytewise, without hidden ones and
 * without following links to folders; with a list of open ends instead of recursion. A path that
 * cannot be looked at is added as it is: reading it tells why.
 */
static void add_paths(struct paths *paths, const char *path, struct bv_arena *keep)
{
	struct paths open_ends = {0}; /* the next one last */
	bool is_named = true;

	*BV_APPEND(&open_ends, keep) = path;
	while (open_ends.count) {
		const char *next = open_ends.items[--open_ends.count];
		enum path_kind kind = kind_of(next, is_named);
		struct paths entries = {0};

		if (kind == PATH_FILE) {
			*BV_APPEND(paths, keep) = next;
		} else if (kind == PATH_FOLDER) {
			list_folder(&entries, next, keep);
			if (entries.count == 1 && entries.items[0] == next)
				*BV_APPEND(paths, keep) = next;
			else
				for (size_t i = entries.count; i-- > 0;)
					*BV_APPEND(&open_ends, keep) = entries.items[i];
		}
		is_named = false;
	}
}

/* What the threads share; @output has a lock of its own, the rest is under @lock. */
struct audit {
	const struct paths *paths;
	struct bv_ordered_output output;
	mtx_t lock;
	struct bv_summary summary;
	struct bv_progress progress;
};

/* One thread: a session of its own on the same tree. */
struct auditor {
	struct audit *audit;
	struct bv_session session;
	struct bv_summary summary;
	thrd_t thread;
};

static void audit_source(struct auditor *auditor, const struct bv_source *source,
			 struct bv_out *out, struct bv_arena *keep)
{
	struct bv_bisections bisections = {0};

	bv_log_read(&bisections, source, keep);
	if (source->mail && bv_bisections_are_none(&bisections)) {
		auditor->summary.mails_without++;
		return;
	}
	bv_session_enter(&auditor->session, source);
	for (size_t i = 0; i < bisections.count; i++) {
		struct bv_judged judged;
		struct bv_report report;

		bv_session_judge(&judged, &auditor->session, &bisections.items[i], keep);
		report = bv_session_report(&auditor->session, source, &judged, keep);
		bv_report_render_json_line(&report, out);
		bv_summary_add(&auditor->summary, &judged.result);
		bv_magnets_add(&auditor->summary.magnets, &judged.c);
	}
}

/* Hand over what was printed so far, and begin anew. */
static void hand_over(struct auditor *auditor, size_t job, struct bv_arena *keep,
		      const struct bv_out_buffer *text)
{
	bv_ordered_output_add(&auditor->audit->output, job,
			      (struct bv_text){text->items, text->count});
	bv_arena_release(keep);
}

static void audit_path(struct auditor *auditor, size_t job)
{
	const char *path = auditor->audit->paths->items[job];
	struct bv_sources *sources = NULL;
	struct bv_source source;
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	struct bv_out_buffer text = {.keep = &keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &text};

	if (bv_sources_open(&sources, path, &err)) {
		while (bv_sources_next(&source, sources, &keep, &err)) {
			audit_source(auditor, &source, &out, &keep);
			hand_over(auditor, job, &keep, &text);
			text = (struct bv_out_buffer){.keep = &keep};
		}
	}
	if (err.kind != BV_ERROR_NONE) {
		bv_report_render_unread(bv_text_from(path), &err, &out);
		auditor->summary.unread++;
	}
	bv_sources_close(sources);
	hand_over(auditor, job, &keep, &text);
}

static int run_auditor(void *context)
{
	struct auditor *auditor = context;
	struct audit *audit = auditor->audit;
	size_t job;

	while (bv_ordered_output_take(&audit->output, &job)) {
		size_t printed;

		audit_path(auditor, job);
		printed = bv_ordered_output_end(&audit->output, job);
		(void)mtx_lock(&audit->lock);
		bv_progress_show(&audit->progress, printed);
		(void)mtx_unlock(&audit->lock);
	}
	(void)mtx_lock(&audit->lock);
	bv_summary_join(&audit->summary, &auditor->summary);
	bv_magnets_release(&auditor->summary.magnets);
	(void)mtx_unlock(&audit->lock);
	return 0;
}

static bool start(struct auditor *auditor, struct audit *audit, const struct bv_session *first,
		  struct bv_error *err)
{
	auditor->audit = audit;
	if (bv_session_open_beside(&auditor->session, first, err)) {
		if (thrd_create(&auditor->thread, run_auditor, auditor) == thrd_success)
			return true;
		(void)bv_fail(err, BV_ERROR_LIMIT, "no thread could be started");
		(void)bv_fail_advice(err, "say --jobs=1");
	}
	bv_session_close(&auditor->session);
	return false;
}

/* The first auditor is this thread. */
static bool run_all(struct audit *audit, struct auditor *auditors, size_t count,
		    struct bv_error *err)
{
	size_t started = 1;

	while (started < count && start(&auditors[started], audit, &auditors[0].session, err))
		started++;
	if (started == count)
		(void)run_auditor(&auditors[0]);
	else
		bv_ordered_output_stop(&audit->output);
	for (size_t i = 1; i < started; i++) {
		(void)thrd_join(auditors[i].thread, NULL);
		bv_session_close(&auditors[i].session);
	}
	return started == count;
}

static size_t thread_count(const struct bv_options *options, const struct paths *paths)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t count = options->of[BV_OPTION_JOBS].number;

	if (count == 0)
		count = processors > 0 ? (size_t)processors : 1;
	if (count > BV_THREADS_MAX)
		count = BV_THREADS_MAX;
	return count < paths->count ? count : paths->count;
}

static enum bv_status sum_up(struct audit *audit, struct bv_out *out)
{
	enum bv_status status = bv_status_written(out, stdout, BV_STATUS_FINE);
	struct bv_error err = {0};

	if (status != BV_STATUS_FINE)
		return status;
	bv_summary_print(&audit->summary, stderr);
	if (audit->summary.unread == audit->paths->count) {
		(void)bv_fail(&err, BV_ERROR_INPUT, "none of the %zu logs could be read",
			      audit->paths->count);
		(void)bv_fail_advice(&err, "the lines above say why");
		return bv_status_report(&err);
	}
	return BV_STATUS_FINE;
}

static enum bv_status audit_all(struct auditor *first, const struct paths *paths,
				struct bv_arena *keep)
{
	struct bv_out out = {.sink = bv_sink_file, .context = stdout};
	size_t count = thread_count(first->session.options, paths);
	struct auditor *auditors = bv_arena_alloc(keep, count, sizeof(*auditors));
	struct audit *audit = bv_arena_alloc(keep, 1, sizeof(*audit));
	struct bv_error err = {0};
	enum bv_status status;
	bool is_run;

	audit->paths = paths;
	audit->progress = bv_progress_start("Verifying logs", paths->count);
	bv_ordered_output_init(&audit->output, &out, paths->count);
	BV_ASSERT(mtx_init(&audit->lock, mtx_plain) == thrd_success);
	first->audit = audit;
	auditors[0] = *first;
	is_run = run_all(audit, auditors, count, &err);
	bv_progress_end(&audit->progress);
	mtx_destroy(&audit->lock);
	bv_ordered_output_release(&audit->output);
	status = is_run ? sum_up(audit, &out) : bv_status_report(&err);
	bv_magnets_release(&audit->summary.magnets);
	return status;
}

int bv_command_audit(struct bv_options *options, int argument_count, char **arguments)
{
	struct auditor first = {0};
	struct paths paths = {0};
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	enum bv_status status;

	for (int i = 0; i < argument_count; i++)
		add_paths(&paths, arguments[i], &keep);
	if (argument_count == 0) {
		(void)bv_fail(&err, BV_ERROR_USAGE, "audit wants logs, or folders that hold them");
		status = bv_status_report(&err);
	} else if (paths.count == 0) {
		(void)bv_fail(&err, BV_ERROR_INPUT, "no log: nothing to read in what was named");
		(void)bv_fail_advice(&err, "hidden files, and what is no regular file, are passed "
					   "over in folders");
		status = bv_status_report(&err);
	} else if (!bv_session_open(&first.session, options, &err)) {
		status = bv_status_report(&err);
	} else {
		status = audit_all(&first, &paths, &keep);
	}
	bv_session_close(&first.session);
	bv_arena_release(&keep);
	return (int)status;
}
