/* SPDX-License-Identifier: GPL-2.0-only */
/* Tested revisions, and their runs under each reading of the titles. */
#include "odds_private.h"

#include "base/banned.h"

/* Distinct bugs of the start test that are told apart. */
#define START_BUGS_MAX 16
/* A title of the start test is a reading of its own when it has at least one in so many crashes. */
#define TITLE_SHARE 4

/* A bug of the start test. */
struct start_bug {
	struct bv_text title;
	struct bv_title_family like;
	size_t count;
};
struct start_bugs {
	struct start_bug *items;
	size_t count, capacity;
	size_t crashes; /* all that name a bug */
};

size_t bv_tested_find(const struct bv_odds *odds, const struct bv_case *c, size_t step)
{
	struct bv_revision_ref ref = c->bisection->steps.items[step].revision;

	if (bv_revision_ref_is_none(ref))
		return SIZE_MAX;
	for (size_t i = 0; i < odds->tested_count; i++)
		if (bv_case_same(c, odds->tested[i].revision, ref) == BV_YES)
			return i;
	return SIZE_MAX;
}

bool bv_tested_list(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep)
{
	const struct bv_steps *steps = &c->bisection->steps;
	size_t runs = 0;

	out->tested = bv_arena_alloc(keep, BV_TESTED_MAX, sizeof(*out->tested));
	out->tested_count = 0;
	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		enum bv_verdict verdict = bv_case_verdict(c, i);
		struct bv_tested *tested;
		size_t known;

		if (!bv_step_is_judged(step) || bv_revision_ref_is_none(step->revision))
			continue;
		known = bv_tested_find(out, c, i);
		runs += step->runs.count;
		if (runs > BV_WEIGHED_RUNS_MAX ||
		    (known == SIZE_MAX && out->tested_count == BV_TESTED_MAX))
			return false;
		tested = &out->tested[known == SIZE_MAX ? out->tested_count++ : known];
		if (known == SIZE_MAX)
			*tested = (struct bv_tested){.revision = step->revision,
						     .step = i,
						     .phase = step->phase,
						     .signature = step->signature};
		tested->is_assumed = bv_case_is_assumed(c, i);
		if (verdict != BV_VERDICT_UNKNOWN || known == SIZE_MAX) {
			tested->verdict = verdict;
			/* What is inferred is no evidence. */
			tested->verdict_then = c->log->steps.items[i].verdict;
			tested->line = step->verdict_line ? step->verdict_line : step->line;
		}
	}
	return true;
}

/*
 * Titles of the start test, those of like bugs together, the most frequent first.
 */

static void count_title(struct start_bugs *bugs, const struct bv_seen_title *seen,
			struct bv_arena *keep)
{
	struct bv_text title = bv_title_normal(seen->title);
	struct start_bug *added;

	if (bv_text_is_empty(seen->title) || bv_title_is_noise(title))
		return;
	bugs->crashes += seen->runs;
	for (size_t i = 0; i < bugs->count; i++) {
		if (bv_title_family_has(&bugs->items[i].like, title)) {
			bugs->items[i].count += seen->runs;
			return;
		}
	}
	if (bugs->count == START_BUGS_MAX)
		return;
	added = BV_APPEND(bugs, keep);
	*added = (struct start_bug){.title = title, .count = seen->runs};
	bv_title_family_add(&added->like, title, keep);
}

static void sort_bugs(struct start_bugs *bugs)
{
	for (size_t i = 1; i < bugs->count; i++) {
		struct start_bug one = bugs->items[i];
		size_t at = i;

		for (; at > 0 && bugs->items[at - 1].count < one.count; at--)
			bugs->items[at] = bugs->items[at - 1];
		bugs->items[at] = one;
	}
}

static void find_start_bugs(struct start_bugs *out, const struct bv_seen_titles *titles,
			    struct bv_arena *keep)
{
	for (size_t i = 0; i < titles->count; i++)
		count_title(out, &titles->items[i], keep);
	sort_bugs(out);
}

/*
 * Counting
 */

