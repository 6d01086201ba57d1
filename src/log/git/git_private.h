/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading git's own texts: from lines to events, from events to the model. */
#ifndef BV_LOG_GIT_PRIVATE_H
#define BV_LOG_GIT_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "log/bisection.h"
#include "log/producer.h"
#include "source/line.h"

/*
 * Events: what single lines say
 */

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

/*
 * From lines to events: fill.c, scan.c and join.c
 */

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

/** "commit H" is a word of prose too; a printed commit goes on with its merge or author line. */
bool bv_git_is_header_of_print(const struct bv_lines *lines, size_t index);

/**
 * A commit printed from lines->items[header] on, and below it "is the first bad commit", at *at.
 *
 * Meaning: false, with nothing to rely on in *out and *at, for any other line.
 */
bool bv_git_conclusion_below(struct bv_git_event *out, size_t *at, const struct bv_lines *lines,
			     size_t header, struct bv_arena *keep);

/** Join the events' wrapped subjects and arguments with the lines that follow them. */
void bv_git_join(struct bv_git_events *events, const struct bv_lines *lines, struct bv_arena *keep);

/*
 * The words of a command: command.c
 */

/**
 * The next word of a command line, shell quotes undone.
 *
 * Source: git's quote.c, sq_dequote(): 'it'\''s' is "it's".
 * Owner:  borrowed from *rest; kept in @keep where quotes stood inside the word.
 */
bool bv_git_take_shell_word(struct bv_text *rest, struct bv_text *out, struct bv_arena *keep);

/** Can @word name a revision, and does it look like nothing else (a path, a word of prose)? */
bool bv_git_is_revision(struct bv_text word);

/** Every git has this command of git bisect: a state that is no term of the user's own, or other.
 */
bool bv_git_is_known_word(struct bv_text word);

/*
 * From events to the model: what the steps of that work share
 */

/** The words that this bisection uses; "good" and "bad", "old" and "new", or the user's own. */
struct bv_git_terms {
	struct bv_text good, bad;
};

/** A run of events. */
struct bv_git_span {
	size_t from, to; /* index of the first, and behind the last */
};

/** Which events tell of one bisection. */
struct bv_git_part {
	struct bv_git_span all;
	struct bv_git_span log; /* its BISECT_LOG; empty when the text has only screen text */
};

/** Initialise with {0}. A table by the first seven digits. */
struct bv_git_names {
	uint32_t *slots; /* revision numbers, 0: free */
	size_t known;    /* revisions that were looked at */
};

struct bv_git_build {
	struct bv_bisection *out;
	const struct bv_lines *lines;
	const struct bv_git_events *events;
	struct bv_git_part part;
	struct bv_git_terms terms;
	struct bv_git_names names;
	const struct bv_producer *const *producers; /* whose comments the log may have */
	const struct bv_producer *signer;           /* whose line says that it made the log */
	struct bv_arena *keep;
};

/* part.c: which events tell of which bisection */

/**
 * The first bisection of @events.
 *
 * Meaning: a start command with steps behind it begins a bisection. What was typed before a
 *          BISECT_LOG is the same one on the screen.
 */
void bv_git_find_part(struct bv_git_part *out, const struct bv_git_events *events);

/**
 * Take the attempts out that came to nothing and were begun anew: git has forgotten what they
 * marked. One that ended in a result of its own stays, a bisection of its own.
 */
void bv_git_drop_attempts(struct bv_git_events *events);

/* step.c: names, steps, offers */

/**
 * The revision named in full whose id begins with @abbreviation; none when there is none.
 *
 * Units: at least seven hex digits.
 */
struct bv_revision_ref bv_git_names_find(struct bv_git_names *names,
					 const struct bv_bisection *bisection,
					 struct bv_text abbreviation, struct bv_arena *keep);

/** The revision spelt @written on @line, an abbreviation of an earlier one being that. */
struct bv_revision_ref bv_git_revision(struct bv_git_build *build, struct bv_text written,
				       size_t line);

/**
 * Add a step with @verdict about @revision; NULL when the log has too many.
 *
 * Meaning: the phase is set later, by bv_git_finish_start().
 */
struct bv_step *bv_git_add_step(struct bv_git_build *build, struct bv_revision_ref revision,
				enum bv_verdict verdict, size_t line);

/**
 * Take what @event adds to an offer; true when @offer is complete.
 *
 * Meaning: "Bisecting:" begins one, "[H] SUBJECT" completes it, also alone.
 */
bool bv_git_take_offer(struct bv_git_build *build, struct bv_offer *offer,
		       const struct bv_git_event *event);

/* start.c: the start command */

/** The terms, from the start command's options, else from the words used. */
void bv_git_find_terms(struct bv_git_build *build);
/** Unknown for a word that is none of the terms. */
enum bv_verdict bv_git_verdict(const struct bv_git_terms *terms, struct bv_text word);

/** The start command: options, paths, and its revisions as steps where no comment tells them. */
void bv_git_take_start(struct bv_git_build *build, const struct bv_git_event *event);
/**
 * Set the phases, and bisection->git's ends.
 *
 * Meaning: verdicts given before a bad and a good commit were known, or with the start command,
 *          are of phase start: the last bad one and all good ones among them are the range. What
 *          git offered is of phase bisect or merge-base, as is all that comes later. Where the
 *          beginning is missing there are no ends, and what would be the start's is of phase
 *          unknown.
 */
void bv_git_finish_start(struct bv_git_build *build);

/* log.c, session.c, results.c, claim.c: what it came to */

/** The steps that a BISECT_LOG tells, with what the screen text said when offering them. */
void bv_git_read_log(struct bv_git_build *build);
/** The steps of a terminal session: each verdict is about the commit offered before it. */
void bv_git_read_session(struct bv_git_build *build);
/**
 * Put the sentences of other results behind all of @events.
 *
 * Meaning: where git's sentences name several commits, the part keeps those about the commit that
 *          its log names, else about one that its steps judge bad, else those nobody quotes. One
 *          sentence that the log contradicts stays: that text is not at one with itself.
 * Owner:   the events are kept anew.
 */
void bv_git_set_aside(struct bv_git_build *build, struct bv_git_events *events);
/** What git said in the end, or its BISECT_LOG. */
void bv_git_read_claim(struct bv_git_build *build);

#endif
