/* SPDX-License-Identifier: GPL-2.0-only */
/* The files of a printed commit: rows of --stat, raw lines, the sums, and the lines of --summary.
 */
#include "commit_print.h"

#include "base/banned.h"

#define MODE_DIGITS 6

/* Names of a rename: "a/{old => new}/c" and "old => new". */
static void split_rename(struct bv_changed_file *row, struct bv_arena *keep)
{
	struct bv_text path = row->path;
	struct bv_text rest = path;
	struct bv_text before, old, new;

	if (bv_take_until(&rest, BV_TEXT("{"), &before) &&
	    bv_take_until(&rest, BV_TEXT(" => "), &old) &&
	    bv_take_until(&rest, BV_TEXT("}"), &new)) {
		/* An empty side leaves two slashes: "a/{ => b}/c" was "a/c". */
		struct bv_text tail = bv_text_from_offset(rest, 1);
		bool ends = bv_text_is_empty(before) || bv_text_ends_with(before, BV_TEXT("/"));
		bool joins = ends && bv_text_starts_with(rest, BV_TEXT("/"));
		struct bv_text old_tail = joins && bv_text_is_empty(old) ? tail : rest;
		struct bv_text new_tail = joins && bv_text_is_empty(new) ? tail : rest;

		row->old_path = bv_arena_print(keep, "%.*s%.*s%.*s", BV_TEXT_ARG(before),
					       BV_TEXT_ARG(old), BV_TEXT_ARG(old_tail));
		row->path = bv_arena_print(keep, "%.*s%.*s%.*s", BV_TEXT_ARG(before),
					   BV_TEXT_ARG(new), BV_TEXT_ARG(new_tail));
		return;
	}
	rest = path;
	if (bv_take_until(&rest, BV_TEXT(" => "), &old)) {
		row->old_path = old;
		row->path = rest;
	}
}

/* The offset of the last " | ": a path may hold one too. */
static size_t find_bar(struct bv_text text)
{
	size_t found = SIZE_MAX;
	size_t at = bv_text_find_byte(text, '|');

	while (at != SIZE_MAX) {
		if (at > 0 && text.data[at - 1] == ' ' && at + 1 < text.size &&
		    text.data[at + 1] == ' ')
			found = at;
		at = bv_text_find(text, BV_TEXT("|"), at + 1);
	}
	return found;
}

/*
 * "+++--": git draws all insertions before all deletions. Where a mail program broke the line, the
 * bar stands alone on the next one.
 */
static void take_bar(struct bv_changed_file *row, struct bv_text bar)
{
	size_t plus = 0, minus = 0;

	if (bv_text_is_empty(bar) && row->changed.value)
		return;
	while (bv_take_prefix(&bar, BV_TEXT("+")))
		plus++;
	while (bv_take_prefix(&bar, BV_TEXT("-")))
		minus++;
	row->bar_plus = BV_COUNT(plus);
	row->bar_minus = BV_COUNT(minus);
	row->is_bar_broken = !bv_text_is_empty(bar);
}

/* " path | 12 ++--", " path | Bin 0 -> 12 bytes", " path | Unmerged", " old => new | 0". */
static bool take_stat(struct bv_commit_print *out, const struct bv_line *line,
		      struct bv_arena *keep)
{
	size_t bar = find_bar(line->text);
	struct bv_text value;
	struct bv_changed_file *row;
	uint64_t changed = 0;
	bool is_binary, is_counted;

	if (bar == SIZE_MAX || line->text.data[0] != ' ')
		return false;
	value = bv_text_trim(bv_text_from_offset(line->text, bar + 1));
	is_binary = bv_text_starts_with(value, BV_TEXT("Bin"));
	is_counted = !is_binary && bv_take_uint(&value, &changed);
	if (!is_binary && !is_counted && !bv_text_equal(value, BV_TEXT("Unmerged")))
		return false;
	row = BV_APPEND(&out->stat, keep);
	row->line = line->number;
	row->path = bv_text_trim(bv_text_slice(line->text, 0, bar));
	row->is_binary = is_binary ? BV_YES : BV_NO;
	if (is_counted) {
		row->changed = BV_COUNT((size_t)changed);
		take_bar(row, bv_text_trim(value));
	}
	split_rename(row, keep);
	return true;
}

