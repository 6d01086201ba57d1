/* SPDX-License-Identifier: GPL-2.0-only */
/* Any bytes as a commit-graph: the walk stays inside it, ends, and finds what a plain one does. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz/fuzz.h"
#include "repo/history_private.h"

/* An object store with nothing but the file; it goes when the process ends. */
#define STORE "/tmp/bv-fuzz-XXXXXX"
static char folder[] = STORE;
static char info[] = STORE "/info";
static char file[] = STORE "/info/commit-graph";

static void remove_store(void)
{
	(void)unlink(file);
	(void)rmdir(info);
	(void)rmdir(folder);
}

static void make_store(void)
{
	BV_ASSERT(mkdtemp(folder));
	for (size_t i = 0; i < sizeof(folder) - 1; i++)
		info[i] = file[i] = folder[i];
	BV_ASSERT(mkdir(info, 0700) == 0 && atexit(remove_store) == 0);
}

static struct bv_text object_store(const uint8_t *bytes, size_t size)
{
	static bool is_made;
	int descriptor;

	if (!is_made)
		make_store();
	is_made = true;
	descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	BV_ASSERT(descriptor >= 0 && write(descriptor, bytes, size) == (ssize_t)size);
	(void)close(descriptor);
	return bv_text_from(folder);
}

/* Flag @tip and all its ancestors; false when one is damaged, or not older than a child. */
static bool flag_ancestors(const struct bv_commit_graph *graph, uint32_t tip, bool *flags,
			   struct bv_arena *keep)
{
	struct bv_positions stack = {0};

	*BV_APPEND(&stack, keep) = tip;
	flags[tip] = true;
	while (stack.count > 0) {
		uint32_t commit = stack.items[--stack.count];
		struct bv_positions parents = {0};
		uint64_t generation, older;

		if (!bv_commit_graph_parents(graph, commit, &parents, keep) ||
		    !bv_commit_graph_generation(graph, commit, &generation))
			return false;
		for (size_t i = 0; i < parents.count; i++) {
			if (!bv_commit_graph_generation(graph, parents.items[i], &older) ||
			    older >= generation)
				return false;
			if (!flags[parents.items[i]])
				*BV_APPEND(&stack, keep) = parents.items[i];
			flags[parents.items[i]] = true;
		}
	}
	return true;
}

static void compare(const struct bv_commit_graph *graph, const struct bv_graph_walk *walk,
		    struct bv_arena *keep)
{
	uint32_t count = bv_commit_graph_count(graph), candidates = 0;
	bool *is_bad = bv_arena_alloc(keep, count, sizeof(*is_bad));
	bool *is_good = bv_arena_alloc(keep, count, sizeof(*is_good));

	if (!flag_ancestors(graph, walk->bad, is_bad, keep) ||
	    !flag_ancestors(graph, walk->good.items[0], is_good, keep))
		return;
	for (uint32_t i = 0; i < count; i++)
		candidates += is_bad[i] && !is_good[i];
	BV_ASSERT(walk->candidates.count == candidates);
	for (uint32_t i = 0; i < candidates; i++) {
		uint32_t name = walk->candidates.names[i];

		BV_ASSERT(is_bad[name] && !is_good[name]);
	}
	BV_ASSERT(walk->are_all_good_in_bad == is_bad[walk->good.items[0]]);
}

static void find(const struct bv_commit_graph *graph, uint32_t bad, uint32_t good)
{
	struct bv_graph_walk walk = {.bad = bad};
	struct bv_arena keep = {0};

	*BV_APPEND(&walk.good, &keep) = good;
	if (bv_graph_walk(&walk, graph, &keep))
		compare(graph, &walk, &keep);
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
		find(graph, bytes[size - 1] % count, bytes[size - 2] % count);
	bv_commit_graph_close(graph);
	return 0;
}
