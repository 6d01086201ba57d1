/* SPDX-License-Identifier: GPL-2.0-only */
/* flaky.*, what syzkaller itself says of how sure its verdicts are. */
#include <math.h>

#include "check_private.h"

#include "base/banned.h"

/* Since 2023-07-27 (0.5 before, from 2023-07-14) syzbot mails nobody above this. */
#define NO_MAIL_ABOVE    .34
#define AS_LIKELY_AS_NOT .5
#define DIGITS_MAX       9
/* What three, and two, printed digits leave open. */
#define ROUNDED_3 .00051
#define ROUNDED_2 .0051
#define RUNS_MAX                                                                                   \
	20 /* of one test; more stand there where each crash was logged twice (2023-07)            \
	    */

/* "0.123"; false when it is no such number. */
static bool parse_chance(struct bv_text text, double *out)
{
	uint64_t whole, digits;
	struct bv_text rest = text;
	size_t count;

	if (!bv_take_uint(&rest, &whole) || whole > 1 || !bv_take_prefix(&rest, BV_TEXT(".")))
		return false;
	count = rest.size;
	if (count > DIGITS_MAX || !bv_take_uint(&rest, &digits) || rest.size)
		return false;
	*out = (double)whole + (double)digits / pow(10, (double)count);
	return *out <= 1;
}

static void check_error_probability(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	double chance;

	if (!parse_chance(claim->error_probability, &chance) || chance <= NO_MAIL_ABOVE)
		return;
	if (chance >= AS_LIKELY_AS_NOT)
		bv_finding_commit(
			run,
			bv_finding_add(run, claim->error_probability_line,
				       "by syzkaller's own count some good verdict is false with "
				       "probability %.2f",
				       chance),
			claim->first_bad);
	else
		(void)bv_finding_add_at(run, BV_LEVEL_NOTE, claim->error_probability_line,
					"by syzkaller's own count some good verdict is false with "
					"probability %.2f; above 0.34 syzbot mails nobody",
					chance);
}

static void check_flagged(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	double chance;

	if (!claim->is_flagged_flaky)
		return;
	if (parse_chance(claim->repro_chance, &chance))
		(void)bv_finding_add(
			run, claim->flaky_line,
			"syzkaller calls the reproducer flaky: by its estimate %.0f %% "
			"of the runs show the bug",
			chance * 100);
	else
		(void)bv_finding_add(
			run, claim->flaky_line,
			"syzkaller calls the reproducer flaky: on some bad kernel most "
			"runs passed");
}

/*
 * Its reckoning, done again
 */

struct reckoning {
	struct bv_check_run *run;
	bool is_rate_known;
	double rate;  /* of the runs that show the bug, as it is believed at this step */
	double right; /* that no good verdict so far is false, of the chances as printed */
	size_t goods; /* behind @right */
};

static void differs(const struct reckoning *on, size_t line, const char *what,
		    struct bv_text printed, double actual)
{
	(void)bv_finding_add(on->run, line, "the log prints %.*s as %s; its runs give %.3f",
			     BV_TEXT_ARG(printed), what, actual);
}

/* "all runs: OK" carries no count: ten, or twice as many where it is known to be flaky. */
static bool is_missed_by(const struct reckoning *on, const struct bv_step *step, double chance)
{
	double missed = 1 - on->rate;
	size_t ok = bv_step_count(step, BV_OUTCOME_OK);

	if (fabs(pow(missed, (double)ok) - chance) <= ROUNDED_3)
		return true;
	return step->is_runs_inferred && (fabs(pow(missed, RUNS_MAX) - chance) <= ROUNDED_3 ||
					  fabs(pow(missed, RUNS_MAX / 2.0) - chance) <= ROUNDED_3);
}

static void take_good(struct reckoning *on, const struct bv_step *step)
{
	double chance = 0;
	bool is_chance = parse_chance(step->false_negative, &chance);

	if (bv_text_is_empty(step->false_negative))
		return;
	if (!is_chance)
		(void)bv_finding_add(on->run, step->runs_line,
				     "\"%.*s\" is no chance of a false negative",
				     BV_TEXT_ARG(step->false_negative));
	else if (on->is_rate_known && !is_missed_by(on, step, chance))
		differs(on, step->runs_line, "the chance of a false negative", step->false_negative,
			pow(1 - on->rate, (double)bv_step_count(step, BV_OUTCOME_OK)));
	if (step->phase != BV_PHASE_BISECT)
		return;
	on->right *= 1 - chance;
	on->goods++;
}

/* The rate only ever falls, half way to what a bad kernel shows. */
static void take_bad(struct reckoning *on, const struct bv_step *step)
{
	size_t crashed = bv_step_count(step, BV_OUTCOME_CRASHED);
	size_t ok = bv_step_count(step, BV_OUTCOME_OK);
	double rate = (double)crashed / (double)(crashed + ok);

	if (step->phase == BV_PHASE_BISECT && step->verdict == BV_VERDICT_BAD && crashed)
		on->rate = fmin(on->rate, (on->rate + rate) / 2);
}

static void take_step(struct reckoning *on, const struct bv_step *step)
{
	size_t crashed = bv_step_count(step, BV_OUTCOME_CRASHED);

	if (step->runs.count > RUNS_MAX || step->phase == BV_PHASE_CONFIG) {
		/* What a minimised configuration shows is the rate then, if it was taken. */
		on->is_rate_known = false;
	} else if (bv_bisection_is_start_test(on->run->c->bisection, step)) {
		on->is_rate_known = crashed > 0;
		on->rate = (double)crashed /
			   (double)(crashed + bv_step_count(step, BV_OUTCOME_OK) + !crashed);
		return;
	}
	take_good(on, step);
	take_bad(on, step);
}

static void check_chances_differ(struct bv_check_run *run)
{
	const struct bv_bisection *log = run->c->bisection;
	const struct bv_claim *claim = &log->claim;
	struct reckoning on = {.run = run, .right = 1};
	double chance;

	for (size_t i = 0; i < log->steps.count; i++)
		take_step(&on, &log->steps.items[i]);
	if (log->is_cut)
		return;
	if (!bv_text_is_empty(claim->error_probability) &&
	    (!parse_chance(claim->error_probability, &chance) ||
	     fabs(1 - on.right - chance) > ROUNDED_2 + ROUNDED_3 * (double)on.goods))
		differs(&on, claim->error_probability_line, "the accumulated error probability",
			claim->error_probability, 1 - on.right);
}

static const struct bv_check checks[] = {
	{"flaky.chances-differ", BV_LEVEL_WARNING, BV_NEED_RUNS | BV_NEED_SYZBOT,
	 check_chances_differ},
	{"flaky.error-probability", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_SYZBOT,
	 check_error_probability},
	{"flaky.flagged", BV_LEVEL_NOTE, BV_NEED_SYZBOT, check_flagged},
};

const struct bv_check_family bv_family_flaky_said = BV_CHECK_FAMILY(checks);
