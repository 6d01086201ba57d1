/* SPDX-License-Identifier: GPL-2.0-only */
/* Messages of younger commits, looked through for one id. */
#include <math.h>
#include <time.h>

#include "case_private.h"
#include "kernel/content.h"
#include "repo/history.h"
#include "repo/names.h"
#include "repo/object.h"

#include "base/banned.h"

#define DIGITS_LEAST       7
#define DIGITS_ALONE_LEAST 12 /* enough without the title */
/* Commits that are read between two looks at the clock; each takes some microseconds. */
#define LATER_BETWEEN_LOOKS 64
#define SLACK_SECONDS       ((uint64_t)24 * 60 * 60)

static struct bv_text text_before(struct bv_text text, size_t at)
{
	return bv_text_slice(text, 0, at);
}

static struct bv_text line_around(struct bv_text text, size_t at)
{
	struct bv_text line = bv_text_from_offset(text, at);
	size_t begin = at, end = bv_text_find_byte(line, '\n');

	while (begin > 0 && text.data[begin - 1] != '\n')
		begin--;
	return bv_text_slice(text, begin, end == SIZE_MAX ? SIZE_MAX : at + end - begin);
}

static bool is_fixes_line(struct bv_text line)
{
	static const struct bv_text fixes = BV_TEXT_INIT("fixes:");
	struct bv_text trimmed = bv_text_trim(line);

	return bv_text_equal_nocase(bv_text_slice(trimmed, 0, fixes.size), fixes);
}

/** What the message means by the id at @at, which is @digits long. */
static enum bv_later meaning_at(struct bv_text message, size_t at, size_t digits,
				struct bv_text subject)
{
	struct bv_text before = bv_text_trim_end(text_before(message, at));
	struct bv_text line = line_around(message, at);
	bool is_alone_enough = digits >= DIGITS_ALONE_LEAST;

	if (is_alone_enough && bv_text_ends_with(before, BV_TEXT("This reverts commit")))
		return BV_LATER_REVERTS;
	if (is_fixes_line(line) &&
	    (is_alone_enough || (!bv_text_is_empty(subject) && bv_text_contains(line, subject))))
		return BV_LATER_FIXES;
	return BV_LATER_NOTHING;
}

enum bv_later bv_later_read(struct bv_text message, const struct bv_oid *commit,
			    struct bv_text subject)
{
	struct bv_oid_hex hex = bv_oid_hex(commit);
	struct bv_text id = {hex.digits, BV_OID_HEX};
	struct bv_text beginning = bv_text_slice(id, 0, DIGITS_LEAST);
	size_t at = bv_text_find(message, beginning, 0);

	for (; at != SIZE_MAX; at = bv_text_find(message, beginning, at + 1)) {
		struct bv_text rest = bv_text_from_offset(message, at), digits;
		enum bv_later meaning;

		if ((at > 0 && bv_text_is_hex(bv_text_slice(message, at - 1, 1), 1, 1)) ||
		    !bv_take_hex(&rest, DIGITS_LEAST, BV_OID_HEX, &digits) ||
		    !bv_text_starts_with(id, digits))
			continue;
		meaning = meaning_at(message, at, digits.size, subject);
		if (meaning != BV_LATER_NOTHING)
			return meaning;
	}
	return BV_LATER_NOTHING;
}

static bool contains_one(struct bv_text text, const struct bv_texts *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (bv_c_name_is_in(text, words->items[i]))
			return true;
	return false;
}

bool bv_later_is_about(struct bv_text message, const struct bv_crash_words *crash,
		       bool are_functions_enough)
{
	return contains_one(message, &crash->names) ||
	       (are_functions_enough && contains_one(message, &crash->functions));
}

struct bv_text bv_later_fixes(struct bv_text message)
{
	struct bv_text line, found = {0};

