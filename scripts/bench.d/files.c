/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * files TREE: for each commit id on standard input, how many files it changes against its first
 * parent, as `git diff-tree -r` lists them.
 */
#include <stdio.h>

#include "repo/diff.h"
#include "repo/object.h"
#include "repo/tree.h"

static void count_files(struct bv_tree *tree, const char *line)
{
	struct bv_arena keep = {0};
	struct bv_commit_object commit = {0}, parent = {0};
	struct bv_tree_changes changes;
	struct bv_text why;
	struct bv_oid id;

	if (bv_oid_parse(&id, bv_text_slice(bv_text_from(line), 0, BV_OID_HEX)) &&
	    bv_commit_read(&commit, tree, &id, &keep) == BV_YES && commit.parents.count > 0 &&
	    bv_commit_read(&parent, tree, &commit.parents.items[0], &keep) == BV_YES &&
	    bv_tree_diff(&changes, tree, &parent.tree, &commit.tree, &keep, &why) == BV_YES)
		(void)printf("%.40s %zu\n", line, changes.count);
	else
		(void)printf("%.40s unknown\n", line);
	bv_arena_release(&keep);
}

int main(int argument_count, char **arguments)
{
	struct bv_tree *tree = NULL;
	struct bv_error err = {0};
	char line[128];

	if (argument_count != 2 || !bv_tree_open(&tree, arguments[1], &err)) {
		(void)fprintf(stderr, "files: %s\n", err.text[0] ? err.text : "usage: files TREE");
		return 128;
	}
	while (fgets(line, sizeof(line), stdin))
		count_files(tree, line);
	bv_tree_close(tree);
	return 0;
}
