/* SPDX-License-Identifier: GPL-2.0-only */
/* An audit's sums, and the commits that its logs blame for unlike bugs. */
#ifndef BV_CLI_SUMMARY_H
#define BV_CLI_SUMMARY_H

#include <stdio.h>

#include "base/out.h"
#include "labels.h"
#include "scores.h"
#include "session.h"

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

/** Room for the table of checks; bv_summary_add() asserts that it is enough. */
#define BV_SUMMARY_CHECKS_MAX 128

/** Counts of logs, but for the mails. */
struct bv_sums {
	size_t judgements[BV_JUDGEMENT_REFUTED + 1];
	/* A finding of that check, by its row and by the gravest level that it has in a log. */
	size_t logs_with[BV_LEVEL_ERROR + 1][BV_SUMMARY_CHECKS_MAX];
	size_t mails_without; /* a bisection */
	size_t unread;
	size_t lost;       /* with the process that judged them */
	size_t unlabelled; /* where there are labels */
};

struct bv_summary {
	struct bv_sums sums;
	struct bv_magnets magnets;
	const struct bv_labels *labels; /* NULL: none; borrowed, and not packed */
	struct bv_scores scores;        /* of those that have one */
};
void bv_summary_release(struct bv_summary *summary);

void bv_summary_add(struct bv_summary *summary, const struct bv_judged *judged);

/** No log was judged, and no mail gone through. */
bool bv_summary_is_empty(const struct bv_summary *summary);

/** Append @summary to @out, in a form for this program only. */
void bv_summary_pack(const struct bv_summary *summary, struct bv_out_buffer *out);
/** Add what was packed at the beginning of *rest, which moves behind it; false: that is none. */
BV_MUST_CHECK bool bv_summary_unpack(struct bv_summary *summary, struct bv_text *rest);

/** Print it, and that it took @seconds. Sorts what it prints. */
void bv_summary_print(struct bv_summary *summary, double seconds, FILE *stream);

#endif
