/* SPDX-License-Identifier: GPL-2.0-only */
/* Hypotheses: the cells of the range, and the places outside it. */
#include "odds_private.h"

#include "base/banned.h"

/* A step of git's bisection, in git's words: bad contains the commit that is searched. */
struct git_step {
	size_t tested; /* SIZE_MAX: it has no runs */
	bool is_bad, is_good;
	size_t left;        /* as git printed it */
	size_t before;      /* candidates when it was offered; 0: not known */
	bool is_after_skip; /* what is printed belongs to a commit that was not offered */
};

/* A commit that cannot reach the image, and one that hardly can. */
#define LN_PRIOR_HARD (-13.815510557964274) /* 10^-6 */
#define LN_PRIOR_SOFT (-4.605170185988092)  /* 10^-2 */

static double ln_prior_of_blamed(const struct bv_case *c)
{
	if (c->files.count == 0 ||
	    (bv_case_is_image_tested(c) != BV_YES && !bv_text_is_empty(bv_case_serves(c))))
		return 0;
	switch (bv_case_diff_class(c)) {
	case BV_DIFF_NOTHING:
	case BV_DIFF_NO_CODE:
	case BV_DIFF_OTHER_ARCH:
		return LN_PRIOR_HARD;
	case BV_DIFF_TOOLS:
	case BV_DIFF_COMMENTS:
	case BV_DIFF_HELP_TEXT:
	case BV_DIFF_VERSION:
		return LN_PRIOR_SOFT;
	case BV_DIFF_UNKNOWN:
	case BV_DIFF_CODE:
		break;
	}
	return 0;
}

struct maker {
	struct bv_odds *odds;
	const struct bv_case *c;
	struct git_step *steps;
	size_t step_count;
	bool *base; /* parallel to tested: all candidates of the range are in it */
	size_t range_count;
	bool is_range_exact;
	struct bv_arena *keep;
};

/* Does git's mark of this verdict say "contains it"? A fix log's good has the fix. */
static bool is_git_bad(const struct maker *maker, enum bv_verdict verdict)
{
	return bv_case_git_word(maker->c, verdict) == BV_VERDICT_BAD;
}

static bool is_git_good(const struct maker *maker, enum bv_verdict verdict)
{
	return bv_case_git_word(maker->c, verdict) == BV_VERDICT_GOOD;
}

static bool *copy_mask(const struct maker *maker, const bool *mask)
{
	bool *copy = bv_arena_alloc(maker->keep, maker->odds->tested_count + 1, sizeof(*copy));

	for (size_t i = 0; i < maker->odds->tested_count; i++)
		copy[i] = mask[i];
	return copy;
}

/* From "contains the commit" to "has the bug", in place. */
static const bool *affected(const struct maker *maker, bool *contains)
{
	for (size_t i = 0; bv_case_is_fix(maker->c) && i < maker->odds->tested_count; i++)
		contains[i] = !contains[i];
	return contains;
}

static void add(struct maker *maker, struct bv_hypothesis hypothesis)
{
	maker->odds->hypotheses[maker->odds->hypothesis_count++] = hypothesis;
}

/*
 * What git printed. A_k candidates, N_k left: bad leaves A_k - N_k - 1, good leaves N_k + 1.
 */

static bool is_arithmetic_step(const struct bv_step *step)
{
	return step->phase == BV_PHASE_BISECT;
}

static bool read_git_steps(struct maker *maker)
{
	const struct bv_steps *steps = &maker->c->bisection->steps;
	bool is_after_skip = false;

	maker->steps = bv_arena_alloc(maker->keep, steps->count + 1, sizeof(*maker->steps));
	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		struct git_step *git = &maker->steps[maker->step_count];
		/* What git was told, and printed its numbers after. */
		enum bv_verdict then = maker->c->log->steps.items[i].verdict;

		if (!is_arithmetic_step(step))
			continue;
		if (!step->offer.revisions_left.is_known ||
		    step->offer.revisions_left.value > UINT32_MAX)
			return false;
		*git = (struct git_step){
			.tested = bv_tested_find(maker->odds, maker->c, i),
			.is_bad = is_git_bad(maker, then),
			.is_good = is_git_good(maker, then),
			.left = (size_t)step->offer.revisions_left.value,
			.is_after_skip = is_after_skip,
		};
		is_after_skip = is_after_skip || (!git->is_bad && !git->is_good);
		maker->step_count++;
	}
	return true;
}

static size_t after(const struct git_step *step)
{
	if (step->is_good)
		return step->left + 1;
	if (!step->is_bad)
		return step->before;
	return step->before > step->left + 1 ? step->before - step->left - 1 : 0;
}

