/* When to load, and by whom. */
#include "shared_graph.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <threads.h>

#include "base/banned.h"

/*
 * Looking at one record of four costs as much as loading all of them (measured: 0.25 us a visit,
 * and 90 ms for 1.4 million commits).
 */
#define VISITS_SHARE 4
/* Records looked at to tell how far a walk will go at least. */
#define SAMPLE_SIZE 1024

struct bv_shared_graph {
	struct bv_commit_graph *graph;
	atomic_size_t owners, visits;
	mtx_t loading;
	_Atomic(struct bv_graph_order *) order;
	atomic_bool is_loading;
	bool is_damaged; /* with @loading */
};

void bv_shared_graph_open(struct bv_shared_graph **out, struct bv_text objects,
			  struct bv_error *err)
{
	struct bv_commit_graph *graph;
	struct bv_shared_graph *shared;

	*out = NULL;
	bv_commit_graph_open(&graph, objects, err);
	if (!graph)
		return;
	shared = calloc(1, sizeof(*shared));
	BV_ASSERT(shared && mtx_init(&shared->loading, mtx_plain) == thrd_success);
	shared->graph = graph;
	atomic_init(&shared->owners, 1);
	*out = shared;
}

struct bv_shared_graph *bv_shared_graph_share(struct bv_shared_graph *shared)
{
	atomic_fetch_add(&shared->owners, 1);
	return shared;
}

void bv_shared_graph_close(struct bv_shared_graph *shared)
{
	if (!shared || atomic_fetch_sub(&shared->owners, 1) > 1)
		return;
	bv_graph_order_close(atomic_load(&shared->order));
	bv_commit_graph_close(shared->graph);
	mtx_destroy(&shared->loading);
	free(shared);
}

const struct bv_commit_graph *bv_shared_graph_file(const struct bv_shared_graph *shared)
{
	return shared->graph;
}

/* About how many commits have a generation between the two, by a sample. Units: commits. */
static size_t count_between(const struct bv_commit_graph *graph, uint64_t oldest, uint64_t youngest)
{
	uint32_t count = bv_commit_graph_count(graph);
	uint32_t step = count / SAMPLE_SIZE + 1;
	size_t between = 0;

	for (uint32_t i = 0; i < count; i += step) {
		uint64_t generation;

		between += bv_commit_graph_generation(graph, i, &generation) &&
			   generation >= oldest && generation <= youngest;
	}
	return between * step;
}

/* The walk goes down to the oldest good commit, and below. */
static size_t count_visits_least(const struct bv_commit_graph *graph, struct bv_history *history,
				 const struct bv_range_question *question)
{
	uint64_t youngest = bv_history_generation(history, question->bad);
	uint64_t oldest = youngest;

	for (size_t i = 0; i < question->good.count; i++) {
		uint64_t generation = bv_history_generation(history, question->good.items[i]);

		oldest = generation < oldest ? generation : oldest;
	}
	return count_between(graph, oldest, youngest);
}

const struct bv_graph_order *bv_shared_graph_load(struct bv_shared_graph *shared)
{
	struct bv_graph_order *order;

	(void)mtx_lock(&shared->loading);
	order = atomic_load(&shared->order);
	if (!order && !shared->is_damaged) {
		atomic_store(&shared->is_loading, true);
		shared->is_damaged = !bv_graph_order_load(&order, shared->graph);
		atomic_store(&shared->order, order);
	}
	(void)mtx_unlock(&shared->loading);
	return order;
}

enum bv_graph_walk bv_shared_graph_range(struct bv_range *out, struct bv_shared_graph *shared,
					 struct bv_history *history,
					 const struct bv_range_question *question,
					 struct bv_arena *keep)
{
	size_t enough = bv_commit_graph_count(shared->graph) / VISITS_SHARE;
	/* While another thread loads, a walk goes on meanwhile. */
	bool is_loading = atomic_load(&shared->is_loading);
	size_t before = is_loading ? 0 : atomic_load(&shared->visits), visits = 0;
	struct bv_graph_view view = {.graph = shared->graph,
				     .order = atomic_load(&shared->order),
				     .visits_most = before < enough ? enough - before : 0};
	size_t least = count_visits_least(shared->graph, history, question);
	enum bv_graph_walk end = BV_GRAPH_WALK_FAR;

	/* Damage was noticed in the tips themselves. */
	if (!bv_history_graph(history))
		return BV_GRAPH_WALK_DAMAGED;
	if (view.order || view.visits_most > least)
		end = bv_graph_range_find(out, &view, history, question, &visits, keep);
	if (end == BV_GRAPH_WALK_FAR) {
		view.order = bv_shared_graph_load(shared);
		if (!view.order)
			return BV_GRAPH_WALK_DAMAGED;
		end = bv_graph_range_find(out, &view, history, question, &visits, keep);
	}
	atomic_fetch_add(&shared->visits, visits);
	return end;
}
