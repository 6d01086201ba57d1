/* SPDX-License-Identifier: GPL-2.0-only */
/* What the families of checks share: the table's row, the running check, and how to add a finding.
 */
#ifndef BV_CHECK_PRIVATE_H
#define BV_CHECK_PRIVATE_H

#include "check.h"

/** What a check cannot do without; the runner tests these and says which is missing. */
enum bv_need {
	BV_NEED_CLAIM = 1 << 0,      /* the log names one commit */
	BV_NEED_BISECTION = 1 << 1,  /* at least one test that git asked for */
	BV_NEED_RUNS = 1 << 2,       /* runs of the reproducer are printed */
	BV_NEED_SIGNATURES = 1 << 3, /* kernel signatures are printed */
	BV_NEED_WALK = 1 << 4,       /* a release walk */
	BV_NEED_PRINT = 1 << 5,      /* the blamed commit is printed in the log */
	BV_NEED_TREE = 1 << 6,
	BV_NEED_CULPRIT = 1 << 7, /* the blamed commit could be read from the tree */
	BV_NEED_FILES = 1 << 8,   /* its file list, from the tree or from the log */
	BV_NEED_FAMILY = 1 << 9,  /* the start test shows a title that names a bug */
	BV_NEED_SYZBOT = 1 << 10, /* syzkaller made the log: its rules apply */
	BV_NEED_FIX = 1 << 11,    /* a fix bisection */
	BV_NEED_RECIPIENTS = 1 << 12,
	BV_NEED_ODDS = 1 << 13,       /* the runs could be weighed */
	BV_NEED_DIRTY = 1 << 14,      /* runs with other failures are counted */
	BV_NEED_GITS_PICKS = 1 << 15, /* git chose what to test */
	BV_NEED_LINUX = 1 << 16,      /* what it knows holds for no other project */
	BV_NEED_ITSELF = 1 << 17,     /* the tree has the blamed commit, not one of its title */
	BV_NEED_MAIL = 1 << 18        /* a mail that blames a commit by this log */
};

/**
 * Beside the needs of a row: what it warns of is only how the log prints the blamed commit.
 *
 * Meaning: the text was edited, or git was told to print otherwise. The report is doubtful, but the
 *          argument may hold: by itself such a warning stops no mail.
 */
#define BV_SAYS_PRINTED (1U << 31)

/** The checks of one file, sorted by id; a large family has two. */
struct bv_check_family {
	const struct bv_check *checks;
	size_t count;
};
#define BV_CHECK_FAMILY(table)                                                                     \
	{                                                                                          \
		(table), sizeof(table) / sizeof((table)[0])                                        \
	}

extern const struct bv_check_family bv_family_commit;
extern const struct bv_check_family bv_family_crash;
extern const struct bv_check_family bv_family_culprit;
extern const struct bv_check_family bv_family_culprit_diff;
extern const struct bv_check_family bv_family_culprit_modes;
extern const struct bv_check_family bv_family_culprit_later;
extern const struct bv_check_family bv_family_culprit_place;
extern const struct bv_check_family bv_family_culprit_print;
extern const struct bv_check_family bv_family_culprit_stat;
extern const struct bv_check_family bv_family_culprit_sums;
extern const struct bv_check_family bv_family_fix;
extern const struct bv_check_family bv_family_flaky;
extern const struct bv_check_family bv_family_flaky_said;
extern const struct bv_check_family bv_family_kernel;
extern const struct bv_check_family bv_family_log;
extern const struct bv_check_family bv_family_mail;
extern const struct bv_check_family bv_family_odds;
extern const struct bv_check_family bv_family_range;
extern const struct bv_check_family bv_family_step;
extern const struct bv_check_family bv_family_step_otherwise;
extern const struct bv_check_family bv_family_step_rules;
extern const struct bv_check_family bv_family_step_sign;
extern const struct bv_check_family bv_family_walk;

/** The texts, made from src/checks/explanations/ by the build. */
extern const struct bv_explanation bv_explanation_table[];
extern const size_t bv_explanation_table_count;

/** One run over one bisection. */
struct bv_check_run {
	const struct bv_case *c;
	struct bv_check_result *result;
	struct bv_arena *keep;
	const struct bv_check *check; /* running now */
	bool is_reported_not_run;     /* the running check has said so already */
};

/** Run the whole table, but for what is off or lacks what it needs. */
void bv_checks_run_table(struct bv_check_run *run);

/** The user's level for @id, the last that names it or its family; BV_LEVEL_DEFAULT: none does. */
enum bv_level bv_level_told(const struct bv_told *told, struct bv_text id);

/**
 * Add a finding of the running check, at the level of its row or of the user's settings.
 *
 * Owner: the finding is the result's; use it at once for bv_finding_commit(): the next one may
 *        move it.
 */
__attribute__((format(printf, 3, 4))) struct bv_finding *
bv_finding_add(struct bv_check_run *run, size_t line, const char *format, ...);
/** The same, one level lower than the row says, where @level is lower. */
__attribute__((format(printf, 4, 5))) struct bv_finding *bv_finding_add_at(struct bv_check_run *run,
									   enum bv_level level,
									   size_t line,
									   const char *format, ...);
/** Name a commit of the log as evidence. */
void bv_finding_commit(struct bv_check_run *run, struct bv_finding *finding,
		       struct bv_revision_ref ref);
void bv_finding_oid(struct bv_check_run *run, struct bv_finding *finding, const struct bv_oid *oid);

/** The running check could not be made (for part of what it looks at). The first reason stays. */
__attribute__((format(printf, 2, 3))) void bv_check_not_run(struct bv_check_run *run,
							    const char *format, ...);

/** Twelve of its digits. */
struct bv_text bv_oid_name(const struct bv_check_run *run, const struct bv_oid *oid);

/**
 * Do the log's own verdicts say what candidates are left? A verdict that was inferred proves
 * nothing: where it says no the running check could not be made, and why.
 */
bool bv_is_left_known(struct bv_check_run *run);

#endif
