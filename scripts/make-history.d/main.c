/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * history COMMITS SEED PER-RELEASE SKEW-MILLIONTHS DAYS: write the stream on stdout and read the
 * answers of git fast-import from stdin. scripts/make-history has checked the numbers.
 */
#include <stdlib.h>

#include "history.h"

#define FIRST_DAY      INT64_C(1118997600) /* 17 June 2005, when v2.6.12 came out */
#define RELEASES_LEAST 2
#define BUFFER_BYTES   ((size_t)1 << 18)

static uint32_t parse_number(const char *text)
{
	return (uint32_t)strtoul(text, NULL, 10);
}

static struct wish parse_wish(char **numbers)
{
	return (struct wish){
		.commit_count = parse_number(numbers[0]),
		.seed = parse_number(numbers[1]),
		.per_release = parse_number(numbers[2]),
		.skew_millionths = parse_number(numbers[3]),
		.base_age_seconds = parse_number(numbers[4]) * DAY,
	};
}

/* Cycles grow from 3/4 of the mean to 5/4 of it. */
static void make_all(struct history *history)
{
	const struct wish *wish = &history->wish;
	struct line mainline = {.owner = PERSON_INTEGRATOR};
	uint64_t count = (wish->commit_count + wish->per_release / 2) / wish->per_release;
	char name[TAG_NAME_BYTES];
	uint64_t goal = 0;

	if (count < RELEASES_LEAST)
		count = RELEASES_LEAST;
	line_found(history, &mainline, FIRST_DAY - DAY);
	release_name(name, 0);
	line_version(history, &mainline, name, FIRST_DAY);
	for (uint64_t i = 1; i <= count; i++) {
		uint64_t quarters = 3 * (count - 1) + 2 * (i - 1);

		goal += wish->commit_count * quarters / (4 * count * (count - 1));
		if (i == count)
			goal = wish->commit_count;
		release_make(history, &mainline, (uint32_t)i, (uint32_t)goal);
	}
	stream_finish(&history->stream);
}

int main(int argument_count, char **arguments)
{
	struct history *history;

	if (argument_count != 6) {
		(void)fprintf(stderr,
			      "usage: history COMMITS SEED PER-RELEASE SKEW-MILLIONTHS DAYS\n");
		return 129;
	}
	history = calloc(1, sizeof(*history));
	if (!history)
		abort();
	history->wish = parse_wish(arguments + 1);
	history->dice = dice_make(history->wish.seed, 0);
	history->stream = (struct stream){
		.out = stdout,
		.answers = stdin,
		.seed = history->wish.seed,
		.dice = dice_make(history->wish.seed, 1),
		.skew_millionths = history->wish.skew_millionths,
	};
	(void)setvbuf(stdout, NULL, _IOFBF, BUFFER_BYTES);
	make_all(history);
	free(history);
	return 0;
}
