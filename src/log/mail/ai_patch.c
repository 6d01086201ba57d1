/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Patches of AI models, syzbot's among them: they name a commit in "Fixes:", and bisect nothing.
 *
 * Source: syzkaller, pkg/lore-relay/templates.go, templates/new_patch.txt; kernel,
 * Documentation/process/coding-assistants.rst, for "Assisted-by: AGENT:MODEL [TOOL]".
 */
#include "log/producer.h"

#include "base/banned.h"

/* The text of syzbot's own footer, in the moderated mail and in the one that goes to the lists. */
static bool is_footer(struct bv_text line)
{
	line = bv_text_trim(line);
	return bv_text_equal(line, BV_TEXT("This is an AI-generated patch subject to "
					   "moderation.")) ||
	       (bv_text_starts_with(line, BV_TEXT("See ")) &&
		bv_text_ends_with(line, BV_TEXT(" for information about AI-generated patches.")));
}

static bool is_assisted(struct bv_text line)
{
	struct bv_text word;

	return bv_take_prefix(&line, BV_TEXT("Assisted-by: ")) && bv_take_word(&line, &word) &&
	       bv_text_contains(word, BV_TEXT(":"));
}

static struct bv_text what_else(const struct bv_lines *lines)
{
	bool is_patch = false, is_of_model = false;

	for (size_t i = 0; i < lines->count; i++) {
		struct bv_text line = lines->items[i].text;

		is_patch |= bv_text_starts_with(line, BV_TEXT("diff --git "));
		is_of_model |= is_footer(line) || is_assisted(line);
	}
	if (!is_patch || !is_of_model)
		return (struct bv_text){0};
	return BV_TEXT("it is a patch that an AI model wrote, or helped to write");
}

const struct bv_producer bv_producer_ai_patch = {
	.what_else = what_else,
};
