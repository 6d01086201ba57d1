/* Choosing the parser of a source, and what is said of every text whoever wrote it. */
#include "find_subject.h"
#include "log.h"
#include "log/git/git_build.h"
#include "log/mail/mail_claim.h"
#include "parser.h"
#include "split.h"

#include "base/banned.h"

/* More bisections than any mail has. */
#define PARTS_MAX 32

static const struct bv_parser *const parsers[] = {&bv_parser_syzbot, &bv_parser_git,
						  &bv_parser_mail};

/*
 * The first of the strongest; NULL when nobody claims the lines. An oops at the end of a log may
 * hold NUL bytes; elsewhere they mean that this is no text, and only a sure claim outweighs them.
 */
static const struct bv_parser *choose(const struct bv_lines *lines, bool has_nul, bool is_mail)
{
	const struct bv_parser *chosen = NULL;
	enum bv_claim_strength strongest = has_nul ? BV_CLAIM_WEAK : BV_CLAIM_NONE;

	for (size_t i = 0; i < sizeof(parsers) / sizeof(parsers[0]) && strongest < BV_CLAIM_STRONG;
	     i++) {
		enum bv_claim_strength strength = parsers[i]->recognise(lines);

		/* In a mail, commands of which nobody shows an answer tell what to do. */
		if (is_mail && parsers[i] == &bv_parser_git && strength == BV_CLAIM_WEAK)
			continue;
		if (strength > strongest) {
			strongest = strength;
			chosen = parsers[i];
		}
	}
	return chosen;
}

/* Where the next piece of a text begins, and who reads it. */
struct splitter {
	size_t (*next)(const struct bv_lines *lines, size_t index);
	const struct bv_parser *parser;
};
static const struct splitter syzbot_logs = {bv_split_syzbot, &bv_parser_syzbot};
static const struct splitter mail_claims = {bv_mail_split_syzbot, &bv_parser_mail};

static struct bv_bisection *add_part(struct bv_bisections *out, const struct bv_lines *lines,
				     struct bv_arena *keep)
{
	struct bv_bisection *part = BV_APPEND(out, keep);

	part->part = out->count;
	part->is_truncated = lines->is_truncated;
	part->is_cut = lines->is_cut;
	part->first_line = lines->count ? lines->items[0].number : 0;
	part->last_line = lines->count ? lines->items[lines->count - 1].number : 0;
	return part;
}

/* The mail's own claim goes before that of the log it quotes. */
static void put_own_first(struct bv_bisections *out, const struct bv_lines *lines,
			  struct bv_arena *keep)
{
	struct bv_bisections alone = {0};
	struct bv_bisection *own = add_part(&alone, lines, keep);
	struct bv_bisection log = out->items[0];

	own->kind = BV_KIND_MAIL;
	if (!bv_mail_read_own(own, &log, lines, keep))
		return;
	(void)BV_APPEND(out, keep);
	for (size_t i = out->count - 1; i > 0; i--) {
		out->items[i] = out->items[i - 1];
		out->items[i].part = i + 1;
	}
	out->items[0] = *own;
}

/* Every bisection of a text that git wrote, or that people wrote around it. */
static void read_git(struct bv_bisections *out, const struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_lines unfilled = *lines;
	struct bv_git_events events;
	bool is_more;

	bv_git_unfill(&unfilled, keep);
	bv_git_scan(&events, &unfilled, keep);
	bv_git_drop_attempts(&events);
	is_more = bv_git_read_part(&out->items[0], &unfilled, &events, keep);
	while (is_more && out->count < PARTS_MAX) {
		struct bv_bisection *part = add_part(out, lines, keep);

		part->first_line = events.items[0].number;
		is_more = bv_git_read_part(part, &unfilled, &events, keep);
	}
	out->items[out->count - 1].is_truncated |= is_more;
}

/* Some lines of a log, as people quote them: neither its beginning nor its range nor its end. */
static bool is_excerpt(const struct bv_bisection *log)
{
	return bv_kind_is_syzbot(log->kind) && bv_revision_ref_is_none(log->start) &&
	       bv_revision_ref_is_none(log->head) && log->git.line == 0 &&
	       log->claim.ending == BV_ENDING_NONE;
}

/* What the mail claims is not carried by such lines, whose tests are some of many. */
static bool read_around_excerpt(struct bv_bisections *out, const struct bv_lines *lines,
				struct bv_arena *keep)
{
	if (out->count != 1 || !is_excerpt(&out->items[0]) ||
	    bv_parser_mail.recognise(lines) == BV_CLAIM_NONE)
		return false;
	out->items[0] = (struct bv_bisection){0};
	out->count = 0;
	bv_parser_mail.parse(add_part(out, lines, keep), lines, keep);
	return true;
}

/* Every bisection of a text whose pieces tell of one each; what stands between them belongs to the
 * one above. */
static void read_pieces(struct bv_bisections *out, const struct bv_lines *lines,
			const struct splitter *splitter, struct bv_arena *keep)
{
	size_t from = 0;

	out->count = 0;
	do {
		size_t to = splitter->next(lines, from);
		struct bv_lines piece = *lines;

		piece.items += from;
		piece.count = to - from;
		if (to < lines->count) {
			piece.is_cut = false;
			piece.is_truncated = out->count + 1 == PARTS_MAX;
		}
		splitter->parser->parse(add_part(out, &piece, keep), &piece, keep);
		from = to;
	} while (from < lines->count && out->count < PARTS_MAX);
}

static void read_lines(struct bv_bisections *out, const struct bv_source *source,
		       const struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_bisection *first;
	const struct bv_parser *parser;
	bool has_nul = bv_text_find_byte(source->text, '\0') != SIZE_MAX;

	first = add_part(out, lines, keep);
	parser = choose(lines, has_nul, source->mail > 0);
	first->is_binary = has_nul && !parser;
	if (!parser)
		return;
	if (parser == &bv_parser_git)
		read_git(out, lines, keep);
	else if (parser == &bv_parser_syzbot)
		read_pieces(out, lines, &syzbot_logs, keep);
	else
		read_pieces(out, lines, &mail_claims, keep);
	first = &out->items[0];
	if (parser == &bv_parser_mail || read_around_excerpt(out, lines, keep) ||
	    !bv_revision_ref_is_none(first->start))
		return;
	/* Part of a log, or git's: a person may have added what it says. */
	if (out->count == 1 && first->claim.ending == BV_ENDING_NONE)
		bv_mail_add_claim(first, lines, keep);
	else
		put_own_first(out, lines, keep);
}

void bv_log_read(struct bv_bisections *out, const struct bv_source *source, struct bv_arena *keep)
{
	struct bv_lines lines;

	bv_lines_split(&lines, source, keep);
	*out = (struct bv_bisections){0};
	read_lines(out, source, &lines, keep);
	for (size_t i = 0; i < out->count; i++)
		bv_title_find(&out->items[i], &lines, keep);
}

bool bv_bisections_are_none(const struct bv_bisections *bisections)
{
	for (size_t i = 0; i < bisections->count; i++)
		if (bisections->items[i].kind != BV_KIND_UNKNOWN ||
		    bisections->items[i].is_truncated)
			return false;
	return true;
}
