/* SPDX-License-Identifier: GPL-2.0-only */
/* Pages: how they are written, and the parts of the page about one answer. */
#ifndef BV_HTML_PRIVATE_H
#define BV_HTML_PRIVATE_H

#include "ladder.h"
#include "report_private.h"

/*
 * Writing: our own mark-up as it is, and everything else through one escaping sink
 */

/** A page that is being written. */
struct bv_html {
	struct bv_out *markup; /* our own literals only, as they are */
	/* All else: made safe as for a terminal, then escaped for text and quoted attributes. */
	struct bv_out text;
	struct bv_text commit_url; /* with "%s" for the commit; empty: commits are no links */
	struct bv_arena scratch;
};

/** Begin to write on @out. Owner: @html must not move; the caller calls bv_html_end(). */
void bv_html_begin(struct bv_html *html, struct bv_out *out, struct bv_text commit_url);
void bv_html_end(struct bv_html *html);

/** Mark-up of ours; @literal is never made of what a log or a tree says. */
void bv_html_markup(struct bv_html *html, const char *literal);
/** Text, or the value of an attribute in double quotes. */
void bv_html_text(struct bv_html *html, struct bv_text text);
__attribute__((format(printf, 2, 3))) void bv_html_print(struct bv_html *html, const char *format,
							 ...);

/** "<TAG>TEXT</TAG>"; @tag may have attributes of ours. */
void bv_html_element(struct bv_html *html, const char *tag, struct bv_text text);
/** The same, nothing for an empty text. */
void bv_html_element_or_nothing(struct bv_html *html, const char *tag, struct bv_text text);
/** @name of @commit, a link where it is an id and the user said where commits are. */
void bv_html_commit(struct bv_html *html, struct bv_text commit, struct bv_text name);

/** Which script a page has. */
enum bv_html_script {
	BV_HTML_SCRIPT_PAGE = 0,
	BV_HTML_SCRIPT_INDEX
};
/** From the doctype to the begin of the body. @title is without our name. */
void bv_html_head(struct bv_html *html, struct bv_text title, enum bv_html_script script);
/** The script, and the end of the body. */
void bv_html_foot(struct bv_html *html, enum bv_html_script script);

/* page_text.c, which the build makes: text as literals that end with NULL, and its hash. */
struct bv_html_file {
	const char *const *lines;
	const char *sha256; /* in base64, as a Content-Security-Policy has it */
};
extern const struct bv_html_file bv_html_style;
extern const struct bv_html_file bv_html_scripts[BV_HTML_SCRIPT_INDEX + 1];

/*
 * The page about one answer
 */

/** The lines of the log that the page shows. */
struct bv_html_log {
	struct bv_html_line {
		struct bv_text text;
		size_t number;
		bool is_named; /* the first one with this number, which can be linked */
	} * items;
	size_t count, capacity;
	size_t line_count; /* of the whole log */
};

struct bv_page {
	const struct bv_answer *answer;
	struct bv_html html;
	struct bv_html_log log;
	struct bv_ladder ladder;
	struct bv_arena keep;
};

/** What may be long in a page is cut there: the JSON has it all. */
#define BV_PAGE_STEPS_MAX    1000
#define BV_PAGE_RUNS_MAX     200
#define BV_PAGE_FINDINGS_MAX 1000
#define BV_PAGE_FILES_MAX    50

/** A heading with an id, as the contents link it. */
void bv_page_section(struct bv_page *page, const char *id, const char *heading);
void bv_page_section_end(struct bv_page *page);
/** "line 12, 13", each a link where the page shows it; nothing for 0. */
void bv_page_line(struct bv_page *page, size_t line);
void bv_page_lines(struct bv_page *page, const size_t *lines, size_t count);
/** A sentence in which "line 12" is a link. */
void bv_page_sentence(struct bv_page *page, struct bv_text text);
/** The level's word, marked up. */
void bv_page_level(struct bv_page *page, enum bv_level level);
/** "and 5 more ...", nothing for 0. */
void bv_page_more(struct bv_page *page, size_t count, const char *what);
/** A bar of @share, 0 to 1, of the room that there is; with @class of the style sheet. */
void bv_page_bar(struct bv_page *page, double share, const char *class_name);

/* The parts, in their order. What is not known is left out. */
void bv_page_answer(struct bv_page *page);
void bv_page_ladder(struct bv_page *page);
void bv_page_posterior(struct bv_page *page);
void bv_page_diff(struct bv_page *page);
void bv_page_findings(struct bv_page *page);
void bv_page_evidence(struct bv_page *page);
void bv_page_unseen(struct bv_page *page);
void bv_page_log(struct bv_page *page);
/** Is there something to say in these? */
bool bv_page_has_posterior(const struct bv_page *page);
bool bv_page_has_diff(const struct bv_page *page);
/** Which lines are shown: a log may be long. */
void bv_page_log_find(struct bv_page *page);

#endif
