/* A local Linux tree, opened for reading only. The only place that knows libgit2. */
#ifndef BISECT_VERIFY_TREE_H
#define BISECT_VERIFY_TREE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "case/facts.h"
#include "log/bisection.h"

struct bv_tree;

/**
 * Open the tree at @path, or with NULL the one git would use: GIT_DIR, else the current directory
 * and its parents.
 *
 * Meaning: *out is NULL when nobody named a tree and there is none around.
 * Errors: BV_ERROR_REPOSITORY when one that was named is none, or cannot be opened, with advice.
 * Owner:  the caller closes; NULL is fine.
 */
BV_MUST_CHECK bool bv_tree_open(struct bv_tree **out, const char *path, struct bv_error *err);
void bv_tree_close(struct bv_tree *tree);

/** Told how many commits were read one by one so far, every few thousand. */
typedef void bv_tree_reading(void *context, size_t commits);
/** Whom to tell; NULL: nobody, as at first. Owner: @context is borrowed. */
void bv_tree_tell_reading(struct bv_tree *tree, bv_tree_reading *tell, void *context);

/** Settings from `git config bisectverify.*`: one entry per value, in git's order. */
struct bv_setting {
	struct bv_text key; /* without "bisectverify.", lower case but for the part git keeps */
	struct bv_text value;
};
struct bv_settings {
	struct bv_setting *items;
	size_t count, capacity;
};
/**
 * Read the settings; @tree NULL reads only the user's and the system's configuration.
 *
 * Owner: kept in @keep.
 */
BV_MUST_CHECK bool bv_tree_settings(struct bv_settings *out, struct bv_tree *tree,
				    struct bv_arena *keep, struct bv_error *err);

/** What git understands by @value where it wants true or false; false: neither. */
BV_MUST_CHECK bool bv_setting_is_true(bool *out, struct bv_text value);

/** The bisection in progress in @tree: the path of its BISECT_LOG; empty when there is none. */
struct bv_text bv_tree_bisect_log(struct bv_tree *tree, struct bv_arena *keep);

/** What is known of the tree itself by now. Owner: texts borrow from @tree. */
struct bv_tree_facts bv_tree_about(struct bv_tree *tree);
/** The commit-graph turned out damaged, and is left aside now: what was asked must be asked again. */
bool bv_tree_drop_damaged_graph(struct bv_tree *tree);

/**
 * Group the candidates of the first range into facts->cells, also for a log without runs, for which
 * bv_tree_facts() leaves them out.
 *
 * Unknown: no cells, and the reason.
 * Owner:   kept in @keep.
 */
void bv_tree_cells(struct bv_facts *facts, struct bv_tree *tree,
		   const struct bv_bisection *bisection, struct bv_arena *keep);

/** What is believed, for choosing the next commit to test. */
struct bv_next_question {
	const struct bv_bisection *bisection;
	const struct bv_facts *facts; /* with its cells */
	const double *masses;         /* parallel to the cells: how likely each holds the culprit */
	double mass_wanted;           /* the share that the next commit should contain */
};

/**
 * Choose the candidate that contains a share of what is believed nearest to the wanted one.
 *
 * Unknown: false, when the range is not known or nothing in it can be tested.
 * Owner:   kept in @keep.
 */
bool bv_tree_next_commit(struct bv_next_commit *out, struct bv_tree *tree,
			 const struct bv_next_question *question, struct bv_arena *keep);

#endif
