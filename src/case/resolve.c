/* SPDX-License-Identifier: GPL-2.0-only */
/* Revisions: full ids, abbreviations, names with steps behind them. */

#include "case_private.h"
#include "kernel/subject.h"
#include "repo/names.h"
#include "repo/object.h"

#include "base/banned.h"

#define SPELLING_DIGITS 7
#define SHA256_DIGITS   64

struct resolver {
	struct bv_tree *tree;
	const struct bv_revision *revision;
	struct bv_revision_facts *facts;
	struct bv_arena *keep;
	struct bv_arena *scratch;
};

static void say_unknown(struct resolver *resolver, const char *why)
{
	resolver->facts->why_unknown = bv_text_from(why);
}

/** Take the title of the commit behind facts->id and compare it with the printed one. */
static void read_subject(struct resolver *resolver)
{
	struct bv_revision_facts *facts = resolver->facts;
	struct bv_text printed = resolver->revision->subject;
	struct bv_commit_object commit;

	if (bv_commit_read(&commit, resolver->tree, &facts->id, resolver->scratch) != BV_YES) {
		say_unknown(resolver, "the commit cannot be read");
		return;
	}
	facts->subject = bv_arena_copy(resolver->keep, commit.subject);
	if (!bv_text_is_empty(printed))
		facts->subject_match =
			bv_subject_compare(bv_subject_canonical(printed, resolver->scratch),
					   bv_subject_canonical(commit.subject, resolver->scratch));
}

/** The object exists; is it a commit, or a tag of one? */
static void accept_object(struct resolver *resolver, const struct bv_oid *id,
			  enum bv_resolution resolution)
{
	struct bv_revision_facts *facts = resolver->facts;
	struct bv_peeled peeled = bv_peel(resolver->tree, id);

	facts->exists = peeled.exists;
	facts->is_commit = peeled.is_commit;
	if (peeled.is_commit == BV_YES) {
		facts->id = peeled.id;
		facts->resolution = resolution;
		read_subject(resolver);
	} else if (peeled.is_commit == BV_UNKNOWN && peeled.exists != BV_NO) {
		say_unknown(resolver, "the object cannot be read");
	}
}

/** Nothing is here by that name; in a cut history that says nothing. */
static void say_missing(struct resolver *resolver)
{
	resolver->facts->exists = bv_tree_is_shallow(resolver->tree) ? BV_UNKNOWN : BV_NO;
	if (bv_tree_is_shallow(resolver->tree))
		say_unknown(resolver, "not here, but the tree is a shallow clone");
}

static void resolve_full_id(struct resolver *resolver)
{
	struct bv_oid id;

	BV_ASSERT(bv_oid_parse(&id, resolver->revision->written));
	accept_object(resolver, &id, BV_RESOLUTION_EXACT);
	if (resolver->facts->exists == BV_NO)
		say_missing(resolver);
}

static void resolve_abbreviation(struct resolver *resolver, struct bv_text digits)
{
	struct bv_revision_facts *facts = resolver->facts;
	struct bv_tree *tree = resolver->tree;
	struct bv_oids objects;
	struct bv_oid first;

	if (bv_prefix_find(&objects, tree, digits, resolver->scratch) != BV_YES) {
		say_unknown(resolver, "too many objects fit the abbreviation");
		return;
	}
	if (objects.count == 0) {
		say_missing(resolver);
		return;
	}
	first = objects.items[0];
	facts->exists = BV_YES;
	if (objects.count > 1 && bv_prefix_keep_commits(&objects, tree) != BV_YES) {
		say_unknown(resolver, "an object that fits the abbreviation cannot be read");
		return;
	}
	facts->is_ambiguous = objects.count > 1 ? BV_YES : BV_NO;
	if (objects.count <= 1)
		accept_object(resolver, objects.count ? &objects.items[0] : &first,
			      BV_RESOLUTION_ABBREVIATION);
	else
		facts->is_commit = BV_YES;
}

/** A misspelt id: one commit fits its first digits and the title printed with it. */
static void resolve_spelling(struct resolver *resolver)
{
	struct bv_revision_facts *facts = resolver->facts;
	struct bv_revision_facts found = {0};
	struct bv_text prefix = bv_text_slice(resolver->revision->written, 0, SPELLING_DIGITS);
	struct bv_oids objects;
	size_t fitting = 0;

	if (bv_text_is_empty(resolver->revision->subject) || prefix.size < SPELLING_DIGITS ||
	    bv_prefix_find(&objects, resolver->tree, prefix, resolver->scratch) != BV_YES)
		return;
	for (size_t i = 0; i < objects.count; i++) {
		struct bv_revision_facts candidate = {0};
		struct resolver probe = *resolver;

		probe.facts = &candidate;
		accept_object(&probe, &objects.items[i], BV_RESOLUTION_SPELLING);
		if (candidate.subject_match == BV_SUBJECT_UNKNOWN ||
		    candidate.subject_match == BV_SUBJECT_DIFFERS)
			continue;
		found = candidate;
		fitting++;
	}
	if (fitting != 1)
		return;
	found.exists = facts->exists;
	found.why_unknown = facts->why_unknown;
	*facts = found;
}

