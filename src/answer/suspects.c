/* SPDX-License-Identifier: GPL-2.0-only */
/* Among which commits suspects are looked for: those that the verdicts that hold leave. */
#include "answer_private.h"
#include "replay/log_facts.h"

#include "base/banned.h"

/* Is there more than one commit that it could be? */
static bool is_open(const struct bv_answering *work)
{
	const struct bv_range_facts *range = &work->c->facts.range;

	return bv_answer_is_doubted(work->out) ||
	       (range->candidates_left.is_known && range->candidates_left.value > 1);
}

/* A count that leaves nothing to list, and need not be found again. */
static bool is_without_list(struct bv_count count)
{
	return count.is_known && (count.value < 2 || count.value > BV_SUSPECTS_COMMITS_MAX);
}

static struct bv_left find_left(struct bv_answering *work, const struct bv_salvage *salvage)
{
	struct bv_left left = {.count = work->c->facts.range.candidates_left};
	bool is_all_kept = salvage->is_range_same;

	for (size_t i = 0; i < work->c->bisection->steps.count; i++)
		is_all_kept &=
			salvage->kept[i].verdict == work->c->bisection->steps.items[i].verdict;
	if (is_all_kept && is_without_list(left.count))
		return left;
	bv_answer_left(&left, work, salvage);
	return left;
}

/* All that git bisect was given, whatever came of it. */
static struct bv_left find_range(const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_left_question question = {
		.bisection = c->bisection,
		.facts = &c->facts,
		.bad = c->bisection->git.bad,
		.good = c->bisection->git.good,
		.most = BV_SUSPECTS_COMMITS_MAX,
	};
	struct bv_left left = {.count = c->facts.range.candidates_start};

	if (!is_without_list(left.count))
		bv_tree_left(&left, c->tree, &question, keep);
	return left;
}

/* What was proven not to be the cause is none of them. */
static void drop_innocent(struct bv_oids *commits, const struct bv_answering *work)
{
	const struct bv_culprit_facts *culprit = &work->c->facts.culprit;
	size_t kept = 0;

	if (work->out->verdict != BV_JUDGEMENT_REFUTED || culprit->is_read != BV_YES)
		return;
	for (size_t i = 0; i < commits->count; i++)
		if (!bv_oid_equal(&commits->items[i], &culprit->id))
			commits->items[kept++] = commits->items[i];
	commits->count = kept;
}

void bv_answer_suspects(struct bv_answering *work)
{
	struct bv_suspects *out = &work->out->suspects;
	const struct bv_case *c = work->c;
	struct bv_left left;

	/* How often the list holds the cause was counted for causes, not for fixes. */
	if (!c->tree || bv_case_is_fix(c) || bv_revision_ref_is_none(c->bisection->git.bad) ||
	    !is_open(work))
		return;
	out->is_asked = true;
	left = find_left(work, &work->out->bugs.items[0].salvage);
	if (left.count.is_known && left.count.value < 2 && bv_answer_is_doubted(work->out)) {
		left = find_range(c, work->keep);
		out->is_whole_range = true;
	}
	drop_innocent(&left.commits, work);
	if (!left.count.is_known)
		out->why_not = left.why_unknown;
	else if (left.count.value > BV_SUSPECTS_COMMITS_MAX)
		out->why_not = bv_arena_print(work->keep, "too many commits are left, %zu",
					      (size_t)left.count.value);
	else
		bv_suspects_rank(out, c, &left.commits, work->keep);
	if (left.count.is_known)
		out->commit_count = left.commits.count ? left.commits.count : left.count.value;
}
