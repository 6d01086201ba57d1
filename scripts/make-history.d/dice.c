/* SPDX-License-Identifier: GPL-2.0-only */
/* Random numbers, of integers alone: else ids would hang on the last digits of a library. */
#include "history.h"

#define ONE UINT64_C(1024) /* fixed point of dice_heavy() */

/* Source: splitmix64 by Sebastiano Vigna. */
static uint64_t roll(struct dice *dice)
{
	uint64_t x = dice->state += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

struct dice dice_make(uint64_t seed, uint64_t number)
{
	struct dice dice = {seed};

	dice.state = roll(&dice) ^ number;
	dice.state = roll(&dice);
	return dice;
}

uint32_t dice_below(struct dice *dice, uint32_t count)
{
	return (uint32_t)(((roll(dice) >> 32) * count) >> 32);
}

bool dice_chance(struct dice *dice, uint32_t millionths)
{
	return dice_below(dice, 1000000) < millionths;
}

/* Nearly normal, deviation 1, in 65536ths: a sum of twelve has the variance 1. */
static int64_t roll_normal(struct dice *dice)
{
	int64_t sum = -6 * INT64_C(65536);

	for (int i = 0; i < 12; i += 4) {
		uint64_t four = roll(dice);

		for (int k = 0; k < 4; k++)
			sum += (int64_t)(four >> (16 * k) & 0xffff);
	}
	return sum;
}

uint64_t dice_heavy(struct dice *dice, uint32_t mean, uint32_t spread)
{
	/* The mean of a log-normal is 2^(s^2 ln 2 / 2) times its median; ln 2 is 710 / 1024. */
	int64_t shift = (int64_t)spread * spread * 710 / (INT64_C(2) * 1024 * 1024);
	int64_t exponent = spread * roll_normal(dice) / 65536 - shift;
	/* 32 more, so that it is positive. */
	uint64_t positive = (uint64_t)(exponent + 32 * (int64_t)ONE);
	uint64_t whole = positive / ONE, part = positive % ONE;
	/* 2^part by the parabola through 1, sqrt 2 and 2. */
	uint64_t value = mean * (ONE + part * (673 * ONE + 351 * part) / (ONE * ONE));

	return (whole > 32 ? value << (whole - 32) : value >> (32 - whole)) / ONE;
}
