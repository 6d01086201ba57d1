/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel.*: equal signatures are equal kernels, and one kernel has one verdict. */
#include "check_private.h"
#include "log/step_list.h"

#include "base/banned.h"

static const char why_not_compared[] =
	"the log does not compare the commit's kernel with its parent's";

static struct bv_text short_signature(struct bv_text signature)
{
	return bv_text_slice(signature, 0, 12);
}

/*
 * kernel.end-differs: the signatures at the log's end against those of the tests
 */

/* What the steps of one commit say about its kernel. */
struct built {
	const struct bv_step *step; /* its last one that names a signature; NULL: none does */
	bool is_equal;              /* one of them names the signature that is looked for */
};

/* Whether @step built what is looked for: the commit @ref, or with none the tree's @oid. */
static bool is_of(const struct bv_check_run *run, const struct bv_step *step,
		  struct bv_revision_ref ref, const struct bv_oid *oid)
{
	const struct bv_revision_facts *facts = bv_facts_revision(&run->c->facts, step->revision);

	if (!bv_revision_ref_is_none(ref))
		return bv_case_same(run->c, step->revision, ref) == BV_YES;
	return facts && oid && facts->resolution != BV_RESOLUTION_NONE &&
	       bv_oid_equal(&facts->id, oid);
}

static struct built find_built(const struct bv_check_run *run, struct bv_revision_ref ref,
			       const struct bv_oid *oid, struct bv_text signature)
{
	const struct bv_steps *steps = &run->c->bisection->steps;
	struct built built = {0};

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];

		if (bv_text_is_empty(step->signature) || !is_of(run, step, ref, oid))
			continue;
		built.step = step;
		built.is_equal |= bv_text_equal_nocase(step->signature, signature);
	}
	return built;
}

static bool is_denied(struct built built, struct bv_text signature)
{
	return built.step && !built.is_equal && !bv_text_is_empty(signature);
}

static void compare_end(struct bv_check_run *run, const char *whose, struct bv_text signature,
			struct built built)
{
	struct bv_finding *finding;
	struct bv_text end = short_signature(signature), test;

	if (!is_denied(built, signature))
		return;
	test = short_signature(built.step->signature);
	finding =
		bv_finding_add(run, run->c->bisection->claim.signatures_line,
			       "the %s signature is %.*s here, %.*s in its test (line %zu)", whose,
			       BV_TEXT_ARG(end), BV_TEXT_ARG(test), built.step->signature_line);
	bv_finding_commit(run, finding, built.step->revision);
}

static struct built find_culprit(const struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;

	return find_built(run, claim->first_bad, NULL, claim->culprit_signature);
}

/* The parent is the commit that was built for this, else the tree's. */
static struct built find_parent(const struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	const struct bv_oids *parents = &run->c->facts.culprit.parents;

	return find_built(run, claim->untested_parent, parents->count ? &parents->items[0] : NULL,
			  claim->parent_signature);
}

/* It was built for a test, and there was no kernel. */
static bool is_parent_unbuilt(const struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	const struct bv_steps *steps = &run->c->bisection->steps;
	const struct bv_oids *parents = &run->c->facts.culprit.parents;

	for (size_t i = 0; i < steps->count; i++)
		if (bv_text_is_empty(steps->items[i].signature) &&
		    is_of(run, &steps->items[i], claim->untested_parent,
			  parents->count ? &parents->items[0] : NULL))
			return true;
	return false;
}

static bool is_built_anywhere(const struct bv_check_run *run, struct bv_text signature)
{
	const struct bv_steps *steps = &run->c->bisection->steps;

	for (size_t i = 0; i < steps->count; i++)
		if (bv_text_equal_nocase(steps->items[i].signature, signature))
			return true;
	return false;
}

static void check_end_differs(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	struct bv_text parent = short_signature(claim->parent_signature);
	bool is_whole = !bv_revision_ref_is_none(run->c->bisection->start) &&
			!run->c->bisection->is_cut && !run->c->bisection->is_truncated;

	if (!claim->signatures_line) {
		bv_check_not_run(run, "%s", why_not_compared);
		return;
	}
	compare_end(run, "culprit", claim->culprit_signature, find_culprit(run));
	if (!bv_text_is_empty(parent) && is_whole && !is_parent_unbuilt(run) &&
	    !is_built_anywhere(run, claim->parent_signature))
		(void)bv_finding_add(run, claim->signatures_line,
				     "no kernel of the log has the parent signature %.*s",
				     BV_TEXT_ARG(parent));
	else if (bv_revision_ref_is_none(claim->untested_parent) &&
		 run->c->facts.culprit.parents.count == 0)
		bv_check_not_run(run, "which commit is the parent is not known");
	else
		compare_end(run, "parent", claim->parent_signature, find_parent(run));
}

