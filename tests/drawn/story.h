/* SPDX-License-Identifier: GPL-2.0-only */
/* One bisection as it is told: truthfully, or with one thing falsified. */
#ifndef DRAWN_STORY_H
#define DRAWN_STORY_H

#include <stdio.h>

#include "bisect.h"

/* What syzbot knows beside git: its crash, and the way back through the releases. */
struct story_robot {
	bool is_fix;
	bool is_modern; /* as of 2023-08 on; else as of 2021-07 to 2022-07 */
	size_t start;
	size_t origin; /* of the bug that a fix bisection is about */
	size_t tags[TREE_RELEASES_MAX];
	size_t tag_count, picked_count, all_tags; /* tested; to be tested; of the tree */
	size_t crash_percent;                     /* how often the bug shows */
	size_t title;
	bool drops_instrumentation;
};

struct story {
	struct bisect_record record;
	struct story_robot robot;
	uint64_t seed; /* the printer's dice: a twin is printed with the same */

	/* What is told of the result and may be false: */
	size_t turned;                   /* the step whose verdict is turned, or TREE_NONE */
	const char *blamed;              /* in hex; NULL when only skipped ones are left */
	const struct tree_commit *shown; /* whose name, date and files are printed for it */
};

/* A form in which bisections are told; forms.c has the table. */
struct form {
	const char *name;
	bool is_mail; /* the hook is asked, too */
	/* Who tests need not take the commit that git asks for: a person, or LKP, which is secret.
	 */
	bool is_by_hand;
	/* False when that tree has none, or this time. */
	bool (*draw)(const struct tree *tree, struct dice *dice, struct story *story,
		     struct bv_arena *keep);
	void (*print)(const struct story *story, FILE *out);
	/*
	 * Could what is told be true all the same, of another bug? Asked of a story that blames
	 * another commit of the tree than it should; NULL: never, its tests are told.
	 */
	bool (*is_possible)(const struct story *story, struct bv_arena *keep);
};
#define STORY_FORMS_MAX 24
extern const struct form forms[];
extern const size_t form_count;

/* The printers that the table of forms names. */
void story_print_git_log(const struct story *story, FILE *out);
void story_print_session(const struct story *story, FILE *out);
void story_print_run_session(const struct story *story, FILE *out);
void story_print_syzbot_log(const struct story *story, FILE *out);
void story_print_mail(const struct story *story, FILE *out);
void story_print_mail_with_log(const struct story *story, FILE *out);
void story_print_kernelci(const struct story *story, FILE *out);
void story_print_kci_session(const struct story *story, FILE *out);
void story_print_kci_state(const struct story *story, FILE *out);
void story_print_kci_bisect(const struct story *story, FILE *out);
void story_print_lkp_log(const struct story *story, FILE *out);
void story_print_lkp_mail(const struct story *story, FILE *out);
void story_print_people_log(const struct story *story, FILE *out);
void story_print_people_mail(const struct story *story, FILE *out);
void story_print_people_patch(const struct story *story, FILE *out);

/* For all of them: */
void story_print_text(FILE *out, struct bv_text text);
/** The story as @form tells it. Owner: kept in @keep. */
struct bv_text story_text(const struct story *story, const struct form *form,
			  struct bv_arena *keep);
/** What git says at the end, of whom the story blames. */
void story_print_conclusion(const struct story *story, FILE *out);
/** `git bisect log` as git prints it, nothing between its lines. */
void story_print_plain_log(const struct story *story, FILE *out);
/* What mail programs make of a text, as a whole. */
typedef void story_text_printer(const struct story *story, struct dice *dice, FILE *out);
void story_print_quoted(const struct story *story, struct dice *dice, story_text_printer *print,
			FILE *out);
void story_print_base64(const struct story *story, struct dice *dice, story_text_printer *print,
			FILE *out);
void story_print_wrapped(const struct story *story, struct dice *dice, story_text_printer *print,
			 size_t columns, FILE *out);
/** The verdict of a step as it is told. */
enum verdict story_verdict(const struct story *story, size_t step);

#define STORY_TITLES 4
struct story_title {
	const char *format, *type; /* of the function; the crash's type as syzkaller names it */
};
extern const struct story_title story_titles[STORY_TITLES];
/** The reported bug's title. Owner: kept in @keep. */
const char *story_title(const struct story *story, struct bv_arena *keep);

#endif
