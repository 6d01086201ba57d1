/* SPDX-License-Identifier: GPL-2.0-only */
/* Dates as git prints them. */
#include "date.h"

#include "banned.h"

struct civil_date {
	uint64_t year;
	unsigned month, day; /* from 1 */
};

/* Howard Hinnant's civil_from_days(), for days since 1970: years begin in March, in eras of 400. */
static struct civil_date civil_from_days(uint64_t days)
{
	uint64_t shifted = days + 719468;
	uint64_t era = shifted / 146097;
	unsigned day_of_era = (unsigned)(shifted % 146097);
	unsigned year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	unsigned day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	unsigned march_month = (5 * day_of_year + 2) / 153;
	struct civil_date date = {
		.year = era * 400 + year_of_era,
		.month = march_month < 10 ? march_month + 3 : march_month - 9,
		.day = day_of_year - (153 * march_month + 2) / 5 + 1,
	};

	if (date.month <= 2)
		date.year++;
	return date;
}

/* The seconds that the person's clock showed; @zone is taken back where git shows none. */
static uint64_t local_seconds(uint64_t seconds, struct bv_zone *zone)
{
	uint64_t shift =
		((uint64_t)(zone->hours_minutes / 100) * 60 + zone->hours_minutes % 100) * 60;

	if (seconds < UINT64_C(253402300800) - shift && (!zone->is_negative || seconds >= shift))
		return zone->is_negative ? seconds - shift : seconds + shift;
	*zone = (struct bv_zone){0};
	return 0;
}

struct bv_text bv_date_print(struct bv_date date, struct bv_arena *keep)
{
	static const char *const weekdays[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const uint64_t day_seconds = 24 * 60 * 60;
	struct bv_zone zone = date.zone;
	uint64_t seconds = local_seconds(date.seconds, &zone);
	uint64_t days = seconds / day_seconds;
	unsigned second_of_day = (unsigned)(seconds % day_seconds);
	struct civil_date civil = civil_from_days(days);

	return bv_arena_print(
		keep, "%s %s %u %02u:%02u:%02u %llu %c%04u", weekdays[days % 7],
		months[civil.month - 1], civil.day, second_of_day / 3600, second_of_day / 60 % 60,
		second_of_day % 60, (unsigned long long)civil.year,
		zone.is_negative && zone.hours_minutes ? '-' : '+', zone.hours_minutes);
}

/* "+0530" */
static bool parse_zone(struct bv_zone *out, struct bv_text word)
{
	uint64_t number;

	if (word.size != 5 || (word.data[0] != '+' && word.data[0] != '-'))
		return false;
	out->is_negative = word.data[0] == '-';
	word = bv_text_from_offset(word, 1);
	if (!bv_take_uint(&word, &number) || word.size)
		return false;
	out->hours_minutes = (unsigned)number;
	return true;
}

bool bv_date_zone(struct bv_zone *out, struct bv_text printed)
{
	enum {
		WEEKDAY,
		MONTH,
		DAY,
		TIME,
		YEAR,
		ZONE,
		WORDS
	};
	struct bv_text words[WORDS], rest = printed;

	for (size_t i = 0; i < WORDS; i++) {
		(void)bv_take_blanks(&rest);
		if (!bv_take_word(&rest, &words[i]))
			return false;
	}
	return words[WEEKDAY].size == 3 && words[MONTH].size == 3 &&
	       bv_text_find_byte(words[TIME], ':') != SIZE_MAX && parse_zone(out, words[ZONE]);
}