	while (bv_take_line(&message, &line)) {
		struct bv_text rest = bv_text_trim(line), digits;

		if (!is_fixes_line(rest))
			continue;
		rest = bv_text_trim(bv_text_from_offset(rest, BV_TEXT("fixes:").size));
		if (bv_take_prefix(&rest, BV_TEXT("commit")))
			(void)bv_take_blanks(&rest);
		if (bv_take_hex(&rest, DIGITS_LEAST, BV_OID_HEX, &digits))
			found = digits;
	}
	return found;
}

struct search {
	struct bv_culprit_facts *culprit;
	const struct bv_crash_seen *crash;
	struct bv_tree *tree;
	struct bv_history *history;
	struct bv_arena *keep;
};

/* What the kernel that crashed contains did not fix the crash. */
static bool is_after_crash(const struct search *search, const struct bv_oid *id)
{
	struct bv_commit commit, kernel;

	return search->crash->kernel && bv_history_find(search->history, id, &commit) == BV_YES &&
	       bv_history_find(search->history, search->crash->kernel, &kernel) == BV_YES &&
	       bv_history_is_ancestor(search->history, commit, kernel) == BV_NO;
}

static bool is_about_crash(const struct search *search, const struct bv_oid *id,
			   struct bv_text message, bool are_functions_enough)
{
	return bv_later_is_about(message, search->crash->words, are_functions_enough) &&
	       is_after_crash(search, id);
}

static void note(struct search *search, const struct bv_oid *id, struct bv_text message)
{
	struct bv_culprit_facts *culprit = search->culprit;
	enum bv_later meaning = bv_later_read(message, &culprit->id, culprit->subject);
	struct bv_text cause;

	switch (meaning) {
	case BV_LATER_REVERTS:
	case BV_LATER_FIXES:
		*BV_APPEND(meaning == BV_LATER_FIXES ? &culprit->fixed_by : &culprit->reverted_by,
			   search->keep) = *id;
		culprit->is_later_about_crash |= is_about_crash(search, id, message, true);
		break;
	case BV_LATER_NOTHING:
		cause = bv_later_fixes(message);
		if (bv_text_is_empty(cause) || !is_about_crash(search, id, message, false))
			break;
		*BV_APPEND(&culprit->crash_fixed_by, search->keep) = *id;
		*BV_APPEND(&culprit->crash_causes, search->keep) =
			bv_arena_copy(search->keep, cause);
		break;
	}
}

static bool read_one(struct search *search, const struct bv_oid *id)
{
	struct bv_object object;

	if (!bv_object_read_unchecked(&object, search->tree, id))
		return false;
	note(search, id, bv_object_message(object.bytes));
	bv_object_release(&object);
	return true;
}

/* Of a clock that nobody sets. */
static double now(void)
{
	struct timespec time = {0};

	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void bv_later_search(struct bv_culprit_facts *culprit, struct bv_tree *tree,
		     const struct bv_crash_seen *crash, struct bv_arena *keep)
{
	double until = crash->seconds > 0 ? now() + crash->seconds : HUGE_VAL;
	struct bv_arena scratch = {0};
	struct bv_error err = {0};
	struct search search = {culprit, crash, tree, bv_tree_history(tree, &err), keep};
	struct bv_dated_commits commits = {0};
	struct bv_commit commit;
	struct bv_text why;
	struct bv_dates dates = {.until = UINT64_MAX};
	size_t read = 0;

	if (!search.history || bv_history_find(search.history, &culprit->id, &commit) != BV_YES)
		return;
	dates.since = bv_history_date(search.history, commit);
	dates.since = dates.since > SLACK_SECONDS ? dates.since - SLACK_SECONDS : 0;
	if (bv_commits_since(&commits, tree, &dates, &scratch, &why) == BV_YES) {
		culprit->later_count = BV_COUNT(commits.count);
		while (read < commits.count && read < BV_LATER_MAX &&
		       (read % LATER_BETWEEN_LOOKS || now() < until) &&
		       read_one(&search, &commits.items[read].id))
			read++;
		culprit->is_later_read = read == commits.count ? BV_YES : BV_UNKNOWN;
	}
	culprit->later_searched = BV_COUNT(read);
	bv_arena_release(&scratch);
}
