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

/* "bisected to H"; a patch says such things of what it fixes, and only git's own words count. */
static bool take_prose(struct bv_mail_reader *reader, const struct bv_prose_claim *claim)
{
	if (claim->rank == BV_PROSE_NONE ||
	    (claim->rank != BV_PROSE_FIRST_BAD && is_patch(reader->view)))
		return false;
	bv_mail_blame(reader, BV_STATEMENT_PROSE, &claim->commit);
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
	struct bv_prose_claim prose;

	bv_prose_read(&prose, reader->view, reader->keep);
	if (prose.rank == BV_PROSE_DISOWNED && !reader->takes_disowned) {
		reader->has_disowned = true;
		return read_fixes(reader);
	}
	return take_prose(reader, &prose) || read_fixes(reader);
}

const struct bv_producer bv_producer_people = {
	.words = {BV_TEXT_INIT("isect"), BV_TEXT_INIT("first bad")},
	.claim = claim,
};
