/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Facts: what the local tree answers about a bisection. Plain data, no libgit2.
 *
 * Zeroed memory is "unknown" everywhere: facts of a bisection without a tree are all zero.
 */
#ifndef BV_REPLAY_FACTS_H
#define BV_REPLAY_FACTS_H

#include "base/date.h"
#include "base/error.h"
#include "base/oid.h"
#include "base/text.h"
#include "kernel/changed_file.h"
#include "kernel/subject.h"
#include "log/bisection.h"
#include "repo/tree.h"

/** How a written revision was found in the tree. */
enum bv_resolution {
	BV_RESOLUTION_NONE = 0,
	BV_RESOLUTION_EXACT,        /* a full id */
	BV_RESOLUTION_ABBREVIATION, /* a unique abbreviation */
	BV_RESOLUTION_NAME,         /* a tag, branch or expression */
	BV_RESOLUTION_SUBJECT,      /* not there; the one commit with its title: a rewritten tree */
	BV_RESOLUTION_SPELLING      /* not there; a digit or two less, or its title and first
				       seven digits, and it is one commit's */
};

/** What says that HEAD or a branch stands here where it stood for the log's author. */
enum bv_local_witness {
	BV_LOCAL_WITNESS_NONE = 0,
	BV_LOCAL_WITNESS_TITLE, /* printed with the name */
	BV_LOCAL_WITNESS_OFFER  /* git's first one, of which it is an end */
};

/** Facts about bisection->revisions.items[i]. */
struct bv_revision_facts {
	enum bv_truth exists;       /* as written; BV_NO also when it was found by other means */
	enum bv_truth is_commit;    /* or a tag of one */
	enum bv_truth is_ambiguous; /* the abbreviation fits several commits */
	enum bv_resolution resolution;
	struct bv_oid id; /* the commit's, valid when @resolution is not NONE */
	struct bv_text subject;
	enum bv_subject_match subject_match;
	struct bv_text release;     /* a tag there, of an end of git's range; else empty */
	struct bv_text why_unknown; /* when @exists or the object behind it is unknown */
	/* HEAD or a branch of this tree: */
	enum bv_local_witness local_witness;   /* why it is believed */
	const struct bv_revision_facts *local; /* what it is here, while nothing says so; or NULL */
};

/** Which git's arithmetic gives the printed "N revisions left". */
enum bv_left_rule {
	BV_LEFT_UNKNOWN = 0,
	BV_LEFT_TODAY, /* all - reaches - 1, since git 1.6.4 */
	BV_LEFT_OLD,   /* max(reaches, all - reaches) - 1, 1.5.2 to 1.6.2 */
	BV_LEFT_2005,  /* reaches, until 1.5.1 */
	BV_LEFT_NONE   /* no git would print this */
};

/** How the offered commit compares with git's own choice. */
enum bv_pick {
	BV_PICK_UNKNOWN = 0,
	BV_PICK_SAME,     /* git's choice under today's halfway rule */
	BV_PICK_SAME_OLD, /* under the exact halfway rule, until git 2.29 */
	BV_PICK_TIE,      /* another candidate at the same distance from half */
	BV_PICK_OTHER,    /* a candidate that git would not have chosen */
	BV_PICK_OUTSIDE   /* no candidate */
};

/** Facts about bisection->steps.items[i]. */
struct bv_step_facts {
	struct bv_count candidates_before; /* when git offered it */
	struct bv_count candidates;        /* after its verdict */
	enum bv_truth is_candidate;        /* at that moment */
	enum bv_truth is_in_bad;           /* an ancestor of (or the same as) the bad commit */
	enum bv_truth is_in_good;          /* an ancestor of (or the same as) a good commit */
	enum bv_truth contains_bug;        /* a descendant of (or the same as) one that crashed */
	struct bv_count revisions_left;    /* N, by today's rule, for the commit that was offered */
	struct bv_count steps_left;        /* K */
	enum bv_left_rule left_rule;       /* which rule gives the printed N, today's first */
	unsigned left_rules;               /* all that do: bits 1 << enum bv_left_rule */
	bool fits_no_verdict; /* whatever the tests without a verdict before it showed, git would
				 not have offered it so */
	enum bv_pick pick;
	struct bv_oid git_pick;  /* valid when @pick is known */
	enum bv_verdict verdict; /* the log's; where it has none the only one that git would have
				    gone on from as it did */
	bool is_verdict_inferred;
	bool is_state_inferred; /* all else here rests on inferred verdicts of earlier steps too */
	struct bv_text why_unknown;
};

