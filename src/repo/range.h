/* SPDX-License-Identifier: GPL-2.0-only */
/* What lies between a bad commit and the good ones. */
#ifndef BV_REPO_RANGE_H
#define BV_REPO_RANGE_H

#include "candidates.h"

struct bv_range_question {
	struct bv_commit bad;
	struct bv_commits good;
	bool is_first_parent; /* git bisect --first-parent */
};

struct bv_range {
	struct bv_candidates candidates;   /* reachable from bad and from no good one */
	struct bv_commits merge_bases;     /* of bad and all good ones together, the newest first */
	enum bv_truth are_all_good_in_bad; /* ancestors of it, or the same */
	bool is_proven; /* rests on generations or on all there is, not on clocks */
	bool is_known;  /* false: the candidates and merge bases are empty */
	struct bv_text why_unknown;
};

struct bv_choice;

/** A range that was found, and what others made of it. */
struct bv_cached_range {
	struct bv_range_question question;
	struct bv_range range;
	struct bv_choice *choice; /* the replay's, among all its candidates; NULL: not made yet */
	struct bv_arena *keep;    /* the cache's */
};

/**
 * Find the candidates, and how the good commits lie to the bad one, in one walk.
 *
 * Unknown: see @why_unknown. Ancestry that was seen before the walk was cut short stays BV_YES.
 * Owner:   kept in @keep.
 * Source:  git's commit-reach.c, paint_down_to_common(); candidates as `git rev-list BAD ^GOOD...`,
 *          with first parents for the bad side only, as revision.c's process_parents() does.
 */
void bv_range_find(struct bv_range *out, struct bv_history *history,
		   const struct bv_range_question *question, struct bv_arena *keep);

/**
 * The same, but what was found before is not looked for again.
 *
 * Owner: borrowed until this is asked again, and not to be changed.
 */
const struct bv_range *bv_range_find_cached(struct bv_history *history,
					    const struct bv_range_question *question);
/** The same as an item of the cache. Owner: borrowed as above. */
struct bv_cached_range *bv_range_find_item(struct bv_history *history,
					   const struct bv_range_question *question);

/**
 * The same by the history's nodes alone, whether a commit-graph covers the question or not; merge
 * bases in no order. The only way for part of a history, and the oracle of the fast one.
 */
void bv_range_find_by_nodes(struct bv_range *out, struct bv_history *history,
			    const struct bv_range_question *question, struct bv_arena *keep);

/**
 * The candidates that git's own listing would give, with its known error.
 *
 * Meaning: git stops five commits after all in its date queue is reachable from a good one. Where
 *          clocks were wrong it so keeps commits that a good one reaches; the set is then larger
 *          than that of bv_range_find(). Only to explain a log that does not fit the exact set.
 *          @is_first: for the first offer of a bisection, not for a plain `git rev-list`.
 * Errors:  false when the walk met a commit that cannot be read.
 * Owner:   kept in @keep.
 * Source:  git's revision.c, limit_list(), process_parents(), mark_parents_uninteresting(),
 *          still_interesting() with its SLOP; bisect.c, check_ancestors().
 */
bool bv_git_walk(struct bv_candidates *out, struct bv_history *history,
		 const struct bv_range_question *question, bool is_first, struct bv_arena *keep);

#endif
