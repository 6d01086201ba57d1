/* Messages of younger commits, looked through for one id. */
#include "later.h"

#include "commit_object.h"
#include "commits_since.h"
#include "tree_private.h"

#include "base/banned.h"

#define DIGITS_LEAST       7
#define DIGITS_ALONE_LEAST 12 /* enough without the title */
#define SLACK_SECONDS      ((uint64_t)24 * 60 * 60)

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

static bool read_one(struct bv_culprit_facts *culprit, struct bv_tree *tree,
		     const struct bv_oid *id, struct bv_arena *keep)
{
	git_oid oid = bv_oid_to_git(id);
	git_odb_object *object = NULL;
	struct bv_text bytes;

	if (git_odb_read(&object, tree->odb, &oid))
		return false;
	bytes = (struct bv_text){git_odb_object_data(object), git_odb_object_size(object)};
	switch (bv_later_read(bv_object_message(bytes), &culprit->id, culprit->subject)) {
	case BV_LATER_REVERTS:
		*BV_APPEND(&culprit->reverted_by, keep) = *id;
		break;
	case BV_LATER_FIXES:
		*BV_APPEND(&culprit->fixed_by, keep) = *id;
		break;
	case BV_LATER_NOTHING:
		break;
	}
	git_odb_object_free(object);
	bv_history_note_read(tree->history);
	return true;
}

void bv_later_search(struct bv_culprit_facts *culprit, struct bv_tree *tree, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	struct bv_error err = {0};
	struct bv_history *history = bv_tree_history(tree, &err);
	struct bv_dated_commits commits = {0};
	struct bv_commit commit;
	struct bv_text why;
	struct bv_dates dates = {.until = UINT64_MAX};
	size_t read = 0;

	if (!history || bv_history_find(history, &culprit->id, &commit) != BV_YES)
		return;
	dates.since = bv_history_date(history, commit);
	dates.since = dates.since > SLACK_SECONDS ? dates.since - SLACK_SECONDS : 0;
	if (bv_commits_since(&commits, tree, &dates, &scratch, &why) == BV_YES) {
		while (read < commits.count && read < BV_LATER_MAX &&
		       read_one(culprit, tree, &commits.items[read].id, keep))
			read++;
		culprit->is_later_read = read == commits.count ? BV_YES : BV_UNKNOWN;
	}
	culprit->later_searched = BV_COUNT(read);
	bv_arena_release(&scratch);
}