/** A pair of verdicts that cannot both hold: @good contains @bad. */
struct bv_contradiction {
	size_t good_step, bad_step; /* index into steps; SIZE_MAX: given at the start */
	struct bv_oid good, bad;
	size_t good_line, bad_line;
};
struct bv_contradictions {
	struct bv_contradiction *items;
	size_t count, capacity;
};

/** What git's later offers show of one step. */
enum bv_otherwise {
	BV_OTHERWISE_UNKNOWN = 0, /* or nothing */
	BV_OTHERWISE_VERDICT,     /* it had another verdict */
	BV_OTHERWISE_COMMIT,      /* another commit was tested, that which git had offered */
	BV_OTHERWISE_ORDER        /* it came after the step behind it */
};

/**
 * A step that the log has otherwise than git had it: of what was tested after it some is not what
 * git offers, and all is when the step was so.
 */
struct bv_otherwise_facts {
	enum bv_otherwise kind;
	size_t step;             /* index into steps */
	enum bv_verdict verdict; /* which it had; git's word */
	struct bv_oid commit;    /* which was tested */
	size_t bits;             /* that it fits by chance once in 2 to the power of so many */
};

/** Facts about the range that git bisect was given. */
struct bv_range_facts {
	enum bv_truth is_bad_known, is_good_known;
	struct bv_oid bad;
	struct bv_oids good;
	enum bv_truth is_good_ancestor;       /* every good one an ancestor of bad */
	struct bv_oids merge_bases;           /* to be tested first when not */
	enum bv_truth are_merge_bases_tested; /* but those that git goes on without: */
	bool is_merge_base_skipped, is_merge_base_in_good;
	struct bv_count candidates_start;
	struct bv_count candidates_left; /* all verdicts believed */
	bool is_left_inferred;           /* and inferred ones are among them */
	struct bv_oids left;             /* those, up to BV_LEFT_LISTED_MAX, the newest first */
	/* Parallel to @left when it has 2 to BV_LEFT_NAMED_MAX, else none; empty: unreadable. */
	struct bv_texts left_subjects;
	/* What git would test next, of a bisection that stops without a result; its title may be
	 * empty. */
	enum bv_truth has_next;
	struct bv_oid next;
	struct bv_text next_subject;
	struct bv_contradictions contradictions;
	bool are_contradictions_cut; /* there are more than are listed */
	struct bv_text why_unknown;
};
#define BV_LEFT_LISTED_MAX 64
#define BV_LEFT_NAMED_MAX  10

/** Candidates of the first range that no tested commit tells apart. */
struct bv_cell {
	const uint64_t *inside; /* bit i: each is an ancestor of (or the same as) tested commit i */
	size_t commit_count;
	struct bv_oid newest;
};
struct bv_cells {
	struct bv_cell *items; /* in the order of their newest commits, the oldest first */
	size_t count, capacity;
	size_t *tested; /* tested commit i is that of this step, index into steps */
	size_t tested_count;
	size_t blamed;              /* the blamed commit's cell; SIZE_MAX: it is no candidate */
	struct bv_text why_unknown; /* when there are none */
};

/** The commit to test next. */
struct bv_next_commit {
	struct bv_oid id;
	struct bv_text subject; /* empty when it cannot be read */
	double mass;            /* the share of what is believed that it contains */
};

/** Why git cannot have come to the blamed commit, whatever those tests said that are not told. */
enum bv_gap {
	BV_GAP_UNKNOWN = 0,
	BV_GAP_NONE,       /* as far as was asked */
	BV_GAP_UNTESTED,   /* it was not tested, and is not the bad end */
	BV_GAP_LATER_TEST, /* git went on with a commit that it does not contain */
	BV_GAP_PARENT      /* no test can have shown that a parent is good */
};

