/* SPDX-License-Identifier: GPL-2.0-only */
/* What is inferred accuses nobody: each fact that would, but for what it rests on. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "support/scene.h"

static struct bv_step_facts *culprit_facts(struct scene *scene)
{
	return &scene->facts.steps[CULPRIT];
}

static void infer_outside(struct scene *scene)
{
	culprit_facts(scene)->is_candidate = BV_NO;
	culprit_facts(scene)->is_state_inferred = true;
}

static void infer_revisions_left(struct scene *scene)
{
	culprit_facts(scene)->left_rule = BV_LEFT_NONE;
	culprit_facts(scene)->left_rules = 0;
	culprit_facts(scene)->is_state_inferred = true;
}

static void infer_steps_left(struct scene *scene)
{
	culprit_facts(scene)->steps_left = BV_COUNT(9);
	culprit_facts(scene)->is_state_inferred = true;
}

static void infer_nothing_left(struct scene *scene)
{
	scene->facts.range.candidates_left = BV_COUNT(0);
	scene->facts.range.left.count = 0;
	scene->facts.range.is_left_inferred = true;
}

static void infer_another_left(struct scene *scene)
{
	scene->facts.range.left.items[0] = bv_test_oid(ID("8"));
	scene->facts.range.is_left_inferred = true;
}

static void infer_others_left(struct scene *scene)
{
	scene->facts.range.candidates_left = BV_COUNT(3);
	scene->facts.range.is_left_inferred = true;
}

static void infer_good(struct scene *scene)
{
	struct bv_step *step = &scene->log->steps.items[CULPRIT];

	step->verdict = step->mark = BV_VERDICT_UNKNOWN;
	culprit_facts(scene)->verdict = BV_VERDICT_GOOD;
	culprit_facts(scene)->is_verdict_inferred = true;
}

static void leave_base_unknown(struct scene *scene)
{
	scene->facts.range.is_good_ancestor = BV_NO;
	scene->facts.range.are_merge_bases_tested = BV_UNKNOWN;
	*BV_APPEND(&scene->facts.range.merge_bases, &scene->keep) = bv_test_oid(ID("8"));
}

static const struct {
	const char *id;
	void (*infer)(struct scene *scene);
} rows[] = {
	{"step.outside-range", infer_outside},    {"step.revisions-left", infer_revisions_left},
	{"step.steps-left", infer_steps_left},    {"range.empty", infer_nothing_left},
	{"culprit.excluded", infer_another_left}, {"culprit.others-left", infer_others_left},
	{"culprit.not-bad", infer_good},          {"range.merge-base-untested", leave_base_unknown},
};

Test(inferred, accuses_nobody)
{
	char *text = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct scene scene;

		bv_scene_set(&scene, text);
		rows[i].infer(&scene);
		bv_scene_play(&scene);
		cr_expect(!bv_scene_has_fired(&scene, rows[i].id), "%s", rows[i].id);
		cr_expect(bv_scene_why_not_run(&scene, rows[i].id), "%s is said to be fine",
			  rows[i].id);
		cr_expect_eq(scene.result.judgement, BV_JUDGEMENT_CONSISTENT, "%s: %d", rows[i].id,
			     scene.result.judgement);
		bv_arena_release(&scene.keep);
	}
	free(text);
}

/* The log stops before its result: the candidate that is left is named only by what was read. */
Test(inferred, names_no_commit)
{
	static const char text[] =
		"git bisect start\n"
		"# bad: [" ID("f") "] demo: f\ngit bisect bad " ID(
			"f") "\n"
			     "# good: [" ID("a") "] demo: a\ngit bisect good " ID("a") "\n";

	for (int is_inferred = 0; is_inferred < 2; is_inferred++) {
		struct scene scene;

		bv_scene_set(&scene, text);
		scene.facts.range.candidates_left = BV_COUNT(1);
		scene.facts.range.left = (struct bv_oids){0};
		*BV_APPEND(&scene.facts.range.left, &scene.keep) = bv_test_oid(ID("f"));
		scene.facts.range.is_left_inferred = is_inferred;
		bv_scene_play(&scene);
		cr_expect_eq(scene.c.bisection->claim.is_implied, !is_inferred);
		bv_arena_release(&scene.keep);
	}
}

#define BEGUN "$ git bisect start " ID("f") " " ID("a") "\n"
#define OFFER(n, c)                                                                                \
	"Bisecting: " n " left to test after this (roughly 1 step)\n[" ID(c) "] demo: " c "\n"
#define RUNS  "running  './t.sh'\n"
#define FOUND ID("c") " is the first bad commit\n"
#define RUN_TEXT                                                                                   \
	BEGUN OFFER("1 revision", "b") "$ git bisect run ./t.sh\n" RUNS OFFER("0 revisions", "c")  \
		RUNS FOUND
#define MARKS                                                                                      \
	OFFER("1 revision", "b")                                                                   \
	"$ git bisect good\n" OFFER("0 revisions", "c") "$ git bisect bad\n" FOUND
#define MARKED_TEXT BEGUN MARKS

static const struct bv_finding *finding_of(const struct scene *scene, const char *id)
{
	const struct bv_findings *findings = &scene->result.findings;

	for (size_t i = 0; i < findings->count; i++)
		if (strcmp(findings->items[i].id, id) == 0)
			return &findings->items[i];
	return NULL;
}

/*
 * With the marks the good sides of a merge are known: git names it when all else is excluded. A run
 * prints none, and along first parents, below a path, or in a piece the sides were not asked.
 */
Test(inferred, a_merge_that_a_bisection_ends_at)
{
	static const struct {
		const char *text, *words;
	} logs[] = {
		{RUN_TEXT, "the log does not say how its sides were tested"},
		{MARKED_TEXT, "it is a merge whose sides were judged good"},
		{"$ git bisect start --first-parent " ID("f") " " ID("a") "\n" MARKS,
		 "along first parents"},
		{"$ git bisect start " ID("f") " " ID("a") " -- drivers/demo\n" MARKS,
		 "how its sides were judged is not known"},
		{MARKS, "how its sides were judged is not known"},
	};

	for (size_t i = 0; i < sizeof(logs) / sizeof(logs[0]); i++) {
		enum bv_verdict verdicts[2] = {BV_VERDICT_UNKNOWN, BV_VERDICT_UNKNOWN};
		const struct bv_finding *finding;
		struct scene scene;

		bv_scene_set(&scene, logs[i].text);
		scene.facts.culprit = (struct bv_culprit_facts){
			.is_read = BV_YES, .is_evil_merge = BV_NO, .parent_verdicts = verdicts};
		*BV_APPEND(&scene.facts.culprit.parents, &scene.keep) = bv_test_oid(ID("b"));
		*BV_APPEND(&scene.facts.culprit.parents, &scene.keep) = bv_test_oid(ID("a"));
		bv_scene_play(&scene);
		finding = finding_of(&scene, "culprit.merge");
		cr_assert(finding, "%zu", i);
		cr_expect_eq(finding->level, BV_LEVEL_NOTE, "%zu", i);
		cr_expect(bv_text_contains(finding->text, bv_text_from(logs[i].words)), "%zu: %.*s",
			  i, BV_TEXT_ARG(finding->text));
		bv_arena_release(&scene.keep);
	}
}
