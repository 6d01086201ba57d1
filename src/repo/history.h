/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The history of one repository: commits, their parents and dates, whichever source has them.
 *
 * A commit comes from the commit-graph file where one can be used and from the object database
 * otherwise, is looked at when first asked for, and keeps its number for as long as the history is
 * open. Grafts, replace refs and shallow boundaries are honoured as git does.
 */
#ifndef BV_REPO_HISTORY_H
#define BV_REPO_HISTORY_H

#include "base/error.h"
#include "base/oid.h"
#include "base/text.h"

/** A commit's number in its history. */
struct bv_commit {
	uint32_t index;
};

struct bv_commits {
	struct bv_commit *items;
	size_t count, capacity;
};

struct bv_history;
struct git_repository;

/** What the configuration says of reading histories. */
struct bv_history_rules {
	bool follows_replace_refs, uses_graph;
};

/**
 * Open the history of @repository, which must outlive it.
 *
 * Errors: BV_ERROR_REPOSITORY when the object database does not open. A commit-graph that cannot
 *         be used is no error: see bv_history_graph_note().
 * Owner:  the caller closes; NULL is fine.
 */
BV_MUST_CHECK bool bv_history_open(struct bv_history **out, struct git_repository *repository,
				   const struct bv_history_rules *rules, struct bv_error *err);
void bv_history_close(struct bv_history *history);

/**
 * Look up a commit by its full id.
 *
 * Meaning: BV_NO: there is no such object, or it is no commit (a tag must be peeled first).
 * Unknown: the object is there but cannot be read.
 */
enum bv_truth bv_history_find(struct bv_history *history, const struct bv_oid *id,
			      struct bv_commit *out);

/** Its place in the commit-graph in use, or BV_POSITION_NONE. */
uint32_t bv_history_position(const struct bv_history *history, struct bv_commit commit);
#define BV_POSITION_NONE UINT32_MAX
/** The commit at @position of the commit-graph that was in use when the position was told. */
struct bv_commit bv_history_commit_at(struct bv_history *history, uint32_t position);
/** Its id alone. */
struct bv_oid bv_history_oid_at(struct bv_history *history, uint32_t position);

struct bv_oid bv_history_oid(const struct bv_history *history, struct bv_commit commit);
/** Committer date. Units: seconds since 1970; what git cannot read is 0. */
uint64_t bv_history_date(struct bv_history *history, struct bv_commit commit);
/** BV_HISTORY_GENERATION_NONE for a commit that no commit-graph covers. */
uint64_t bv_history_generation(struct bv_history *history, struct bv_commit commit);
#define BV_HISTORY_GENERATION_NONE UINT64_MAX

/** What is known of a commit's parents. */
enum bv_parents_state {
	BV_PARENTS_UNREAD = 0,
	BV_PARENTS_KNOWN,
	BV_PARENTS_CUT,       /* a shallow clone ends here: the commit has parents, not here */
	BV_PARENTS_MISSING,   /* the commit itself is not in the object database */
	BV_PARENTS_NO_COMMIT, /* an object of another type */
	BV_PARENTS_UNREADABLE /* it is there, and damaged */
};
struct bv_parents {
	enum bv_parents_state state;
	const struct bv_commit *items; /* none unless known; stays valid while the history is */
	size_t count;
};
struct bv_parents bv_history_parents(struct bv_history *history, struct bv_commit commit);

/**
 * Is @old an ancestor of @young, or the same commit?
 *
 * Meaning: without a commit-graph a BV_NO rests on the clocks: nothing reachable from @young is
 *          newer than its descendants by more than BV_HISTORY_SLACK_SECONDS.
 * Unknown: the search met the end of a shallow clone, or a commit that cannot be read.
 */
enum bv_truth bv_history_is_ancestor(struct bv_history *history, struct bv_commit old,
				     struct bv_commit young);
/** The same of any of @young. BV_NO when there are none. */
enum bv_truth bv_history_is_ancestor_of_any(struct bv_history *history, struct bv_commit old,
					    const struct bv_commits *young);
#define BV_HISTORY_SLACK_SECONDS ((uint64_t)30 * 24 * 3600)

/**
 * Whether ancestry may rest on the clocks where no commit-graph helps; it may until told otherwise.
 * When it may not, each BV_NO there costs a walk to the end of the history.
 */
void bv_history_rest_on_clocks(struct bv_history *history, bool is_allowed);
bool bv_history_rests_on_clocks(const struct bv_history *history);

/** How many nodes were handed out to walks. Units: commits, repeats included. */
uint64_t bv_history_visits(const struct bv_history *history);

/** BV_YES when a commit-graph is in use, BV_NO when there is none, BV_UNKNOWN when it was left
 * aside. */
enum bv_truth bv_history_has_commit_graph(const struct bv_history *history);
/** Why a commit-graph that is there was left aside; else empty. Owner: borrowed. */
struct bv_text bv_history_graph_note(const struct bv_history *history);

/**
 * Has damage of the commit-graph been found in use? Then go on without it.
 *
 * Meaning: true, and all that was asked before is to be asked again, from the first: commits'
 *          numbers are void too. Until then what the graph covers counts as unreadable, so that all
 *          questions come to an end, with answers that are worth nothing.
 */
BV_MUST_CHECK bool bv_history_drop_damaged_graph(struct bv_history *history);

bool bv_history_is_shallow(const struct bv_history *history);
bool bv_history_has_grafts(const struct bv_history *history);
bool bv_history_has_replace_refs(const struct bv_history *history);
/** Whom to tell of each few thousand commits read, messages too; see bv_tree_tell_reading(). */
void bv_history_tell_reading(struct bv_history *history, void (*tell)(void *, size_t),
			     void *context);
/** One more was read, by somebody else. */
void bv_history_note_read(struct bv_history *history);

/** Commits that had to be read from the object database so far. */
size_t bv_history_commits_read(const struct bv_history *history);

#endif
