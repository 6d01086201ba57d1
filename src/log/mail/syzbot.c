/* SPDX-License-Identifier: GPL-2.0-only */
/* syzbot's mails: what it bisected a bug to, or what it takes for the fix. */
#include "log/builder.h"
#include "log/git/git_private.h"
#include "mail_private.h"

#include "base/banned.h"

/*
 * Source: syzkaller, dashboard/app: mail_bisect_result.txt, mail_bug.txt ("found the following
 * issue") and mail_fix_candidate.txt. "issue" was "bug" until 2020-07-14, and "crash" before.
 */
static const struct announcement {
	struct bv_text text;
	bool is_fix;
	enum bv_ending ending;
} announcements[] = {
	{BV_TEXT_INIT("syzbot has bisected this issue to:"), false, BV_ENDING_FIRST_BAD},
	{BV_TEXT_INIT("syzbot has bisected this bug to:"), false, BV_ENDING_FIRST_BAD},
	{BV_TEXT_INIT("The issue was bisected to:"), false, BV_ENDING_FIRST_BAD},
	{BV_TEXT_INIT("The bug was bisected to:"), false, BV_ENDING_FIRST_BAD},
	{BV_TEXT_INIT("This bug was bisected to:"), false, BV_ENDING_FIRST_BAD},
	{BV_TEXT_INIT("syzbot suspects this issue was fixed by commit:"), true,
	 BV_ENDING_FIRST_BAD},
	{BV_TEXT_INIT("syzbot suspects this bug was fixed by commit:"), true, BV_ENDING_FIRST_BAD},
	{BV_TEXT_INIT("syzbot suspects this issue could be fixed by backporting the following "
		      "commit:"),
	 true, BV_ENDING_FIRST_BAD},
	{BV_TEXT_INIT("Bisection is inconclusive: the first bad commit could be any of:"), false,
	 BV_ENDING_ONLY_SKIPPED},
	{BV_TEXT_INIT("Bisection is inconclusive: the fix commit could be any of:"), true,
	 BV_ENDING_ONLY_SKIPPED},
	{BV_TEXT_INIT("Bisection is inconclusive: the issue happens on the oldest tested release."),
	 false, BV_ENDING_OLDEST_RELEASE},
	{BV_TEXT_INIT("Bisection is inconclusive: the bug happens on the oldest tested release."),
	 false, BV_ENDING_OLDEST_RELEASE},
	{BV_TEXT_INIT("Bisection is inconclusive: the issue happens on the latest tested release."),
	 true, BV_ENDING_STILL_ON_HEAD},
	{BV_TEXT_INIT("Bisection is inconclusive: the bug happens on the latest tested release."),
	 true, BV_ENDING_STILL_ON_HEAD},
};

/* What the fields below an announcement are called. */
static const struct bv_text fields[] = {
	BV_TEXT_INIT("bisection log"),  BV_TEXT_INIT("git tree"),
	BV_TEXT_INIT("final crash"),    BV_TEXT_INIT("final oops"),
	BV_TEXT_INIT("console output"), BV_TEXT_INIT("kernel config"),
	BV_TEXT_INIT("dashboard link"), BV_TEXT_INIT("userspace arch"),
	BV_TEXT_INIT("syz repro"),      BV_TEXT_INIT("C reproducer"),
	BV_TEXT_INIT("compiler"),       BV_TEXT_INIT("Reported-by"),
	BV_TEXT_INIT("#syz fix"),
};

static const struct announcement *announcement_of(struct bv_text line)
{
	line = bv_text_trim(line);
	for (size_t i = 0; i < sizeof(announcements) / sizeof(announcements[0]); i++)
		if (bv_text_equal(line, announcements[i].text))
			return &announcements[i];
	return NULL;
}

/* An announcement with its commit below. */
static bool is_result(const struct bv_lines *lines, size_t index)
{
	const struct announcement *announcement =
		announcement_of(bv_unquote(lines->items[index].text));
	struct bv_text rest = {0}, hash;

	if (!announcement || announcement->ending != BV_ENDING_FIRST_BAD)
		return false;
	for (index++; index < lines->count && bv_text_is_empty(rest); index++)
		rest = bv_text_trim(bv_unquote(lines->items[index].text));
	return bv_take_prefix(&rest, BV_TEXT("commit ")) && bv_take_hex(&rest, 40, 40, &hash);
}

/*
 * The next of several announcements: a digest of bugs has one for each bug. Only those count that
 * are quoted as often as the first one.
 */
static size_t split(const struct bv_lines *lines, size_t index)
{
	size_t first = SIZE_MAX;

	for (size_t i = index; i < lines->count; i++) {
		size_t depth;

		if (!is_result(lines, i))
			continue;
		depth = bv_quote_depth(lines->items[i].text);
		if (first != SIZE_MAX && depth == bv_quote_depth(lines->items[first].text))
			return i;
		first = first == SIZE_MAX ? i : first;
	}
	return lines->count;
}

