/* git bisect-verify audit PATH...: many logs in one process, a line of JSON each, and a summary. */
#include <stdio.h>

#include "audit_paths.h"
#include "command.h"
#include "session.h"
#include "status.h"
#include "summary.h"
#include "terminal.h"

struct audit {
	struct bv_session session;
	struct bv_summary summary;
	struct bv_out out;
};

static void audit_source(struct audit *audit, const struct bv_source *source, struct bv_arena *keep)
{
	struct bv_bisections bisections = {0};

	bv_log_read(&bisections, source, keep);
	if (source->mail && bv_bisections_are_none(&bisections)) {
		audit->summary.mails_without++;
		return;
	}
	bv_session_enter(&audit->session, source);
	for (size_t i = 0; i < bisections.count; i++) {
		struct bv_judged judged;
		struct bv_report report;

		bv_session_judge(&judged, &audit->session, &bisections.items[i], keep);
		report = bv_session_report(&audit->session, source, &judged, keep);
		bv_report_render_json_line(&report, &audit->out);
		bv_summary_add(&audit->summary, &judged.result);
	}
}

static void audit_path(struct audit *audit, const char *path)
{
	struct bv_sources *sources = NULL;
	struct bv_source source;
	struct bv_arena keep = {0};
	struct bv_error err = {0};

	if (bv_sources_open(&sources, path, &err)) {
		while (bv_sources_next(&source, sources, &keep, &err)) {
			audit_source(audit, &source, &keep);
			bv_arena_release(&keep);
		}
	}
	if (err.kind != BV_ERROR_NONE) {
		bv_report_render_unread(bv_text_from(path), &err, &audit->out);
		audit->summary.unread++;
	}
	bv_sources_close(sources);
	bv_arena_release(&keep);
}

static enum bv_status audit_all(struct audit *audit, const struct bv_paths *paths)
{
	struct bv_progress progress = bv_progress_start(paths->count);
	struct bv_error err = {0};

	for (size_t i = 0; i < paths->count && !audit->out.is_failed; i++) {
		audit_path(audit, paths->items[i]);
		bv_progress_show(&progress, i + 1);
	}
	bv_progress_end(&progress);
	if (!bv_terminal_flush(&audit->out, stdout)) {
		(void)bv_fail(&err, BV_ERROR_INTERNAL, "the report could not be written");
		return bv_status_report(&err);
	}
	bv_summary_print(&audit->summary, stderr);
	if (audit->summary.unread == paths->count) {
		(void)bv_fail(&err, BV_ERROR_INPUT, "none of the %zu logs could be read",
			      paths->count);
		(void)bv_fail_advice(&err, "the lines above say why");
		return bv_status_report(&err);
	}
	return BV_STATUS_FINE;
}

int bv_command_audit(struct bv_options *options, int argument_count, char **arguments)
{
	struct audit audit = {.out = {.sink = bv_sink_file, .context = stdout}};
	struct bv_paths paths = {0};
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	enum bv_status status;

	for (int i = 0; i < argument_count; i++)
		bv_paths_add(&paths, arguments[i], &keep);
	if (argument_count == 0) {
		(void)bv_fail(&err, BV_ERROR_USAGE, "audit wants logs, or folders that hold them");
		status = bv_status_report(&err);
	} else if (paths.count == 0) {
		(void)bv_fail(&err, BV_ERROR_INPUT, "no log: nothing to read in what was named");
		(void)bv_fail_advice(&err, "hidden files, and what is no regular file, are passed "
					   "over in folders");
		status = bv_status_report(&err);
	} else if (!bv_session_open(&audit.session, options, &err)) {
		status = bv_status_report(&err);
	} else {
		status = audit_all(&audit, &paths);
	}
	bv_arena_release(&keep);
	bv_session_close(&audit.session);
	return (int)status;
}
