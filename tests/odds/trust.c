/* SPDX-License-Identifier: GPL-2.0-only */
/* The weights add up to a chance that is never 0 and never 1; what is unknown weighs nothing. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "odds/odds_private.h"

static struct bv_piece_values all_mean(void)
{
	struct bv_piece_values values = {0};

	for (size_t i = 0; i < BV_PIECE_COUNT; i++)
		values.items[i] = (struct bv_piece_value){true, bv_trust_rows[i].centre};
	return values;
}

static double logistic(double x)
{
	return 1 / (1 + exp(-x));
}

Test(trust, nothing_known_is_the_average_log)
{
	struct bv_piece_values values = {0};
	struct bv_trust trust;

	bv_trust_weigh(&trust, &values);
	cr_expect_float_eq(trust.chance, logistic(bv_trust_intercept), 1e-12);
	cr_expect_null(bv_trust_loudest(&trust, true));
	cr_expect_null(bv_trust_loudest(&trust, false));
}

Test(trust, each_piece_moves_the_chance_by_its_coefficient)
{
	for (size_t i = 0; i < BV_PIECE_COUNT; i++) {
		struct bv_piece_values values = all_mean();
		struct bv_trust trust;

		values.items[i].value += .5;
		bv_trust_weigh(&trust, &values);
		cr_expect_float_eq(trust.pieces[i].weight, .5 * bv_trust_rows[i].coefficient, 1e-12,
				   "%s", trust.pieces[i].name);
		cr_expect_float_eq(trust.chance,
				   logistic(bv_trust_intercept + trust.pieces[i].weight), 1e-12,
				   "%s", trust.pieces[i].name);
	}
}

Test(trust, each_word_of_the_tree_is_a_piece_more_when_it_is_said)
{
	for (size_t i = 0; i < BV_TREE_WORD_COUNT; i++) {
		struct bv_piece_values values = all_mean();
		const struct bv_trust_piece *piece;
		struct bv_trust trust;

		values.is_said[i] = true;
		bv_trust_weigh(&trust, &values);
		piece = &trust.pieces[BV_PIECE_COUNT];
		cr_assert_eq(trust.piece_count, BV_PIECE_COUNT + 1);
		cr_expect_eq(bv_trust_loudest(&trust, i != BV_TREE_OTHER_CAUSE), piece);
		cr_expect_float_eq(trust.chance, logistic(bv_trust_intercept + piece->weight),
				   1e-12, "%s", piece->name);
	}
}

Test(trust, the_chance_stays_between_its_bounds)
{
	const double ends[] = {-1e6, 1e6};

	for (size_t k = 0; k < 2; k++) {
		struct bv_piece_values values = all_mean();
		struct bv_trust trust;

		for (size_t i = 0; i < BV_PIECE_COUNT; i++)
			values.items[i].value = ends[k] * bv_trust_rows[i].coefficient;
		bv_trust_weigh(&trust, &values);
		cr_expect_float_eq(trust.chance, k ? .99 : .01, 1e-12);
	}
}

Test(trust, the_loudest_pieces_are_named)
{
	struct bv_piece_values values = all_mean();
	struct bv_trust trust;

	values.items[BV_PIECE_RUNS].value += 8;
	values.items[BV_PIECE_SHARED].value += 1;
	values.items[BV_PIECE_WALK].value += 2;
	bv_trust_weigh(&trust, &values);
	cr_expect_str_eq(bv_trust_loudest(&trust, true)->name, "runs");
	cr_expect_str_eq(bv_trust_loudest(&trust, false)->name, "walk");
}

Test(trust, every_piece_is_fitted_and_named)
{
	struct bv_piece_values values = {0};
	struct bv_trust trust;

	bv_trust_weigh(&trust, &values);
	cr_assert_eq(trust.piece_count, (size_t)BV_PIECE_COUNT);
	for (size_t i = 0; i < trust.piece_count; i++) {
		cr_expect_neq(bv_trust_rows[i].coefficient, 0, "%s is not in the table",
			      trust.pieces[i].name);
		cr_expect(i == 0 || strcmp(trust.pieces[i - 1].name, trust.pieces[i].name) < 0,
			  "%s is not in order", trust.pieces[i].name);
	}
}
