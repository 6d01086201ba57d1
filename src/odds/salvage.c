/* SPDX-License-Identifier: GPL-2.0-only */
/* Which verdicts to go on with. */
#include "salvage.h"

#include <math.h>

#include "log/step_list.h"
#include "odds_private.h"

#include "base/banned.h"

struct salvager {
	struct bv_salvage *out;
	const struct bv_odds *odds;
	const struct bv_case *c;
	struct bv_arena *keep;
};

/* What the reading says of a tested revision. */
static struct bv_kept weighed(const struct salvager *salvager, size_t tested)
{
	const struct bv_reading *reading = salvager->out->reading;
	enum bv_verdict verdict = salvager->odds->tested[tested].verdict;
	enum bv_verdict supported = reading->supported[tested];
	double ln_holds = reading->posteriors[BV_MODEL_COMPETING].ln_right[tested];

	if (!salvager->odds->tested[tested].is_placed || verdict == BV_VERDICT_SKIP)
		return (struct bv_kept){BV_KEPT_HOLDS, verdict, 0};
	if (supported == BV_VERDICT_UNKNOWN)
		return (struct bv_kept){BV_KEPT_DOUBTED, BV_VERDICT_UNKNOWN, ln_holds};
	if (supported != verdict)
		return (struct bv_kept){BV_KEPT_TURNED, supported, ln_holds};
	return (struct bv_kept){BV_KEPT_HOLDS, verdict, ln_holds};
}

static struct bv_kept keep_step(const struct salvager *salvager, size_t index)
{
	const struct bv_step *step = &salvager->c->bisection->steps.items[index];
	enum bv_verdict verdict = bv_case_verdict(salvager->c, index);
	size_t tested = SIZE_MAX;

	if (!bv_verdict_is_mark(verdict) || !bv_step_is_gits(step))
		return (struct bv_kept){0};
	if (!bv_case_is_here(salvager->c, step->revision))
		return (struct bv_kept){BV_KEPT_MISSING, BV_VERDICT_UNKNOWN, 0};
	if (salvager->out->reading && step->runs.count)
		tested = bv_tested_find(salvager->odds, salvager->c, index);
	if (tested != SIZE_MAX)
		return weighed(salvager, tested);
	return (struct bv_kept){BV_KEPT_HOLDS, verdict, 0};
}

/*
 * Contrary verdicts of one commit: neither is better than the other
 */

static void leave_out(struct salvager *salvager, size_t step, enum bv_kept_reason reason)
{
	if (step != SIZE_MAX)
		salvager->out->kept[step] = (struct bv_kept){reason, BV_VERDICT_UNKNOWN, 0};
}

static bool is_decided(const struct bv_step *step)
{
	return bv_step_is_gits(step) && !bv_revision_ref_is_none(step->revision) &&
	       (step->verdict == BV_VERDICT_GOOD || step->verdict == BV_VERDICT_BAD);
}

/* Steps of one revision stand together, and by their place in the log. */
static void leave_out_contrary(struct salvager *salvager)
{
	const struct bv_steps *steps = &salvager->c->bisection->steps;
	struct bv_kept *kept = salvager->out->kept;
	struct bv_step_list list =
		bv_steps_sorted(steps, is_decided, bv_step_by_revision, salvager->keep);

	for (size_t first = 0, end; first < list.count; first = end) {
		enum bv_verdict words = BV_VERDICT_UNKNOWN;
		bool is_contrary = false;

		for (end = first;
		     end < list.count &&
		     bv_revision_ref_equal(list.items[first]->revision, list.items[end]->revision);
		     end++) {
			enum bv_verdict verdict = kept[list.items[end] - steps->items].verdict;

			if (verdict != BV_VERDICT_GOOD && verdict != BV_VERDICT_BAD)
				continue;
			is_contrary |= words != BV_VERDICT_UNKNOWN && words != verdict;
			words = verdict;
		}
		if (!is_contrary)
			continue;
		for (size_t i = first; i < end; i++)
			leave_out(salvager, (size_t)(list.items[i] - steps->items),
				  BV_KEPT_CONTRARY);
		salvager->out->contested = list.items[first]->revision;
	}
}

