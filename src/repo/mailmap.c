/* SPDX-License-Identifier: GPL-2.0-only */
/* .mailmap, as libgit2 reads it. */
#include "mailmap.h"

#include <git2.h>

#include "tree_private.h"

#include "base/banned.h"

struct bv_text bv_mailmap_person(struct bv_text mailmap, const struct bv_signature *signature,
				 struct bv_arena *keep)
{
	struct bv_text name = bv_arena_copy(keep, signature->name);
	struct bv_text mail = bv_arena_copy(keep, signature->mail);
	const char *real_name = name.data, *real_mail = mail.data;
	git_mailmap *map = NULL;
	struct bv_text person;

	if (git_mailmap_from_buffer(&map, mailmap.data, mailmap.size) == 0)
		(void)git_mailmap_resolve(&real_name, &real_mail, map, name.data, mail.data);
	person = bv_arena_print(keep, "%s <%s>", real_name, real_mail);
	git_mailmap_free(map);
	return person;
}

bool bv_mailmap_is_set(const struct bv_tree *tree)
{
	return bv_config_find(&tree->config, BV_TEXT("mailmap.file")) ||
	       bv_config_find(&tree->config, BV_TEXT("mailmap.blob"));
}
