/* SPDX-License-Identifier: GPL-2.0-only */
/* The scene: a log, and facts made from it. */
#include "support/scene.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bv_oid bv_test_oid(const char *hex)
{
	struct bv_oid oid;

	cr_assert(bv_oid_parse(&oid, bv_text_from(hex)));
	return oid;
}

/* --- facts that agree with fine.log ------------------------------------------------------- */

static void agree_on_revisions(struct scene *scene)
{
	struct bv_revisions *revisions = &scene->log->revisions;

	scene->facts.revisions =
		bv_arena_alloc(&scene->keep, revisions->count, sizeof(struct bv_revision_facts));
	for (size_t i = 0; i < revisions->count; i++) {
		struct bv_revision_facts *facts = &scene->facts.revisions[i];

		facts->exists = facts->is_commit = BV_YES;
		facts->is_ambiguous = BV_NO;
		facts->resolution = BV_RESOLUTION_EXACT;
		facts->subject = revisions->items[i].subject;
		facts->subject_match = BV_SUBJECT_EQUAL;
		(void)bv_oid_parse(&facts->id, revisions->items[i].written);
	}
}

void bv_scene_agree_on_steps(struct scene *scene)
{
	struct bv_steps *steps = &scene->log->steps;
	size_t count = steps->count;

	scene->facts.steps = bv_arena_alloc(&scene->keep, count, sizeof(struct bv_step_facts));
	scene->facts.walk_tags = bv_arena_alloc(&scene->keep, count, sizeof(struct bv_oid));
	scene->facts.are_walk_tags_known =
		bv_arena_alloc(&scene->keep, count, sizeof(enum bv_truth));
	for (size_t i = 0; i < count; i++) {
		struct bv_step *step = &steps->items[i];
		struct bv_step_facts *facts = &scene->facts.steps[i];

		facts->is_candidate = facts->is_in_bad = facts->contains_bug = BV_YES;
		facts->is_in_good = BV_NO;
		facts->revisions_left = step->offer.revisions_left;
		facts->steps_left = step->offer.steps_left;
		facts->left_rule = BV_LEFT_TODAY;
		facts->left_rules = 1U << BV_LEFT_TODAY;
		facts->pick = BV_PICK_SAME;
		facts->verdict = step->verdict;
		scene->facts.are_walk_tags_known[i] = BV_YES;
		scene->facts.walk_tags[i] = scene->facts.revisions[step->revision.number - 1].id;
	}
}

static void agree_on_culprit(struct scene *scene)
{
	struct bv_culprit_facts *culprit = &scene->facts.culprit;
	struct bv_range_facts *range = &scene->facts.range;
	struct bv_changed_file *file;

	*BV_APPEND(&range->left, &scene->keep) = bv_test_oid(ID("f"));
	range->candidates_left = BV_COUNT(1);
	range->is_good_ancestor = BV_YES;
	culprit->is_later_wanted = true;
	culprit->is_read = culprit->is_later_read = culprit->is_diff_complete = BV_YES;
	culprit->are_functions_read = BV_YES;
	culprit->has_tags_read = culprit->are_renames_known = BV_YES;
	culprit->id = bv_test_oid(ID("f"));
	culprit->author = scene->log->claim.print.author;
	/* As fine.log prints it: Mon Apr 19 09:37:04 2021 +0200. */
	culprit->author_date = (struct bv_date){.seconds = 1618817824, .zone.hours_minutes = 200};
	culprit->subject = scene->log->claim.print.subject;
	culprit->message = scene->log->claim.print.message;
	*BV_APPEND(&culprit->parents, &scene->keep) = bv_test_oid(ID("7"));
	culprit->parent_verdicts = bv_arena_alloc(&scene->keep, 2, sizeof(enum bv_verdict));
	culprit->parent_verdicts[0] = BV_VERDICT_GOOD;
	file = BV_APPEND(&culprit->files, &scene->keep);
	file->path = BV_TEXT("drivers/demo/queue.c");
	file->status = BV_FILE_MODIFIED;
	file->added = file->deleted = BV_COUNT(2);
	file->content = BV_CONTENT_CODE;
}

void bv_scene_set(struct scene *scene, const char *text)
{
	*scene = (struct scene){0};
	scene->source.text = bv_text_from(text);
	bv_log_read(&scene->bisections, &scene->source, &scene->keep);
	cr_assert(scene->bisections.count == 1);
	scene->log = &scene->bisections.items[0];
	scene->facts.tree.is_open = true;
	agree_on_revisions(scene);
	bv_scene_agree_on_steps(scene);
	agree_on_culprit(scene);
}

void bv_scene_play(struct scene *scene)
{
	bv_case_open_with(&scene->c, scene->log, &scene->told, &scene->facts, &scene->keep);
	bv_checks_run(&scene->result, &scene->c, &scene->keep);
}

enum bv_level bv_scene_level(const struct scene *scene, const char *id)
{
	const struct bv_findings *findings = &scene->result.findings;

	for (size_t i = 0; i < findings->count; i++)
		if (strcmp(findings->items[i].id, id) == 0)
			return findings->items[i].level;
	return BV_LEVEL_OFF;
}

bool bv_scene_has_fired(const struct scene *scene, const char *id)
{
	return bv_scene_level(scene, id) != BV_LEVEL_OFF;
}

const char *bv_scene_why_not_run(const struct scene *scene, const char *id)
{
	for (size_t i = 0; i < scene->result.not_run.count; i++)
		if (strcmp(scene->result.not_run.items[i].id, id) == 0)
			return scene->result.not_run.items[i].why.data;
	return NULL;
}

char *bv_scene_fine_log(void)
{
	FILE *file = fopen(BV_TEST_DATA "/checks/fine.log", "rb");
	char *text = calloc(1, 16384);

	cr_assert(file && text);
	cr_assert(fread(text, 1, 16383, file) > 0);
	(void)fclose(file);
	return text;
}
