/* SPDX-License-Identifier: GPL-2.0-only */
/* culprit.*: can the blamed commit lie where the bug was seen, and can git have come to it? */
#include "check_private.h"

#include "base/banned.h"

static size_t claim_line(const struct bv_check_run *run)
{
	return run->c->bisection->claim.line;
}

static void blame(struct bv_check_run *run, struct bv_finding *finding)
{
	bv_finding_commit(run, finding, run->c->bisection->claim.first_bad);
}

/* The verdicts' candidates are all of the range's, and culprit.excluded looks at them. */
static bool is_left_listed(const struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;

	return range->candidates_left.is_known && !range->is_left_inferred;
}

/* Its id is wrong, or that of a copy on another branch: the commit itself may be the cause. */
static void report_absent(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	struct bv_text name = bv_case_name(run->c, culprit->seen);
	struct bv_finding *finding;

	if (!bv_revision_ref_is_none(culprit->namesake)) {
		name = bv_case_name(run->c, culprit->namesake);
		finding = bv_finding_add_at(run, BV_LEVEL_WARNING, claim_line(run),
					    "its id is not in this tree, and %.*s, which was "
					    "tested, has its title there",
					    BV_TEXT_ARG(name));
		bv_finding_commit(run, finding, culprit->namesake);
	} else
		finding = bv_finding_add_at(run, BV_LEVEL_WARNING, claim_line(run),
					    "its id is not in this tree, which has %.*s and all "
					    "that comes before it",
					    BV_TEXT_ARG(name));
	blame(run, finding);
}

/*
 * git names none but an ancestor of its bad commit. A robot's start, or a branch's end, need not be
 * on the branch that was bisected: a copy of the commit may be there.
 */
static void report_not_in_seen(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	struct bv_text name = bv_case_name(run->c, culprit->seen);
	const char *what = bv_case_is_fix(run->c) ? "which has the fix" : "where the bug was seen";

	if (culprit->is_seen_bisected)
		blame(run, bv_finding_add(run, claim_line(run), "it is no ancestor of %.*s, %s",
					  BV_TEXT_ARG(name), what));
	else if (culprit->has_copy != BV_YES)
		blame(run, bv_finding_add_at(
				   run, BV_LEVEL_WARNING, claim_line(run),
				   "it is no ancestor of %.*s, %s, %s", BV_TEXT_ARG(name), what,
				   culprit->has_copy == BV_NO ? "nor is one with its title"
							      : "unless as a copy"));
}

static void check_not_in_bad(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	const struct bv_revision_facts *blamed =
		bv_facts_revision(&run->c->facts, run->c->bisection->claim.first_bad);
	struct bv_finding *finding;

	if (culprit->is_in_start == BV_YES) {
		struct bv_text name = bv_case_name(run->c, run->c->bisection->start);

		finding = bv_finding_add(run, claim_line(run),
					 "%.*s, where the bug was seen, has this commit already: "
					 "it is not what fixed it",
					 BV_TEXT_ARG(name));
		blame(run, finding);
		return;
	}
	if (culprit->is_in_seen == BV_UNKNOWN && bv_revision_ref_is_none(culprit->namesake)) {
		bv_check_not_run(run, "whether it is an ancestor of a commit with the bug is not "
				      "known");
		return;
	}
	if (culprit->is_in_seen == BV_YES)
		return;
	if (blamed && blamed->exists == BV_NO)
		report_absent(run);
	else if (culprit->is_seen_beside || !is_left_listed(run))
		report_not_in_seen(run);
}

static void check_not_reached(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;
	struct bv_text name = bv_oid_name(run, &culprit->gap_at);
	struct bv_finding *finding = NULL;

	switch (culprit->gap) {
	case BV_GAP_UNKNOWN:
	case BV_GAP_NONE:
	case BV_GAP_UNTESTED: /* culprit.not-bad says it */
		return;
	case BV_GAP_LATER_TEST:
		finding = bv_finding_add(run, claim_line(run),
					 "git does not come to it: %.*s, which it does not "
					 "contain, was tested after it (line %zu)",
					 BV_TEXT_ARG(name), culprit->gap_line);
		break;
	case BV_GAP_PARENT:
		finding = bv_finding_add(run, claim_line(run),
					 "git does not come to it: no test can have shown that its "
					 "parent %.*s is good",
					 BV_TEXT_ARG(name));
		break;
	}
	blame(run, finding);
	bv_finding_oid(run, finding, &culprit->gap_at);
}

