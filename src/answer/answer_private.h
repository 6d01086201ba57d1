/* SPDX-License-Identifier: GPL-2.0-only */
/* How an answer is made: its parts, in the order in which they are found. */
#ifndef BV_ANSWER_PRIVATE_H
#define BV_ANSWER_PRIVATE_H

#include "answer.h"

/** One answer in the making. */
struct bv_answering {
	struct bv_answer *out;
	const struct bv_case *c;
	const struct bv_check_result *result;
	struct bv_arena *keep;
};

/* The parts. Each fills its members of the answer, and may read those of the parts before it. */
void bv_answer_progress(struct bv_answering *work);
void bv_answer_bugs(struct bv_answering *work);
void bv_answer_against(struct bv_answering *work);
void bv_answer_for(struct bv_answering *work);
void bv_answer_headline(struct bv_answering *work);
void bv_answer_plan(struct bv_answering *work);
void bv_answer_suspects(struct bv_answering *work);
void bv_answer_people(struct bv_answering *work);
void bv_answer_unseen(struct bv_answering *work);
void bv_answer_about(struct bv_answering *work);
/** A mail that states a result, whose log is elsewhere. */
bool bv_answer_is_without_log(const struct bv_bisection *bisection);

/*
 * What they share
 */

/** The result is doubtful or refuted. */
bool bv_answer_is_doubted(const struct bv_answer *answer);
/** The first finding of the check @id, NULL when there is none. Owner: borrowed. */
const struct bv_finding *bv_answer_finding(const struct bv_answer *answer, const char *id);
/** How a bisection ended that blames no commit: "because its producer ran out of time". */
struct bv_text bv_answer_ending(struct bv_answering *work);
/** "s" unless @count is 1. */
const char *bv_plural(size_t count);

/**
 * "git bisect-verify COMMAND OPTIONS LOG" with all that the user told: title, tree, architecture,
 * assumptions; @extra goes before the log. Empty for a log that cannot be named again.
 *
 * Owner: kept in the answer's arena.
 */
struct bv_text bv_answer_command(struct bv_answering *work, const char *command,
				 struct bv_text extra);
/** The same of the log that the shell's word @log names; none for an empty one. */
struct bv_text bv_answer_command_on(struct bv_answering *work, const char *command,
				    struct bv_text extra, struct bv_text log);

/** "--name=VALUE" with the value as one word for a shell; others as they are. Owner: in @keep. */
struct bv_text bv_shell_option(struct bv_text option, struct bv_arena *keep);

/** The commits that verdicts which hold leave, by @salvage. Owner: kept in the answer's arena. */
struct bv_left;
void bv_answer_left(struct bv_left *out, struct bv_answering *work,
		    const struct bv_salvage *salvage);

#endif
