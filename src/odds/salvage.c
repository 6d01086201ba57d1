/* SPDX-License-Identifier: GPL-2.0-only */
/* Which verdicts to go on with. */
#include "salvage.h"

#include <math.h>

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
	if (salvager->out->is_blind && verdict == BV_VERDICT_GOOD)
		return (struct bv_kept){BV_KEPT_DOUBTED, BV_VERDICT_UNKNOWN, ln_holds};
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

	if (verdict == BV_VERDICT_UNKNOWN || !bv_step_is_gits(step))
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
		salvager->out->kept[worst] =
			(struct bv_kept){BV_KEPT_CONTRADICTED, BV_VERDICT_UNKNOWN, 0};
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
	if (bv_case_is_here(salvager->c, ref))
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

	salvager->out->bad = git->bad;
	if (salvager->out->reading && !bv_case_is_fix(salvager->c))
		take_walk(salvager);
	for (size_t i = 0; i < git->good.count; i++)
		if (believed(salvager, git->good.items[i], good) == good)
			add_good(salvager, git->good.items[i]);
}

void bv_salvage_make(struct bv_salvage *out, const struct bv_odds *odds, const struct bv_case *c,
		     struct bv_arena *keep)
{
	struct salvager salvager = {.out = out, .odds = odds, .c = c, .keep = keep};
	size_t count = c->bisection->steps.count;

	*out = (struct bv_salvage){.reading = odds->is_known ? bv_odds_likeliest(odds) : NULL};
	out->is_blind = odds->wrongs.count && odds->wrongs.items[0].reading == SIZE_MAX;
	out->kept = bv_arena_alloc(keep, count + 1, sizeof(*out->kept));
	for (size_t i = 0; i < count; i++)
		out->kept[i] = keep_step(&salvager, i);
	leave_out_contradicted(&salvager);
	take_range(&salvager);
	for (size_t i = 0; i < count; i++) {
		out->held += out->kept[i].reason == BV_KEPT_HOLDS;
		out->turned += out->kept[i].reason == BV_KEPT_TURNED;
		out->left_out += out->kept[i].reason > BV_KEPT_TURNED;
	}
}

/*
 * The plan
 */

/* Is the range that git bisect is to go on with the one that the odds were computed on? */
static bool is_same_range(const struct bv_salvage *salvage, const struct bv_git_start *git)
{
	size_t found = 0;

	for (size_t i = 0; i < git->good.count; i++)
		for (size_t j = 0; j < salvage->good.count; j++)
			found += bv_revision_ref_equal(git->good.items[i], salvage->good.items[j]);
	return bv_revision_ref_equal(salvage->bad, git->bad) && found == git->good.count &&
	       found == salvage->good.count;
}

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

	if (!salvage->reading || !odds->is_from_tree || !is_same_range(salvage, &c->bisection->git))
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
