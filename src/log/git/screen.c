/* SPDX-License-Identifier: GPL-2.0-only */
/* What git bisect prints: offers, conclusions, and why it gave up. */
#include "base/oid.h"
#include "git_private.h"

#include "base/banned.h"

#define COMMIT_DIGITS_LEAST 7
#define COMMIT_DIGITS_MOST  64

/* "N revisions left to test after this (roughly K steps)": the steps since git 1.6.3. */
static bool take_bisecting(struct bv_git_event *out, struct bv_text rest)
{
	uint64_t number;

	out->kind = BV_GIT_BISECTING;
	bv_take_blanks(&rest);
	if (bv_take_prefix(&rest, BV_TEXT("a merge base must be tested"))) {
		out->is_merge_base = true;
		return true;
	}
	if (!bv_take_uint(&rest, &number) || !bv_take_prefix(&rest, BV_TEXT(" revision")))
		return false;
	out->revisions_left = BV_COUNT((size_t)number);
	(void)bv_take_prefix(&rest, BV_TEXT("s"));
	if (!bv_take_prefix(&rest, BV_TEXT(" left to test after this")))
		return false;
	bv_take_blanks(&rest);
	if (bv_take_prefix(&rest, BV_TEXT("(roughly ")) && bv_take_uint(&rest, &number))
		out->steps_left = BV_COUNT((size_t)number);
	return true;
}

static bool take_header(struct bv_git_event *out, struct bv_text rest)
{
	out->kind = BV_GIT_HEADER;
	if (!bv_take_hex(&rest, BV_OID_HEX, COMMIT_DIGITS_MOST, &out->revision))
		return false;
	rest = bv_text_trim(rest);
	return bv_text_is_empty(rest) || rest.data[0] == '(';
}

static bool take_could_be(struct bv_git_event *out, struct bv_text rest)
{
	out->kind = BV_GIT_COULD_BE;
	return bv_git_take_term(&rest, &out->word) &&
	       bv_text_equal(rest, BV_TEXT(" commit could be any of:"));
}

static bool take_merge_base(struct bv_git_event *out, struct bv_text rest)
{
	out->kind = BV_GIT_MERGE_BASE_BAD;
	return bv_take_hex(&rest, COMMIT_DIGITS_LEAST, COMMIT_DIGITS_MOST, &out->revision) &&
	       bv_take_prefix(&rest, BV_TEXT(" is ")) && bv_git_take_term(&rest, &out->word) &&
	       bv_text_equal(rest, BV_TEXT("."));
}

static bool take_only_skipped(struct bv_git_event *out, struct bv_text rest)
{
	(void)rest;
	out->kind = BV_GIT_ONLY_SKIPPED;
	return true;
}

/* "Some good revs are not ancestors of the bad rev."; "ancestor" in older ones. */
static bool take_no_ancestor(struct bv_git_event *out, struct bv_text rest)
{
	struct bv_text term;

	out->kind = BV_GIT_FAILED;
	return bv_git_take_term(&rest, &term) &&
	       bv_text_starts_with(rest, BV_TEXT(" revs are not ancestor"));
}

static bool take_failed(struct bv_git_event *out, struct bv_text rest)
{
	(void)rest;
	out->kind = BV_GIT_FAILED;
	return true;
}

static bool take_running(struct bv_git_event *out, struct bv_text rest)
{
	out->kind = BV_GIT_RUNNING;
	return !bv_text_is_empty(rest);
}

static bool take_run_end(struct bv_git_event *out, struct bv_text rest)
{
	(void)rest;
	out->kind = BV_GIT_RUN_END;
	return true;
}

static const struct {
	struct bv_text prefix;
	bool (*take)(struct bv_git_event *out, struct bv_text rest);
} beginnings[] = {
	{BV_TEXT_INIT("Bisecting:"), take_bisecting},
	{BV_TEXT_INIT("commit "), take_header},
	{BV_TEXT_INIT("diff-tree "), take_header},
	{BV_TEXT_INIT("There are only 'skip'ped commit"), take_only_skipped},
	{BV_TEXT_INIT("The first "), take_could_be},
	{BV_TEXT_INIT("The merge base "), take_merge_base},
	{BV_TEXT_INIT("Some "), take_no_ancestor},
	{BV_TEXT_INIT("No testable commit found."), take_failed},
	{BV_TEXT_INIT("bisect run failed:"), take_failed},
	{BV_TEXT_INIT("bisect run cannot continue any more"), take_failed},
	{BV_TEXT_INIT("running "), take_running},
	{BV_TEXT_INIT("bisect run success"), take_run_end},
	{BV_TEXT_INIT("bisect found first "), take_run_end},
};

bool bv_git_take_conclusion(struct bv_text *rest, struct bv_text *term)
{
	/* Without "the" until git 1.6.4. */
	if (!bv_take_prefix(rest, BV_TEXT("is the first ")) &&
	    !bv_take_prefix(rest, BV_TEXT("is first ")))
		return false;
	if (!bv_git_take_term(rest, term) || !bv_take_prefix(rest, BV_TEXT(" commit")))
		return false;
	return bv_text_is_empty(*rest) || rest->data[0] == '.' || rest->data[0] == ':';
}

/* What follows a hash at the start of a line. */
static bool take_behind_hash(struct bv_git_event *out, struct bv_text rest)
{
	struct bv_text other;

	if (bv_text_is_empty(rest)) {
		out->kind = BV_GIT_HASH;
		return out->revision.size >= BV_OID_HEX;
	}
	if (bv_take_prefix(&rest, BV_TEXT(" was both "))) {
		out->kind = BV_GIT_FAILED;
		return bv_git_take_term(&rest, &other) && bv_take_prefix(&rest, BV_TEXT(" and ")) &&
		       bv_git_take_term(&rest, &other);
	}
	out->kind = BV_GIT_FIRST_BAD;
	return bv_take_prefix(&rest, BV_TEXT(" ")) && bv_git_take_conclusion(&rest, &out->word);
}

bool bv_git_classify_screen(struct bv_git_event *out, struct bv_text text)
{
	struct bv_git_event event = {0};
	struct bv_text rest = text;

	if (bv_git_take_bracket(&rest, BV_OID_HEX, &event.revision, &event.subject)) {
		event.kind = BV_GIT_OFFER;
		*out = event;
		return true;
	}
	if (bv_take_hex(&rest, COMMIT_DIGITS_LEAST, COMMIT_DIGITS_MOST, &event.revision)) {
		if (take_behind_hash(&event, rest))
			*out = event;
		return out->kind != BV_GIT_NOTHING;
	}
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++) {
		rest = text;
		event = (struct bv_git_event){0};
		if (!bv_take_prefix(&rest, beginnings[i].prefix) ||
		    !beginnings[i].take(&event, rest))
			continue;
		*out = event;
		return true;
	}
	return false;
}
