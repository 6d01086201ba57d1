/* SPDX-License-Identifier: GPL-2.0-only */
/* syzkaller's logs: how a bisection ended. */
#include <string.h>

#include "log/builder.h"
#include "syzbot_private.h"

#include "base/banned.h"

static void set_ending(struct bv_syzbot *state, enum bv_ending ending, const struct bv_line *line)
{
	struct bv_claim *claim = &state->out->claim;

	claim->ending = ending;
	claim->line = line->number;
	claim->text = line->text;
	if (ending != BV_ENDING_FIRST_BAD)
		claim->first_bad = (struct bv_revision_ref){0};
	state->text = BV_SYZBOT_TEXT_NONE;
}

static bool take_signature(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest,
			   struct bv_text *out)
{
	struct bv_text digits;

	(void)bv_take_blanks(&rest);
	if (!bv_take_hex(&rest, 40, 64, &digits))
		return false;
	*out = digits;
	if (!state->out->claim.signatures_line)
		state->out->claim.signatures_line = line->number;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

bool bv_syzbot_take_signatures_culprit(struct bv_syzbot *state, const struct bv_line *line,
				       struct bv_text rest)
{
	return take_signature(state, line, rest, &state->out->claim.culprit_signature);
}

/* Of a parent that could not be built there is none. */
bool bv_syzbot_take_signatures_parent(struct bv_syzbot *state, const struct bv_line *line,
				      struct bv_text rest)
{
	return bv_text_is_empty(bv_text_trim(rest)) ||
	       take_signature(state, line, rest, &state->out->claim.parent_signature);
}

bool bv_syzbot_take_flagged_flaky(struct bv_syzbot *state, const struct bv_line *line,
				  struct bv_text rest)
{
	struct bv_claim *claim = &state->out->claim;
	struct bv_text chance = {0};