static void count_run(struct bv_tally *tally, const struct bv_run *run, bool is_on)
{
	switch (run->outcome) {
	case BV_OUTCOME_OK:
		tally->ok++;
		break;
	case BV_OUTCOME_CRASHED:
	case BV_OUTCOME_IGNORED:
		if (is_on)
			tally->on++;
		else if (bv_title_is_noise(bv_title_normal(run->title)))
			tally->noise++;
		else
			tally->rival++;
		break;
	case BV_OUTCOME_UNKNOWN:
	case BV_OUTCOME_BOOT_FAILED:
	case BV_OUTCOME_TEST_FAILED:
	case BV_OUTCOME_INFRA_FAILED:
		tally->unfit++;
		break;
	}
}

static void count_step(struct bv_tally *tally, const struct bv_step *step,
		       const struct bv_title_family *family)
{
	struct bv_text last = {0};
	bool is_last_on = false;

	for (size_t i = 0; i < step->runs.count; i++) {
		const struct bv_run *run = &step->runs.items[i];
		bool is_crash =
			run->outcome == BV_OUTCOME_CRASHED || run->outcome == BV_OUTCOME_IGNORED;

		/* Most steps show one title in all runs. */
		if (is_crash && (!last.data || !bv_text_equal(run->title, last))) {
			last = run->title;
			is_last_on = !family || bv_title_family_has(family, last);
		}
		count_run(tally, run, is_crash && is_last_on);
	}
}

static void count_runs(struct bv_reading *reading, const struct bv_odds *odds,
		       const struct bv_case *c, const struct bv_title_family *family)
{
	const struct bv_steps *steps = &c->bisection->steps;
	bool is_any = reading->kind == BV_READING_ANY;

	for (size_t i = 0; i < steps->count; i++) {
		const struct bv_step *step = &steps->items[i];
		size_t tested = bv_step_is_judged(step) ? bv_tested_find(odds, c, i) : SIZE_MAX;

		if (tested != SIZE_MAX)
			count_step(&reading->tallies[tested], step, is_any ? NULL : family);
	}
}

static void add_reading(struct bv_odds *out, const struct bv_case *c,
			const struct bv_title_family *family, struct bv_reading reading,
			struct bv_arena *keep)
{
	reading.tallies = bv_arena_alloc(keep, out->tested_count, sizeof(*reading.tallies));
	count_runs(&reading, out, c, family);
	for (size_t i = 0; i < out->tested_count; i++) {
		const struct bv_tally *tally = &reading.tallies[i];

		if (tally->on == 0)
			continue;
		reading.on += tally->on;
		reading.runs += tally->on + tally->ok;
	}
	if (reading.on > 0)
		*BV_APPEND(&out->readings, keep) = reading;
}

void bv_readings_make(struct bv_odds *out, const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_text title = bv_title_normal(c->title);
	const struct bv_title_family *reported = &c->reported;
	struct bv_title_family all = {0};
	struct start_bugs bugs = {0};

	find_start_bugs(&bugs, &c->start.titles, keep);
	bv_title_family_join(&all, reported, keep);
	for (size_t i = 0; i < bugs.count; i++)
		bv_title_family_add(&all, bugs.items[i].title, keep);
	if (reported->members.count)
		add_reading(out, c, reported,
			    (struct bv_reading){.kind = BV_READING_REPORTED, .title = title}, keep);
	if (all.members.count > reported->members.count)
		add_reading(out, c, &all,
			    (struct bv_reading){.kind = BV_READING_FAMILY,
						.title = all.members.count == 1
								 ? all.members.items[0]
								 : (struct bv_text){0}},
			    keep);
	for (size_t i = 0; bugs.count > 1 && i < bugs.count; i++) {
		if (bugs.items[i].count * TITLE_SHARE < bugs.crashes ||
		    bv_title_family_has(reported, bugs.items[i].title))
			continue;
		add_reading(
			out, c, &bugs.items[i].like,
			(struct bv_reading){.kind = BV_READING_TITLE, .title = bugs.items[i].title},
			keep);
	}
	if (out->readings.count == 0)
		add_reading(out, c, &all, (struct bv_reading){.kind = BV_READING_ANY}, keep);
}
