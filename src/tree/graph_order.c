/* Sorting all of a commit-graph by generation. */
#include "graph_order.h"

#include <string.h>

#include "commit_graph.h"

#include "base/banned.h"

/* A key is a generation above the smallest one, and below it as many bits as a position needs. */
#define KEY_BITS     64
#define DIGIT_BITS   11
#define DIGIT_VALUES ((size_t)1 << DIGIT_BITS)
#define DIGITS_MAX   ((KEY_BITS + DIGIT_BITS - 1) / DIGIT_BITS)

struct loader {
	const struct bv_commit_graph *graph;
	struct bv_graph_order *order;
	struct bv_arena scratch;
	struct bv_graph_entry *records; /* by position, and so are their parents */
	uint64_t *keys;                 /* only the generations at first */
	unsigned position_bits;
	struct bv_positions parents; /* of the octopus merge being read */
	size_t edges;                /* of all octopus merges so far */
};

/* For the second parent of an octopus merge, until its family is read. */
#define IS_OCTOPUS BV_GRAPH_FAMILY

static bool read_records(struct loader *loader)
{
	for (uint32_t i = 0; i < loader->order->count; i++) {
		struct bv_graph_entry *entry = &loader->records[i];
		struct bv_graph_record record;

		if (!bv_commit_graph_record(loader->graph, i, &record))
			return false;
		loader->keys[i] = record.generation;
		entry->date = record.date;
		for (uint32_t p = 0; p < 2; p++)
			entry->parents[p] =
				p < record.parent_count ? record.parents[p] : BV_GRAPH_NO_PARENT;
		if (record.is_octopus)
			entry->parents[1] = IS_OCTOPUS;
	}
	return true;
}

/* False when the generations lie too far apart: 34 bits, git's dates, fit even with 2^30 commits.
 */
static bool make_keys(struct loader *loader)
{
	uint32_t count = loader->order->count;
	uint64_t least = UINT64_MAX, most = 0;

	for (uint32_t i = 0; i < count; i++) {
		least = loader->keys[i] < least ? loader->keys[i] : least;
		most = loader->keys[i] > most ? loader->keys[i] : most;
	}
	while (count >> loader->position_bits > 0)
		loader->position_bits++;
	if (count > 0 && (most - least) >> (KEY_BITS - loader->position_bits) > 0)
		return false;
	for (uint32_t i = 0; i < count; i++)
		loader->keys[i] = (loader->keys[i] - least) << loader->position_bits | i;
	return true;
}

static size_t digit_of(uint64_t key, unsigned shift)
{
	return key >> shift & (DIGIT_VALUES - 1);
}

static void sort_by_digit(const uint64_t *from, uint64_t *to, uint32_t count, unsigned shift,
			  uint32_t *begins)
{
	uint32_t begin = 0;

	for (size_t value = 0; value < DIGIT_VALUES; value++) {
		uint32_t size = begins[value];

		begins[value] = begin;
		begin += size;
	}
	for (uint32_t i = 0; i < count; i++)
		to[begins[digit_of(from[i], shift)]++] = from[i];
}

/* By the generations' digits, the last one first; equal ones stay in order. */
static void sort_keys(struct loader *loader)
{
	uint32_t count = loader->order->count;
	uint32_t sizes[DIGITS_MAX][DIGIT_VALUES] = {0};
	uint64_t *other = bv_arena_alloc(&loader->scratch, count, sizeof(*other));
	unsigned first = loader->position_bits;

	for (uint32_t i = 0; i < count; i++)
		for (unsigned digit = 0, shift = first; shift < KEY_BITS;
		     digit++, shift += DIGIT_BITS)
			sizes[digit][digit_of(loader->keys[i], shift)]++;
	for (unsigned digit = 0, shift = first; shift < KEY_BITS; digit++, shift += DIGIT_BITS) {
		uint64_t *sorted = other;

		/* All have the same one. */
		if (count == 0 || sizes[digit][digit_of(loader->keys[0], shift)] == count)
			continue;
		sort_by_digit(loader->keys, sorted, count, shift, sizes[digit]);
		other = loader->keys;
		loader->keys = sorted;
	}
}

static void number_commits(struct loader *loader)
{
	for (uint32_t i = 0; i < loader->order->count; i++) {
		uint64_t generation = loader->keys[i] >> loader->position_bits;
		uint32_t position =
			(uint32_t)(loader->keys[i] - (generation << loader->position_bits));

		loader->order->positions[i] = position;
		loader->order->numbers[position] = i;
	}
}

