/* SPDX-License-Identifier: GPL-2.0-only */
/* syzkaller's logs: who bisects what, and what the next test is for. */
#include <string.h>

#include "log/builder.h"
#include "syzbot_private.h"

#include "base/banned.h"

#define MAIL_NAMES_MAX 16 /* commits; each is looked for among all */

bool bv_syzbot_take_known(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	(void)line;
	(void)rest;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

/* "revision H crashed and is reachable" */
bool bv_syzbot_take_named(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_text hash;

	if (bv_take_hex(&rest, 40, 64, &hash)) {
		struct bv_mention mention = {
			bv_build_revision(state->out, hash, line->number, state->keep),
			line->number};

		if (bv_text_starts_with(rest, BV_TEXT(" crashed and is reachable")))
			*BV_APPEND(&state->out->crashed, state->keep) = mention;
	}
	return bv_syzbot_take_known(state, line, rest);
}

/* "ensuring issue is reproducible on original commit H": the one it started from. */
bool bv_syzbot_take_start_again(struct bv_syzbot *state, const struct bv_line *line,
				struct bv_text rest)
{
	struct bv_text hash;

	if (bv_take_hex(&rest, 40, 64, &hash)) {
		state->out->start_again =
			bv_build_revision(state->out, hash, line->number, state->keep);
		state->out->start_again_line = line->number;
	}
	return bv_syzbot_take_before_start(state, line, rest);
}

/*
 * "start commit:   H TITLE..", its title always cut, and `Fixes: H ("TITLE")`: the mail above a
 * log.
 */
bool bv_syzbot_take_mail_commit(struct bv_syzbot *state, const struct bv_line *line,
				struct bv_text rest)
{
	struct bv_revision_ref ref;
	struct bv_text hash;
	bool is_whole;

	bv_take_blanks(&rest);
	if (state->out->steps.count > 0 || state->has_totals ||
	    state->out->revisions.count > MAIL_NAMES_MAX || !bv_take_hex(&rest, 7, 40, &hash))
		return false;
	ref = bv_build_abbreviated(state->out, hash, line->number, state->keep);
	rest = bv_text_trim(rest);
	is_whole = bv_take_prefix(&rest, BV_TEXT("(\"")) && bv_text_ends_with(rest, BV_TEXT("\")"));
	if (is_whole)
		rest.size -= strlen("\")");
	while (!is_whole && bv_text_ends_with(rest, BV_TEXT(".")))
		rest.size--;
	bv_build_subject(state->out, ref, rest, !is_whole, line->number);
	return bv_syzbot_take_known(state, line, rest);
}

/* A line that stands before the start test. Without one, nobody knows what the first test is for.
 */
bool bv_syzbot_take_before_start(struct bv_syzbot *state, const struct bv_line *line,
				 struct bv_text rest)
{
	if (state->phase == BV_PHASE_UNKNOWN)
		state->phase = BV_PHASE_START;
	return bv_syzbot_take_known(state, line, rest);
}

bool bv_syzbot_take_known_text(struct bv_syzbot *state, const struct bv_line *line,
			       struct bv_text rest)
{
	(void)line;
	(void)rest;
	state->text = BV_SYZBOT_TEXT_CONTINUED;
	return true;
}

/* "HOST starts bisection 2025-07-09 13:22:22.58 +0000 UTC m=+182.38" */
bool bv_syzbot_take_host(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_bisection *out = state->out;
	struct bv_text host;

	(void)line;
	if (!bv_take_until(&rest, BV_TEXT(" starts bisection "), &host))
		return false;
	if (!bv_text_is_empty(out->host) || !bv_era_narrow_date(&state->era, rest))
		return false;
	out->host = host;
	out->started = rest;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

static bool take_beginning(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_text hash;

	if (!bv_take_hex(&rest, 7, 64, &hash) || !bv_revision_ref_is_none(state->out->start))
		return false;
	state->out->start = bv_build_revision(state->out, hash, line->number, state->keep);
	return bv_syzbot_take_before_start(state, line, rest);
}

bool bv_syzbot_take_cause(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	return take_beginning(state, line, rest);
}

bool bv_syzbot_take_fix(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	if (!take_beginning(state, line, rest))
		return false;
	state->is_fix = true;
	return true;
}

/* "rewritten commit H reidentified by title 'T'": from here on H is the start. */
bool bv_syzbot_take_rewritten(struct bv_syzbot *state, const struct bv_line *line,
			      struct bv_text rest)
{
	struct bv_text hash;

	if (!bv_take_hex(&rest, 7, 64, &hash) ||
	    !bv_take_prefix(&rest, BV_TEXT(" reidentified by title '")))
		return false;
	state->out->start = bv_build_revision(state->out, hash, line->number, state->keep);
	rest = bv_text_trim_end(rest);
	if (bv_text_ends_with(rest, BV_TEXT("'")))
		rest.size--;
	bv_build_subject(state->out, state->out->start, rest, false, line->number);
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

bool bv_syzbot_take_release(struct bv_syzbot *state, const struct bv_line *line,
			    struct bv_text rest)
{
	struct bv_text tag;

	if (!bv_take_word(&rest, &tag))
		return false;
	(void)line;
	state->phase = BV_PHASE_WALK;
	state->release = tag;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

bool bv_syzbot_take_head(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_text hash;

	if (!bv_take_hex(&rest, 7, 64, &hash))
		return false;
	state->is_fix = true;
	state->out->head = bv_build_revision(state->out, hash, line->number, state->keep);
	state->phase = BV_PHASE_START;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

/* "picked [v5.13 v5.12] out of 2 release tags" */
bool bv_syzbot_take_picked(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_bisection *out = state->out;
	struct bv_text names, name;
	uint64_t count;

	state->text = BV_SYZBOT_TEXT_NONE;
	if (out->picked_line || !bv_take_until(&rest, BV_TEXT("] out of "), &names) ||
	    !bv_take_uint(&rest, &count) ||
	    !bv_text_equal(bv_text_trim_end(rest), BV_TEXT(" release tags")))
		return true;
	for (bv_take_blanks(&names); bv_take_word(&names, &name); bv_take_blanks(&names))
		*BV_APPEND(&out->picked, state->keep) = name;
	out->release_tags = BV_COUNT((size_t)count);
	out->picked_line = line->number;
	return true;
}

/* The next test is of a merge base, and no step of git's. */
bool bv_syzbot_take_merge_base(struct bv_syzbot *state, const struct bv_line *line,
			       struct bv_text rest)
{
	(void)line;
	(void)rest;
	state->phase = BV_PHASE_MERGE_BASE;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

/* "H/TITLE is a merge base", later ", check if it has the bug" too. */
bool bv_syzbot_take_merge_base_title(struct bv_syzbot *state, const struct bv_line *line,
				     struct bv_text rest)
{
	struct bv_revision_ref base;
	struct bv_text hash;

	if (!bv_take_hex(&rest, 40, 40, &hash) || !bv_take_prefix(&rest, BV_TEXT("/")))
		return false;
	rest = bv_text_trim_end(rest);
	if (bv_text_ends_with(rest, BV_TEXT(", check if it has the bug"))) {
		rest.size -= sizeof(", check if it has the bug") - 1;
		bv_era_narrow(&state->era,
			      (struct bv_era_span){BV_ERA_2023_08_INTRODUCED, BV_ERA_LAST});
		state->phase = BV_PHASE_MERGE_BASE;
	}
	if (!bv_text_ends_with(rest, BV_TEXT(" is a merge base")))
		return false;
	rest.size -= sizeof(" is a merge base") - 1;
	base = bv_build_revision(state->out, hash, line->number, state->keep);
	bv_build_subject(state->out, base, rest, false, line->number);
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

/* "parent commit H wasn't tested": it is built now, for its signature only. */
bool bv_syzbot_take_parent(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_text hash;

	if (!bv_take_hex(&rest, 7, 64, &hash) ||
	    !bv_text_starts_with(rest, BV_TEXT(" wasn't tested")))
		return false;
	state->out->claim.untested_parent =
		bv_build_revision(state->out, hash, line->number, state->keep);
	state->phase = BV_PHASE_BUILD;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

bool bv_syzbot_take_pretended(struct bv_syzbot *state, const struct bv_line *line,
			      struct bv_text rest)
{
	(void)rest;
	state->is_pretended = true;
	state->pretended_line = line->number;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}