static bool take_rest_of_stat(struct bv_commit_print *out, const struct bv_line *line)
{
	struct bv_changed_file *row =
		out->stat.count ? &out->stat.items[out->stat.count - 1] : NULL;
	struct bv_text bar = bv_text_trim(line->text);

	if (!row || row->bar_plus.is_known || !row->changed.is_known || bv_text_is_empty(bar))
		return false;
	for (size_t i = 0; i < bar.size; i++)
		if (bar.data[i] != '+' && bar.data[i] != '-')
			return false;
	take_bar(row, bar);
	return true;
}

/* Mode 040000: the list is not recursive. */
static bool is_tree_mode(struct bv_text mode)
{
	return bv_text_ends_with(mode, BV_TEXT("40000"));
}

/* ":100644 100644 ID ID M<TAB>path"; a rename has a second path, which is the new one. */
static bool take_raw(struct bv_commit_print *out, const struct bv_line *line, struct bv_arena *keep)
{
	struct bv_text rest = line->text;
	struct bv_text *words[5];
	struct bv_changed_file row = {.line = line->number};
	struct bv_text status;

	if (!bv_take_prefix(&rest, BV_TEXT(":")))
		return false;
	words[0] = &row.old_mode;
	words[1] = &row.new_mode;
	words[2] = &row.old_id;
	words[3] = &row.new_id;
	words[4] = &status;
	for (size_t i = 0; i < 5; i++) {
		if (!bv_take_word(&rest, words[i]))
			return false;
		(void)bv_take_blanks(&rest);
	}
	row.status = bv_file_status_of(status.data[0]);
	row.path = bv_text_trim(rest);
	rest = row.path;
	if (bv_take_until(&rest, BV_TEXT("\t"), &row.old_path))
		row.path = rest;
	row.is_directory = is_tree_mode(row.old_mode) || is_tree_mode(row.new_mode);
	if (!bv_text_is_hex(row.old_id, 4, 64) && !bv_text_ends_with(row.old_id, BV_TEXT("...")))
		return false;
	*BV_APPEND(&out->raw, keep) = row;
	return true;
}

/* " 3 files changed, 12 insertions(+), 4 deletions(-)"; a part that is 0 is left out. */
static bool take_summary(struct bv_commit_print *print, const struct bv_line *line)
{
	struct bv_text rest = line->text;
	struct bv_text part;
	uint64_t number;

	if (!bv_take_prefix(&rest, BV_TEXT(" ")) || !bv_take_uint(&rest, &number) ||
	    !bv_take_prefix(&rest, BV_TEXT(" file")))
		return false;
	(void)bv_take_prefix(&rest, BV_TEXT("s"));
	if (!bv_take_prefix(&rest, BV_TEXT(" changed")))
		return false;
	print->summary_line = line->number;
	print->files_changed = BV_COUNT((size_t)number);
	print->insertions = BV_COUNT(0);
	print->deletions = BV_COUNT(0);
	while (bv_take_prefix(&rest, BV_TEXT(", ")) && bv_take_uint(&rest, &number)) {
		if (bv_text_starts_with(rest, BV_TEXT(" insertion")))
			print->insertions = BV_COUNT((size_t)number);
		if (bv_text_starts_with(rest, BV_TEXT(" deletion")))
			print->deletions = BV_COUNT((size_t)number);
		if (!bv_take_until(&rest, BV_TEXT(")"), &part))
			break;
	}
	return true;
}

/* " create mode 100644 PATH", " delete mode 100644 PATH" */
static bool take_mode_of(struct bv_changed_file *row, struct bv_text rest)
{
	struct bv_text mode;

	if (!bv_take_word(&rest, &mode))
		return false;
	*(row->status == BV_FILE_DELETED ? &row->old_mode : &row->new_mode) = mode;
	row->path = bv_text_trim(rest);
	return true;
}

