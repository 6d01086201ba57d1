/* A log's steps as git saw them: which of them, on which commits, in which words. */
#ifndef BV_TREE_LOG_MARKS_H
#define BV_TREE_LOG_MARKS_H

#include "base/arena.h"
#include "facts.h"
#include "repo/history.h"

/** Where names are looked up. All borrowed. */
struct bv_names {
	const struct bv_bisection *bisection;
	const struct bv_facts *facts; /* with its revisions resolved */
	struct bv_history *history;
};

/** The commit that @ref names. False for no revision, and when it is not here. */
bool bv_names_find(const struct bv_names *names, struct bv_revision_ref ref, struct bv_commit *out);
/** Why bv_names_find() said no; empty for no revision. Owner: kept in @keep. */
struct bv_text bv_names_why_not(const struct bv_names *names, struct bv_revision_ref ref,
				struct bv_arena *keep);

/** Why nothing is said that rests on the range: see bv_bisection_is_start_missing(). */
#define BV_WHY_START_MISSING BV_TEXT("the text does not show how the bisection was started")

/** The revision that the step's mark is on. */
struct bv_revision_ref bv_step_marked(const struct bv_step *step);
/** The mark of a step in git's word, where the log has it. */
enum bv_verdict bv_step_word(const struct bv_step *step, const struct bv_bisection *bisection);
/** Why nothing is known of a step without a word. Owner: kept in @keep. */
struct bv_text bv_step_why_silent(const struct bv_step *step, struct bv_arena *keep);

#endif
