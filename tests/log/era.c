/* SPDX-License-Identifier: GPL-2.0-only */
/* The rules of syzkaller's eras: from runs to a verdict, numbers of runs, dating. */
#include <criterion/criterion.h>

#include "log/syzbot/syzbot_era.h"
#include "log/syzbot/verdict_rule.h"

/* A step with so many runs of each kind; kept in static memory, good until the next call. */
static struct bv_step step_with(size_t crashed, size_t ok, size_t boot, size_t infra)
{
	static struct bv_run runs[64];
	struct bv_step step = {.runs.items = runs};
	const size_t counts[] = {crashed, ok, boot, infra};
	const enum bv_outcome outcomes[] = {BV_OUTCOME_CRASHED, BV_OUTCOME_OK,
					    BV_OUTCOME_BOOT_FAILED, BV_OUTCOME_INFRA_FAILED};

	for (size_t kind = 0; kind < 4; kind++)
		for (size_t i = 0; i < counts[kind]; i++)
			runs[step.runs.count++].outcome = outcomes[kind];
	return step;
}

static const struct {
	enum bv_syzbot_era era;
	size_t crashed, ok, boot, infra;
	bool is_flaky;
	enum bv_verdict verdict;
} rules[] = {
	{BV_ERA_2018_05_FIVE_TRIES, 0, 1, 4, 0, false, BV_VERDICT_GOOD},
	{BV_ERA_2018_05_FIVE_TRIES, 0, 0, 5, 0, false, BV_VERDICT_SKIP},
	{BV_ERA_2019_03_TEN_RUNS, 0, 1, 9, 0, false, BV_VERDICT_GOOD},
	{BV_ERA_2019_03_SKIP, 0, 4, 6, 0, false, BV_VERDICT_GOOD},
	{BV_ERA_2019_03_SKIP, 0, 3, 7, 0, false, BV_VERDICT_SKIP},
	{BV_ERA_2019_03_SKIP, 1, 0, 9, 0, false, BV_VERDICT_BAD},
	/* the constant ten, with five machines */
	{BV_ERA_2019_11_HASHES, 0, 3, 2, 0, false, BV_VERDICT_SKIP},
	{BV_ERA_2020_11_FLAKY, 0, 3, 2, 0, false, BV_VERDICT_GOOD},
	{BV_ERA_2021_02_TWENTY_RUNS, 0, 8, 12, 0, false, BV_VERDICT_GOOD},
	{BV_ERA_2021_02_TWENTY_RUNS, 0, 7, 13, 0, false, BV_VERDICT_SKIP},
	{BV_ERA_2023_05_INFRA, 0, 1, 9, 0, false, BV_VERDICT_GOOD},
	{BV_ERA_2023_05_INFRA, 1, 3, 0, 6, false, BV_VERDICT_UNKNOWN},
	{BV_ERA_2023_06_MAJORITY, 0, 5, 5, 0, false, BV_VERDICT_SKIP},
	{BV_ERA_2023_06_MAJORITY, 0, 6, 4, 0, false, BV_VERDICT_GOOD},
	{BV_ERA_2023_06_ENOUGH_RUNS, 0, 5, 5, 0, false, BV_VERDICT_GOOD},
	{BV_ERA_2023_06_ENOUGH_RUNS, 0, 14, 6, 0, true, BV_VERDICT_SKIP},
	{BV_ERA_2023_06_ENOUGH_RUNS, 0, 15, 5, 0, true, BV_VERDICT_GOOD},
	{BV_ERA_2023_06_ENOUGH_RUNS, 1, 4, 5, 0, false, BV_VERDICT_BAD},
	{BV_ERA_2023_06_ENOUGH_RUNS, 1, 3, 6, 0, false, BV_VERDICT_SKIP},
	{BV_ERA_2023_06_ENOUGH_RUNS, 1, 3, 2, 4, false, BV_VERDICT_UNKNOWN},
	{BV_ERA_2023_08_PICKED, 1, 9, 0, 0, false, BV_VERDICT_BAD},
	{BV_ERA_2024_07_TWO_CRASHES, 1, 9, 0, 0, false, BV_VERDICT_SKIP},
	{BV_ERA_2024_07_TWO_CRASHES, 2, 8, 0, 0, false, BV_VERDICT_BAD},
	{BV_ERA_2024_12_LOST_CONNECTION, 2, 18, 0, 0, false, BV_VERDICT_SKIP},
	{BV_ERA_2024_12_LOST_CONNECTION, 3, 17, 0, 0, false, BV_VERDICT_BAD},
	{BV_ERA_2024_12_LOST_CONNECTION, 2, 13, 0, 5, false, BV_VERDICT_BAD},
};

Test(era, each_has_its_rule)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		struct bv_step step =
			step_with(rules[i].crashed, rules[i].ok, rules[i].boot, rules[i].infra);
		struct bv_era era = {true, rules[i].era, rules[i].era};
		enum bv_verdict verdict = bv_verdict_rule(&step, era, rules[i].is_flaky);

		cr_expect_eq(verdict, rules[i].verdict, "row %zu: %d", i, (int)verdict);
	}
}

Test(era, where_rules_disagree_the_verdict_is_unknown)
{
	struct bv_era era = {true, BV_ERA_2019_03_TEN_RUNS, BV_ERA_2019_11_HASHES};
	struct bv_step step = step_with(0, 3, 7, 0);

	cr_expect_eq(bv_verdict_rule(&step, era, false), BV_VERDICT_UNKNOWN);
	step = step_with(0, 10, 0, 0);
	cr_expect_eq(bv_verdict_rule(&step, era, false), BV_VERDICT_GOOD);
	cr_expect_eq(bv_verdict_rule(&step, (struct bv_era){0}, false), BV_VERDICT_UNKNOWN);
}

