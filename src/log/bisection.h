/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The bisection: what a log says, in one neutral model for all producers.
 *
 * The parsers record; they do not resolve, judge or normalise. Texts point into the log's buffer
 * (or, where lines were joined, into the arena that made the model), so the log must outlive it.
 * Lines are numbered from 1; line 0 means "the log does not say".
 */
#ifndef BISECT_VERIFY_BISECTION_H
#define BISECT_VERIFY_BISECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"
#include "kernel/changed_file.h"
#include "kernel/under_test.h"
#include "kind.h"

/** In the terms of cause bisection, whatever words the log uses: bad has the bug. */
enum bv_verdict {
	BV_VERDICT_UNKNOWN = 0,
	BV_VERDICT_GOOD,
	BV_VERDICT_BAD,
	BV_VERDICT_SKIP,
	BV_VERDICT_WEAK /* tested, but not certain: no mark, and no evidence */
};

enum bv_phase {
	BV_PHASE_UNKNOWN = 0,
	BV_PHASE_START,      /* is the bug there at all? (fix logs: the start commit and HEAD) */
	BV_PHASE_CONFIG,     /* the same commit with another configuration */
	BV_PHASE_WALK,       /* back through the releases to a good one */
	BV_PHASE_BISECT,     /* a commit that git bisect offered, or a person marked */
	BV_PHASE_MERGE_BASE, /* a merge base, to know whether the bug was there yet */
	BV_PHASE_BUILD,      /* built, not run: the parent of the blamed commit */
	BV_PHASE_PRETENDED   /* decided without a test */
};

/** How one run of the reproducer went. */
enum bv_outcome {
	BV_OUTCOME_UNKNOWN = 0,
	BV_OUTCOME_OK,
	BV_OUTCOME_CRASHED,
	BV_OUTCOME_BOOT_FAILED,  /* never reached the reproducer */
	BV_OUTCOME_TEST_FAILED,  /* "basic kernel testing failed": nor here */
	BV_OUTCOME_INFRA_FAILED, /* the machine room's fault */
	BV_OUTCOME_IGNORED       /* a crash that the producer did not count */
};

/** One of the bisection's revisions; number 0 is none. */
struct bv_revision_ref {
	uint32_t number;
};

/** A revision as the log names it. One entry per spelling. */
struct bv_revision {
	struct bv_text written; /* 40 hex digits, an abbreviation, a tag, HEAD~3 */
	struct bv_text subject; /* first title printed with it; empty when none was */
	size_t line;            /* first mention */
	size_t subject_line;
	bool is_subject_cut; /* the title was wrapped or shortened: only its beginning counts */
	struct bv_text other_subject; /* a later line gives it this title */
	size_t other_subject_line;
	bool is_aside; /* it is named besides: no fact of the bisection rests on it */
};
struct bv_revisions {
	struct bv_revision *items;
	size_t count, capacity;
	uint32_t *slots; /* the builder's index by spelling: numbers, 0 is free */
	size_t slot_count;
};

struct bv_revision_refs {
	struct bv_revision_ref *items;
	size_t count, capacity;
};

/** A line that names a revision. */
struct bv_mention {
	struct bv_revision_ref revision;
	size_t line;
};
struct bv_mentions {
	struct bv_mention *items;
	size_t count, capacity;
};

struct bv_run {
	enum bv_outcome outcome;
	struct bv_text title; /* of the crash or failure; empty for OK */
	size_t line;
};
struct bv_runs {
	struct bv_run *items;
	size_t count, capacity;
};

/** What git printed when it offered a commit for testing. */
struct bv_offer {
	struct bv_revision_ref revision;
	struct bv_count revisions_left; /* "N revisions left to test after this" */
	struct bv_count steps_left;     /* "(roughly K steps)" */
	bool is_merge_base;             /* "a merge base must be tested" */
	size_t line;                    /* of "Bisecting:", or of "[hash] subject" without it */
};

