/* SPDX-License-Identifier: GPL-2.0-only */
/* The commit that git prints below its conclusion: header, message, --stat or raw lines, summary.
 */
#include "commit_print.h"

#include <string.h>

#include "builder.h"

#include "base/banned.h"

#define MESSAGE_BLANKS       4
#define MESSAGE_BLANKS_LEAST 2

static void add_to_message(struct bv_commit_print_state *state, struct bv_text text,
			   struct bv_arena *keep)
{
	while (state->message.capacity - state->message.count < text.size)
		state->message.items = bv_array_grow(state->message.items, state->message.capacity,
						     &state->message.capacity, 1, keep);
	if (text.size)
		memcpy(state->message.items + state->message.count, text.data, text.size);
	state->message.count += text.size;
}

static bool begin(struct bv_commit_print_state *state, struct bv_text hash, size_t line,
		  struct bv_arena *keep)
{
	struct bv_commit_print *print = &state->bisection->claim.print;
	struct bv_revision_ref ref = bv_build_revision(state->bisection, hash, line, keep);

	*print = (struct bv_commit_print){.line = line, .revision = ref};
	bv_build_statement(state->bisection, BV_STATEMENT_HEADER, ref, (struct bv_text){0}, line,
			   keep);
	state->part = BV_COMMIT_PRINT_HEADER;
	return true;
}

/* "commit H", "commit H (tag: v5.1, main)" or the old "diff-tree H (from P)". */
static bool take_begin(struct bv_commit_print_state *state, const struct bv_line *line,
		       struct bv_arena *keep)
{
	struct bv_text rest = line->text;
	struct bv_text hash;

	if (!bv_take_prefix(&rest, BV_TEXT("commit ")) &&
	    !bv_take_prefix(&rest, BV_TEXT("diff-tree ")))
		return false;
	if (!bv_take_hex(&rest, 7, 64, &hash))
		return false;
	rest = bv_text_trim(rest);
	if (!bv_text_is_empty(rest) && rest.data[0] != '(')
		return false;
	return begin(state, hash, line->number, keep);
}

static bool take_header(struct bv_commit_print_state *state, struct bv_text text)
{
	struct bv_commit_print *print = &state->bisection->claim.print;
	const struct {
		struct bv_text name;
		struct bv_text *value; /* NULL: known, and of no use */
	} headers[] = {
		{BV_TEXT("Merge: "), &print->merge},
		{BV_TEXT("Author: "), &print->author},
		{BV_TEXT("Date: "), &print->date},
		{BV_TEXT("AuthorDate: "), &print->date},
		{BV_TEXT("Commit: "), NULL},
		{BV_TEXT("CommitDate: "), NULL},
		/* of syzbot's mails about backports */
		{BV_TEXT("git tree: "), NULL},
	};

	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		if (!bv_take_prefix(&text, headers[i].name))
			continue;
		if (headers[i].value)
			*headers[i].value = bv_text_trim(text);
		return true;
	}
	return false;
}

/*
 * How far git indents a message, 4 blanks, or as far as a person or a mail program left it: further
 * than the list of files, and below an empty line. 0: this is no line of it.
 */
static size_t message_indentation(const struct bv_commit_print_state *state, struct bv_text text)
{
	size_t blanks = bv_indentation(text);

	if (text.size && text.data[0] == '\t')
		return 1;
	if (blanks >= MESSAGE_BLANKS)
		return MESSAGE_BLANKS;
	return blanks >= MESSAGE_BLANKS_LEAST && state->has_blank_line ? blanks : 0;
}

static bool take_message(struct bv_commit_print_state *state, const struct bv_line *line,
			 struct bv_arena *keep)
{
	struct bv_commit_print *print = &state->bisection->claim.print;
	struct bv_text text = line->text;

	if (bv_text_is_empty(print->subject))
		state->indentation = message_indentation(state, text);
	if (!state->indentation || bv_indentation(text) < state->indentation)
		return false;
	text = bv_text_from_offset(text, state->indentation);
	if (bv_text_is_empty(print->subject)) {
		/* A mailer's format=flowed indents by one more. */
		bv_take_blanks(&text);
		print->subject = text;
		print->message_line = line->number;
		bv_build_subject(state->bisection, print->revision, text, false, line->number);
	} else {
		for (; state->blank_lines; state->blank_lines--)
			add_to_message(state, BV_TEXT("\n"), keep);
		add_to_message(state, BV_TEXT("\n"), keep);
	}
	state->blank_lines = 0;
	add_to_message(state, text, keep);
	print->message = (struct bv_text){state->message.items, state->message.count};
	state->part = BV_COMMIT_PRINT_MESSAGE;
	return true;
}

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

