/* SPDX-License-Identifier: GPL-2.0-only */
/* The arithmetic of rates against values that have a closed form. */
#include <criterion/criterion.h>
#include <math.h>

#include "odds/odds.h"
#include "odds/odds_private.h"

static void expect_near(const char *what, double got, double wanted)
{
	cr_expect(fabs(got - wanted) <= 1e-9 * (1 + fabs(wanted)), "%s: %.17g, not %.17g", what,
		  got, wanted);
}

Test(beta, runs_in_one_order)
{
	static const struct {
		const char *name;
		struct bv_beta rate;
		double on, ok, chance;
	} rows[] = {
		{"no run", {.5, .5}, 0, 0, 1},
		{"one crash", {.5, .5}, 1, 0, .5},
		{"uniform prior: 1 / ((n + 1) C(n, k))", {1, 1}, 3, 7, 1. / (11 * 120)},
		/* C(20, 10) / 4^10 */
		{"ten passes", {.5, .5}, 0, 10, 184756. / 1048576},
		{"a title that is hardly ever wrong", {.5, 49.5}, 1, 0, .01},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect_near(rows[i].name,
			    exp(bv_beta_ln_runs(rows[i].rate, rows[i].on, rows[i].ok)),
			    rows[i].chance);
}

Test(beta, runs_needed)
{
	static const struct {
		struct bv_beta rate;
		double chance;
		size_t runs;
	} rows[] = {
		{{60.5, .5}, 1e-3, 2},
		{{60.5, .5}, 1e-4, 3},
		{{1, 1}, .5, 1},
		{{1, 1}, .11, 9},
		{{1, 1}, 1, 0},
		{{1e-9, 1}, .5, BV_RUNS_MANY},
		{{1e6, 1e6}, 1. / 1024, 11},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect(bv_beta_runs_needed(rows[i].rate, rows[i].chance) == rows[i].runs,
			  "row %zu: %zu", i, bv_beta_runs_needed(rows[i].rate, rows[i].chance));
}

Test(beta, sums_of_logarithms)
{
	const double items[] = {log(.25), -INFINITY, log(.5), -1e6};

	expect_near("three quarters", exp(bv_ln_sum(items, 4)), .75);
	cr_expect(bv_ln_sum(items, 0) < -1e300);
	cr_expect(bv_ln_sum(&items[1], 1) < -1e300);
}

/* The Z-channel: for p = 1/2 the capacity is log2(5/4), reached at 2/5. */
Test(beta, what_a_run_tells)
{
	expect_near("capacity at 1/2", bv_run_bits_most(.5), log2(1.25));
	expect_near("capacity at 1", bv_run_bits_most(1), 1);
	expect_near("128 commits and a sure bug", bv_odds_runs_expected(128, 1), 7);
	expect_near("one commit", bv_odds_runs_expected(1, .5), 0);
}

/* What a test with a share of @bad costs for each bit that it tells. Units: runs. */
static double runs_a_bit(double bad, double rate, size_t runs)
{
	double crash = (1 - pow(1 - rate, (double)runs)) / rate;

	return (bad * crash + (1 - bad) * (double)runs) / bv_entropy_bits(bad);
}

/* A commit that turns out bad takes fewer runs: the share that makes most of them. */
Test(beta, what_the_next_commit_should_contain)
{
	static const struct {
		double rate;
		size_t runs;
	} rows[] = {{1, 2}, {.9, 3}, {.5, 8}, {.3, 16}, {.05, 108}};

	expect_near("one run each", bv_odds_mass_wanted(1, 1), .5);
	expect_near("the golden section", bv_odds_mass_wanted(1, 2), (sqrt(5) - 1) / 2);
	expect_near("no rule", bv_odds_mass_wanted(1, 0), .5);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		double best = bv_odds_mass_wanted(rows[i].rate, rows[i].runs);
		double least = runs_a_bit(best, rows[i].rate, rows[i].runs);

		cr_expect_lt(least, runs_a_bit(best + .01, rows[i].rate, rows[i].runs), "%zu", i);
		cr_expect_lt(least, runs_a_bit(best - .01, rows[i].rate, rows[i].runs), "%zu", i);
	}
}

static size_t draw(uint64_t *state, size_t below)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(*state >> 33) % below;
}

/* One bisection of a line of commits, of which those from @culprit on have the bug. */
static size_t bisect(size_t commits, double rate, size_t to_believe, uint64_t *state,
		     bool *is_found)
{
	size_t culprit = draw(state, commits), low = 0, high = commits - 1, runs = 0;

	while (low < high) {
		size_t at = low + (high - low) / 2;
		bool has_crashed = false;

		for (size_t i = 0; i < to_believe && !has_crashed; i++, runs++)
			has_crashed =
				at >= culprit && (double)draw(state, 1u << 20) < rate * (1u << 20);
		if (has_crashed)
			high = at;
		else
			low = at + 1;
	}
	*is_found = low == culprit;
	return runs;
}

/* Finishing with a bug that does not always show: as many runs as were announced, and right. */
Test(beta, a_flaky_bisection_takes_the_runs_that_were_planned)
{
	static const double rates[] = {.95, .5, .3, .1};
	const size_t trials = 2000, commits = 128;
	uint64_t state = 20210;

	for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		/* A rate that is known well: of ten thousand runs. */
		size_t to_believe = bv_beta_runs_needed(
			(struct bv_beta){1e4 * rates[i], 1e4 * (1 - rates[i])}, 1e-3);
		double planned = bv_odds_runs_planned(commits, rates[i], to_believe), taken = 0;
		size_t found = 0;

		for (size_t trial = 0; trial < trials; trial++) {
			bool is_found;

			taken += (double)bisect(commits, rates[i], to_believe, &state, &is_found) /
				 (double)trials;
			found += is_found;
		}
		cr_expect(fabs(taken - planned) < .05 * planned, "%g: %g runs, %g planned",
			  rates[i], taken, planned);
		cr_expect(found > trials * 99 / 100, "%g: %zu of %zu found", rates[i], found,
			  trials);
		cr_expect(taken > bv_odds_runs_expected(commits, rates[i]));
		cr_log_info("%g: %.1f runs, %.1f at the very least", rates[i], taken,
			    bv_odds_runs_expected(commits, rates[i]));
	}
}

Test(beta, probabilities_for_people)
{
	static const struct {
		double ln;
		const char *words;
	} rows[] = {
		{-INFINITY, "<1e-9"}, {-88.5, "<1e-9"},    {-20.8, "<1e-9"}, {-20.7, "1e-09"},
		{-11, "2e-05"},       {-6.2659, "0.0019"}, {-3, "0.050"},    {-.6931, "0.50"},
		{-.02, "0.98"},       {-.0001, ">0.99"},   {0, ">0.99"},
	};
	struct bv_arena keep = {0};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_str_eq(bv_probability_words(rows[i].ln, &keep).data, rows[i].words, "%g",
				 rows[i].ln);
	bv_arena_release(&keep);
}
