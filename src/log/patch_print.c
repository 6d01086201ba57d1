/* SPDX-License-Identifier: GPL-2.0-only */
/* The patch of a printed commit: files, their headers, and hunks with as many lines as announced.
 */
#include "commit_print.h"

#include "base/banned.h"

/* What ends a section of a report has at least so many dashes. */
#define DASHES_LEAST 20

bool bv_is_patch_start(struct bv_text line)
{
	return bv_text_starts_with(line, BV_TEXT("diff --git a/"));
}

static bool is_dashes(struct bv_text line)
{
	line = bv_text_trim(line);
	for (size_t i = 0; i < line.size; i++)
		if (line.data[i] != '-')
			return false;
	return line.size >= DASHES_LEAST;
}

/*
 * "OLD b/NEW". Where both names are the same, as for all but renames, the middle tells them apart
 * even when they hold blanks.
 */
static bool split_names(struct bv_text names, struct bv_text *old, struct bv_text *new)
{
	const struct bv_text mark = BV_TEXT(" b/");
	size_t size = names.size > mark.size ? (names.size - mark.size) / 2 : 0;

	*old = bv_text_slice(names, 0, size);
	*new = bv_text_from_offset(names, size);
	if (size && bv_take_prefix(new, mark) && bv_text_equal(*old, *new))
		return true;
	*new = names;
	return bv_take_until(new, mark, old);
}

static bool take_file(struct bv_commit_print *out, const struct bv_line *line,
		      struct bv_arena *keep)
{
	struct bv_text names = bv_text_trim_end(line->text), old, new;
	struct bv_changed_file *file;

	(void)bv_take_prefix(&names, BV_TEXT("diff --git a/"));
	if (!split_names(names, &old, &new))
		return false;
	file = BV_APPEND(&out->patch, keep);
	file->path = new;
	file->line = line->number;
	if (!bv_text_equal(old, new))
		file->old_path = old;
	return true;
}

/* ",COUNT", which is left out where it is 1. */
static bool take_span(struct bv_text *rest, uint64_t *count)
{
	uint64_t first;

	*count = 1;
	return bv_take_uint(rest, &first) &&
	       (!bv_take_prefix(rest, BV_TEXT(",")) || bv_take_uint(rest, count));
}

/* "@@ -1,2 +1,3 @@ words" */
static bool take_hunk(struct bv_patch_print *state, struct bv_text line)
{
	return bv_take_prefix(&line, BV_TEXT("@@ -")) && take_span(&line, &state->old_left) &&
	       bv_take_prefix(&line, BV_TEXT(" +")) && take_span(&line, &state->new_left) &&
	       bv_take_prefix(&line, BV_TEXT(" @@"));
}

static bool is_file_header(struct bv_text line)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("index "),        BV_TEXT_INIT("--- "),
		BV_TEXT_INIT("+++ "),          BV_TEXT_INIT("old mode "),
		BV_TEXT_INIT("new mode "),     BV_TEXT_INIT("deleted file mode "),
		BV_TEXT_INIT("similarity "),   BV_TEXT_INIT("dissimilarity "),
		BV_TEXT_INIT("rename from "),  BV_TEXT_INIT("rename to "),
		BV_TEXT_INIT("copy from "),    BV_TEXT_INIT("copy to "),
		BV_TEXT_INIT("Binary files "), BV_TEXT_INIT("new file mode "),
		BV_TEXT_INIT("\\ No newline"),
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_text_starts_with(line, words[i]))
			return true;
	return false;
}

/* A line inside a hunk; mailers take the blank of an empty one. */
static bool take_hunk_line(struct bv_patch_print *state, struct bv_text line)
{
	char first = line.size ? line.data[0] : ' ';
	bool is_old = first == ' ' || first == '-';
	bool is_new = first == ' ' || first == '+';

	if (first == '\\')
		return true;
	if ((!is_old && !is_new) || (is_old && !state->old_left) || (is_new && !state->new_left))
		return false;
	state->old_left -= is_old;
	state->new_left -= is_new;
	return true;
}

bool bv_patch_print_line(struct bv_patch_print *state, struct bv_commit_print *out,
			 const struct bv_line *line, struct bv_arena *keep)
{
	if (state->old_left || state->new_left) {
		bool is_taken = take_hunk_line(state, line->text);

		state->is_broken |= !is_taken;
		return is_taken;
	}
	if (bv_is_patch_start(line->text)) {
		state->is_begun = take_file(out, line, keep);
		return state->is_begun;
	}
	if (state->is_begun && bv_text_is_empty(bv_text_trim(line->text)))
		return true;
	if (state->is_begun && (is_file_header(line->text) || take_hunk(state, line->text)))
		return true;
	out->is_patch_whole = out->patch.count && !state->is_broken && is_dashes(line->text);
	return false;
}
