/* SPDX-License-Identifier: GPL-2.0-only */
/* What LKP writes behind its verdicts: the time, the verdict once more, and how the runs went. */
#include "lkp_comment.h"

#include "base/banned.h"

static bool take_time(struct bv_text *rest)
{
	uint64_t hour, minute;

	return bv_take_uint(rest, &hour) && bv_take_prefix(rest, BV_TEXT(":")) &&
	       bv_take_uint(rest, &minute) && hour < 24 && minute < 60;
}

/* "20:07 ...": the robot writes the time behind its verdicts. */
bool bv_lkp_is_comment(struct bv_text comment)
{
	return take_time(&comment);
}

/* "G ", or "+" behind a number. */
static void take_sign(enum bv_verdict *out, struct bv_text *rest, struct bv_text good,
		      struct bv_text bad)
{
	if (bv_take_prefix(rest, good))
		*out = BV_VERDICT_GOOD;
	else if (bv_take_prefix(rest, bad))
		*out = BV_VERDICT_BAD;
}

/* A number, with the sign of the old form behind it. */
static bool take_count(struct bv_text *rest, uint64_t *out, enum bv_verdict *sign)
{
	struct bv_text at = *rest;

	bv_take_blanks(&at);
	if (!bv_take_uint(&at, out))
		return false;
	take_sign(sign, &at, BV_TEXT("+"), BV_TEXT("-"));
	if (at.size && at.data[0] != ' ' && at.data[0] != '\t')
		return false;
	*rest = at;
	return true;
}

/*
 * "HH:MM [G|B] GOOD BAD ... SUBJECT" behind a verdict: the runs of the newest step, and the title
 * of its revision. Until 2018 two numbers, "190+ 0" or "0- 1"; then with the letter four. The
 * third, GOOD_BUT_DIRTY, are runs without the bug that showed another failure; the fourth,
 * DIRTY_NOT_BAD, says nothing of its own here.
 *
 * The letter or the sign is the verdict once more. It was the word's in each of 55 lines of three
 * real logs, and of some 200 more in the robot's mails of 2015 to 2020: good with G and +, bad
 * with B and -. None had another letter or sign, or the word skip. The numbers say less: "90+ 6"
 * is good, for the second one may count other failures.
 */
bool bv_lkp_comment_read(struct bv_lkp_comment *out, struct bv_text comment)
{
	enum bv_verdict ignored = BV_VERDICT_UNKNOWN;
	uint64_t dirty_not_bad;

	*out = (struct bv_lkp_comment){0};
	if (!take_time(&comment))
		return false;
	bv_take_blanks(&comment);
	take_sign(&out->verdict, &comment, BV_TEXT("G "), BV_TEXT("B "));
	out->has_dirty = out->verdict != BV_VERDICT_UNKNOWN;
	if (!take_count(&comment, &out->good, out->has_dirty ? &ignored : &out->verdict) ||
	    !take_count(&comment, &out->bad, &ignored))
		return false;
	if (out->has_dirty && (!take_count(&comment, &out->dirty, &ignored) ||
			       !take_count(&comment, &dirty_not_bad, &ignored)))
		return false;
	out->subject = bv_text_trim(comment);
	return true;
}

struct bv_text bv_lkp_comment_subject(struct bv_text text)
{
	struct bv_lkp_comment comment;

	return bv_lkp_comment_read(&comment, text) ? comment.subject : (struct bv_text){0};
}

enum bv_verdict bv_lkp_comment_verdict(struct bv_text text)
{
	struct bv_lkp_comment comment;

	return bv_lkp_comment_read(&comment, text) ? comment.verdict : BV_VERDICT_UNKNOWN;
}
