/* SPDX-License-Identifier: GPL-2.0-only */
/* Finding the text that explains a check, a family or a word. */
#include "check_private.h"

#include "base/banned.h"

size_t bv_explanation_count(void)
{
	return bv_explanation_table_count;
}

const struct bv_explanation *bv_explanation_at(size_t index)
{
	return index < bv_explanation_table_count ? &bv_explanation_table[index] : NULL;
}

static char plain(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == ' ' || c == '_' ? '-' : c;
}

static bool is_called(struct bv_text name, struct bv_text wanted)
{
	if (name.size != wanted.size)
		return false;
	for (size_t i = 0; i < name.size; i++)
		if (plain(name.data[i]) != plain(wanted.data[i]))
			return false;
	return true;
}

static bool explains(const struct bv_explanation *explanation, struct bv_text wanted)
{
	if (is_called(bv_text_from(explanation->name), wanted))
		return true;
	for (const char *const *alias = explanation->aliases; *alias; alias++)
		if (is_called(bv_text_from(*alias), wanted))
			return true;
	return false;
}

const struct bv_explanation *bv_explanation_find(struct bv_text name)
{
	for (size_t i = 0; i < bv_explanation_table_count; i++)
		if (explains(&bv_explanation_table[i], name))
			return &bv_explanation_table[i];
	return NULL;
}