/* The tree sees more: other spellings of one commit, and the ends. */
static void leave_out_contrary_by_tree(struct salvager *salvager)
{
	const struct bv_contradictions *list = &salvager->c->facts.range.contradictions;
	const struct bv_steps *steps = &salvager->c->bisection->steps;

	for (size_t i = 0; i < list->count; i++) {
		const struct bv_contradiction *pair = &list->items[i];
		size_t step = pair->good_step != SIZE_MAX ? pair->good_step : pair->bad_step;

		if (!bv_oid_equal(&pair->good, &pair->bad) || step == SIZE_MAX)
			continue;
		leave_out(salvager, pair->good_step, BV_KEPT_CONTRARY);
		leave_out(salvager, pair->bad_step, BV_KEPT_CONTRARY);
		salvager->out->contested = steps->items[step].revision;
	}
}

/*
 * Contradictions: a wrong verdict in the middle contradicts many, the many contradict only it.
 */

static bool is_open(const struct bv_salvage *out, size_t step)
{
	return step == SIZE_MAX || out->kept[step].reason == BV_KEPT_HOLDS;
}

static size_t find_worst(const struct salvager *salvager, size_t *counts)
{
	const struct bv_contradictions *list = &salvager->c->facts.range.contradictions;
	size_t worst = SIZE_MAX;

	for (size_t i = 0; i < salvager->c->bisection->steps.count; i++)
		counts[i] = 0;
	for (size_t i = 0; i < list->count; i++) {
		const size_t pair[] = {list->items[i].good_step, list->items[i].bad_step};

		for (size_t j = 0; j < 2; j++)
			if (pair[j] != SIZE_MAX && is_open(salvager->out, pair[0]) &&
			    is_open(salvager->out, pair[1]))
				counts[pair[j]]++;
	}
	for (size_t i = 0; i < salvager->c->bisection->steps.count; i++)
		if (counts[i] && (worst == SIZE_MAX || counts[i] >= counts[worst]))
			worst = i;
	return worst;
}

static void leave_out_contradicted(struct salvager *salvager)
{
	size_t count = salvager->c->bisection->steps.count, worst;
	size_t *counts = bv_arena_alloc(salvager->keep, count + 1, sizeof(*counts));

	while ((worst = find_worst(salvager, counts)) != SIZE_MAX)
		leave_out(salvager, worst, BV_KEPT_CONTRADICTED);
}

/*
 * The range
 */

/* What is believed of a revision that git bisect was started with; the log's word without runs. */
static enum bv_verdict believed(const struct salvager *salvager, struct bv_revision_ref ref,
				enum bv_verdict otherwise)
{
	const struct bv_odds *odds = salvager->odds;

	for (size_t i = 0; salvager->out->reading && i < odds->tested_count; i++)
		if (bv_revision_ref_equal(odds->tested[i].revision, ref))
			return weighed(salvager, i).verdict;
	return otherwise;
}

static void add_good(struct salvager *salvager, struct bv_revision_ref ref)
{
	struct bv_revision_refs *good = &salvager->out->good;

	for (size_t i = 0; i < good->count; i++)
		if (bv_revision_ref_equal(good->items[i], ref))
			return;
	if (bv_case_is_here(salvager->c, ref) &&
	    !bv_revision_ref_equal(ref, salvager->out->contested))
		*BV_APPEND(good, salvager->keep) = ref;
}

/* The walk can have left the bug before its end: then it is bad as far as the bug was seen. */
static void take_walk(struct salvager *salvager)
{
	const struct bv_odds *odds = salvager->odds;

	for (size_t i = 0; i < odds->tested_count; i++) {
		const struct bv_tested *tested = &odds->tested[i];
		enum bv_verdict verdict;

		if (tested->phase != BV_PHASE_START && tested->phase != BV_PHASE_WALK)
			continue;
		verdict = weighed(salvager, i).verdict;
		salvager->out->walk_held += verdict == tested->verdict;
		salvager->out->walk_left_out += verdict == BV_VERDICT_UNKNOWN;
		salvager->out->walk_turned +=
			verdict != BV_VERDICT_UNKNOWN && verdict != tested->verdict;
		if (verdict == BV_VERDICT_BAD && bv_case_is_here(salvager->c, tested->revision))
			salvager->out->bad = tested->revision;
		else if (verdict == BV_VERDICT_GOOD)
			add_good(salvager, tested->revision);
	}
}

static void take_range(struct salvager *salvager)
{
	const struct bv_git_start *git = &salvager->c->bisection->git;
	enum bv_verdict good = bv_case_git_word(salvager->c, BV_VERDICT_GOOD);

	if (!bv_revision_ref_equal(git->bad, salvager->out->contested) &&
	    bv_case_is_here(salvager->c, git->bad))
		salvager->out->bad = git->bad;
	if (salvager->out->reading && !bv_case_is_fix(salvager->c))
		take_walk(salvager);
	for (size_t i = 0; i < git->good.count; i++)
		if (believed(salvager, git->good.items[i], good) == good)
			add_good(salvager, git->good.items[i]);
}

