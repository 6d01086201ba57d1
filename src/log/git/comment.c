/* SPDX-License-Identifier: GPL-2.0-only */
/* The comments of BISECT_LOG: "# bad: [H] subject" and its kin. */
#include "base/oid.h"
#include "git_private.h"

#include "base/banned.h"

#define COMMIT_DIGITS_LEAST 7
#define COMMIT_DIGITS_MOST  64
#define TERM_BYTES_MAX      40

static bool is_term_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_';
}

bool bv_git_take_term(struct bv_text *rest, struct bv_text *out)
{
	struct bv_text at = *rest;
	bool is_quoted = bv_take_prefix(&at, BV_TEXT("'"));
	size_t size = 0;

	while (size < at.size && size < TERM_BYTES_MAX && is_term_byte(at.data[size]))
		size++;
	if (size == 0)
		return false;
	*out = bv_text_slice(at, 0, size);
	at = bv_text_from_offset(at, size);
	if (is_quoted && !bv_take_prefix(&at, BV_TEXT("'")))
		return false;
	*rest = at;
	return true;
}

bool bv_git_take_bracket(struct bv_text *rest, size_t least, struct bv_text *revision,
			 struct bv_text *subject)
{
	struct bv_text at = *rest;
	struct bv_text hex;

	if (!bv_take_prefix(&at, BV_TEXT("[")) ||
	    !bv_take_hex(&at, least, COMMIT_DIGITS_MOST, &hex) ||
	    !bv_take_prefix(&at, BV_TEXT("]")))
		return false;
	/* "between X and [H]." is a sentence. */
	if (at.size && at.data[0] != ' ' && at.data[0] != '\t')
		return false;
	*revision = hex;
	*subject = bv_text_trim(at);
	*rest = bv_text_from_offset(at, at.size);
	return true;
}

/* Behind the colon: "[H] SUBJECT", or nothing where the line was wrapped in front of the bracket.
 */
static bool take_commit(struct bv_git_event *out, struct bv_text rest)
{
	bv_take_blanks(&rest);
	if (bv_text_is_empty(rest))
		return true;
	if (!bv_git_take_bracket(&rest, COMMIT_DIGITS_LEAST, &out->revision, &out->subject))
		return false;
	/* Git writes all digits: somebody shortened this line, and perhaps its end too. */
	out->is_subject_cut = out->revision.size < BV_OID_HEX;
	return true;
}

static bool take_first_bad(struct bv_git_event *out, struct bv_text rest)
{
	out->kind = BV_GIT_FIRST_BAD_COMMENT;
	return bv_git_take_term(&rest, &out->word) && bv_take_prefix(&rest, BV_TEXT(" commit:")) &&
	       take_commit(out, rest);
}

static bool take_possible(struct bv_git_event *out, struct bv_text rest)
{
	out->kind = BV_GIT_POSSIBLE_COMMENT;
	return bv_git_take_term(&rest, &out->word) && bv_take_prefix(&rest, BV_TEXT(" commit:")) &&
	       take_commit(out, rest);
}

static bool take_only_skipped(struct bv_git_event *out, struct bv_text rest)
{
	(void)rest;
	out->kind = BV_GIT_ONLY_SKIPPED_COMMENT;
	return true;
}

/*
 * "status: waiting for ..." and its translations; all else in BISECT_LOG is always English. The
 * French one has a no-break space, which has become a blank.
 *
 * Source: git's po/ of 2.39, "status: waiting for both good and bad commits" and its two kin.
 */
static bool take_status(struct bv_git_event *out, struct bv_text rest)
{
	static const struct bv_text beginnings[] = {
		BV_TEXT_INIT("status: waiting for "),
		BV_TEXT_INIT("състояние: чакане "),
		BV_TEXT_INIT("estat: s'està esperant "),
		BV_TEXT_INIT("estat: s'estan esperant "),
		BV_TEXT_INIT("Status: warte auf "),
		BV_TEXT_INIT("estado: esperando "),
		BV_TEXT_INIT("status : en attente d"),
		BV_TEXT_INIT("status: menunggu komit "),
		BV_TEXT_INIT("status: väntar på "),
		BV_TEXT_INIT("durum: hem iyi hem kötü işlemeler bekleniyor"),
		BV_TEXT_INIT("durum: kötü işleme bekleniyor"),
		BV_TEXT_INIT("durum: iyi işleme(ler) bekleniyor"),
		BV_TEXT_INIT("trạng thái: đang chờ cho "),
		BV_TEXT_INIT("状态：正在等待"),
		BV_TEXT_INIT("狀態：正在等待"),
	};

	out->kind = BV_GIT_STATUS;
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (bv_text_starts_with(rest, beginnings[i]))
			return true;
	return false;
}

static bool take_test_job(struct bv_git_event *out, struct bv_text rest)
{
	(void)rest;
	out->kind = BV_GIT_NOTE;
	return true;
}

static bool take_state(struct bv_git_event *out, struct bv_text rest)
{
	out->kind = BV_GIT_STATE;
	if (!bv_git_take_term(&rest, &out->word) || !bv_take_prefix(&rest, BV_TEXT(":")))
		return false;
	if (!take_commit(out, rest))
		return false;
	/* "# note:" is somebody's remark. */
	return !bv_text_is_empty(out->revision) || bv_git_is_state_word(out->word);
}

bool bv_git_classify_comment(struct bv_git_event *out, struct bv_text text)
{
	static const struct {
		struct bv_text prefix;
		bool (*take)(struct bv_git_event *out, struct bv_text rest);
	} comments[] = {
		{BV_TEXT_INIT("first "), take_first_bad},
		{BV_TEXT_INIT("possible first "), take_possible},
		{BV_TEXT_INIT("only skipped commits left to test"), take_only_skipped},
		{BV_TEXT_INIT(""), take_status},
		{BV_TEXT_INIT("test job: ["), take_test_job},
		{BV_TEXT_INIT(""), take_state},
	};

	if (!bv_take_prefix(&text, BV_TEXT("#")))
		return false;
	bv_take_blanks(&text);
	for (size_t i = 0; i < sizeof(comments) / sizeof(comments[0]); i++) {
		struct bv_text rest = text;
		struct bv_git_event event = {0};

		if (!bv_take_prefix(&rest, comments[i].prefix) || !comments[i].take(&event, rest))
			continue;
		*out = event;
		return true;
	}
	return false;
}
