/* SPDX-License-Identifier: GPL-2.0-only */
/* The history's nodes: made when first named, read when first asked. */
#include <git2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commit_graph.h"
#include "history_private.h"
#include "object.h"
#include "overrides.h"
#include "range.h"

#include "base/banned.h"

#define TELL_EVERY 4096

struct bv_history {
	struct bv_arena keep;
	git_odb *odb;
	struct bv_overrides overrides;
	struct bv_commit_graph *graph; /* NULL: none, or not to be used */
	bool is_graph_damaged;         /* found out in use; nothing more is read from it */
	bool is_graph_left_aside;
	char graph_note[256];
	uint32_t *node_of_position; /* number of the node + 1; as long as the graph */
	struct bv_node_table nodes; /* by id those that the graph lacks */
	struct bv_range_cache ranges;
	bool is_exhaustive;  /* may not rest on clocks */
	size_t commits_read; /* for their parents */
	size_t objects_read; /* for those, or for their messages */
	void (*tell)(void *context, size_t commits);
	void *tell_context;
	uint64_t visits;
	struct bv_positions positions; /* of the commit being read */
	struct bv_arena scratch;       /* for the commit being read */
};

static struct bv_node *node_at(const struct bv_history *history, uint32_t number)
{
	return bv_node_table_at(&history->nodes, number);
}

/* False when the file's ids are not in order there. */
static bool node_of_position(struct bv_history *history, uint32_t position, uint32_t *out)
{
	uint32_t *known = &history->node_of_position[position];
	struct bv_oid id;

	if (!*known) {
		if (!bv_commit_graph_id(history->graph, position, &id))
			return false;
		*known = bv_node_table_add(&history->nodes, &id, position, &history->keep) + 1;
	}
	*out = *known - 1;
	return true;
}

/* Find or make the node of @id, wherever the commit is. */
static uint32_t node_of(struct bv_history *history, const struct bv_oid *id)
{
	uint32_t position, number;

	if (bv_history_graph(history) && bv_commit_graph_find(history->graph, id, &position) &&
	    node_of_position(history, position, &number))
		return number;
	return bv_node_table_find(&history->nodes, id, &history->keep);
}

static void set_parent_count(struct bv_history *history, struct bv_node *node, size_t count,
			     struct bv_commit **out)
{
	*out = count <= BV_PARENTS_FEW
		       ? node->few
		       : bv_arena_alloc(&history->keep, count, sizeof(struct bv_commit));
	node->parents = *out;
	node->parent_count = (uint32_t)count;
}

void bv_history_note_damage(struct bv_history *history)
{
	history->is_graph_damaged = true;
}

static void leave_aside(struct bv_history *history, const char *reason)
{
	bv_commit_graph_close(history->graph);
	history->graph = NULL;
	history->is_graph_left_aside = true;
	(void)snprintf(history->graph_note, sizeof(history->graph_note), "%s", reason);
}

bool bv_history_drop_damaged_graph(struct bv_history *history)
{
	if (!history->is_graph_damaged)
		return false;
	history->is_graph_damaged = false;
	bv_range_cache_release(&history->ranges);
	history->nodes = (struct bv_node_table){0};
	history->node_of_position = NULL;
	leave_aside(history, "the commit-graph is damaged");
	return true;
}

/* False when the file turns out to be damaged. */
static bool read_from_graph(struct bv_history *history, struct bv_node *node)
{
	struct bv_positions *positions = &history->positions;
	struct bv_commit *parents;

	positions->count = 0;
	if (!bv_commit_graph_date(history->graph, node->position, &node->date) ||
	    !bv_commit_graph_generation(history->graph, node->position, &node->generation) ||
	    !bv_commit_graph_parents(history->graph, node->position, positions, &history->keep))
		return false;
	set_parent_count(history, node, positions->count, &parents);
	for (size_t i = 0; i < positions->count; i++) {
		uint64_t generation;

		if (!bv_commit_graph_generation(history->graph, positions->items[i], &generation) ||
		    generation >= node->generation ||
		    !node_of_position(history, positions->items[i], &parents[i].index))
			return false;
	}
	node->state = BV_PARENTS_KNOWN;
	return true;
}

void bv_history_tell_reading(struct bv_history *history, void (*tell)(void *, size_t),
			     void *context)
{
	history->tell = tell;
	history->tell_context = context;
}

