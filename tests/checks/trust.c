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

#define STAT " drivers/demo/queue.c | 4 ++--\n"
#define BODY "The queue is not used after this point."

#define GCC                   "gcc (Demo 10.2.1-6) 10.2.1 20210110"
#define COMPILER              "compiler: " GCC ", GNU ld (GNU Binutils for Demo) 2.35.2\n"
#define SIGNATURE(digit)      "kernel signature: " SIG(digit) "\n"
#define CRASHED(digit, title) SIGNATURE(digit) "all runs: crashed: " title "\n"

#define RELEASE(tag, digit)                                                                        \
	"testing release " tag "\ntesting commit " ID(digit) "\nall runs: crashed: " BUG "\n"
#define SIX_RELEASES                                                                               \
	RELEASE("v5.19", "1")                                                                      \
	RELEASE("v5.18", "2")                                                                      \
	RELEASE("v5.17", "3") RELEASE("v5.16", "4") RELEASE("v5.15", "5") RELEASE("v5.14", "8")

static const struct row rows[] = {
	{"cannot-be", "parent  signature: 7", "parent  signature: 6", NO, NO},
	{"cannot-be", "parent  signature: " SIG("7"), "parent  signature: " SIG("6"), NO, YES},
	{"cannot-be", "kernel signature: " SIG("7"), "kernel signature: " SIG("6"), NO, YES},
	{"cannot-be", STAT, " MAINTAINERS | 4 ++--\n", NO, YES},
	{"cannot-be", "Author: Ada", "Merge: 7777777777 aaaaaaaaaa\nAuthor: Ada", NO, YES},
	{"detector", "[" ID("f") "] demo: free the queue early",
	 "[" ID("f") "] lockdep: free the queue early", NO, YES},
	{"detector", "demo: free the queue early", "demo: free the queue of debugfs files early",
	 NO, NO},
	{"detector", "[" ID("f") "] demo: free", "[" ID("f") "] demo: lockdep, free", NO, YES},
	{"inserted", "2 insertions", "1095 insertions", 1.0986, 7},
	{"kconfig", STAT, " drivers/demo/Kconfig | 4 ++--\n", NO, YES},
	{"kconfig", STAT, " drivers/demo/Kconfig | 4 ++--\n" STAT, NO, .5},
	{"kconfig", STAT, " drivers/demo/Kconfig | 4 ++--\n drivers/demo/Makefile | 1 +\n", NO,
	 YES},
	{"related", STAT, " drivers/demo/other.c | 4 ++--\n", 4, 3},
	{"related", STAT, " drivers/else/other.c | 4 ++--\n", 4, 2},
	{"related", STAT, " .../demo/queue.c | 4 ++--\n", 4, 3},
	{"related", BODY, "demo_queue_rq() is the last user.", 4, 5},
	{"skipped", "# git bisect good " ID("7"), "# git bisect skip " ID("7"), NO, YES},
	{"syzbot-fix", BODY, "Reported-by: syzbot@example.org", NO, YES},
	{"walk", "testing release v5.12", "testing release v5.12-rc1", .6931, .6931},
	{"long-walk", "testing release v5.13\n", SIX_RELEASES "testing release v5.13\n", NO, YES},
	{"long-walk", COMPILER SIGNATURE("3"), "compiler: gcc (Demo 8.4.1) 8.4.1\n" SIGNATURE("3"),
	 NO, YES},
	{"long-walk", COMPILER SIGNATURE("3"), "compiler: " GCC ", another linker\n" SIGNATURE("3"),
	 NO, NO},
	{"strange", CRASHED("6", BUG), CRASHED("6", "WARNING in other_wait"), NO, .3333},
	{"strange", CRASHED("6", BUG), CRASHED("6", "SYZFAIL: demo_queue_rq"), NO, .3333},
	/* No family of titles, but the same driver. */
	{"strange", CRASHED("6", BUG), CRASHED("6", "WARNING in demo_submit_bio"), NO, NO},
	{"strange", CRASHED("6", BUG), CRASHED("6", "kernel BUG at drivers/demo/a.c:LINE!"), NO,
	 NO},
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

Test(trust, a_magnet_is_known_by_its_id)
{
	char *fine = bv_scene_fine_log();
	struct scene scene;
	struct bv_revision *blamed;

	cr_expect_eq(value_of(fine, "magnet"), NO);
	bv_scene_set(&scene, fine);
	blamed = &scene.log->revisions.items[scene.log->claim.first_bad.number - 1];
	blamed->written = BV_TEXT("f2c2e717642c");
	cr_expect_eq(value_in(&scene, "magnet"), YES);
	bv_arena_release(&scene.keep);
	free(fine);
}

Test(trust, the_runs_speak_for_a_commit_that_they_lead_to)
{
	char *fine = bv_scene_fine_log();

	cr_expect_gt(value_of(fine, "runs"), 2);
	free(fine);
}

/* Crashes outside the family count as good runs; they are the bug's own when its words are there.
 */
Test(trust, the_runs_speak_against_only_by_crashes_of_other_bugs)
{
	static const struct row kin = {"runs", CRASHED("6", BUG),
				       CRASHED("6", "WARNING in demo_submit_bio"), 0, 0};
	static const struct row stranger = {"runs", CRASHED("6", BUG),
					    CRASHED("6", "WARNING in other_wait"), 0, 0};
	char *fine = bv_scene_fine_log();
	char *near = edited(fine, &kin), *far = edited(fine, &stranger);

	cr_expect_float_eq(value_of(near, "runs"), 0, 1e-9);
	cr_expect_lt(value_of(far, "runs"), -.1);
	free(near);
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
