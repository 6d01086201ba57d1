/* SPDX-License-Identifier: GPL-2.0-only */
/* Each piece of evidence has the value that the log gives it, before and after one edit. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/scene.h"

#define NO  0.0
#define YES 1.0

struct row {
	const char *piece;
	const char *find, *replace;
	double before, after;
};

#define STAT           " drivers/demo/queue.c | 4 ++--\n"
#define SUMMARY(added) " 1 file changed, " added " insertions(+), 2 deletions(-)\n"

#define SIGNATURE(digit)      "kernel signature: " SIG(digit) "\n"
#define CRASHED(digit, title) SIGNATURE(digit) "all runs: crashed: " title "\n"

static const struct row rows[] = {
	{"cannot-be", "parent  signature: 7", "parent  signature: 6", NO, NO},
	{"cannot-be", "parent  signature: " SIG("7"), "parent  signature: " SIG("6"), NO, YES},
	{"cannot-be", "kernel signature: " SIG("7"), "kernel signature: " SIG("6"), NO, YES},
	{"cannot-be", STAT, " MAINTAINERS | 4 ++--\n", NO, YES},
	{"cannot-be", "Author: Ada", "Merge: 7777777777 aaaaaaaaaa\nAuthor: Ada", NO, YES},
	{"shared", STAT, " drivers/demo/other.c | 4 ++--\n", 2, 1},
	{"shared", STAT, " drivers/else/other.c | 4 ++--\n", 2, 0},
	{"shared", STAT, " .../demo/queue.c | 4 ++--\n", 2, 2},
	{"switch", STAT, " drivers/demo/Kconfig | 4 ++--\n", NO, YES},
	{"switch", STAT SUMMARY("2"), " drivers/demo/Kconfig | 4 ++--\n" SUMMARY("101"), NO, NO},
	{"tiny", SUMMARY("2"), SUMMARY("1"), NO, YES},
	{"tiny", SUMMARY("2"), " 1 file changed, 3 deletions(-)\n", NO, YES},
	{"skipped", "# git bisect good " ID("7"), "# git bisect skip " ID("7"), NO, YES},
	{"walk", "testing release v5.12", "testing release v5.12-rc1", .6931, .6931},
	{"strange", CRASHED("6", BUG), CRASHED("6", "WARNING in other_wait"), NO, .3333},
	{"strange", CRASHED("6", BUG), CRASHED("6", "SYZFAIL: demo_queue_rq"), NO, .3333},
	/* Of the same function. */
	{"strange", CRASHED("6", BUG), CRASHED("6", "WARNING in demo_queue_rq"), NO, NO},
};

/* Of the log alone: the scene's tree would hide what was edited in the text. */
static double value_in(struct scene *scene, const char *piece)
{
	static const struct bv_facts no_tree;
	double value = NAN;

	scene->facts = no_tree;
	bv_scene_play(scene);
	cr_assert(scene->result.trust.is_known, "%s: %.*s", piece,
		  BV_TEXT_ARG(scene->result.trust.why_unknown));
	for (size_t i = 0; i < scene->result.trust.piece_count; i++)
		if (strcmp(scene->result.trust.pieces[i].name, piece) == 0)
			value = scene->result.trust.pieces[i].value;
	return value;
}

static double value_of(const char *text, const char *piece)
{
	struct scene scene;
	double value;

	bv_scene_set(&scene, text);
	value = value_in(&scene, piece);
	bv_arena_release(&scene.keep);
	return value;
}

static char *edited(const char *text, const struct row *row)
{
	const char *at = strstr(text, row->find);
	size_t room = strlen(text) + strlen(row->replace) + 1;
	char *copy = malloc(room);

	cr_assert(copy && at, "%s: the log does not hold \"%s\"", row->piece, row->find);
	(void)snprintf(copy, room, "%.*s%s%s", (int)(at - text), text, row->replace,
		       at + strlen(row->find));
	return copy;
}

Test(trust, each_piece_follows_the_log)
{
	char *fine = bv_scene_fine_log();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *text = edited(fine, &rows[i]);
		double before = value_of(fine, rows[i].piece);
		double after = value_of(text, rows[i].piece);

		cr_expect_float_eq(before, rows[i].before, 1e-3, "%s is %f before", rows[i].piece,
				   before);
		cr_expect_float_eq(after, rows[i].after, 1e-3, "%s is %f with \"%s\"",
				   rows[i].piece, after, rows[i].replace);
		free(text);
	}
	free(fine);
}

Test(trust, the_runs_speak_for_a_commit_that_they_lead_to)
{
	char *fine = bv_scene_fine_log();

	cr_expect_gt(value_of(fine, "runs"), 2);
	free(fine);
}

Test(trust, the_runs_speak_against_by_crashes_of_other_bugs)
{
	static const struct row stranger = {"runs", CRASHED("6", BUG),
					    CRASHED("6", "WARNING in other_wait"), 0, 0};
	char *fine = bv_scene_fine_log();
	char *far = edited(fine, &stranger);

	cr_expect_lt(value_of(far, "runs"), -.1);
	free(far);
	free(fine);
}

Test(trust, nothing_is_said_of_a_log_that_blames_nobody)
{
	char *fine = bv_scene_fine_log();
	struct scene scene;

	bv_scene_set(&scene, fine);
	scene.log->claim.ending = BV_ENDING_NONE;
	bv_scene_play(&scene);
	cr_expect(!scene.result.trust.is_known);
	cr_expect(scene.result.trust.why_unknown.size > 0);
	bv_arena_release(&scene.keep);
	free(fine);
}

Test(trust, nothing_is_said_of_other_kinds_of_logs)
{
	char *fine = bv_scene_fine_log();
	struct scene scene;

	bv_scene_set(&scene, fine);
	scene.log->kind = BV_KIND_GIT_LOG;
	bv_scene_play(&scene);
	cr_expect(!scene.result.trust.is_known);
	bv_arena_release(&scene.keep);
	free(fine);
}
