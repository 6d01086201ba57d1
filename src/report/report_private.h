/* SPDX-License-Identifier: GPL-2.0-only */
/* What the renderers share: the formats, rows of the first screen, words, and values of the JSON.
 */
#ifndef BV_REPORT_PRIVATE_H
#define BV_REPORT_PRIVATE_H

#include "base/arena.h"
#include "base/out.h"
#include "report.h"

/*
 * Renderers
 */

void bv_render_text(const struct bv_report *report, struct bv_out *out);
void bv_render_terse(const struct bv_report *report, struct bv_out *out);
void bv_render_json(const struct bv_report *report, struct bv_out *out);
void bv_render_html(const struct bv_report *report, struct bv_out *out);
void bv_render_mail(const struct bv_report *report, struct bv_out *out);

void bv_render_regzbot(const struct bv_report *report, struct bv_out *out);

void bv_render_decided_text(const struct bv_decided *decided, struct bv_out *out);
void bv_render_decided_terse(const struct bv_decided *decided, struct bv_out *out);
void bv_render_decided_json(const struct bv_decided *decided, struct bv_out *out);
void bv_render_decided_b4(const struct bv_decided *decided, struct bv_out *out);
void bv_render_decided_regzbot(const struct bv_decided *decided, struct bv_out *out);

/** Which bug it is, its first wrong verdict, and suspects. */
void bv_render_bugs(const struct bv_report *report, struct bv_out *out);
/** What to do next. The rows that commands take beyond one each, as they are not folded. */
size_t bv_render_plan(const struct bv_report *report, struct bv_out *out);
/** Which commits to look at first, and why: at most @most of them. */
void bv_render_suspects(const struct bv_report *report, size_t most, struct bv_out *out);
/** Each step with its runs, and what it left. */
void bv_render_ladder(const struct bv_report *report, struct bv_out *out);
/** All that --verbose adds. */
void bv_render_details(const struct bv_report *report, struct bv_out *out);

/** One text as bv_report_explain() prints it, without a family's list; @level is for a check's. */
void bv_render_explanation(const struct bv_explanation *explanation, enum bv_level level,
			   struct bv_out *out);
/** What a list says of a check. */
struct bv_check_line {
	const char *id;
	enum bv_level level;
	const char *summary;
};
struct bv_check_lines {
	struct bv_check_line *items;
	size_t count, capacity;
};
/** Print them in columns, an empty line between families; they are sorted by id. */
void bv_render_check_lines(const struct bv_check_lines *lines, struct bv_out *out);

/*
 * Rows of the first screen: a label, then text folded beside it
 */

/** Where the text beside a label starts. Units: columns. */
#define BV_LABEL_COLUMNS 10
/** What a level takes with the blanks behind it. Units: columns. */
#define BV_LEVEL_COLUMNS 9

/**
 * @text fit for a row: at most some lines long, line ends and NUL made visible.
 *
 * Meaning: a screen is for reading; the JSON has the whole text.
 * Owner:   kept in @keep.
 */
struct bv_text bv_screen_text(struct bv_text text, struct bv_arena *keep);

/** Print @label padded to the text's column; an empty one continues the row above. */
void bv_screen_label(struct bv_out *out, const char *label);
/** Print a whole row, unless @text is empty. */
void bv_screen_row_if_any(struct bv_out *out, const char *label, struct bv_text text);
/** Print a whole row. */
void bv_screen_row(struct bv_out *out, const char *label, struct bv_text text);

/** The sentence, with the log's lines behind it unless it names some. Owner: kept in @keep. */
struct bv_text bv_screen_reason(const struct bv_reason *reason, struct bv_arena *keep);

/** Rows kept, to be counted before they are printed: print to @out. It must not move. */
struct bv_rows {
	struct bv_out_buffer buffer;
	struct bv_out out;
	size_t wrapped; /* rows that the terminal adds: lines that are not folded */
};
void bv_rows_begin(struct bv_rows *rows, const struct bv_out *out, struct bv_arena *keep);
size_t bv_rows_count(const struct bv_rows *rows);
void bv_rows_print(const struct bv_rows *rows, struct bv_out *out);
/** Drop what is behind the first @most rows. */
void bv_rows_cut(struct bv_rows *rows, size_t most);

/** @text tells the number @line of a line. */
bool bv_screen_names_line(struct bv_text text, size_t line);
/** @text with the log's line behind it, unless it names it itself. Owner: kept in @keep. */
struct bv_text bv_screen_with_line(struct bv_text text, size_t line, struct bv_arena *keep);

/** "s" unless @count is 1. */
const char *bv_screen_plural(size_t count);

/*
 * Lines of a mail
 */

