/* Line counts by libgit2's copy of git's diff. */
#include "line_count.h"

#include <git2.h>

#include "base/banned.h"

/** A NUL among the first bytes makes a file binary. Source: git's xdiff-interface.c. */
#define FIRST_FEW_BYTES 8000

static bool is_binary(struct bv_text text)
{
	return bv_text_find_byte(bv_text_slice(text, 0, FIRST_FEW_BYTES), '\0') != SIZE_MAX;
}

static size_t count_lines(struct bv_text text)
{
	struct bv_text line;
	size_t count = 0;

	while (bv_take_line(&text, &line))
		count++;
	return count;
}

static int count_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
		      const git_diff_line *line, void *context)
{
	struct bv_line_counts *counts = context;

	(void)delta;
	(void)hunk;
	if (line->origin == GIT_DIFF_LINE_ADDITION)
		counts->added.value++;
	else if (line->origin == GIT_DIFF_LINE_DELETION)
		counts->deleted.value++;
	return 0;
}

struct bv_line_counts bv_line_count(struct bv_text old, struct bv_text new)
{
	struct bv_line_counts counts = {BV_NO, BV_COUNT(0), BV_COUNT(0)};
	git_diff_options options;

	if (is_binary(old) || is_binary(new))
		return (struct bv_line_counts){.is_binary = BV_YES};
	if (bv_text_is_empty(old) || bv_text_is_empty(new)) {
		counts.added.value = count_lines(new);
		counts.deleted.value = count_lines(old);
		return counts;
	}
	if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION))
		return (struct bv_line_counts){.is_binary = BV_NO};
	options.flags = GIT_DIFF_FORCE_TEXT;
	options.context_lines = 0;
	if (git_diff_buffers(old.data, old.size, NULL, new.data, new.size, NULL, &options, NULL,
			     NULL, NULL, count_line, &counts))
		return (struct bv_line_counts){.is_binary = BV_NO};
	return counts;
}
