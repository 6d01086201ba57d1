/* SPDX-License-Identifier: GPL-2.0-only */
/* The reader of syzkaller's cause and fix bisection logs: line after line. */
#include "log/builder.h"
#include "log/producer.h"
#include "syzbot_private.h"

#include "base/banned.h"

static void take_text(struct bv_syzbot *state, const struct bv_line *line)
{
	switch (state->text) {
	case BV_SYZBOT_TEXT_BUILD:
		bv_syzbot_add_build_text(state, line);
		return;
	case BV_SYZBOT_TEXT_CONTINUED:
		return;
	case BV_SYZBOT_TEXT_GIT:
		if (bv_syzbot_is_git_chatter(line->text))
			return;
		break;
	case BV_SYZBOT_TEXT_NONE:
		break;
	}
	bv_build_unknown(state->out, line->text, line->number, state->keep);
}

static void take_line(struct bv_syzbot *state, const struct bv_line *line)
{
	bool is_below_offer = state->is_below_offer;

	state->is_below_offer = false;
	if (state->is_printing && bv_commit_print_line(&state->print, line, state->keep))
		return;
	state->is_printing = false;
	if (bv_text_is_empty(bv_text_trim(line->text))) {
		state->empty_below += is_below_offer;
		return;
	}
	if (bv_syzbot_take_listed(state, line))
		return;
	state->list = BV_SYZBOT_LIST_NONE;
	if (bv_syzbot_take_kind(state, line))
		state->joined_below += is_below_offer;
	else
		take_text(state, line);
}

/*
 * A line without "10-Aug-2026 11:22:33: ", with which some of syzkaller's programs stamp it.
 *
 * Source: syzkaller's pkg/debugtracer/debug.go, GenericTracer.Logf(), WithTime.
 */
static struct bv_text without_stamp(struct bv_text line)
{
	static const struct bv_text shape = BV_TEXT_INIT("00-Aaa-0000 00:00:00: ");

	if (line.size < shape.size)
		return line;
	for (size_t i = 0; i < shape.size; i++) {
		char wanted = shape.data[i], byte = line.data[i];
		bool is_digit = byte >= '0' && byte <= '9';
		bool is_letter = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');

		if (wanted == '0'                      ? !is_digit
		    : (wanted == 'A' || wanted == 'a') ? !is_letter
						       : byte != wanted)
			return line;
	}
	return bv_text_from_offset(line, shape.size);
}

static struct bv_text plain_line(struct bv_text line)
{
	return without_stamp(bv_unquote(line));
}

static void take_stamps_away(struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_line *items = bv_arena_alloc(keep, lines->count, sizeof(*items));

	for (size_t i = 0; i < lines->count; i++)
		items[i] = (struct bv_line){without_stamp(lines->items[i].text),
					    lines->items[i].number};
	lines->items = items;
	lines->capacity = lines->count;
}

/* The first line that says something. */
static const struct bv_line *first_line(const struct bv_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (!bv_text_is_empty(bv_text_trim(lines->items[i].text)))
			return &lines->items[i];
	return NULL;
}

/* Words and a full hash that together only syzkaller prints. */
static bool is_own_line(struct bv_text text)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("bisecting cause commit starting from "),
		BV_TEXT_INIT("bisecting fixing commit since "),
		BV_TEXT_INIT("searching for guilty commit starting from "),
		BV_TEXT_INIT("searching for fixing commit since "),
		BV_TEXT_INIT("building syzkaller on "),
		BV_TEXT_INIT("ensuring issue is reproducible on original commit "),
		BV_TEXT_INIT("testing current HEAD "),
		BV_TEXT_INIT("testing commit "),
	};
	struct bv_text hash;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_take_prefix(&text, words[i]))
			return bv_take_hex(&text, 40, 40, &hash);
	return false;
}

static enum bv_claim_strength recognise(const struct bv_lines *lines)
{
	const struct bv_line *first = first_line(lines);

	if (first && bv_syzbot_is_bare_ending(first->text))
		return BV_CLAIM_STRONG;
	for (size_t i = 0; i < lines->count; i++)
		if (is_own_line(plain_line(lines->items[i].text)))
			return BV_CLAIM_STRONG;
	return BV_CLAIM_NONE;
}

/* A line that names what is bisected from where, once in each log. */
static bool names_start(struct bv_text line)
{
	static const struct bv_text words[] = {
		BV_TEXT_INIT("bisecting cause commit starting from "),
		BV_TEXT_INIT("bisecting fixing commit since "),
		BV_TEXT_INIT("searching for guilty commit starting from "),
		BV_TEXT_INIT("searching for fixing commit since "),
	};
	struct bv_text rest = plain_line(line), hash;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bv_take_prefix(&rest, words[i]))
			return bv_take_hex(&rest, 40, 40, &hash);
	return false;
}

/*
 * Source: syzkaller's pkg/bisect/bisect.go, Run(): a log names its start commit once, below the
 * line with host and time since 2022-07-19.
 */
static size_t split(const struct bv_lines *lines, size_t index)
{
	bool has_begun = false;

	for (size_t i = index; i < lines->count; i++) {
		if (!names_start(lines->items[i].text))
			continue;
		if (has_begun &&
		    bv_text_contains(lines->items[i - 1].text, BV_TEXT(" starts bisection ")))
			return i - 1;
		if (has_begun)
			return i;
		has_begun = true;
	}
	return lines->count;
}

static void read_log(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_lines unquoted = *lines;
	struct bv_syzbot state = {
		.out = out,
		.keep = keep,
		.lines = &unquoted,
		.era = bv_era_guess_init(),
		.step = BV_SYZBOT_NO_STEP,
		.markable = BV_SYZBOT_NO_STEP,
	};
	const struct bv_line *first;

	out->claim.is_quoted = bv_lines_unquote(&unquoted, keep);
	take_stamps_away(&unquoted, keep);
	first = first_line(&unquoted);
	if (first && bv_syzbot_take_bare_ending(&state, first))
		state.at = (size_t)(first - unquoted.items) + 1;
	for (; state.at < unquoted.count; state.at++) {
		struct bv_era_guess before = state.era;
		bool is_half = unquoted.is_cut && state.at == unquoted.count - 1;

		take_line(&state, &unquoted.items[state.at]);
		/* What a line does not have any more says nothing about its age. */
		if (is_half)
			state.era = before;
	}
	bv_syzbot_finish(&state);
}

static void read_piece(struct bv_bisections *out, const struct bv_lines *lines,
		       const struct bv_producer *const *all, struct bv_arena *keep)
{
	(void)all;
	read_log(bv_build_part(out, lines, keep), lines, keep);
}

const struct bv_producer bv_producer_syzbot = {
	.recognise = recognise,
	.split = split,
	.read = read_piece,
};
