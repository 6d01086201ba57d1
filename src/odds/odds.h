/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Odds: how likely the blamed commit is by the runs, which verdict was the first wrong one, and
 * what to test next. Arithmetic on counts; no tree, no log text.
 *
 * Probabilities are natural logarithms (ln_...), because the seed's is 1e-33. Each belongs to a
 * reading of the titles: a log does not say which of its crashes are the bug.
 */
#ifndef BISECT_VERIFY_ODDS_H
#define BISECT_VERIFY_ODDS_H

#include "base/arena.h"
#include "log/bisection.h"
#include "replay/facts.h"

struct bv_case;

/** Which crashes count as the bug. */
enum bv_reading_kind {
	BV_READING_NONE = 0,
	BV_READING_REPORTED, /* the reported title and its like */
	BV_READING_TITLE,    /* one title of the start test and its like */
	BV_READING_FAMILY,   /* all titles of the start test, the reported one, and their like */
	BV_READING_ANY       /* any crash: titles ignored */
};

/** How the runs of one revision went under a reading. Units: runs. */
struct bv_tally {
	size_t on;    /* crashed with the bug */
	size_t rival; /* crashed with another bug: censored, or a race that this bug did not win */
	size_t noise; /* crashed with a title that names no bug: censored */
	size_t unfit; /* never reached the reproducer: censored */
	size_t ok;
};

/** A tested revision: its steps taken together. */
struct bv_tested {
	struct bv_revision_ref revision;
	size_t step; /* the first one, index into steps */
	enum bv_phase phase;
	enum bv_verdict verdict; /* the log's, or the tree's; the last one where steps differ */
	enum bv_verdict
		verdict_then;     /* that the search went on with, also when another is assumed */
	size_t line;              /* of the verdict */
	struct bv_text signature; /* of the kernel; may be empty */
	bool is_assumed;          /* the verdict is the user's, and not to be doubted */
	bool is_placed; /* the hypotheses say which of them it has; else its runs are not used */
};

/** A hypothesis: where the culprit is. */
enum bv_hypothesis_kind {
	BV_HYPOTHESIS_NONE = 0,
	BV_HYPOTHESIS_RANGE,   /* among the candidates that git bisect was given */
	BV_HYPOTHESIS_CULPRIT, /* the blamed commit */
	BV_HYPOTHESIS_WALK,    /* newer than that range, lost in the release walk */
	BV_HYPOTHESIS_OLDER    /* older than the good end, or no commit: the same everywhere */
};
struct bv_hypothesis {
	enum bv_hypothesis_kind kind;
	size_t commit_count;     /* prior weight, in commits */
	bool is_count_exact;     /* false: an estimate that nothing printed proves */
	size_t tested;           /* that it was split off at, index into bv_odds.tested; SIZE_MAX */
	const bool *is_affected; /* parallel to bv_odds.tested: has the bug if this is true */
	const bool
		*is_affected_linear; /* the same if all later good ones contain it; may be equal */
	double ln_prior;             /* path class and equal kernels; 0: none */
};

/** The models; a number belongs to one of them. */
enum bv_model {
	BV_MODEL_STRICT = 0,    /* one rate everywhere; another bug's crash is censored */
	BV_MODEL_STRICT_LINEAR, /* ... and later good revisions contain the earlier ones */
	BV_MODEL_LENIENT,       /* each revision has a rate of its own */
	BV_MODEL_LENIENT_LINEAR,
	BV_MODEL_COMPETING, /* one rate; another bug's crash is a run that did not show this */
	BV_MODEL_COUNT
};

struct bv_posterior {
	double *ln_mass;  /* parallel to bv_odds.hypotheses */
	double ln_blamed; /* of the blamed commit */
	double *ln_wrong; /* parallel to bv_odds.tested: that its verdict is wrong */
	double *ln_right; /* that it holds; kept apart, because 1 - x is lost near 1 */
};

/** Why a verdict does not hold. */
enum bv_wrong_reason {
	BV_WRONG_NONE = 0,
	BV_WRONG_NEVER_SEEN,  /* bad, and the bug was never seen there: other crashes only */
	BV_WRONG_FEW_CRASHES, /* bad for crashes too rare for the rate seen elsewhere */
	BV_WRONG_FEW_RUNS,    /* good on fewer runs than the rate asks for */
	BV_WRONG_BLIND        /* good, but the reproducer need not work on a kernel that old */
};

struct bv_first_wrong {
	size_t tested; /* index into bv_odds.tested; SIZE_MAX: every verdict holds */
	enum bv_wrong_reason reason;
	double ln_holds; /* that the verdict holds all the same */
};

/** More runs than this are not counted: nobody makes them. */
#define BV_RUNS_MANY ((size_t)1000000)

