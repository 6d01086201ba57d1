/* From events to the model: what the steps of that work share. */
#ifndef BV_LOG_GIT_BUILD_H
#define BV_LOG_GIT_BUILD_H

#include "base/arena.h"
#include "git_event.h"
#include "log/bisection.h"

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

/** The terms, from the start command's options, else from the words used. */
void bv_git_find_terms(struct bv_git_build *build);
/** Unknown for a word that is none of the terms. */
enum bv_verdict bv_git_verdict(const struct bv_git_terms *terms, struct bv_text word);

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

/**
 * Take what @event adds to an offer; true when @offer is complete.
 *
 * Meaning: "Bisecting:" begins one, "[H] SUBJECT" completes it, also alone.
 */
bool bv_git_take_offer(struct bv_git_build *build, struct bv_offer *offer,
		       const struct bv_git_event *event);

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
