/* SPDX-License-Identifier: GPL-2.0-only */
/* The fast ways against the plain ones, on random histories: ranges, weights, first in the list. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "replay/pick.h"
#include "replay/replay.h"
#include "repo/history_private.h"
#include "repo/range.h"
#include "support/bisect_vars.h"
#include "support/drawn_history.h"

#define HISTORIES 6
#define QUESTIONS 60
#define COMMITS   120

struct place {
	struct bv_scratch scratch;
	struct bv_drawn drawn;
	git_repository *repository;
	struct bv_history *history;
};

/* With a commit-graph of all commits; @generation is git's commitGraph.generationVersion. */
static struct place open_place(struct bv_random *random, enum bv_clocks clocks, int generation)
{
	struct place place = {.scratch = bv_scratch_open()};

	place.drawn = bv_drawn_random(random, COMMITS, clocks, &place.scratch.keep);
	bv_drawn_import(&place.drawn, &place.scratch, "repo");
	bv_scratch_run(&place.scratch,
		       "git -C repo -c commitGraph.generationVersion=%d commit-graph write "
		       "--no-progress --stdin-commits <repo/all.txt",
		       generation);
	place.history = bv_open_history(bv_scratch_path(&place.scratch, "repo"), &place.repository);
	cr_assert(bv_history_graph(place.history));
	return place;
}

static void close_place(struct place *place)
{
	bv_history_close(place->history);
	git_repository_free(place->repository);
	bv_scratch_close(&place->scratch);
}

static struct bv_range_question random_question(struct place *place, struct bv_random *random,
						struct bv_arena *keep)
{
	size_t bad = COMMITS - 1 - bv_random_below(random, COMMITS / 2);
	size_t good_count = 1 + bv_random_below(random, 4);
	struct bv_range_question question = {
		.bad = bv_must_find(place->history, &place->drawn.items[bad].id)};

	for (size_t i = 0; i < good_count; i++)
		*BV_APPEND(&question.good, keep) = bv_must_find(
			place->history, &place->drawn.items[bv_random_below(random, COMMITS)].id);
	return question;
}

static void expect_same_bases(const struct bv_range *range, const struct bv_range *plain)
{
	cr_expect_eq(range->merge_bases.count, plain->merge_bases.count);
	for (size_t i = 0; i < range->merge_bases.count; i++) {
		bool is_there = false;

		for (size_t j = 0; j < plain->merge_bases.count; j++)
			is_there |= plain->merge_bases.items[j].index ==
				    range->merge_bases.items[i].index;
		cr_expect(is_there);
	}
}

/* Parents before children, the same parents in the same order. */
static void expect_same_candidates(const struct bv_candidates *set,
				   const struct bv_candidates *plain, struct bv_history *history)
{
	cr_assert_eq(set->count, plain->count);
	for (uint32_t i = 0; i < set->count; i++) {
		struct bv_oid id = bv_candidates_oid(set, i);
		uint32_t other = bv_candidates_find(plain, bv_must_find(history, &id));

		cr_assert_neq(other, BV_LOCAL_NONE);
		cr_expect_eq(set->dates[i], plain->dates[other]);
		cr_assert_eq(bv_candidates_parent_count(set, i),
			     bv_candidates_parent_count(plain, other));
		for (uint32_t p = 0; p < bv_candidates_parent_count(set, i); p++) {
			uint32_t parent = set->parents[set->parents_from[i] + p];
			struct bv_oid one = bv_candidates_oid(set, parent);
			struct bv_oid two = bv_candidates_oid(
				plain, plain->parents[plain->parents_from[other] + p]);

			cr_expect_lt(parent, i);
			cr_expect(bv_oid_equal(&one, &two));
		}
	}
}

static void expect_same(struct place *place, const struct bv_range_question *question,
			struct bv_arena *keep)
{
	struct bv_range range, plain;

	bv_range_find_by_nodes(&plain, place->history, question, keep);
	cr_assert(bv_graph_walk_range(&range, place->history, question, keep));
	cr_expect(range.is_known && range.is_proven);
	cr_expect_eq(range.are_all_good_in_bad, plain.are_all_good_in_bad);
	expect_same_bases(&range, &plain);
	expect_same_candidates(&range.candidates, &plain.candidates, place->history);
}

Test(graph_walk, finds_what_the_nodes_say)
{
	struct bv_random random = bv_random_open("graph_walk");

	for (size_t i = 0; i < HISTORIES; i++) {
		struct place place =
			open_place(&random, (enum bv_clocks)(i % BV_CLOCKS_COUNT), 1 + (int)i / 3);

		for (size_t q = 0; q < QUESTIONS; q++) {
			struct bv_arena keep = {0};
			struct bv_range_question question = random_question(&place, &random, &keep);

			expect_same(&place, &question, &keep);
			bv_arena_release(&keep);
		}
		close_place(&place);
	}
}

