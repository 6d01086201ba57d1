/* SPDX-License-Identifier: GPL-2.0-only */
/* A bisection that git really makes on a drawn tree, led by somebody who always tells the truth. */
#ifndef DRAWN_BISECT_H
#define DRAWN_BISECT_H

#include "tree.h"

#define BISECT_STEPS_MAX  40
#define BISECT_STARTS_MAX 10
#define BISECT_MORE_MAX   2

enum verdict {
	VERDICT_GOOD,
	VERDICT_BAD,
	VERDICT_SKIP
};

struct bisect_step {
	size_t commit;
	enum verdict verdict;
	struct bv_text said; /* what git printed then; without what is said of the end */
};

/* What is asked for: */
struct bisect_plan {
	const struct tree *tree;
	size_t cause; /* a commit is bad when it has this one */
	size_t bad, good;
	const char *bad_name, *good_name; /* as they are typed */
	const char *terms[3];             /* good, bad, skip */
	bool first_parent;
	bool bare_start;  /* `git bisect start`, then the two verdicts */
	bool good_first;  /* ... in the other order */
	bool bare_terms;  /* old and new need no option */
	bool is_replayed; /* the log so far was read again: `git bisect replay` */
	const char *more_goods[BISECT_MORE_MAX]; /* ends, as they are typed */
	size_t more_good_count;
	const char *own_picks[BISECT_MORE_MAX]; /* commands on commits that git did not ask for */
	size_t own_pick_count;
	const char *path; /* that it is limited to, or NULL */
	bool untestable[TREE_COMMITS_MAX];
	const char *chatter; /* what the test prints every time, a line or nothing */
};

/* ... and what came out: */
struct bisect_record {
	struct bisect_plan plan;
	struct {
		const char *typed;
		struct bv_text said;
	} starts[BISECT_STARTS_MAX];
	size_t start_count;
	struct bisect_step steps[BISECT_STEPS_MAX];
	size_t step_count;
	size_t culprit;            /* TREE_NONE: only skipped ones are left */
	struct bv_text conclusion; /* from "H is the first bad commit" or "There are only" on */
	struct bv_text farewell;   /* what `git bisect run` says behind that */
	struct bv_text run;        /* all before the conclusion that it printed */
	struct bv_text log;        /* of `git bisect log` */
};

/** False when there is nothing to tell: no step was needed. Texts are kept in @keep. */
bool bisect_follow(const struct bisect_plan *plan, struct bisect_record *record,
		   struct bv_arena *keep);

/* The same bisection told otherwise: what git is told, and what a text says it answered. */
struct bisect_told {
	const char *start; /* the first command, where it is another; or NULL */
	struct bisect_step steps[BISECT_STEPS_MAX + 1]; /* room for one more */
	size_t count;
	size_t changed; /* a step that took another commit than git asked for, or TREE_NONE */
	bool are_commits_taken; /* by a person, who may do so in other steps as well */
	bool are_counts_told;   /* the text has git's own words after each step */
};
/** Can the step's commit still be the one, after the ends and the steps before it? */
bool bisect_is_candidate(const struct bisect_plan *plan, const struct bisect_told *told,
			 size_t step);
/**
 * Git is told so: does it come to the same end as in @record, with the same words where they are
 * told? It asks for the same commits, or those that were taken are candidates, too, and can be so
 * by chance: of 2,000 people who take any candidate one does.
 */
bool bisect_is_same(const struct bisect_record *record, const struct bisect_told *told,
		    struct bv_arena *keep);

/** Draw commits that cannot be tested: none, single ones, many, or blocks. */
void bisect_draw_untestable(struct bisect_plan *plan, struct dice *dice);

/** A bisection of a person: any range, own terms, a start in any spelling. False: none here. */
bool bisect_draw_by_hand(const struct tree *tree, struct dice *dice, struct bisect_record *record,
			 struct bv_arena *keep);

#endif
