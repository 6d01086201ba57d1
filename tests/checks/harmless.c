/* SPDX-License-Identifier: GPL-2.0-only */
/* What cannot reach the kernel's image proves something only where that was tested. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "support/scene.h"

static void play(struct scene *scene, const char *text, enum bv_under_test under_test)
{
	bv_scene_set(scene, text);
	scene->log->kind = BV_KIND_GIT_LOG;
	scene->log->under_test = under_test;
}

Test(harmless, counts_by_what_was_tested)
{
	static const struct {
		const char *path, *id;
		enum bv_level unknown, other, image;
	} rows[] = {
		{"MAINTAINERS", "culprit.no-code", BV_LEVEL_WARNING, BV_LEVEL_WARNING,
		 BV_LEVEL_ERROR},
		{"Documentation/demo.rst", "culprit.no-code", BV_LEVEL_NOTE, BV_LEVEL_NOTE,
		 BV_LEVEL_ERROR},
		{"scripts/checkpatch.pl", "culprit.no-code", BV_LEVEL_NOTE, BV_LEVEL_NOTE,
		 BV_LEVEL_ERROR},
		{"tools/testing/selftests/demo/a.c", "culprit.tools-only", BV_LEVEL_NOTE,
		 BV_LEVEL_NOTE, BV_LEVEL_ERROR},
		{"arch/sparc/kernel/demo.c", "culprit.other-arch", BV_LEVEL_ERROR, BV_LEVEL_ERROR,
		 BV_LEVEL_ERROR},
		{"drivers/demo/queue.c", "culprit.no-code", BV_LEVEL_OFF, BV_LEVEL_OFF,
		 BV_LEVEL_OFF},
	};
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (int tested = BV_UNDER_TEST_UNKNOWN; tested <= BV_UNDER_TEST_IMAGE; tested++) {
			struct scene scene;
			enum bv_level wanted = tested == BV_UNDER_TEST_IMAGE   ? rows[i].image
					       : tested == BV_UNDER_TEST_OTHER ? rows[i].other
									       : rows[i].unknown;

			play(&scene, fine, tested);
			scene.told.arch = BV_TEXT("x86");
			scene.facts.culprit.files.items[0].path = bv_text_from(rows[i].path);
			bv_scene_play(&scene);
			cr_expect_eq(bv_scene_level(&scene, rows[i].id), wanted, "%s, %d: %d",
				     rows[i].path, tested, bv_scene_level(&scene, rows[i].id));
			bv_arena_release(&scene.keep);
		}
	free(fine);
}

/* Documentation beside another architecture's code: the documentation may have been built. */
Test(harmless, one_document_is_enough)
{
	char *fine = bv_scene_fine_log();
	struct scene scene;

	play(&scene, fine, BV_UNDER_TEST_UNKNOWN);
	scene.told.arch = BV_TEXT("x86");
	scene.facts.culprit.files.items[0].path = BV_TEXT("arch/sparc/kernel/demo.c");
	BV_APPEND(&scene.facts.culprit.files, &scene.keep)->path =
		BV_TEXT("Documentation/demo.rst");
	bv_scene_play(&scene);
	cr_expect_eq(bv_scene_level(&scene, "culprit.other-arch"), BV_LEVEL_NOTE);
	bv_arena_release(&scene.keep);
	free(fine);
}

/* Comments are what kernel-doc is made of. */
Test(harmless, comments_prove_something_of_an_image)
{
	char *fine = bv_scene_fine_log();

	for (int tested = BV_UNDER_TEST_UNKNOWN; tested <= BV_UNDER_TEST_IMAGE; tested++) {
		struct scene scene;

		play(&scene, fine, tested);
		scene.facts.culprit.files.items[0].content = BV_CONTENT_COMMENTS;
		bv_scene_play(&scene);
		cr_expect_eq(bv_scene_level(&scene, "culprit.comment-only"),
			     tested == BV_UNDER_TEST_IMAGE ? BV_LEVEL_ERROR : BV_LEVEL_WARNING);
		bv_arena_release(&scene.keep);
	}
	free(fine);
}