void bv_history_note_read(struct bv_history *history)
{
	history->objects_read++;
	if (history->tell && history->objects_read % TELL_EVERY == 0)
		history->tell(history->tell_context, history->objects_read);
}

/* Read the object that stands for @node's commit; that its bytes fit its id is not checked. */
static enum bv_parents_state read_links(struct bv_history *history, const struct bv_node *node,
					struct bv_commit_object *out)
{
	struct bv_oid id = bv_overrides_replacement(&history->overrides, &node->id);
	enum bv_parents_state state = BV_PARENTS_UNREADABLE;
	git_odb_object *object = NULL;
	struct bv_text bytes;
	git_oid git_id;
	int failure;

	*out = (struct bv_commit_object){0};
	(void)git_oid_fromraw(&git_id, id.bytes);
	failure = git_odb_read(&object, history->odb, &git_id);
	if (failure == GIT_ENOTFOUND)
		return BV_PARENTS_MISSING;
	history->commits_read++;
	bv_history_note_read(history);
	if (failure)
		return BV_PARENTS_UNREADABLE;
	bytes = (struct bv_text){git_odb_object_data(object), git_odb_object_size(object)};
	if (git_odb_object_type(object) != GIT_OBJECT_COMMIT)
		state = BV_PARENTS_NO_COMMIT;
	else if (bv_commit_parse_links(out, bytes, &history->scratch))
		state = BV_PARENTS_KNOWN;
	git_odb_object_free(object);
	return state;
}

static void read_from_objects(struct bv_history *history, struct bv_node *node)
{
	struct bv_arena_mark mark = bv_arena_mark(&history->scratch);
	const struct bv_graft *graft = bv_overrides_graft(&history->overrides, &node->id);
	struct bv_commit_object links;
	const struct bv_oids *ids = graft ? &graft->parents : &links.parents;
	struct bv_commit *parents;

	node->state = read_links(history, node, &links);
	node->date = links.walked_date;
	if (node->state == BV_PARENTS_KNOWN && !graft &&
	    bv_overrides_is_shallow(&history->overrides, &node->id))
		node->state = BV_PARENTS_CUT;
	if (node->state == BV_PARENTS_KNOWN) {
		set_parent_count(history, node, ids->count, &parents);
		for (size_t i = 0; i < ids->count; i++)
			parents[i].index = node_of(history, &ids->items[i]);
	}
	bv_arena_rewind(&history->scratch, mark);
}

struct bv_node *bv_history_node(struct bv_history *history, struct bv_commit commit)
{
	struct bv_node *node = node_at(history, commit.index);

	history->visits++;
	if (node->state != BV_PARENTS_UNREAD)
		return node;
	if (node->position == BV_POSITION_NONE) {
		read_from_objects(history, node);
	} else if (history->is_graph_damaged || !read_from_graph(history, node)) {
		bv_history_note_damage(history);
		node->parent_count = 0;
		node->state = BV_PARENTS_UNREADABLE;
	}
	return node;
}

enum bv_truth bv_history_find(struct bv_history *history, const struct bv_oid *id,
			      struct bv_commit *out)
{
	out->index = node_of(history, id);
	switch (bv_history_node(history, *out)->state) {
	case BV_PARENTS_KNOWN:
	case BV_PARENTS_CUT:
		return BV_YES;
	case BV_PARENTS_MISSING:
	case BV_PARENTS_NO_COMMIT:
		return BV_NO;
	case BV_PARENTS_UNREAD:
	case BV_PARENTS_UNREADABLE:
		break;
	}
	return BV_UNKNOWN;
}

struct bv_range_cache *bv_history_ranges(struct bv_history *history)
{
	return &history->ranges;
}

const struct bv_commit_graph *bv_history_graph(const struct bv_history *history)
{
	return history->is_graph_damaged ? NULL : history->graph;
}

uint32_t bv_history_position(const struct bv_history *history, struct bv_commit commit)
{
	return node_at(history, commit.index)->position;
}

struct bv_oid bv_history_oid_at(struct bv_history *history, uint32_t position)
{
	struct bv_oid id;

	if (!bv_commit_graph_id(history->graph, position, &id))
		bv_history_note_damage(history);
	return id;
}

