/* SPDX-License-Identifier: GPL-2.0-only */
/* The user's settings, from git's configuration. */
#include <git2.h>

#include "tree_private.h"

#include "base/banned.h"

#define SECTION "bisectverify."

static int open_config(git_config **out, struct bv_tree *tree)
{
	return tree ? git_repository_config_snapshot(out, tree->repository)
		    : git_config_open_default(out);
}

static void add_setting(struct bv_settings *out, const git_config_entry *entry,
			struct bv_arena *keep)
{
	struct bv_text key = bv_text_from(entry->name);
	struct bv_setting *setting;

	if (!bv_take_prefix(&key, BV_TEXT(SECTION)) && !bv_text_equal(key, BV_TEXT("color.ui")))
		return;
	setting = BV_APPEND(out, keep);
	setting->key = bv_arena_copy(keep, key);
	/* "[bisectverify] progress" without a value is true. */
	setting->value =
		entry->value ? bv_arena_copy(keep, bv_text_from(entry->value)) : BV_TEXT("true");
}

bool bv_tree_settings(struct bv_settings *out, struct bv_tree *tree, struct bv_arena *keep,
		      struct bv_error *err)
{
	git_config *config = NULL;
	git_config_iterator *iterator = NULL;
	git_config_entry *entry;
	int error;

	*out = (struct bv_settings){0};
	if (!bv_git_start(err))
		return false;
	error = open_config(&config, tree);
	if (error == 0)
		error = git_config_iterator_new(&iterator, config);
	while (error == 0 && (error = git_config_next(&entry, iterator)) == 0)
		add_setting(out, entry, keep);
	git_config_iterator_free(iterator);
	git_config_free(config);
	bv_git_stop();
	if (error == GIT_ITEROVER)
		return true;
	(void)bv_fail_at(err, "git config", 0);
	return bv_fail(err, BV_ERROR_REPOSITORY, "the configuration cannot be read");
}

bool bv_setting_is_true(bool *out, struct bv_text value)
{
	struct bv_arena scratch = {0};
	struct bv_error err = {0};
	int is_true = 0;
	bool is_read = false;

	if (bv_git_start(&err)) {
		is_read = git_config_parse_bool(&is_true, bv_arena_copy(&scratch, value).data) == 0;
		bv_git_stop();
	}
	*out = is_true;
	bv_arena_release(&scratch);
	return is_read;
}
