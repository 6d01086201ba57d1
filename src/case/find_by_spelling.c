/* SPDX-License-Identifier: GPL-2.0-only */
/* Ids that are not here and but for a digit or two are those of commits that are. */
#include "base/oid.h"
#include "case_private.h"
#include "kernel/subject.h"
#include "repo/object.h"

#include "base/banned.h"

/* In so many digits nobody's id is like another's by chance: ten of twelve are one in 10^9. */
#define DIGITS_LEAST 10
/* One of so many may be wrong where the title says the same. */
#define DIGITS_A_SLIP 5
/* The first digits by which objects are found; each is tried otherwise, too. */
#define FIND_DIGITS 8
/* With more of them missing it is another tree's log, and each search costs a hundred look-ups. */
#define MISSING_MAX 4

struct spelling {
	struct bv_tree *tree;
	const struct bv_revision *revision;
	struct bv_arena *scratch;
	size_t fitting;
	struct bv_oid id; /* of the first that fits */
	struct bv_text subject;
	enum bv_subject_match match;
};

static size_t count_other_digits(struct bv_text written, const struct bv_oid *id)
{
	struct bv_oid_hex hex = bv_oid_hex(id);
	size_t count = 0;

	for (size_t i = 0; i < written.size && i < BV_OID_HEX; i++) {
		char digit = written.data[i];

		if (digit >= 'A' && digit <= 'F')
			digit = (char)(digit + 'a' - 'A');
		count += digit != hex.digits[i];
	}
	return count;
}

/* The one commit with the title that is printed beside it: rewritten, or misspelt? */
static void judge_found(struct bv_revision_facts *facts, const struct bv_revision *revision)
{
	if (revision->written.size >= DIGITS_LEAST &&
	    count_other_digits(revision->written, &facts->id) <=
		    revision->written.size / DIGITS_A_SLIP)
		facts->resolution = BV_RESOLUTION_SPELLING;
}

static void try_object(struct spelling *spelling, const struct bv_oid *object)
{
	struct bv_text printed = spelling->revision->subject;
	enum bv_subject_match match = BV_SUBJECT_UNKNOWN;
	struct bv_commit_object commit;

	if (count_other_digits(spelling->revision->written, object) != 1 ||
	    bv_commit_read(&commit, spelling->tree, object, spelling->scratch) != BV_YES)
		return;
	if (!bv_text_is_empty(printed))
		match = bv_subject_compare(bv_subject_canonical(printed, spelling->scratch),
					   bv_subject_canonical(commit.subject, spelling->scratch));
	if (match == BV_SUBJECT_DIFFERS || spelling->fitting++ > 0)
		return;
	spelling->id = *object;
	spelling->subject = commit.subject;
	spelling->match = match;
}

static void try_beginning(struct spelling *spelling, const char *digits)
{
	struct bv_oids objects;

	if (bv_prefix_find(&objects, spelling->tree, (struct bv_text){digits, FIND_DIGITS},
			   spelling->scratch) != BV_YES)
		return;
	for (size_t i = 0; i < objects.count; i++)
		try_object(spelling, &objects.items[i]);
}

/* A wrong digit is behind the first ones, or one of them. */
static void try_all(struct spelling *spelling)
{
	char digits[FIND_DIGITS + 1] = {0};

	for (size_t i = 0; i < FIND_DIGITS; i++)
		digits[i] = spelling->revision->written.data[i];
	try_beginning(spelling, digits);
	for (size_t i = 0; i < FIND_DIGITS; i++) {
		char right = digits[i];

		for (const char *other = "0123456789abcdef"; *other; other++) {
			digits[i] = *other;
			if (*other != right)
				try_beginning(spelling, digits);
		}
		digits[i] = right;
	}
}

static void search(struct bv_revision_facts *facts, const struct bv_revision *revision,
		   struct bv_tree *tree, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	struct spelling spelling = {.tree = tree, .revision = revision, .scratch = &scratch};

	try_all(&spelling);
	if (spelling.fitting == 1) {
		facts->resolution = BV_RESOLUTION_SPELLING;
		facts->is_commit = BV_YES;
		facts->id = spelling.id;
		facts->subject = bv_arena_copy(keep, spelling.subject);
		facts->subject_match = spelling.match;
	}
	bv_arena_release(&scratch);
}

static bool is_missing(const struct bv_revision_facts *facts, const struct bv_revision *revision)
{
	return bv_text_is_hex(revision->written, DIGITS_LEAST, BV_OID_HEX) &&
	       facts->resolution == BV_RESOLUTION_NONE && facts->exists != BV_YES;
}

/* Few are missing of what is otherwise here. */
static bool is_searched(const struct bv_facts *facts, const struct bv_bisection *bisection)
{
	size_t here = 0, missing = 0;

	for (size_t i = 0; i < bisection->revisions.count; i++) {
		missing += is_missing(&facts->revisions[i], &bisection->revisions.items[i]);
		here += facts->revisions[i].exists == BV_YES;
	}
	return missing <= MISSING_MAX && missing <= here;
}

void bv_tree_find_by_spelling(struct bv_facts *facts, struct bv_tree *tree,
			      const struct bv_bisection *bisection, struct bv_arena *keep)
{
	bool is_search = is_searched(facts, bisection);

	for (size_t i = 0; i < bisection->revisions.count; i++) {
		const struct bv_revision *revision = &bisection->revisions.items[i];
		struct bv_revision_facts *found = &facts->revisions[i];

		if (found->resolution == BV_RESOLUTION_SUBJECT)
			judge_found(found, revision);
		else if (is_search && is_missing(found, revision))
			search(found, revision, tree, keep);
	}
}
