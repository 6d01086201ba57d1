/* SPDX-License-Identifier: GPL-2.0-only */
/* A history with a bug in it: who has the bug, and how a kernel's run goes. */
#ifndef SIMULATE_WORLD_H
#define SIMULATE_WORLD_H

#include "drawn/tool.h"
#include "repo/history.h"
#include "repo/tree.h"

#define WORLD_NONE         ((size_t)-1)
#define WORLD_RELEASES_MAX 256

struct world_commit {
	struct bv_oid id;
	struct bv_text subject;
	const size_t *parents;
	size_t parent_count;
	bool is_code; /* can be a cause: no merge, and it changes C where the tree tells */
};
struct world_release {
	const char *name;
	size_t commit;
};

/* Parents come before their children. */
struct world {
	struct bv_arena keep;
	const char *folder;
	struct bv_tree *tree;
	struct bv_history *history;
	struct world_commit *commits;
	size_t count, head;
	bool has_files; /* false: a clone that lacks them, and would ask for each */
	size_t *by_id;  /* numbers of commits, by their ids */
	struct world_release releases[WORLD_RELEASES_MAX]; /* the newest first, no -rc */
	size_t release_count;
};

/** Read what is reachable from HEAD in the bare repository @folder, or die. */
struct world *world_open(const char *folder);
void world_close(struct world *world);
size_t world_find(const struct world *world, const struct bv_oid *id);
const char *world_hex(const struct world *world, size_t commit, struct bv_arena *keep);
/** Which commits have @commit among their ancestors, or are it. Owner: kept in @keep. */
bool *world_descendants(const struct world *world, size_t commit, struct bv_arena *keep);
/** ... and which it has among its own. */
bool *world_ancestors(const struct world *world, size_t commit, struct bv_arena *keep);

/* What one bug is like, in percent of the runs. */
struct world_setting {
	double rate;        /* a kernel with the bug crashes with its title */
	double noise;       /* any kernel crashes with another title first */
	double false_alarm; /* a kernel without the bug crashes with its title */
	double blind;       /* of the draws: the reproducer does nothing on old kernels */
	/* What the answer does not say, to see what it would be worth: */
	bool does_learn; /* how often to run follows from all runs so far, not from the log's */
	bool is_uneven;  /* each commit to test is chosen for the fewest runs, not for halves */
};

enum world_run {
	WORLD_OK,
	WORLD_BUG,
	WORLD_OTHER
};

/* One draw: a bug, where it came in, and where it was seen first. */
struct world_bug {
	const struct world *world;
	const struct world_setting *setting;
	struct dice dice;
	size_t culprit, start;
	bool *has_bug;
	bool *does_reproduce; /* NULL: everywhere */
	bool is_adapted;      /* the reproducer was made to work on old kernels */
	size_t runs;          /* that were made so far */
};

#define WORLD_TITLE "KASAN: use-after-free Read in demo_ring_peek"

/** Draw one by @seed; everything is kept in @keep. */
void world_draw_bug(struct world_bug *out, const struct world *world,
		    const struct world_setting *setting, uint64_t seed, struct bv_arena *keep);
/** Run the reproducer once on a kernel. */
enum world_run world_run(struct world_bug *bug, size_t commit);
/** The title that the other crash has. */
const char *world_other_title(struct world_bug *bug);

#endif
