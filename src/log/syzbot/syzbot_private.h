/* SPDX-License-Identifier: GPL-2.0-only */
/* The parser of syzkaller's logs: its state, and the handlers of its lines by subject. */
#ifndef BV_LOG_SYZBOT_PRIVATE_H
#define BV_LOG_SYZBOT_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "log/bisection.h"
#include "log/commit_print.h"
#include "source/line.h"
#include "syzbot_era.h"

/** To what a line of no known kind belongs. */
enum bv_syzbot_text {
	BV_SYZBOT_TEXT_NONE = 0, /* to nothing: it is an unknown line */
	BV_SYZBOT_TEXT_BUILD,    /* to the build of the step that was begun: its error */
	BV_SYZBOT_TEXT_GIT,      /* to what git printed */
	BV_SYZBOT_TEXT_CONTINUED /* to the line before, whose value may span lines */
};

/** To which list a line that is nothing but a hash belongs. */
enum bv_syzbot_list {
	BV_SYZBOT_LIST_NONE = 0,
	BV_SYZBOT_LIST_GIT,     /* "The first bad commit could be any of:" */
	BV_SYZBOT_LIST_PRODUCER /* "bisection is inconclusive, ..." */
};

#define BV_SYZBOT_NO_STEP SIZE_MAX

struct bv_syzbot {
	struct bv_bisection *out;
	struct bv_arena *keep;
	const struct bv_lines *lines;
	size_t at; /* index of the line in hand */
	struct bv_era_guess era;
	bool is_fix;
	bool is_bisecting; /* git bisect was started; a mark shows it too */
	bool is_bare;      /* an error that was stored without its log */
	bool has_totals;   /* "revisions tested:" was seen: the ending follows */
	enum bv_syzbot_text text;
	enum bv_syzbot_list list;
	struct bv_commit_print_state print;
	bool is_printing;
	bool is_below_offer;              /* the line before was "[H] SUBJECT" */
	size_t empty_below, joined_below; /* how often it was followed by an empty or known line */

	size_t step; /* index of the test whose lines we read, or BV_SYZBOT_NO_STEP */
	struct bv_unknown_lines build_text; /* that alone says that its build failed */
	size_t markable;                    /* index of the test that the next mark is about */
	enum bv_phase phase;    /* of the next test; unknown where the beginning is missing */
	struct bv_text release; /* that it is of; empty */
	bool is_pretended;      /* the next mark needs no test */
	size_t pretended_line;
	size_t listed_runs;     /* of each test that lists them; 0: they differ */
	size_t run_count;       /* of the whole log */
	struct bv_text message; /* "commit msg:", the title of the release or HEAD of the ending */
	size_t message_line;
};

/** A line's handler; @rest is what follows its prefix. False: the line is not what it seemed. */
typedef bool bv_syzbot_handler(struct bv_syzbot *state, const struct bv_line *line,
			       struct bv_text rest);

/* line.c: the table of lines */
/** Take a line of a known kind, and what it tells of the log's era. */
bool bv_syzbot_take_kind(struct bv_syzbot *state, const struct bv_line *line);

/* head.c: who bisects what, and what the next test is for */
bv_syzbot_handler bv_syzbot_take_host, bv_syzbot_take_cause, bv_syzbot_take_fix,
	bv_syzbot_take_rewritten, bv_syzbot_take_release, bv_syzbot_take_head,
	bv_syzbot_take_picked, bv_syzbot_take_merge_base, bv_syzbot_take_merge_base_title,
	bv_syzbot_take_parent, bv_syzbot_take_pretended, bv_syzbot_take_before_start,
	bv_syzbot_take_start_again, bv_syzbot_take_known, bv_syzbot_take_named,
	bv_syzbot_take_mail_commit, bv_syzbot_take_known_text;

/* step.c: one test */
/** The test whose lines are being read, or NULL. */
struct bv_step *bv_syzbot_step(struct bv_syzbot *state);
bv_syzbot_handler bv_syzbot_take_test, bv_syzbot_take_compiler, bv_syzbot_take_signature,
	bv_syzbot_take_build_failure, bv_syzbot_take_setup_failure, bv_syzbot_take_run,
	bv_syzbot_take_all_runs, bv_syzbot_take_representative, bv_syzbot_take_false_negative,
	bv_syzbot_take_reproduces;
/**
 * A line that may be of the text that a failed build prints.
 *
 * Meaning: nothing marks that text, so a line of no known kind looks the same. What only a kernel
 *          that was built has, coming behind it, tells: the lines are then unknown ones.
 */
void bv_syzbot_add_build_text(struct bv_syzbot *state, const struct bv_line *line);

/* git.c: git's commands and answers */
bv_syzbot_handler bv_syzbot_take_git_start, bv_syzbot_take_git_mark, bv_syzbot_take_bisecting,
	bv_syzbot_take_merge_base_test, bv_syzbot_take_subject, bv_syzbot_take_first_bad,
	bv_syzbot_take_only_skipped, bv_syzbot_take_git_list, bv_syzbot_take_bad_merge_base;

/** What git says beside its answer, on stderr mostly. */
bool bv_syzbot_is_git_chatter(struct bv_text text);

/* claim.c: how it ended */
bv_syzbot_handler bv_syzbot_take_signatures_culprit, bv_syzbot_take_signatures_parent,
	bv_syzbot_take_flagged_flaky, bv_syzbot_take_error_probability, bv_syzbot_take_totals,
	bv_syzbot_take_result, bv_syzbot_take_cc, bv_syzbot_take_recipients_to,
	bv_syzbot_take_recipients_cc, bv_syzbot_take_inconclusive, bv_syzbot_take_oldest_release,
	bv_syzbot_take_still_on_head, bv_syzbot_take_head_errors, bv_syzbot_take_no_known_bad,
	bv_syzbot_take_error, bv_syzbot_take_commit_message, bv_syzbot_take_crash;
/** A line that is one hash, while a list of them is being read. */
bool bv_syzbot_take_listed(struct bv_syzbot *state, const struct bv_line *line);
/** A text that is nothing but an ending: syzbot keeps some runs' error only. */
bool bv_syzbot_take_bare_ending(struct bv_syzbot *state, const struct bv_line *line);
/** Whether @text begins as one of the endings that only syzkaller writes. */
bool bv_syzbot_is_bare_ending(struct bv_text text);

/* finish.c: what only the whole log tells: the era, numbers of runs, verdicts */
void bv_syzbot_finish(struct bv_syzbot *state);

/* go_quote.c: what Go prints: lists of strings with %q, and durations */
/**
 * Read ["a@b" "c@d"] into @out, unquoted.
 *
 * Meaning: false, and @out untouched, when @text is no such list from beginning to end.
 * Owner:   kept in @keep.
 * Source:  Go's strconv.Quote() and fmt's %q of []string.
 */
bool bv_go_quoted_list(struct bv_texts *out, struct bv_text text, struct bv_arena *keep);
/** "4h20m12.4s". False for anything else. */
bool bv_go_duration(double *seconds, struct bv_text text);

#endif