static void check_same_as_parent(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	struct bv_text name = bv_case_name(run->c, claim->first_bad);
	struct bv_text signature = short_signature(claim->culprit_signature);
	struct bv_finding *finding;

	if (bv_text_is_empty(claim->culprit_signature) ||
	    bv_text_is_empty(claim->parent_signature)) {
		bv_check_not_run(run, "%s", why_not_compared);
		return;
	}
	if (!bv_text_equal_nocase(claim->culprit_signature, claim->parent_signature))
		return;
	if (is_denied(find_culprit(run), claim->culprit_signature) ||
	    is_denied(find_parent(run), claim->parent_signature)) {
		bv_check_not_run(run, "the signatures at the end are not those of the tests");
		return;
	}
	finding = bv_finding_add(run, claim->signatures_line,
				 "%.*s builds the same kernel as its parent (signature %.*s)",
				 BV_TEXT_ARG(name), BV_TEXT_ARG(signature));
	bv_finding_commit(run, finding, claim->first_bad);
}

static bool is_comparable(const struct bv_step *step)
{
	return bv_step_is_judged(step) && !bv_text_is_empty(step->signature) &&
	       (step->verdict == BV_VERDICT_GOOD || step->verdict == BV_VERDICT_BAD);
}

static void report_same_yet_differs(struct bv_check_run *run, const struct bv_step *first,
				    const struct bv_step *other)
{
	struct bv_text first_name = bv_case_name(run->c, first->revision);
	struct bv_text other_name = bv_case_name(run->c, other->revision);
	struct bv_finding *finding = bv_finding_add(
		run, other->signature_line,
		"one kernel was judged %s as %.*s (line %zu) and %s as %.*s (line %zu)",
		bv_verdict_name(first->verdict), BV_TEXT_ARG(first_name), first->line,
		bv_verdict_name(other->verdict), BV_TEXT_ARG(other_name), other->line);

	bv_finding_commit(run, finding, first->revision);
	bv_finding_commit(run, finding, other->revision);
}

/* One finding a kernel: its first test, and the first that came out otherwise. */
static void check_same_yet_differs(struct bv_check_run *run)
{
	struct bv_step_list list = bv_steps_sorted(&run->c->bisection->steps, is_comparable,
						   bv_step_by_signature, run->keep);
	const struct bv_step *first = NULL;
	bool is_told = false;

	for (size_t i = 0; i < list.count; i++) {
		const struct bv_step *step = list.items[i];

		if (!first || !bv_text_equal_nocase(first->signature, step->signature)) {
			first = step;
			is_told = false;
		} else if (!is_told && step->verdict != first->verdict) {
			report_same_yet_differs(run, first, step);
			is_told = true;
		}
	}
}

static void check_two_signatures(struct bv_check_run *run)
{
	struct bv_step_list list = bv_steps_sorted(&run->c->bisection->steps, is_comparable,
						   bv_step_by_revision, run->keep);
	const struct bv_step *first = NULL;

	for (size_t i = 0; i < list.count; i++) {
		const struct bv_step *step = list.items[i];
		struct bv_text name = bv_case_name(run->c, step->revision);
		struct bv_finding *finding;

		if (!first || !bv_revision_ref_equal(first->revision, step->revision)) {
			first = step;
			continue;
		}
		if (bv_text_equal_nocase(step->signature, first->signature))
			continue;
		finding = bv_finding_add(run, step->signature_line,
					 "%.*s built another kernel here than in line %zu",
					 BV_TEXT_ARG(name), first->signature_line);
		bv_finding_commit(run, finding, step->revision);
	}
}

static const struct bv_check checks[] = {
	{"kernel.end-differs", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_SYZBOT, check_end_differs},
	{"kernel.same-as-parent", BV_LEVEL_ERROR, BV_NEED_CLAIM | BV_NEED_SYZBOT,
	 check_same_as_parent},
	{"kernel.same-yet-differs", BV_LEVEL_ERROR, BV_NEED_SIGNATURES | BV_NEED_RUNS,
	 check_same_yet_differs},
	{"kernel.two-signatures", BV_LEVEL_NOTE, BV_NEED_SIGNATURES | BV_NEED_RUNS,
	 check_two_signatures},
};

const struct bv_check_family bv_family_kernel = BV_CHECK_FAMILY(checks);
