/* SPDX-License-Identifier: GPL-2.0-only */
/* The set of candidates: numbering it, finding in it, narrowing it. */
#include "candidates.h"

#include <string.h>

#include "history_private.h"

#include "base/banned.h"

struct build {
	struct bv_candidates *set;
	struct bv_history *history;
	const struct bv_members *members;
	uint32_t *children; /* not yet numbered, by the members' first numbers */
};

static struct bv_node *node_of(const struct build *build, struct bv_commit commit)
{
	return bv_history_node(build->history, commit);
}

static struct bv_node *node_of_name(const struct build *build, uint32_t name)
{
	return node_of(build, (struct bv_commit){name});
}

static uint32_t parent_count(const struct build *build, const struct bv_node *node)
{
	return build->members->is_first_parent && node->parent_count > 1 ? 1 : node->parent_count;
}

/* Local numbers as they come, and how many children each member has in the set. */
static size_t count_children(struct build *build)
{
	const struct bv_commits *commits = &build->members->commits;
	size_t edges = 0;

	for (size_t i = 0; i < commits->count; i++) {
		struct bv_node *node = node_of(build, commits->items[i]);

		node->marks |= BV_MARK_SET;
		node->local = (uint32_t)i;
	}
	for (size_t i = 0; i < commits->count; i++) {
		const struct bv_node *node = node_of(build, commits->items[i]);

		for (uint32_t p = 0; p < parent_count(build, node); p++) {
			const struct bv_node *parent = node_of(build, node->parents[p]);

			if (parent->marks & BV_MARK_SET) {
				build->children[parent->local]++;
				edges++;
			}
		}
	}
	return edges;
}

/* Number from the tip downwards, a commit once all its children have a number (Kahn's order). */
static bool number_members(struct build *build)
{
	const struct bv_node *tip = node_of(build, build->members->tip);
	struct bv_candidates *set = build->set;
	uint32_t next = set->count, waiting = set->count - 1;

	/* set->names serves as the queue: [waiting, next) from the top are still to be numbered. */
	if (!(tip->marks & BV_MARK_SET) || build->children[tip->local] != 0)
		return false;
	set->names[waiting] = build->members->tip.index;
	while (next > waiting) {
		const struct bv_node *node = node_of_name(build, set->names[--next]);

		for (uint32_t p = 0; p < parent_count(build, node); p++) {
			const struct bv_node *parent = node_of(build, node->parents[p]);

			if ((parent->marks & BV_MARK_SET) && --build->children[parent->local] == 0)
				set->names[--waiting] = node->parents[p].index;
		}
	}
	return next == 0;
}

static void link_parents(struct build *build)
{
	struct bv_candidates *set = build->set;
	uint32_t edges = 0;

	for (uint32_t i = 0; i < set->count; i++)
		node_of_name(build, set->names[i])->local = i;
	for (uint32_t i = 0; i < set->count; i++) {
		const struct bv_node *node = node_of_name(build, set->names[i]);

		set->dates[i] = node->date;
		set->parents_from[i] = edges;
		for (uint32_t p = 0; p < parent_count(build, node); p++) {
			const struct bv_node *parent = node_of(build, node->parents[p]);

			if (parent->marks & BV_MARK_SET)
				set->parents[edges++] = parent->local;
		}
	}
	set->parents_from[set->count] = edges;
}

bool bv_candidates_build(struct bv_candidates *out, struct bv_history *history,
			 const struct bv_members *members, struct bv_arena *keep)
{
	size_t count = members->commits.count;
	struct build build = {out, history, members, NULL};
	struct bv_arena scratch = {0};
	bool is_numbered;

	*out = (struct bv_candidates){.history = history};
	if (count == 0)
		return true;
	BV_ASSERT(count < UINT32_MAX);
	build.children = bv_arena_alloc(&scratch, count, sizeof(*build.children));
	out->count = (uint32_t)count;
	out->names = bv_arena_alloc(keep, count, sizeof(*out->names));
	out->dates = bv_arena_alloc(keep, count, sizeof(*out->dates));
	out->parents_from = bv_arena_alloc(keep, count + 1, sizeof(*out->parents_from));
	out->parents = bv_arena_alloc(keep, count_children(&build), sizeof(*out->parents));
	is_numbered = number_members(&build);
	if (is_numbered)
		link_parents(&build);
	for (size_t i = 0; i < count; i++)
		node_of(&build, members->commits.items[i])->marks &= (uint8_t)~BV_MARK_SET;
	bv_arena_release(&scratch);
	return is_numbered;
}

struct bv_oid bv_candidates_oid(const struct bv_candidates *set, uint32_t local)
{
	if (set->are_positions)
		return bv_history_oid_at(set->history, set->names[local]);
	return bv_history_oid(set->history, (struct bv_commit){set->names[local]});
}

/* Names that are compared together: a compiler makes a few instructions of that. */
#define NAMES_TOGETHER 32

static uint32_t find_name(const uint32_t *names, uint32_t count, uint32_t name)
{
	uint32_t i = 0;

	for (; count - i >= NAMES_TOGETHER; i += NAMES_TOGETHER) {
		uint32_t found = 0;

		for (uint32_t n = 0; n < NAMES_TOGETHER; n++)
			found |= names[i + n] == name;
		if (found)
			break;
	}
	for (; i < count; i++)
		if (names[i] == name)
			return i;
	return BV_LOCAL_NONE;
}

uint32_t bv_candidates_find(const struct bv_candidates *set, struct bv_commit commit)
{
	uint32_t name =
		set->are_positions ? bv_history_position(set->history, commit) : commit.index;

	return find_name(set->names, set->count, name);
}

