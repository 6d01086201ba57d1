/* SPDX-License-Identifier: GPL-2.0-only */
/* The model's small questions and the words of its enums. */
#include "bisection.h"

#include "base/banned.h"

const struct bv_revision *bv_bisection_revision(const struct bv_bisection *bisection,
						struct bv_revision_ref ref)
{
	if (ref.number == 0 || ref.number > bisection->revisions.count)
		return NULL;
	return &bisection->revisions.items[ref.number - 1];
}

bool bv_id_begins(struct bv_text id, struct bv_text beginning)
{
	return bv_text_equal_nocase(bv_text_slice(id, 0, beginning.size), beginning);
}

bool bv_id_is_same(struct bv_text a, struct bv_text b)
{
	return bv_id_begins(a, b) || bv_id_begins(b, a);
}

bool bv_revision_ref_is_none(struct bv_revision_ref ref)
{
	return ref.number == 0;
}

bool bv_revision_ref_equal(struct bv_revision_ref a, struct bv_revision_ref b)
{
	return a.number == b.number;
}

bool bv_bisection_is_range(const struct bv_bisection *bisection)
{
	return bisection->kind == BV_KIND_MAIL && bisection->claim.ending == BV_ENDING_NONE &&
	       (bisection->git.bad_line || bisection->git.good_line);
}

bool bv_verdict_is_mark(enum bv_verdict verdict)
{
	return verdict != BV_VERDICT_UNKNOWN && verdict != BV_VERDICT_WEAK;
}

bool bv_step_is_gits(const struct bv_step *step)
{
	switch (step->phase) {
	case BV_PHASE_BISECT:
		return true;
	/* syzkaller tests merge bases of its own, to know whether the bug was there yet. */
	case BV_PHASE_MERGE_BASE:
		return !bv_revision_ref_is_none(step->offer.revision) ||
		       step->mark != BV_VERDICT_UNKNOWN;
	case BV_PHASE_UNKNOWN:
	case BV_PHASE_PRETENDED:
		return step->mark != BV_VERDICT_UNKNOWN;
	case BV_PHASE_START:
	case BV_PHASE_CONFIG:
	case BV_PHASE_WALK:
	case BV_PHASE_BUILD:
		break;
	}
	return false;
}

bool bv_bisection_is_start_missing(const struct bv_bisection *bisection)
{
	const struct bv_git_start *git = &bisection->git;

	if (git->line || git->bad_line || git->good_line)
		return false;
	for (size_t i = 0; i < bisection->steps.count; i++) {
		const struct bv_step *step = &bisection->steps.items[i];

		/* syzkaller tests merge bases on its own account too. */
		if (bv_step_is_gits(step) && (step->mark != BV_VERDICT_UNKNOWN || step->offer.line))
			return true;
	}
	return false;
}

bool bv_bisection_is_end_missing(const struct bv_bisection *bisection)
{
	const struct bv_claim *claim = &bisection->claim;

	if (bisection->kind != BV_KIND_GIT_LOG || !bisection->git.line ||
	    claim->ending != BV_ENDING_FIRST_BAD)
		return false;
	for (size_t i = 0; i < claim->statements.count; i++)
		if (claim->statements.items[i].kind == BV_STATEMENT_COMMENT)
			return false;
	for (size_t i = 0; i < bisection->steps.count; i++)
		if (bv_revision_ref_equal(bisection->steps.items[i].revision, claim->first_bad))
			return false;
	return true;
}

enum bv_verdict bv_verdict_opposite(enum bv_verdict verdict)
{
	switch (verdict) {
	case BV_VERDICT_GOOD:
		return BV_VERDICT_BAD;
	case BV_VERDICT_BAD:
		return BV_VERDICT_GOOD;
	case BV_VERDICT_SKIP:
	case BV_VERDICT_WEAK:
	case BV_VERDICT_UNKNOWN:
		break;
	}
	return verdict;
}

bool bv_bisection_is_start_test(const struct bv_bisection *bisection, const struct bv_step *step)
{
	if (step->phase != BV_PHASE_START)
		return false;
	if (!bv_kind_is_syzbot(bisection->kind))
		return step->verdict == BV_VERDICT_BAD;
	return bv_revision_ref_is_none(bisection->head) ||
	       !bv_revision_ref_equal(step->revision, bisection->head) ||
	       bv_revision_ref_equal(bisection->start, bisection->head);
}

enum bv_verdict bv_verdict_of_git(enum bv_kind kind, enum bv_verdict verdict)
{
	return kind == BV_KIND_SYZBOT_FIX ? bv_verdict_opposite(verdict) : verdict;
}

size_t bv_step_count(const struct bv_step *step, enum bv_outcome outcome)
{
	size_t count = 0;

	for (size_t i = 0; i < step->runs.count; i++)
		count += step->runs.items[i].outcome == outcome;
	return count;
}

size_t bv_step_count_other(const struct bv_step *step)
{
	return step->runs.count - bv_step_count(step, BV_OUTCOME_OK) -
	       bv_step_count(step, BV_OUTCOME_CRASHED);
}

const char *bv_verdict_name(enum bv_verdict verdict)
{
	static const char *const names[] = {
		[BV_VERDICT_UNKNOWN] = NULL, [BV_VERDICT_GOOD] = "good", [BV_VERDICT_BAD] = "bad",
		[BV_VERDICT_SKIP] = "skip",  [BV_VERDICT_WEAK] = "weak",
	};

	return names[verdict];
}

const char *bv_phase_name(enum bv_phase phase)
{
	static const char *const names[] = {
		[BV_PHASE_UNKNOWN] = NULL,    [BV_PHASE_START] = "start",
		[BV_PHASE_CONFIG] = "config", [BV_PHASE_WALK] = "walk",
		[BV_PHASE_BISECT] = "bisect", [BV_PHASE_MERGE_BASE] = "merge-base",
		[BV_PHASE_BUILD] = "build",   [BV_PHASE_PRETENDED] = "pretended",
	};

	return names[phase];
}

const char *bv_outcome_name(enum bv_outcome outcome)
{
	static const char *const names[] = {
		[BV_OUTCOME_UNKNOWN] = "unknown",
		[BV_OUTCOME_OK] = "ok",
		[BV_OUTCOME_CRASHED] = "crashed",
		[BV_OUTCOME_BOOT_FAILED] = "boot-failed",
		[BV_OUTCOME_TEST_FAILED] = "test-failed",
		[BV_OUTCOME_INFRA_FAILED] = "infra-failed",
		[BV_OUTCOME_IGNORED] = "ignored",
	};

	return names[outcome];
}

struct bv_text bv_bisection_log_address(const struct bv_bisection *bisection)
{
	for (size_t i = 0; i < bisection->remarks.count; i++) {
		const struct bv_remark *remark = &bisection->remarks.items[i];

		if (bv_text_equal(remark->name, BV_TEXT("bisection log")) &&
		    (bv_text_starts_with(remark->value, BV_TEXT("https://")) ||
		     bv_text_starts_with(remark->value, BV_TEXT("http://"))))
			return remark->value;
	}
	return (struct bv_text){0};
}