Test(harmless, a_title_says_that_the_image_was_tested)
{
	char *fine = bv_scene_fine_log();
	struct scene scene;

	play(&scene, fine, BV_UNDER_TEST_UNKNOWN);
	scene.told.title = BV_TEXT(BUG);
	scene.facts.culprit.files.items[0].path = BV_TEXT("Documentation/demo.rst");
	bv_scene_play(&scene);
	cr_expect_eq(bv_scene_level(&scene, "culprit.no-code"), BV_LEVEL_ERROR);
	bv_arena_release(&scene.keep);
	free(fine);
}

/* What is known of Linux's files and releases holds for no other tree. */
Test(harmless, only_of_linux)
{
	static const struct {
		const char *path, *id;
		enum bv_content content;
	} rows[] = {
		{"MAINTAINERS", "culprit.no-code", BV_CONTENT_CODE},
		{"tools/demo.c", "culprit.tools-only", BV_CONTENT_CODE},
		{"Makefile", "culprit.version-only", BV_CONTENT_VERSION},
		{"Makefile", "culprit.release", BV_CONTENT_VERSION},
		{"mm/kasan/report.c", "culprit.detector", BV_CONTENT_CODE},
	};
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (int is_linux = BV_UNKNOWN; is_linux <= BV_NO; is_linux++) {
			struct scene scene;
			enum bv_truth truth = is_linux;

			play(&scene, fine, BV_UNDER_TEST_IMAGE);
			scene.facts.culprit.is_linux = truth;
			*BV_APPEND(&scene.facts.culprit.tags, &scene.keep) = BV_TEXT("v5.13");
			scene.facts.culprit.files.items[0].path = bv_text_from(rows[i].path);
			scene.facts.culprit.files.items[0].content = rows[i].content;
			bv_scene_play(&scene);
			cr_expect_eq(bv_scene_has_fired(&scene, rows[i].id), truth != BV_NO,
				     "%s, %d", rows[i].id, is_linux);
			bv_arena_release(&scene.keep);
		}
	free(fine);
}

/* A tag or a title makes no release of a change. */
Test(harmless, a_release_changes_the_version_alone)
{
	char *fine = bv_scene_fine_log();

	for (int is_complete = 0; is_complete < 2; is_complete++) {
		struct scene scene;

		play(&scene, fine, BV_UNDER_TEST_IMAGE);
		*BV_APPEND(&scene.facts.culprit.tags, &scene.keep) = BV_TEXT("v5.13");
		if (!is_complete) {
			scene.facts.culprit.is_diff_complete = BV_UNKNOWN;
			scene.log->claim.print.stat.count = 0;
		}
		bv_scene_play(&scene);
		cr_expect_not(bv_scene_has_fired(&scene, "culprit.release"));
		cr_expect_eq(bv_scene_why_not_run(&scene, "culprit.release") != NULL, !is_complete);
		bv_arena_release(&scene.keep);
	}
	free(fine);
}

/* linux-next's end has the bug and a copy of the commit, which was bisected on its own branch. */
Test(harmless, another_branch_proves_nothing)
{
	char *fine = bv_scene_fine_log();

	for (int is_bisected = 0; is_bisected < 2; is_bisected++) {
		struct scene scene;

		play(&scene, fine, BV_UNDER_TEST_IMAGE);
		scene.facts.culprit.seen = scene.log->start;
		scene.facts.culprit.is_seen_bisected = is_bisected;
		scene.facts.culprit.is_in_seen = BV_NO;
		scene.facts.range.candidates_left = (struct bv_count){0};
		bv_scene_play(&scene);
		cr_expect_eq(bv_scene_level(&scene, "culprit.not-in-bad"),
			     is_bisected ? BV_LEVEL_ERROR : BV_LEVEL_WARNING);
		scene.facts.culprit.has_copy = BV_YES;
		bv_scene_play(&scene);
		cr_expect_eq(bv_scene_level(&scene, "culprit.not-in-bad"),
			     is_bisected ? BV_LEVEL_ERROR : BV_LEVEL_OFF);
		bv_arena_release(&scene.keep);
	}
	free(fine);
}
