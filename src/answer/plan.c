/* SPDX-License-Identifier: GPL-2.0-only */
/* What to do next: the first row of the table that is due. */
#include "plan.h"

#include "answer_private.h"

#include "base/banned.h"

static bool is_claimed(const struct bv_answering *work)
{
	return work->c->bisection->claim.ending == BV_ENDING_FIRST_BAD;
}

/* It ended at the oldest release, and by the runs an earlier one of the walk was good. */
static bool is_walk_too_long(const struct bv_answering *work)
{
	return work->c->bisection->claim.ending == BV_ENDING_OLDEST_RELEASE &&
	       bv_plan_bug(work)->wrong;
}

/* No result, and yet tests that lead on. */
static bool is_stopped(const struct bv_answering *work)
{
	return work->out->verdict == BV_JUDGEMENT_UNDECIDED && !is_claimed(work) &&
	       !work->out->progress.is_in_progress;
}

/* Something is against what the log says, be it finished or not; or it has no result. */
static bool is_doubted(const struct bv_answering *work)
{
	return bv_answer_is_doubted(work->out) || is_walk_too_long(work) || is_stopped(work) ||
	       (work->out->progress.is_in_progress && work->out->against.count > 0);
}

/*
 * When is it due?
 */

static bool is_log_elsewhere(const struct bv_answering *work)
{
	return work->out->verdict != BV_JUDGEMENT_REFUTED &&
	       bv_answer_is_without_log(work->c->bisection) &&
	       !bv_text_is_empty(work->out->log_address);
}

/* Somebody's own words of a result, without its tests. */
static bool is_log_missing(const struct bv_answering *work)
{
	const struct bv_claim *claim = &work->c->bisection->claim;

	return work->out->verdict == BV_JUDGEMENT_UNDECIDED && is_claimed(work) &&
	       !claim->is_quoted && bv_kind_has_gits_picks(work->c->bisection->kind);
}

static bool is_contested(const struct bv_answering *work)
{
	return !bv_revision_ref_is_none(bv_plan_bug(work)->salvage.contested);
}

static bool is_unfinished(const struct bv_answering *work)
{
	return bv_answer_finding(work->out, "log.unfinished") != NULL;
}

static bool is_in_progress(const struct bv_answering *work)
{
	return !bv_text_is_empty(work->out->progress.next);
}

static bool is_bug_open(const struct bv_answering *work)
{
	return is_doubted(work) && work->out->is_bug_open;
}

static bool is_hopeless(const struct bv_answering *work)
{
	return is_doubted(work) && bv_plan_bug(work)->is_rate_hopeless;
}

static bool is_blind(const struct bv_answering *work)
{
	const struct bv_wrong *wrong = bv_plan_bug(work)->wrong;

	return is_doubted(work) && wrong && wrong->verdict.reason == BV_WRONG_BLIND;
}

static bool is_good_release_bad(const struct bv_answering *work)
{
	return bv_plan_release_found_bad(work) != NULL;
}

static bool can_go_on(const struct bv_answering *work)
{
	return is_doubted(work) && bv_plan_bug(work)->does_salvage_lead;
}

/* What is left has no good end, or no bad one: a verdict that is probably wrong is to decide. */
static bool is_end_missing(const struct bv_answering *work)
{
	const struct bv_bug *bug = bv_plan_bug(work);

	return is_doubted(work) && bug->wrong && !bv_salvage_has_ends(&bug->salvage, work->c);
}

static bool has_hinge(const struct bv_answering *work)
{
	const struct bv_finding *tail = bv_answer_finding(work->out, "odds.long-tail");

	return (is_claimed(work) || work->out->progress.is_in_progress) && tail &&
	       tail->revisions.count && (is_doubted(work) || tail->is_urgent);
}

static bool can_confirm(const struct bv_answering *work)
{
	return is_claimed(work) && work->out->verdict != BV_JUDGEMENT_UNDECIDED &&
	       !bv_case_is_fix(work->c);
}

/* Tested again, and gone with a revert: nobody can ask for more. */
static bool is_confirmed(const struct bv_answering *work)
{
	const struct bv_claim *claim = &work->c->bisection->claim;

	return work->out->verdict == BV_JUDGEMENT_CONSISTENT && claim->is_reverted &&
	       (claim->is_reverified || bv_case_is_retested(work->c));
}

static bool is_retested(const struct bv_answering *work)
{
	return work->out->verdict == BV_JUDGEMENT_CONSISTENT && can_confirm(work) &&
	       (work->c->bisection->claim.is_reverified || bv_case_is_retested(work->c)) &&
	       bv_case_is_merge(work->c) != BV_YES;
}

static void plan_nothing(struct bv_answering *work)
{
	(void)work;
}

static const struct row {
	enum bv_plan_kind kind;
	const char *name;
	bool (*is_due)(const struct bv_answering *work);
	void (*make)(struct bv_answering *work);
} rows[] = {
	{BV_PLAN_FETCH, "fetch-log", is_log_elsewhere, bv_plan_fetch},
	{BV_PLAN_ASK, "ask", is_log_missing, bv_plan_ask},
	{BV_PLAN_REPEAT, "repeat", is_contested, bv_plan_repeat_contested},
	{BV_PLAN_FINISH, "finish", is_unfinished, bv_plan_finish},
	{BV_PLAN_WHICH_BUG, "which-bug", is_bug_open, bv_plan_which_bug},
	{BV_PLAN_ANEW, "anew", is_hopeless, bv_plan_anew},
	{BV_PLAN_SHOW_OLD, "show-old", is_blind, bv_plan_show_old},
	{BV_PLAN_OLDER, "older", is_good_release_bad, bv_plan_older},
	{BV_PLAN_GO_ON, "go-on", can_go_on, bv_plan_go_on},
	{BV_PLAN_REPEAT, "repeat", is_end_missing, bv_plan_repeat_wrong},
	{BV_PLAN_REPEAT, "repeat", has_hinge, bv_plan_repeat_hinge},
	{BV_PLAN_FINISH, "finish", is_in_progress, bv_plan_test_next},
	{BV_PLAN_NONE, NULL, is_confirmed, plan_nothing},
	{BV_PLAN_CONFIRM, "confirm", is_retested, bv_plan_revert},
	{BV_PLAN_CONFIRM, "confirm", can_confirm, bv_plan_confirm},
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

const char *bv_plan_kind_name(enum bv_plan_kind kind)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].kind == kind)
			return rows[i].name;
	return NULL;
}

void bv_answer_plan(struct bv_answering *work)
{
	work->out->plan.bug = SIZE_MAX;
	for (size_t i = 0; i < ROWS; i++) {
		if (!rows[i].is_due(work))
			continue;
		work->out->plan.kind = rows[i].kind;
		rows[i].make(work);
		return;
	}
}