/* " mode change 100644 => 100755 PATH"; the line below a rename has no path. */
static bool take_mode_change(struct bv_changed_file *row, struct bv_text rest)
{
	if (!bv_take_word(&rest, &row->old_mode) || !bv_take_prefix(&rest, BV_TEXT(" => ")) ||
	    !bv_take_word(&rest, &row->new_mode))
		return false;
	row->path = bv_text_trim(rest);
	return true;
}

/* " rename a/{b => c}/d (97%)" */
static bool take_likeness(struct bv_changed_file *row, struct bv_text rest)
{
	size_t end = rest.size;

	while (end > 0 && rest.data[end - 1] != '(')
		end--;
	if (end < 2 || !bv_text_ends_with(bv_text_trim(rest), BV_TEXT("%)")))
		return false;
	row->path = bv_text_trim(bv_text_slice(rest, 0, end - 1));
	return true;
}

/* What git might have printed: two words and a file's mode, or a likeness at the end. */
static bool take_like_mode(struct bv_changed_file *row, struct bv_text rest)
{
	struct bv_text word, mode;

	if (!bv_take_prefix(&rest, BV_TEXT(" ")) || bv_text_starts_with(rest, BV_TEXT(" ")))
		return false;
	if (bv_text_ends_with(bv_text_trim(rest), BV_TEXT("%)")))
		return true;
	for (size_t i = 0; i < 2; i++)
		if (!bv_take_word(&rest, &word) || !bv_take_blanks(&rest))
			return false;
	if (!bv_take_word(&rest, &mode) || mode.size != MODE_DIGITS)
		return false;
	row->path = bv_text_trim(rest);
	for (size_t i = 0; i < mode.size; i++)
		if (mode.data[i] < '0' || mode.data[i] > '7')
			return false;
	return true;
}

/*
 * A line of --summary. One that only looks like it, below git's sums, was damaged: its status is
 * unknown.
 */
static bool take_mode_line(struct bv_commit_print *out, const struct bv_line *line,
			   struct bv_arena *keep)
{
	static const struct {
		struct bv_text words;
		enum bv_file_status status;
		bool (*take)(struct bv_changed_file *row, struct bv_text rest);
	} forms[] = {
		{BV_TEXT_INIT(" create mode "), BV_FILE_ADDED, take_mode_of},
		{BV_TEXT_INIT(" delete mode "), BV_FILE_DELETED, take_mode_of},
		{BV_TEXT_INIT(" mode change "), BV_FILE_MODE_CHANGED, take_mode_change},
		{BV_TEXT_INIT(" rename "), BV_FILE_RENAMED, take_likeness},
		{BV_TEXT_INIT(" copy "), BV_FILE_ADDED, take_likeness},
		{BV_TEXT_INIT(" rewrite "), BV_FILE_MODIFIED, take_likeness},
	};
	struct bv_changed_file row = {.line = line->number};
	bool is_taken = false;

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]) && !is_taken; i++) {
		struct bv_text rest = line->text;

		row = (struct bv_changed_file){.line = line->number, .status = forms[i].status};
		is_taken = bv_take_prefix(&rest, forms[i].words) && forms[i].take(&row, rest);
	}
	if (!is_taken) {
		row = (struct bv_changed_file){.line = line->number};
		is_taken = out->summary_line && take_like_mode(&row, line->text);
	}
	if (!is_taken)
		return false;
	split_rename(&row, keep);
	*BV_APPEND(&out->modes, keep) = row;
	return true;
}

bool bv_stat_print_line(struct bv_commit_print *out, const struct bv_line *line,
			struct bv_arena *keep)
{
	return take_summary(out, line) || take_stat(out, line, keep) ||
	       take_rest_of_stat(out, line) || take_raw(out, line, keep) ||
	       take_mode_line(out, line, keep);
}
