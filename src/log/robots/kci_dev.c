/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kci-dev bisect: its state file, and what it prints, which is git's log and then its own words.
 *
 * Source: kernelci/kci-dev, kcidev/subcommands/bisect.py. It starts git bisect, and gives git's
 * words for the tests that it has KernelCI run.
 */
#include <string.h>

#include "log/builder.h"
#include "state_file.h"

#include "base/banned.h"

/*
 * The state: {"giturl": .., "good": "v6.6", "bad": "v6.7", "history": [{"H": "bad"}, ...]}
 */

static bool is_own(const struct bv_nodes *nodes)
{
	const struct bv_node *root = &nodes->items[0];
	const struct bv_node *history = bv_node_member(nodes, root, BV_TEXT("history"));

	return history && history->kind == BV_NODE_ARRAY &&
	       bv_node_text(nodes, root, BV_TEXT("good")).size &&
	       bv_node_text(nodes, root, BV_TEXT("bad")).size;
}

static const struct bv_nodes_shape shape = {
	.words = {BV_TEXT_INIT("\"giturl\""), BV_TEXT_INIT("\"history\"")},
	.is_own = is_own,
};

static void take_end(struct bv_state_file *file, enum bv_verdict verdict, const char *name)
{
	const struct bv_node *end =
		bv_node_member(&file->nodes, &file->nodes.items[0], bv_text_from(name));

	bv_state_file_end(file, verdict, end->text, end->line);
}

static void take_history(struct bv_state_file *file, const struct bv_node *history)
{
	const struct bv_nodes *nodes = &file->nodes;
	const struct bv_node *entry, *test;

	for (entry = bv_node_first(nodes, history); entry;
	     entry = bv_node_next(nodes, history, entry))
		for (test = bv_node_first(nodes, entry); test;
		     test = bv_node_next(nodes, entry, test))
			(void)bv_state_file_step(file, BV_PHASE_BISECT,
						 bv_state_file_verdict(test->text), test->name,
						 test->line);
}

/* Until 2026 the state had no result, and not the last test's word: git asked for that one. */
static void take_result(struct bv_state_file *file)
{
	const struct bv_nodes *nodes = &file->nodes;
	const struct bv_node *root = &nodes->items[0];
	const struct bv_node *first_bad = bv_node_member(nodes, root, BV_TEXT("first_bad"));
	const struct bv_node *next = bv_node_member(nodes, root, BV_TEXT("next_commit"));

	if (first_bad && first_bad->text.size)
		bv_state_file_blame(file, first_bad->text, "first_bad", first_bad->line);
	else if (next && next->text.size)
		file->out->pending = (struct bv_offer){
			.revision = bv_state_file_revision(file, next->text, next->line),
			.line = next->line,
		};
}

static void read_state(struct bv_state_file *file)
{
	static const struct bv_text remarks[] = {BV_TEXT_INIT("giturl"), BV_TEXT_INIT("branch"),
						 BV_TEXT_INIT("test"), BV_TEXT_INIT("")};
	const struct bv_node *root = &file->nodes.items[0];

	take_end(file, BV_VERDICT_GOOD, "good");
	take_end(file, BV_VERDICT_BAD, "bad");
	take_history(file, bv_node_member(&file->nodes, root, BV_TEXT("history")));
	take_result(file);
	bv_state_file_remarks(file, root, remarks);
}

/*
 * The session: its lines as git's own log would have them, for git's reader
 */

struct translation {
	struct bv_lines lines;
	struct bv_text tested; /* of the newest "Testing commit: H" */
	struct bv_arena *keep;
};

static void add_line(struct translation *translation, struct bv_text text, size_t number)
{
	*BV_APPEND(&translation->lines, translation->keep) = (struct bv_line){text, number};
}

/* "\xc5": Python writes small digits. What follows the backslash is at @text; its length. */
static size_t unescape(struct bv_text text, char *out)
{
	static const char hex[] = "0123456789abcdef";
	char byte = text.data[0];

	*out = byte == 'n' ? '\n' : byte == 't' ? '\t' : byte == 'r' ? '\r' : byte;
	if (byte != 'x' || !bv_text_is_hex(bv_text_slice(text, 1, 2), 2, 2))
		return 1;
	*out = 0;
	for (size_t i = 1; i <= 2; i++) {
		const char *digit = strchr(hex, text.data[i]);

		*out = (char)(*out * 16 + (digit ? digit - hex : 0));
	}
	return 3;
}