/** One revision tested, and how it went. Repeats are steps of their own. */
struct bv_step {
	struct bv_revision_ref revision; /* tested */
	struct bv_revision_ref marked;   /* named by the mark; normally the same */
	enum bv_phase phase;
	enum bv_verdict verdict; /* unknown where the log does not say */
	enum bv_verdict mark;    /* git's word; the opposite of @verdict in a fix log */
	enum bv_verdict sign;    /* the verdict once more, by LKP's letter or sign behind it */
	size_t line;             /* where the step begins */
	size_t verdict_line;     /* the mark's; in start test and walk that of the first run */
	struct bv_text release;  /* the tag that the walk tested */
	struct bv_text compiler;
	struct bv_text signature; /* of the kernel: hex digits */
	size_t signature_line;
	struct bv_runs runs;
	struct bv_count missing_run; /* the first number that is left out: "#2" behind "#0" */
	size_t missing_run_line;     /* of the run that follows */
	size_t runs_line;
	bool is_runs_inferred; /* "all runs:" carries no count: this is the era's number */
	struct bv_count dirty; /* runs without the bug that showed another failure: LKP's */
	bool is_by_bisect_run; /* git bisect run's, which prints no verdicts */
	bool is_build_failed;
	bool is_failure_named;  /* "failed building H: "; else lines of no known kind seem to be one
				 */
	size_t reproduces_line; /* "the bug reproduces without the instrumentation" */
	struct bv_text build_error; /* first line */
	struct bv_text representative_crash;
	struct bv_text false_negative; /* chance that this good one is wrong, as printed: "0.123" */
	struct bv_offer offer; /* what git said when it offered this commit; line 0: nothing */
};
struct bv_steps {
	struct bv_step *items;
	size_t count, capacity;
};

/** The range and options that git bisect was started with. */
struct bv_git_start {
	size_t line; /* 0: not started */
	struct bv_text arguments;
	struct bv_revision_ref bad;
	size_t bad_line;
	struct bv_revision_refs good; /* all that were good before the first test */
	size_t good_line;
	/* The ends that the start command names by id where comments above it name them too; in
	 * their order, none for a name. */
	struct bv_revision_refs typed;
	struct bv_texts typed_words; /* as many */
	struct bv_text *paths;       /* pathspecs, unquoted */
	size_t path_count;
	bool is_first_parent;
	struct bv_text good_term, bad_term; /* as used; "good" and "bad" unless the log says else */
};

/** Where a statement of the result comes from. */
enum bv_statement_kind {
	BV_STATEMENT_NONE = 0,
	BV_STATEMENT_GIT,      /* "H is the first bad commit" */
	BV_STATEMENT_HEADER,   /* "commit H" above the printed commit */
	BV_STATEMENT_PRODUCER, /* "first bad commit: H TITLE" */
	BV_STATEMENT_COMMENT,  /* "# first bad commit: [H] TITLE" */
	BV_STATEMENT_MAIL,     /* "has bisected this issue to: commit H" */
	BV_STATEMENT_FIXES,    /* "Fixes: H" of a report */
	BV_STATEMENT_REGZBOT,  /* "#regzbot introduced: H" */
	BV_STATEMENT_PROSE     /* a person's words: "bisected to H" */
};
struct bv_statement {
	enum bv_statement_kind kind;
	struct bv_revision_ref revision;
	struct bv_text subject;
	size_t line;
	bool is_quoted; /* somebody else wrote it, in an earlier mail */
};
struct bv_statements {
	struct bv_statement *items;
	size_t count, capacity;
};

/** The commit that git printed below its conclusion. */
struct bv_commit_print {
	size_t line; /* of "commit H" (or "diff-tree H (from P)"); 0: not printed */
	struct bv_revision_ref revision;
	struct bv_text author; /* "Name <address>" */
	struct bv_text date;   /* as printed */
	struct bv_text merge;  /* what follows "Merge:"; empty when the line is absent */
	struct bv_text subject;
	struct bv_text message; /* all lines without their indentation, the subject first */
	size_t message_line;
	/* Its files, as far as the log prints them in one form or another. */
	struct bv_changed_files stat;  /* rows of `git show --stat` */
	struct bv_changed_files raw;   /* ":mode mode id id status<TAB>path" */
	struct bv_changed_files modes; /* lines of --summary; of unknown status where damaged */
	struct bv_changed_files patch; /* "diff --git a/OLD b/NEW" */
	bool is_patch_whole; /* each hunk is complete, and the text shows where the patch ends */
	size_t summary_line; /* " 1 file changed, ..."; 0: not printed */
	struct bv_count files_changed, insertions, deletions;
};

