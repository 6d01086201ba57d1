/* SPDX-License-Identifier: GPL-2.0-only */
/* What was caught, by kind and form, and held against what must not get worse. */
#ifndef MUTANTS_TALLY_H
#define MUTANTS_TALLY_H

#include <stdio.h>

#include "damage.h"
#include "drawn/judge.h"

#define TALLY_KINDS_MAX 80

/* From best on. */
enum catch {
	CATCH_WARNED, /* an error or a warning that the true text has not */
	CATCH_NOTED,  /* only a note */
	CATCH_NONE,
	CATCH_POSSIBLE, /* whatever is said of it: it can be true */
	CATCHES
};

struct tally {
	size_t counts[TALLY_KINDS_MAX][STORY_FORMS_MAX][CATCHES];
	size_t all;
};

/** What the damaged text's answer has that the true one's has not. */
enum catch tally_compare(const struct answer *right, const struct answer *damaged);
void tally_print(const struct tally *tally, bool by_form, FILE *out);
/** Print the shares as a file of floors. */
void tally_print_floors(const struct tally *tally, FILE *out);
/** Print each share that is below its floor; false when there is any. */
bool tally_holds(const struct tally *tally, const char *floors, FILE *out);

#endif