static bool has_good(const struct bv_case *c)
{
	for (size_t i = 0; i < c->bisection->steps.count; i++)
		if (bv_case_verdict(c, i) == BV_VERDICT_GOOD)
			return true;
	return false;
}

/*
 * git needs a good commit, and nothing is older than this one. A good one that is told is of
 * another history, then, which may have none of this one's files: or culprit.excluded says it.
 */
static void check_root(struct bv_check_run *run)
{
	const struct bv_culprit_facts *culprit = &run->c->facts.culprit;

	if (culprit->parents.count == 0 && !has_good(run->c))
		blame(run, bv_finding_add(run, claim_line(run),
					  "it is the first commit of its history: none before it "
					  "can have been good"));
}

static bool is_left(const struct bv_check_run *run, const struct bv_oid *id)
{
	const struct bv_oids *left = &run->c->facts.range.left;

	for (size_t i = 0; i < left->count; i++)
		if (bv_oid_equal(&left->items[i], id))
			return true;
	return false;
}

/*
 * git writes them down by its last bad commit and all good ones, whatever it was told to leave out.
 * Source: git's builtin/bisect.c, prepare_revs().
 */
static bool is_list_wider(const struct bv_case *c)
{
	const struct bv_git_start *git = &c->bisection->git;
	bool is_wider = git->is_first_parent || git->path_count;

	for (size_t i = 0; i < c->bisection->steps.count; i++)
		is_wider |= bv_case_step_facts(c, i)->is_candidate == BV_NO;
	return is_wider;
}

/* Where only skipped commits are left git names all of them, and its bad one. */
static void check_could_be(struct bv_check_run *run)
{
	const struct bv_claim *claim = &run->c->bisection->claim;
	const struct bv_range_facts *range = &run->c->facts.range;

	if (claim->ending != BV_ENDING_ONLY_SKIPPED || claim->could_be.count == 0 ||
	    !bv_is_left_known(run) || range->left.count < range->candidates_left.value)
		return;
	if (is_list_wider(run->c)) {
		bv_check_not_run(run, "git names more than its candidates here");
		return;
	}
	for (size_t i = 0; i < claim->could_be.count; i++) {
		struct bv_revision_ref ref = claim->could_be.items[i];
		const struct bv_revision_facts *facts = bv_facts_revision(&run->c->facts, ref);
		struct bv_text name = bv_case_name(run->c, ref);

		if (!facts || facts->resolution == BV_RESOLUTION_NONE) {
			bv_check_not_run(run, "%.*s is not in the tree", BV_TEXT_ARG(name));
			return;
		}
		if (is_left(run, &facts->id))
			continue;
		bv_finding_commit(run,
				  bv_finding_add(run, claim->line,
						 "%.*s is named as possible, and the verdicts "
						 "exclude it",
						 BV_TEXT_ARG(name)),
				  ref);
		return;
	}
	if (claim->could_be.count < range->candidates_left.value)
		(void)bv_finding_add(run, claim->line,
				     "it names %zu possible commits, and the verdicts leave %zu",
				     claim->could_be.count, range->candidates_left.value);
}

static const struct bv_check checks[] = {
	{"culprit.could-be-differs", BV_LEVEL_WARNING, BV_NEED_TREE, check_could_be},
	{"culprit.not-in-bad", BV_LEVEL_ERROR, BV_NEED_CLAIM | BV_NEED_TREE, check_not_in_bad},
	{"culprit.not-reached", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_TREE, check_not_reached},
	{"culprit.root", BV_LEVEL_WARNING, BV_NEED_CLAIM | BV_NEED_TREE | BV_NEED_CULPRIT,
	 check_root},
};

const struct bv_check_family bv_family_culprit_place = BV_CHECK_FAMILY(checks);
