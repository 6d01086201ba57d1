/* One report struct, one renderer per format. */
#ifndef BISECT_VERIFY_REPORT_H
#define BISECT_VERIFY_REPORT_H

#include "base/error.h"
#include "base/out.h"
#include "case/case.h"
#include "checks/check.h"
#include "odds/salvage.h"

/** All that a renderer may use. Everything is borrowed. */
struct bv_report {
	struct bv_text log;        /* the source's name; "FILE:N" for the N-th mail */
	struct bv_text message_id; /* empty when it is no mail */
	const struct bv_case *c;
	const struct bv_check_result *result;
	bool is_verbose; /* text: also the notes, the steps and what was not run, one by one */
};

enum bv_format {
	BV_FORMAT_TEXT = 0,
	BV_FORMAT_TERSE, /* LOG:LINE: LEVEL: ID: text, as checkpatch --terse */
	BV_FORMAT_JSON   /* indented; one object */
};
/** False when @name is no format. */
bool bv_format_parse(enum bv_format *out, struct bv_text name);

/** Print @report in @format. Errors: collected in @out. */
void bv_report_render(const struct bv_report *report, enum bv_format format, struct bv_out *out);

/** The same object as BV_FORMAT_JSON on one line with LF: the audit's form. */
void bv_report_render_json_line(const struct bv_report *report, struct bv_out *out);

/**
 * The JSON line of a log that could not be read: the same schema, verdict "undecided", and the
 * error's three parts.
 */
void bv_report_render_unread(struct bv_text log, const struct bv_error *err, struct bv_out *out);

/** What can be said of the log that was salvaged. */
struct bv_salvage_plan {
	struct bv_count candidates; /* left after replaying it */
	bool has_next;
	struct bv_next_commit next; /* to test */
};

/**
 * Print the log to go on with: what `git bisect replay` takes, with comments.
 *
 * Meaning: without @plan only the commands and their comments, no head.
 */
void bv_report_render_salvage(const struct bv_report *report, const struct bv_salvage *salvage,
			      const struct bv_salvage_plan *plan, struct bv_out *out);

/**
 * What the log was understood to say, as stable text: one fact a line, nothing for what the log
 * does not say.
 */
void bv_report_dump_model(const struct bv_bisection *log, struct bv_out *out);

/** What a check means, when it errs, what to do; each line of its explanation is a paragraph. */
void bv_report_explain(const struct bv_check_info *check, struct bv_out *out);
/** All checks by family, one row each. */
void bv_report_explain_list(struct bv_out *out);

#endif