Test(graph_walk, what_was_found_once_is_not_looked_for_again)
{
	struct bv_random random = bv_random_open("graph_walk cache");
	struct place place = open_place(&random, BV_CLOCKS_RIGHT, 2);

	for (size_t q = 0; q < 40; q++) {
		struct bv_arena keep = {0};
		struct bv_range_question question = random_question(&place, &random, &keep);
		const struct bv_range *first = bv_range_find_cached(place.history, &question);
		struct bv_range plain;

		cr_expect_eq(bv_range_find_cached(place.history, &question), first);
		bv_range_find_by_nodes(&plain, place.history, &question, &keep);
		expect_same_candidates(&first->candidates, &plain.candidates, place.history);
		bv_arena_release(&keep);
	}
	close_place(&place);
}

/* Swap two neighbours of the commit-graph's list of ids; true when both are there. */
static bool swap_ids(struct bv_scratch *scratch, const struct bv_oid *first)
{
	static unsigned char bytes[1 << 16];
	const char *path = bv_scratch_path(scratch, "repo/objects/info/commit-graph");
	unsigned char other[BV_OID_BYTES];
	FILE *file;
	size_t size, at = 0;

	bv_scratch_run(scratch, "chmod u+w repo/objects/info/commit-graph");
	file = fopen(path, "r+b");
	cr_assert(file);
	size = fread(bytes, 1, sizeof(bytes), file);
	while (at + 2 * BV_OID_BYTES < size && memcmp(bytes + at, first->bytes, BV_OID_BYTES) != 0)
		at++;
	memcpy(other, bytes + at + BV_OID_BYTES, BV_OID_BYTES);
	memcpy(bytes + at + BV_OID_BYTES, bytes + at, BV_OID_BYTES);
	memcpy(bytes + at, other, BV_OID_BYTES);
	rewind(file);
	cr_assert_eq(fwrite(bytes, 1, size, file), size);
	cr_assert_eq(fclose(file), 0);
	return at + 2 * BV_OID_BYTES < size;
}

/* Ids that are asked for only after the walk. */
Test(graph_walk, swapped_ids_of_candidates_are_noticed)
{
	struct bv_random random = bv_random_open("graph_walk ids");
	struct place place = open_place(&random, BV_CLOCKS_RIGHT, 2);
	struct bv_arena keep = {0};
	struct bv_range_question question;
	struct bv_range range;

	bv_history_close(place.history);
	git_repository_free(place.repository);
	cr_assert(swap_ids(&place.scratch, &place.drawn.items[COMMITS / 2].id));
	place.history = bv_open_history(bv_scratch_path(&place.scratch, "repo"), &place.repository);
	question = (struct bv_range_question){
		.bad = bv_must_find(place.history, &place.drawn.items[COMMITS - 1].id)};
	*BV_APPEND(&question.good, &keep) = bv_must_find(place.history, &place.drawn.items[0].id);
	bv_range_find(&range, place.history, &question, &keep);
	for (uint32_t i = 0; i < range.candidates.count; i++)
		(void)bv_candidates_oid(&range.candidates, i);
	cr_expect(bv_history_drop_damaged_graph(place.history));
	cr_expect_not(bv_history_drop_damaged_graph(place.history));
	cr_expect_null(bv_history_graph(place.history));
	bv_arena_release(&keep);
	close_place(&place);
}

Test(graph_walk, who_may_not_rest_on_clocks_gets_a_proven_range)
{
	struct bv_range_cache cache = {0};
	struct bv_range_question question = {.bad = {7}};

	(void)bv_range_cache_add(&cache, &question);
	cr_expect(bv_range_cache_find(&cache, &question, true));
	cr_expect_null(bv_range_cache_find(&cache, &question, false));
	bv_range_cache_add(&cache, &question)->range.is_proven = true;
	cr_expect(bv_range_cache_find(&cache, &question, false));
	bv_range_cache_release(&cache);
}

static void begin_replay(struct bv_replay *replay, const struct place *place,
			 struct bv_contradictions *contradictions, struct bv_arena *keep)
{
	struct bv_given_mark bad = {
		.commit = bv_must_find(place->history, &place->drawn.items[COMMITS - 1].id)};
	struct bv_given_mark good = {
		.commit = bv_must_find(place->history, &place->drawn.items[0].id)};

	bv_replay_init(replay, place->history, contradictions, keep);
	bv_replay_mark(replay, BV_VERDICT_BAD, bad);
	bv_replay_mark(replay, BV_VERDICT_GOOD, good);
}

