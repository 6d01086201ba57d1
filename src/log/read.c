/* SPDX-License-Identifier: GPL-2.0-only */
/* Whose text it is, and what is said of every text whoever wrote it. */
#include "builder.h"
#include "json.h"
#include "log/mail/mail_private.h"
#include "log/robots/state_file.h"
#include "own_words.h"
#include "producer.h"
#include "under_test.h"

#include "base/banned.h"

/* Is the commit that @own blames that of a log here? */
static bool is_told_by_log(const struct bv_bisections *logs, const struct bv_bisection *own)
{
	const struct bv_revision *blamed = bv_bisection_revision(own, own->claim.first_bad);

	for (size_t i = 0; blamed && i < logs->count; i++) {
		const struct bv_revision *other =
			bv_bisection_revision(&logs->items[i], logs->items[i].claim.first_bad);

		if (other && bv_id_is_same(other->written, blamed->written))
			return true;
	}
	return false;
}

/* The mail's own claim goes before that of the log it quotes. */
static void put_own_first(struct bv_bisections *out, const struct bv_lines *lines,
			  struct bv_arena *keep)
{
	struct bv_bisections alone = {0};
	struct bv_bisection *own = bv_build_part(&alone, lines, keep);
	struct bv_bisection log = out->items[0];

	own->kind = BV_KIND_MAIL;
	if (!bv_mail_read_own(own, &log, lines, keep) || is_told_by_log(out, own))
		return;
	(void)BV_APPEND(out, keep);
	for (size_t i = out->count - 1; i > 0; i--) {
		out->items[i] = out->items[i - 1];
		out->items[i].part = i + 1;
	}
	out->items[0] = *own;
}

/* What stands around a piece of a log that a mail pastes is the mail's, and no part of it. */
static void forget_unknown_above(struct bv_bisection *piece)
{
	struct bv_unknown_lines *lines = &piece->unknown_lines;
	size_t first = piece->steps.count ? piece->steps.items[0].line : SIZE_MAX;
	size_t above = 0;

	while (above < lines->count && lines->items[above].line < first)
		above++;
	lines->items += above;
	lines->count -= above;
	lines->capacity = lines->count;
}

/* Part of a log, or git's: a person may have added what it says. */
static void read_around_log(struct bv_bisections *out, const struct bv_lines *lines,
			    struct bv_arena *keep)
{
	struct bv_bisection *first = &out->items[0];

	if (!bv_revision_ref_is_none(first->start))
		return;
	if (out->count == 1 && first->claim.ending == BV_ENDING_NONE) {
		bv_mail_add_claim(first, lines, keep);
		if (bv_kind_is_syzbot(first->kind) && first->claim.ending != BV_ENDING_NONE)
			forget_unknown_above(first);
	} else {
		put_own_first(out, lines, keep);
	}
}

/* Every bisection of a text that may have several, one behind the other; what stands between them
 * belongs to the one above. */
static void read_pieces(struct bv_bisections *out, const struct bv_lines *lines,
			size_t (*split)(const struct bv_lines *lines, size_t index),
			bv_producer_read *read_piece, struct bv_arena *keep)
{
	size_t from = 0;

	do {
		size_t to = split ? split(lines, from) : lines->count;
		struct bv_lines piece = *lines;

		piece.items += from;
		piece.count = to - from;
		if (to < lines->count) {
			piece.is_cut = false;
			piece.is_truncated = out->count + 1 == BV_PARTS_MAX;
		}
		read_piece(out, &piece, bv_producers, keep);
		from = to;
	} while (from < lines->count && out->count < BV_PARTS_MAX);
}

/* Nobody's log and nobody's claim. */
static void read_other(struct bv_bisections *out, const struct bv_lines *lines, bool has_nul,
		       struct bv_arena *keep)
{
	struct bv_bisection *part = bv_build_part(out, lines, keep);

	part->is_binary = has_nul;
	for (const struct bv_producer *const *row = bv_producers;
	     *row && !has_nul && bv_text_is_empty(part->what_else); row++)
		if ((*row)->what_else)
			part->what_else = (*row)->what_else(lines);
}

/*
 * An oops at the end of a log may hold NUL bytes; elsewhere they mean that this is no text, and
 * only a sure claim outweighs them. In a mail, commands of which nobody shows an answer tell what
 * to do.
 */
static void read_lines(struct bv_bisections *out, const struct bv_source *source,
		       const struct bv_lines *lines, struct bv_arena *keep)
{
	bool has_nul = bv_text_find_byte(source->text, '\0') != SIZE_MAX;
	struct bv_nodes_found state;
	const struct bv_producer *producer =
		bv_producer_choose(&state, lines, has_nul || source->mail > 0, keep);

	if (producer && producer->shape && producer->shape == state.shape) {
		bv_state_file_read(out, lines, producer, &state, keep);
	} else if (producer) {
		read_pieces(out, lines, producer->split, producer->read, keep);
		if (!producer->shape)
			read_around_log(out, lines, keep);
	} else if (!has_nul && bv_mail_is_claim(lines)) {
		read_pieces(out, lines, bv_mail_split, bv_mail_read, keep);
	} else {
		read_other(out, lines, has_nul, keep);
	}
}

static void read_source(struct bv_bisections *out, const struct bv_source *source, bool is_own_only,
			struct bv_arena *keep)
{
	struct bv_lines lines;

	bv_lines_split(&lines, source, keep);
	if (source->mail > 0)
		bv_words_settle(&lines, source->is_reply, keep);
	if (is_own_only)
		bv_words_keep_own(&lines, keep);
	*out = (struct bv_bisections){0};
	read_lines(out, source, &lines, keep);
	bv_disown_find(out, &lines, source->subject);
	for (size_t i = 0; i < out->count; i++) {
		bv_title_find(&out->items[i], &lines, keep);
		if (source->mail > 0 && i == 0 && out->items[i].kind != BV_KIND_UNKNOWN)
			bv_asides_find(&out->items[i], &lines, keep);
		if (out->items[i].kind != BV_KIND_UNKNOWN && !bv_kind_is_syzbot(out->items[i].kind))
			bv_under_test_find(&out->items[i], &lines, source->subject);
	}
}

void bv_log_read(struct bv_bisections *out, const struct bv_source *source, struct bv_arena *keep)
{
	read_source(out, source, false, keep);
}

void bv_log_read_own(struct bv_bisections *out, const struct bv_source *source,
		     struct bv_arena *keep)
{
	read_source(out, source, true, keep);
}

bool bv_bisections_are_none(const struct bv_bisections *bisections)
{
	for (size_t i = 0; i < bisections->count; i++)
		if (bisections->items[i].kind != BV_KIND_UNKNOWN ||
		    bisections->items[i].is_truncated)
			return false;
	return true;
}
