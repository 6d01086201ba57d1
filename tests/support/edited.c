/* SPDX-License-Identifier: GPL-2.0-only */
#include "edited.h"

#include <criterion/criterion.h>
#include <string.h>

#include "log/log.h"

struct bv_text bv_test_edited(struct bv_text text, const char *find, const char *replace,
			      struct bv_arena *keep)
{
	size_t at = bv_text_find(text, bv_text_from(find), 0), from, to;

	cr_assert_neq(at, SIZE_MAX, "no \"%s\" in\n%.*s", find, BV_TEXT_ARG(text));
	from = at;
	to = at + strlen(find);
	if (!replace) {
		while (from > 0 && text.data[from - 1] != '\n')
			from--;
		to = bv_text_find(text, BV_TEXT("\n"), at) + 1;
	}
	return bv_arena_print(keep, "%.*s%s%.*s", BV_TEXT_ARG(bv_text_slice(text, 0, from)),
			      replace ? replace : "", BV_TEXT_ARG(bv_text_from_offset(text, to)));
}

struct bv_check_result bv_test_judge(struct bv_text text, struct bv_tree *tree,
				     struct bv_arena *keep)
{
	struct bv_source *source = bv_arena_alloc(keep, 1, sizeof(*source));
	struct bv_bisections *bisections = bv_arena_alloc(keep, 1, sizeof(*bisections));
	struct bv_told *told = bv_arena_alloc(keep, 1, sizeof(*told));
	struct bv_case *c = bv_arena_alloc(keep, 1, sizeof(*c));
	struct bv_check_result result;

	source->text = text;
	bv_log_read(bisections, source, keep);
	cr_assert_eq(bisections->count, 1);
	bv_case_open(c, &bisections->items[0], told, tree, keep);
	bv_checks_run(&result, c, keep);
	return result;
}

enum bv_level bv_test_level_of(const struct bv_check_result *result, const char *id)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (strcmp(result->findings.items[i].id, id) == 0)
			return result->findings.items[i].level;
	return BV_LEVEL_DEFAULT;
}
