/* SPDX-License-Identifier: GPL-2.0-only */
/* What the testers of drawn texts are told: options of all of them, and each one's own. */
#ifndef DRAWN_ARGUMENTS_H
#define DRAWN_ARGUMENTS_H

#include "story.h"

struct arguments {
	const char *program, *floors, *keep; /* the first and the last as whole paths */
	uint64_t seed;
	bool forms[STORY_FORMS_MAX]; /* those to be told */
	bool is_measuring;
};

/* An option: its value goes where one of them points to, a flag has none. */
struct argument {
	const char *name;
	uint64_t *number;
	const char **text;
	bool *flag;
};
/* Of one tester; @usage are its options in words. */
struct argument_table {
	const char *tester, *usage;
	const struct argument *items;
	size_t count;
};

/** Read all of them; what is wrong ends the process with the usage. Paths are kept in @keep. */
void arguments_read(struct arguments *out, const struct argument_table *own, int count,
		    char **words, struct bv_arena *keep);
_Noreturn void arguments_leave(const struct argument_table *own, const char *what);

#endif