/* Exact from the first good verdict on; before it, backwards as far as bad verdicts reach. */
static void count_candidates(struct maker *maker)
{
	size_t count = 0;

	for (size_t i = 0; i < maker->step_count; i++) {
		struct git_step *step = &maker->steps[i];

		step->before = count;
		count = step->is_good || count ? after(step) : 0;
	}
	maker->is_range_exact = count > 0;
	for (size_t i = maker->step_count; i-- > 0;) {
		struct git_step *step = &maker->steps[i];

		if (step->before) {
			count = step->before;
			continue;
		}
		if (step->is_bad)
			step->before = (count ? count : step->left + 1) + step->left + 1;
		else if (step->is_good) /* git offers a commit near the middle */
			step->before = 2 * (step->left + 1);
		else
			step->before = count ? count : 2 * (step->left + 1);
		maker->is_range_exact = maker->is_range_exact && step->is_bad;
		count = step->before;
	}
	maker->range_count = count > 2 ? count : 2;
}

/* Revisions outside git's search, and where they must lie. */
static void make_base(struct maker *maker)
{
	struct bv_odds *odds = maker->odds;

	maker->base = bv_arena_alloc(maker->keep, odds->tested_count + 1, sizeof(*maker->base));
	for (size_t i = 0; i < odds->tested_count; i++) {
		struct bv_tested *tested = &odds->tested[i];

		tested->is_placed = tested->verdict_then == BV_VERDICT_GOOD ||
				    tested->verdict_then == BV_VERDICT_BAD;
		maker->base[i] =
			tested->phase != BV_PHASE_BISECT && is_git_bad(maker, tested->verdict_then);
	}
}

static size_t cell_size(const struct git_step *step)
{
	size_t left = step->left + 1;

	if (step->is_bad)
		return left;
	return step->before > left ? step->before - left : 1;
}

/* The candidates that step @index alone decides about. */
static void add_log_cell(struct maker *maker, size_t index, const bool *bads)
{
	const struct git_step *step = &maker->steps[index];
	bool *branch = copy_mask(maker, bads), *linear;

	if (step->is_good)
		branch[step->tested] = true;
	linear = copy_mask(maker, branch);
	for (size_t i = index + 1; step->is_good && i < maker->step_count; i++)
		if (maker->steps[i].tested != SIZE_MAX)
			linear[maker->steps[i].tested] = true;
	add(maker, (struct bv_hypothesis){
			   .kind = BV_HYPOTHESIS_RANGE,
			   .commit_count = cell_size(step),
			   .is_count_exact = !step->is_after_skip &&
					     (step->is_bad || maker->is_range_exact || index),
			   .tested = step->tested,
			   .is_affected = affected(maker, branch),
			   .is_affected_linear = affected(maker, linear),
		   });
}

/* What all verdicts leave: the blamed commit, or more where the log stops before. */
static void add_rest(struct maker *maker, const bool *bads)
{
	bool is_claimed = maker->c->bisection->claim.ending == BV_ENDING_FIRST_BAD;
	const struct git_step *last =
		maker->step_count ? &maker->steps[maker->step_count - 1] : NULL;
	size_t count = last && !is_claimed ? after(last) : 1;
	bool *mask = copy_mask(maker, bads);

	if (is_claimed)
		maker->odds->blamed = maker->odds->hypothesis_count;
	(void)affected(maker, mask);
	add(maker, (struct bv_hypothesis){
			   .kind = is_claimed ? BV_HYPOTHESIS_CULPRIT : BV_HYPOTHESIS_RANGE,
			   .commit_count = count ? count : 1,
			   .is_count_exact = is_claimed || (last && !last->is_after_skip),
			   .tested = SIZE_MAX,
			   .is_affected = mask,
			   .is_affected_linear = mask,
			   .ln_prior = is_claimed ? ln_prior_of_blamed(maker->c) : 0,
		   });
}

static bool add_log_cells(struct maker *maker)
{
	bool *bads;

	if (!read_git_steps(maker)) {
		maker->odds->why_unknown =
			BV_TEXT("the log does not print how many revisions each step left");
		return false;
	}
	count_candidates(maker);
	bads = copy_mask(maker, maker->base);
	for (size_t i = 0; i < maker->step_count; i++) {
		const struct git_step *step = &maker->steps[i];

		if (step->tested == SIZE_MAX || (!step->is_bad && !step->is_good))
			continue;
		add_log_cell(maker, i, bads);
		if (step->is_bad)
			bads[step->tested] = true;
	}
	add_rest(maker, bads);
	return true;
}

/*
 * The real history
 */

static bool is_inside(const struct bv_cell *cell, size_t bit)
{
	return cell->inside[bit / 64] >> (bit % 64) & 1;
}

