/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The case: what is known of one bisection, and the one place that answers questions about it.
 *
 * It holds the log as it was read, what the user told beside it, what the tree answered, and what
 * follows from these. Odds, checks and reports are handed the case and nothing else.
 */
#ifndef BV_CASE_H
#define BV_CASE_H

#include "base/arena.h"
#include "kernel/crash.h"
#include "log/bisection.h"
#include "replay/facts.h"
#include "repo/tree.h"

enum bv_level {
	BV_LEVEL_DEFAULT = 0, /* in settings: as the table has it */
	BV_LEVEL_OFF,
	BV_LEVEL_NOTE,    /* bookkeeping */
	BV_LEVEL_WARNING, /* the log does not carry the conclusion */
	BV_LEVEL_ERROR    /* proof */
};
struct bv_check_level {
	struct bv_text id; /* a check's, or a family's with ".*" */
	enum bv_level level;
};
struct bv_check_levels {
	struct bv_check_level *items; /* later ones win */
	size_t count, capacity;
};

/** A verdict of the user's own for a tested revision: a release's tag, a hash or its beginning. */
struct bv_assumption {
	struct bv_text revision;
	enum bv_verdict verdict;
	bool is_result; /* of --results: it may be of a commit that the log does not test */
};
struct bv_assumptions {
	struct bv_assumption *items;
	size_t count, capacity;
};

/** What the user says beside the log. */
struct bv_told {
	struct bv_text title;       /* of the reported bug; empty when not told */
	struct bv_texts titles;     /* other titles of it */
	struct bv_texts fix_titles; /* subjects of the commits that fix it */
	struct bv_text arch;        /* that was built; empty when not told */
	/* The commit that a mail about this bisection blames; empty: there is no such mail. */
	struct bv_text announced;
	/* The options that were given, but for a title: to be said again. */
	struct bv_texts said;
	/* A file of later tests, whose verdicts are among the assumptions. */
	struct bv_text results;
	struct bv_text tree; /* that was named; empty: found, or none */
	struct bv_check_levels levels;
	struct bv_assumptions assumptions;
	bool is_later_wanted; /* have the commits after the blamed one searched */
	double later_seconds; /* no longer than that; 0: to the end */
};

/** Where a culprit's file list comes from. */
enum bv_files_source {
	BV_FILES_NONE = 0,
	BV_FILES_TREE,  /* the trees of the commit and its parent */
	BV_FILES_STAT,  /* the diffstat that the log prints */
	BV_FILES_PATCH, /* the patch that it prints */
	BV_FILES_RAW    /* its raw lines: often only top directories */
};

/** The files that the blamed commit changes. Owner: borrowed from the log or the facts. */
struct bv_case_files {
	const struct bv_changed_file *items;
	size_t count;
	enum bv_files_source source;
	bool is_complete; /* no file is missing, and no path was cut */
};

/** A crash title of the start test, as the log writes it. */
struct bv_seen_title {
	struct bv_text title;
	size_t runs;
};
struct bv_seen_titles {
	struct bv_seen_title *items;
	size_t count, capacity;
};
/** How the bug shows where it was reported: the runs of the start test, all of its steps. */
struct bv_start_test {
	size_t line;                  /* of the first such step; 0: the log has none */
	size_t runs, crashed, passed; /* some runs do neither */
	struct bv_seen_titles titles; /* distinct, in the log's order */
	struct bv_title_family family;
};

struct bv_case {
	const struct bv_bisection *log; /* as it was read */
	const struct bv_told *told;
	/* The log's, but with the verdicts that the user assumes, and with the claim that its
	 * verdicts imply in the tree where it states none. */
	const struct bv_bisection *bisection;
	struct bv_facts facts; /* all zero without a tree */
	/* For what can be asked only once the odds are known; NULL: none. Borrowed. */
	struct bv_tree *tree;

