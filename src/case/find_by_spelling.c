/* SPDX-License-Identifier: GPL-2.0-only */
/* Ids that are not here and but for a digit or two are those of commits that are. */
#include "base/oid.h"
#include "case_private.h"
#include "kernel/subject.h"
#include "repo/object.h"

#include "base/banned.h"

/*
 * In so many digits nobody's id is like another's by chance: beside a million commits less than one
 * of a million ids is. With two digits less it is one of ten thousand, and enough where the log's
 * other ids are here.
 */
#define DIGITS_ALONE 12
#define DIGITS_LEAST BV_NEAR_LEAST
/* One of so many may be wrong where the title says the same. */
#define DIGITS_A_SLIP 5
/* With more of them missing it is another tree's log. Each search takes a quarter of a ms. */
#define MISSING_MAX  4
#define SEARCHES_MAX 8

struct spelling {
	struct bv_tree *tree;
	const struct bv_revision *revision;
	struct bv_arena *scratch;
	size_t fitting;
	struct bv_oid id; /* of the first that fits */
	struct bv_text subject;
	enum bv_subject_match match;
};

/* The one commit with the title that is printed beside it: rewritten, or misspelt? */
static void judge_found(struct bv_revision_facts *facts, const struct bv_revision *revision)
{
	if (revision->written.size >= DIGITS_LEAST &&
	    bv_oid_other_digits(&facts->id, revision->written) <=
		    revision->written.size / DIGITS_A_SLIP)
		facts->resolution = BV_RESOLUTION_SPELLING;
}

static void try_object(struct spelling *spelling, const struct bv_oid *object)
{
	struct bv_text printed = spelling->revision->subject;
	enum bv_subject_match match = BV_SUBJECT_UNKNOWN;
	struct bv_commit_object commit;

	if (bv_commit_read(&commit, spelling->tree, object, spelling->scratch) != BV_YES)
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

static void search(struct bv_revision_facts *facts, const struct bv_revision *revision,
		   struct bv_tree *tree, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	struct spelling spelling = {.tree = tree, .revision = revision, .scratch = &scratch};
	struct bv_oids near;

	bv_near_find(&near, tree, revision->written, &scratch);
	for (size_t i = 0; i < near.count; i++)
		try_object(&spelling, &near.items[i]);
	if (spelling.fitting == 1) {
		facts->resolution = BV_RESOLUTION_SPELLING;
		facts->is_commit = BV_YES;
		facts->id = spelling.id;
		facts->subject = bv_arena_copy(keep, spelling.subject);
		facts->subject_match = spelling.match;
	}
	bv_arena_release(&scratch);
}

/* A title may have been used again: what is known by it alone may be another commit. */
static bool is_missing(const struct bv_revision_facts *facts, const struct bv_revision *revision)
{
	return bv_text_is_hex(revision->written, DIGITS_LEAST, BV_OID_HEX) &&
	       (facts->resolution == BV_RESOLUTION_NONE ||
		facts->resolution == BV_RESOLUTION_SUBJECT) &&
	       facts->exists != BV_YES;
}

/* Few are missing of what is otherwise here. */
static bool are_few_missing(const struct bv_facts *facts, const struct bv_bisection *bisection)
{
	size_t here = 0, missing = 0;

	for (size_t i = 0; i < bisection->revisions.count; i++) {
		const struct bv_revision *revision = &bisection->revisions.items[i];
		const struct bv_revision_facts *found = &facts->revisions[i];

		if (revision->is_aside)
			continue;
		missing += found->resolution == BV_RESOLUTION_NONE && is_missing(found, revision);
		here += found->exists == BV_YES;
	}
	return missing <= MISSING_MAX && missing <= here;
}

struct searches {
	struct bv_facts *facts;
	struct bv_tree *tree;
	const struct bv_bisection *bisection;
	size_t count, digits_least;
	struct bv_arena *keep;
};

static void find(struct searches *searches, size_t index)
{
	const struct bv_revision *revision = &searches->bisection->revisions.items[index];
	struct bv_revision_facts *found = &searches->facts->revisions[index];

	if (found->resolution == BV_RESOLUTION_SUBJECT)
		judge_found(found, revision);
	if (is_missing(found, revision) && revision->written.size >= searches->digits_least &&
	    searches->count++ < SEARCHES_MAX)
		search(found, revision, searches->tree, searches->keep);
}

void bv_tree_find_by_spelling(struct bv_facts *facts, struct bv_tree *tree,
			      const struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct searches searches = {facts, tree, bisection, .keep = keep};
	uint32_t first = bisection->claim.first_bad.number;

	searches.digits_least = are_few_missing(facts, bisection) ? DIGITS_LEAST : DIGITS_ALONE;
	/* What is blamed goes first, wherever the log says it. */
	if (first)
		find(&searches, first - 1);
	for (size_t i = 0; i < bisection->revisions.count; i++)
		if (i + 1 != first)
			find(&searches, i);
}