struct bv_commit bv_history_commit_at(struct bv_history *history, uint32_t position)
{
	struct bv_oid id;
	uint32_t number;

	if (node_of_position(history, position, &number))
		return (struct bv_commit){number};
	id = bv_history_oid_at(history, position);
	return (struct bv_commit){bv_node_table_find(&history->nodes, &id, &history->keep)};
}

struct bv_oid bv_history_oid(const struct bv_history *history, struct bv_commit commit)
{
	return node_at(history, commit.index)->id;
}

uint64_t bv_history_date(struct bv_history *history, struct bv_commit commit)
{
	return bv_history_node(history, commit)->date;
}

uint64_t bv_history_generation(struct bv_history *history, struct bv_commit commit)
{
	return bv_history_node(history, commit)->generation;
}

struct bv_parents bv_history_parents(struct bv_history *history, struct bv_commit commit)
{
	const struct bv_node *node = bv_history_node(history, commit);

	return (struct bv_parents){node->state, node->parents, node->parent_count};
}

static void use_graph(struct bv_history *history)
{
	history->node_of_position =
		bv_arena_alloc(&history->keep, bv_commit_graph_count(history->graph),
			       sizeof(*history->node_of_position));
}

static void open_graph(struct bv_history *history, git_repository *repository, bool is_wanted)
{
	const char *reason = bv_overrides_against_graph(&history->overrides);
	git_buf objects = GIT_BUF_INIT;
	struct bv_error why = {0};

	if (git_repository_item_path(&objects, repository, GIT_REPOSITORY_ITEM_OBJECTS) == 0)
		bv_commit_graph_open(&history->graph, bv_text_from(objects.ptr), &why);
	git_buf_dispose(&objects);
	if (why.kind != BV_ERROR_NONE)
		reason = why.text;
	else if (!history->graph)
		return;
	else if (!reason && !is_wanted)
		reason = "not used: core.commitGraph is false";
	if (reason)
		leave_aside(history, reason);
	else
		use_graph(history);
}

bool bv_history_open(struct bv_history **out, git_repository *repository,
		     const struct bv_history_rules *rules, struct bv_error *err)
{
	struct bv_history *history = calloc(1, sizeof(*history));

	*out = NULL;
	if (!history)
		return bv_fail(err, BV_ERROR_LIMIT, "out of memory");
	if (git_repository_odb(&history->odb, repository) != 0) {
		bv_history_close(history);
		return bv_fail(err, BV_ERROR_REPOSITORY, "the object database cannot be opened");
	}
	/* With something in it, rewinding does not give the block back for each commit. */
	(void)bv_arena_alloc(&history->scratch, 1, 1);
	bv_overrides_read(&history->overrides, repository, rules->follows_replace_refs,
			  &history->keep);
	open_graph(history, repository, rules->uses_graph);
	*out = history;
	return true;
}

void bv_history_close(struct bv_history *history)
{
	if (!history)
		return;
	bv_range_cache_release(&history->ranges);
	bv_commit_graph_close(history->graph);
	git_odb_free(history->odb);
	bv_arena_release(&history->keep);
	bv_arena_release(&history->scratch);
	free(history);
}

enum bv_truth bv_history_has_commit_graph(const struct bv_history *history)
{
	if (history->graph)
		return BV_YES;
	return history->is_graph_left_aside ? BV_UNKNOWN : BV_NO;
}

struct bv_text bv_history_graph_note(const struct bv_history *history)
{
	return bv_text_from(history->graph_note);
}

bool bv_history_is_shallow(const struct bv_history *history)
{
	return history->overrides.shallow.count > 0;
}

bool bv_history_has_grafts(const struct bv_history *history)
{
	return history->overrides.grafts.count > 0;
}

bool bv_history_has_replace_refs(const struct bv_history *history)
{
	return history->overrides.replacements.count > 0;
}

size_t bv_history_commits_read(const struct bv_history *history)
{
	return history->commits_read;
}

void bv_history_rest_on_clocks(struct bv_history *history, bool is_allowed)
{
	history->is_exhaustive = !is_allowed;
}

bool bv_history_rests_on_clocks(const struct bv_history *history)
{
	return !history->is_exhaustive;
}

uint64_t bv_history_visits(const struct bv_history *history)
{
	return history->visits;
}