static bool is_title_confirmed(const struct bv_revision_facts *facts)
{
	return facts->subject_match == BV_SUBJECT_EQUAL ||
	       facts->subject_match == BV_SUBJECT_PATCH_PREFIX;
}

/** HEAD or a branch, read into facts: believed by its title, else kept aside for git's offer. */
static void doubt_local(struct resolver *resolver)
{
	struct bv_revision_facts *facts = resolver->facts, *local;

	if (is_title_confirmed(facts)) {
		facts->local_witness = BV_LOCAL_WITNESS_TITLE;
		return;
	}
	local = bv_arena_alloc(resolver->keep, 1, sizeof(*local));
	*local = *facts;
	*facts = (struct bv_revision_facts){0};
	if (local->is_commit == BV_YES && local->subject_match == BV_SUBJECT_UNKNOWN)
		facts->local = local;
	say_unknown(resolver, "a branch or HEAD, which stood elsewhere in the log's tree");
}

static void resolve_name(struct resolver *resolver)
{
	struct bv_text written = resolver->revision->written;
	struct bv_named named = bv_name_follow(resolver->tree, written, resolver->scratch);

	if (named.answer == BV_YES) {
		accept_object(resolver, &named.id, BV_RESOLUTION_NAME);
		if (named.is_local)
			doubt_local(resolver);
	} else if (named.answer == BV_NO && named.is_release) {
		say_missing(resolver);
	} else {
		say_unknown(resolver, named.answer == BV_NO ? "no tag of this tree has that name"
							    : "the name cannot be followed here");
	}
}

/** "v2.6.36-rc1-123-g0123abc" names the abbreviation behind its last "-g". */
static struct bv_text describe_digits(struct bv_text name)
{
	for (size_t i = name.size; i > 1; i--)
		if (name.data[i - 2] == '-' && name.data[i - 1] == 'g') {
			struct bv_text digits = bv_text_from_offset(name, i);

			if (bv_text_is_hex(digits, BV_PREFIX_LEAST, BV_OID_HEX))
				return digits;
		}
	return (struct bv_text){0};
}

static void resolve_one(struct resolver *resolver)
{
	struct bv_text written = resolver->revision->written;
	struct bv_text digits = describe_digits(written);

	if (bv_text_is_hex(written, BV_OID_HEX, BV_OID_HEX)) {
		resolve_full_id(resolver);
	} else if (bv_text_is_hex(written, BV_PREFIX_LEAST, BV_OID_HEX - 1)) {
		resolve_abbreviation(resolver, written);
	} else if (bv_text_is_hex(written, SHA256_DIGITS, SHA256_DIGITS)) {
		say_unknown(resolver, "a SHA-256 id, and this tree's are SHA-1");
		return;
	} else if (bv_text_is_hex(written, 1, SIZE_MAX)) {
		say_unknown(resolver, "neither an id nor an abbreviation: wrong number of digits");
		return;
	} else {
		resolve_name(resolver);
		if (resolver->facts->resolution == BV_RESOLUTION_NONE && !bv_text_is_empty(digits))
			resolve_abbreviation(resolver, digits);
		return;
	}
	if (resolver->facts->resolution == BV_RESOLUTION_NONE && resolver->facts->exists != BV_YES)
		resolve_spelling(resolver);
}

static void resolve_walk_tags(struct bv_facts *facts, struct bv_tree *tree,
			      const struct bv_bisection *bisection, struct bv_arena *keep)
{
	size_t count = bisection->steps.count;

	facts->walk_tags = bv_arena_alloc(keep, count, sizeof(*facts->walk_tags));
	facts->are_walk_tags_known =
		bv_arena_alloc(keep, count, sizeof(*facts->are_walk_tags_known));
	for (size_t i = 0; i < count; i++)
		if (!bv_text_is_empty(bisection->steps.items[i].release))
			facts->are_walk_tags_known[i] = bv_tag_find(
				&facts->walk_tags[i], tree, bisection->steps.items[i].release);
}

void bv_resolve_revisions(struct bv_facts *facts, struct bv_tree *tree,
			  const struct bv_bisection *bisection, struct bv_arena *keep)
{
	struct bv_arena scratch = {0};
	size_t count = bisection->revisions.count;

	facts->revisions = bv_arena_alloc(keep, count, sizeof(*facts->revisions));
	for (size_t i = 0; i < count; i++) {
		struct bv_arena_mark mark = bv_arena_mark(&scratch);
		struct resolver resolver = {
			.tree = tree,
			.revision = &bisection->revisions.items[i],
			.facts = &facts->revisions[i],
			.keep = keep,
			.scratch = &scratch,
		};

		resolve_one(&resolver);
		bv_arena_rewind(&scratch, mark);
	}
	bv_arena_release(&scratch);
	bv_tree_find_by_subject(facts, tree, bisection, keep);
	bv_tree_find_by_spelling(facts, tree, bisection, keep);
	resolve_walk_tags(facts, tree, bisection, keep);
}
