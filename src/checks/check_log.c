/* SPDX-License-Identifier: GPL-2.0-only */
/* log.*: is the text whole, understood, and at one with itself? */
#include "check_private.h"
#include "log/syzbot/syzbot_era.h"

#include "base/banned.h"

static void check_culprit_differs(struct bv_check_run *run)
{
	const struct bv_statements *statements = &run->c->bisection->claim.statements;

	for (size_t i = 1; i < statements->count; i++) {
		const struct bv_statement *first = &statements->items[0];
		const struct bv_statement *other = &statements->items[i];
		struct bv_text a = bv_case_name(run->c, first->revision);
		struct bv_text b = bv_case_name(run->c, other->revision);
		struct bv_finding *finding;

		if (bv_case_same(run->c, first->revision, other->revision) != BV_NO)
			continue;
		finding = bv_finding_add(run, other->line,
					 "line %zu names %.*s as the first bad commit, line %zu "
					 "names %.*s",
					 first->line, BV_TEXT_ARG(a), other->line, BV_TEXT_ARG(b));
		bv_finding_commit(run, finding, first->revision);
		bv_finding_commit(run, finding, other->revision);
		return;
	}
}

/* What of it is always there is named; a diffstat is not, for a merge has none. */
static const char *missing_end(const struct bv_case *c)
{
	const struct bv_bisection *log = c->bisection;
	const struct bv_commit_print *print = &log->claim.print;

	/* A mail ends as its sender likes. */
	if (bv_case_is_announced(c))
		return NULL;
	if (bv_kind_is_syzbot(log->kind)) {
		if (!log->claim.totals_line)
			return "syzkaller's totals";
		if (!log->claim.recipients_line)
			return "syzkaller's recipients";
		if (log->kind == BV_KIND_SYZBOT_CAUSE && !log->claim.crash_line)
			return "the crash";
		return NULL;
	}
	if (log->kind == BV_KIND_KERNELCI && log->is_cut)
		return "the line that closes KernelCI's log";
	if (log->kind != BV_KIND_SESSION)
		return NULL;
	if (!print->line)
		return "the commit that git prints";
	if (bv_text_is_empty(print->message))
		return "the commit's message";
	if (!print->stat.count && !print->raw.count && !print->patch.count &&
	    bv_text_is_empty(print->merge))
		return "the list of files";
	return print->stat.count && !print->summary_line ? "the diffstat's sum" : NULL;
}

static void check_end_missing(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const char *what = missing_end(run->c);

	if (what && !log->claim.is_implied)
		(void)bv_finding_add(run, log->claim.line,
				     "behind the result %s is missing: the text may be cut there",
				     what);
}

static void check_no_conclusion(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;

	if (log->claim.is_implied) {
		struct bv_text name = bv_case_name(run->c, log->claim.first_bad);
		struct bv_finding *finding =
			bv_finding_add(run, log->last_line,
				       "the log states no result; its verdicts leave only %.*s",
				       BV_TEXT_ARG(name));

		bv_finding_commit(run, finding, log->claim.first_bad);
		return;
	}
	if (log->kind == BV_KIND_UNKNOWN || bv_bisection_is_range(log) ||
	    log->claim.ending != BV_ENDING_NONE)
		return;
	if (log->is_cut)
		(void)bv_finding_add(run, log->last_line,
				     "the log is cut off: it ends without a result");
	else
		(void)bv_finding_add(run, log->last_line, "the log ends without a result");
}

static void check_subject_differs(struct bv_check_run *run)
{
	const struct bv_revisions *revisions = &run->c->bisection->revisions;

	for (size_t i = 0; i < revisions->count; i++) {
		const struct bv_revision *revision = &revisions->items[i];
		struct bv_revision_ref ref = {(uint32_t)i + 1};
		struct bv_text name = bv_case_name(run->c, ref);
		struct bv_finding *finding;

		if (!revision->other_subject_line)
			continue;
		finding = bv_finding_add(run, revision->other_subject_line,
					 "%.*s has one title here and another in line %zu",
					 BV_TEXT_ARG(name), revision->subject_line);
		bv_finding_commit(run, finding, ref);
	}
}

/* A test that could not be set up is counted all the same, once its kernel was built. */
static bool is_counted(const struct bv_step *step)
{
	return step->runs.count > 0 ||
	       (step->phase != BV_PHASE_BUILD && !bv_text_is_empty(step->signature));
}

/*
 * "revisions tested" counts the tests that were run; until 2020-11-17 (bd2a760b6) also failed
 * builds and the parent that was only built, which the logs of 2019 do not always show.
 */