uint32_t bv_candidates_parent_count(const struct bv_candidates *set, uint32_t local)
{
	return set->parents_from[local + 1] - set->parents_from[local];
}

/* Flag @tip and its ancestors beside those flagged already. Parents have smaller numbers. */
static void flag_ancestors(const struct bv_candidates *set, uint32_t tip, bool *flags)
{
	flags[tip] = true;
	for (uint32_t i = tip + 1; i-- > 0;) {
		if (!flags[i])
			continue;
		for (uint32_t e = set->parents_from[i]; e < set->parents_from[i + 1]; e++)
			flags[set->parents[e]] = true;
	}
}

static uint32_t count_flags(const struct bv_candidates *set, const bool *flags)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < set->count; i++)
		count += flags[i];
	return count;
}

uint32_t bv_candidates_reach(const struct bv_candidates *set, uint32_t local, uint32_t without)
{
	struct bv_arena scratch = {0};
	bool *flags = bv_arena_alloc(&scratch, set->count, sizeof(*flags));
	uint32_t left_out = 0, reached;

	if (without != BV_LOCAL_NONE) {
		flag_ancestors(set, without, flags);
		left_out = count_flags(set, flags);
	}
	flag_ancestors(set, local, flags);
	reached = count_flags(set, flags) - left_out;
	bv_arena_release(&scratch);
	return reached;
}

bool bv_candidates_is_ancestor(const struct bv_candidates *set, uint32_t old, const uint32_t *young,
			       size_t count)
{
	struct bv_arena scratch = {0};
	bool *flags = bv_arena_alloc(&scratch, set->count, sizeof(*flags));
	uint32_t youngest = 0;
	bool is_ancestor;

	for (size_t i = 0; i < count; i++) {
		flags[young[i]] = true;
		youngest = young[i] > youngest ? young[i] : youngest;
	}
	/* Only what has a greater number can be above it. */
	for (uint32_t i = youngest; i > old; i--)
		for (uint32_t e = set->parents_from[i]; flags[i] && e < set->parents_from[i + 1];
		     e++)
			flags[set->parents[e]] = true;
	is_ancestor = flags[old];
	bv_arena_release(&scratch);
	return is_ancestor;
}

struct narrowing {
	const struct bv_candidates *from;
	bool *flags, wanted; /* those whose flag is as wanted are kept */
	uint32_t *renumbered;
};

static void make_room(struct bv_candidates *out, const struct narrowing *narrowing,
		      struct bv_arena *keep)
{
	const struct bv_candidates *from = narrowing->from;
	uint32_t flagged = count_flags(from, narrowing->flags);
	uint32_t count = narrowing->wanted ? flagged : from->count - flagged, edges = 0;

	for (uint32_t i = 0; i < from->count; i++)
		if (narrowing->flags[i] == narrowing->wanted)
			edges += bv_candidates_parent_count(from, i);
	*out = *from;
	out->names = bv_arena_alloc(keep, count, sizeof(*out->names));
	out->dates = bv_arena_alloc(keep, count, sizeof(*out->dates));
	out->parents_from = bv_arena_alloc(keep, count + (size_t)1, sizeof(*out->parents_from));
	out->parents = bv_arena_alloc(keep, edges, sizeof(*out->parents));
}

/* They keep their order, so the arrays can close up in place. */
static void close_up(struct bv_candidates *out, const struct narrowing *narrowing)
{
	const struct bv_candidates *from = narrowing->from;
	const bool *flags = narrowing->flags;
	uint32_t count = 0, edges = 0;

	for (uint32_t i = 0; i < from->count; i++) {
		uint32_t begin = from->parents_from[i], end = from->parents_from[i + 1];

		if (flags[i] != narrowing->wanted)
			continue;
		narrowing->renumbered[i] = count;
		out->names[count] = from->names[i];
		out->dates[count] = from->dates[i];
		out->parents_from[count] = edges;
		for (uint32_t e = begin; e < end; e++)
			if (flags[from->parents[e]] == narrowing->wanted)
				out->parents[edges++] = narrowing->renumbered[from->parents[e]];
		count++;
	}
	out->count = count;
	out->parents_from[count] = edges;
}

static void narrow(struct bv_candidates *out, struct narrowing narrowing, uint32_t tip,
		   struct bv_arena *keep)
{
	uint32_t count = narrowing.from->count;
	struct bv_arena scratch = {0};

	narrowing.flags = bv_arena_alloc(&scratch, count, sizeof(*narrowing.flags));
	narrowing.renumbered = bv_arena_alloc(&scratch, count, sizeof(*narrowing.renumbered));
	flag_ancestors(narrowing.from, tip, narrowing.flags);
	if (out != narrowing.from)
		make_room(out, &narrowing, keep);
	close_up(out, &narrowing);
	bv_arena_release(&scratch);
}

void bv_candidates_keep_ancestors(struct bv_candidates *out, const struct bv_candidates *from,
				  uint32_t tip, struct bv_arena *keep)
{
	narrow(out, (struct narrowing){.from = from, .wanted = true}, tip, keep);
}

void bv_candidates_drop_ancestors(struct bv_candidates *out, const struct bv_candidates *from,
				  uint32_t tip, struct bv_arena *keep)
{
	narrow(out, (struct narrowing){.from = from, .wanted = false}, tip, keep);
}

void bv_candidates_copy(struct bv_candidates *out, const struct bv_candidates *from,
			struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	bool *none = bv_arena_alloc(&scratch, from->count, sizeof(*none));
	uint32_t *numbers = bv_arena_alloc(&scratch, from->count, sizeof(*numbers));
	struct narrowing all = {.from = from, .flags = none, .renumbered = numbers};

	make_room(out, &all, keep);
	close_up(out, &all);
	bv_arena_release(&scratch);
}