/* One narrows it and the other skips in it; each goes on as if it were alone. */
Test(graph_walk, two_replays_share_a_found_range)
{
	struct bv_random random = bv_random_open("graph_walk replays");
	struct place place = open_place(&random, BV_CLOCKS_RIGHT, 2);
	struct bv_contradictions contradictions = {0};
	struct bv_replay one, two;
	struct bv_arena keep = {0};
	struct bv_given_mark mark = {0};
	uint32_t picked, count;

	begin_replay(&one, &place, &contradictions, &keep);
	begin_replay(&two, &place, &contradictions, &keep);
	cr_assert_eq(bv_replay_choice(&one), bv_replay_choice(&two));
	picked = bv_choice_pick(bv_replay_choice(&one), BV_HALFWAY_TODAY);
	count = bv_replay_candidates(&two)->count;
	mark.commit.index = bv_replay_candidates(&two)->names[picked];
	mark.commit = bv_history_commit_at(place.history, mark.commit.index);
	bv_replay_mark(&two, BV_VERDICT_SKIP, mark);
	bv_replay_mark(&one, BV_VERDICT_GOOD, mark);
	cr_expect_lt(bv_replay_candidates(&one)->count, count);
	cr_expect_neq(bv_replay_choice(&one), bv_replay_choice(&two));
	cr_expect_eq(bv_replay_candidates(&two)->count, count);
	cr_expect(two.is_skipped[picked]);
	cr_expect_eq(bv_choice_pick(bv_replay_choice(&two), BV_HALFWAY_TODAY), picked);
	bv_replay_release(&one);
	cr_expect_neq(bv_choice_pick_skipping(bv_replay_choice(&two), two.is_skipped), picked);
	bv_replay_release(&two);
	bv_arena_release(&keep);
	close_place(&place);
}

Test(graph_walk, a_full_cache_begins_anew)
{
	struct bv_range_cache cache = {0};
	struct bv_range_question question = {.bad = {0}};

	for (; question.bad.index < BV_RANGE_CACHE_ITEMS_MAX; question.bad.index++)
		(void)bv_range_cache_add(&cache, &question);
	cr_expect_eq(cache.ranges.count, BV_RANGE_CACHE_ITEMS_MAX);
	bv_range_cache_add(&cache, &question)->range.candidates.count = UINT32_MAX;
	cr_expect_eq(cache.ranges.count, 1);
	question.bad.index++;
	(void)bv_range_cache_add(&cache, &question);
	cr_expect_eq(cache.ranges.count, 1);
	bv_range_cache_release(&cache);
}

static struct bv_commit must_take(struct bv_history *history, struct bv_text *lines)
{
	struct bv_text line;
	struct bv_oid id;

	cr_assert(bv_take_line(lines, &line) && bv_oid_parse(&id, line));
	return bv_must_find(history, &id);
}

/* Longer than any generation is apart from another in a sane tree, and still within git's 34 bits.
 * It has no child: git since 2.41 cuts a parent's generation to 32 bits. */
Test(graph_walk, a_date_far_in_the_future_is_no_damage)
{
	struct place place = {.scratch = bv_scratch_open()};
	struct bv_range_question question = {0};
	struct bv_text head;

	bv_scratch_run(
		&place.scratch,
		"git init -q repo; cd repo; c() { GIT_COMMITTER_DATE=\"@$1 +0000\" git commit "
		"-q --allow-empty -m $1; }\n"
		"c 1113690036; git branch side; c 1113690037; git checkout -q side\n"
		"c 5500000000; git checkout -q master; c 1113690038\n"
		"git commit-graph write --no-progress --reachable && git commit-graph verify");
	place.history = bv_open_history(bv_scratch_path(&place.scratch, "repo"), &place.repository);
	cr_assert(bv_history_graph(place.history));
	head = bv_scratch_run(&place.scratch, "git -C repo rev-parse master side~1");
	question.bad = must_take(place.history, &head);
	*BV_APPEND(&question.good, &place.scratch.keep) = must_take(place.history, &head);
	expect_same(&place, &question, &place.scratch.keep);
	close_place(&place);
}

static struct bv_candidates random_candidates(struct place *place, struct bv_random *random,
					      struct bv_arena *keep)
{
	struct bv_range_question question = random_question(place, random, keep);
	struct bv_range range;

	bv_range_find_by_nodes(&range, place->history, &question, keep);
	return range.candidates;
}

/* In any order of asking: what was counted for one must not spoil another. */
Test(weights, are_what_a_plain_count_gives_and_within_their_bounds)
{
	struct bv_random random = bv_random_open("weights");

	for (size_t i = 0; i < HISTORIES; i++) {
		struct place place = open_place(&random, (enum bv_clocks)(i % BV_CLOCKS_COUNT), 2);

		for (size_t q = 0; q < QUESTIONS; q++) {
			struct bv_arena keep = {0};
			struct bv_candidates set = random_candidates(&place, &random, &keep);
			struct bv_weights weights;

			bv_weights_init(&weights, &set, &keep);
			for (size_t asked = 0; set.count && asked < 60; asked++) {
				uint32_t local = (uint32_t)bv_random_below(&random, set.count);
				uint32_t plain = bv_candidates_reach(&set, local, BV_LOCAL_NONE);
				struct bv_weight_bounds bounds = bv_weight_bounds(&weights, local);

				cr_expect_leq(bounds.least, plain);
				cr_expect_geq(bounds.most, plain);
				cr_expect_eq(bv_weight(&weights, local), plain);
			}
			bv_arena_release(&keep);
		}
		close_place(&place);
	}
}