/* " path | 12 ++--", " path | Bin 0 -> 12 bytes", " old => new | 0". */
static bool take_stat(struct bv_commit_print_state *state, const struct bv_line *line,
		      struct bv_arena *keep)
{
	size_t bar = find_bar(line->text);
	struct bv_text value;
	struct bv_changed_file *row;
	uint64_t changed = 0;
	bool is_binary;

	if (bar == SIZE_MAX || line->text.data[0] != ' ')
		return false;
	value = bv_text_trim(bv_text_from_offset(line->text, bar + 1));
	is_binary = bv_text_starts_with(value, BV_TEXT("Bin"));
	if (!is_binary && !bv_take_uint(&value, &changed) &&
	    !bv_text_equal(value, BV_TEXT("Unmerged")))
		return false;
	row = BV_APPEND(&state->bisection->claim.print.stat, keep);
	row->line = line->number;
	row->path = bv_text_trim(bv_text_slice(line->text, 0, bar));
	row->is_binary = is_binary ? BV_YES : BV_NO;
	if (!is_binary)
		row->changed = BV_COUNT((size_t)changed);
	split_rename(row, keep);
	return true;
}

/* Mode 040000: the list is not recursive. */
static bool is_tree_mode(struct bv_text mode)
{
	return bv_text_ends_with(mode, BV_TEXT("40000"));
}

/* ":100644 100644 ID ID M<TAB>path"; a rename has a second path, which is the new one. */
static bool take_raw(struct bv_commit_print_state *state, const struct bv_line *line,
		     struct bv_arena *keep)
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
	*BV_APPEND(&state->bisection->claim.print.raw, keep) = row;
	return true;
}

/* " 3 files changed, 12 insertions(+), 4 deletions(-)"; a part that is 0 is left out. */
static bool take_summary(struct bv_commit_print_state *state, const struct bv_line *line)
{
	struct bv_commit_print *print = &state->bisection->claim.print;
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

/* The lines of --summary say nothing that the rows above them do not. */
static bool is_mode_line(struct bv_text text)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT(" create mode "), BV_TEXT_INIT(" delete mode "),
		BV_TEXT_INIT(" mode change "), BV_TEXT_INIT(" rename "),
		BV_TEXT_INIT(" copy "),        BV_TEXT_INIT(" rewrite "),
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_text_starts_with(text, words[i]))
			return true;
	return false;
}

static bool take_file_line(struct bv_commit_print_state *state, const struct bv_line *line,
			   struct bv_arena *keep)
{
	if (!take_summary(state, line) && !take_stat(state, line, keep) &&
	    !take_raw(state, line, keep) && !is_mode_line(line->text))
		return false;
	state->part = BV_COMMIT_PRINT_FILES;
	return true;
}

/* KernelCI prints the whole patch, below the message. */
static bool take_patch_line(struct bv_commit_print_state *state, const struct bv_line *line,
			    struct bv_arena *keep)
{
	if (state->part != BV_COMMIT_PRINT_PATCH && !bv_is_patch_start(line->text))
		return false;
	state->part = BV_COMMIT_PRINT_PATCH;
	return bv_patch_print_line(&state->patch, &state->bisection->claim.print, line, keep);
}

static bool take_blank(struct bv_commit_print_state *state)
{
	state->blank_lines += state->part == BV_COMMIT_PRINT_MESSAGE;
	state->has_blank_line |= state->part == BV_COMMIT_PRINT_HEADER;
	return state->part != BV_COMMIT_PRINT_FILES;
}

static bool take_line(struct bv_commit_print_state *state, const struct bv_line *line,
		      struct bv_arena *keep)
{
	if (state->part != BV_COMMIT_PRINT_PATCH && bv_text_is_empty(bv_text_trim(line->text)))
		return take_blank(state);
	switch (state->part) {
	case BV_COMMIT_PRINT_BEFORE:
		return take_begin(state, line, keep);
	case BV_COMMIT_PRINT_HEADER:
		return take_header(state, line->text) || take_message(state, line, keep) ||
		       take_file_line(state, line, keep) || take_patch_line(state, line, keep);
	case BV_COMMIT_PRINT_MESSAGE:
		return take_message(state, line, keep) || take_file_line(state, line, keep) ||
		       take_patch_line(state, line, keep);
	case BV_COMMIT_PRINT_FILES:
		return take_file_line(state, line, keep);
	case BV_COMMIT_PRINT_PATCH:
		return take_patch_line(state, line, keep);
	case BV_COMMIT_PRINT_DONE:
		break;
	}
	return false;
}

bool bv_commit_print_line(struct bv_commit_print_state *state, const struct bv_line *line,
			  struct bv_arena *keep)
{
	if (state->part == BV_COMMIT_PRINT_DONE)
		return false;
	if (take_line(state, line, keep))
		return true;
	state->part = BV_COMMIT_PRINT_DONE;
	return false;
}
