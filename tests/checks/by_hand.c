/* SPDX-License-Identifier: GPL-2.0-only */
/* People test commits that git did not offer: how much does that say? */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "support/scene.h"

/* Between the ends only --first-parent or paths leave a commit out. */
Test(by_hand, outside_the_candidates)
{
	static const struct {
		enum bv_truth is_in_bad;
		bool is_offered;
		enum bv_level level;
	} rows[] = {
		{BV_YES, false, BV_LEVEL_NOTE},
		{BV_NO, false, BV_LEVEL_WARNING},
		{BV_UNKNOWN, false, BV_LEVEL_WARNING},
		{BV_YES, true, BV_LEVEL_ERROR},
	};
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct scene scene;

		bv_scene_set(&scene, fine);
		scene.log->kind = BV_KIND_GIT_LOG;
		if (!rows[i].is_offered)
			scene.log->steps.items[CULPRIT].offer = (struct bv_offer){0};
		scene.facts.steps[CULPRIT].is_candidate = BV_NO;
		scene.facts.steps[CULPRIT].is_in_good = BV_NO;
		scene.facts.steps[CULPRIT].is_in_bad = rows[i].is_in_bad;
		bv_scene_play(&scene);
		cr_expect_eq(bv_scene_level(&scene, "step.outside-range"), rows[i].level,
			     "row %zu: %d", i, bv_scene_level(&scene, "step.outside-range"));
		bv_arena_release(&scene.keep);
	}
	free(fine);
}

/* Good ones that a person adds before git asks for its first commit are ends, also a candidate. */
Test(by_hand, good_ends_that_are_added)
{
	static const enum bv_pick firsts[] = {BV_PICK_OTHER, BV_PICK_UNKNOWN, BV_PICK_SAME};
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++) {
		enum bv_level level = firsts[i] == BV_PICK_SAME ? BV_LEVEL_WARNING : BV_LEVEL_NOTE;
		struct scene scene;

		bv_scene_set(&scene, fine);
		scene.log->kind = BV_KIND_GIT_LOG;
		for (size_t s = 0; s < scene.log->steps.count; s++)
			scene.facts.steps[s].pick = BV_PICK_OTHER;
		scene.facts.steps[FIRST].pick = firsts[i];
		scene.log->steps.items[SECOND].offer = (struct bv_offer){0};
		scene.facts.steps[SECOND].is_candidate = BV_NO;
		scene.facts.steps[SECOND].is_in_good = BV_NO;
		scene.facts.steps[SECOND].is_in_bad = BV_NO;
		bv_scene_play(&scene);
		cr_expect_eq(bv_scene_level(&scene, "step.outside-range"), level, "row %zu: %d", i,
			     bv_scene_level(&scene, "step.outside-range"));
		bv_arena_release(&scene.keep);
	}
	free(fine);
}

/* What was tested next fits another verdict: by chance the more often, the fewer it is among. */
Test(by_hand, picks_that_fit_another_verdict)
{
	static const struct {
		size_t bits;
		enum bv_level level;
	} rows[] = {{6, BV_LEVEL_NOTE}, {10, BV_LEVEL_NOTE}, {11, BV_LEVEL_WARNING}};
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct scene scene;

		bv_scene_set(&scene, fine);
		scene.facts.otherwise = (struct bv_otherwise_facts){.kind = BV_OTHERWISE_VERDICT,
								    .step = SECOND,
								    .verdict = BV_VERDICT_SKIP,
								    .bits = rows[i].bits};
		bv_scene_play(&scene);
		cr_expect_eq(bv_scene_level(&scene, "step.goes-on-otherwise"), rows[i].level,
			     "%zu bits", rows[i].bits);
		bv_arena_release(&scene.keep);
	}
	free(fine);
}

/* git names all commits between its ends, whatever it was told to leave out. */
Test(by_hand, possible_commits_beside_first_parent)
{
	char *fine = bv_scene_fine_log();

	for (int is_first_parent = 0; is_first_parent <= 1; is_first_parent++) {
		struct scene scene;

		bv_scene_set(&scene, fine);
		scene.log->claim.ending = BV_ENDING_ONLY_SKIPPED;
		*BV_APPEND(&scene.log->claim.could_be, &scene.keep) = scene.log->claim.first_bad;
		scene.facts.range.left.items[0] = bv_test_oid(ID("e"));
		scene.log->git.is_first_parent = is_first_parent;
		bv_scene_play(&scene);
		cr_expect_eq(bv_scene_has_fired(&scene, "culprit.could-be-differs"),
			     !is_first_parent);
		bv_arena_release(&scene.keep);
	}
	free(fine);
}