enum bv_ending {
	BV_ENDING_NONE = 0,       /* the log just stops */
	BV_ENDING_FIRST_BAD,      /* names one commit */
	BV_ENDING_ONLY_SKIPPED,   /* "could be any of" */
	BV_ENDING_OLDEST_RELEASE, /* the oldest release had the bug already */
	BV_ENDING_STILL_ON_HEAD,  /* fix log: HEAD has it still */
	BV_ENDING_NOT_REPRODUCED,
	BV_ENDING_MERGE_BASE_BAD,
	BV_ENDING_TIMEOUT,
	BV_ENDING_ERROR,     /* any other error of the producer's */
	BV_ENDING_RANGE,     /* last_good and last_bad are as near as it came */
	BV_ENDING_UNRESOLVED /* the producer states no result, and why */
};

/** What the log prints as its result. */
struct bv_claim {
	enum bv_ending ending;
	size_t line;
	struct bv_text text;              /* the ending's line */
	struct bv_revision_ref first_bad; /* of BV_ENDING_FIRST_BAD */
	bool is_quoted;                   /* in an earlier mail, which this one quotes */
	bool is_implied;      /* no line says so: the verdicts leave only this one in the tree */
	size_t disowned_line; /* where the mail itself says not to trust it; 0 */
	struct bv_revision_refs could_be; /* of BV_ENDING_ONLY_SKIPPED */
	/* Between which ends the producer says it is; none when it does not. */
	struct bv_revision_ref last_good, last_bad;
	size_t last_good_line, last_bad_line;
	struct bv_statements statements; /* all that name one */
	struct bv_commit_print print;
	struct bv_text culprit_signature, parent_signature;
	size_t signatures_line;
	struct bv_revision_ref untested_parent; /* "parent commit H wasn't tested" */
	bool is_flagged_flaky;
	size_t flaky_line;
	struct bv_text repro_chance; /* of a run that shows the bug, as printed: "0.11" */
	struct bv_count revisions_tested;
	size_t totals_line;
	struct bv_text total_time; /* Go durations, as printed */
	struct bv_text build_time, test_time;
	bool is_total_exceeded;                           /* by those two together */
	struct bv_text false_negative, error_probability; /* as printed: "0.123" */
	size_t error_probability_line;
	struct bv_texts recipients_to, recipients_cc; /* addresses, unquoted */
	size_t recipients_line;
	bool has_one_recipient_list; /* "cc:" until 2020-07-31: in @recipients_to */
	struct bv_text crash_title;  /* of the last crash seen with the bug */
	struct bv_text crash_report; /* the oops, to the end of the log */
	size_t crash_line;
	bool is_reverified; /* the producer tested the blamed commit again (KernelCI, LKP) */
	bool is_reverted;   /* ... and that a revert helps */
};

struct bv_unknown_line {
	struct bv_text text;
	size_t line;
};
struct bv_unknown_lines {
	struct bv_unknown_line *items;
	size_t count, capacity;
};

/** What a robot says of its test besides: "git tree: upstream", "CPU arch: arm". */
struct bv_remark {
	struct bv_text name, value;
	size_t line;
};
struct bv_remarks {
	struct bv_remark *items;
	size_t count, capacity;
};

/**
 * The rules that a syzkaller log was made under, as far as its lines date it; numbers are those
 * of the eras in the parser's table (see src/log/syzbot/syzbot_era.h), oldest and newest possible.
 */
struct bv_era {
	bool is_known;
	unsigned oldest, newest;
};

