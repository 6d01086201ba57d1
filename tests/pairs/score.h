/* SPDX-License-Identifier: GPL-2.0-only */
/* What came out, counted by form and twin, and held against what must not get worse. */
#ifndef PAIRS_SCORE_H
#define PAIRS_SCORE_H

#include "drawn/judge.h"
#include "drawn/story.h"

#define SCORE_TWINS_MAX 8
#define SCORE_IDS_MAX   256

struct score {
	struct {
		size_t right, error, warning, undecided;
		size_t stopped;   /* by the hook */
		size_t by_chance; /* of these: for nothing but a warning that states a chance */
		struct {
			size_t pairs, passed;
			/* The same without pairs whose right one is stopped, too: what is stopped
			 * for a reason of its own.
			 */
			size_t own_pairs, own_passed;
			/* Not among these: what could be true of another bug. Nothing in the text
			 * contradicts it, so that none has to be stopped.
			 */
			size_t possible, possible_passed;
		} twins[SCORE_TWINS_MAX];
	} forms[STORY_FORMS_MAX];
	struct {
		const char *id;
		char level;
		size_t form, count;
	} ids[SCORE_IDS_MAX];
	size_t id_count;
	size_t pairs;
};

/** Count a right input. True when it is accused. Ids are kept in @keep. */
bool score_right(struct score *score, size_t form, const struct answer *answer,
		 struct bv_arena *keep);
/** What a twin was made of, and what its right one got. */
struct score_twin {
	size_t form, twin;
	bool is_possible; /* what it tells can be true */
	const struct answer *right;
};
/** Count it. True when it passes and should not. */
bool score_twin(struct score *score, const struct score_twin *twin, const struct answer *answer);
void score_print(const struct score *score, FILE *out);
/** Print the shares as a file of floors. */
void score_print_floors(const struct score *score, FILE *out);
/**
 * Print what must not be: a right input with an error or stopped by the hook, chances apart; and
 * any share that is below its floor in the file @floors (or NULL). False when there is any.
 */
bool score_holds(const struct score *score, const char *floors, FILE *out);

#endif
