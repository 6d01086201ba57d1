/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A mail that claims a result without its log.
 *
 * The mail's own words are read first; only where they claim nothing, what it quotes, from the
 * nearest to the deepest. A mail that merely mentions a bisection claims nothing.
 */
#include "log/builder.h"
#include "mail_private.h"

#include "base/banned.h"

/* The claims of one depth, the plainest first. A range says less than a commit. */
static bool read_claims(struct bv_mail_reader *reader)
{
	struct bv_bisection *out = reader->out;
	bool is_found = false;

	for (const struct bv_producer *const *row = bv_producers; *row; row++) {
		if (!(*row)->claim || out->claim.ending != BV_ENDING_NONE || !(*row)->claim(reader))
			continue;
		is_found = true;
		if ((*row)->kind != BV_KIND_UNKNOWN)
			out->kind = (*row)->kind;
	}
	return is_found;
}

static bool read_depth(struct bv_mail_reader *reader, const struct bv_lines *lines, size_t depth)
{
	struct bv_arena_mark mark = bv_arena_mark(reader->keep);
	struct bv_lines view;
	bool is_found;

	bv_view(&view, lines, depth, reader->keep);
	reader->view = &view;
	reader->is_quoted = depth > 0;
	is_found = read_claims(reader);
	if (!is_found)
		bv_arena_rewind(reader->keep, mark);
	return is_found;
}

static bool has_word(const struct bv_producer *producer, struct bv_text line)
{
	for (size_t i = 0; i < BV_PRODUCER_WORDS && producer->words[i].size; i++)
		if (bv_text_contains(line, producer->words[i]))
			return true;
	return false;
}

/* No claim is made without a word of its producer; most mails hold none and need no second look. */
static bool has_trigger(const struct bv_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		for (const struct bv_producer *const *row = bv_producers; *row; row++)
			if (has_word(*row, lines->items[i].text))
				return true;
	return false;
}

static size_t deepest(const struct bv_lines *lines)
{
	size_t depth = 0;

	for (size_t i = 0; i < lines->count; i++) {
		size_t own = bv_quote_depth(lines->items[i].text);

		depth = own > depth ? own : depth;
	}
	return depth;
}

/* The nearest depth that names a commit: a range says less, and what it is an answer to may. */
static bool read_depths(struct bv_mail_reader *reader, const struct bv_lines *lines, size_t most)
{
	bool is_found = false;

	for (size_t depth = 0; depth <= most && reader->out->claim.ending == BV_ENDING_NONE;
	     depth++)
		is_found |= read_depth(reader, lines, depth);
	return is_found;
}

static bool read_mail(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_mail_reader reader = {.out = out, .keep = keep};
	size_t most = deepest(lines);
	bool is_found = read_depths(&reader, lines, most);

	/* A mailer that wrapped quoted lines left their ends unquoted. */
	if (most > 0 && !is_found)
		is_found = read_depth(&reader, lines, BV_QUOTE_DEPTH_ANY);
	reader.takes_disowned = true;
	if (!is_found && reader.has_disowned)
		is_found = read_depths(&reader, lines, most);
	return is_found;
}

void bv_mail_add_claim(struct bv_bisection *log, const struct bv_lines *lines,
		       struct bv_arena *keep)
{
	enum bv_kind kind = log->kind;

	if (has_trigger(lines))
		(void)read_mail(log, lines, keep);
	log->kind = kind;
}

bool bv_mail_read_own(struct bv_bisection *out, const struct bv_bisection *log,
		      const struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_mail_reader reader = {.out = out, .keep = keep};
	const struct bv_revision *blamed = bv_bisection_revision(log, log->claim.first_bad);
	const struct bv_revision *own;

	if (!blamed || !log->claim.is_quoted || !has_trigger(lines) ||
	    !read_depth(&reader, lines, 0))
		return false;
	own = bv_bisection_revision(out, out->claim.first_bad);
	return own && !bv_id_is_same(own->written, blamed->written);
}

bool bv_mail_is_claim(const struct bv_lines *lines)
{
	struct bv_bisection scratch = {0};
	struct bv_arena arena = {0};
	bool is_claim = has_trigger(lines) && read_mail(&scratch, lines, &arena);

	bv_arena_release(&arena);
	return is_claim;
}

size_t bv_mail_split(const struct bv_lines *lines, size_t index)
{
	size_t nearest = lines->count;

	for (const struct bv_producer *const *row = bv_producers; *row; row++) {
		size_t next = nearest;

		if ((*row)->claim && (*row)->split)
			next = (*row)->split(lines, index);
		nearest = next < nearest ? next : nearest;
	}
	return nearest;
}

void bv_mail_read(struct bv_bisections *out, const struct bv_lines *lines,
		  const struct bv_producer *const *all, struct bv_arena *keep)
{
	struct bv_bisection *part = bv_build_part(out, lines, keep);

	(void)all;
	part->kind = BV_KIND_MAIL;
	(void)read_mail(part, lines, keep);
}
