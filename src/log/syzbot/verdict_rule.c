/* SPDX-License-Identifier: GPL-2.0-only */
/* How syzkaller makes a verdict from the runs of a commit, then and now. */
#include "verdict_rule.h"

#include "syzbot_era.h"

#include "base/banned.h"

struct tally {
	size_t total, bad, good, infra;
	bool is_flaky;
};

typedef enum bv_verdict verdict_rule(const struct tally *tally);

static enum bv_verdict any_crash(const struct tally *tally)
{
	if (tally->bad)
		return BV_VERDICT_BAD;
	return tally->good ? BV_VERDICT_GOOD : BV_VERDICT_SKIP;
}

/* The constant ten counts even where fewer machines ran. */
static enum bv_verdict most_of_ten(const struct tally *tally)
{
	if (tally->bad == 0 && tally->good < 4)
		return BV_VERDICT_SKIP;
	return any_crash(tally);
}

static enum bv_verdict most_of_all(const struct tally *tally)
{
	if (tally->bad == 0 && tally->total - tally->good > tally->total / 3 * 2)
		return BV_VERDICT_SKIP;
	return any_crash(tally);
}

static enum bv_verdict machines_first(const struct tally *tally)
{
	if (tally->infra > tally->total / 2)
		return BV_VERDICT_UNKNOWN;
	return any_crash(tally);
}

static enum bv_verdict majority(const struct tally *tally)
{
	if (tally->infra > tally->total / 2)
		return BV_VERDICT_UNKNOWN;
	if (tally->bad)
		return BV_VERDICT_BAD;
	return tally->good * 2 > tally->total ? BV_VERDICT_GOOD : BV_VERDICT_SKIP;
}

static enum bv_verdict enough_runs_of(const struct tally *tally, size_t wanted_bad)
{
	size_t wanted_good = tally->is_flaky ? tally->total * 3 / 4 : tally->total / 2;
	size_t other = tally->total - tally->bad - tally->good - tally->infra;

	if (tally->bad == 0 && tally->good >= wanted_good)
		return BV_VERDICT_GOOD;
	if (tally->bad >= wanted_bad && tally->good + tally->bad >= tally->total / 2)
		return BV_VERDICT_BAD;
	return tally->infra > other ? BV_VERDICT_UNKNOWN : BV_VERDICT_SKIP;
}

static enum bv_verdict enough_runs(const struct tally *tally)
{
	return enough_runs_of(tally, 1);
}

static size_t crashes_wanted(const struct tally *tally)
{
	size_t sixth = (tally->total - tally->infra) / 6;

	return sixth > 2 ? sixth : 2;
}

static enum bv_verdict two_crashes(const struct tally *tally)
{
	return enough_runs_of(tally, crashes_wanted(tally));
}

/* Each row holds from its era to the next row's. */
static const struct {
	enum bv_syzbot_era since;
	verdict_rule *rule;
} rules[] = {
	{BV_ERA_2018_05_FIVE_TRIES, any_crash},    {BV_ERA_2019_03_SKIP, most_of_ten},
	{BV_ERA_2020_11_FLAKY, most_of_all},       {BV_ERA_2023_05_INFRA, machines_first},
	{BV_ERA_2023_06_MAJORITY, majority},       {BV_ERA_2023_06_ENOUGH_RUNS, enough_runs},
	{BV_ERA_2024_07_TWO_CRASHES, two_crashes},
};
#define RULE_COUNT (sizeof(rules) / sizeof(rules[0]))

static struct tally tally_of(const struct bv_step *step, bool is_flaky)
{
	return (struct tally){
		.total = step->runs.count,
		.bad = bv_step_count(step, BV_OUTCOME_CRASHED),
		.good = bv_step_count(step, BV_OUTCOME_OK),
		.infra = bv_step_count(step, BV_OUTCOME_INFRA_FAILED),
		.is_flaky = is_flaky,
	};
}

static enum bv_verdict without_runs(const struct bv_step *step)
{
	bool is_failed = step->is_build_failed || !bv_text_is_empty(step->build_error);

	return is_failed ? BV_VERDICT_SKIP : BV_VERDICT_UNKNOWN;
}

/* The rule of row @i was in force at some time of @era. */
static bool is_in_force(size_t i, struct bv_era era)
{
	bool has_begun = rules[i].since <= era.newest;
	bool has_ended = i + 1 < RULE_COUNT && rules[i + 1].since <= era.oldest;

	return has_begun && !has_ended;
}

enum bv_verdict bv_verdict_rule(const struct bv_step *step, struct bv_era era, bool is_flaky)
{
	struct tally tally = tally_of(step, is_flaky);
	enum bv_verdict verdict = BV_VERDICT_UNKNOWN;
	bool is_first = true;

	if (!era.is_known)
		return BV_VERDICT_UNKNOWN;
	if (step->runs.count == 0)
		return without_runs(step);
	for (size_t i = 0; i < RULE_COUNT; i++) {
		if (!is_in_force(i, era))
			continue;
		if (!is_first && rules[i].rule(&tally) != verdict)
			return BV_VERDICT_UNKNOWN;
		verdict = rules[i].rule(&tally);
		is_first = false;
	}
	return verdict;
}

enum bv_verdict bv_verdict_rule_today(const struct bv_step *step, bool is_flaky)
{
	struct tally tally = tally_of(step, is_flaky);

	if (step->runs.count == 0)
		return without_runs(step);
	return rules[RULE_COUNT - 1].rule(&tally);
}

size_t bv_crashes_wanted_today(const struct bv_step *step)
{
	struct tally tally = tally_of(step, false);

	return crashes_wanted(&tally);
}

bool bv_flaky_after(const struct bv_step *step, struct bv_era era, bool was_flaky)
{
	size_t bad = bv_step_count(step, BV_OUTCOME_CRASHED);
	size_t good = bv_step_count(step, BV_OUTCOME_OK);

	if (was_flaky)
		return true;
	if (!era.is_known || era.newest < BV_ERA_2020_11_FLAKY || bad == 0 || bad >= good)
		return false;
	/* For a moment any crash was enough, whatever the verdict. */
	if (era.oldest == BV_ERA_2023_06_ENOUGH_RUNS && era.newest == BV_ERA_2023_06_ENOUGH_RUNS)
		return true;
	return bv_verdict_rule(step, era, false) == BV_VERDICT_BAD;
}

size_t bv_planned_runs(struct bv_era era, bool is_first, bool is_flaky)
{
	if (!era.is_known)
		return 0;
	if (era.newest == BV_ERA_2018_05_FIVE_TRIES)
		return 5;
	if (era.newest == BV_ERA_2018_05_EIGHT_RUNS)
		return 8;
	if (era.newest >= BV_ERA_2021_02_TWENTY_RUNS && (is_first || is_flaky))
		return 20;
	return 10;
}