/** One reading of the titles. */
struct bv_reading {
	enum bv_reading_kind kind;
	struct bv_text title;     /* of REPORTED and TITLE, else empty */
	struct bv_tally *tallies; /* parallel to bv_odds.tested */
	size_t on, runs; /* crashes with the bug, and informative runs where it ever showed */
	struct bv_posterior posteriors[BV_MODEL_COUNT];
	double ln_blamed_most; /* the largest over the models: what decides */
	struct bv_first_wrong first_wrong;
	/* By the verdicts that hold, and the opposite of those that are wrong almost surely;
	 * parallel to bv_odds.tested: UNKNOWN where neither is said. */
	enum bv_verdict *supported;
	struct bv_count
		candidates;   /* those verdicts leave, in the range that git bisect was given */
	bool is_lost_in_walk; /* they lie in a range that git bisect was never given */
	double rate;          /* mean of the runs' rate where the bug is */
	/* OK runs that make a good verdict as sure as 1 in 250; BV_RUNS_MANY: that or more. */
	size_t runs_to_believe;
	double runs_expected; /* to the end of the search; 0: not known */
};
struct bv_readings {
	struct bv_reading *items;
	size_t count, capacity;
};

/** A verdict that does not hold, and by which reading. */
struct bv_wrong {
	struct bv_first_wrong verdict;
	size_t reading; /* index; SIZE_MAX for BV_WRONG_BLIND, which no run can show */
};
struct bv_wrongs {
	struct bv_wrong *items;
	size_t count, capacity;
};

struct bv_odds {
	bool is_known;
	struct bv_text why_unknown;
	bool is_from_tree; /* the hypotheses are cells of the real history */
	struct bv_tested *tested;
	size_t tested_count;
	struct bv_hypothesis *hypotheses;
	size_t hypothesis_count;
	size_t blamed;               /* index of the blamed commit's hypothesis; SIZE_MAX: none */
	struct bv_readings readings; /* the likeliest first */
	struct bv_wrongs wrongs; /* each reading's first wrong verdict, the likeliest first, each
				  * verdict once */
	/* Where that is none: the likeliest one if the result is wrong all the same, its ln_holds
	 * under this condition. NULL: none. No verdict of the log is doubted for it. */
	const struct bv_wrong *if_wrong;
	double ln_blamed_most; /* over all readings and models */
};

/**
 * Weigh the runs of a log.
 *
 * Unknown: see why_unknown: no runs are printed, no range was bisected, or the bug never showed.
 * Owner:   kept in @keep; texts borrow from @c.
 * Source:  the formulas are those of git_bayesect and BBChop, generalised to a history with merges.
 */
void bv_odds_find(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep);

/**
 * Take into account how far the result is trusted altogether, for a log in which no verdict stands
 * out: then the good release of the walk is the likeliest to be wrong.
 *
 * Meaning: adds to odds->wrongs where that is more likely than not.
 * Owner:   kept in @keep.
 */
void bv_odds_take_trust(struct bv_odds *odds, double trust, struct bv_arena *keep);

/**
 * Find odds->if_wrong, when all verdicts that do not hold are listed: the good release of the walk.
 *
 * Owner: kept in @keep.
 */
void bv_odds_suppose_wrong(struct bv_odds *odds, const struct bv_bisection *bisection,
			   struct bv_arena *keep);

/** The reading that decides: the likeliest. NULL when nothing is known. Owner: borrowed. */
const struct bv_reading *bv_odds_likeliest(const struct bv_odds *odds);

/**
 * How many commits of each cell of facts->cells the verdicts leave: all or none.
 *
 * Owner: kept in @keep.
 */
double *bv_odds_cell_masses(const struct bv_case *c, struct bv_arena *keep);

/**
 * How many runs it takes to find one of @candidates with a bug that shows in @rate of the runs.
 *
 * Meaning: the entropy over the capacity of a run: what the best plan comes near to.
 */
double bv_odds_runs_expected(size_t candidates, double rate);

/**
 * How many runs a plain bisection of @candidates takes, where @runs_to_believe passes make a commit
 * good and the first crash makes it bad.
 *
 * Meaning: half of the steps are good; a bad one ends early: (1 - (1 - rate)^n) / rate runs.
 */
double bv_odds_runs_planned(size_t candidates, double rate, size_t runs_to_believe);

/**
 * The share of what is believed that the next commit to test should contain, for a bug that shows
 * itself in @rate of the runs, where @runs_to_believe passes make a commit good.
 *
 * Meaning: one half or more: a commit that turns out bad takes fewer runs than a good one.
 * Source:  a code of two letters of unequal cost (C. Shannon, 1948): where a bad one takes a runs
 *          and a good one b, 2^(-a x) is best, x such that 2^(-a x) + 2^(-b x) = 1.
 */
double bv_odds_mass_wanted(double rate, size_t runs_to_believe);

/** A probability for people: "0.26", "0.0019", "2e-05", "<1e-9", ">0.99". Owner: in @keep. */
struct bv_text bv_probability_words(double ln_probability, struct bv_arena *keep);
/** The same as a number of two digits, from 1e-9 to 0.99. */
double bv_probability_two_digits(double ln_probability);
/** Too small to be stated: "below 1e-9". */
bool bv_probability_is_tiny(double ln_probability);

/** Constant words: "never-seen", "few-crashes", "few-runs", "blind". NULL for none. */
const char *bv_wrong_reason_name(enum bv_wrong_reason reason);
/** Constant words: "reported", "title", "family", "any". */
const char *bv_reading_kind_name(enum bv_reading_kind kind);

#endif
