/* Marks that a log does not say: git's state, followed for each word that it can have been. */
#ifndef BV_TREE_BRANCHES_H
#define BV_TREE_BRANCHES_H

#include "offer_facts.h"

/** What holds at a test on one branch; what held before it can be other branches' too. */
struct bv_trail {
	const struct bv_trail *before;
	size_t step; /* index into the steps, or BV_TRAIL_ASIDE: no step's */
	struct bv_step_facts facts;
};
#define BV_TRAIL_ASIDE SIZE_MAX

/** One way in which git's state can have come about. */
struct bv_branch {
	struct bv_replay replay;
	struct bv_contradictions contradictions;
	struct bv_trail *trail; /* of the newest test; NULL: there was none */
	bool is_tried;          /* some mark on it was not read */
	bool is_lost;           /* the newest silent test has no mark here: none of them may fit */
	enum bv_fit fit;        /* of the newest offer */
};

#define BV_BRANCHES_MAX 32

/** A log without silent tests has one. Never none, and either all of them are lost or, but between
 *  a silent test and what came next, none. */
struct bv_branches {
	struct bv_branch *items[BV_BRANCHES_MAX];
	size_t count;
	size_t tried;            /* silent tests so far */
	struct bv_arena *keep;   /* for texts and marks */
	struct bv_arena scratch; /* for branches and trails */
};

/** Owner: texts are kept in @keep; the rest until it is released. */
void bv_branches_init(struct bv_branches *branches, struct bv_history *history,
		      struct bv_arena *keep);
void bv_branches_release(struct bv_branches *branches);

/** The only state, as long as no test was silent. */
struct bv_replay *bv_branches_first(struct bv_branches *branches);

/** A test begins: a new trail on each. */
void bv_branches_begin(struct bv_branches *branches, const struct bv_step_facts *facts,
		       size_t step);

/**
 * A silent test of @mark's commit: good, bad and skip are tried on each branch.
 *
 * Meaning: what came next is to tell them apart. The branches themselves are then lost, @why, for
 *          when none of the three fits; also when there are too many to be tried.
 */
void bv_branches_try(struct bv_branches *branches, struct bv_given_mark mark, struct bv_text why);
/** A silent test about which nothing can be tried. */
void bv_branches_lose(struct bv_branches *branches, struct bv_text why);

/**
 * Where at least one branch fits the offer as well as @wanted, drop those that do not fit it as
 * well as @least, and lost ones. False where none does.
 */
bool bv_branches_keep_fitting(struct bv_branches *branches, enum bv_fit wanted, enum bv_fit least);
/** Drop what was tried last, where it was tried: none of it fits, @why. */
void bv_branches_keep_lost(struct bv_branches *branches, struct bv_text why);
/** Drop the lost ones, where there are others. */
void bv_branches_drop_lost(struct bv_branches *branches);

/**
 * Judge an offer on each branch; with that those fall away on which git would not have made it.
 * Where it fits none that was tried, @why_none_fits.
 */
void bv_branches_judge_offer(struct bv_branches *branches, struct bv_commit offered,
			     const struct bv_offer *offer, struct bv_text why_none_fits);

/** Write into @steps what all branches say; the rest is unknown. */
void bv_branches_agree(const struct bv_branches *branches, struct bv_step_facts *steps);

#endif
