/* git bisect-verify [LOG|-]: verify one log. */
#include <stdio.h>

#include "command.h"
#include "session.h"
#include "status.h"
#include "terminal.h"

/* With no LOG: the bisection in progress in the tree. */
static bool choose_log(struct bv_text *out, struct bv_session *session, int argument_count,
		       char **arguments, struct bv_error *err)
{
	if (argument_count > 1)
		return bv_fail(err, BV_ERROR_USAGE, "one log at a time, not %d", argument_count) ||
		       bv_fail_advice(err, "git bisect-verify audit takes many");
	if (argument_count == 1) {
		*out = bv_text_from(arguments[0]);
		return true;
	}
	if (session->tree)
		*out = bv_tree_bisect_log(session->tree, &session->keep);
	if (!bv_text_is_empty(*out))
		return true;
	(void)bv_fail(err, BV_ERROR_USAGE,
		      "no log was given, and no bisection is in progress here");
	return bv_fail_advice(err, "name a log, or - for standard input");
}

static enum bv_status verify(struct bv_session *session, const struct bv_source *source,
			     const struct bv_bisections *bisections, struct bv_arena *keep,
			     struct bv_out *out)
{
	enum bv_status status = BV_STATUS_FINE;

	for (size_t i = 0; i < bisections->count; i++) {
		struct bv_judged judged;
		struct bv_report report;

		if (session->options->is_model_wanted) {
			bv_report_dump_model(&bisections->items[i], out);
			continue;
		}
		bv_session_judge(&judged, session, &bisections->items[i], keep);
		report = bv_session_report(session, bv_text_from(source->name), &judged);
		if (i > 0 && session->options->format == BV_FORMAT_TEXT)
			bv_out_print(out, "\n");
		bv_report_render(&report, session->options->format, out);
		status = bv_status_worse(
			status, bv_status_of(judged.result.judgement, session->options->fail_on));
	}
	return status;
}

static bool read_bisections(struct bv_bisections *out, const struct bv_source *source,
			    const struct bv_session *session, struct bv_arena *keep,
			    struct bv_error *err)
{
	bv_log_read(out, source, keep);
	return bv_session_assume(session, out, err);
}

int bv_command_verify(struct bv_options *options, int argument_count, char **arguments)
{
	struct bv_out out = bv_terminal_out(stdout, options->colour);
	struct bv_session session = {0};
	struct bv_bisections bisections = {0};
	struct bv_source source = {0};
	struct bv_arena keep = {0};
	struct bv_error err = {0};
	struct bv_text log = {0};
	enum bv_status status;

	if (!bv_session_open(&session, options, &err) ||
	    !choose_log(&log, &session, argument_count, arguments, &err) ||
	    !bv_source_read(&source, log.data, &keep, &err) ||
	    !read_bisections(&bisections, &source, &session, &keep, &err)) {
		status = bv_status_report(&err);
	} else {
		status = verify(&session, &source, &bisections, &keep, &out);
		if (!bv_terminal_flush(&out, stdout)) {
			(void)bv_fail(&err, BV_ERROR_INTERNAL, "the report could not be written");
			status = bv_status_report(&err);
		}
	}
	bv_arena_release(&keep);
	bv_session_close(&session);
	return (int)status;
}
