/* SPDX-License-Identifier: GPL-2.0-only */
/* One report struct, one renderer per format. */
#ifndef BISECT_VERIFY_REPORT_H
#define BISECT_VERIFY_REPORT_H

#include "answer/answer.h"
#include "answer/decision.h"
#include "base/error.h"
#include "base/out.h"

/** All that a renderer may use. Everything is borrowed. */
struct bv_report {
	const struct bv_answer *answer;
	bool has_ladder; /* text: a drawing of the steps below the answer */
	bool is_ascii;   /* text: the drawing is to have no other characters */
	bool is_verbose; /* text: also the notes, the steps and what was not run, one by one */
	struct bv_text commit_url; /* html: where commits are, with "%s"; empty: nowhere */
};

/** What was decided of a mail. Everything is borrowed. */
struct bv_decided {
	struct bv_text mail; /* as reports name it */
	struct bv_text message_id;
	const struct bv_decisions *decisions; /* on each bisection; none: it is no report */
	struct bv_text why_unasked;           /* why nothing was decided of a report; else empty */
};

/** A row of the table of formats. */
struct bv_format {
	const char *name; /* as --format takes it */
	const char *help; /* as the manual says of it */
	/* NULL: not for reports, or not for decisions. */
	void (*render)(const struct bv_report *report, struct bv_out *out);
	void (*render_decided)(const struct bv_decided *decided, struct bv_out *out);
	bool is_for_a_screen; /* an empty line stands between two reports */
	bool is_whole;        /* a file of its own: two reports do not go into one */
};
/** How many formats there are, and the one at @index below that; the first is the default. */
size_t bv_format_count(void);
const struct bv_format *bv_format_at(size_t index);
/** NULL: there is no such format. */
const struct bv_format *bv_format_find(struct bv_text name);

/** Print @report in @format, which is one for reports. Errors: collected in @out. */
void bv_report_render(const struct bv_report *report, const struct bv_format *format,
		      struct bv_out *out);
/** Print @decided in @format, which is one for decisions. Errors: collected in @out. */
void bv_report_render_decided(const struct bv_decided *decided, const struct bv_format *format,
			      struct bv_out *out);

/** The same object as the format "json" on one line with LF: the audit's form. */
void bv_report_render_json_line(const struct bv_report *report, struct bv_out *out);

/**
 * The JSON line of a log that could not be read: the same schema, verdict "undecided", and the
 * error's three parts.
 */
void bv_report_render_unread(struct bv_text log, const struct bv_error *err, struct bv_out *out);

/**
 * Print the log to go on with, of the answer's bug @bug: what `git bisect replay` takes, with
 * comments. Only of a bug whose salvaged log leads on.
 */
void bv_report_render_salvage(const struct bv_report *report, size_t bug, struct bv_out *out);

/**
 * What the log was understood to say, as stable text: one fact a line, nothing for what the log
 * does not say.
 */
void bv_report_dump_model(const struct bv_bisection *log, struct bv_out *out);

/** The whole text on a check, a family with the list of its checks, or a word. */
void bv_report_explain(const struct bv_explanation *explanation, struct bv_out *out);
/** All checks by family, then the families and the words, one row each. */
void bv_report_explain_list(struct bv_out *out);

#endif
