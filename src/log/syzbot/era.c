/* SPDX-License-Identifier: GPL-2.0-only */
/* When a syzkaller log was made, as far as its lines tell: the eras of pkg/bisect. */
#include "syzbot_era.h"

#include "base/banned.h"

/* Days that syzbot may run older code than the source has. */
#define DEPLOYMENT_DAYS 30

/* The comment names the commit of syzkaller that began it. */
static const struct bv_text era_since[] = {
	[BV_ERA_2018_05_FIVE_TRIES] = BV_TEXT_INIT("2018-05-17"),      /* 4e1c0dbae */
	[BV_ERA_2018_05_EIGHT_RUNS] = BV_TEXT_INIT("2018-05-17"),      /* 8dd3159f5 */
	[BV_ERA_2019_03_TEN_RUNS] = BV_TEXT_INIT("2019-03-17"),        /* b3ed01507 */
	[BV_ERA_2019_03_SKIP] = BV_TEXT_INIT("2019-03-22"),            /* 028c09511 */
	[BV_ERA_2019_11_HASHES] = BV_TEXT_INIT("2019-11-05"),          /* 0a2d7d829 */
	[BV_ERA_2019_11_SIGNATURE] = BV_TEXT_INIT("2019-11-18"),       /* 5bc702124 */
	[BV_ERA_2019_12_PARENT] = BV_TEXT_INIT("2019-12-10"),          /* 277181a63 */
	[BV_ERA_2020_01_SHA256] = BV_TEXT_INIT("2020-01-23"),          /* 2e95ab335 */
	[BV_ERA_2020_07_TIMEOUT] = BV_TEXT_INIT("2020-07-02"),         /* f8885dc4c */
	[BV_ERA_2020_07_TO_AND_CC] = BV_TEXT_INIT("2020-07-31"),       /* 242b0eb21 */
	[BV_ERA_2020_11_FLAKY] = BV_TEXT_INIT("2020-11-17"),           /* bd2a760b6 */
	[BV_ERA_2021_02_TWENTY_RUNS] = BV_TEXT_INIT("2021-02-20"),     /* 3e5ed8b45 */
	[BV_ERA_2021_07_COMPILER] = BV_TEXT_INIT("2021-07-20"),        /* 2fe31df39 */
	[BV_ERA_2022_07_HOST] = BV_TEXT_INIT("2022-07-19"),            /* 72a3cc0c8 */
	[BV_ERA_2022_09_COMPILER_TYPE] = BV_TEXT_INIT("2022-09-01"),   /* d8e6f9110 */
	[BV_ERA_2022_10_ENSURE] = BV_TEXT_INIT("2022-10-06"),          /* 8a2121976 */
	[BV_ERA_2023_05_INFRA] = BV_TEXT_INIT("2023-05-05"),           /* 90c93c406 */
	[BV_ERA_2023_06_MAJORITY] = BV_TEXT_INIT("2023-06-15"),        /* 4c2028c3d */
	[BV_ERA_2023_06_ENOUGH_RUNS] = BV_TEXT_INIT("2023-06-29"),     /* 01fe85726 */
	[BV_ERA_2023_07_REPRESENTATIVE] = BV_TEXT_INIT("2023-07-05"),  /* 35d9ecc50 */
	[BV_ERA_2023_08_INTRODUCED] = BV_TEXT_INIT("2023-08-11"),      /* c1171e486 */
	[BV_ERA_2023_08_PICKED] = BV_TEXT_INIT("2023-08-22"),          /* 134ddc025 */
	[BV_ERA_2024_07_TWO_CRASHES] = BV_TEXT_INIT("2024-07-15"),     /* e8709b21d */
	[BV_ERA_2024_12_LOST_CONNECTION] = BV_TEXT_INIT("2024-12-03"), /* 070649652 */
};
_Static_assert(sizeof(era_since) / sizeof(era_since[0]) == BV_ERA_COUNT, "every era has its row");

struct bv_text bv_era_since(enum bv_syzbot_era era)
{
	return era_since[era];
}

struct bv_era_guess bv_era_guess_init(void)
{
	return (struct bv_era_guess){.span = {BV_ERA_FIRST, BV_ERA_LAST}};
}

/* False when the two do not meet; *span is then as it was. */
static bool intersect(struct bv_era_span *span, struct bv_era_span with)
{
	struct bv_era_span both = *span;

	if (with.oldest > both.oldest)
		both.oldest = with.oldest;
	if (with.newest < both.newest)
		both.newest = with.newest;
	if (both.oldest > both.newest)
		return false;
	*span = both;
	return true;
}

static bool is_telling(struct bv_era_span span)
{
	return span.oldest != BV_ERA_FIRST || span.newest != BV_ERA_LAST;
}

void bv_era_narrow(struct bv_era_guess *guess, struct bv_era_span span)
{
	if (!intersect(&guess->span, span))
		guess->is_contradictory = true;
	guess->has_evidence |= is_telling(span);
}

void bv_era_prefer(struct bv_era_guess *guess, struct bv_era_span span)
{
	if (intersect(&guess->span, span))
		guess->has_evidence |= is_telling(span);
}

/* "2025-07-09" as days, all months having 31: enough to compare. */
static bool take_days(struct bv_text date, uint64_t *days)
{
	uint64_t year, month, day;

	if (!bv_take_uint(&date, &year) || !bv_take_prefix(&date, BV_TEXT("-")) ||
	    !bv_take_uint(&date, &month) || !bv_take_prefix(&date, BV_TEXT("-")) ||
	    !bv_take_uint(&date, &day))
		return false;
	if (year < 2018 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	*days = (year * 12 + month) * 31 + day;
	return true;
}

static enum bv_syzbot_era era_at(uint64_t days)
{
	enum bv_syzbot_era found = BV_ERA_FIRST;

	for (size_t i = 0; i < BV_ERA_COUNT; i++) {
		uint64_t since;

		if (take_days(era_since[i], &since) && since <= days)
			found = (enum bv_syzbot_era)i;
	}
	return found;
}

bool bv_era_narrow_date(struct bv_era_guess *guess, struct bv_text date)
{
	uint64_t days;

	if (!take_days(date, &days))
		return false;
	bv_era_narrow(guess, (struct bv_era_span){era_at(days - DEPLOYMENT_DAYS), era_at(days)});
	return true;
}

struct bv_era bv_era_of_guess(const struct bv_era_guess *guess)
{
	if (!guess->has_evidence || guess->is_contradictory)
		return (struct bv_era){0};
	return (struct bv_era){true, guess->span.oldest, guess->span.newest};
}