	claim->is_flagged_flaky = true;
	claim->flaky_line = line->number;
	if (bv_take_until(&rest, BV_TEXT(" repro chance"), &chance))
		claim->repro_chance = bv_text_trim(chance);
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

bool bv_syzbot_take_error_probability(struct bv_syzbot *state, const struct bv_line *line,
				      struct bv_text rest)
{
	state->out->claim.error_probability = bv_text_trim(rest);
	state->out->claim.error_probability_line = line->number;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

/* "(build: 2h0m54.9s, test: 2h16m59.1s)" */
static void take_shares(struct bv_claim *claim, struct bv_text rest)
{
	double total, build, test;

	bv_take_blanks(&rest);
	if (!bv_take_prefix(&rest, BV_TEXT("(build: ")) ||
	    !bv_take_until(&rest, BV_TEXT(", test: "), &claim->build_time) ||
	    !bv_take_until(&rest, BV_TEXT(")"), &claim->test_time))
		return;
	/* A second: the clock is read now and then. */
	claim->is_total_exceeded = bv_go_duration(&total, claim->total_time) &&
				   bv_go_duration(&build, claim->build_time) &&
				   bv_go_duration(&test, claim->test_time) &&
				   build + test > total + 1;
}

/* "revisions tested: 17, total time: 4h20m12.4s (build: 2h0m54.9s, test: 2h16m59.1s)" */
bool bv_syzbot_take_totals(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_claim *claim = &state->out->claim;
	struct bv_text time;
	uint64_t number;

	if (state->has_totals || !bv_take_uint(&rest, &number) ||
	    !bv_take_prefix(&rest, BV_TEXT(", total time: ")))
		return false;
	claim->revisions_tested = BV_COUNT((size_t)number);
	claim->totals_line = line->number;
	claim->total_time = bv_take_word(&rest, &time) ? time : (struct bv_text){0};
	take_shares(claim, rest);
	state->has_totals = true;
	state->step = BV_SYZBOT_NO_STEP;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

/* "first bad commit: H TITLE"; a fix bisection says "good". */
bool bv_syzbot_take_result(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_claim *claim = &state->out->claim;
	struct bv_text hash;

	if (!bv_take_hex(&rest, 7, 64, &hash))
		return false;
	rest = bv_text_trim(rest);
	set_ending(state, BV_ENDING_FIRST_BAD, line);
	claim->first_bad = bv_build_revision(state->out, hash, line->number, state->keep);
	bv_build_statement(state->out, BV_STATEMENT_PRODUCER, claim->first_bad, rest, line->number,
			   state->keep);
	bv_build_subject(state->out, claim->first_bad, rest, false, line->number);
	state->is_fix |= bv_text_starts_with(line->text, BV_TEXT("first good"));
	return true;
}

static bool take_recipients(struct bv_syzbot *state, const struct bv_line *line,
			    struct bv_text rest, struct bv_texts *out)
{
	if (!bv_go_quoted_list(out, rest, state->keep))
		return false;
	if (!state->out->claim.recipients_line)
		state->out->claim.recipients_line = line->number;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

bool bv_syzbot_take_cc(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	if (!take_recipients(state, line, rest, &state->out->claim.recipients_to))
		return false;
	state->out->claim.has_one_recipient_list = true;
	return true;
}

bool bv_syzbot_take_recipients_to(struct bv_syzbot *state, const struct bv_line *line,
				  struct bv_text rest)
{
	return take_recipients(state, line, rest, &state->out->claim.recipients_to);
}

bool bv_syzbot_take_recipients_cc(struct bv_syzbot *state, const struct bv_line *line,
				  struct bv_text rest)
{
	return take_recipients(state, line, rest, &state->out->claim.recipients_cc);
}

/* syzkaller's own list replaces git's: it is the same, or stands where git was never asked. */
bool bv_syzbot_take_inconclusive(struct bv_syzbot *state, const struct bv_line *line,
				 struct bv_text rest)
{
	set_ending(state, BV_ENDING_ONLY_SKIPPED, line);
	state->out->claim.could_be.count = 0;
	state->list = BV_SYZBOT_LIST_PRODUCER;
	state->is_fix |= bv_text_starts_with(rest, BV_TEXT("good "));
	return true;
}

bool bv_syzbot_take_listed(struct bv_syzbot *state, const struct bv_line *line)
{
	struct bv_text text = bv_text_trim_end(line->text);

	if (state->list == BV_SYZBOT_LIST_NONE || !bv_text_is_hex(text, 40, 40))
		return false;
	*BV_APPEND(&state->out->claim.could_be, state->keep) =
		bv_build_revision(state->out, text, line->number, state->keep);
	return true;
}

bool bv_syzbot_take_oldest_release(struct bv_syzbot *state, const struct bv_line *line,
				   struct bv_text rest)
{
	(void)rest;
	set_ending(state, BV_ENDING_OLDEST_RELEASE, line);
	return true;
}

/* Since 2023 one sentence stands for all that can happen on HEAD; an earlier line says which. */
bool bv_syzbot_take_still_on_head(struct bv_syzbot *state, const struct bv_line *line,
				  struct bv_text rest)
{
	(void)rest;
	state->is_fix = true;
	if (state->out->claim.ending == BV_ENDING_NONE)
		set_ending(state, BV_ENDING_STILL_ON_HEAD, line);
	return true;
}

bool bv_syzbot_take_head_errors(struct bv_syzbot *state, const struct bv_line *line,
				struct bv_text rest)
{
	(void)rest;
	state->is_fix = true;
	set_ending(state, BV_ENDING_ERROR, line);
	return true;
}

bool bv_syzbot_take_no_known_bad(struct bv_syzbot *state, const struct bv_line *line,
				 struct bv_text rest)
{
	(void)rest;
	state->is_fix = true;
	set_ending(state, BV_ENDING_NOT_REPRODUCED, line);
	return true;
}

/*
 * How an error begins. The bare ones nobody else writes: a text that is nothing else is a log of
 * which only the error was stored. The limit on time was 8 hours until 2023-05, then 12.
 */
static const struct {
	struct bv_text text;
	enum bv_ending ending;
	bool is_bare;
	struct bv_era_span eras;
} errors[] = {
	{BV_TEXT_INIT("bisection is taking too long (>8h"),
	 BV_ENDING_TIMEOUT,
	 true,
	 {BV_ERA_2020_07_TIMEOUT, BV_ERA_2023_05_INFRA}},
	{BV_TEXT_INIT("bisection is taking too long (>12h"),
	 BV_ENDING_TIMEOUT,
	 true,
	 {BV_ERA_2023_05_INFRA, BV_ERA_LAST}},
	{BV_TEXT_INIT("bisection is taking too long (>"),
	 BV_ENDING_TIMEOUT,
	 true,
	 {BV_ERA_2020_07_TIMEOUT, BV_ERA_LAST}},
	{BV_TEXT_INIT("the crash wasn't reproduced on the original commit"),
	 BV_ENDING_NOT_REPRODUCED,
	 true,
	 {BV_ERA_FIRST, BV_ERA_LAST}},
	{BV_TEXT_INIT("syzkaller build failed: "),
	 BV_ENDING_ERROR,
	 true,
	 {BV_ERA_FIRST, BV_ERA_LAST}},
	{BV_TEXT_INIT("kernel clean failed: "), BV_ENDING_ERROR, true, {BV_ERA_FIRST, BV_ERA_LAST}},
	/* as syzkaller quotes what it ran; the build's own commands fail in other trades too */
	{BV_TEXT_INIT("failed to run [\"git\" \""),
	 BV_ENDING_ERROR,
	 true,
	 {BV_ERA_FIRST, BV_ERA_LAST}},
	{BV_TEXT_INIT("no release tags before this commit"),
	 BV_ENDING_ERROR,
	 true,
	 {BV_ERA_FIRST, BV_ERA_LAST}},
	{BV_TEXT_INIT("no result for culprit commit"),
	 BV_ENDING_ERROR,
	 true,
	 {BV_ERA_FIRST, BV_ERA_LAST}},
	{BV_TEXT_INIT("oldest tested release had kernel build, boot or test errors"),
	 BV_ENDING_ERROR,
	 true,
	 {BV_ERA_2020_11_FLAKY, BV_ERA_LAST}},
	{BV_TEXT_INIT("repro testing failure: "),
	 BV_ENDING_ERROR,
	 true,
	 {BV_ERA_2023_05_INFRA, BV_ERA_LAST}},
	{BV_TEXT_INIT("unable to determine the verdict because of infra errors"),
	 BV_ENDING_ERROR,
	 true,
	 {BV_ERA_2023_05_INFRA, BV_ERA_LAST}},
	{BV_TEXT_INIT(""), BV_ENDING_ERROR, false, {BV_ERA_FIRST, BV_ERA_LAST}},
};

/* "commit H not reachable in branch 'B'": the tree was rebased, or it is another one. */
static bool take_unreachable(struct bv_text text, struct bv_text *hash)
{
	return bv_take_prefix(&text, BV_TEXT("commit ")) && bv_take_hex(&text, 40, 40, hash) &&
	       bv_text_starts_with(text, BV_TEXT(" not reachable in branch "));
}

bool bv_syzbot_is_bare_ending(struct bv_text text)
{
	struct bv_text hash;

	if (take_unreachable(text, &hash))
		return true;
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (errors[i].is_bare && bv_text_starts_with(text, errors[i].text))
			return true;
	return false;
}

static void take_error_text(struct bv_syzbot *state, const struct bv_line *line,
			    struct bv_text text)
{
	struct bv_text hash;
	size_t i = 0;

	if (take_unreachable(text, &hash)) {
		(void)bv_build_revision(state->out, hash, line->number, state->keep);
		bv_era_narrow(&state->era, (struct bv_era_span){BV_ERA_2022_07_HOST, BV_ERA_LAST});
	}
	while (!bv_text_starts_with(text, errors[i].text))
		i++;
	bv_era_narrow(&state->era, errors[i].eras);
	/* git has said better than syzkaller why it gave up. */
	if (state->out->claim.ending != BV_ENDING_MERGE_BASE_BAD)
		set_ending(state, errors[i].ending, line);
	state->text = BV_SYZBOT_TEXT_CONTINUED;
}

bool bv_syzbot_take_error(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	take_error_text(state, line, rest);
	return true;
}

bool bv_syzbot_take_bare_ending(struct bv_syzbot *state, const struct bv_line *line)
{
	if (!bv_syzbot_is_bare_ending(line->text))
		return false;
	take_error_text(state, line, line->text);
	state->is_bare = true;
	return true;
}

bool bv_syzbot_take_commit_message(struct bv_syzbot *state, const struct bv_line *line,
				   struct bv_text rest)
{
	state->message = bv_text_trim(rest);
	state->message_line = line->number;
	state->text = BV_SYZBOT_TEXT_NONE;
	return true;
}

/* The lines behind @at as one text, each with its end; copied, for lines may have been joined. */
static struct bv_text rest_of_log(const struct bv_syzbot *state)
{
	const struct bv_lines *lines = state->lines;
	size_t size = 0;
	char *copy;

	for (size_t i = state->at + 1; i < lines->count; i++)
		size += lines->items[i].text.size + 1;
	copy = bv_arena_alloc(state->keep, size + 1, 1);
	size = 0;
	for (size_t i = state->at + 1; i < lines->count; i++) {
		struct bv_text text = lines->items[i].text;

		if (text.size)
			memcpy(copy + size, text.data, text.size);
		size += text.size;
		copy[size++] = '\n';
	}
	return (struct bv_text){copy, size};
}

/* "crash: TITLE", and then the oops: nothing behind it is a line of the log. */
bool bv_syzbot_take_crash(struct bv_syzbot *state, const struct bv_line *line, struct bv_text rest)
{
	struct bv_claim *claim = &state->out->claim;

	claim->crash_title = bv_text_trim(rest);
	claim->crash_line = line->number;
	claim->crash_report = rest_of_log(state);
	state->at = state->lines->count;
	return true;
}
