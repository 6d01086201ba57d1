/* Sorting all of a commit-graph by generation. */
#include "graph_order.h"

#include <string.h>

#include "commit_graph.h"

#include "base/banned.h"

#define DIGIT_BITS   11
#define DIGIT_VALUES ((size_t)1 << DIGIT_BITS)

struct key {
	uint64_t generation;
	uint32_t position;
};

struct loader {
	const struct bv_commit_graph *graph;
	struct bv_graph_order *order;
	struct bv_arena scratch;
	struct key *keys;
	uint64_t span;               /* between the smallest generation and the greatest */
	struct bv_positions parents; /* of the octopus merge being read */
	size_t edges;                /* of all octopus merges so far */
};

/* From here on generations count from the smallest one. */
static bool read_keys(struct loader *loader)
{
	uint32_t count = loader->order->count;
	uint64_t least = UINT64_MAX, most = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint64_t generation;

		if (!bv_commit_graph_generation(loader->graph, i, &generation))
			return false;
		loader->keys[i] = (struct key){generation, i};
		least = generation < least ? generation : least;
		most = generation > most ? generation : most;
	}
	for (uint32_t i = 0; i < count; i++)
		loader->keys[i].generation -= least;
	loader->span = count ? most - least : 0;
	return true;
}

static void sort_by_digit(const struct key *from, struct key *to, uint32_t count, unsigned shift)
{
	uint32_t begins[DIGIT_VALUES] = {0};
	uint32_t begin = 0;

	for (uint32_t i = 0; i < count; i++)
		begins[from[i].generation >> shift & (DIGIT_VALUES - 1)]++;
	for (size_t digit = 0; digit < DIGIT_VALUES; digit++) {
		uint32_t size = begins[digit];

		begins[digit] = begin;
		begin += size;
	}
	for (uint32_t i = 0; i < count; i++)
		to[begins[from[i].generation >> shift & (DIGIT_VALUES - 1)]++] = from[i];
}

/* The last digit first, and equal ones stay in order. */
static void sort_keys(struct loader *loader)
{
	uint32_t count = loader->order->count;
	struct key *other = bv_arena_alloc(&loader->scratch, count, sizeof(*other));

	for (unsigned shift = 0; shift < 64 && loader->span >> shift > 0; shift += DIGIT_BITS) {
		struct key *sorted = other;

		sort_by_digit(loader->keys, sorted, count, shift);
		other = loader->keys;
		loader->keys = sorted;
	}
}

static void number_commits(struct loader *loader)
{
	for (uint32_t i = 0; i < loader->order->count; i++) {
		loader->order->positions[i] = loader->keys[i].position;
		loader->order->numbers[loader->keys[i].position] = i;
	}
}

/* The parents of an octopus merge go into a list of their own. */
static bool add_family(struct loader *loader, uint32_t position)
{
	struct bv_graph_order *order = loader->order;
	struct bv_positions *families = &order->families;

	loader->parents.count = 0;
	if (families->count >= BV_GRAPH_FAMILY - 1 ||
	    !bv_commit_graph_parents(loader->graph, position, &loader->parents, &loader->scratch))
		return false;
	/* Merges that share a list would make much of a small file. */
	loader->edges += loader->parents.count - 1;
	if (loader->edges > bv_commit_graph_edge_count(loader->graph))
		return false;
	order->entries[order->numbers[position]].parents[1] =
		BV_GRAPH_FAMILY | (uint32_t)families->count;
	*BV_APPEND(families, &order->keep) = (uint32_t)loader->parents.count;
	for (size_t i = 0; i < loader->parents.count; i++)
		*BV_APPEND(families, &order->keep) = order->numbers[loader->parents.items[i]];
	return true;
}

/* Then no walk down the numbers meets a commit before its children. */
static bool are_parents_below(const struct bv_graph_order *order, uint32_t number)
{
	struct bv_numbers parents = bv_graph_order_parents(order, number);

	for (uint32_t i = 0; i < parents.count; i++)
		if (parents.items[i] >= number)
			return false;
	return true;
}

/* As the records lie in the file: they are the larger part of what is touched. */
static bool read_records(struct loader *loader)
{
	struct bv_graph_order *order = loader->order;

	for (uint32_t i = 0; i < order->count; i++) {
		struct bv_graph_entry *entry = &order->entries[order->numbers[i]];
		struct bv_graph_record record;

		if (!bv_commit_graph_record(loader->graph, i, &record))
			return false;
		entry->date = record.date;
		for (uint32_t p = 0; p < 2; p++)
			entry->parents[p] = p < record.parent_count
						    ? order->numbers[record.parents[p]]
						    : BV_GRAPH_NO_PARENT;
		if ((record.is_octopus && !add_family(loader, i)) ||
		    !are_parents_below(order, order->numbers[i]))
			return false;
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
	is_loaded = read_keys(&loader);
	if (is_loaded) {
		sort_keys(&loader);
		number_commits(&loader);
		is_loaded = read_records(&loader);
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