/** Facts about the commit that the log blames. */
struct bv_culprit_facts {
	enum bv_truth is_read;  /* the commit object itself */
	enum bv_truth is_linux; /* by the folders of its root */
	struct bv_oid id;
	struct bv_text author; /* "Name <address>" */
	/* The same by each .mailmap that git may have had; asked where the log prints another. */
	struct bv_texts author_names;
	enum bv_truth are_author_names_known; /* UNKNOWN: there may be more of them */
	struct bv_date author_date;
	struct bv_text subject;
	struct bv_text message;
	struct bv_text encoding; /* of author and message, as the commit says; empty: UTF-8 */
	struct bv_oids parents;
	struct bv_texts parent_subjects;  /* parallel to @parents; empty where unreadable */
	enum bv_verdict *parent_verdicts; /* parallel: GOOD when known good (or older than a good
					     one), BAD when tested bad, UNKNOWN otherwise */
	struct bv_revision_ref seen; /* the bug was there: git's bad end, or where it started */
	bool is_seen_bisected;       /* git was told it is bad; else it may be on another branch */
	/* Is it an ancestor of @seen, or the same? Of a fix: of the end that has it. NO also where
	 * it is not here though all of @seen's history is.
	 */
	enum bv_truth is_in_seen;
	bool is_seen_beside;    /* @seen is beside the log's tests: it counts without a copy only */
	enum bv_truth has_copy; /* is one with its title in @seen? Asked where itself is not */
	bool is_absent;         /* its id is none of this tree, which is whole */
	struct bv_revision_ref namesake; /* tested; it has the title of the blamed id, which is
					    not here */
	enum bv_truth is_in_start;       /* of a fix: of the commit that had the bug */
	enum bv_gap gap;
	struct bv_oid gap_at; /* the commit tested later, or the parent */
	size_t gap_line;      /* of that test */
	struct bv_texts tags; /* release tags that point at it */
	enum bv_truth has_tags_read;
	struct bv_changed_files files; /* against the first parent */
	enum bv_truth
		is_diff_complete; /* trees readable; NO or UNKNOWN: @files is not to be used */
	enum bv_truth are_renames_known; /* NO or UNKNOWN: a rename may stand as added + deleted */
	enum bv_truth is_evil_merge;     /* merges: some file differs from every parent */
	struct bv_text why_unknown;
	enum bv_truth are_functions_read; /* were the files searched for the crash's functions? */
	struct bv_texts added_functions;  /* of the crash, and none of the files named it before */
	bool is_later_wanted;             /* the user asked for what the commits after it say */
	enum bv_truth is_later_read;      /* were all of them searched? */
	struct bv_oids reverted_by;
	struct bv_oids fixed_by;   /* commits whose Fixes: names it */
	bool is_later_about_crash; /* one of those two lists is about the crash that was bisected */
	struct bv_oids crash_fixed_by;  /* about the crash, and their Fixes: names another commit */
	struct bv_texts crash_causes;   /* parallel: that commit, as it is written there */
	struct bv_count later_searched; /* commits looked at, of @later_count */
	struct bv_count later_count;    /* unknown: not all were found */
};

struct bv_facts {
	struct bv_tree_facts tree;
	struct bv_revision_facts *revisions; /* parallel to bisection->revisions; NULL: no tree */
	struct bv_step_facts *steps;         /* parallel to bisection->steps; NULL: no tree */
	struct bv_otherwise_facts otherwise;
	struct bv_range_facts range;
	struct bv_cells cells;
	struct bv_culprit_facts culprit;
	struct bv_oid *walk_tags; /* parallel to steps: where the tree has step.release */
	enum bv_truth *are_walk_tags_known;
};

/** Facts of a revision, or NULL (no tree, no revision). Owner: borrowed. */
const struct bv_revision_facts *bv_facts_revision(const struct bv_facts *facts,
						  struct bv_revision_ref ref);

#endif
