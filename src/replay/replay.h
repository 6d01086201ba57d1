/* SPDX-License-Identifier: GPL-2.0-only */
/* git bisect's state, followed mark by mark, and what is noted on the way. */
#ifndef BV_REPLAY_REPLAY_H
#define BV_REPLAY_REPLAY_H

#include "base/arena.h"
#include "facts.h"
#include "pick.h"
#include "repo/history.h"
#include "repo/range.h"

/*
 * A log's steps as git saw them: which of them, on which commits, in which words
 */

/** Where names are looked up. All borrowed. */
struct bv_names {
	const struct bv_bisection *bisection;
	const struct bv_facts *facts; /* with its revisions resolved */
	struct bv_history *history;
};

/** The commit that @ref names. False for no revision, and when it is not here. */
bool bv_names_find(const struct bv_names *names, struct bv_revision_ref ref, struct bv_commit *out);
/** Why bv_names_find() said no; empty for no revision. Owner: kept in @keep. */
struct bv_text bv_names_why_not(const struct bv_names *names, struct bv_revision_ref ref,
				struct bv_arena *keep);

/** Why nothing is said that rests on the range: see bv_bisection_is_start_missing(). */
#define BV_WHY_START_MISSING BV_TEXT("no git bisect start that names the ends was read")

/** The revision that the step's mark is on. */
struct bv_revision_ref bv_step_marked(const struct bv_step *step);
/** The mark of a step in git's word, where the log has it. */
enum bv_verdict bv_step_word(const struct bv_step *step, const struct bv_bisection *bisection);
/** Why nothing is known of a step without a word. Owner: kept in @keep. */
struct bv_text bv_step_why_silent(const struct bv_step *step, struct bv_arena *keep);

/*
 * The state
 */

/** A mark of the log on a commit that is here. */
struct bv_given_mark {
	struct bv_commit commit;
	size_t step; /* index into the steps; SIZE_MAX: given at the start */
	size_t line;
	bool is_inferred; /* not read in the log: it contradicts nothing */
};
struct bv_given_marks {
	struct bv_given_mark *items;
	size_t count, capacity;
};

/**
 * The marks so far and the candidates they leave. All words are git's.
 *
 * The candidates are found by one walk and then narrowed; a mark that lies outside them, and every
 * mark as long as merge bases are to be tested, makes them anew when they are next asked for.
 */
struct bv_replay {
	struct bv_history *history;
	struct bv_arena *keep;
	struct bv_contradictions *contradictions;
	bool is_first_parent;

	bool has_bad; /* and it is here */
	struct bv_commit bad;
	struct bv_commits good, skipped; /* those that are here, each once */
	struct bv_given_marks good_marks, bad_marks;
	struct bv_text why_bad_lost,
		why_good_lost;    /* not empty: the newest bad, some good is not here */
	struct bv_text why_never; /* candidates cannot be known at all */

	bool is_fresh;                 /* @range fits the marks */
	bool is_forked;                /* others ask, too: nothing is borrowed from the cache */
	struct bv_cached_range *found; /* @range as it was found; NULL once it is narrowed */
	struct bv_range range;         /* its candidates are narrowed by later marks */
	bool are_ancestors_ok;         /* git asks for no merge base any more */
	bool rests_on_clocks;          /* some walk did */
	bool has_offered; /* git has offered a candidate: it will not ask for merge bases again */
	bool are_clocks_doubted;  /* ... and git's walk, which stops elsewhere, found other
				     candidates */
	bool is_one_line;         /* each bad was an ancestor of the one before */
	struct bv_choice *choice; /* among the candidates; NULL: not asked for yet */
	bool *is_skipped;         /* parallel to the candidates; with @choice */
	bool is_skipping;   /* some commit is skipped, here or not: git then chooses otherwise */
	bool has_lost_skip; /* ... and it is not here, or is several: "A..B" */
	struct bv_arena range_keep, choice_keep;
	uint64_t visits_at_start;
};

/** More are not listed: a log that has so many is not helped by the rest. */
#define BV_CONTRADICTIONS_MAX ((size_t)256)
/** Add the pairs of marks that @good makes with any of @bad; inferred ones make none. */
void bv_contradictions_of_good(struct bv_contradictions *out, struct bv_history *history,
			       struct bv_given_mark good, const struct bv_given_marks *bad,
			       struct bv_arena *keep);
/** The other way round: those that @bad makes with any of @good. */
void bv_contradictions_of_bad(struct bv_contradictions *out, struct bv_history *history,
			      struct bv_given_mark bad, const struct bv_given_marks *good,
			      struct bv_arena *keep);

void bv_replay_init(struct bv_replay *replay, struct bv_history *history,
		    struct bv_contradictions *contradictions, struct bv_arena *keep);
void bv_replay_release(struct bv_replay *replay);

/**
 * The same state, to go on with otherwise.
 *
 * Owner: @contradictions is borrowed; @out is to be released.
 */
void bv_replay_fork(struct bv_replay *out, struct bv_replay *from,
		    struct bv_contradictions *contradictions);

