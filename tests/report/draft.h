/* SPDX-License-Identifier: GPL-2.0-only */
/* Writing a report by hand: each call adds one thing, like the parsers and checks would. */
#ifndef BV_TESTS_REPORT_DRAFT_H
#define BV_TESTS_REPORT_DRAFT_H

#include "base/arena.h"
#include "report/report.h"

/* What is made by hand; draft_finish() makes the rest of it, as the program does. */
struct draft {
	struct bv_bisection bisection; /* as the log has it */
	struct bv_told told;
	struct bv_facts facts;
	struct bv_check_result result;
	struct bv_place place;
	struct bv_suspects suspects;

	struct bv_case c;
	struct bv_answer answer;
	struct bv_report report;
	struct bv_arena *keep;
};

/** Everything zero but for the name. Owner: kept in @keep. */
struct draft *draft_new(const char *log, enum bv_kind kind, struct bv_arena *keep);

struct bv_revision_ref draft_revision(struct draft *draft, const char *written,
				      const char *subject);
struct bv_step *draft_step(struct draft *draft, enum bv_phase phase, const char *written,
			   enum bv_verdict verdict);
void draft_runs(struct draft *draft, struct bv_step *step, size_t count, enum bv_outcome outcome,
		const char *title);
void draft_blame(struct draft *draft, const char *written, const char *subject);
void draft_finding(struct draft *draft, const char *id, enum bv_level level, size_t line,
		   const char *text);
/** The last finding is about the commit @written. */
void draft_finding_names(struct draft *draft, const char *written);
void draft_not_run(struct draft *draft, const char *id, const char *why, bool does_not_apply);
/** The user says that @step went otherwise. */
void draft_assume(struct draft *draft, const struct bv_step *step, enum bv_verdict verdict);
/** Facts as long as the bisection now is, all unknown. */
void draft_tree(struct draft *draft, const char *path);

/** The runs of the steps, which are all there now, could be weighed: each step is a tested one. */
void draft_odds(struct draft *draft);
/**
 * A reading of them that believes every verdict.
 *
 * Owner: in the draft, up to the next one.
 */
struct bv_reading *draft_reading(struct draft *draft, enum bv_reading_kind kind, const char *title);
/** The test @tested is the first wrong one by the reading @reading; SIZE_MAX: no run shows it. */
void draft_wrong(struct draft *draft, size_t reading, size_t tested, enum bv_wrong_reason reason,
		 double ln_holds);

/** The report of all that. Owner: in the draft. */
const struct bv_report *draft_finish(struct draft *draft);
/** Printed in @format. Owner: kept in the draft's arena. */
struct bv_text draft_print(const struct draft *draft, const char *format, size_t width);

#endif
