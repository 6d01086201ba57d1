/* SPDX-License-Identifier: GPL-2.0-only */
/* Writing a report by hand: each call adds one thing, like the parsers and checks would. */
#ifndef BV_TESTS_REPORT_DRAFT_H
#define BV_TESTS_REPORT_DRAFT_H

#include "base/arena.h"
#include "report/report.h"

struct draft {
	struct bv_report report;
	struct bv_bisection bisection;
	struct bv_told told;
	struct bv_case c;
	struct bv_check_result result;
	struct bv_arena *keep;
};

/** Everything zero, the report pointing at its parts. Owner: kept in @keep. */
struct draft *draft_new(const char *log, enum bv_kind kind, struct bv_arena *keep);

struct bv_revision_ref draft_revision(struct draft *draft, const char *written,
				      const char *subject);
struct bv_step *draft_step(struct draft *draft, enum bv_phase phase, const char *written,
			   enum bv_verdict verdict);
void draft_runs(struct draft *draft, struct bv_step *step, size_t count, enum bv_outcome outcome,
		const char *title);
void draft_finding(struct draft *draft, const char *id, enum bv_level level, size_t line,
		   const char *text);
void draft_not_run(struct draft *draft, const char *id, const char *why);
/** The verdict of @step, the last one, is the user's; the log says @in_log. */
void draft_assume(struct draft *draft, const struct bv_step *step, enum bv_verdict in_log);
/** Facts as long as the bisection now is, all unknown. */
void draft_tree(struct draft *draft, const char *path);

#endif
