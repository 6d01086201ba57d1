/*
 * A mail that claims a result without its log.
 *
 * The mail's own words are read first; only where they claim nothing, what it quotes, from the
 * nearest to the deepest. A mail that merely mentions a bisection claims nothing.
 */
#include "log/builder.h"
#include "log/parser.h"
#include "mail_claim.h"
#include "prose.h"
#include "source/view.h"

#include "base/banned.h"

void bv_mail_blame(struct bv_mail_reader *reader, enum bv_statement_kind kind,
		   const struct bv_mail_commit *commit)
{
	struct bv_bisection *out = reader->out;
	struct bv_claim *claim = &out->claim;
	const struct bv_line *line = &reader->view->items[commit->index];
	struct bv_revision_ref ref =
		bv_build_abbreviated(out, commit->hash, line->number, reader->keep);

	bv_build_subject(out, ref, commit->subject, commit->is_subject_cut, line->number);
	bv_build_statement(out, kind, ref, commit->subject, line->number, reader->keep);
	claim->statements.items[claim->statements.count - 1].is_quoted = reader->is_quoted;
	if (claim->ending == BV_ENDING_FIRST_BAD || bv_revision_ref_is_none(ref))
		return;
	claim->ending = BV_ENDING_FIRST_BAD;
	claim->first_bad = ref;
	claim->line = line->number;
	claim->text = bv_text_trim(line->text);
	claim->is_quoted = reader->is_quoted;
}

/* `Fixes: 0123456789ab ("title")`, as submitting-patches.rst wants it. */
static bool take_fixes_hash(struct bv_text line, struct bv_text *hash, size_t *offset)
{
	struct bv_text rest = line;

	if (!bv_take_prefix(&rest, BV_TEXT("Fixes: ")) || !bv_take_blanks(&rest) ||
	    !bv_take_hex(&rest, 7, 40, hash))
		return false;
	*offset = line.size - rest.size;
	return true;
}

bool bv_mail_take_fixes(struct bv_mail_reader *reader, size_t index)
{
	struct bv_mail_commit commit = {.index = index};
	size_t offset;

	if (!take_fixes_hash(reader->view->items[index].text, &commit.hash, &offset))
		return false;
	commit.subject =
		bv_prose_subject(reader->view, index, offset, &commit.is_subject_cut, reader->keep);
	bv_mail_blame(reader, BV_STATEMENT_FIXES, &commit);
	return true;
}

bool bv_mail_take_remark(struct bv_mail_reader *reader, const struct bv_text *names, size_t count,
			 size_t index)
{
	struct bv_text rest = reader->view->items[index].text;
	struct bv_text name;

	if (!bv_take_until(&rest, BV_TEXT(":"), &name))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!bv_text_equal(name, names[i]))
			continue;
		bv_build_remark(reader->out, name, bv_text_trim(rest),
				reader->view->items[index].number, reader->keep);
		return true;
	}
	return false;
}

/* A patch names what it fixes too, and tells how that was found: no report of a bisection. */
static bool is_patch(const struct bv_lines *view)
{
	static const struct bv_text beginnings[] = {
		BV_TEXT_INIT("diff --git "),
		BV_TEXT_INIT("Signed-off-by: "),
	};

	for (size_t i = 0; i < view->count; i++)
		for (size_t k = 0; k < sizeof(beginnings) / sizeof(beginnings[0]); k++)
			if (bv_text_starts_with(view->items[i].text, beginnings[k]))
				return true;
	return false;
}

bool bv_mail_read_prose(struct bv_mail_reader *reader)
{
	struct bv_prose_claim claim;

	bv_prose_read(&claim, reader->view, reader->keep);
	/* Of a patch only git's own words count. */
	if (claim.rank == BV_PROSE_NONE ||
	    (claim.rank != BV_PROSE_FIRST_BAD && is_patch(reader->view)))
		return false;
	bv_mail_blame(reader, BV_STATEMENT_PROSE, &claim.commit);
	return true;
}

bool bv_mail_read_fixes(struct bv_mail_reader *reader)
{
	bool has_bisection = false;

	for (size_t i = 0; i < reader->view->count; i++)
		has_bisection |= bv_text_contains(reader->view->items[i].text, BV_TEXT("bisect")) ||
				 bv_text_contains(reader->view->items[i].text, BV_TEXT("Bisect"));
	if (!has_bisection || is_patch(reader->view))
		return false;
	for (size_t i = 0; i < reader->view->count; i++)
		if (bv_mail_take_fixes(reader, i))
			return true;
	return false;
}

/* The plainest first. */
static bv_mail_claim *const claims[] = {
	bv_mail_read_syzbot, bv_mail_read_lkp,   bv_mail_read_regzbot,
	bv_mail_read_prose,  bv_mail_read_fixes,
};

static bool read_depth(struct bv_mail_reader *reader, const struct bv_lines *lines, size_t depth)
{
	const struct bv_claim *claim = &reader->out->claim;
	struct bv_arena_mark mark = bv_arena_mark(reader->keep);
	struct bv_lines view;
	bool is_found = false;

	bv_view(&view, lines, depth, reader->keep);
	reader->view = &view;
	reader->is_quoted = depth > 0;
	/* A range says less than a commit. */
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		if (claim->ending == BV_ENDING_NONE)
			is_found |= claims[i](reader);
	if (!is_found)
		bv_arena_rewind(reader->keep, mark);
	return is_found;
}

/* No claim is made without one of these; most mails hold none and need no second look. */
static bool has_trigger(const struct bv_lines *lines)
{
	static const struct bv_text triggers[] = {
		BV_TEXT_INIT("isect"),      BV_TEXT_INIT("first bad"),  BV_TEXT_INIT("regzbot"),
		BV_TEXT_INIT("test robot"), BV_TEXT_INIT("syzbot sus"), BV_TEXT_INIT("0-DAY CI"),
	};

	for (size_t i = 0; i < lines->count; i++)
		for (size_t k = 0; k < sizeof(triggers) / sizeof(triggers[0]); k++)
			if (bv_text_contains(lines->items[i].text, triggers[k]))
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

static bool read_mail(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_mail_reader reader = {.out = out, .keep = keep};
	size_t most = deepest(lines);
	bool is_found = false;

	/* Nor does a range end the search: what it is an answer to may name a commit. */
	for (size_t depth = 0; depth <= most && out->claim.ending == BV_ENDING_NONE; depth++)
		is_found |= read_depth(&reader, lines, depth);
	/* A mailer that wrapped quoted lines left their ends unquoted. */
	if (most > 0 && !is_found)
		is_found = read_depth(&reader, lines, BV_QUOTE_DEPTH_ANY);
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
	return own && !bv_build_is_same_id(own->written, blamed->written);
}

static enum bv_claim_strength recognise(const struct bv_lines *lines)
{
	struct bv_bisection scratch = {0};
	struct bv_arena arena = {0};
	bool is_claim = has_trigger(lines) && read_mail(&scratch, lines, &arena);

	bv_arena_release(&arena);
	return is_claim ? BV_CLAIM_WEAK : BV_CLAIM_NONE;
}

static void parse(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep)
{
	out->kind = BV_KIND_MAIL;
	(void)read_mail(out, lines, keep);
}

const struct bv_parser bv_parser_mail = {
	.name = "mail",
	.recognise = recognise,
	.parse = parse,
};
