/* SPDX-License-Identifier: GPL-2.0-only */
/* A true text as lines, and the hands that damage it. */
#ifndef MUTANTS_DAMAGE_H
#define MUTANTS_DAMAGE_H

#include "drawn/story.h"

/* A commit of the tree that a line names by its whole id. */
struct named {
	size_t line, offset, commit;
};

/* A text that is being damaged; a line is without its end. */
struct damage {
	struct bv_texts lines;
	const struct story *story;
	const struct form *form;
	const struct tree *tree;
	struct dice *dice;
	struct bv_arena *keep;

	/* What is told now, for those who ask whether it can be true: */
	struct bisect_told told;  /* the steps */
	struct named renamed;     /* which place names another commit ... */
	size_t other;             /* ... and which; or TREE_NONE */
	bool is_told_twice;       /* a verdict's word is another, LKP's letter behind it is not */
	bool keeps_subject;       /* that of the one before stands there all the same */
	bool is_good_end;         /* it is where the range began */
	size_t line;              /* whose signature is another */
	struct bv_text recipient; /* who is not told as he should be */
};

/* A way to damage; kinds.c has the table. */
struct kind {
	const char *name;
	bool is_omission; /* nothing false is said: something is not said */
	/* False when the text has nothing of that sort. */
	bool (*apply)(struct damage *damage);
	/* Can all that the damaged text says be true, or only too little? NULL: never. */
	bool (*is_possible)(const struct damage *damage);
};
extern const struct kind kinds[];
extern const size_t kind_count;

/** Take @text, and the story's steps as they are. */
void damage_open(struct damage *damage, struct bv_text text);
/** All lines as one text again. */
struct bv_text damage_text(const struct damage *damage);

/** Any line that fits, or TREE_NONE. */
size_t damage_draw_line(const struct damage *damage, bool (*fits)(struct bv_text line));
/** Any line that begins so, or TREE_NONE. */
size_t damage_draw_prefix(const struct damage *damage, const char *prefix);
/** Put @with in the place of @size bytes from @from on. */
void damage_replace(struct damage *damage, size_t line, size_t from, size_t size, const char *with);
void damage_drop(struct damage *damage, size_t line, size_t count);
void damage_insert(struct damage *damage, size_t line, struct bv_text text);
/** Change one digit, or one letter, of a part of a line into another; false: it has none. */
bool damage_digit(struct damage *damage, size_t line, size_t from, size_t size);
bool damage_letter(struct damage *damage, size_t line, size_t from, size_t size);

/** The next one behind @at; {0, 0, TREE_NONE} starts. */
bool damage_next_named(const struct damage *damage, struct named *at);
/** Any such place; false: there is none. */
bool damage_draw_named(const struct damage *damage, struct named *out);
/** In lines from @from to before @to; false where it is not named. */
bool damage_rename(struct damage *damage, size_t from, size_t to, const char *hex,
		   const char *with);
/** Any commit of the tree but @but. */
size_t damage_draw_commit(const struct damage *damage, size_t but);

/* The lines that state a step: its offer and its verdict. TREE_NONE: the form has no such line. */
struct step_lines {
	size_t offer, comment, mark;
};
struct step_lines damage_step(const struct damage *damage, size_t step);
/** The first line of the result that names it, or the text's end. */
size_t damage_end_of_steps(const struct damage *damage);

/** First line of what git prints about the blamed commit, and how many there are; none: false. */
bool damage_print(const struct damage *damage, size_t *first, size_t *count);

/* possible.c: decided by the story and by git, never by what the program under test says. */
bool possible_steps(const struct damage *damage);
bool possible_repeat(const struct damage *damage);
bool possible_range(const struct damage *damage);
bool possible_commit(const struct damage *damage);
bool possible_recipient(const struct damage *damage);
bool possible_signature(const struct damage *damage);
bool possible_message(const struct damage *damage);

/* kinds_hash.c */
bool damage_hash_digit_one(struct damage *damage);
bool damage_hash_digit_all(struct damage *damage);
bool damage_hash_other_one(struct damage *damage);
bool damage_hash_other_all(struct damage *damage);
bool damage_hash_short(struct damage *damage);
bool damage_subject_one(struct damage *damage);
bool damage_subject_other(struct damage *damage);
bool damage_subject_swap(struct damage *damage);
bool damage_claim_other(struct damage *damage);
bool damage_range_start(struct damage *damage);
bool damage_range_swapped(struct damage *damage);

/* kinds_step.c */
bool damage_revisions_left(struct damage *damage);
bool damage_steps_left(struct damage *damage);
bool damage_verdict_turned(struct damage *damage);
bool damage_verdict_to_skip(struct damage *damage);
bool damage_skip_to_verdict(struct damage *damage);
bool damage_tested_neighbour(struct damage *damage);
bool damage_tested_other(struct damage *damage);
bool damage_step_repeat(struct damage *damage);
bool damage_step_order(struct damage *damage);
bool damage_step_drop(struct damage *damage);
bool damage_step_drop_mark(struct damage *damage);
bool damage_cut_steps(struct damage *damage);
bool damage_cut_end(struct damage *damage);

/* kinds_print.c */
bool damage_author_name(struct damage *damage);
bool damage_author_mail(struct damage *damage);
bool damage_author_other(struct damage *damage);
bool damage_date_time(struct damage *damage);
bool damage_date_words(struct damage *damage);
bool damage_message_edit(struct damage *damage);
bool damage_message_drop(struct damage *damage);
bool damage_message_add(struct damage *damage);
bool damage_stat_count(struct damage *damage);
bool damage_stat_bar(struct damage *damage);
bool damage_stat_path(struct damage *damage);
bool damage_stat_sum(struct damage *damage);
bool damage_stat_drop(struct damage *damage);
bool damage_stat_mode_drop(struct damage *damage);
bool damage_stat_mode_edit(struct damage *damage);

/* kinds_robot.c */
bool damage_sig_end_digit(struct damage *damage);
bool damage_sig_differs(struct damage *damage);
bool damage_parent_other(struct damage *damage);
bool damage_title_at_end(struct damage *damage);
bool damage_titles_from_step(struct damage *damage);
bool damage_runs_turned(struct damage *damage);
bool damage_run_line_drop(struct damage *damage);
bool damage_recipient_edit(struct damage *damage);
bool damage_recipient_drop(struct damage *damage);
bool damage_recipient_to_cc(struct damage *damage);
bool damage_tests_count(struct damage *damage);
bool damage_times(struct damage *damage);
bool damage_release_other(struct damage *damage);
bool damage_picked(struct damage *damage);
bool damage_chance(struct damage *damage);

#endif