struct bv_bisection {
	enum bv_kind kind;
	size_t part; /* 1 for the first bisection of a text */
	struct bv_era era;
	struct bv_text host, started;       /* "HOST starts bisection TIME" */
	struct bv_revision_ref start;       /* the commit the producer started from */
	struct bv_revision_ref start_again; /* "on original commit H": said once more */
	size_t start_again_line;
	struct bv_revision_ref head; /* fix log: HEAD */
	struct bv_mentions crashed;  /* "revision H crashed and is reachable" */
	struct bv_revisions revisions;
	struct bv_git_start git;
	struct bv_steps steps;
	struct bv_steps retests; /* of the result, behind the conclusion: LKP's */
	struct bv_offer pending; /* offered, and then nothing: the log stops before its test */
	struct bv_claim claim;
	struct bv_texts picked;       /* releases that syzkaller was to test in turn */
	struct bv_count release_tags; /* out of so many */
	size_t picked_line;
	struct bv_remarks remarks;
	struct bv_text bug_title;      /* of the bug that was bisected, where the text names it */
	struct bv_text arch;           /* that was built, where the text says so: "x86_64", "arm" */
	enum bv_under_test under_test; /* where the text says so; not read of syzkaller's logs */
	struct bv_unknown_lines unknown_lines;
	struct bv_unknown_lines unnamed_verdicts; /* nothing says what commit they are about */
	bool is_truncated; /* past our limit; only the part before it was read */
	bool is_cut;       /* the text itself ends in the middle of something */
	size_t first_line, last_line;
	bool is_binary;           /* holds NUL bytes: no log */
	struct bv_text what_else; /* that this is, when it is no bisection; empty */
	struct bv_text damage;    /* of a file that cannot be read, and so was not; empty */
	size_t damage_line;
};

/** The revision behind @ref, or NULL for none. Owner: borrowed from @bisection. */
const struct bv_revision *bv_bisection_revision(const struct bv_bisection *bisection,
						struct bv_revision_ref ref);
/** @id is spelt so, or abbreviated to @beginning: digits compare without case. */
bool bv_id_begins(struct bv_text id, struct bv_text beginning);
/** One id is spelt as the other begins. */
bool bv_id_is_same(struct bv_text a, struct bv_text b);
/** No revision is meant. */
bool bv_revision_ref_is_none(struct bv_revision_ref ref);
bool bv_revision_ref_equal(struct bv_revision_ref a, struct bv_revision_ref b);

/** All that is told is a range, "#regzbot introduced: v6.1..v6.2": no bisection that could end. */
bool bv_bisection_is_range(const struct bv_bisection *bisection);
/** Where the log is that a mail links, http or https; empty: it links none. Owner: borrowed. */
struct bv_text bv_bisection_log_address(const struct bv_bisection *bisection);

/** Was @step a test of git's bisection, not one before or after it? */
bool bv_step_is_gits(const struct bv_step *step);
/**
 * Is this a piece of a bisection, without the start that git's verdicts followed?
 *
 * Meaning: what was marked before is not known, nor are paths and --first-parent. The range is
 *          not, and git's candidates are some of those that the verdicts shown leave.
 */
bool bv_bisection_is_start_missing(const struct bv_bisection *bisection);
/**
 * Is this a BISECT_LOG that was copied before the last test, with its result told beside it?
 *
 * Meaning: git's comment about the result is not there, nor a test of the blamed commit.
 */
bool bv_bisection_is_end_missing(const struct bv_bisection *bisection);

/** A word of git's: good, bad or skip. */
bool bv_verdict_is_mark(enum bv_verdict verdict);
/** Good for bad and bad for good; the others as they are. A fix log swaps git's words so. */
enum bv_verdict bv_verdict_opposite(enum bv_verdict verdict);
/** Between our @verdict and git's mark, either way: a fix log swaps them. */
enum bv_verdict bv_verdict_of_git(enum bv_kind kind, enum bv_verdict verdict);

/**
 * Is @step of the start test, whose runs show how often the bug does where it was reported?
 *
 * Meaning: not of a fix bisection's HEAD, which has the phase too but should be without the bug;
 *          of a git log's ends only a bad one.
 */
bool bv_bisection_is_start_test(const struct bv_bisection *bisection, const struct bv_step *step);

/** How many runs of @step ended as @outcome. Units: runs. */
size_t bv_step_count(const struct bv_step *step, enum bv_outcome outcome);
/** Runs that neither crashed nor passed (boot, test and machine failures, ignored crashes). */
size_t bv_step_count_other(const struct bv_step *step);

/** Constant words, as the JSON writes them: "bad", "walk", "crashed". */
const char *bv_verdict_name(enum bv_verdict verdict); /* NULL for unknown */
const char *bv_phase_name(enum bv_phase phase);       /* NULL for unknown */
const char *bv_outcome_name(enum bv_outcome outcome);

#endif
