/* SPDX-License-Identifier: GPL-2.0-only */
/* Among which commits suspects are looked for: those that the verdicts that hold leave. */
#include "case/suspects.h"

#include "check_private.h"
#include "odds/salvage.h"
#include "replay/log_facts.h"

#include "base/banned.h"

static bool is_doubted(const struct bv_check_result *result)
{
	return result->judgement == BV_JUDGEMENT_DOUBTFUL ||
	       result->judgement == BV_JUDGEMENT_REFUTED;
}

/* Is there more than one commit that it could be? */
static bool is_open(const struct bv_check_result *result, const struct bv_case *c)
{
	const struct bv_range_facts *range = &c->facts.range;

	return is_doubted(result) ||
	       (range->candidates_left.is_known && range->candidates_left.value > 1);
}

/* A count that leaves nothing to list, and need not be found again. */
static bool is_without_list(struct bv_count count)
{
	return count.is_known && (count.value < 2 || count.value > BV_SUSPECTS_COMMITS_MAX);
}

static struct bv_left find_left(const struct bv_check_result *result, const struct bv_case *c,
				struct bv_arena *keep)
{
	size_t count = c->bisection->steps.count;
	enum bv_verdict *words = bv_arena_alloc(keep, count + 1, sizeof(*words));
	struct bv_left_question question = {
		.bisection = c->bisection,
		.facts = &c->facts,
		.words = words,
		.most = BV_SUSPECTS_COMMITS_MAX,
	};
	struct bv_left left = {.count = c->facts.range.candidates_left};
	bool is_all_kept = true;
	struct bv_salvage salvage;

	bv_salvage_make(&salvage, &result->odds, c, keep);
	for (size_t i = 0; i < count; i++) {
		words[i] = bv_case_git_word(c, salvage.kept[i].verdict);
		is_all_kept &= salvage.kept[i].verdict == c->bisection->steps.items[i].verdict;
	}
	if (is_all_kept && is_without_list(left.count))
		return left;
	question.bad = salvage.bad;
	question.good = salvage.good;
	bv_tree_left(&left, c->tree, &question, keep);
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
static void drop_innocent(struct bv_oids *commits, const struct bv_check_result *result,
			  const struct bv_case *c)
{
	size_t kept = 0;

	if (result->judgement != BV_JUDGEMENT_REFUTED || c->facts.culprit.is_read != BV_YES)
		return;
	for (size_t i = 0; i < commits->count; i++)
		if (!bv_oid_equal(&commits->items[i], &c->facts.culprit.id))
			commits->items[kept++] = commits->items[i];
	commits->count = kept;
}

void bv_suspects_ask(struct bv_check_result *result, const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_suspects *out = &result->suspects;
	struct bv_left left;

	/* How often the list holds the cause was counted for causes, not for fixes. */
	if (!c->tree || bv_case_is_fix(c) || bv_revision_ref_is_none(c->bisection->git.bad) ||
	    !is_open(result, c))
		return;
	out->is_asked = true;
	left = find_left(result, c, keep);
	if (left.count.is_known && left.count.value < 2 && is_doubted(result)) {
		left = find_range(c, keep);
		out->is_whole_range = true;
	}
	drop_innocent(&left.commits, result, c);
	if (!left.count.is_known)
		out->why_not = left.why_unknown;
	else if (left.count.value > BV_SUSPECTS_COMMITS_MAX)
		out->why_not = bv_arena_print(keep, "too many commits are left, %zu",
					      (size_t)left.count.value);
	else
		bv_suspects_rank(out, c, &left.commits, keep);
	if (left.count.is_known)
		out->commit_count = left.commits.count ? left.commits.count : left.count.value;
}
