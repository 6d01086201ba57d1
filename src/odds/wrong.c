/* SPDX-License-Identifier: GPL-2.0-only */
/* The first verdict that does not hold. */
#include <math.h>

#include "odds_private.h"

#include "base/banned.h"

/* More likely wrong than right. */
#define LN_WRONG (-0.6931471805599453)
/* Wrong with 99 %: then the opposite is as good as said. */
#define LN_OPPOSITE (-0.010050335853501441)
/* At least this, when runs that another bug ended are no evidence at all. */
#define LN_WRONG_CENSORED (-2.302585092994046)

static enum bv_verdict opposite(enum bv_verdict verdict)
{
	return verdict == BV_VERDICT_GOOD ? BV_VERDICT_BAD : BV_VERDICT_GOOD;
}

static enum bv_wrong_reason reason_of(const struct bv_tested *tested, const struct bv_tally *tally)
{
	if (tested->verdict == BV_VERDICT_BAD)
		return tally->on ? BV_WRONG_FEW_CRASHES : BV_WRONG_NEVER_SEEN;
	return BV_WRONG_FEW_RUNS;
}

/*
 * The truth about a run that another bug ended lies between "this bug lost the race" and "nothing
 * is known": the verdict must be wrong by the first and at least doubtful by the second.
 */
static bool is_wrong(const struct bv_reading *reading, size_t tested)
{
	return reading->posteriors[BV_MODEL_COMPETING].ln_wrong[tested] > LN_WRONG &&
	       reading->posteriors[BV_MODEL_STRICT].ln_wrong[tested] > LN_WRONG_CENSORED;
}

void bv_first_wrong_find(struct bv_reading *reading, const struct bv_odds *odds,
			 struct bv_arena *keep)
{
	const struct bv_posterior *posterior = &reading->posteriors[BV_MODEL_COMPETING];

	reading->first_wrong = (struct bv_first_wrong){.tested = SIZE_MAX};
	reading->supported = bv_arena_alloc(keep, odds->tested_count, sizeof(*reading->supported));
	for (size_t i = 0; i < odds->tested_count; i++) {
		const struct bv_tested *tested = &odds->tested[i];

		if (!tested->is_placed ||
		    (tested->verdict != BV_VERDICT_GOOD && tested->verdict != BV_VERDICT_BAD))
			continue;
		if (!is_wrong(reading, i)) {
			reading->supported[i] = tested->verdict;
			continue;
		}
		if (posterior->ln_wrong[i] > LN_OPPOSITE)
			reading->supported[i] = opposite(tested->verdict);
		if (reading->first_wrong.tested == SIZE_MAX)
			reading->first_wrong = (struct bv_first_wrong){
				i, reason_of(tested, &reading->tallies[i]), posterior->ln_right[i]};
	}
}

/*
 * How often the walk's good release had the bug all the same and the reproducer did nothing there
 * (old configuration names, compilers, system call numbers), by the releases that were tested. Runs
 * cannot show it: they all pass. Counted in 422 labelled syzbot results with a culprit, 2019-2023
 * (FSE'24, first wrong verdict "stage B, T2"): 35 of 248, 19 of 57, 18 of 56, 47 of 61.
 */
