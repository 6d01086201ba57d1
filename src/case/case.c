/* SPDX-License-Identifier: GPL-2.0-only */
/* The questions that the case answers. */
#include "case_private.h"
#include "kernel/subject.h"

#include "base/banned.h"

#define NAME_DIGITS 12

/*
 * Revisions
 */

/* What the tree found for it, or NULL. */
static const struct bv_revision_facts *found(const struct bv_case *c, struct bv_revision_ref ref)
{
	const struct bv_revision_facts *facts = bv_facts_revision(&c->facts, ref);

	return facts && facts->resolution != BV_RESOLUTION_NONE ? facts : NULL;
}

/* The full id, from the tree or as the log writes it; false when it is not known. */
static bool find_id(struct bv_oid *out, const struct bv_case *c, struct bv_revision_ref ref)
{
	const struct bv_revision *revision = bv_bisection_revision(c->bisection, ref);
	const struct bv_revision_facts *facts = found(c, ref);

	if (facts)
		*out = facts->id;
	return facts || (revision && bv_oid_parse(out, revision->written));
}

struct bv_text bv_case_full_name(const struct bv_case *c, struct bv_revision_ref ref,
				 struct bv_arena *keep)
{
	const struct bv_revision *revision = bv_bisection_revision(c->bisection, ref);
	struct bv_oid id;

	/* Through the id, for lower case. */
	if (find_id(&id, c, ref))
		return bv_arena_copy(keep, bv_text_from(bv_oid_hex(&id).digits));
	return revision ? revision->written : (struct bv_text){0};
}

struct bv_text bv_case_name(const struct bv_case *c, struct bv_revision_ref ref)
{
	const struct bv_revision *revision = bv_bisection_revision(c->bisection, ref);
	const struct bv_revision_facts *facts = found(c, ref);

	if (!revision)
		return BV_TEXT("(none)");
	if (c->releases && !bv_text_is_empty(c->releases[ref.number - 1]))
		return c->releases[ref.number - 1];
	if (facts && !bv_text_is_empty(facts->release))
		return facts->release;
	return bv_case_short(revision->written);
}

enum bv_subject_match bv_case_compare_subject(const struct bv_case *c, struct bv_revision_ref ref,
					      struct bv_text printed)
{
	const struct bv_revision_facts *facts = found(c, ref);
	struct bv_arena scratch = {0};
	enum bv_subject_match match;

	if (!facts || bv_text_is_empty(facts->subject))
		return BV_SUBJECT_UNKNOWN;
	match = bv_subject_compare(bv_subject_canonical(printed, &scratch),
				   bv_subject_canonical(facts->subject, &scratch));
	bv_arena_release(&scratch);
	return match;
}

struct bv_text bv_case_short(struct bv_text commit)
{
	if (bv_text_is_hex(commit, NAME_DIGITS + 1, 64))
		return bv_text_slice(commit, 0, NAME_DIGITS);
	return commit;
}

struct bv_text bv_case_subject(const struct bv_case *c, struct bv_revision_ref ref)
{
	const struct bv_revision *revision = bv_bisection_revision(c->bisection, ref);
	const struct bv_revision_facts *facts = found(c, ref);

	if (facts && !bv_text_is_empty(facts->subject))
		return facts->subject;
	return revision ? revision->subject : (struct bv_text){0};
}

bool bv_case_is_subject_cut(const struct bv_case *c, struct bv_revision_ref ref)
{
	const struct bv_revision *revision = bv_bisection_revision(c->bisection, ref);

	return revision && revision->is_subject_cut &&
	       bv_case_subject(c, ref).data == revision->subject.data;
}

/* The shortest beginning of a hash that names a commit, as in git. */
#define HEX_LEAST 4

enum bv_truth bv_is_same_id(struct bv_text a, struct bv_text b)
{
	size_t size = a.size < b.size ? a.size : b.size;

	if (!bv_text_is_hex(a, HEX_LEAST, 64) || !bv_text_is_hex(b, HEX_LEAST, 64))
		return BV_UNKNOWN;
	return bv_text_equal_nocase(bv_text_slice(a, 0, size), bv_text_slice(b, 0, size)) ? BV_YES
											  : BV_NO;
}

enum bv_truth bv_case_same(const struct bv_case *c, struct bv_revision_ref a,
			   struct bv_revision_ref b)
{
	const struct bv_revision_facts *left = found(c, a), *right = found(c, b);
	const struct bv_revision *first = bv_bisection_revision(c->bisection, a);
	const struct bv_revision *second = bv_bisection_revision(c->bisection, b);

	if (!first || !second)
		return BV_UNKNOWN;
	if (bv_revision_ref_equal(a, b))
		return BV_YES;
	if (left && right)
		return bv_oid_equal(&left->id, &right->id) ? BV_YES : BV_NO;
	return bv_is_same_id(first->written, second->written);
}

bool bv_case_is_here(const struct bv_case *c, struct bv_revision_ref ref)
{
	return !c->facts.revisions || found(c, ref);
}

/*
 * Steps
 */

const struct bv_step_facts *bv_case_step_facts(const struct bv_case *c, size_t index)
{
	return c->facts.steps ? &c->facts.steps[index] : NULL;
}

enum bv_verdict bv_case_verdict(const struct bv_case *c, size_t index)
{
	enum bv_verdict verdict = c->bisection->steps.items[index].verdict;

	return verdict == BV_VERDICT_UNKNOWN && c->facts.steps ? c->facts.steps[index].verdict
							       : verdict;
}

bool bv_case_is_inferred(const struct bv_case *c, size_t index)
{
	return c->bisection->steps.items[index].verdict == BV_VERDICT_UNKNOWN && c->facts.steps &&
	       c->facts.steps[index].is_verdict_inferred;
}

bool bv_case_is_fix(const struct bv_case *c)
{
	return c->bisection->kind == BV_KIND_SYZBOT_FIX;
}

enum bv_verdict bv_case_git_word(const struct bv_case *c, enum bv_verdict verdict)
{
	return bv_verdict_of_git(c->bisection->kind, verdict);
}

bool bv_step_is_judged(const struct bv_step *step)
{
	return step->runs.count > 0 && step->verdict != BV_VERDICT_WEAK &&
	       (step->phase == BV_PHASE_START || step->phase == BV_PHASE_WALK ||
		step->phase == BV_PHASE_BISECT || step->phase == BV_PHASE_MERGE_BASE);
}

struct bv_text bv_step_compiler(const struct bv_step *step)
{
	return bv_text_slice(step->compiler, 0, bv_text_find(step->compiler, BV_TEXT(", "), 0));
}

/*
 * The walk
 */

#define WALK_LONG 8

size_t bv_case_walked(const struct bv_case *c)
{
	size_t count = 0;

	for (size_t i = 0; i < c->bisection->steps.count; i++)
		count += c->bisection->steps.items[i].phase == BV_PHASE_WALK;
	return count;
}

bool bv_case_is_walk_long(const struct bv_case *c)
{
	return bv_case_walked(c) >= WALK_LONG;
}