static bool *tree_mask(struct maker *maker, const struct bv_cell *cell, const size_t *tested)
{
	bool *mask = copy_mask(maker, maker->base);

	for (size_t i = 0; i < maker->c->facts.cells.tested_count; i++)
		if (tested[i] != SIZE_MAX)
			mask[tested[i]] = is_inside(cell, i);
	(void)affected(maker, mask);
	return mask;
}

/* What lies outside the candidates has none of them, unless it stands at the bad end. */
static size_t *place_tests(struct maker *maker)
{
	const struct bv_cells *cells = &maker->c->facts.cells;
	struct bv_odds *odds = maker->odds;
	size_t *tested = bv_arena_alloc(maker->keep, cells->tested_count + 1, sizeof(*tested));

	for (size_t i = 0; i < odds->tested_count; i++)
		if (odds->tested[i].phase == BV_PHASE_BISECT)
			odds->tested[i].is_placed = false;
	for (size_t i = 0; i < cells->tested_count; i++) {
		tested[i] = bv_tested_find(odds, maker->c, cells->tested[i]);
		if (tested[i] != SIZE_MAX)
			odds->tested[tested[i]].is_placed = true;
	}
	return tested;
}

static void add_tree_cells(struct maker *maker)
{
	const struct bv_cells *cells = &maker->c->facts.cells;
	struct bv_odds *odds = maker->odds;
	const size_t *tested = place_tests(maker);

	for (size_t i = 0; i < cells->count; i++) {
		bool is_blamed = i == cells->blamed;
		const bool *mask = tree_mask(maker, &cells->items[i], tested);
		struct bv_hypothesis cell = {.kind = BV_HYPOTHESIS_RANGE,
					     .commit_count = cells->items[i].commit_count,
					     .is_count_exact = true,
					     .tested = SIZE_MAX,
					     .is_affected = mask,
					     .is_affected_linear = mask};

		maker->range_count += cell.commit_count;
		cell.commit_count -= is_blamed;
		if (cell.commit_count > 0)
			add(maker, cell);
		if (!is_blamed)
			continue;
		cell.kind = BV_HYPOTHESIS_CULPRIT;
		cell.commit_count = 1;
		cell.ln_prior = ln_prior_of_blamed(maker->c);
		odds->blamed = odds->hypothesis_count;
		add(maker, cell);
	}
	odds->is_from_tree = true;
}

/*
 * Places outside the range
 */

/* The bug was lost between two releases of the walk, and another one followed from there on. */
static void add_walk(struct maker *maker)
{
	struct bv_odds *odds = maker->odds;
	bool *mask = bv_arena_alloc(maker->keep, odds->tested_count + 1, sizeof(*mask));
	size_t before = SIZE_MAX;

	for (size_t i = 0; i < odds->tested_count; i++) {
		const struct bv_tested *tested = &odds->tested[i];
		const bool *copy;

		if ((tested->phase != BV_PHASE_START && tested->phase != BV_PHASE_WALK) ||
		    tested->verdict_then != BV_VERDICT_BAD)
			continue;
		if (before != SIZE_MAX) {
			copy = copy_mask(maker, mask);
			add(maker, (struct bv_hypothesis){.kind = BV_HYPOTHESIS_WALK,
							  .commit_count = maker->range_count,
							  .tested = i,
							  .is_affected = copy,
							  .is_affected_linear = copy});
		}
		mask[i] = true;
		before = i;
	}
}

static void add_older(struct maker *maker)
{
	struct bv_odds *odds = maker->odds;
	bool *mask = bv_arena_alloc(maker->keep, odds->tested_count + 1, sizeof(*mask));

	for (size_t i = 0; i < odds->tested_count; i++)
		mask[i] = true;
	add(maker, (struct bv_hypothesis){.kind = BV_HYPOTHESIS_OLDER,
					  .commit_count = maker->range_count,
					  .tested = SIZE_MAX,
					  .is_affected = mask,
					  .is_affected_linear = mask});
}

bool bv_hypotheses_make(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep)
{
	struct maker maker = {.odds = out, .c = c, .keep = keep};

	out->blamed = SIZE_MAX;
	/* A cell per revision, a place between each two, the rest and one that is older. */
	out->hypotheses = bv_arena_alloc(keep, 2 * out->tested_count + 2 + c->facts.cells.count,
					 sizeof(*out->hypotheses));
	make_base(&maker);
	if (c->facts.cells.count > 0)
		add_tree_cells(&maker);
	else if (!add_log_cells(&maker))
		return false;
	if (!bv_case_is_fix(c))
		add_walk(&maker);
	add_older(&maker);
	return true;
}
