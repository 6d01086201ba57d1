/* SPDX-License-Identifier: GPL-2.0-only */
/* step.arithmetic by the log alone: which git counted, and do its counts follow from one another?
 */
#include <criterion/criterion.h>
#include <string.h>

#include "support/scene.h"

#define START        "+ git bisect start\n+ git bisect good " ID("a") "\n+ git bisect bad " ID("f") "\n"
#define LEFT(n)      "Bisecting: " #n " revisions left to test after this\n"
#define OLD(n, c, v) LEFT(n) "+ cat .git/HEAD\n" ID(c) "\n+ git bisect " v "\n"
#define NEW(n, c, v) LEFT(n) "[" ID(c) "] demo: " c "\n$ git bisect " v "\n"
#define NOW(n, k, c, v)                                                                            \
	"Bisecting: " #n " revisions left to test after this (roughly " #k                         \
	" steps)\n[" ID(c) "] demo: " c "\n$ git bisect " v "\n"
#define BLAMED(c) ID(c) " is first bad commit\n"
#define UNKNOWN   "the log does not show how its git counted"

static const struct {
	const char *name, *text;
	size_t line; /* of the finding; 0 for none */
	const char *not_run;
} rows[] = {
	{"2005: one is left",
	 START OLD(4, "b", "bad") OLD(2, "c", "good") OLD(1, "d", "bad") BLAMED("d"), 0, NULL},
	{"2005: two are left", START OLD(4, "b", "bad") OLD(2, "c", "bad") BLAMED("c"), 12, NULL},
	{"2005: good leaves the others",
	 START OLD(8, "b", "bad") OLD(3, "c", "good") OLD(5, "d", "good") BLAMED("b"), 12, NULL},
	{"2005: nothing is known before the first bad one",
	 START OLD(9, "b", "good") OLD(9, "c", "good") OLD(1, "d", "bad") BLAMED("d"), 0, NULL},
	{"2005: behind a skip", START OLD(4, "b", "bad") OLD(9, "c", "skip") BLAMED("b"), 8, NULL},
	{"with titles, as since then", START NEW(4, "b", "bad") NEW(2, "c", "bad") BLAMED("c"), 0,
	 UNKNOWN},
	{"one count tells no age", START OLD(2, "b", "bad") BLAMED("b"), 0, UNKNOWN},
	{"today: one is left", START NOW(1, 1, "b", "good") NOW(0, 0, "c", "bad") BLAMED("c"), 0,
	 NULL},
	{"today: two are left", START NOW(3, 2, "b", "good") NOW(1, 1, "c", "bad") BLAMED("c"), 10,
	 NULL},
	{"no counts", START "+ git bisect bad " ID("b") "\n" BLAMED("b"), 0,
	 "git's counts are not in the log"},
};

Test(arithmetic, by_the_log_alone)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct scene scene;
		size_t line = 0;
		const char *why;

		bv_scene_set(&scene, rows[i].text);
		scene.facts = (struct bv_facts){0};
		bv_scene_play(&scene);
		for (size_t k = 0; k < scene.result.findings.count; k++)
			if (strcmp(scene.result.findings.items[k].id, "step.arithmetic") == 0)
				line = scene.result.findings.items[k].line;
		why = bv_scene_why_not_run(&scene, "step.arithmetic");
		cr_expect_eq(line, rows[i].line, "%s: line %zu", rows[i].name, line);
		if (rows[i].not_run)
			cr_expect(why && strcmp(why, rows[i].not_run) == 0, "%s: %s", rows[i].name,
				  why ? why : "run");
		else
			cr_expect_null(why, "%s: %s", rows[i].name, why ? why : "");
		bv_arena_release(&scene.keep);
	}
}

/* Where clocks are wrong git counts too many: in the tree that is seen, and is no contradiction. */
Test(arithmetic, what_git_prints_in_the_tree)
{
	static const struct {
		size_t revisions, steps;
		bool is_found;
	} trees[] = {{1, 2, false}, {1, 1, true}, {0, 2, true}};

	for (size_t i = 0; i < sizeof(trees) / sizeof(trees[0]); i++) {
		struct bv_step_facts *facts;
		struct scene scene;
		bool is_found = false;

		bv_scene_set(&scene, START NOW(3, 2, "b", "good") NOW(1, 2, "c", "bad"));
		facts = bv_arena_alloc(&scene.keep, scene.log->steps.count, sizeof(*facts));
		for (size_t k = 0; k < scene.log->steps.count; k++)
			facts[k] = (struct bv_step_facts){.revisions_left =
								  BV_COUNT(trees[i].revisions),
							  .steps_left = BV_COUNT(trees[i].steps)};
		scene.facts = (struct bv_facts){.steps = facts};
		bv_scene_play(&scene);
		for (size_t k = 0; k < scene.result.findings.count; k++)
			is_found |=
				strcmp(scene.result.findings.items[k].id, "step.arithmetic") == 0;
		cr_expect_eq(is_found, trees[i].is_found, "%zu", i);
		bv_arena_release(&scene.keep);
	}
}