static void check_totals(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	size_t tested = 0, built = 0, claimed;

	if (!log->claim.revisions_tested.is_known) {
		bv_check_not_run(run, "the log prints no totals");
		return;
	}
	claimed = log->claim.revisions_tested.value;
	for (size_t i = 0; i < log->steps.count; i++) {
		const struct bv_step *step = &log->steps.items[i];

		if (is_counted(step))
			tested++;
		else
			built += step->phase != BV_PHASE_PRETENDED;
	}
	if (claimed == tested)
		return;
	if (!log->era.is_known || log->era.oldest < BV_ERA_2020_11_FLAKY) {
		if (claimed > tested && claimed <= tested + built + 1)
			return;
	}
	(void)bv_finding_add(run, log->claim.totals_line,
			     "the log says %zu revisions were tested, but holds %zu tests", claimed,
			     tested);
}

static void check_times(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;

	if (claim->is_total_exceeded)
		(void)bv_finding_add(run, claim->totals_line,
				     "building took %.*s and testing %.*s, longer than all of it, "
				     "%.*s",
				     BV_TEXT_ARG(claim->build_time), BV_TEXT_ARG(claim->test_time),
				     BV_TEXT_ARG(claim->total_time));
}

static void check_truncated(struct bv_check_run *run)
{
	if (run->c->bisection->is_truncated)
		(void)bv_finding_add(run, run->c->bisection->last_line,
				     "too long: what is past 32 MiB, 1,048,576 lines, 16,384 "
				     "revisions or steps, 65,536 runs, a mail's 256 parts, or 32 "
				     "bisections was left out");
}

/* The last line that tells how a test went, or what came out. */
static size_t last_word(const struct bv_bisection *log)
{
	const struct bv_statements *statements = &log->claim.statements;
	size_t line = log->claim.line;

	for (size_t i = 0; i < statements->count; i++)
		if (statements->items[i].line > line)
			line = statements->items[i].line;
	for (size_t i = 0; i < log->steps.count; i++)
		if (log->steps.items[i].verdict_line > line)
			line = log->steps.items[i].verdict_line;
	return line;
}

/*
 * After its conclusion git offers nothing. An offer behind the last verdict is what git answered to
 * it; one before may have been judged where the text does not show it.
 */
static void check_unfinished(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct bv_offer *offer = &log->pending;
	struct bv_text name = bv_case_name(run->c, offer->revision);
	bool is_asked = offer->revisions_left.is_known || offer->is_merge_base;
	struct bv_finding *finding;

	if (!is_asked || bv_revision_ref_is_none(offer->revision) || offer->line <= last_word(log))
		return;
	finding = bv_finding_add(run, offer->line,
				 "not finished: git still asks for a test of %.*s after the "
				 "last verdict, and after the result in line %zu",
				 BV_TEXT_ARG(name), log->claim.line);
	bv_finding_commit(run, finding, offer->revision);
}

static void check_unknown_lines(struct bv_check_run *run)
{
	const struct bv_unknown_lines *unknown = &run->c->bisection->unknown_lines;

	if (unknown->count)
		(void)bv_finding_add(run, unknown->items[0].line,
				     "%zu line%s of no known kind, the first: %.*s", unknown->count,
				     unknown->count == 1 ? "" : "s",
				     BV_TEXT_ARG(unknown->items[0].text));
}

static void check_unnamed_verdicts(struct bv_check_run *run)
{
	const struct bv_unknown_lines *unnamed = &run->c->bisection->unnamed_verdicts;

	if (unnamed->count)
		(void)bv_finding_add(run, unnamed->items[0].line,
				     "%zu verdict%s name%s no commit, and nothing says what was "
				     "checked out, the first: %.*s",
				     unnamed->count, unnamed->count == 1 ? "" : "s",
				     unnamed->count == 1 ? "s" : "",
				     BV_TEXT_ARG(unnamed->items[0].text));
}

static const struct bv_check checks[] = {
	{"log.culprit-differs", BV_LEVEL_ERROR, BV_NEED_CLAIM, check_culprit_differs},
	{"log.end-missing", BV_LEVEL_NOTE, BV_NEED_CLAIM, check_end_missing},
	{"log.no-conclusion", BV_LEVEL_NOTE, 0, check_no_conclusion},
	{"log.subject-differs", BV_LEVEL_NOTE, 0, check_subject_differs},
	{"log.times", BV_LEVEL_WARNING, BV_NEED_SYZBOT, check_times},
	{"log.totals", BV_LEVEL_WARNING, BV_NEED_SYZBOT, check_totals},
	{"log.truncated", BV_LEVEL_WARNING, 0, check_truncated},
	{"log.unfinished", BV_LEVEL_WARNING, BV_NEED_CLAIM, check_unfinished},
	{"log.unknown-lines", BV_LEVEL_NOTE, 0, check_unknown_lines},
	{"log.unnamed-verdicts", BV_LEVEL_NOTE, 0, check_unnamed_verdicts},
};

const struct bv_check_family bv_family_log = BV_CHECK_FAMILY(checks);