/**
 * Headers of a reply to the mail at @place, and an empty line; nothing without a Message-Id that
 * can be named.
 *
 * Meaning: each is one line, folded or encoded, whatever the mail said of itself.
 * Source:  RFC 5322 and RFC 2047.
 */
void bv_mail_headers(struct bv_out *out, const struct bv_place *place);
/**
 * Print @text folded, later lines indented by @indent columns, as is the first one already.
 *
 * Meaning: no later line begins with what a mail program or a robot would take for something else.
 */
void bv_mail_folded(struct bv_out *out, struct bv_text text, size_t indent);
/** An empty line and a paragraph; an item of a list. Both are cut as bv_screen_text() does. */
void bv_mail_paragraph(struct bv_out *out, struct bv_text text);
void bv_mail_item(struct bv_out *out, struct bv_text text);
/** Print @command to paste; nothing when it is too long for a line of a mail. */
void bv_mail_command(struct bv_out *out, struct bv_text command);

/** What would settle it: which commit, how many runs, which crashes count, and the commands. */
void bv_mail_plan(struct bv_out *out, const struct bv_answer *answer);
/** "abcdef123456 ("demo: run twice")", as kernel people name a commit. Owner: kept in @keep. */
struct bv_text bv_mail_commit(struct bv_text name, struct bv_text subject, struct bv_arena *keep);
/** The result is doubtful or refuted. */
bool bv_mail_is_doubted(const struct bv_answer *answer);

/*
 * Words: names of commits, numbers and endings
 */

/** Digits of a commit on a screen. */
#define BV_SHORT_DIGITS 12

/**
 * Does the log say how the runs of @step went?
 *
 * Meaning: syzkaller prints every run, so that none printed means none made; other producers'
 *          steps have runs only where they are printed.
 */
bool bv_words_has_runs(const struct bv_bisection *bisection, const struct bv_step *step);
/** "a, b, c". Owner: kept in @keep. */
struct bv_text bv_words_list(const struct bv_texts *names, struct bv_arena *keep);

/** Constant words: "first-bad", "timeout". */
const char *bv_words_ending(enum bv_ending ending);

/*
 * The JSON report
 */

struct json_t;

struct bv_json_report {
	const struct bv_report *report;
	struct bv_arena scratch;
	bool is_failed; /* jansson was out of memory */
};

/** @text as valid UTF-8 without NUL. Owner: borrowed, or kept in the scratch arena. */
struct bv_text bv_json_text(struct bv_json_report *json, struct bv_text text);
struct json_t *bv_json_string(struct bv_json_report *json, struct bv_text text);
/** Null for an empty text, a NULL word, an unknown count, line 0. */
struct json_t *bv_json_string_or_null(struct bv_json_report *json, struct bv_text text);
struct json_t *bv_json_word_or_null(const char *word);
/** Null also for a number that a hostile log made too large for JSON readers. */
struct json_t *bv_json_count_or_null(struct bv_count count);
struct json_t *bv_json_line_or_null(size_t line);
struct json_t *bv_json_commit(struct bv_json_report *json, struct bv_revision_ref ref);
struct json_t *bv_json_strings(struct bv_json_report *json, const struct bv_texts *texts);

/** Set a member, append an element. Owner: takes @value over. */
void bv_json_put(struct bv_json_report *json, struct json_t *object, const char *key,
		 struct json_t *value);
void bv_json_append(struct bv_json_report *json, struct json_t *array, struct json_t *value);

/** Print @value, and give all back. Owner: takes @value over. */
void bv_json_write(struct bv_json_report *json, struct json_t *value, size_t flags,
		   struct bv_out *out);
/** The whole report of the json's answer. */
struct json_t *bv_json_report_value(struct bv_json_report *json);

/* Parts of the report: of the log. */
struct json_t *bv_json_blamed(struct bv_json_report *json);
void bv_json_put_place(struct bv_json_report *json, struct json_t *root);
struct json_t *bv_json_recipients(struct bv_json_report *json);
struct json_t *bv_json_steps(struct bv_json_report *json);
struct json_t *bv_json_assumed(struct bv_json_report *json);
/* ... of the answer ... */
struct json_t *bv_json_answer(struct bv_json_report *json);
struct json_t *bv_json_progress(struct bv_json_report *json);
struct json_t *bv_json_not_run(struct bv_json_report *json);
/* ... and trust, odds and suspects. */
struct json_t *bv_json_first_wrong(struct bv_json_report *json);
struct json_t *bv_json_suspects(struct bv_json_report *json);
struct json_t *bv_json_suspects_read(struct bv_json_report *json);
struct json_t *bv_json_odds(struct bv_json_report *json);
struct json_t *bv_json_trust(struct bv_json_report *json);
struct json_t *bv_json_trust_log_odds(struct bv_json_report *json);
struct json_t *bv_json_evidence(struct bv_json_report *json);

#endif
