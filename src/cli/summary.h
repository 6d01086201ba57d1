/* An audit's sums. */
#ifndef BV_CLI_SUMMARY_H
#define BV_CLI_SUMMARY_H

#include <stdio.h>

#include "checks/check.h"
#include "magnets.h"

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
