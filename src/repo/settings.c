/* SPDX-License-Identifier: GPL-2.0-only */
/* The user's settings, from git's configuration. */
#include "tree_private.h"

#include "base/banned.h"

static bool is_setting(struct bv_text key)
{
	return bv_text_starts_with(key, BV_TEXT("bisectverify.")) ||
	       bv_text_equal(key, BV_TEXT("color.ui"));
}

bool bv_tree_settings(struct bv_settings *out, struct bv_tree *tree, struct bv_arena *keep,
		      struct bv_error *err)
{
	struct bv_config *config = tree ? &tree->config : &out->config;

	*out = (struct bv_settings){0};
	if (!tree && !bv_config_read(config, NULL, keep, err))
		return false;
	out->config = *config;
	for (size_t i = 0; i < config->count; i++)
		if (is_setting(config->items[i].key))
			*BV_APPEND(out, keep) = &config->items[i];
	return true;
}