/* The parents of an octopus merge go into a list of their own. */
static bool add_family(struct loader *loader, uint32_t number)
{
	struct bv_graph_order *order = loader->order;
	struct bv_positions *families = &order->families;
	uint32_t begin = (uint32_t)families->count;

	loader->parents.count = 0;
	if (families->count >= BV_GRAPH_FAMILY - 1 ||
	    !bv_commit_graph_parents(loader->graph, order->positions[number], &loader->parents,
				     &loader->scratch))
		return false;
	/* Merges that share a list would make much of a small file. */
	loader->edges += loader->parents.count - 1;
	if (loader->edges > bv_commit_graph_edge_count(loader->graph))
		return false;
	*BV_APPEND(families, &order->keep) = (uint32_t)loader->parents.count;
	for (size_t i = 0; i < loader->parents.count; i++) {
		uint32_t parent = order->numbers[loader->parents.items[i]];

		if (parent >= number)
			return false;
		*BV_APPEND(families, &order->keep) = parent;
	}
	order->entries[number].parents[1] = BV_GRAPH_FAMILY | begin;
	return true;
}

/*
 * What is jumped to is far away in memory, but known long before it is needed: a record first, then
 * the numbers of the parents that it names.
 */
#define RECORDS_AHEAD ((uint32_t)32)
#define PARENTS_AHEAD ((uint32_t)16)

static void fetch_ahead(const struct loader *loader, uint32_t number)
{
	const struct bv_graph_order *order = loader->order;
	uint32_t left = order->count - number;

	if (left > RECORDS_AHEAD)
		__builtin_prefetch(&loader->records[order->positions[number + RECORDS_AHEAD]]);
	if (left > PARENTS_AHEAD) {
		const struct bv_graph_entry *record =
			&loader->records[order->positions[number + PARENTS_AHEAD]];

		for (size_t p = 0; p < 2 && record->parents[p] < order->count; p++)
			__builtin_prefetch(&order->numbers[record->parents[p]]);
	}
}

/* Each parent has a smaller number: then no walk down the numbers meets it before its child. */
static bool place_records(struct loader *loader)
{
	struct bv_graph_order *order = loader->order;

	for (uint32_t i = 0; i < order->count; i++) {
		const struct bv_graph_entry *record = &loader->records[order->positions[i]];
		struct bv_graph_entry *entry = &order->entries[i];

		fetch_ahead(loader, i);
		*entry = *record;
		if (record->parents[1] == IS_OCTOPUS) {
			if (!add_family(loader, i))
				return false;
			continue;
		}
		for (size_t p = 0; p < 2 && record->parents[p] != BV_GRAPH_NO_PARENT; p++) {
			entry->parents[p] = order->numbers[record->parents[p]];
			if (entry->parents[p] >= i)
				return false;
		}
	}
	return true;
}

bool bv_graph_order_load(struct bv_graph_order **out, const struct bv_commit_graph *graph)
{
	struct bv_arena keep = {0};
	struct bv_graph_order *order = bv_arena_alloc(&keep, 1, sizeof(*order));
	struct loader loader = {.graph = graph, .order = order};
	uint32_t count = bv_commit_graph_count(graph);
	bool is_loaded;

	order->count = count;
	order->positions = bv_arena_alloc(&keep, count, sizeof(*order->positions));
	order->numbers = bv_arena_alloc(&keep, count, sizeof(*order->numbers));
	order->entries = bv_arena_alloc(&keep, count, sizeof(*order->entries));
	order->keep = keep;
	loader.keys = bv_arena_alloc(&loader.scratch, count, sizeof(*loader.keys));
	loader.records = bv_arena_alloc(&loader.scratch, count, sizeof(*loader.records));
	is_loaded = read_records(&loader) && make_keys(&loader);
	if (is_loaded) {
		sort_keys(&loader);
		number_commits(&loader);
		is_loaded = place_records(&loader);
	}
	bv_arena_release(&loader.scratch);
	if (!is_loaded) {
		bv_graph_order_close(order);
		order = NULL;
	}
	*out = order;
	return is_loaded;
}

void bv_graph_order_close(struct bv_graph_order *order)
{
	struct bv_arena keep;

	if (!order)
		return;
	/* The order itself lies in it. */
	keep = order->keep;
	bv_arena_release(&keep);
}