	struct bv_text title; /* of the reported bug; may be empty */
	struct bv_text arch;  /* that was built; may be empty */
	/* Parallel to the revisions: the release that the walk tested it as, or empty; NULL: no
	 * walk. */
	const struct bv_text *releases;
	/* The step that judged the blamed commit bad, the last one; SIZE_MAX: none did. */
	size_t culprit_step;
	struct bv_case_files files;
	struct bv_start_test start;
	struct bv_title_family reported; /* the reported bug's titles */
	struct bv_title_family family;   /* those, and the start test's */
};

/**
 * Make the case of @log: assume what @told says, ask @tree, and draw the conclusions.
 *
 * Meaning: without @tree (NULL) the log alone is judged.
 * Errors:  none: what the tree cannot answer is unknown, with the reason beside it.
 * Owner:   kept in @keep; borrows from @log and @told, which must outlive it.
 */
void bv_case_open(struct bv_case *out, const struct bv_bisection *log, const struct bv_told *told,
		  struct bv_tree *tree, struct bv_arena *keep);
/** The same with @facts that were found otherwise. */
void bv_case_open_with(struct bv_case *out, const struct bv_bisection *log,
		       const struct bv_told *told, const struct bv_facts *facts,
		       struct bv_arena *keep);

/** Does @log test what @revision names? */
bool bv_case_can_assume(const struct bv_bisection *log, struct bv_text revision);
/** What was found of @commit, all its digits or fewer, in later tests; UNKNOWN: it was not tested.
 */
enum bv_verdict bv_case_result(const struct bv_case *c, struct bv_text commit);
/** Later tests found the blamed commit bad too. */
bool bv_case_is_retested(const struct bv_case *c);
/** The verdict of step @index is the user's; the log's is in case->log. */
bool bv_case_is_assumed(const struct bv_case *c, size_t index);

/** The reported bug is the one that @name names: by its title, or as "syzbot+ID". */
bool bv_case_is_bug(const struct bv_case *c, struct bv_text name, struct bv_arena *keep);

/*
 * Revisions
 */

/** All 40 digits where known, else what the log wrote; empty for none. Owner: in @keep. */
struct bv_text bv_case_full_name(const struct bv_case *c, struct bv_revision_ref ref,
				 struct bv_arena *keep);
/** Is @ref what @name names: a release's tag, a hash or its beginning? No where it is not known. */
bool bv_case_is_named(const struct bv_case *c, struct bv_revision_ref ref, struct bv_text name);
/**
 * How every text names a commit: the release that the walk tested it as, or that the tree has there
 * when it is an end of the range; else twelve hex digits, or what the log wrote; "(none)" for none.
 */
struct bv_text bv_case_name(const struct bv_case *c, struct bv_revision_ref ref);
/** @commit cut to the digits that texts show when it is a long hash, else whole. Owner: borrowed.
 */
struct bv_text bv_case_short(struct bv_text commit);
/** The tree's title where the commit was found, else the log's; may be empty. Owner: borrowed. */
struct bv_text bv_case_subject(const struct bv_case *c, struct bv_revision_ref ref);
/** That title is the log's, and its end is missing there. */
bool bv_case_is_subject_cut(const struct bv_case *c, struct bv_revision_ref ref);
/** @printed, which the text has for @ref, against the tree's title. */
enum bv_subject_match bv_case_compare_subject(const struct bv_case *c, struct bv_revision_ref ref,
					      struct bv_text printed);
/** @a and @b name the same commit, as far as the log's spelling or the tree can tell. */
enum bv_truth bv_case_same(const struct bv_case *c, struct bv_revision_ref a,
			   struct bv_revision_ref b);
/** The tree has it, or nobody asked one. */
bool bv_case_is_here(const struct bv_case *c, struct bv_revision_ref ref);

/*
 * Steps
 */

