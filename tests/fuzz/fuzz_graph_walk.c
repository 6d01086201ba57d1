/* Any bytes as a commit-graph: both ways of painting stay inside it, end, and agree. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz/fuzz.h"
#include "tree/graph_paint.h"

/* An object store with nothing but the file. */
static struct bv_text object_store(const uint8_t *bytes, size_t size)
{
	static char folder[] = "/tmp/bv-fuzz-XXXXXX";
	static char file[sizeof(folder) + sizeof("/info/commit-graph")];
	int descriptor;

	if (!file[0]) {
		struct bv_arena scratch = {0};

		BV_ASSERT(mkdtemp(folder));
		BV_ASSERT(mkdir(bv_arena_print(&scratch, "%s/info", folder).data, 0700) == 0);
		for (size_t i = 0; i < sizeof(folder) - 1; i++)
			file[i] = folder[i];
		for (size_t i = 0; i < sizeof("/info/commit-graph"); i++)
			file[sizeof(folder) - 1 + i] = "/info/commit-graph"[i];
		bv_arena_release(&scratch);
	}
	descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	BV_ASSERT(descriptor >= 0 && write(descriptor, bytes, size) == (ssize_t)size);
	(void)close(descriptor);
	return bv_text_from(folder);
}

static struct bv_graph_painting painting_of(uint32_t bad, uint32_t good, struct bv_arena *keep)
{
	struct bv_graph_painting painting = {.bad = bad};

	*BV_APPEND(&painting.good, keep) = good;
	painting.good_marks = bv_arena_alloc(keep, 1, sizeof(*painting.good_marks));
	return painting;
}

static void paint(const struct bv_commit_graph *graph, uint32_t bad, uint32_t good)
{
	uint32_t count = bv_commit_graph_count(graph);
	struct bv_arena keep = {0};
	struct bv_graph_painting records = painting_of(bad, good, &keep);
	struct bv_graph_painting ordered = painting_of(bad, good, &keep);
	struct bv_graph_order *order = NULL;
	enum bv_graph_walk end = bv_graph_paint_records(&records, graph, SIZE_MAX, &keep);
	uint32_t *states = bv_arena_alloc(&keep, count, sizeof(*states));

	BV_ASSERT(end != BV_GRAPH_WALK_FAR);
	if (bv_graph_order_load(&order, graph)) {
		bv_graph_paint_order(&ordered, order, states, &keep);
		for (uint32_t i = 0; i < count; i++)
			BV_ASSERT(states[i] == 0);
		/* Equal generations of a child and a parent are damage only to the records. */
		if (end == BV_GRAPH_WALK_DONE) {
			BV_ASSERT(records.candidates.count == ordered.candidates.count);
			BV_ASSERT(records.merge_bases.count == ordered.merge_bases.count);
			BV_ASSERT(records.bad_marks % 8 == ordered.bad_marks % 8);
		}
	}
	bv_graph_order_close(order);
	bv_arena_release(&keep);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct bv_commit_graph *graph;
	struct bv_error err = {0};
	uint32_t count;

	if (size < 2)
		return 0;
	bv_commit_graph_open(&graph, object_store(bytes, size), &err);
	count = graph ? bv_commit_graph_count(graph) : 0;
	if (count > 0)
		paint(graph, bytes[size - 1] % count, bytes[size - 2] % count);
	bv_commit_graph_close(graph);
	return 0;
}
