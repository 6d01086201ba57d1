/* SPDX-License-Identifier: GPL-2.0-only */
/* odds.*: what the runs say of the blamed commit and of each verdict. */
#include <math.h>

#include "check_private.h"

#include "base/banned.h"

/*
 * Of labelled syzbot results whose group was left out of the fit, this and the other warnings catch
 * 82 % of the wrong ones and 12 % of the right ones; at .5 they would be 86 and 14 %.
 */
#define TRUST_LOW .3
/* The blamed commit is called unlikely below one in ten. */
#define LN_UNLIKELY (-2.302585092994046)

static void check_low_trust(struct bv_check_run *run)
{
	const struct bv_trust *trust = &run->result->trust;
	const struct bv_trust_piece *against = bv_trust_loudest(trust, false);
	struct bv_finding *finding;

	if (!trust->is_known) {
		bv_check_not_run(run, "%.*s", BV_TEXT_ARG(trust->why_unknown));
		return;
	}
	if (trust->chance >= TRUST_LOW)
		return;
	finding = bv_finding_add(run, run->c->bisection->claim.line,
				 "of 100 results like this one %.0f were right%s%s",
				 100 * trust->chance, against ? "; " : "",
				 against ? against->words : "");
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static void check_unlikely(struct bv_check_run *run)
{
	const struct bv_odds *odds = &run->result->odds;
	struct bv_text chance;
	struct bv_finding *finding;

	if (odds->blamed == SIZE_MAX) {
		bv_check_not_run(run, "the blamed commit is none of the candidates");
		return;
	}
	if (odds->ln_blamed_most >= LN_UNLIKELY)
		return;
	chance = bv_probability_words(odds->ln_blamed_most, run->keep);
	finding = bv_finding_add(
		run, run->c->bisection->claim.line,
		"by the run counts alone, read as kindly as can be, the blamed commit is the cause "
		"with probability %.*s%s",
		BV_TEXT_ARG(chance),
		run->result->trust.is_known ? "; trust weighs all evidence: go by trust" : "");
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

static const char *wrong_words(enum bv_wrong_reason reason)
{
	static const char *const words[] = {
		[BV_WRONG_NONE] = "",
		[BV_WRONG_NEVER_SEEN] = "only other crashes were seen there",
		[BV_WRONG_FEW_CRASHES] = "it crashed too rarely for that bug",
		[BV_WRONG_FEW_RUNS] = "it rests on too few runs",
		[BV_WRONG_BLIND] = "the reproducer need not work on a kernel that old",
	};

	return words[reason];
}

static void check_first_wrong(struct bv_check_run *run)
{
	const struct bv_odds *odds = &run->result->odds;

	for (size_t i = 0; i < odds->wrongs.count; i++) {
		const struct bv_wrong *wrong = &odds->wrongs.items[i];
		const struct bv_tested *tested = &odds->tested[wrong->verdict.tested];
		struct bv_text name = bv_case_name(run->c, tested->revision);
		struct bv_text chance = bv_probability_words(wrong->verdict.ln_holds, run->keep);
		struct bv_finding *finding;

		finding = bv_finding_add(run, tested->line,
					 "the first wrong verdict seems to be \"%s\" of %.*s: %s "
					 "(it holds with probability %.*s)",
					 bv_verdict_name(tested->verdict), BV_TEXT_ARG(name),
					 wrong_words(wrong->verdict.reason), BV_TEXT_ARG(chance));
		bv_finding_commit(run, finding, tested->revision);
	}
}

static void check_other_candidates(struct bv_check_run *run)
{
	const struct bv_reading *reading = bv_odds_likeliest(&run->result->odds);
	const struct bv_claim *claim = &run->c->bisection->claim;

	if (reading->is_lost_in_walk)
		(void)bv_finding_add(run, claim->line,
				     "the verdicts that hold lead out of the range that was "
				     "bisected");
	else if (!reading->candidates.is_known)
		bv_check_not_run(run, "how many are left cannot be told behind a skip without a "
				      "tree");
	else if (reading->candidates.value > 1 && claim->ending == BV_ENDING_FIRST_BAD)
		(void)bv_finding_add(run, claim->line,
				     "the verdicts that hold leave %zu commits, not one",
				     (size_t)reading->candidates.value);
}

static const struct bv_check checks[] = {
	{"odds.first-wrong", BV_LEVEL_NOTE, BV_NEED_ODDS, check_first_wrong},
	{"odds.low-trust", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_SYZBOT, check_low_trust},
	{"odds.other-candidates", BV_LEVEL_NOTE, BV_NEED_ODDS, check_other_candidates},
	{"odds.unlikely", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_ODDS, check_unlikely},
};

const struct bv_check_family bv_family_odds = BV_CHECK_FAMILY(checks);
