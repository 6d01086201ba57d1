/* SPDX-License-Identifier: GPL-2.0-only */
/* What people claim in mails, in their own words. */
#include "mail_private.h"

#include "base/banned.h"

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

/* "bisected to H"; a patch says such things of what it fixes. */
static bool read_prose(struct bv_mail_reader *reader)
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

/* "Fixes: H" of a report that speaks of bisecting. */
static bool read_fixes(struct bv_mail_reader *reader)
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

static bool claim(struct bv_mail_reader *reader)
{
	bool is_found = read_prose(reader);

	if (reader->out->claim.ending == BV_ENDING_NONE)
		is_found |= read_fixes(reader);
	return is_found;
}

const struct bv_producer bv_producer_people = {
	.words = {BV_TEXT_INIT("isect"), BV_TEXT_INIT("first bad")},
	.claim = claim,
};
