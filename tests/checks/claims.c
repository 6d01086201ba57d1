/* SPDX-License-Identifier: GPL-2.0-only */
/* What a log says at its end is held against what it said before: fine.log, edited. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/scene.h"

struct edit {
	const char *find, *replace;
	const char *id;
	bool has_fired;
	const char *why_not_run;
};

static char *edited(const char *text, const struct edit *edit)
{
	const char *at = strstr(text, edit->find);
	char *copy = malloc(strlen(text) + strlen(edit->replace) + 1);

	cr_assert(at && copy, "no \"%s\"", edit->find);
	(void)sprintf(copy, "%.*s%s%s", (int)(at - text), text, edit->replace,
		      at + strlen(edit->find));
	return copy;
}

static void try_edit(const struct edit *edit)
{
	char *fine = bv_scene_fine_log(), *text = edited(fine, edit);
	struct scene scene;
	const char *why;

	bv_scene_set(&scene, text);
	bv_scene_play(&scene);
	why = bv_scene_why_not_run(&scene, edit->id);
	cr_expect_eq(bv_scene_has_fired(&scene, edit->id), edit->has_fired, "%s by \"%s\"",
		     edit->id, edit->replace);
	cr_expect_str_eq(why ? why : "", edit->why_not_run ? edit->why_not_run : "");
	bv_arena_release(&scene.keep);
	free(text);
	free(fine);
}

#define TRY(...)                                                                                   \
	do {                                                                                       \
		static const struct edit rows[] = {__VA_ARGS__};                                   \
		for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)                        \
			try_edit(&rows[i]);                                                        \
	} while (0)

Test(claims, signatures_at_the_end_are_those_of_the_tests)
{
	TRY({"culprit signature: " SIG("6"), "culprit signature: " SIG("7"), "kernel.end-differs",
	     true, NULL},
	    {"parent  signature: " SIG("7"), "parent  signature: " SIG("5"), "kernel.end-differs",
	     true, NULL},
	    {"parent  signature: " SIG("7"), "parent  signature: " SIG("8"), "kernel.end-differs",
	     true, NULL});
}

/* The proof is only as good as the two lines that it rests on. */
Test(claims, kernels_are_not_equal_by_lines_that_the_tests_deny)
{
	TRY({"parent  signature: " SIG("7"), "parent  signature: " SIG("6"),
	     "kernel.same-as-parent", false,
	     "the signatures at the end are not those of the tests"});
}

Test(claims, whom_the_commit_names_is_written_to)
{
	TRY({"\"ben@example.org\" \"cem@example.org\"]\nrecipients (cc): []",
	     "\"cem@example.org\"]\nrecipients (cc): [\"ben@example.org\"]", "mail.recipients",
	     true, NULL},
	    {"recipients (cc): []", "recipients (cc): [\"eve@example.org\"]", "mail.recipients",
	     true, NULL},
	    {"recipients (cc): []", "recipients (cc): [\"ben@example.org\"]", "mail.recipients",
	     false, NULL});
}

#define PICKED(LIST) "picked [" LIST " release tags\ntesting release v5.13"

Test(claims, releases_are_tested_as_they_were_picked)
{
	TRY({"testing release v5.13", PICKED("v5.13 v5.12 v5.11 v5.9 v5.8] out of 6"),
	     "walk.picked", false, NULL},
	    {"testing release v5.13", PICKED("v5.13 v5.12 v5.11 v5.9 v5.8] out of 9"),
	     "walk.picked", true, NULL},
	    {"testing release v5.13", PICKED("v5.13 v5.11] out of 2"), "walk.picked", true, NULL},
	    {"testing release v5.13", PICKED("v5.13 v5.12 v5.31] out of 3"), "walk.picked", true,
	     NULL});
}