/** Apply a mark; UNKNOWN is none. Owner: pairs found are kept in the replay's arena. */
void bv_replay_mark(struct bv_replay *replay, enum bv_verdict verdict, struct bv_given_mark mark);
/** Apply a mark on a commit that is not here. Owner: @why is borrowed. */
void bv_replay_mark_lost(struct bv_replay *replay, enum bv_verdict verdict, struct bv_text why);
/** Has @commit this mark already? For bad: is it the newest one? */
bool bv_replay_has_mark(const struct bv_replay *replay, enum bv_verdict verdict,
			struct bv_commit commit);

/** The candidates now, or NULL: see bv_replay_why_unknown(). Owner: borrowed till the next mark. */
const struct bv_candidates *bv_replay_candidates(struct bv_replay *replay);
struct bv_text bv_replay_why_unknown(const struct bv_replay *replay);
/** git's choice among them, and replay->is_skipped; only when they are known and not empty. */
struct bv_choice *bv_replay_choice(struct bv_replay *replay);
/** Which of @set are skipped, parallel to it. Owner: kept in @keep. */
bool *bv_replay_skipped(const struct bv_replay *replay, const struct bv_candidates *set,
			struct bv_arena *keep);

/** The merge bases that git would offer first: neither good nor skipped. Owner: kept in @keep. */
void bv_replay_untested_bases(struct bv_commits *out, struct bv_replay *replay,
			      struct bv_arena *keep);

enum bv_truth bv_replay_is_in_bad(struct bv_replay *replay, struct bv_commit commit);
enum bv_truth bv_replay_is_in_good(struct bv_replay *replay, struct bv_commit commit);

/** The question that the marks now put. Owner: borrowed till the next mark. */
struct bv_range_question bv_replay_question(const struct bv_replay *replay);

/*
 * Is the commit that was offered the one git would offer, and are its two numbers right?
 */

/** How well an offer fits the facts about it. */
enum bv_fit {
	BV_FIT_NONE = 0,
	BV_FIT_TIE,  /* git could have offered it, had it gone through the history otherwise */
	BV_FIT_OLD,  /* some older git's rule gives commit and numbers; that can be chance */
	BV_FIT_TODAY /* today's does */
};

/**
 * Fill what @out says about git's offer of @commit: pick, git_pick, N, K, left_rule and
 * is_candidate.
 *
 * Meaning: judged on the exact candidates. A merge base that is to be tested is no candidate, and
 *          is_candidate stays unknown.
 * Unknown: all of it while the candidates are.
 */
void bv_offer_facts(struct bv_step_facts *out, struct bv_replay *replay, struct bv_commit commit,
		    const struct bv_offer *offer);
/**
 * What git would offer now: a merge base first, else its choice among the candidates.
 *
 * Unknown: the candidates are; BV_NO: one or none is left, or only skipped ones are.
 */
enum bv_truth bv_replay_next(struct bv_oid *out, struct bv_replay *replay);

/**
 * Where @out, so filled, does not fit: judge by the candidates that git's own walk finds, which
 * errs where clocks were wrong. To be asked once for each offer.
 */
void bv_offer_facts_by_git_walk(struct bv_step_facts *out, struct bv_replay *replay,
				struct bv_commit commit, const struct bv_offer *offer);

enum bv_fit bv_offer_fit(const struct bv_step_facts *facts, const struct bv_offer *offer);

/*
 * Marks that a log does not say: git's state, followed for each word that it can have been
 */

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

/*
 * A replay of a log's marks, shared by what notes the steps and what notes the range
 */

struct bv_replayer {
	struct bv_names names;
	struct bv_facts *facts; /* to be filled: those of @names */
	struct bv_arena *keep;
	struct bv_branches branches;
	struct bv_text why_none_fits; /* what was tried for the newest silent test */
	bool is_start_noted;
	bool is_start_missing; /* the true candidates are some of the replay's */
};

/**
 * Where ends of the range are HEAD or a branch of this tree, and git's first offer confirms them:
 * believe them.
 *
 * Meaning: the offered commit is git's choice, and as many revisions are left. A branch that only
 *          went on makes more candidates as a bad end; as a good one in bad's history it is
 * believed once what it can have gained is good by the first test. No commit that git offered
 * later, nor the blamed one, may be outside of the bad end's history.
 */
void bv_replayer_believe_local_ends(struct bv_replayer *replayer);

/** The range as it stood when its candidates were first known; git starts then. */
void bv_replayer_note_start(struct bv_replayer *replayer);
/** After the last step: what all branches say of the steps and of the range. */
void bv_replayer_note_end(struct bv_replayer *replayer);
/**
 * With the steps noted: fill facts->otherwise.
 *
 * Meaning: tried at the first commit that is not git's choice: another verdict before it, git's
 *          choice in its place, the step behind it first. Each is given up at the first commit that
 *          git would not offer then.
 * Unknown: a test without a verdict, a commit that is not here, a bisection limited to paths.
 */
void bv_replayer_find_otherwise(struct bv_replayer *replayer);

#endif