Test(era, todays_rule_is_the_last)
{
	struct bv_step once = step_with(1, 9, 0, 0);
	struct bv_step failed = {.is_build_failed = true};
	struct bv_step untested = {0};

	cr_expect_eq(bv_verdict_rule_today(&once, false), BV_VERDICT_SKIP);
	cr_expect_eq(bv_verdict_rule_today(&failed, false), BV_VERDICT_SKIP);
	cr_expect_eq(bv_verdict_rule_today(&untested, false), BV_VERDICT_UNKNOWN);
}

Test(era, flaky_stays_flaky)
{
	static const struct {
		enum bv_syzbot_era era;
		size_t crashed, ok, boot;
		bool was_flaky, is_flaky;
	} rows[] = {
		{BV_ERA_2020_07_TO_AND_CC, 1, 9, 0, false, false},
		{BV_ERA_2020_11_FLAKY, 1, 9, 0, false, true},
		{BV_ERA_2020_11_FLAKY, 5, 5, 0, false, false},
		{BV_ERA_2020_11_FLAKY, 10, 0, 0, true, true},
		/* a crash that did not make it bad counted for two weeks only */
		{BV_ERA_2023_06_ENOUGH_RUNS, 1, 2, 7, false, true},
		{BV_ERA_2023_07_REPRESENTATIVE, 1, 2, 7, false, false},
		{BV_ERA_2024_07_TWO_CRASHES, 1, 9, 0, false, false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_step step = step_with(rows[i].crashed, rows[i].ok, rows[i].boot, 0);
		struct bv_era era = {true, rows[i].era, rows[i].era};

		cr_expect_eq(bv_flaky_after(&step, era, rows[i].was_flaky), rows[i].is_flaky,
			     "row %zu", i);
	}
}

Test(era, numbers_of_runs)
{
	static const struct {
		enum bv_syzbot_era era;
		bool is_first, is_flaky;
		size_t runs;
	} rows[] = {
		{BV_ERA_2018_05_FIVE_TRIES, true, false, 5},
		{BV_ERA_2018_05_EIGHT_RUNS, true, false, 8},
		{BV_ERA_2019_03_SKIP, true, false, 10},
		{BV_ERA_2020_11_FLAKY, true, true, 10},
		{BV_ERA_2021_02_TWENTY_RUNS, true, false, 20},
		{BV_ERA_2021_02_TWENTY_RUNS, false, true, 20},
		{BV_ERA_2024_12_LOST_CONNECTION, false, false, 10},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_era era = {true, rows[i].era, rows[i].era};

		cr_expect_eq(bv_planned_runs(era, rows[i].is_first, rows[i].is_flaky), rows[i].runs,
			     "row %zu", i);
	}
	cr_expect_eq(bv_planned_runs((struct bv_era){0}, true, true), 0);
}

Test(era, evidence_narrows_and_weak_evidence_yields)
{
	struct bv_era_guess guess = bv_era_guess_init();

	cr_expect_not(bv_era_of_guess(&guess).is_known);
	bv_era_narrow(&guess, (struct bv_era_span){BV_ERA_2019_12_PARENT, BV_ERA_2020_11_FLAKY});
	bv_era_prefer(&guess, (struct bv_era_span){BV_ERA_2021_07_COMPILER, BV_ERA_LAST});
	bv_era_prefer(&guess, (struct bv_era_span){BV_ERA_2020_01_SHA256, BV_ERA_LAST});
	cr_expect_eq(bv_era_of_guess(&guess).oldest, BV_ERA_2020_01_SHA256);
	cr_expect_eq(bv_era_of_guess(&guess).newest, BV_ERA_2020_11_FLAKY);
	bv_era_narrow(&guess, (struct bv_era_span){BV_ERA_2022_07_HOST, BV_ERA_LAST});
	cr_expect_not(bv_era_of_guess(&guess).is_known);
}

Test(era, a_date_allows_for_late_deployment)
{
	static const struct {
		struct bv_text date;
		bool is_date;
		enum bv_syzbot_era oldest, newest;
	} rows[] = {
		{BV_TEXT_INIT("2025-07-09 13:22:22 +0000"), true, BV_ERA_2024_12_LOST_CONNECTION,
		 BV_ERA_2024_12_LOST_CONNECTION},
		{BV_TEXT_INIT("2024-07-20"), true, BV_ERA_2023_08_PICKED,
		 BV_ERA_2024_07_TWO_CRASHES},
		{BV_TEXT_INIT("2023-02-01"), true, BV_ERA_2022_10_ENSURE, BV_ERA_2022_10_ENSURE},
		{BV_TEXT_INIT("yesterday"), false, BV_ERA_FIRST, BV_ERA_LAST},
		{BV_TEXT_INIT("2023-13-01"), false, BV_ERA_FIRST, BV_ERA_LAST},
		{BV_TEXT_INIT("99999999999999999999-01-01"), false, BV_ERA_FIRST, BV_ERA_LAST},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_era_guess guess = bv_era_guess_init();

		cr_expect_eq(bv_era_narrow_date(&guess, rows[i].date), rows[i].is_date, "%s",
			     rows[i].date.data);
		cr_expect(guess.span.oldest == rows[i].oldest &&
				  guess.span.newest == rows[i].newest,
			  "%s: %d to %d", rows[i].date.data, (int)guess.span.oldest,
			  (int)guess.span.newest);
	}
}
