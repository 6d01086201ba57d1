/* SPDX-License-Identifier: GPL-2.0-only */
/* The posterior on random histories with merges, against one computed commit by commit. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "case/case.h"
#include "odds/odds.h"
#include "repo/tree.h"
#include "support/drawn_history.h"

#define HISTORIES 12
#define COMMITS   40
#define TESTS_MAX 9
#define BUG       "KASAN: use-after-free Read in demo_queue_rq"
#define OTHER     "WARNING in sample_timer_wait"

/** A bisection with runs at random, on a history at random. */
struct scene {
	struct bv_arena keep;
	struct bv_drawn drawn;
	struct bv_bisection log;
	size_t commits[TESTS_MAX]; /* of each step */
	size_t good, bad, blamed;
	bool *is_candidate;
	size_t candidate_count;
};

static void add_runs(struct scene *scene, struct bv_step *step, struct bv_random *random)
{
	for (size_t i = 0; i < 6; i++) {
		struct bv_run *run = BV_APPEND(&step->runs, &scene->keep);
		size_t kind = bv_random_below(random, 5);

		run->outcome = kind < 2   ? BV_OUTCOME_OK
			       : kind < 4 ? BV_OUTCOME_CRASHED
					  : BV_OUTCOME_BOOT_FAILED;
		run->title = kind == 2 ? BV_TEXT(BUG) : BV_TEXT(OTHER);
	}
}

static struct bv_revision_ref name_commit(struct scene *scene, size_t commit)
{
	struct bv_revision *revision = BV_APPEND(&scene->log.revisions, &scene->keep);

	revision->written = bv_text_from(bv_drawn_hex(&scene->drawn, commit, &scene->keep));
	return (struct bv_revision_ref){(uint32_t)scene->log.revisions.count};
}

static void add_step(struct scene *scene, size_t commit, enum bv_phase phase,
		     enum bv_verdict verdict, struct bv_random *random)
{
	struct bv_step *step = BV_APPEND(&scene->log.steps, &scene->keep);

	scene->commits[scene->log.steps.count - 1] = commit;
	step->revision = step->marked = name_commit(scene, commit);
	step->phase = phase;
	step->verdict = verdict;
	if (phase == BV_PHASE_BISECT)
		step->mark = verdict;
	step->line = scene->log.steps.count;
	add_runs(scene, step, random);
	if (phase == BV_PHASE_START)
		*BV_APPEND(&step->runs, &scene->keep) =
			(struct bv_run){.outcome = BV_OUTCOME_CRASHED, .title = BV_TEXT(BUG)};
}

static size_t pick_candidate(const struct scene *scene, struct bv_random *random)
{
	size_t commit;

	do
		commit = bv_random_below(random, scene->drawn.count);
	while (!scene->is_candidate[commit]);
	return commit;
}

static void find_candidates(struct scene *scene)
{
	bool *is_old = bv_arena_alloc(&scene->keep, scene->drawn.count, sizeof(*is_old));

	scene->is_candidate =
		bv_arena_alloc(&scene->keep, scene->drawn.count, sizeof(*scene->is_candidate));
	bv_drawn_flag_ancestors(&scene->drawn, scene->bad, scene->is_candidate);
	bv_drawn_flag_ancestors(&scene->drawn, scene->good, is_old);
	for (size_t i = 0; i < scene->drawn.count; i++) {
		scene->is_candidate[i] = scene->is_candidate[i] && !is_old[i];
		scene->candidate_count += scene->is_candidate[i];
	}
}

static void set_scene(struct scene *scene, struct bv_scratch *scratch, struct bv_random *random,
		      const char *name)
{
	struct bv_log_start {
		struct bv_revision_ref bad, good;
	} start;

	*scene = (struct scene){.log = {.kind = BV_KIND_SYZBOT_CAUSE, .part = 1}};
	scene->drawn = bv_drawn_random(random, COMMITS, BV_CLOCKS_RIGHT, &scene->keep);
	bv_drawn_import(&scene->drawn, scratch, name);
	scene->bad = COMMITS - 1 - bv_random_below(random, 5);
	scene->good = bv_random_below(random, 10);
	find_candidates(scene);
	add_step(scene, scene->bad, BV_PHASE_START, BV_VERDICT_BAD, random);
	add_step(scene, scene->good, BV_PHASE_WALK, BV_VERDICT_GOOD, random);
	start.bad = scene->log.steps.items[0].revision;
	start.good = scene->log.steps.items[1].revision;
	scene->log.git.line = 1;
	scene->log.git.bad = start.bad;
	*BV_APPEND(&scene->log.git.good, &scene->keep) = start.good;
	while (scene->log.steps.count < TESTS_MAX)
		add_step(scene, pick_candidate(scene, random), BV_PHASE_BISECT,
			 bv_random_below(random, 2) ? BV_VERDICT_GOOD : BV_VERDICT_BAD, random);
	scene->blamed = pick_candidate(scene, random);
	scene->log.claim.ending = BV_ENDING_FIRST_BAD;
	scene->log.claim.first_bad = name_commit(scene, scene->blamed);
}