#define FEW 40

/* Each has a child, and the fewer dates there are the more are shared. */
static void draw_set(struct bv_candidates *set, struct bv_random *random, uint64_t dates,
		     struct bv_arena *keep)
{
	bool is_parent[FEW][FEW] = {0};
	uint32_t edges = 0;

	*set = (struct bv_candidates){.count = FEW};
	set->dates = bv_arena_alloc(keep, FEW, sizeof(*set->dates));
	set->parents_from = bv_arena_alloc(keep, FEW + 1, sizeof(*set->parents_from));
	set->parents = bv_arena_alloc(keep, (size_t)FEW * FEW, sizeof(*set->parents));
	for (size_t i = 0; i < FEW; i++)
		set->dates[i] = i * dates / FEW + bv_random_below(random, 4);
	for (size_t i = 0; i + 1 < FEW; i++)
		for (size_t times = 1 + bv_random_below(random, 2); times > 0; times--)
			is_parent[i + 1 + bv_random_below(random, FEW - 1 - i)][i] = true;
	for (size_t child = 0; child < FEW; child++) {
		set->parents_from[child] = edges;
		for (uint32_t i = FEW; i-- > 0;)
			if (is_parent[child][i])
				set->parents[edges++] = i;
	}
	set->parents_from[FEW] = edges;
}

Test(list_order, the_first_is_found_among_equal_dates)
{
	struct bv_random random = bv_random_open("list_first equal");

	for (size_t i = 0; i < 3000; i++) {
		static const uint64_t dates[] = {1, FEW / 4, FEW / 2};
		struct bv_arena keep = {0};
		struct bv_candidates set;
		const uint32_t *order;

		draw_set(&set, &random, dates[i % 3], &keep);
		order = bv_list_order(&set, &keep);
		for (uint32_t at = 0; at + 1 < FEW; at++)
			cr_expect_eq(bv_list_first(&set, order + at, FEW - at), order[at]);
		bv_arena_release(&keep);
	}
}

/* The young are a line, and each brings in an old one of its own; the old have one date. */
Test(list_order, the_first_is_found_when_many_wait_for_one_date)
{
	struct bv_arena keep = {0};
	struct bv_candidates set = {.count = FEW};
	const uint32_t *order;

	set.dates = bv_arena_alloc(&keep, FEW, sizeof(*set.dates));
	set.parents_from = bv_arena_alloc(&keep, FEW + 1, sizeof(*set.parents_from));
	set.parents = bv_arena_alloc(&keep, FEW, sizeof(*set.parents));
	for (uint32_t i = 0, edges = 0; i < FEW; i++) {
		set.dates[i] = i < FEW / 2 ? 0 : i;
		if (i > FEW / 2)
			set.parents[edges++] = i - 1;
		if (i >= FEW / 2)
			set.parents[edges++] = i - FEW / 2;
		set.parents_from[i + 1] = edges;
	}
	order = bv_list_order(&set, &keep);
	for (uint32_t at = 0; at + 1 < FEW; at++)
		cr_expect_eq(bv_list_first(&set, order + at, FEW - at), order[at]);
	bv_arena_release(&keep);
}

Test(list_order, the_first_of_some_is_the_first_in_the_whole_list)
{
	struct bv_random random = bv_random_open("list_first");

	for (size_t i = 0; i < BV_CLOCKS_COUNT; i++) {
		struct place place = open_place(&random, (enum bv_clocks)i, 2);

		for (size_t q = 0; q < QUESTIONS; q++) {
			struct bv_arena keep = {0};
			struct bv_candidates set = random_candidates(&place, &random, &keep);
			const uint32_t *order = bv_list_order(&set, &keep);
			uint32_t some[5], first = BV_LOCAL_NONE;
			size_t count = 0;

			for (uint32_t local = 0; local < set.count && count < 5; local++)
				if (bv_random_below(&random, 4) == 0)
					some[count++] = local;
			for (uint32_t at = set.count; at-- > 0;)
				for (size_t s = 0; s < count; s++)
					if (order[at] == some[s])
						first = some[s];
			if (count > 0)
				cr_expect_eq(bv_list_first(&set, some, count), first);
			bv_arena_release(&keep);
		}
		close_place(&place);
	}
}
