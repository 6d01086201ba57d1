/* Events: what single lines of git's bisect logs and of its screen text say. */
#ifndef BV_LOG_GIT_EVENT_H
#define BV_LOG_GIT_EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "log/bisection.h"
#include "log/producer.h"
#include "source/line.h"

enum bv_git_event_kind {
	BV_GIT_NOTHING = 0, /* prose, program output */
	BV_GIT_COMMAND,     /* "git bisect WORD ARGUMENTS", logged or typed */
	BV_GIT_UNKNOWN,     /* begins like a command of git bisect, but is none */

	/* BISECT_LOG's comments */
	BV_GIT_STATE,             /* "# WORD: [H] SUBJECT" */
	BV_GIT_STATUS,            /* "# status: waiting for ..." */
	BV_GIT_NOTE,              /* "# test job: [H] URL": a robot's */
	BV_GIT_FIRST_BAD_COMMENT, /* "# first WORD commit: [H] SUBJECT" */
	BV_GIT_ONLY_SKIPPED_COMMENT,
	BV_GIT_POSSIBLE_COMMENT, /* "# possible first WORD commit: [H] SUBJECT" */

	/* what git prints */
	BV_GIT_BISECTING, /* "Bisecting: ..." */
	BV_GIT_OFFER,     /* "[H] SUBJECT" */
	BV_GIT_HASH,      /* nothing but a hash */
	BV_GIT_FIRST_BAD, /* "H is the first WORD commit" */
	BV_GIT_HEADER,    /* "commit H" above a printed commit */
	BV_GIT_ONLY_SKIPPED,
	BV_GIT_COULD_BE, /* "The first WORD commit could be any of:" */
	BV_GIT_MERGE_BASE_BAD,
	BV_GIT_FAILED,  /* git bisect gave up */
	BV_GIT_RUNNING, /* "running COMMAND", of git bisect run */
	BV_GIT_RUN_END,

	BV_GIT_ROBOT /* signs the text */
};

struct bv_git_event {
	enum bv_git_event_kind kind;
	struct bv_text text;      /* the line without quoting, indentation and trailing blanks */
	size_t number;            /* of the line, from 1 */
	size_t index;             /* of the line in the list of lines */
	struct bv_text word;      /* of the command, or the term */
	struct bv_text arguments; /* of the command, without the comment that may follow */
	struct bv_text comment;   /* behind "#" on a command's line */
	struct bv_text revision;
	struct bv_text subject;
	bool is_subject_cut;
	bool is_typed;       /* a prompt stands before the command */
	bool is_hash_prompt; /* ... which could be a comment's "#" as well */
	bool is_merge_base;
	struct bv_count revisions_left, steps_left;
	const struct bv_producer *robot;
};
struct bv_git_events {
	struct bv_git_event *items;
	size_t count, capacity;
};

/*
 * The three grammars. Each takes a line without quoting and indentation, fills what the line says
 * of @out (zeroed before) and tells whether the line is its own.
 */

/** Source: git's builtin/bisect.c, bisect_start(), bisect_write() and bisect_replay(). */
bool bv_git_classify_command(struct bv_git_event *out, struct bv_text text);
/** Source: git's builtin/bisect.c, log_commit(), bisect_write(), bisect_skipped_commits(). */
bool bv_git_classify_comment(struct bv_git_event *out, struct bv_text text);
/** Source: git's bisect.c and builtin/bisect.c, all that they print. */
bool bv_git_classify_screen(struct bv_git_event *out, struct bv_text text);

/** "is the first bad commit" behind the commit, and no more than a full stop or a colon. */
bool bv_git_take_conclusion(struct bv_text *rest, struct bv_text *term);

/** All three, after unquoting @line. False for prose, program output and blank lines. */
bool bv_git_classify(struct bv_git_event *out, struct bv_text line);
/**
 * The end of git bisect run becomes what is glued to it; false when nothing is, or for others.
 *
 * Source: git 2.34 to 2.39, builtin/bisect--helper.c, bisect_run(): no line end behind its words.
 */
bool bv_git_classify_glued(struct bv_git_event *event);

/** "[H] SUBJECT", moved behind when true. Units: @least digits in H, at most 64. */
bool bv_git_take_bracket(struct bv_text *rest, size_t least, struct bv_text *revision,
			 struct bv_text *subject);
/** A term, quoted since git 2.55 (99ac2324a5): 'bad' or bad. */
bool bv_git_take_term(struct bv_text *rest, struct bv_text *out);

/** A command that starts a bisection. */
bool bv_git_is_start(const struct bv_git_event *event);
/** Good, bad, skip, old or new. */
bool bv_git_is_state_word(struct bv_text word);

/**
 * Put the ends' comments and the start command on lines of their own, where a mail program filled
 * them as a paragraph.
 *
 * Owner: a changed list is kept in @keep.
 */
void bv_git_unfill(struct bv_lines *lines, struct bv_arena *keep);

/**
 * Every event of @lines, wrapped lines joined, printed commits passed over; @all may sign them.
 *
 * Owner: kept in @keep, texts borrowed from the lines.
 */
void bv_git_scan(struct bv_git_events *out, const struct bv_lines *lines,
		 const struct bv_producer *const *all, struct bv_arena *keep);

/**
 * Read the commit that is printed from lines->items[index] on into @out; the index behind it.
 *
 * Owner: kept in @keep, texts borrowed from the lines.
 */
size_t bv_git_print(struct bv_bisection *out, const struct bv_lines *lines, size_t index,
		    struct bv_arena *keep);

/**
 * A commit printed from lines->items[header] on, and below it "is the first bad commit", at *at.
 *
 * Meaning: false, with nothing to rely on in *out and *at, for any other line.
 */
bool bv_git_conclusion_below(struct bv_git_event *out, size_t *at, const struct bv_lines *lines,
			     size_t header, struct bv_arena *keep);

/** Join the events' wrapped subjects and arguments with the lines that follow them. */
void bv_git_join(struct bv_git_events *events, const struct bv_lines *lines, struct bv_arena *keep);

#endif
