/* SPDX-License-Identifier: GPL-2.0-only */
/* Opening a tree, and what is known of the tree itself. */
#include <git2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tree_private.h"

#include "base/banned.h"

/** Below this many commits read one by one a commit-graph would not be felt. */
#define HINT_COMMITS_READ 20000

struct bv_history *bv_tree_history(struct bv_tree *tree, struct bv_error *err)
{
	if (tree->history)
		return tree->history;
	if (!bv_history_open(&tree->history, tree->repository, &tree->rules, err))
		return NULL;
	bv_history_tell_reading(tree->history, tree->tell, tree->tell_context);
	return tree->history;
}

bool bv_history_rules_of(struct bv_history_rules *out, const struct bv_config *config,
			 struct bv_error *err)
{
	*out = (struct bv_history_rules){.follows_replace_refs = true, .uses_graph = true};
	return bv_config_is_true(&out->follows_replace_refs, config, BV_TEXT("core.usereplacerefs"),
				 err) &&
	       bv_config_is_true(&out->uses_graph, config, BV_TEXT("core.commitgraph"), err);
}

static bool is_partial(const struct bv_config *config)
{
	for (size_t i = 0; i < config->count; i++) {
		const struct bv_config_entry *entry = &config->items[i];
		bool is_promisor = true;

		if (bv_text_equal(entry->key, BV_TEXT("extensions.partialclone")))
			return true;
		if (bv_text_starts_with(entry->key, BV_TEXT("remote.")) &&
		    bv_text_ends_with(entry->key, BV_TEXT(".promisor")) &&
		    (!entry->value.data || bv_config_parse_bool(&is_promisor, entry->value)) &&
		    is_promisor)
			return true;
	}
	return false;
}

static struct bv_text tree_path(struct bv_tree *tree)
{
	const char *folder = git_repository_workdir(tree->repository);
	struct bv_text path = bv_text_from(folder ? folder : git_repository_path(tree->repository));

	if (path.size > 1 && bv_text_ends_with(path, BV_TEXT("/")))
		path.size--;
	return bv_arena_copy(&tree->keep, path);
}

/** What is known without reading history; the rest comes with its first use. */
static void fill_facts(struct bv_tree *tree)
{
	tree->facts.is_open = true;
	tree->facts.path = tree_path(tree);
	tree->facts.is_shallow = git_repository_is_shallow(tree->repository) == 1;
	tree->facts.is_partial = is_partial(&tree->config);
	tree->facts.has_no_names = !bv_repository_has_names(tree->repository);
}

bool bv_tree_open(struct bv_tree **out, const char *path, struct bv_error *err)
{
	struct bv_tree *tree;

	*out = NULL;
	if (!bv_git_start(err))
		return false;
	tree = calloc(1, sizeof(*tree));
	BV_ASSERT(tree);
	tree->path = path;
	if (!bv_repository_open(&tree->repository, path, err))
		goto out;
	if (!tree->repository) {
		bv_tree_close(tree);
		return true;
	}
	if (!bv_config_read(&tree->config, tree->repository, &tree->keep, err) ||
	    !bv_history_rules_of(&tree->rules, &tree->config, err))
		goto out;
	if (git_repository_odb(&tree->odb, tree->repository)) {
		(void)bv_fail(err, BV_ERROR_REPOSITORY, "its object database cannot be opened");
		(void)bv_fail_at(err, path ? path : ".", 0);
		goto out;
	}
	fill_facts(tree);
	*out = tree;
	return true;
out:
	bv_tree_close(tree);
	return false;
}

void bv_tree_tell_reading(struct bv_tree *tree, bv_tree_reading *tell, void *context)
{
	tree->tell = tell;
	tree->tell_context = context;
	if (tree->history)
		bv_history_tell_reading(tree->history, tell, context);
}

void bv_tree_close(struct bv_tree *tree)
{
	if (!tree)
		return;
	bv_history_close(tree->history);
	git_odb_free(tree->odb);
	git_repository_free(tree->repository);
	bv_arena_release(&tree->keep);
	free(tree);
	bv_git_stop();
}

struct bv_text bv_tree_bisect_log(struct bv_tree *tree, struct bv_arena *keep)
{
	struct bv_text path =
		bv_arena_print(keep, "%sBISECT_LOG", git_repository_path(tree->repository));
	struct stat status;

	return stat(path.data, &status) == 0 && S_ISREG(status.st_mode) ? path
									: (struct bv_text){0};
}

static void fill_history_facts(struct bv_tree *tree)
{
	struct bv_tree_facts *facts = &tree->facts;

	if (!tree->history)
		return;
	facts->is_shallow = bv_history_is_shallow(tree->history);
	facts->has_grafts = bv_history_has_grafts(tree->history);
	facts->has_replace_refs = bv_history_has_replace_refs(tree->history);
	facts->has_commit_graph = bv_history_has_commit_graph(tree->history);
	facts->graph_note = bv_history_graph_note(tree->history);
	facts->commits_read = bv_history_commits_read(tree->history);
	facts->is_hint_due =
		facts->has_commit_graph != BV_UNKNOWN && facts->commits_read >= HINT_COMMITS_READ;
}

struct bv_tree_facts bv_tree_about(struct bv_tree *tree)
{
	fill_history_facts(tree);
	return tree->facts;
}

bool bv_tree_drop_damaged_graph(struct bv_tree *tree)
{
	return tree->history && bv_history_drop_damaged_graph(tree->history);
}

bool bv_tree_is_shallow(const struct bv_tree *tree)
{
	return tree->facts.is_shallow;
}

bool bv_tree_is_replaced(struct bv_tree *tree, const struct bv_oid *id)
{
	char name[sizeof("refs/replace/") + BV_OID_HEX] = "refs/replace/";
	struct bv_oid_hex hex = bv_oid_hex(id);
	git_oid replacement;

	for (size_t i = 0; i <= BV_OID_HEX; i++)
		name[sizeof("refs/replace/") - 1 + i] = hex.digits[i];
	return git_reference_name_to_id(&replacement, tree->repository, name) == 0;
}