/* b"..." or b'...' as Python shows bytes. */
static bool take_bytes(struct bv_text *rest, struct bv_text *out, struct bv_arena *keep)
{
	struct bv_text at = *rest;
	size_t size = 0, end = 1;
	char quote, *bytes;

	if (!bv_take_prefix(&at, BV_TEXT("b")) || !at.size ||
	    (at.data[0] != '"' && at.data[0] != '\''))
		return false;
	quote = at.data[0];
	while (end < at.size && at.data[end] != quote)
		end += at.data[end] == '\\' ? 2 : 1;
	if (end >= at.size)
		return false;
	bytes = bv_arena_alloc(keep, end, 1);
	for (size_t i = 1; i < end; size++)
		if (at.data[i] == '\\')
			i += 1 + unescape(bv_text_from_offset(at, i + 1), &bytes[size]);
		else
			bytes[size] = at.data[i++];
	*out = (struct bv_text){bytes, size};
	*rest = bv_text_from_offset(at, end + 1);
	return true;
}

/* What git printed, in one piece or as a list of lines: "git command: [b'H is the first ...', ..]".
 */
static bool translate_bytes(struct translation *translation, struct bv_text line, size_t number)
{
	struct bv_text piece, text;
	bool is_found = false;

	(void)bv_take_prefix(&line, BV_TEXT("git command: ["));
	while (take_bytes(&line, &piece, translation->keep)) {
		while (bv_take_line(&piece, &text))
			add_line(translation, text, number);
		is_found = true;
		(void)bv_take_prefix(&line, BV_TEXT(", "));
	}
	return is_found;
}

static void translate(struct translation *translation, const struct bv_line *line)
{
	struct bv_text text = bv_text_trim(bv_unquote(line->text)), rest = text, hash;
	struct bv_arena *keep = translation->keep;

	if (translate_bytes(translation, text, line->number))
		return;
	if (bv_take_prefix(&rest, BV_TEXT("Testing commit: ")) && bv_take_hex(&rest, 7, 40, &hash))
		translation->tested = hash;
	else if (bv_take_prefix(&rest, BV_TEXT("Executing git command: git bisect ")))
		add_line(translation,
			 bv_arena_print(keep, "git bisect %.*s %.*s", BV_TEXT_ARG(rest),
					BV_TEXT_ARG(translation->tested)),
			 line->number);
	/* Its own word on the result of the same bisection. */
	else if ((bv_take_prefix(&rest, BV_TEXT("First bad commit: ")) ||
		  bv_take_prefix(&rest, BV_TEXT("Bisection complete. First bad commit: "))) &&
		 bv_take_hex(&rest, 7, 40, &hash))
		add_line(translation,
			 bv_arena_print(keep, "# first bad commit: [%.*s]", BV_TEXT_ARG(hash)),
			 line->number);
	else
		add_line(translation, line->text, line->number);
}

static void read_session(struct bv_bisections *out, const struct bv_lines *lines,
			 const struct bv_producer *const *all, struct bv_arena *keep)
{
	struct translation translation = {.keep = keep};

	translation.lines.is_cut = lines->is_cut;
	translation.lines.is_truncated = lines->is_truncated;
	for (size_t i = 0; i < lines->count; i++)
		translate(&translation, &lines->items[i]);
	bv_producer_git.read(out, &translation.lines, all, keep);
	for (size_t i = 0; i < out->count; i++)
		out->items[i].kind = BV_KIND_KCI_DEV;
}

static bool is_telling(struct bv_text line)
{
	struct bv_text text = bv_text_trim(bv_unquote(line));

	return bv_text_starts_with(text, BV_TEXT("Executing kci-dev command: ")) ||
	       bv_text_starts_with(text, BV_TEXT("Executing git command: git bisect "));
}

static enum bv_claim_strength recognise(const struct bv_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (is_telling(lines->items[i].text))
			return BV_CLAIM_STRONG;
	return BV_CLAIM_NONE;
}

const struct bv_producer bv_producer_kci_dev = {
	.kind = BV_KIND_KCI_DEV,
	.recognise = recognise,
	.read = read_session,
	.shape = &shape,
	.read_state = read_state,
};
