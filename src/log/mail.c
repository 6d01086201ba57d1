/* A mail that claims a result without its log: syzbot's bisection mails, and Fixes: in a report. */
#include "builder.h"
#include "commit_print.h"
#include "parser.h"

#include "base/banned.h"

/* syzkaller, dashboard/app/mail_bisect_result.txt; "issue" was "bug" until 2020-07-14. */
static const struct bv_text announcements[] = {
	BV_TEXT_INIT("syzbot has bisected this issue to:"),
	BV_TEXT_INIT("syzbot has bisected this bug to:"),
	BV_TEXT_INIT("syzbot suspects this issue was fixed by commit:"),
	BV_TEXT_INIT("syzbot suspects this bug was fixed by commit:"),
};

static bool is_announcement(struct bv_text line)
{
	line = bv_text_trim(line);
	for (size_t i = 0; i < sizeof(announcements) / sizeof(announcements[0]); i++)
		if (bv_text_equal(line, announcements[i]))
			return true;
	return false;
}

/* `Fixes: 0123456789ab ("title")`, as submitting-patches.rst wants it. */
static bool take_fixes(struct bv_text line, struct bv_text *hash, struct bv_text *subject)
{
	if (!bv_take_prefix(&line, BV_TEXT("Fixes: ")) || !bv_take_hex(&line, 7, 40, hash))
		return false;
	(void)bv_take_blanks(&line);
	line = bv_text_trim_end(line);
	*subject = (struct bv_text){0};
	if (bv_take_prefix(&line, BV_TEXT("(\"")) && bv_text_ends_with(line, BV_TEXT("\")")))
		*subject = bv_text_slice(line, 0, line.size - 2);
	return true;
}

static bool speaks_of_bisection(struct bv_text line)
{
	return bv_text_contains(line, BV_TEXT("bisect")) ||
	       bv_text_contains(line, BV_TEXT("Bisect"));
}

/* A patch names what it fixes too; only a report without one claims a bisection's result. */
static enum bv_claim_strength recognise(const struct bv_lines *lines)
{
	bool has_fixes = false, has_bisection = false, is_patch = false;

	for (size_t i = 0; i < lines->count; i++) {
		struct bv_text line = lines->items[i].text, hash, subject;

		if (is_announcement(line))
			return BV_CLAIM_STRONG;
		has_fixes |= take_fixes(line, &hash, &subject);
		has_bisection |= speaks_of_bisection(line);
		is_patch |= bv_text_starts_with(line, BV_TEXT("diff --git "));
	}
	return has_fixes && has_bisection && !is_patch ? BV_CLAIM_WEAK : BV_CLAIM_NONE;
}

static void claim(struct bv_bisection *out, struct bv_revision_ref ref, const struct bv_line *line)
{
	if (out->claim.ending == BV_ENDING_FIRST_BAD)
		return;
	out->claim.ending = BV_ENDING_FIRST_BAD;
	out->claim.first_bad = ref;
	out->claim.line = line->number;
	out->claim.text = line->text;
}

static void take_fixes_line(struct bv_bisection *out, const struct bv_line *line,
			    struct bv_arena *keep)
{
	struct bv_text hash, subject;
	struct bv_revision_ref ref;

	if (!take_fixes(line->text, &hash, &subject))
		return;
	ref = bv_build_revision(out, hash, line->number, keep);
	bv_build_subject(out, ref, subject, false, line->number);
	bv_build_statement(out, BV_STATEMENT_MAIL, ref, subject, line->number, keep);
	claim(out, ref, line);
}

/* "start commit:   01234567 Merge tag ..": the title is always cut. */
static void take_start_line(struct bv_bisection *out, const struct bv_line *line,
			    struct bv_arena *keep)
{
	struct bv_text rest = line->text, hash;

	if (!bv_take_prefix(&rest, BV_TEXT("start commit:")) || !bv_take_blanks(&rest) ||
	    !bv_take_hex(&rest, 7, 40, &hash))
		return;
	out->start = bv_build_revision(out, hash, line->number, keep);
	rest = bv_text_trim(rest);
	while (bv_text_ends_with(rest, BV_TEXT(".")))
		rest.size--;
	bv_build_subject(out, out->start, rest, true, line->number);
}

static bool is_printed(const struct bv_bisection *out)
{
	return out->claim.print.line != 0;
}

static void parse(struct bv_bisection *out, const struct bv_lines *lines, struct bv_arena *keep)
{
	struct bv_commit_print_state print = {.bisection = out};
	bool is_in_print = false;

	out->kind = BV_KIND_MAIL;
	for (size_t i = 0; i < lines->count; i++) {
		const struct bv_line *line = &lines->items[i];

		if (is_announcement(line->text)) {
			is_in_print = !is_printed(out);
			continue;
		}
		/* A blank line stands between the announcement and the commit. */
		if (is_in_print && !is_printed(out) && bv_text_is_empty(bv_text_trim(line->text)))
			continue;
		if (is_in_print && bv_commit_print_line(&print, line, keep)) {
			if (is_printed(out))
				claim(out, out->claim.print.revision, line);
			continue;
		}
		is_in_print = false;
		take_fixes_line(out, line, keep);
		take_start_line(out, line, keep);
	}
}

const struct bv_parser bv_parser_mail = {
	.name = "mail",
	.recognise = recognise,
	.parse = parse,
};
