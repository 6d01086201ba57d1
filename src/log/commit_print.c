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

static bool take_file_line(struct bv_commit_print_state *state, const struct bv_line *line,
			   struct bv_arena *keep)
{
	if (!bv_stat_print_line(&state->bisection->claim.print, line, keep))
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
