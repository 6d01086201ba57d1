/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading a history by git, and drawing bugs in it. */
#include "world.h"

#include <stdlib.h>
#include <string.h>

/* How many releases have the bug, of as many draws: syzbot mostly walks one. */
static const size_t releases_with_bug[] = {0, 0, 0, 0, 0, 1, 1, 2, 3, 5};

static const struct world *sorted; /* for qsort(), which hands nothing on */

static int compare_ids(const void *a, const void *b)
{
	return bv_oid_compare(&sorted->commits[*(const size_t *)a].id,
			      &sorted->commits[*(const size_t *)b].id);
}

size_t world_find(const struct world *world, const struct bv_oid *id)
{
	size_t low = 0, high = world->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = bv_oid_compare(&world->commits[world->by_id[middle]].id, id);

		if (order == 0)
			return world->by_id[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return WORLD_NONE;
}

const char *world_hex(const struct world *world, size_t commit, struct bv_arena *keep)
{
	return pairs_print(keep, "%s", bv_oid_hex(&world->commits[commit].id).digits);
}

static struct bv_text git(struct world *world, const char *command)
{
	struct bv_text out;
	int status;

	out = pairs_shell(world->folder, command, &status, &world->keep);
	if (status != 0)
		pairs_die("%s: %s failed", world->folder, command);
	return out;
}

/* "ID\tPARENTS\tSUBJECT" a line; parents are found once all ids are known. */
static void read_commits(struct world *world)
{
	struct bv_text rest = git(world, "git log --topo-order --reverse --format='%H%x09%P%x09%s' "
					 "HEAD"),
		       line, all = rest;
	struct bv_text *parents;

	while (bv_take_line(&rest, &line))
		world->count++;
	world->commits = bv_arena_alloc(&world->keep, world->count, sizeof(*world->commits));
	world->by_id = bv_arena_alloc(&world->keep, world->count, sizeof(*world->by_id));
	parents = bv_arena_alloc(&world->keep, world->count, sizeof(*parents));
	for (size_t i = 0; i < world->count; i++) {
		struct world_commit *commit = &world->commits[i];
		struct bv_text hex;

		if (!bv_take_line(&all, &line) || !bv_take_until(&line, BV_TEXT("\t"), &hex) ||
		    !bv_oid_parse(&commit->id, hex) ||
		    !bv_take_until(&line, BV_TEXT("\t"), &parents[i]))
			pairs_die("git log printed no commit");
		commit->subject = line;
		world->by_id[i] = i;
	}
	sorted = world;
	qsort(world->by_id, world->count, sizeof(*world->by_id), compare_ids);
	for (size_t i = 0; i < world->count; i++) {
		struct world_commit *commit = &world->commits[i];
		size_t *list =
			bv_arena_alloc(&world->keep, parents[i].size / 40 + 1, sizeof(*list));
		struct bv_oid id;

		for (struct bv_text hex; bv_take_hex(&parents[i], 40, 40, &hex);) {
			(void)bv_take_blanks(&parents[i]);
			if (bv_oid_parse(&id, hex))
				list[commit->parent_count++] = world_find(world, &id);
		}
		commit->parents = list;
		commit->is_code = commit->parent_count == 1;
	}
	world->head = world->count - 1;
}

/* Trees that lack most files do not tell; then every commit that is no merge will do. */
static void read_code(struct world *world)
{
	static const char command[] = "git log --no-merges --format=%H HEAD -- '*.c' '*.h' "
				      "':!tools' ':!arch/arm*' ':!Documentation' 2>/dev/null";
	struct bv_text out, line;
	struct bv_oid id;
	int status;

	if (pairs_shell(world->folder, "git config --get extensions.partialClone", &status,
			&world->keep)
		    .size > 0)
		return;
	world->has_files = true;
	out = pairs_shell(world->folder, command, &status, &world->keep);
	if (status != 0)
		return;
	for (size_t i = 0; i < world->count; i++)
		world->commits[i].is_code = false;
	while (bv_take_line(&out, &line))
		if (bv_oid_parse(&id, line)) {
			struct world_commit *commit = &world->commits[world_find(world, &id)];

			commit->is_code = commit->parent_count == 1;
		}
}

static void read_releases(struct world *world)
{
	struct bv_text rest = git(world, "git for-each-ref --sort=-creatordate --format="
					 "'%(if)%(*objectname)%(then)%(*objectname)%(else)"
					 "%(objectname)%(end) %(refname:short)' refs/tags"),
		       line, hex;
	struct bv_oid id;

	while (world->release_count < WORLD_RELEASES_MAX && bv_take_line(&rest, &line)) {
		size_t commit;

		if (!bv_take_hex(&line, 40, 40, &hex) || !bv_oid_parse(&id, hex) ||
		    !bv_take_blanks(&line) || !bv_text_starts_with(line, BV_TEXT("v")) ||
		    bv_text_find(line, BV_TEXT("-"), 0) != SIZE_MAX)
			continue;
		commit = world_find(world, &id);
		if (commit != WORLD_NONE)
			world->releases[world->release_count++] = (struct world_release){
				pairs_print(&world->keep, "%.*s", BV_TEXT_ARG(line)), commit};
	}
}

struct world *world_open(const char *folder)
{
	struct bv_arena keep = {0};
	struct world *world = bv_arena_alloc(&keep, 1, sizeof(*world));
	struct bv_error err = {0};

	world->keep = keep;
	world->folder = pairs_print(&world->keep, "%s", folder);
	if (!bv_tree_open(&world->tree, folder, &err))
		pairs_die("%s", err.text);
	world->history = bv_tree_history(world->tree, &err);
	if (!world->history)
		pairs_die("%s", err.text);
	read_commits(world);
	read_code(world);
	read_releases(world);
	return world;
}

void world_close(struct world *world)
{
	struct bv_arena keep = world->keep;

	bv_tree_close(world->tree);
	bv_arena_release(&keep);
}

bool *world_descendants(const struct world *world, size_t commit, struct bv_arena *keep)
{
	bool *flags = bv_arena_alloc(keep, world->count, sizeof(*flags));

	flags[commit] = true;
	for (size_t i = commit + 1; i < world->count; i++)
		for (size_t p = 0; p < world->commits[i].parent_count; p++)
			flags[i] |= flags[world->commits[i].parents[p]];
	return flags;
}

bool *world_ancestors(const struct world *world, size_t commit, struct bv_arena *keep)
{
	bool *flags = bv_arena_alloc(keep, world->count, sizeof(*flags));

	flags[commit] = true;
	for (size_t i = commit + 1; i-- > 0;)
		for (size_t p = 0; flags[i] && p < world->commits[i].parent_count; p++)
			flags[world->commits[i].parents[p]] = true;
	return flags;
}

/*
 * Drawing a bug
 */

static double draw_share(struct dice *dice)
{
	return (double)(dice_next(dice) >> 11) / 9007199254740992.0;
}

/* On the trunk, newer than the release before the last that is needed. */
static size_t draw_start(const struct world *world, struct dice *dice, size_t *newest)
{
	size_t oldest_used = world->release_count > 8 ? world->release_count - 8 : 1;
	size_t found = world->head, count = 0;

	*newest = dice_below(dice, oldest_used);
	for (size_t c = world->head; world->commits[c].parent_count > 0;
	     c = world->commits[c].parents[0]) {
		if (c == world->releases[*newest].commit)
			break;
		if (*newest > 0 && c == world->releases[*newest - 1].commit)
			count = 0;
		if (dice_below(dice, ++count) == 0)
			found = c;
	}
	return found;
}

/* In the start, and not in the release behind those that are to have the bug. */
static size_t draw_culprit(const struct world *world, const struct world_bug *bug, size_t newest,
			   struct dice *dice, struct bv_arena *keep)
{
	size_t kinds = sizeof(releases_with_bug) / sizeof(releases_with_bug[0]), found, count = 0;
	size_t older = newest + releases_with_bug[dice_below(dice, kinds)];
	const bool *in_start = world_ancestors(world, bug->start, keep), *in_older, *in_newer;

	if (older + 1 >= world->release_count)
		older = world->release_count > 1 ? world->release_count - 2 : 0;
	if (older < newest)
		older = newest;
	in_older = world_ancestors(world, world->releases[older].commit, keep);
	in_newer = older > newest ? world_ancestors(world, world->releases[older - 1].commit, keep)
				  : in_start;
	found = bug->start;
	for (size_t c = 0; c <= bug->start; c++)
		if (world->commits[c].is_code && in_newer[c] && in_start[c] && !in_older[c] &&
		    dice_below(dice, ++count) == 0)
			found = c;
	return found;
}

void world_draw_bug(struct world_bug *out, const struct world *world,
		    const struct world_setting *setting, uint64_t seed, struct bv_arena *keep)
{
	size_t newest = 0;

	*out = (struct world_bug){.world = world, .setting = setting, .dice = {seed}};
	(void)dice_next(&out->dice);
	out->start = draw_start(world, &out->dice, &newest);
	out->culprit = draw_culprit(world, out, newest, &out->dice, keep);
	out->has_bug = world_descendants(world, out->culprit, keep);
	/* Old kernels are those without the newest release that lacks the start's end. */
	if (draw_share(&out->dice) < setting->blind)
		out->does_reproduce =
			world_descendants(world, world->releases[newest].commit, keep);
}

enum world_run world_run(struct world_bug *bug, size_t commit)
{
	bool does_work = !bug->does_reproduce || bug->is_adapted || bug->does_reproduce[commit];
	double crash = draw_share(&bug->dice), other = draw_share(&bug->dice);

	bug->runs++;
	if (other < bug->setting->noise)
		return WORLD_OTHER;
	if (does_work && bug->has_bug[commit])
		return crash < bug->setting->rate ? WORLD_BUG : WORLD_OK;
	return crash < bug->setting->false_alarm ? WORLD_BUG : WORLD_OK;
}

const char *world_other_title(struct world_bug *bug)
{
	static const char *const titles[] = {
		"WARNING in sample_timer_wait",
		"INFO: task hung in mock_sync_inodes",
		"BUG: soft lockup in trial_poll",
	};

	return titles[dice_below(&bug->dice, sizeof(titles) / sizeof(titles[0]))];
}