/* Is it the range that git bisect was given? */
static bool is_same_range(const struct bv_salvage *salvage, const struct bv_git_start *git)
{
	size_t found = 0;

	for (size_t i = 0; i < git->good.count; i++)
		for (size_t j = 0; j < salvage->good.count; j++)
			found += bv_revision_ref_equal(git->good.items[i], salvage->good.items[j]);
	return bv_revision_ref_equal(salvage->bad, git->bad) && found == git->good.count &&
	       found == salvage->good.count;
}

void bv_salvage_make(struct bv_salvage *out, const struct bv_salvage_question *question,
		     struct bv_arena *keep)
{
	struct salvager salvager = {
		.out = out, .odds = question->odds, .c = question->c, .keep = keep};
	size_t count = question->c->bisection->steps.count;

	*out = (struct bv_salvage){.reading = question->reading};
	out->kept = bv_arena_alloc(keep, count + 1, sizeof(*out->kept));
	for (size_t i = 0; i < count; i++)
		out->kept[i] = keep_step(&salvager, i);
	leave_out_contrary(&salvager);
	leave_out_contrary_by_tree(&salvager);
	leave_out_contradicted(&salvager);
	take_range(&salvager);
	out->is_range_same = is_same_range(out, &question->c->bisection->git);
	for (size_t i = 0; i < count; i++) {
		out->held += out->kept[i].reason == BV_KEPT_HOLDS;
		out->turned += out->kept[i].reason == BV_KEPT_TURNED;
		out->left_out += out->kept[i].reason > BV_KEPT_TURNED &&
				 out->kept[i].reason != BV_KEPT_MISSING;
		out->missing += out->kept[i].reason == BV_KEPT_MISSING;
	}
}

bool bv_salvage_has_ends(const struct bv_salvage *salvage, const struct bv_case *c)
{
	bool has_bad = !bv_revision_ref_is_none(salvage->bad), has_good = salvage->good.count > 0;

	for (size_t i = 0; i < c->bisection->steps.count; i++) {
		enum bv_verdict word = bv_case_git_word(c, salvage->kept[i].verdict);

		has_bad |= word == BV_VERDICT_BAD;
		has_good |= word == BV_VERDICT_GOOD;
	}
	return has_bad && has_good;
}

/*
 * The plan
 */

static bool fits_kept(const struct bv_salvage *salvage, const struct bv_case *c,
		      const struct bv_cell *cell)
{
	const struct bv_cells *cells = &c->facts.cells;

	for (size_t i = 0; i < cells->tested_count; i++) {
		enum bv_verdict verdict = salvage->kept[cells->tested[i]].verdict;
		bool is_inside = cell->inside[i / 64] >> (i % 64) & 1;

		if (!bv_odds_fits(c, verdict, is_inside))
			return false;
	}
	return true;
}

/* Hypotheses stand in the order of the cells; the blamed commit's follows that of its cell. */
static double take_cell_mass(const struct bv_odds *odds, const struct bv_posterior *posterior,
			     size_t *hypothesis, size_t commit_count)
{
	double mass = 0;
	size_t seen = 0;

	while (seen < commit_count && *hypothesis < odds->hypothesis_count) {
		seen += odds->hypotheses[*hypothesis].commit_count;
		mass += exp(posterior->ln_mass[(*hypothesis)++]);
	}
	return mass;
}

double *bv_salvage_cell_masses(const struct bv_salvage *salvage, const struct bv_odds *odds,
			       const struct bv_case *c, struct bv_arena *keep)
{
	const struct bv_cells *cells = &c->facts.cells;
	double *masses, all = 0;
	size_t hypothesis = 0;

	if (!salvage->reading || !odds->is_from_tree || !salvage->is_range_same)
		return NULL;
	masses = bv_arena_alloc(keep, cells->count + 1, sizeof(*masses));
	for (size_t i = 0; i < cells->count; i++) {
		double mass =
			take_cell_mass(odds, &salvage->reading->posteriors[BV_MODEL_COMPETING],
				       &hypothesis, cells->items[i].commit_count);

		masses[i] = fits_kept(salvage, c, &cells->items[i]) ? mass : 0;
		all += masses[i];
	}
	/* What hardly anything is left of says nothing of where it lies. */
	return all > 1e-300 ? masses : NULL;
}