/** The step's verdict: the user's, else the log's, else the one that the tree implies. */
enum bv_verdict bv_case_verdict(const struct bv_case *c, size_t index);
/** That verdict is inferred from what git did next: nobody said so. */
bool bv_case_is_inferred(const struct bv_case *c, size_t index);
/** Its facts, or NULL without a tree. */
const struct bv_step_facts *bv_case_step_facts(const struct bv_case *c, size_t index);
/** A fix bisection: it looks for the first commit without the bug, and swaps git's words for it. */
bool bv_case_is_fix(const struct bv_case *c);
/** What git calls @verdict in this log: a fix bisection looks for the first one without the bug. */
enum bv_verdict bv_case_git_word(const struct bv_case *c, enum bv_verdict verdict);
/** Whether @step tells the bug's fate: it was run, and no trial of another configuration. */
bool bv_step_is_judged(const struct bv_step *step);
/** The compiler alone: since 2021-09 the line names the linker too, ", GNU ld (...)". */
struct bv_text bv_step_compiler(const struct bv_step *step);

/*
 * The blamed commit
 */

/** Its message, as the tree or the log has it; may be empty. */
struct bv_text bv_case_message(const struct bv_case *c);
/** Whether it is a merge, by the tree, else by how the log prints or titles it. */
enum bv_truth bv_case_is_merge(const struct bv_case *c);

/**
 * A release's commit: by the tree's tags, else by its title; and only if it changes nothing but the
 * version.
 *
 * Unknown: what it changes.
 */
enum bv_truth bv_case_is_release(const struct bv_case *c);
/**
 * Whether it works on a detector, by its title or by a file, which is then in *@file.
 *
 * Meaning: BV_NO for a merge: it touches everything, and what it touches says nothing.
 * Unknown: the title does not tell, and no file is known.
 */
enum bv_truth bv_case_is_detector(const struct bv_case *c, struct bv_text *file);

/** syzbot's mail of a result tells it: it prints of the commit's message the title alone. */
bool bv_case_is_announced(const struct bv_case *c);
/** syzbot found it: its log, or its announcement of a result. */
bool bv_case_is_syzbots(const struct bv_case *c);
/**
 * Is it a commit of Linux? What is known of that alone is asked of no other project.
 *
 * Meaning: syzkaller bisects only Linux, and so do LKP and KernelCI; else the tree tells.
 * Unknown: nobody asked a tree, or it does not have the commit.
 * Source:  syzkaller's pkg/vcs: only linux implements Bisecter.
 */
enum bv_truth bv_case_is_linux(const struct bv_case *c);
/**
 * Was it the kernel's image that was tested: booted, or crashed?
 *
 * Meaning: syzbot boots what it tests; the user names a crash; the text shows an oops, or a boot
 *          that failed. BV_NO: it speaks of another test, of documentation, selftests or tools.
 * Unknown: the text tells neither.
 */
enum bv_truth bv_case_is_image_tested(const struct bv_case *c);

/** What its files can do to the kernel, ordered by how far a change reaches. */
enum bv_diff_class {
	BV_DIFF_NOTHING = 0, /* nothing builds, runs or reads them */
	BV_DIFF_NO_CODE,     /* documentation, and scripts for people */
	BV_DIFF_OTHER_ARCH,
	BV_DIFF_TOOLS,
	BV_DIFF_COMMENTS,
	BV_DIFF_HELP_TEXT,
	BV_DIFF_VERSION,
	BV_DIFF_UNKNOWN,
	BV_DIFF_CODE
};
/** The class of the farthest reaching file; UNKNOWN also when the file list is not complete. */
enum bv_diff_class bv_case_diff_class(const struct bv_case *c);
/**
 * What its files can reach beside the image, as words; empty: nothing.
 *
 * Owner: static.
 */
struct bv_text bv_case_serves(const struct bv_case *c);

/**
 * The tree's list of its files as the git that printed them in the log has it: without renames,
 * unless the log shows one. Sorted by path. Owner: in @keep.
 */
struct bv_changed_files bv_case_files_as_printed(const struct bv_case *c, struct bv_arena *keep);

/*
 * The walk
 */

/** Releases that the walk tested. */
size_t bv_case_walked(const struct bv_case *c);
/** So many that the result is rarely right: labelled bisections behind it: 1 right, 60 wrong. */
bool bv_case_is_walk_long(const struct bv_case *c);

#endif
