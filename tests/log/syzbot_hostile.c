/* SPDX-License-Identifier: GPL-2.0-only */
/* Any bytes give a model: cut, damaged, endless and binary logs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log/builder.h"
#include "reading.h"

#define FIXTURES BV_TEST_DATA "/syzbot/"

static const char *const fixtures[] = {
	FIXTURES "2018-05-tries.log",
	FIXTURES "2019-11-signature.log",
	FIXTURES "2020-07-config.log",
	FIXTURES "2023-07-doubled.log",
	FIXTURES "2023-08-fix.log",
	FIXTURES "2024-07-two-crashes.log",
	FIXTURES "2024-12-lost-connection.log",
};
#define FIXTURE_COUNT (sizeof(fixtures) / sizeof(fixtures[0]))

/* Read an exact copy, so that a read past its end is seen. */
static void read_copy(struct bv_text text)
{
	char *copy = malloc(text.size ? text.size : 1);
	struct reading log;

	cr_assert_not_null(copy);
	if (text.size)
		memcpy(copy, text.data, text.size);
	log = read_text((struct bv_text){copy, text.size});
	cr_assert_eq(log.all.count, 1);
	for (size_t i = 0; i < log.bisection->steps.count; i++)
		cr_expect_leq(log.bisection->steps.items[i].revision.number,
			      log.bisection->revisions.count);
	bv_arena_release(&log.keep);
	free(copy);
}

Test(syzbot_hostile, every_beginning_of_a_log)
{
	for (size_t i = 0; i < FIXTURE_COUNT; i++) {
		struct reading log = read_file(fixtures[i]);

		for (size_t size = 0; size < log.source.text.size; size += 7)
			read_copy(bv_text_slice(log.source.text, 0, size));
		bv_arena_release(&log.keep);
	}
}

static bool is_dated(struct bv_text text)
{
	struct reading log = read_text(text);
	bool is_known = log.bisection->era.is_known;

	bv_arena_release(&log.keep);
	return is_known;
}

/* "testing commit H wi" is no line of another year. */
Test(syzbot_hostile, half_a_line_does_not_take_the_date_away)
{
	for (size_t i = 0; i < FIXTURE_COUNT; i++) {
		struct reading log = read_file(fixtures[i]);
		struct bv_text text = log.source.text;
		bool was_dated = false;

		for (size_t size = 0; size < text.size; size++) {
			if (size > 0 && text.data[size - 1] == '\n')
				was_dated = is_dated(bv_text_slice(text, 0, size));
			else if (was_dated && size % 13 == 0)
				cr_expect(is_dated(bv_text_slice(text, 0, size)), "%s, %zu bytes",
					  fixtures[i], size);
		}
		bv_arena_release(&log.keep);
	}
}

/* The same numbers on every machine. */
static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

Test(syzbot_hostile, damaged_bytes_and_lines_in_any_order)
{
	uint32_t random = 1;

	for (size_t round = 0; round < 60 * FIXTURE_COUNT; round++) {
		struct reading log = read_file(fixtures[round % FIXTURE_COUNT]);
		size_t size = log.source.text.size;
		char *bytes = malloc(2 * size);

		cr_assert_not_null(bytes);
		memcpy(bytes, log.source.text.data, size);
		memcpy(bytes + size, log.source.text.data, size);
		for (size_t i = 0; i < 40; i++)
			bytes[next_random(&random) % (2 * size)] = (char)next_random(&random);
		/* A log from the middle on, and its beginning behind that. */
		read_copy((struct bv_text){bytes + next_random(&random) % size, size});
		free(bytes);
		bv_arena_release(&log.keep);
	}
}

struct long_text {
	char *items;
	size_t size;
};
#define LINE_BYTES 160

static struct long_text room_for_lines(size_t count, struct bv_arena *keep)
{
	return (struct long_text){bv_arena_alloc(keep, count, LINE_BYTES), 0};
}

Test(syzbot_hostile, more_commits_than_anybody_tests)
{
	const size_t count = 100000;
	struct bv_arena keep = {0};
	struct long_text text = room_for_lines(count, &keep);
	struct reading log;

	for (size_t i = 0; i < count; i++)
		text.size += (size_t)snprintf(text.items + text.size, LINE_BYTES,
					      "testing commit %040zx gcc\nall runs: OK\n", i);
	log = read_text((struct bv_text){text.items, text.size});
	cr_expect_eq(log.bisection->kind, BV_KIND_SYZBOT_CAUSE);
	cr_expect_eq(log.bisection->revisions.count, BV_REVISIONS_MAX);
	cr_expect_eq(log.bisection->steps.count, BV_STEPS_MAX);
	cr_expect(log.bisection->is_truncated);
	bv_arena_release(&log.keep);
	bv_arena_release(&keep);
}

Test(syzbot_hostile, more_names_than_anybody_prints)
{
	const size_t count = 100000;
	struct bv_arena keep = {0};
	struct long_text text = room_for_lines(count, &keep);
	struct reading log;

	text.size =
		(size_t)snprintf(text.items, LINE_BYTES, "# git bisect start %040x %040x\n", 1, 2);
	for (size_t i = 3; i < count; i++)
		text.size +=
			(size_t)snprintf(text.items + text.size, LINE_BYTES, "[%040zx] a\n", i);
	text.size += (size_t)snprintf(text.items + text.size, LINE_BYTES,
				      "building syzkaller on %040x\n", 1);
	log = read_text((struct bv_text){text.items, text.size});
	cr_expect_eq(log.bisection->kind, BV_KIND_SYZBOT_CAUSE);
	cr_expect_eq(log.bisection->revisions.count, BV_REVISIONS_MAX);
	cr_expect(log.bisection->is_truncated);
	bv_arena_release(&log.keep);
	bv_arena_release(&keep);
}

Test(syzbot_hostile, more_lines_than_we_take)
{
	struct bv_arena keep = {0};
	struct long_text text = room_for_lines(BV_LOG_LINES_MAX + 1, &keep);
	struct reading log;

	for (size_t i = 0; i <= BV_LOG_LINES_MAX; i++)
		text.size += (size_t)snprintf(text.items + text.size, LINE_BYTES,
					      "run #%zu: crashed: %zu\n", i, i);
	log = read_text((struct bv_text){text.items, text.size});
	cr_expect_eq(log.bisection->last_line, BV_LOG_LINES_MAX);
	cr_expect(log.bisection->is_truncated);
	bv_arena_release(&log.keep);
	bv_arena_release(&keep);
}

Test(syzbot_hostile, a_nul_makes_it_binary_unless_it_is_surely_a_log)
{
	static const struct {
		struct bv_text text;
		enum bv_kind kind;
		bool is_binary;
	} rows[] = {
		{BV_TEXT_INIT("\177ELF\2\1\1\0\0"), BV_KIND_UNKNOWN, true},
		{BV_TEXT_INIT("prose\n\0"), BV_KIND_UNKNOWN, true},
		{BV_TEXT_INIT("git bisect start\n\0"), BV_KIND_UNKNOWN, true},
		{BV_TEXT_INIT("prose\n"), BV_KIND_UNKNOWN, false},
		{BV_TEXT_INIT("bisecting cause commit starting from "
			      "1111111111111111111111111111111111111111\nan oops: \0\1\n"),
		 BV_KIND_SYZBOT_CAUSE, false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading log = read_text(rows[i].text);

		cr_expect(log.bisection->kind == rows[i].kind &&
				  log.bisection->is_binary == rows[i].is_binary,
			  "row %zu", i);
		bv_arena_release(&log.keep);
	}
}