static bool is_blank(const struct bv_lines *view, size_t index)
{
	return bv_text_is_empty(bv_text_trim(view->items[index].text));
}

static size_t skip_blanks(const struct bv_lines *view, size_t index)
{
	while (index < view->count && is_blank(view, index))
		index++;
	return index;
}

/* The commit that is printed below the announcement. */
static void take_commit(struct bv_mail_reader *reader, size_t index)
{
	struct bv_claim *claim = &reader->out->claim;
	size_t first = skip_blanks(reader->view, index);

	if (first == reader->view->count)
		return;
	(void)bv_git_print(reader->out, reader->view, first, reader->keep);
	if (claim->print.line) {
		struct bv_statement *statement =
			&claim->statements.items[claim->statements.count - 1];

		statement->kind = BV_STATEMENT_MAIL;
		statement->is_quoted = reader->is_quoted;
		claim->ending = BV_ENDING_FIRST_BAD;
		claim->first_bad = claim->print.revision;
		claim->line = claim->print.line;
		claim->text = bv_text_trim(reader->view->items[first].text);
		claim->is_quoted = reader->is_quoted;
	}
}

/* "0123456789ab title", one a line. */
static void take_list(struct bv_mail_reader *reader, size_t index)
{
	struct bv_bisection *out = reader->out;

	for (index = skip_blanks(reader->view, index); index < reader->view->count; index++) {
		struct bv_text rest = bv_text_trim(reader->view->items[index].text);
		size_t line = reader->view->items[index].number;
		struct bv_revision_ref ref;
		struct bv_text hash;

		if (!bv_take_hex(&rest, 7, 40, &hash))
			break;
		ref = bv_build_revision(out, hash, line, reader->keep);
		bv_build_subject(out, ref, bv_text_trim(rest), false, line);
		*BV_APPEND(&out->claim.could_be, reader->keep) = ref;
	}
}

/* "start commit:   01234567 Merge tag ..": the title is always cut. */
static void take_start(struct bv_mail_reader *reader, size_t index)
{
	static const struct bv_text names[] = {
		BV_TEXT_INIT("start commit:"),
		BV_TEXT_INIT("oldest commit:"),
		BV_TEXT_INIT("latest commit:"),
		BV_TEXT_INIT("HEAD commit:"),
	};
	struct bv_bisection *out = reader->out;
	size_t line = reader->view->items[index].number;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct bv_text rest = reader->view->items[index].text, hash;

		if (!bv_take_prefix(&rest, names[i]) || !bv_take_blanks(&rest) ||
		    !bv_take_hex(&rest, 7, 40, &hash) || !bv_revision_ref_is_none(out->start))
			continue;
		out->start = bv_build_revision(out, hash, line, reader->keep);
		rest = bv_text_trim(rest);
		while (bv_text_ends_with(rest, BV_TEXT(".")))
			rest.size--;
		bv_build_subject(out, out->start, rest, true, line);
	}
}

static void announce(struct bv_mail_reader *reader, const struct announcement *announcement,
		     size_t index)
{
	struct bv_claim *claim = &reader->out->claim;

	if (announcement->ending == BV_ENDING_FIRST_BAD) {
		take_commit(reader, index + 1);
		return;
	}
	if (announcement->ending == BV_ENDING_ONLY_SKIPPED)
		take_list(reader, index + 1);
	claim->ending = announcement->ending;
	claim->line = reader->view->items[index].number;
	claim->text = bv_text_trim(reader->view->items[index].text);
	claim->is_quoted = reader->is_quoted;
}

static bool claim(struct bv_mail_reader *reader)
{
	struct bv_bisection *out = reader->out;
	bool is_announced = false, has_fixes = false;

	for (size_t i = 0; i < reader->view->count; i++) {
		const struct announcement *announcement =
			announcement_of(reader->view->items[i].text);

		if (!announcement || is_announced)
			continue;
		announce(reader, announcement, i);
		is_announced = out->claim.ending != BV_ENDING_NONE;
		if (is_announced && announcement->is_fix)
			out->kind = BV_KIND_SYZBOT_FIX;
	}
	for (size_t i = 0; is_announced && i < reader->view->count; i++) {
		take_start(reader, i);
		/* One such line belongs to the announcement; more are somebody else's. */
		if (out->claim.ending == BV_ENDING_FIRST_BAD && !has_fixes)
			has_fixes = bv_mail_take_fixes(reader, i);
		(void)bv_mail_take_remark(reader, fields, sizeof(fields) / sizeof(fields[0]), i);
	}
	return is_announced;
}

const struct bv_producer bv_producer_syzbot_mails = {
	.split = split,
	.words = {BV_TEXT_INIT("isect"), BV_TEXT_INIT("syzbot sus")},
	.claim = claim,
};
