/* SPDX-License-Identifier: GPL-2.0-only */
/* How a case is made: the start test, the questions to the tree, and what later commits say. */
#ifndef BV_CASE_PRIVATE_H
#define BV_CASE_PRIVATE_H

#include "case.h"
#include "repo/object.h"

/**
 * Do the ids @a and @b name one commit?
 *
 * Meaning: they differ, or one shortens the other; in any case of letters.
 * Unknown: one of them is a name.
 */
enum bv_truth bv_is_same_id(struct bv_text a, struct bv_text b);

/** Read the start test of @bisection. Owner: lists are kept in @keep. */
void bv_start_test_read(struct bv_start_test *out, const struct bv_bisection *bisection,
			struct bv_arena *keep);

/** By what a commit's message is known to be about a crash. */
struct bv_crash_words {
	struct bv_texts names;     /* the bug's name for its finder, its titles, its fixes' */
	struct bv_texts functions; /* weaker */
};
/**
 * By what a commit's message is known to be about the crash of @c, before its facts are asked.
 *
 * Meaning: syzbot's name for the bug where the text has one; the titles of the start test and the
 *          reported one, as far as they name a function; and those functions.
 * Owner:   lists are kept in @keep; texts borrow from @c.
 */
void bv_crash_words_find(struct bv_crash_words *out, const struct bv_case *c,
			 struct bv_arena *keep);

/*
 * Asking the tree
 */

/**
 * Fill c->facts with all that @tree says about c->bisection.
 *
 * Meaning: with c->told->is_later_wanted also what the commits after the blamed one say, which
 *          reads all their messages.
 * Unknown: with the reason beside it.
 * Owner:   kept in @keep.
 */
void bv_case_ask(struct bv_case *c, struct bv_tree *tree, struct bv_arena *keep);

/**
 * Fill facts->revisions, and facts->walk_tags for the releases that the log tested.
 *
 * Meaning: ids and abbreviations are looked up as git does; of names only tags count, for HEAD and
 *          branches stand elsewhere in the author's tree: they are believed only when the title
 *          printed with them is the commit's, or later by git's first offer (local_ends.c).
 * Unknown: with the reason in why_unknown.
 * Owner:   kept in @keep.
 * Source:  git's object-name.c, get_short_oid() with GET_OID_COMMITTISH.
 */
void bv_resolve_revisions(struct bv_facts *facts, struct bv_tree *tree,
			  const struct bv_bisection *bisection, struct bv_arena *keep);

/**
 * Look for the revisions that are not here, but were printed with a title, by that title.
 *
 * Meaning: one search for all of them, among the commits from the oldest revision that is here to
 *          a year after the youngest; a title must fit exactly one commit.
 * Unknown: when there are more than BV_FIND_BY_SUBJECT_MAX such commits; the reason is added to
 *          why_unknown.
 * Owner:   kept in @keep.
 */
void bv_tree_find_by_subject(struct bv_facts *facts, struct bv_tree *tree,
			     const struct bv_bisection *bisection, struct bv_arena *keep);

/**
 * Where an id that is not here differs in one digit from a commit's, or in a few from that of the
 * one commit with its title, that commit is meant: BV_RESOLUTION_SPELLING.
 *
 * Meaning: call after bv_tree_find_by_subject().
 */
void bv_tree_find_by_spelling(struct bv_facts *facts, struct bv_tree *tree,
			      const struct bv_bisection *bisection, struct bv_arena *keep);
#define BV_FIND_BY_SUBJECT_MAX ((size_t)50000)

/*
 * The blamed commit
 */

/**
 * Fill facts->culprit for the commit that the log names, or, where it names none, for the one
 * that its verdicts leave.
 *
 * Meaning: facts->revisions, steps and range must be known before.
 * Unknown: with the reason in why_unknown.
 * Owner:   kept in @keep.
 */
void bv_culprit_find(struct bv_facts *facts, struct bv_tree *tree,
		     const struct bv_bisection *bisection, struct bv_arena *keep);

/**
 * Fill author_names of the blamed commit, where the log prints another author than it has.
 *
 * Meaning: by .mailmap of HEAD, of the commit itself, and of the last one that was tested.
 * Unknown: are_author_names_known, where one cannot be read or the user's git has others.
 * Owner:   kept in @keep.
 */
void bv_author_names_find(struct bv_facts *facts, struct bv_tree *tree,
			  const struct bv_bisection *bisection, struct bv_arena *keep);

/**
 * Fill files, is_diff_complete, are_renames_known and is_evil_merge of @culprit.
 *
 * Unknown: counts and contents of files that are not here, or too large (BV_CULPRIT_BYTES_MAX in
 *          all, BV_CULPRIT_FILES_MAX files), with the reason in why_unknown.
 * Owner:   kept in @keep.
 * Source:  checked against `git show --raw --numstat`.
 */
void bv_culprit_files(struct bv_culprit_facts *culprit, struct bv_tree *tree,
		      const struct bv_commit_object *commit, struct bv_arena *keep);
#define BV_CULPRIT_BYTES_MAX ((size_t)256 << 20)
#define BV_CULPRIT_FILES_MAX ((size_t)10000)

/**
 * Fill added_functions and are_functions_read of @culprit, whose diff must be complete.
 *
 * Meaning: listed are those that some changed file names now, and none named before.
 * Unknown: are_functions_read, when a file cannot be read, or there are too many or too large ones.
 * Owner:   kept in @keep; texts borrow from @crash.
 */
void bv_added_functions_find(struct bv_culprit_facts *culprit, struct bv_tree *tree,
			     const struct bv_crash_words *crash, struct bv_arena *keep);

/*
 * What came after it
 */

/** What one message says about a commit. */
enum bv_later {
	BV_LATER_NOTHING = 0,
	BV_LATER_REVERTS, /* "This reverts commit H", at least twelve digits */
	BV_LATER_FIXES    /* "Fixes: H", at least twelve digits, or seven and the title */
};
enum bv_later bv_later_read(struct bv_text message, const struct bv_oid *commit,
			    struct bv_text subject);

/** Is @message about a crash, by one of its names, or by a function too? */
bool bv_later_is_about(struct bv_text message, const struct bv_crash_words *crash,
		       bool are_functions_enough);
/** The id behind the last "Fixes:" of @message, as it is written; empty when there is none. */
struct bv_text bv_later_fixes(struct bv_text message);

/** A crash that was seen. */
struct bv_crash_seen {
	const struct bv_crash_words *words;
	const struct bv_oid *kernel; /* that crashed; NULL: not known, so nothing is after it */
	double seconds;              /* to search no longer than that; 0: to the end */
};

/**
 * Fill what later commits say of @culprit, and of @crash: of that only those count that the kernel
 * which crashed does not contain.
 *
 * Meaning: searched are the commits of HEAD and the branches that are younger than it, the first
 *          BV_LATER_MAX after it, or as many as there is time for, when there are more.
 * Unknown: is_later_read, when not all of them were read; what was found stays.
 * Owner:   kept in @keep.
 */
void bv_later_search(struct bv_culprit_facts *culprit, struct bv_tree *tree,
		     const struct bv_crash_seen *crash, struct bv_arena *keep);
#define BV_LATER_MAX ((size_t)100000)

#endif
