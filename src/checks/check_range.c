/* SPDX-License-Identifier: GPL-2.0-only */
/* range.*: can the verdicts all hold in this history? */
#include "check_private.h"

#include "base/banned.h"

static void check_empty(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;

	if (!bv_is_left_known(run))
		return;
	/* range.good-contains-bad says so already, and better. */
	if (range->candidates_left.value == 0 && range->contradictions.count == 0)
		(void)bv_finding_add(run, run->c->bisection->last_line,
				     "the verdicts leave no candidate at all");
}

static void check_good_contains_bad(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;

	for (size_t i = 0; i < range->contradictions.count; i++) {
		const struct bv_contradiction *pair = &range->contradictions.items[i];
		struct bv_text good = bv_oid_name(run, &pair->good);
		struct bv_text bad = bv_oid_name(run, &pair->bad);
		bool is_same = bv_oid_equal(&pair->good, &pair->bad);
		size_t later = pair->good_line > pair->bad_line ? pair->good_line : pair->bad_line;
		struct bv_finding *finding;

		if (is_same)
			finding = bv_finding_add(
				run, later, "%.*s was judged good (line %zu) and bad (line %zu)",
				BV_TEXT_ARG(good), pair->good_line, pair->bad_line);
		else
			finding = bv_finding_add(
				run, later, "good %.*s (line %zu) contains bad %.*s (line %zu)",
				BV_TEXT_ARG(good), pair->good_line, BV_TEXT_ARG(bad),
				pair->bad_line);
		bv_finding_oid(run, finding, &pair->good);
		bv_finding_oid(run, finding, &pair->bad);
	}
	if (!range->candidates_left.is_known)
		bv_check_not_run(run, "%.*s", BV_TEXT_ARG(range->why_unknown));
}

static void check_merge_base_untested(struct bv_check_run *run)
{
	const struct bv_range_facts *range = &run->c->facts.range;
	struct bv_finding *finding;
	struct bv_text name;

	if (range->is_good_ancestor == BV_UNKNOWN) {
		bv_check_not_run(run, "%.*s", BV_TEXT_ARG(range->why_unknown));
		return;
	}
	if (range->is_good_ancestor == BV_YES || range->are_merge_bases_tested == BV_YES)
		return;
	if (range->merge_bases.count == 0) {
		(void)bv_finding_add(run, run->c->bisection->git.line,
				     "the good and the bad commit have no common history");
		return;
	}
	if (range->are_merge_bases_tested == BV_UNKNOWN) {
		bv_check_not_run(run, "the log does not say how a merge base's test went");
		return;
	}
	name = bv_oid_name(run, &range->merge_bases.items[0]);
	finding =
		bv_finding_add(run, run->c->bisection->git.good_line,
			       "a good commit is no ancestor of the bad one, and their merge base "
			       "%.*s was not tested",
			       BV_TEXT_ARG(name));
	for (size_t i = 0; i < range->merge_bases.count; i++)
		bv_finding_oid(run, finding, &range->merge_bases.items[i]);
}

static const struct bv_check checks[] = {
	{"range.empty", BV_LEVEL_ERROR, BV_NEED_TREE, check_empty},
	{"range.good-contains-bad", BV_LEVEL_ERROR, BV_NEED_TREE, check_good_contains_bad},
	{"range.merge-base-untested", BV_LEVEL_WARNING, BV_NEED_TREE, check_merge_base_untested},
};

const struct bv_check_family bv_family_range = BV_CHECK_FAMILY(checks);
