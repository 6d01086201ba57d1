/* The tree's inside: libgit2's handle and our history, never seen above this floor. */
#ifndef BV_TREE_PRIVATE_H
#define BV_TREE_PRIVATE_H

#include "history.h"
#include "repository.h"
#include "tree.h"

struct git_odb;
struct git_repository;

struct bv_tree {
	struct bv_arena keep; /* lives as long as the tree */
	const char *path;     /* as it was named; NULL: nobody did */
	struct git_repository *repository;
	struct git_odb *odb;
	struct bv_history *history; /* opened on first use by bv_tree_history() */
	struct bv_tree_facts facts;
	struct {
		struct bv_release_tag {
			struct bv_oid commit;
			struct bv_text name;
		} * items;
		size_t count, capacity;
	} tags; /* read on first use by bv_release_tags() */
	bool are_tags_read, has_all_tags;
	bv_tree_reading *tell;
	void *tell_context;
};

#endif
