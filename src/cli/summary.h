/* SPDX-License-Identifier: GPL-2.0-only */
/* An audit's sums, and the commits that its logs blame for unlike bugs. */
#ifndef BV_CLI_SUMMARY_H
#define BV_CLI_SUMMARY_H

#include <stdio.h>

#include "base/out.h"
#include "checks/check.h"

/** A log that blames a commit. */
struct bv_blame {
	struct bv_text commit;  /* 40 hex digits where known, else as written */
	struct bv_text subject; /* may be empty */
	struct bv_texts titles; /* of the start test's crashes */
};

/** What the logs of an audit blame; all zero is none. */
struct bv_magnets {
	struct bv_blame *items;
	size_t count, capacity;
	struct bv_arena keep;
};

/** Remember what @bisection blames, if it blames a commit and its start test shows a bug. */
void bv_magnets_add(struct bv_magnets *magnets, const struct bv_case *c);
void bv_magnets_release(struct bv_magnets *magnets);

/** Room for the table of checks; bv_summary_add() asserts that it is enough. */
#define BV_SUMMARY_CHECKS_MAX 128

struct bv_summary {
	size_t judgements[BV_JUDGEMENT_REFUTED + 1];
	size_t logs_with[BV_SUMMARY_CHECKS_MAX]; /* logs with a finding of that check, by its row */
	size_t mails_without;                    /* a bisection */
	size_t unread;
	struct bv_magnets magnets; /* released by the caller */
};

void bv_summary_add(struct bv_summary *summary, const struct bv_check_result *result);
/** Add what @other counted. */
void bv_summary_join(struct bv_summary *summary, const struct bv_summary *other);
/** Sorts what it prints. */
void bv_summary_print(struct bv_summary *summary, FILE *stream);

#endif