/*
 * The plain way: every commit by itself, every test by its ancestors.
 */

static double ln_beta(double a, double b)
{
	return lgamma(a) + lgamma(b) - lgamma(a + b);
}

static double ln_runs(double a, double b, double on, double ok)
{
	return ln_beta(a + on, b + ok) - ln_beta(a, b);
}

/* Of a culprit @commit; SIZE_MAX: in every kernel that was tested. */
static double ln_likelihood(struct scene *scene, size_t commit, bool is_lenient)
{
	double on[2] = {0}, ok[2] = {0}, sum = 0;

	for (size_t i = 0; i < scene->log.steps.count; i++) {
		const struct bv_runs *runs = &scene->log.steps.items[i].runs;
		bool *inside = bv_arena_alloc(&scene->keep, scene->drawn.count, sizeof(*inside));
		size_t crashed = 0, passed = 0;
		bool has_bug;

		bv_drawn_flag_ancestors(&scene->drawn, scene->commits[i], inside);
		has_bug = commit == SIZE_MAX || inside[commit];
		for (size_t j = 0; j < runs->count; j++) {
			crashed += runs->items[j].outcome == BV_OUTCOME_CRASHED &&
				   bv_text_equal(runs->items[j].title, BV_TEXT(BUG));
			passed += runs->items[j].outcome == BV_OUTCOME_OK;
		}
		on[has_bug] += (double)crashed;
		ok[has_bug] += (double)passed;
		if (has_bug)
			sum += ln_runs(.5, .5, (double)crashed, (double)passed);
	}
	if (!is_lenient)
		sum = ln_runs(.5, .5, on[1], ok[1]);
	return sum + ln_runs(.5, 49.5, on[0], ok[0]);
}

static double plain_posterior(struct scene *scene, bool is_lenient)
{
	double all =
		(double)scene->candidate_count * exp(ln_likelihood(scene, SIZE_MAX, is_lenient));

	for (size_t i = 0; i < scene->drawn.count; i++)
		if (scene->is_candidate[i])
			all += exp(ln_likelihood(scene, i, is_lenient));
	return ln_likelihood(scene, scene->blamed, is_lenient) - log(all);
}

static const struct bv_reading *reading_of(const struct bv_odds *odds, enum bv_reading_kind kind)
{
	for (size_t i = 0; i < odds->readings.count; i++)
		if (odds->readings.items[i].kind == kind)
			return &odds->readings.items[i];
	return NULL;
}

/* A commit tested twice is one revision: leave such scenes out, the plain way counts it twice. */
static bool has_repeats(const struct scene *scene)
{
	for (size_t i = 0; i < scene->log.steps.count; i++)
		for (size_t j = 0; j < i; j++)
			if (scene->commits[i] == scene->commits[j])
				return true;
	return false;
}

static void compare(struct scene *scene, struct bv_tree *tree)
{
	const struct bv_told told = {.title = BV_TEXT_INIT(BUG), .is_later_wanted = true};
	struct bv_case c;
	struct bv_odds odds;
	const struct bv_reading *reading;

	bv_case_open(&c, &scene->log, &told, tree, &scene->keep);
	cr_assert(c.facts.cells.count > 0, "%.*s", BV_TEXT_ARG(c.facts.cells.why_unknown));
	bv_odds_find(&odds, &c, &scene->keep);
	cr_assert(odds.is_known && odds.is_from_tree);
	reading = reading_of(&odds, BV_READING_REPORTED);
	cr_assert(reading);
	for (int is_lenient = 0; is_lenient < 2; is_lenient++) {
		enum bv_model model = is_lenient ? BV_MODEL_LENIENT : BV_MODEL_STRICT;
		double got = reading->posteriors[model].ln_blamed;
		double wanted = plain_posterior(scene, is_lenient);

		cr_expect(fabs(got - wanted) <= 1e-9, "%s: %.17g, not %.17g",
			  is_lenient ? "lenient" : "strict", got, wanted);
	}
}

Test(dag, every_commit_by_itself_gives_the_same)
{
	struct bv_random random = bv_random_open("dag");
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_error err = {0};
	size_t compared = 0;

	for (size_t i = 0; i < 3 * HISTORIES && compared < HISTORIES; i++) {
		struct bv_tree *tree = NULL;
		char name[32];
		struct scene scene;

		(void)snprintf(name, sizeof(name), "history%zu", i);
		set_scene(&scene, &scratch, &random, name);
		if (!has_repeats(&scene)) {
			cr_assert(bv_tree_open(&tree, bv_scratch_path(&scratch, name), &err), "%s",
				  err.text);
			compare(&scene, tree);
			compared++;
		}
		bv_tree_close(tree);
		bv_arena_release(&scene.keep);
	}
	cr_expect(compared >= HISTORIES / 2, "only %zu histories", compared);
	bv_scratch_close(&scratch);
}
