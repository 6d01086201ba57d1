/* SPDX-License-Identifier: GPL-2.0-only */
/* What is not known is no reason against a result: the check is not run, and says why. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/scene.h"

static void expect_not_run(struct scene *scene, const char *id, bool is_known)
{
	bv_scene_play(scene);
	cr_expect_eq(bv_scene_has_fired(scene, id), is_known, "%s, %d", id, is_known);
	cr_expect_eq(bv_scene_why_not_run(scene, id) == NULL, is_known, "%s, %d", id, is_known);
	bv_arena_release(&scene->keep);
}

/* A rewritten tree has another commit with the title: what the log prints is not compared. */
Test(unknown, what_the_blamed_commit_is)
{
	char *fine = bv_scene_fine_log();

	for (int is_there = 0; is_there < 2; is_there++) {
		struct scene scene;

		bv_scene_set(&scene, fine);
		scene.facts.culprit.author = BV_TEXT("Eve Example <eve@example.org>");
		if (!is_there)
			scene.facts.revisions[scene.log->claim.first_bad.number - 1].resolution =
				BV_RESOLUTION_SUBJECT;
		expect_not_run(&scene, "culprit.header-differs", is_there);
	}
	free(fine);
}

/* A name says nothing without a tree. */
Test(unknown, whether_a_test_was_of_the_blamed_commit)
{
	static const char *const tested[] = {"demo-5", ID("d")};

	for (size_t i = 0; i < sizeof(tested) / sizeof(tested[0]); i++) {
		struct scene scene;
		char text[1024];

		(void)snprintf(
			text, sizeof(text),
			"git bisect start " ID("f") " " ID(
				"a") "\n"
				     "git bisect good " ID("b") "\n"
								"git bisect bad %s\n"
								"# first bad commit: [" ID(
									"c") "] demo: count\n",
			tested[i]);
		bv_scene_set(&scene, text);
		scene.facts = (struct bv_facts){0};
		expect_not_run(&scene, "culprit.not-bad", i == 1);
	}
}

Test(unknown, how_a_kernel_crashed)
{
	char *fine = bv_scene_fine_log();

	for (int is_named = 0; is_named < 2; is_named++) {
		struct bv_runs *runs;
		struct scene scene;

		bv_scene_set(&scene, fine);
		runs = &scene.log->steps.items[CULPRIT].runs;
		for (size_t i = 0; i < runs->count; i++)
			runs->items[i].title = BV_TEXT("WARNING in demo_wait");
		if (!is_named)
			runs->items[0].title = (struct bv_text){0};
		bv_scene_play(&scene);
		cr_expect_eq(bv_scene_has_fired(&scene, "crash.other-bug"), is_named);
		cr_expect_eq(bv_scene_has_fired(&scene, "crash.end-unseen"), is_named);
		bv_arena_release(&scene.keep);
	}
	free(fine);
}

/* git prints "Merge:" of every merge, syzbot's mails of none. */
Test(unknown, whether_a_mail_announces_a_merge)
{
	char *fine = bv_scene_fine_log();

	for (int is_announced = 0; is_announced < 2; is_announced++) {
		struct scene scene;

		bv_scene_set(&scene, fine);
		scene.facts.culprit.is_read = BV_NO;
		if (is_announced)
			scene.log->claim.statements.items[0].kind = BV_STATEMENT_MAIL;
		bv_scene_play(&scene);
		cr_expect_not(bv_scene_has_fired(&scene, "culprit.merge"));
		cr_expect_eq(bv_scene_why_not_run(&scene, "culprit.merge") != NULL, is_announced);
		bv_arena_release(&scene.keep);
	}
	free(fine);
}