static double blind_chance(size_t releases)
{
	static const struct {
		size_t releases;
		double chance;
	} rows[] = {{8, .77}, {4, .32}, {2, .33}, {1, .14}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (releases >= rows[i].releases)
			return rows[i].chance;
	return 0;
}

/*
 * Has the user ruled out that @tested went wrong? Then every hypothesis that says so contradicts an
 * assumption: that a newer revision has not got the bug, say.
 */
static bool is_ruled_out(const struct bv_odds *odds, size_t tested)
{
	for (size_t i = 0; i < odds->readings.count; i++) {
		const struct bv_posterior *posterior =
			&odds->readings.items[i].posteriors[BV_MODEL_COMPETING];

		if (posterior->ln_wrong[tested] > BV_LN_RULED_OUT / 2)
			return false;
	}
	return odds->readings.count > 0;
}

/* The last release of the walk, when it was good and can be wrong; SIZE_MAX without one. */
static size_t find_good_release(const struct bv_odds *odds, size_t *releases)
{
	size_t last = SIZE_MAX;

	*releases = 0;
	for (size_t i = 0; i < odds->tested_count; i++) {
		if (odds->tested[i].phase != BV_PHASE_WALK)
			continue;
		++*releases;
		last = odds->tested[i].verdict == BV_VERDICT_GOOD ? i : SIZE_MAX;
	}
	if (last == SIZE_MAX || is_ruled_out(odds, last))
		return SIZE_MAX;
	return last;
}

static void add_wrong(struct bv_odds *odds, struct bv_first_wrong verdict, size_t reading,
		      struct bv_arena *keep)
{
	if (verdict.tested == SIZE_MAX)
		return;
	for (size_t i = 0; i < odds->wrongs.count; i++)
		if (odds->wrongs.items[i].verdict.tested == verdict.tested)
			return;
	*BV_APPEND(&odds->wrongs, keep) = (struct bv_wrong){verdict, reading};
}

/* The reading that names one title and comes to the same verdict, or @reading itself. */
static size_t narrowest(const struct bv_odds *odds, size_t reading)
{
	const struct bv_reading *items = odds->readings.items;

	for (size_t i = 0; i < odds->readings.count; i++)
		if (!bv_text_is_empty(items[i].title) &&
		    items[i].first_wrong.tested == items[reading].first_wrong.tested)
			return i;
	return reading;
}

void bv_wrongs_list(struct bv_odds *odds, const struct bv_bisection *bisection,
		    struct bv_arena *keep)
{
	struct bv_first_wrong blind = {.reason = BV_WRONG_BLIND};
	size_t releases;
	double chance;

	blind.tested = find_good_release(odds, &releases);
	chance = bisection->kind == BV_KIND_SYZBOT_CAUSE ? blind_chance(releases) : 0;
	blind.ln_holds = log(1 - chance);
	if (chance > .5)
		add_wrong(odds, blind, SIZE_MAX, keep);
	for (size_t i = 0; i < odds->readings.count; i++)
		add_wrong(odds, odds->readings.items[i].first_wrong, narrowest(odds, i), keep);
}

/*
 * Of the wrong results among the same ones in which no verdict stands out by its runs, the share
 * whose first wrong verdict was that of the good release: 61 of 93.
 */
#define BLIND_SHARE .66

void bv_odds_take_trust(struct bv_odds *odds, double trust, struct bv_arena *keep)
{
	double chance = (1 - trust) * BLIND_SHARE;
	struct bv_first_wrong blind = {.reason = BV_WRONG_BLIND, .ln_holds = log(1 - chance)};
	size_t releases;

	blind.tested = find_good_release(odds, &releases);
	if (odds->wrongs.count == 0 && chance > .5)
		add_wrong(odds, blind, SIZE_MAX, keep);
}

/*
 * How often the good release was the first wrong verdict, of 70 wrong results among 603 labelled
 * ones in which no verdict is named: 21 of 41 behind one release, 25 of 29 behind more. Where the
 * false good is one of git's own tests nothing tells which.
 */
static double blind_chance_if_wrong(size_t releases)
{
	return releases > 1 ? .86 : .51;
}

void bv_odds_suppose_wrong(struct bv_odds *odds, const struct bv_bisection *bisection,
			   struct bv_arena *keep)
{
	struct bv_wrong blind = {.verdict.reason = BV_WRONG_BLIND, .reading = SIZE_MAX};
	bool is_result = bisection->claim.ending == BV_ENDING_FIRST_BAD ||
			 bisection->claim.ending == BV_ENDING_ONLY_SKIPPED;
	struct bv_wrong *found;
	size_t releases;

	if (!odds->is_known || odds->wrongs.count || !is_result ||
	    bisection->kind != BV_KIND_SYZBOT_CAUSE)
		return;
	blind.verdict.tested = find_good_release(odds, &releases);
	if (blind.verdict.tested == SIZE_MAX)
		return;
	blind.verdict.ln_holds = log(1 - blind_chance_if_wrong(releases));
	found = bv_arena_alloc(keep, 1, sizeof(*found));
	*found = blind;
	odds->if_wrong = found;
}

const char *bv_wrong_reason_name(enum bv_wrong_reason reason)
{
	static const char *const names[] = {
		[BV_WRONG_NONE] = NULL,
		[BV_WRONG_NEVER_SEEN] = "never-seen",
		[BV_WRONG_FEW_CRASHES] = "few-crashes",
		[BV_WRONG_FEW_RUNS] = "few-runs",
		[BV_WRONG_BLIND] = "blind",
	};

	return names[reason];
}
