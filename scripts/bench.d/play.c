/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * play TREE COUNT SEED FOLDER: play bisections of drawn culprits, and write their logs.
 *
 * Standard input has a line "BAD GOOD" of full ids for each range; they are taken in turn. The
 * commits to test are those that git would choose, which the tests compare with git's own. Writes
 * FOLDER/00000.log and so on, as `git bisect log` would print them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "replay/pick.h"
#include "repo/object.h"
#include "repo/range.h"
#include "repo/tree.h"

#define RANGES_MAX 4096

struct played_range {
	struct bv_oid bad, good;
};

struct player {
	struct bv_tree *tree;
	struct bv_history *history;
	uint64_t random; /* xorshift */
	FILE *log;
};

static void die(const char *what)
{
	(void)fprintf(stderr, "play: %s\n", what);
	exit(128);
}

static uint32_t random_below(struct player *player, uint32_t count)
{
	player->random ^= player->random << 13;
	player->random ^= player->random >> 7;
	player->random ^= player->random << 17;
	return (uint32_t)((player->random >> 11) % count);
}

static struct bv_commit find(struct player *player, const struct bv_oid *id)
{
	struct bv_commit commit;

	if (bv_history_find(player->history, id, &commit) != BV_YES)
		die("a commit is not in the tree");
	return commit;
}

static void write_comment(struct player *player, const char *what, const struct bv_oid *id)
{
	struct bv_arena keep = {0};
	struct bv_commit_object commit = {0};
	struct bv_oid_hex hex = bv_oid_hex(id);

	if (bv_commit_read(&commit, player->tree, id, &keep) != BV_YES)
		die("a commit cannot be read");
	(void)fprintf(player->log, "# %s: [%s] %.*s\n", what, hex.digits,
		      BV_TEXT_ARG(commit.subject));
	bv_arena_release(&keep);
}

static void write_mark(struct player *player, const char *verdict, const struct bv_oid *id)
{
	struct bv_oid_hex hex = bv_oid_hex(id);

	write_comment(player, verdict, id);
	(void)fprintf(player->log, "git bisect %s %s\n", verdict, hex.digits);
}

/* Until one is left. */
static void search(struct player *player, const struct bv_candidates *set, struct bv_commit culprit,
		   struct bv_arena *keep)
{
	struct bv_candidates left;

	while (set->count > 1) {
		struct bv_arena scratch = {0};
		uint32_t target = bv_candidates_find(set, culprit), picked;
		struct bv_choice choice;
		struct bv_oid id;
		bool is_bad;

		bv_choice_init(&choice, set, &scratch);
		picked = bv_choice_pick(&choice, BV_HALFWAY_TODAY);
		id = bv_candidates_oid(set, picked);
		is_bad = bv_candidates_is_ancestor(set, target, &picked, 1);
		write_mark(player, is_bad ? "bad" : "good", &id);
		bv_arena_release(&scratch);
		if (is_bad)
			bv_candidates_keep_ancestors(&left, set, picked, keep);
		else
			bv_candidates_drop_ancestors(&left, set, picked, keep);
		set = &left;
	}
}

static void play(struct player *player, const struct played_range *range)
{
	struct bv_arena keep = {0};
	struct bv_range_question question = {.bad = find(player, &range->bad)};
	const struct bv_candidates *set;
	const struct bv_range *found;
	struct bv_oid culprit;

	*BV_APPEND(&question.good, &keep) = find(player, &range->good);
	found = bv_range_find_cached(player->history, &question);
	if (!found->is_known || found->candidates.count == 0)
		die("a range is not known");
	set = &found->candidates;
	culprit = bv_candidates_oid(set, random_below(player, set->count));
	(void)fprintf(player->log, "git bisect start '--no-checkout'\n");
	write_mark(player, "bad", &range->bad);
	write_mark(player, "good", &range->good);
	search(player, set, find(player, &culprit), &keep);
	write_comment(player, "first bad commit", &culprit);
	bv_arena_release(&keep);
}

static size_t read_ranges(struct played_range *out)
{
	char line[256];
	size_t count = 0;

	while (count < RANGES_MAX && fgets(line, sizeof(line), stdin)) {
		struct bv_text rest = bv_text_from(line), bad, good;

		if (!bv_take_word(&rest, &bad) || !bv_take_blanks(&rest) ||
		    !bv_take_word(&rest, &good) || !bv_oid_parse(&out[count].bad, bad) ||
		    !bv_oid_parse(&out[count].good, good))
			die("standard input: not two full ids");
		count++;
	}
	return count;
}

int main(int argument_count, char **arguments)
{
	static struct played_range ranges[RANGES_MAX];
	struct player player = {0};
	struct bv_error err = {0};
	size_t range_count = read_ranges(ranges);
	long count = argument_count == 5 ? strtol(arguments[2], NULL, 10) : 0;

	if (count < 1 || range_count == 0)
		die("usage: play TREE COUNT SEED FOLDER <ranges");
	player.random = strtoull(arguments[3], NULL, 10) * 2 + 1;
	if (!bv_tree_open(&player.tree, arguments[1], &err) ||
	    !(player.history = bv_tree_history(player.tree, &err)))
		die(err.text);
	for (long i = 0; i < count; i++) {
		char path[4096];

		(void)snprintf(path, sizeof(path), "%s/%05ld.log", arguments[4], i);
		player.log = fopen(path, "w");
		if (!player.log)
			die("a log cannot be written");
		play(&player, &ranges[(size_t)i % range_count]);
		if (fclose(player.log) != 0)
			die("a log cannot be written");
	}
	bv_tree_close(player.tree);
	return 0;
}
