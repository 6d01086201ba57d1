/* SPDX-License-Identifier: GPL-2.0-only */
/* Drawing histories and importing them with git fast-import. */
#include "drawn_history.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#define FIRST_DATE   1500000000
#define SEED_DEFAULT 20240229

struct bv_random bv_random_open(const char *what)
{
	const char *given = getenv("BV_SEED");
	struct bv_text rest = bv_text_from(given);
	uint64_t seed = SEED_DEFAULT;

	if (given)
		cr_assert(bv_take_uint(&rest, &seed), "BV_SEED is no number");
	printf("%s: BV_SEED=%llu\n", what, (unsigned long long)seed);
	return (struct bv_random){seed * 2 + 1};
}

/* splitmix64. */
static uint64_t next_random(struct bv_random *random)
{
	uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

size_t bv_random_below(struct bv_random *random, size_t count)
{
	return (size_t)(next_random(random) % count);
}

static size_t number_of(const struct bv_drawn *drawn, struct bv_text name)
{
	for (size_t i = 0; i < drawn->count; i++)
		if (bv_text_equal(drawn->items[i].name, name))
			return i;
	cr_assert(false, "no commit %.*s was drawn", BV_TEXT_ARG(name));
	return 0;
}

struct bv_drawn bv_drawn_parse(const char *drawing, struct bv_arena *keep)
{
	struct bv_text rest = bv_text_from(drawing), line, word;
	struct bv_drawn drawn = {0};

	while (bv_take_line(&rest, &line)) {
		struct bv_drawn_commit commit = {.date = FIRST_DATE + 60 * drawn.count};

		bv_take_blanks(&line);
		if (bv_text_is_empty(line))
			continue;
		cr_assert(bv_take_prefix(&line, BV_TEXT("commit ")) &&
			  bv_take_word(&line, &commit.name));
		while (bv_take_blanks(&line) && bv_take_word(&line, &word)) {
			if (bv_take_prefix(&word, BV_TEXT("date=")))
				cr_assert(bv_take_uint(&word, &commit.date));
			else
				commit.parents[commit.parent_count++] = number_of(&drawn, word);
		}
		*BV_APPEND(&drawn, keep) = commit;
	}
	return drawn;
}

static void add_parent(struct bv_drawn_commit *commit, size_t parent)
{
	for (size_t i = 0; i < commit->parent_count; i++)
		if (commit->parents[i] == parent)
			return;
	if (commit->parent_count < BV_DRAWN_PARENTS_MAX)
		commit->parents[commit->parent_count++] = parent;
}

static uint64_t random_date(struct bv_random *random, const struct bv_drawn *drawn,
			    enum bv_clocks clocks)
{
	uint64_t date = FIRST_DATE + 3600 * drawn->count;

	if (clocks == BV_CLOCKS_EQUAL)
		return FIRST_DATE + drawn->count / 16;
	if (clocks == BV_CLOCKS_WRONG && bv_random_below(random, 4) == 0)
		return date + 3600 * bv_random_below(random, 60) - 3600 * 30;
	if (clocks == BV_CLOCKS_WRONG && bv_random_below(random, 8) == 0)
		return date + 3600 * bv_random_below(random, 400) - 3600 * 200;
	if (clocks == BV_CLOCKS_WRONG && bv_random_below(random, 60) == 0)
		return bv_random_below(random, 2) ? 0 : UINT64_C(4102444800);
	return date;
}

struct bv_drawn bv_drawn_random(struct bv_random *random, size_t count, enum bv_clocks clocks,
				struct bv_arena *keep)
{
	struct bv_drawn drawn = {0};
	size_t reach = 2 + bv_random_below(random, 40);

	for (size_t i = 0; i < count; i++) {
		struct bv_drawn_commit commit = {.date = random_date(random, &drawn, clocks)};
		size_t near = i < reach ? i : reach;
		size_t kind = bv_random_below(random, 100);
		size_t parents = kind < 65 ? 1 : kind < 95 ? 2 : kind < 99 ? 4 : 0;

		commit.name = bv_arena_print(keep, "c%zu", i);
		/* Mostly the newest, so that there is a trunk; else some recent one. */
		for (size_t p = 0; p < parents && i > 0; p++)
			add_parent(&commit, p == 0 && bv_random_below(random, 3) > 0
						    ? i - 1
						    : i - 1 - bv_random_below(random, near));
		*BV_APPEND(&drawn, keep) = commit;
	}
	return drawn;
}

static void write_stream(const struct bv_drawn *drawn, FILE *file)
{
	for (size_t i = 0; i < drawn->count; i++) {
		const struct bv_drawn_commit *commit = &drawn->items[i];

		if (commit->parent_count == 0)
			fprintf(file, "reset refs/heads/import\n\n");
		fprintf(file,
			"commit refs/heads/import\nmark :%zu\n"
			"committer Ben Example <ben@example.org> %llu +0000\ndata <<EOM\n"
			"%.*s: change %zu\nEOM\n\n",
			i + 1, (unsigned long long)commit->date, BV_TEXT_ARG(commit->name), i);
		for (size_t p = 0; p < commit->parent_count; p++)
			fprintf(file, "%s :%zu\n", p == 0 ? "from" : "merge",
				commit->parents[p] + 1);
		fprintf(file, "\n");
	}
}

static void read_marks(struct bv_drawn *drawn, struct bv_text marks)
{
	struct bv_text line;

	while (bv_take_line(&marks, &line)) {
		uint64_t number;

		cr_assert(bv_take_prefix(&line, BV_TEXT(":")) && bv_take_uint(&line, &number) &&
			  bv_take_blanks(&line) && number >= 1 && number <= drawn->count);
		cr_assert(bv_oid_parse(&drawn->items[number - 1].id, line));
	}
}

void bv_drawn_import(struct bv_drawn *drawn, struct bv_scratch *scratch, const char *name)
{
	const char *path = bv_scratch_path(scratch, "import.stream");
	FILE *file = fopen(path, "w");

	cr_assert(file);
	write_stream(drawn, file);
	cr_assert(fclose(file) == 0);
	read_marks(drawn, bv_scratch_run(scratch,
					 "git init -q --bare %s && cd %s\n"
					 "git fast-import --quiet --date-format=raw-permissive"
					 " --export-marks=marks <../import.stream\n"
					 "git update-ref -d refs/heads/import\n"
					 "sort -n -t : -k 2 marks | cut -d ' ' -f 2 >all.txt\n"
					 "cat marks",
					 name, name));
}

const struct bv_drawn_commit *bv_drawn_find(const struct bv_drawn *drawn, const char *name)
{
	return &drawn->items[number_of(drawn, bv_text_from(name))];
}

const char *bv_drawn_hex(const struct bv_drawn *drawn, size_t number, struct bv_arena *keep)
{
	return bv_arena_print(keep, "%s", bv_oid_hex(&drawn->items[number].id).digits).data;
}

void bv_drawn_flag_ancestors(const struct bv_drawn *drawn, size_t number, bool *flags)
{
	flags[number] = true;
	for (size_t i = number + 1; i-- > 0;)
		for (size_t p = 0; flags[i] && p < drawn->items[i].parent_count; p++)
			flags[drawn->items[i].parents[p]] = true;
}
