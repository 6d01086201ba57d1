/* git bisect's state, followed mark by mark. */
#ifndef BV_TREE_REPLAY_H
#define BV_TREE_REPLAY_H

#include "contradictions.h"
#include "pick.h"
#include "repo/range.h"

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
	bool is_skipping; /* some commit is skipped, here or not: git then chooses otherwise */
	struct bv_arena range_keep, choice_keep;
	uint64_t visits_at_start;
};

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

enum bv_answer bv_replay_is_in_bad(struct bv_replay *replay, struct bv_commit commit);
enum bv_answer bv_replay_is_in_good(struct bv_replay *replay, struct bv_commit commit);

/** The question that the marks now put. Owner: borrowed till the next mark. */
struct bv_range_question bv_replay_question(const struct bv_replay *replay);

/** True when so much was searched already that no more is to be: a log of nonsense marks. */
bool bv_replay_is_spent(const struct bv_replay *replay);

#endif
